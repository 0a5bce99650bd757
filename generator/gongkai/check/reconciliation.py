"""Figures in prose against the tables and against each other (GK401–GK405)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from ..model.claim import Against, Claim
from ..model.finding import Evidence, Severity
from ..model.report import Prose, Report
from ..model.rule import Defect, check
from .case import Case
from .passages import context


@check("GK401", Severity.ERROR, "prose")
def figures_against_cells(case: Case) -> Iterator[Defect]:
    """文中数字与表不一致

    依据：文字与表格说的是同一件事，数字应当一致（条例第六条：及时、准确公开政府信息）。
    改法：核对文中与表中的数；文中的数可以写成引用，如 {disclosure_requests.received_this_year.total}，永不走样。
    错例：
        overview: |
          全年收到政府信息公开申请3件，均已按期答复。
    正例：
        overview: |
          全年收到政府信息公开申请0件。
    """
    for claim in _against(case, Against.CELLS):
        severity = None if claim.exact else Severity.WARNING
        yield _defect(case.report, claim, _advice(claim), severity)


@check("GK402", Severity.ERROR, "prose")
def references(case: Case) -> Iterator[Defect]:
    """引用的格不存在

    依据：大括号里写的是本报告某一格的路径，印出来的是该格的数。
    改法：按 gongkai reference 列出的路径改正；要印大括号本身时，请改用全角括号。
    错例：
        overview: |
          全年收到政府信息公开申请{disclosure_requests.received_this_year.totals}件。
    正例：
        overview: |
          全年收到政府信息公开申请{disclosure_requests.received_this_year.total}件。
    """
    for claim in _against(case, Against.REFERENCE):
        yield _defect(case.report, claim)


@check("GK403", Severity.WARNING, "prose")
def figures_of_another_scope(case: Case) -> Iterator[Defect]:
    """文中数字口径与表不同

    依据：文中的数字冠有其他范围（如政府办公室、各部门、全系统），与本报告各表的范围可能不同。
    改法：写明两个口径，或者改用表中的数；确属口径不同的，在 accepted 中说明原因。
    错例：
        overview: |
          镇政府办公室收到政府信息公开申请3件。
    正例：
        overview: |
          我镇收到政府信息公开申请0件。
    """
    for claim in _against(case, Against.SCOPE):
        yield _defect(case.report, claim)


@check("GK404", Severity.WARNING, "prose")
def parts_against_whole(case: Case) -> Iterator[Defect]:
    """分项之和与总数不一致

    依据：“其中”各项之和不能大于总数；列全了的，应当等于总数。
    改法：核对总数和各分项；只列举一部分的，写“主要有”“等”。
    错例：
        overview: |
          主动公开政府信息10条，其中政务动态6条、通知公告2条、其他3条。
    正例：
        overview: |
          主动公开政府信息11条，其中政务动态6条、通知公告2条、其他3条。
    """
    for claim in _against(case, Against.PARTS):
        yield _defect(case.report, claim)


@check("GK405", Severity.WARNING, "prose")
def percentages(case: Case) -> Iterator[Defect]:
    """百分比不符

    依据：百分比由文中或表中的两个数算得，误差不超过末位的半个单位；增长比例与本机关上年报告核对。
    改法：按所列的算式改正，或者核对参加计算的两个数。
    错例：
        overview: |
          主动公开政府信息40条，其中政务动态10条，占20%。
    正例：
        overview: |
          主动公开政府信息40条，其中政务动态10条，占25%。
    """
    for claim in _against(case, Against.SHARE):
        yield _defect(case.report, claim)


def _against(case: Case, what: Against) -> Iterator[Claim]:
    return (claim for claim in case.contradictions if claim.against is what)


def _advice(claim: Claim) -> str:
    if len(claim.cells) == 1 and claim.exact:
        return f"核对两处；以表为准的，文中改为 {claim.expected}，或写成引用 {{{claim.cells[0]}}}"
    return f"核对两处；以表为准的，文中改为 {claim.expected}"


def _defect(report: Report, claim: Claim, fix: str = "", severity: Severity | None = None) -> Defect:
    prose = prose_of(report, claim.section)
    place = prose.place(claim.start)
    return Defect(
        f"“{context(prose.text, claim.start, claim.end)}”：{claim.sentence.rstrip('。')}",
        fix,
        claim.section,
        Evidence(claim.text, claim.expected, _difference(claim), claim.cells),
        mark=f"{claim.quote}｜{claim.text}",
        severity=severity,
        at=(place.line, place.column),
    )


def prose_of(report: Report, section: str) -> Prose:
    """The text of a section or of the preamble."""
    prose = report.preamble if section == "preamble" else report.prose.get(section)
    if prose is None:
        raise KeyError(section)
    return prose


def _difference(claim: Claim) -> str:
    try:
        return str(abs(Decimal(claim.expected.rstrip("%")) - (claim.value or 0)))
    except InvalidOperation:
        return ""
