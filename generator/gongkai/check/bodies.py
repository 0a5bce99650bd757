"""Bodies above and below one another, and what a kind of body can have at all (GK6xx)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from ..model.finding import Evidence, Severity
from ..model.form import Form, Line, cell_route, join
from ..model.report import Report
from ..model.rule import Defect, check
from .case import Below, Case


@check("GK601", Severity.WARNING, "bodies")
def sum_of_children(case: Case) -> Iterator[Defect]:
    """与下级机关之和不符

    依据：汇总报告的各格等于所辖各机关之和；机关在 body.yml 声明 complete: true 时核对。
    改法：核对下级各报告；联合发文重复计算等情形，在 accepted 中说明原因。
    错例：
        complete: true
        children: [{carried_over: [1, 0, 0, 0, 0, 0, 1]}]
        disclosure_requests:
          carried_over: [0, 0, 0, 0, 0, 0, 0]
    正例：
        complete: true
        children: [{carried_over: [0, 0, 0, 0, 0, 0, 0]}]
        disclosure_requests:
          carried_over: [0, 0, 0, 0, 0, 0, 0]
    """
    report = case.report
    if not report.body.complete or not case.children or _missing(case):
        return
    for table in report.form.tables:
        for line in report.lines(table):
            wrong = list(_differing(report, case.children, line))
            if wrong:
                parts = "；".join(f"{label} {own}，下级之和 {below}" for label, _, own, below in wrong)
                first = wrong[0]
                evidence = Evidence(str(first[2]), str(first[3]), cells=tuple(each[1] for each in wrong))
                yield Defect(
                    parts, "核对下级各报告；有特殊情形的在 accepted 中说明原因", line.route, evidence
                )


def _differing(
    report: Report, children: tuple[Below, ...], line: Line
) -> Iterator[tuple[str, str, Decimal, Decimal]]:
    for path in line.columns:
        route = join(line.route, path[-1].id)
        own = report.value(route)
        values = [child.value(route) for child in children]
        known = [value for value in values if value is not None]
        if own is not None and len(known) == len(values) and sum(known) != own:
            yield path[-1].label, route, own, sum(known, Decimal(0))


def _missing(case: Case) -> list[str]:
    """Names of the bodies directly below without a readable report for this year."""
    have = {child.body.id for child in case.children}
    return [
        body.called
        for body in case.bodies.values()
        if body.parent == case.report.body.id and body.id not in have
    ]


@check("GK602", Severity.WARNING, "bodies")
def missing_children(case: Case) -> Iterator[Defect]:
    """下级机关的报告不全

    依据：声明 complete: true 的机关，其下级均应有当年报告，方能核对汇总数。
    改法：催报缺少的报告；机关已撤并的，移出该文件夹。
    错例：
        complete: true
        children: [~]
    正例：
        complete: true
        children: [{carried_over: [0, 0, 0, 0, 0, 0, 0]}]
    """
    if case.report.body.complete and (names := _missing(case)):
        shown = "、".join(names[:10]) + (f" 等 {len(names)} 个" if len(names) > 10 else "")
        yield Defect(
            f"缺少 {len(names)} 个下级机关 {case.report.year} 年的报告：{shown}",
            "催报后再核对汇总数",
            mark="children",
        )


@check("GK603", Severity.WARNING, "bodies")
def power_lacking(case: Case) -> Iterator[Defect]:
    """该类机关一般没有此项数据

    依据：规章只能由国务院部门、省级人民政府、设区的市和自治州人民政府制定（立法法第九十一条、第九十三条）。
    改法：多半是把规范性文件填进了规章一行，请核对；汇总所辖机关数据等情形，在 accepted 中说明原因。
    错例：
        proactive_disclosure:
          article_20_1:
            rules: [1, 0, 1]
    正例：
        proactive_disclosure:
          article_20_1:
            normative_documents: [1, 0, 1]
    """
    report = case.report
    for label, at, routes in _powerless(report.form, report.body.kind):
        if any(report.value(route) for route in routes):
            figures = "、".join(report.cells[route].text for route in routes if route in report.cells)
            yield Defect(f"“{label}”填了 {figures}，该类机关没有制定权", "核对是否应填在下一行", at)


@lru_cache(maxsize=1024)
def _powerless(form: Form, kind: str) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """The rows that this kind of body cannot have: label, route and cells."""
    return tuple(
        (
            row[-1].label,
            join(table.route, row[-1].id),
            tuple(cell_route(table.route, row, column) for column in table.column_paths),
        )
        for table in form.tables
        for row in table.row_paths
        if row and row[-1].only_for and kind not in row[-1].only_for
    )
