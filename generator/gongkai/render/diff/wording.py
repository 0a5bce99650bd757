"""A difference in words: a summary by body, what needs attention first, then report by report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from ...model.difference import (
    Attention,
    BodyDifference,
    Cause,
    Difference,
    Fate,
    ProgramEffect,
    ReportDifference,
    Told,
)
from ...model.finding import Severity
from .blocks import MESSAGE, Line, Part, Quoted, Spans, Strong, Table
from .report_words import finding_line, findings_of, lines_of, listed

HOW = " 运行两个版本各自的程序，说明哪些问题和网页会改变"
LOUD = {"name": "改名", "owners": "改审核人"}
"""Keys of body.yml whose change a reviewer must not miss, and what it is called."""
ROWS = 200
"""Rows of the summary; bodies beyond it need no attention before others do."""


def parts_of(difference: Difference) -> list[Part]:
    """Everything there is to say; the first part is the summary."""
    return [
        _summary(difference),
        *_program(difference),
        *_bodies(difference),
        *(_report(each) for each in difference.reports if each.fate is not Fate.FORMATTING),
        *_formatting(difference),
    ]


def _summary(difference: Difference) -> Part:
    heading: Spans = ("改动说明：", Quoted(difference.old), " → ", Quoted(difference.new))
    blocks: list[Line | Table] = [Line(0, (_counts(difference),))]
    looked = [each for each in difference.reports if each.attention]
    if looked:
        words = Counter(each.attention[0] for each in looked)
        said = "，".join(f"{reason.value} {words[reason]} 份" for reason in Attention if words[reason])
        blocks.append(Line(0, (Strong(f"请先看 {len(looked)} 份"), f"：{said}")))
    if len(difference.reports) > 1:
        blocks.append(_by_body(difference.reports))
        rest = len({each.name for each in difference.reports}) - ROWS
        if rest > 0:
            blocks.append(Line(0, (f"另有 {rest} 个机关未列入上表",)))
    return Part(heading, tuple(blocks), 1, "summary")


def _counts(difference: Difference) -> str:
    fates = Counter(each.fate for each in difference.reports)
    said = [f"{fate.value} {fates[fate]} 份" for fate in Fate if fates[fate]]
    if difference.bodies:
        said.append(f"机关信息 {len(difference.bodies)} 份")
    if not said and not (difference.forms or difference.program):
        return "报告数据没有变化"
    return "报告：" + "，".join(said) if said else "报告数据没有变化；表式或程序有改动，见下"


def _by_body(reports: Sequence[ReportDifference]) -> Table:
    """One row a body, in the order in which its first report stands."""
    by_body: dict[str, list[ReportDifference]] = {}
    for report in reports:
        by_body.setdefault(report.id.rpartition("/")[0], []).append(report)
    rows = [
        (
            (Quoted(mine[0].name),),
            (
                "；".join(
                    f"{each.year}年{each.fate.value}" for each in sorted(mine, key=lambda one: one.year)
                ),
            ),
            _reasons(dict.fromkeys(reason for each in mine for reason in each.attention)),
        )
        for mine in by_body.values()
    ]
    return Table(("机关", "报告", "需要注意"), tuple(rows[:ROWS]))


def _reasons(reasons: Iterable[Attention]) -> Spans:
    return ("、".join(reason.value for reason in reasons) or "—",)


def _report(report: ReportDifference) -> Part:
    heading: Spans = (Quoted(report.name), f" {report.year}年 · {report.fate.value}")
    first: list[Line] = []
    if report.attention:
        first.append(Line(0, (Strong("需要注意"), "：", *_reasons(report.attention))))
    first.append(Line(0, ("文件：", *_file(report))))
    return Part(heading, (*first, *lines_of(report)), 2, report.fate.name.lower())


def _file(report: ReportDifference) -> Spans:
    if report.was_id != report.id:
        return Quoted(f"reports/{report.was_id}.yml"), " → ", Quoted(report.file)
    return (Quoted(report.file),)


def _formatting(difference: Difference) -> Iterator[Part]:
    """All reports of which only the layout differs, a line each."""
    only = [each for each in difference.reports if each.fate is Fate.FORMATTING]
    if only:
        lines: list[Line] = []
        for each in only:
            lines.append(
                Line(
                    0,
                    (Quoted(each.name), f" {each.year}年：只改了格式（注释、次序、对齐），内容没有变化"),
                )
            )
            lines += findings_of(each, 1)
        yield Part(("只改格式的报告",), tuple(lines), 2, "formatting")


def _bodies(difference: Difference) -> Iterator[Part]:
    lines = [line for each in difference.bodies for line in _body(each)]
    files = [
        *(Line(0, ("新出现：", *finding_line(each))) for each in difference.appeared),
        *(Line(0, ("不再报出：", *finding_line(each))) for each in difference.vanished),
    ]
    if lines or files:
        yield Part(("机关信息与文件",), (*lines, *listed(files, 0)), 2, "bodies")


def _body(body: BodyDifference) -> Iterator[Line]:
    said = "只改了格式，内容没有变化" if body.fate is Fate.FORMATTING else body.fate.value
    yield Line(0, (Quoted(body.name), "（", Quoted(body.file), f"）：{said}"))
    for change in body.changes:
        was = Quoted(change.was) if change.was is not None else "（没有）"
        now = Quoted(change.now) if change.now is not None else "（没有）"
        renamed = change.route == "name"
        loud: Spans = (Strong(LOUD[change.route]), "：") if change.route in LOUD else ()
        after = f"；它的 {body.reports} 份报告的标题随之改变" if renamed and body.reports else ""
        yield Line(1, (*loud, f"{change.where}：", was, " → ", now, after))


def _program(difference: Difference) -> Iterator[Part]:
    """Forms, checks and templates: what their change does to reports that were not edited."""
    lines: list[Line] = []
    for label, files in (("表式", difference.forms), ("程序", difference.program)):
        if files:
            lines.append(Line(0, (f"{label}有改动：{len(files)} 个文件",)))
            lines += listed([Line(1, (Quoted(file),)) for file in files], 1)
    if difference.program and not any(each.cause is Cause.PROGRAM for each in difference.program_effects):
        lines.append(Line(0, ("程序的改动对已有报告的影响没有计算：", Quoted("gongkai diff --program"), HOW)))
    for effect in difference.program_effects:
        lines += _effect(effect)
    if lines:
        yield Part(("表式与程序",), tuple(lines), 2, "program")


def _effect(effect: ProgramEffect) -> Iterator[Line]:
    changed = len({each.subject for each in (*effect.appeared, *effect.vanished)} - {""})
    yield Line(
        0,
        (
            f"{effect.cause.value}对 {effect.reports} 份报告的影响：{len(effect.pages)} 个网页改变，"
            f"{changed} 份报告的问题改变（新出现 {len(effect.appeared)} 项，不再报出 {len(effect.vanished)} 项）",
        ),
    )
    yield from listed([Line(1, ("新出现：", *_named(each))) for each in _gravest(effect.appeared)], 1)
    yield from listed([Line(1, ("不再报出：", *_named(each))) for each in _gravest(effect.vanished)], 1)
    yield from listed([Line(1, ("网页：", Quoted(page, MESSAGE))) for page in effect.pages], 1)


def _named(told: Told) -> Spans:
    head = f" {told.severity.value} {told.code} "
    return (Quoted(told.subject), head, Quoted(told.name), "：", Quoted(told.message, MESSAGE))


def _gravest(findings: Sequence[Told]) -> list[Told]:
    order = list(Severity)
    return sorted(findings, key=lambda each: (order.index(each.severity), each.subject, each.code))
