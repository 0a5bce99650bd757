"""What an edit does to one report, line by line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ...model.difference import (
    Aspect,
    Change,
    Effect,
    Fate,
    Mark,
    Passage,
    Piece,
    ReportDifference,
    Standing,
    Tie,
)
from ...model.finding import Finding, Severity
from ..findings import message
from .blocks import MESSAGE, PHRASE, Come, Gone, Line, Quoted, Span, Spans, Strong

MOST = 40
"""Lines of one list; the rest is counted."""
FEW = 3
"""Ties that can no longer be told, up to which each is named."""
LOUD = (Aspect.STATE, Aspect.PUBLISHED, Aspect.FORM, Aspect.ACCEPTED)
TOTALS = (Tie.SUM, Tie.BALANCE, Tie.AT_MOST)
ACROSS = (Tie.CARRY, Tie.STOCK, Tie.CHILDREN)
OTHER_SIDE = {
    Tie.SUM: "总计",
    Tie.BALANCE: "另一边",
    Tie.AT_MOST: "上限",
    Tie.CARRY: "上年报告",
    Tie.STOCK: "上年报告推得",
    Tie.CHILDREN: "下级之和",
}
UNKNOWN = "不能核对（空白、不适用或没有报告）"


def lines_of(report: ReportDifference) -> Iterator[Line]:
    """Everything about the report but its heading."""
    yield from _fate(report)
    if report.changes:
        yield Line(0, (f"改动 {len(report.changes)} 处",))
        yield from listed([Line(1, _change(each)) for each in _loud_first(report.changes)], 1)
    if report.prose:
        yield Line(0, ("正文",))
        passages = [Line(1, _passage(each.where, one)) for each in report.prose for one in each.passages]
        yield from listed(passages, 1)
    yield from _of_kind(report.effects, Tie.LAST_YEAR, "与上年相比：", 0)
    effects = list(_effects(report.effects))
    if effects or report.moves:
        yield Line(0, ("随之变动",))
        yield from listed(effects, 1)
        if report.moves:
            yield Line(1, ("牵动其他报告：", Quoted("、".join(report.moves), PHRASE)))
    yield from findings_of(report, 0)


def listed(lines: Sequence[Line], depth: int) -> Iterator[Line]:
    """The first lines, and how many more there are."""
    yield from lines[:MOST]
    if len(lines) > MOST:
        yield Line(depth, (f"另有 {len(lines) - MOST} 项未列出",))


def findings_of(report: ReportDifference, depth: int) -> Iterator[Line]:
    """What became of the findings. Notes of a new report are counted only."""
    appeared = report.appeared
    if report.fate is Fate.NEW:
        appeared = tuple(each for each in appeared if each.severity is not Severity.NOTE)
    groups = (
        ("新出现的问题", appeared),
        ("现在才查到的问题（原来有错误，没有查到这一步）", report.revealed),
        ("不再报出的问题", report.vanished),
        ("改为说明原因后照原样发布的问题", report.settled),
    )
    for label, found in groups:
        if found:
            yield Line(depth, (f"{label} {len(found)} 项",))
            yield from listed([Line(depth + 1, finding_line(each)) for each in found], depth + 1)
    notes = len(report.appeared) - len(appeared)
    if notes:
        yield Line(depth, (f"另有提示 {notes} 项，不影响发布",))
    if report.unexamined:
        yield Line(
            depth, (f"现在有错误，没有查到后面几步；原有 {len(report.unexamined)} 项问题是否仍在，不能断定",)
        )


def finding_line(finding: Finding) -> Spans:
    """Severity, code and name, and what is wrong where."""
    accepted: Spans = ("；已说明：", Quoted(finding.accepted, PHRASE)) if finding.accepted else ()
    head = f"{finding.severity.value} {finding.code} {finding.name} "
    return (head, Quoted(message(finding), MESSAGE), *accepted)


def _fate(report: ReportDifference) -> Iterator[Line]:
    if report.fate is Fate.REMOVED:
        said = f"（{report.published} 已发布）" if report.published else ""
        yield Line(
            0,
            (
                Strong("报告被删除"),
                f"{said}：网页和数据文件将不再生成；网址已公开的，须在 redirects.yml 写明去处",
            ),
        )
    if report.fate is Fate.MOVED:
        yield Line(0, (Strong("网址将改变"), "：", Quoted(report.was_id), " → ", Quoted(report.id)))
        yield Line(0, ("网址已公开的，须在 redirects.yml 写明新地址",))
    if report.fate is Fate.UNREADABLE:
        before = "（原来也读不出来）" if report.unreadable_before else ""
        yield Line(0, (Strong("现在读不出来"), f"{before}，不能逐项比较，也不会生成新的网页"))
    elif report.unreadable_before:
        yield Line(0, ("原来的文件读不出来，不能逐项比较",))
    if report.fate is Fate.AFFECTED:
        yield Line(0, ("文件没有改动；其他文件的改动牵动了它",))
    if report.published and report.edited and report.fate is not Fate.REMOVED:
        told = sum(each.aspect is Aspect.CORRECTION and each.now is not None for each in report.changes)
        said = f"新增更正说明 {told} 条" if told else "没有新增更正说明"
        yield Line(0, (f"原报告已于 {report.published} 发布；", said))


def _loud_first(changes: Iterable[Change]) -> list[Change]:
    return sorted(changes, key=lambda each: each.aspect not in LOUD)


def _change(change: Change) -> Spans:
    if change.aspect is Aspect.ACCEPTED:
        return _entry(change, "新接受的问题", "不再接受的问题")
    if change.aspect is Aspect.CORRECTION:
        return _entry(change, "新增更正", "删去更正")
    loud: Spans = (Strong("注意"), "：") if change.aspect in LOUD and change.was is not None else ()
    where: Spans = (*loud, Quoted(change.where, PHRASE), "：")
    if change.was is None:
        return (*where, "新增 ", _value(change.now))
    if change.now is None:
        return (*where, "删去 ", _value(change.was))
    return (*where, _value(change.was), " → ", _value(change.now))


def _entry(change: Change, added: str, removed: str) -> Spans:
    if change.now is None:
        return (f"{removed}：", Quoted(change.was or "", PHRASE))
    if change.aspect is Aspect.ACCEPTED:
        return (Strong(added), "：", Quoted(change.now, PHRASE))
    return (f"{added}：", Quoted(change.now, PHRASE))


def _value(text: str | None) -> Span:
    return Quoted(text, PHRASE) if text else "（空）"


def _passage(where: str, passage: Passage) -> Spans:
    return (Quoted(where), f" 第{passage.paragraph}段：", *map(_piece, passage.pieces))


def _piece(piece: Piece) -> Span:
    if piece.mark is Mark.REMOVED:
        return Gone(piece.text)
    if piece.mark is Mark.ADDED:
        return Come(piece.text)
    return "…" if piece.mark is Mark.CUT else Quoted(piece.text, PHRASE)


def _effects(effects: Sequence[Effect]) -> Iterator[Line]:
    """First what no longer holds, then what does again, then what moved and holds."""
    ties = [each for each in effects if each.tie in (*TOTALS, *ACROSS)]
    turned = [each for each in ties if not (each.was.holds and each.now.holds)]
    many = [found for found in _silent(turned) if len(found) > FEW]
    together = [each for found in many for each in found]
    for each in sorted(turned, key=lambda one: (not one.broke, not one.mended)):
        if each not in together:
            yield Line(1, _tie(each))
    yield from (Line(1, _together(found)) for found in many)
    for group, label in ((TOTALS, "合计与勾稽"), (ACROSS, "结转、存量与汇总")):
        held = [each for each in ties if each.tie in group and each.was.holds and each.now.holds]
        if held:
            named = "；".join(f"{each.where.rpartition(' · ')[2]} {_moved(each)}" for each in held[:6])
            more = f" 等 {len(held)} 条" if len(held) > 6 else ""
            yield Line(1, (f"{label}仍然相符：", Quoted(named, PHRASE), more))
    yield from _of_kind(effects, Tie.SHARE, "占比：", 1)
    for each in effects:
        if each.tie is Tie.REFERENCE:
            yield Line(1, ("正文引用的数随之改变：", Quoted(each.quote, PHRASE), " 印作 ", *_arrow(each)))
        elif each.tie is Tie.CLAIM:
            yield Line(1, _claim(each))


def _silent(effects: Sequence[Effect]) -> Iterator[list[Effect]]:
    """Those of one kind that can no longer be told, and those that now can and hold."""
    for tie in (*TOTALS, *ACROSS):
        mine = [each for each in effects if each.tie is tie]
        yield [each for each in mine if each.now.holds is None]
        yield [each for each in mine if each.was.holds is None and each.now.holds]


def _together(found: Sequence[Effect]) -> Spans:
    """Many ties that turned alike, as their number."""
    label = f"{found[0].tie.value}：{len(found)} 项"
    if found[0].now.holds:
        return (f"{label}现在可以核对，都相符",)
    wrong = sum(each.was.holds is False for each in found)
    return (f"{label}{UNKNOWN}，原来 {len(found) - wrong} 项相符、{wrong} 项不相符",)


def _of_kind(effects: Iterable[Effect], tie: Tie, label: str, depth: int) -> Iterator[Line]:
    """Effects of one kind in one line."""
    found = [each for each in effects if each.tie is tie]
    if found:
        said = "；".join(
            f"{each.where} {each.was.left or '不计'} → {each.now.left or '不计'}" for each in found
        )
        yield Line(depth, (label, Quoted(said, PHRASE)))


def _arrow(effect: Effect) -> Spans:
    return (Quoted(effect.was.left), " → ", Quoted(effect.now.left))


def _moved(effect: Effect) -> str:
    return f"{effect.was.left} → {effect.now.left}"


def _tie(effect: Effect) -> Spans:
    where: Spans = (f"{effect.tie.value}：", Quoted(effect.where, PHRASE), "：")
    if effect.now.holds is None:
        return (*where, f"{UNKNOWN}，原来{_stood(effect, effect.was)}")
    if effect.broke:
        said = "不再相符" if effect.was.holds else "不相符"
        return (*where, Strong(said), f"，{_stood(effect, effect.now)}（原来{_stood(effect, effect.was)}）")
    if effect.mended:
        return (*where, f"恢复相符，{_stood(effect, effect.now)}（原来{_stood(effect, effect.was)}）")
    if effect.now.holds is False:
        return (*where, f"仍不相符，{_stood(effect, effect.now)}（原来{_stood(effect, effect.was)}）")
    return (*where, f"现在可以核对，相符，{_stood(effect, effect.now)}")


def _stood(effect: Effect, standing: Standing) -> str:
    """“各项 33，总计 31” or “都是 31”."""
    if standing.holds is None:
        return "不能核对"
    if standing.left == standing.right:
        return f"都是 {standing.left}"
    mine = "本表" if effect.tie in ACROSS else "各项合计"
    return f"{mine} {standing.left}，{OTHER_SIDE[effect.tie]} {standing.right}"


def _claim(effect: Effect) -> Spans:
    where: Spans = (Quoted(effect.where), "：", Quoted(effect.quote, PHRASE))
    if effect.broke:
        return (*where, "：", Strong("不再一致"), "：", Quoted(effect.now.right, PHRASE))
    if effect.mended:
        return (*where, "：恢复一致：", Quoted(effect.now.right, PHRASE))
    return (*where, f"：{effect.was.left}，现在{effect.now.left}：", Quoted(effect.now.right, PHRASE))
