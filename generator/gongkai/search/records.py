"""Reports, bodies and hand-written pages → records: the words and figures that their pages print."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from ..model.body import BODY_KINDS, Body
from ..model.finding import Finding
from ..model.form import Form, Heading, cell_route, join, route_of
from ..model.report import Prose, Report
from .record import Block, Frame, FrameTable, Record

REFERENCE = re.compile(r"\{([^{}\s]+)\}")


def report_record(report: Report, findings: Sequence[Finding] = ()) -> Record:
    """The record of a report's page. `findings` are the report's; the accepted ones are printed.

    The page's certificate is left out: it is about the data file, and its digests would be noise.
    """
    frame = frame_of(report)
    return Record(
        id=f"reports/{report.id}",
        title=report.printed_title,
        body=report.body.id,
        body_name=report.body.name,
        year=report.year,
        blocks=(
            Block("", "", (*_facts(report), *_paragraphs(report.preamble, report))),
            *_sections(report),
            *_remarks(report, findings),
        ),
        frame=frame,
        figures=_figures(report),
    )


def body_record(body: Body) -> Record:
    """The record of a body's page: its names and where to reach it."""
    facts = [
        ("机关类别", BODY_KINDS.get(body.kind, "")),
        ("简称", body.short_name),
        ("地址", body.address),
        ("邮编", body.postcode),
        ("电话", body.phone),
        ("电子邮箱", body.email),
    ]
    texts = tuple(f"{name}\n{text}" for name, text in facts if text)
    return Record(f"reports/{body.id}", body.name, body.id, body.name, 0, (Block("", "", texts),))


def page_record(id_: str, title: str, html: str) -> Record:
    """The record of a hand-written page, from the HTML of its main content."""
    from .page_text import blocks_of  # needed only for pages by hand

    blocks = blocks_of(html)
    title = title or next((block.heading for block in blocks if block.heading), id_)
    return Record(id_, title, "", "", 0, blocks)


def _facts(report: Report) -> list[str]:
    days = [("成文日期", report.written), ("发布日期", report.published)]
    facts = [
        ("索引号", report.index_number),
        ("发文字号", report.document_number),
        ("报告年度", f"{report.year}年"),
        *((name, day.isoformat()) for name, day in days if day),
        ("表式", report.form.name),
    ]
    return [f"{name}\n{text}" for name, text in facts if text]


def _paragraphs(prose: Prose | None, report: Report) -> list[str]:
    """The paragraphs as printed: references are figures."""
    if prose is None:
        return []
    text = prose.text
    if "{" in text:
        text = REFERENCE.sub(lambda found: _figure(found, report), text)
    return [line for each in text.split("\n") if (line := each.strip("　 "))]


def _figure(reference: re.Match[str], report: Report) -> str:
    cell = report.cells.get(reference[1])
    return cell.text if cell else reference[0]


def _sections(report: Report) -> list[Block]:
    """The sections that are not tables of the form; their headings stand with the tables."""
    found = []
    for section in report.form.sections:
        texts = _paragraphs(report.prose.get(section.id), report)
        for block in report.free.get(section.id, ()):
            texts += [block.heading] if block.heading else []
            texts += _paragraphs(block.prose, report)
            if block.table:
                rows = (*block.table.head, *block.table.rows)
                texts += [block.table.caption] if block.table.caption else []
                texts += ["\n".join(row) for row in rows]
        if texts or not section.tables:
            found.append(Block(section.id, section.heading, tuple(texts)))
    return found


def _remarks(report: Report, findings: Sequence[Finding]) -> list[Block]:
    corrections = tuple(
        f"{each.on.isoformat()}　{report.labels.get(each.at, each.at)}：原为“{each.was}”，"
        f"更正为“{each.now}”。原因：{each.because}"
        for each in report.corrections
    )
    accepted = tuple(
        (f"{each.where}：" if each.where else "") + f"{each.what}。\n说明：{each.accepted}"
        for each in findings
        if each.accepted
    )
    original = (report.attachment.title,) if report.attachment else ()
    blocks = [
        Block("corrections", "更正说明", corrections),
        Block("accepted", "已说明的情况", accepted),
        Block("attachment", "原件", original),
    ]
    return [block for block in blocks if block.texts]


def _figures(report: Report) -> tuple[str, ...]:
    cells = map(report.cells.get, _routes(report.form, tuple(report.local_rows.items())))
    return tuple([cell.text if cell else "" for cell in cells])


LocalRows = tuple[tuple[str, tuple[str, ...]], ...]


@lru_cache(maxsize=512)
def _routes(form: Form, local_rows: LocalRows) -> tuple[str, ...]:
    return tuple(
        cell_route(table.route, row, column)
        for table in form.tables
        for row in table.rows_with(dict(local_rows))
        for column in table.column_paths
    )


def frame_of(report: Report) -> Frame:
    """The frame of the report's tables; the same object for reports that print the same labels."""
    prints = tuple((route, each.label, each.unit) for route, each in report.column_prints.items())
    return _frame(report.form, tuple(report.local_rows.items()), prints)


@lru_cache(maxsize=512)
def _frame(form: Form, local_rows: LocalRows, prints: tuple[tuple[str, str, str], ...]) -> Frame:
    own = {route: (label, unit) for route, label, unit in prints}
    tables = []
    for section in form.sections:
        for table in section.tables:
            columns = []
            for path in table.column_paths:
                leaf = own.get(join(table.route, route_of(path)), (path[-1].label, path[-1].unit))
                columns.append((route_of(path), leaf[1], (*_labels(path[:-1]), leaf[0])))
            rows = tuple((route_of(path), _labels(path)) for path in table.rows_with(dict(local_rows)))
            texts = tuple(text for text in (table.caption, table.note or table.corner) if text)
            tables.append(FrameTable(section.id, section.heading, table.route, texts, rows, tuple(columns)))
    return Frame(tuple(tables))


def _labels(path: tuple[Heading, ...]) -> tuple[str, ...]:
    return tuple(node.label for node in path)
