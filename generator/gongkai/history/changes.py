"""Two states of one report compared: every value that is not the same, in the form's order and words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from ..model.body import BODY_KINDS, Body
from ..model.difference import Aspect, Change, ProseChange
from ..model.form import join
from ..model.report import Acceptance, Cell, Correction, FreeBlock, Report, State
from .words import passages

SAID = {State.BLANK: "空白", State.NOT_APPLICABLE: "不适用"}


def of_reports(old: Report, new: Report) -> tuple[tuple[Change, ...], tuple[ProseChange, ...]]:
    """What differs: values, and texts. Both empty when only the layout of the file does."""
    changes = [
        *_metadata(old, new),
        *_rows(old, new),
        *_cells(old, new),
        *_heads(old, new),
        *_entries(old, new),
    ]
    return tuple(changes), tuple(_prose(old, new))


def of_bodies(old: Body, new: Body) -> tuple[Change, ...]:
    """What differs in what is said of a body."""
    labels = {
        "name": "机关全称",
        "short_name": "简称",
        "kind": "机关类别",
        "order": "排序",
        "address": "地址",
        "postcode": "邮政编码",
        "phone": "电话",
        "email": "电子邮箱",
        "complete": "所辖机关是否列全",
        "owners": "审核人",
    }
    found = []
    for name, label in labels.items():
        was, now = _said(name, getattr(old, name)), _said(name, getattr(new, name))
        if was != now:
            found.append(Change(Aspect.FIELD, name, label, was, now))
    for kind in sorted({*old.deadlines, *new.deadlines}):
        was_day, now_day = old.deadlines.get(kind), new.deadlines.get(kind)
        if was_day != now_day:
            found.append(
                Change(Aspect.FIELD, f"deadlines.{kind}", f"公布期限 · {BODY_KINDS[kind]}", was_day, now_day)
            )
    return tuple(found)


def _said(name: str, value: object) -> str | None:
    if name == "kind":
        return BODY_KINDS[str(value)]
    if name == "complete":
        return "是" if value else "否"
    if isinstance(value, tuple):
        return "、".join(value) or None
    return str(value) if value != "" else None


def printed(cell: Cell) -> str:
    """A cell in words: what is printed, and what kind of mark it is where it is no number."""
    if cell.state is State.NUMBER:
        return cell.text
    said = SAID[cell.state]
    return said if cell.text in ("", said, "~") else f"{said}（{cell.text}）"


def _metadata(old: Report, new: Report) -> Iterator[Change]:
    if old.form is not new.form and (old.form.id, old.form.name) != (new.form.id, new.form.name):
        yield Change(Aspect.FORM, "form", "表式", old.form.name, new.form.name)
    pairs = (
        (Aspect.FIELD, "title", "标题", old.title, new.title),
        (Aspect.PUBLISHED, "published", "发布日期", _day(old.published), _day(new.published)),
        (Aspect.FIELD, "written", "成文日期", _day(old.written), _day(new.written)),
        (Aspect.FIELD, "index_number", "索引号", old.index_number, new.index_number),
        (Aspect.FIELD, "document_number", "发文字号", old.document_number, new.document_number),
        (Aspect.FIELD, "period", "统计期限", _period(old.period), _period(new.period)),
    )
    for aspect, route, label, was, now in pairs:
        if was != now:
            yield Change(aspect, route, label, was or None, now or None)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _period(period: tuple[date, date] | None) -> str:
    return f"{period[0]}至{period[1]}" if period else ""


def _rows(old: Report, new: Report) -> Iterator[Change]:
    """Local rows that came, went or were given another name with the same figures."""
    for at in dict.fromkeys([*new.local_rows, *old.local_rows]):
        mine, theirs = old.local_rows.get(at, ()), new.local_rows.get(at, ())
        gone = [name for name in mine if name not in theirs]
        come = [name for name in theirs if name not in mine]
        where = new.labels.get(at) or old.labels.get(at, at)
        for name in list(gone):
            twin = next((each for each in come if _row(new, at, each) == _row(old, at, name)), None)
            if twin is not None:
                gone.remove(name)
                come.remove(twin)
                yield Change(Aspect.ROW, join(at, twin), f"{where}（行名）", name, twin)
        for name in gone:
            yield Change(Aspect.ROW, join(at, name), f"{where} · {name}", _row(old, at, name), None)
        for name in come:
            yield Change(Aspect.ROW, join(at, name), f"{where} · {name}", None, _row(new, at, name))
        if not gone and not come and set(mine) == set(theirs) and mine != theirs:
            yield Change(Aspect.ROW, at, f"{where}（各行次序）", "、".join(mine), "、".join(theirs))


def _row(report: Report, at: str, name: str) -> str:
    """The figures of a local row, one after another."""
    top = f"{join(at, name)}."
    return ", ".join(printed(cell) for route, cell in report.cells.items() if route.startswith(top))


def _cells(old: Report, new: Report) -> Iterator[Change]:
    """Cells of rows that both have; a cell of a row that one of them has only is told with its row."""
    own = {
        join(at, name)
        for mine, theirs in ((old, new), (new, old))
        for at, names in mine.local_rows.items()
        for name in names
        if name not in theirs.local_rows.get(at, ())
    }
    for route in dict.fromkeys([*new.cells, *old.cells]):
        was, now = old.cells.get(route), new.cells.get(route)
        if was is now or was == now or route.rpartition(".")[0] in own:
            continue
        where = new.labels.get(route) or old.labels.get(route, route)
        if was is None or now is None:
            mine = printed(was) if was else None
            yield Change(Aspect.STATE, route, where, mine, printed(now) if now else None)
            continue
        yield from _cell(route, where, was, now)


def _cell(route: str, where: str, was: Cell, now: Cell) -> Iterator[Change]:
    if was.state is not now.state:
        yield Change(Aspect.STATE, route, where, printed(was), printed(now))
        return
    if _bare(was) != _bare(now):
        yield Change(Aspect.FIGURE, route, where, printed(was), printed(now))
    if was.note != now.note:
        yield Change(Aspect.NOTE, route, f"{where}（注）", was.note or None, now.note or None)
    if was.unit != now.unit:
        yield Change(Aspect.UNIT, route, f"{where}（单位）", was.unit or None, now.unit or None)


def _bare(cell: Cell) -> str:
    """What is printed without the note and the unit behind it."""
    return cell.text.removesuffix(cell.note).removesuffix(cell.unit)


def _heads(old: Report, new: Report) -> Iterator[Change]:
    for route in dict.fromkeys([*new.column_prints, *old.column_prints]):
        was, now = old.column_prints.get(route), new.column_prints.get(route)
        if was == now:
            continue
        table = route.rpartition(".")[0]
        where = new.labels.get(table) or old.labels.get(table, table)
        names = [f"{each.label}（{each.unit}）" if each.unit else each.label for each in (was, now) if each]
        mine = names[0] if was else None
        yield Change(Aspect.HEAD, route, f"{where}（列名）", mine, names[-1] if now else None)


def _entries(old: Report, new: Report) -> Iterator[Change]:
    """Accepted findings, corrections, the document beside the report."""
    was, now = list(map(_acceptance, old.accepted)), list(map(_acceptance, new.accepted))
    yield from _listed(Aspect.ACCEPTED, "accepted", "接受的问题", was, now)
    was, now = list(map(_correction, old.corrections)), list(map(_correction, new.corrections))
    yield from _listed(Aspect.CORRECTION, "corrections", "更正", was, now)
    if old.attachment != new.attachment:
        said = [
            f"{each.file}（{each.title}，SHA-256 {each.sha256[:12]}…）" if each else None
            for each in (old.attachment, new.attachment)
        ]
        yield Change(Aspect.ATTACHMENT, "attachment", "附件", *said)


def _listed(aspect: Aspect, route: str, where: str, old: list[str], new: list[str]) -> Iterator[Change]:
    for each in old:
        if each not in new:
            yield Change(aspect, route, where, each, None)
    for each in new:
        if each not in old:
            yield Change(aspect, route, where, None, each)


def _acceptance(entry: Acceptance) -> str:
    return f"{entry.check}（{entry.at}）：{entry.because}"


def _correction(entry: Correction) -> str:
    return f"{entry.on}（{entry.at}）：{entry.was} → {entry.now}，{entry.because}"


def _prose(old: Report, new: Report) -> Iterator[ProseChange]:
    mine, theirs = texts(old), texts(new)
    for route in dict.fromkeys([*theirs, *mine]):
        was, now = mine.get(route, ""), theirs.get(route, "")
        if was != now:
            where = new.labels.get(route) or old.labels.get(route) or "前言"
            yield ProseChange(route, where, passages(was, now))


def texts(report: Report) -> Mapping[str, str]:
    """Route of the preamble and of every section with text of its own → that text."""
    found = {"preamble": report.preamble.text} if report.preamble else {}
    for section in report.form.sections:
        if prose := report.prose.get(section.id):
            found[section.id] = prose.text
        elif section.id in report.free:
            found[section.id] = "".join(map(_block, report.free[section.id]))
    return {route: text.rstrip("\n") for route, text in found.items()}


def _block(block: FreeBlock) -> str:
    """A block of the author's own as lines of text."""
    lines = [block.heading] if block.heading else []
    if block.prose:
        lines.append(block.prose.text.rstrip("\n"))
    if block.table:
        rows = (*block.table.head, *block.table.rows)
        lines += [block.table.caption, *(" | ".join(row) for row in rows)]
    return "".join(f"{line}\n" for line in lines if line)
