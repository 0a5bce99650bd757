"""The same body's reports of different years (GK5xx)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from ..model.finding import Evidence, Severity
from ..model.form import Form
from ..model.relations import of_form, of_kind
from ..model.report import LocalRows, lines_of
from ..model.rule import Defect, check
from ..model.years import counterpart
from .case import Case

FIRST_YEAR = 2008
"""The first year that reports were made for (原《政府信息公开条例》2008年5月1日起施行)."""
JUMP, LARGE = 5, Decimal(20)
"""A total that is five times the other year's, the larger one at least 20, is worth a look."""


@check("GK501", Severity.WARNING, "years")
def carry_over(case: Case) -> Iterator[Defect]:
    """上年结转与上一年度报告不符

    依据：本年“二、上年结转”等于上一年度报告的“四、结转下年度继续办理”，每一列分别成立。
    改法：核对两年的报告；机构改革、申请人重新归类、上年报告更正等情形，在 accepted 中说明原因。
    错例：
        before: {disclosure_requests: {carried_forward: [1, 0, 0, 0, 0, 0, 1]}}
        disclosure_requests:
          carried_over: [0, 0, 0, 0, 0, 0, 0]
    正例：
        before: {disclosure_requests: {carried_forward: [0, 0, 0, 0, 0, 0, 0]}}
        disclosure_requests:
          carried_over: [0, 0, 0, 0, 0, 0, 0]
    """
    yield from _across(case, "carry")


@check("GK502", Severity.WARNING, "years")
def stock(case: Case) -> Iterator[Defect]:
    """存量与上一年度报告不衔接

    依据：2021年表式“现行有效件数”等于上年现行有效加本年制发、减本年废止；2019年表式“上一年项目数量”等于
        上一年度报告的上一年项目数量加本年增/减。
    改法：核对两年的报告；清理口径变化、自然失效等情形，在 accepted 中说明原因。
    错例：
        before: {proactive_disclosure: {article_20_1: {normative_documents: [0, 0, 5]}}}
        proactive_disclosure:
          article_20_1:
            normative_documents: [1, 0, 5]
    正例：
        before: {proactive_disclosure: {article_20_1: {normative_documents: [0, 0, 5]}}}
        proactive_disclosure:
          article_20_1:
            normative_documents: [1, 0, 6]
    """
    yield from _across(case, "stock")


def _across(case: Case, kind: str) -> Iterator[Defect]:
    if case.before is None:
        return
    report, before = case.report, case.before
    for equation in of_kind(report, kind):
        sides = equation.sides(report, before)
        if sides and sides[0] != sides[1]:
            left, right = sides
            here = " + ".join(str(report.value(route)) for route in equation.left)
            added = "".join(f" + {report.value(route)}" for route in equation.right)
            there = " + ".join(
                f"“{before.labels[old].split(' · ', 1)[1]}” {before.value(old)}"
                for route in equation.previous
                if (old := counterpart(report, before, route))
            )
            fix = "核对两年的报告；有特殊情形的在 accepted 中说明原因"
            if len(equation.left) == 1:
                fix = f"如上年无误，改为 {right}；" + fix
            yield Defect(
                f"本年 {here} = {left}，{before.year}年报告 {there}{added} = {right}",
                fix,
                equation.left[0],
                Evidence(str(left), str(right), str(abs(left - right)), equation.cells),
                equation.relation.basis,
                equation.relation.id,
                equation.relation.strength,
            )


@check("GK503", Severity.WARNING, "years")
def missing_year(case: Case) -> Iterator[Defect]:
    """缺少上一年度的报告

    依据：条例第四十九条：每年公布；各年度报告应当连续、长期可查。
    改法：补录缺少的年度；当年尚未设立等情形不必处理。
    错例：
        earlier: 2022
    正例：
        published: 2025-01-20
    """
    report = case.report
    if case.before is not None:
        return
    years = range(report.year - 2, FIRST_YEAR - 1, -1)
    last = next((year for year in years if f"{report.body.id}/{year}" in case.project), None)
    if last is not None:
        shown = "、".join(str(year) for year in range(last + 1, report.year))
        yield Defect(
            f"有 {last} 年和 {report.year} 年的报告，缺少 {shown} 年的", "补录缺少的年度报告", mark=shown
        )


@check("GK504", Severity.NOTE, "years")
def jump(case: Case) -> Iterator[Defect]:
    """与上年相比变化很大

    依据：相差五倍以上的合计数容易是多写、少写一位或填错行列；也可能有正当原因（例如承接新的执法权）。
    改法：核对无误即可，不必说明。
    错例：
        before: {disclosure_requests: {received_this_year: [2, 0, 0, 0, 0, 0, 2], carried_forward: [2, 0, 0, 0, 0, 0, 2]}}
        disclosure_requests:
          received_this_year: [200, 0, 0, 0, 0, 0, 200]
          carried_over: [2, 0, 0, 0, 0, 0, 2]
          carried_forward: [202, 0, 0, 0, 0, 0, 202]
    正例：
        before: {disclosure_requests: {received_this_year: [3, 0, 0, 0, 0, 0, 3], carried_forward: [3, 0, 0, 0, 0, 0, 3]}}
        disclosure_requests:
          received_this_year: [5, 0, 0, 0, 0, 0, 5]
          carried_over: [3, 0, 0, 0, 0, 0, 3]
          carried_forward: [8, 0, 0, 0, 0, 0, 8]
    """
    report, before = case.report, case.before
    if before is None:
        return
    totals, plain = _totals(report.form, report.shape)
    cells, earlier = report.cells, before.cells
    for route in totals + tuple(cell for cell in plain if report.value(cell)):
        cell, there = cells.get(route), counterpart(report, before, route)
        old = earlier.get(there) if there else None
        if cell is old or cell is None or old is None:
            continue  # most figures are as they were, and the same text is the same object
        now, was = cell.value, old.value
        if now is None or was is None or (now < LARGE and was < LARGE):
            continue
        if now > JUMP * was or was > JUMP * now:
            yield Defect(
                f"上年 {was}，本年 {now}", "核对无误即可，不必说明", route, Evidence(str(was), str(now))
            )


@lru_cache(maxsize=1024)
def _totals(form: Form, shape: LocalRows) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Totals of rows, and the cells of tables that have none."""
    sums = [equation for equation in of_form(form, shape) if equation.relation.kind == "sum"]
    summed = {equation.table.route for equation in sums}
    return (
        tuple(equation.at for equation in sums if equation.relation.along == "columns"),
        tuple(
            cell
            for table in form.tables
            if table.route not in summed
            for line in lines_of(table, shape)
            for cell in line.cells
        ),
    )
