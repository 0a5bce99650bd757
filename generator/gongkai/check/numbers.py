"""The relations inside one report (GK3xx): sums, the balance, totals left unfilled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from msgspec.structs import replace

from ..model.finding import Evidence, Severity
from ..model.relations import Equation
from ..model.report import Report
from ..model.rule import Defect, check
from .case import Case
from .culprit import Culprit, culprits, sentence


@check("GK301", Severity.ERROR, "numbers")
def totals_of_rows(case: Case) -> Iterator[Defect]:
    """合计不符

    依据：“总计”等于各列（各类申请人、各项结果）之和，由“总计”的含义确定。
    改法：核对该行各格；若仅总计有误，改为各格之和。
    错例：
        disclosure_requests:
          received_this_year: [35, 0, 0, 0, 11, 0, 47]
    正例：
        disclosure_requests:
          received_this_year: [35, 0, 0, 0, 11, 0, 46]
          results:
            total: [35, 0, 0, 0, 11, 0, 46]
            disclosed: [35, 0, 0, 0, 11, 0, 46]
    """
    for equation, left, right, culprit in _failing(case, "sum", "columns"):
        yield _sum_defect(case.report, equation, left, right, culprit)


@check("GK302", Severity.ERROR, "numbers")
def totals_of_columns(case: Case) -> Iterator[Defect]:
    """办理结果总计不符

    依据：“（七）总计”等于（一）至（六）各项办理结果之和，每一列分别成立。
    改法：核对该列各行；若仅“（七）总计”有误，改为各行之和。
    错例：
        disclosure_requests:
          results:
            disclosed: [1, 0, 0, 0, 0, 0, 1]
            total: [2, 0, 0, 0, 0, 0, 2]
          received_this_year: [2, 0, 0, 0, 0, 0, 2]
    正例：
        disclosure_requests:
          results:
            disclosed: [2, 0, 0, 0, 0, 0, 2]
            total: [2, 0, 0, 0, 0, 0, 2]
          received_this_year: [2, 0, 0, 0, 0, 0, 2]
    """
    for equation, left, right, culprit in _failing(case, "sum", "rows"):
        yield _sum_defect(case.report, equation, left, right, culprit)


@check("GK303", Severity.ERROR, "numbers")
def balance(case: Case) -> Iterator[Defect]:
    """勾稽关系不符

    依据：本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和（统一格式表内注明），每一列分别成立。
    改法：核对该列四项；受理后撤回的申请，2021年表式计入“（六）其他处理 3.其他”。
    错例：
        disclosure_requests:
          received_this_year: [1, 0, 0, 0, 0, 0, 1]
    正例：
        disclosure_requests:
          received_this_year: [1, 0, 0, 0, 0, 0, 1]
          carried_forward: [1, 0, 0, 0, 0, 0, 1]
    """
    report = case.report
    for equation, left, right, culprit in _failing(case, "balance", ""):
        last = equation.right[-1]
        instead = (report.value(last) or Decimal(0)) + left - right
        fix = "核对这一列各项"
        if instead >= 0:
            fix += f"；若仅“{_row_label(report, last)}”有误，改为 {instead}"
        what = (
            f"“{equation.label}”列：{_named_sum(report, equation.left)} = {left}，"
            f"{_named_sum(report, equation.right)} = {right}，相差 {abs(left - right)}"
        )
        yield _defect(equation, what, sentence(report, culprit, fix), left, right)


@check("GK304", Severity.ERROR, "numbers")
def totals_left_unfilled(case: Case) -> Iterator[Defect]:
    """总计整栏未填

    依据：总计是各格之和；各格有数而总计整行、整列为 0，多半是忘了填写。
    改法：按各格之和填写总计。
    错例：
        disclosure_requests:
          received_this_year: [1, 2, 0, 0, 0, 0, 3]
          results:
            disclosed: [1, 2, 0, 0, 0, 0, 3]
            total: [0, 0, 0, 0, 0, 0, 0]
    正例：
        disclosure_requests:
          received_this_year: [1, 2, 0, 0, 0, 0, 3]
          results:
            disclosed: [1, 2, 0, 0, 0, 0, 3]
            total: [1, 2, 0, 0, 0, 0, 3]
    """
    report = case.report
    for group in _unfilled(case):
        first = group[0][0]
        label = report.labels.get(first.at, first.at).split(" · ")
        across = first.relation.along == "rows"
        name = label[-2] if across else label[-1]
        sums = "、".join(str(left) for _, left, _ in group)
        kind = "整行" if across else "整列"
        yield Defect(
            f"“{name}”{kind} {len(group)} 格都是 0，应依次为 {sums}",
            f"依次填写 {sums}",
            first.at,
            Evidence(sums, "0", cells=tuple(equation.at for equation, _, _ in group)),
            first.relation.basis,
        )


@check("GK305", Severity.WARNING, "numbers")
def not_more_than(case: Case) -> Iterator[Defect]:
    """数量关系可疑

    依据：由各栏的含义推定，例如本年制发的文件年末或者现行有效，或者已经废止。
    改法：核对各栏；确有特殊情况的，在 accepted 中说明原因。
    错例：
        proactive_disclosure:
          article_20_1:
            normative_documents: [3, 0, 1]
    正例：
        proactive_disclosure:
          article_20_1:
            normative_documents: [3, 0, 5]
    """
    report = case.report
    for equation, left, right in case.sums:
        if equation.relation.kind == "at_most" and left > right:
            what = f"{_named_sum(report, equation.left, -1)}，大于{_named_sum(report, equation.right, -1)}"
            defect = _defect(equation, what, "核对各栏", left, right)
            yield replace(defect, severity=equation.relation.strength)


Failure = tuple[Equation, Decimal, Decimal, Culprit]


def _failing(case: Case, kind: str, along: str) -> Iterator[Failure]:
    """Equations of a kind that do not hold, both sides, and the culprit of their group.

    Those explained by totals left unfilled are left out: GK304 tells them once.
    """
    wrong = [
        each
        for each in case.failing
        if each[0].relation.kind == kind and along in ("", each[0].relation.along)
    ]
    if not wrong:
        return
    unfilled = {equation.at for group in _unfilled(case) for equation, _, _ in group}
    blamed = {
        equation: culprit for culprit in culprits(case.report, case.before) for equation in culprit.equations
    }
    for equation, left, right in wrong:
        if not unfilled.intersection(equation.cells):
            yield equation, left, right, blamed[equation]


def _unfilled(case: Case) -> Iterator[list[tuple[Equation, Decimal, Decimal]]]:
    """Groups of sums whose totals, a whole row or column of them, are all 0 by oversight."""
    suspects = dict.fromkeys(equation.relation for equation, _, right in case.failing if right == 0)
    for relation in suspects:
        group = [each for each in case.sums if each[0].relation is relation and relation.kind == "sum"]
        if sum(left != 0 for _, left, _ in group) > 1 and all(right == 0 for _, _, right in group):
            yield group


def _sum_defect(
    report: Report, equation: Equation, left: Decimal, right: Decimal, culprit: Culprit
) -> Defect:
    across = equation.relation.along == "columns"
    terms = "+".join(str(report.value(route)) for route in equation.left)
    total = _label(report, equation.at, -1 if across else -2)
    fix = f"核对{'该行' if across else '该列'}；若仅“{total}”有误，改为 {left}"
    return _defect(equation, f"{terms} = {left}，表中为 {right}", sentence(report, culprit, fix), left, right)


def _defect(equation: Equation, what: str, fix: str, left: Decimal, right: Decimal) -> Defect:
    evidence = Evidence(str(left), str(right), str(abs(left - right)), equation.cells)
    return Defect(what, fix, equation.at, evidence, equation.relation.basis, equation.relation.id)


def _named_sum(report: Report, routes: Iterable[str], label: int = -2) -> str:
    """E.g. “一、本年新收… 35 + 二、上年结转… 0”. `label` picks row (-2) or column (-1) names."""
    return " + ".join(f"{_label(report, route, label)} {report.value(route)}" for route in routes)


def _row_label(report: Report, route: str) -> str:
    return _label(report, route, -2)


def _label(report: Report, route: str, which: int) -> str:
    parts = report.labels.get(route, route).split(" · ")
    return parts[which] if len(parts) >= -which else parts[-1]
