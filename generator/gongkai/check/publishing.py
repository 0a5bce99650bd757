"""Publishing (GK7xx): the real date of publication."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ..model.deadlines import deadline
from ..model.finding import Severity
from ..model.rule import Defect, check
from .case import Case


@check("GK701", Severity.NOTE, "publishing")
def date_unknown(case: Case) -> Iterator[Defect]:
    """没有填发布日期

    依据：条例第四十九条规定了公布期限，期限以真实的发布日期计算；伪造发稿日期属单项否决事项，不知道时不得编造。
    改法：发布当天填写 published: 2021-01-19；历史报告确无从查考的保留 ~。
    错例：
        published: ~
    正例：
        published: 2025-01-20
    """
    if case.report.published is None:
        yield Defect(
            "没有填发布日期，页面上显示“未注明”", "发布当天填写 published；无从查考的保留 ~", "published"
        )


@check("GK702", Severity.ERROR, "publishing")
def date_before_year_end(case: Case) -> Iterator[Defect]:
    """发布日期早于报告年度结束

    依据：统计期限为当年 1 月 1 日至 12 月 31 日，报告不可能在年度结束以前发布。
    改法：核对 published 的年份，常见错误是写成了报告年度。
    错例：
        published: 2024-01-19
    正例：
        published: 2025-01-19
    """
    published, year = case.report.published, case.report.year
    if published and published <= date(year, 12, 31):
        yield Defect(
            f"发布日期 {published} 早于 {year} 年度结束", f"核对年份，是否应为 {year + 1} 年？", "published"
        )


@check("GK703", Severity.WARNING, "publishing")
def late(case: Case) -> Iterator[Defect]:
    """逾期公布

    依据：条例第四十九条：县级以上人民政府部门每年1月31日前、县级以上地方人民政府3月31日前公布上一年度报告；
        乡镇、街道实践中随部门于1月31日前公布；地方可以规定更早的期限。
    改法：发布日期属实的保留，在 accepted 中说明原因；不得倒填日期。
    错例：
        published: 2025-02-20
    正例：
        published: 2025-01-20
    """
    published = case.report.published
    if published is None:
        return
    last, source = deadline(case.report.body, case.report.year, case.bodies)
    if published > last:
        days = (published - last).days
        yield Defect(
            f"发布日期 {published}，公布期限 {last}，逾期 {days} 天",
            "发布日期属实的，在 accepted 中说明原因；不得倒填日期",
            "published",
            basis=source,
        )
