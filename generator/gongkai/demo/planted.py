"""What is put into the city on purpose: findings, corrections, gaps. The check finds these and no others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct, field

NOT_APPLICABLE = '"/"'


class Corrected(Struct, frozen=True):
    """A correction after publication: of a cell by `off`, or of words."""

    on: str
    at: str
    because: str
    off: int = 0
    """How much more the cell had said."""
    was: str = ""
    now: str = ""


class Planted(Struct, frozen=True):
    """One thing put into one report."""

    report: str
    """Id of the report: body and year."""
    what: str
    """Told to whoever makes the city, in Chinese."""
    findings: tuple[str, ...] = ()
    """Codes that the check reports for it, in order of their places."""
    accepted: tuple[tuple[str, str, str], ...] = ()
    """Check, at, because: what the report itself accepts."""
    corrections: tuple[Corrected, ...] = ()
    changes: Mapping[str, int] = field(default_factory=dict)
    """Cell → what is added to its figure when it is written."""
    blank: str = ""
    """The line whose cells are left blank."""
    not_applicable: str = ""
    """The applicant whose whole column is 不适用."""
    said: Mapping[str, int] | None = None
    """Slot of the text → what is added to its figure; {} leaves out what rests on sections 三 and 四."""
    taken_over: int = 0
    """Requests taken over from another body."""
    published: str = ""
    """MM-DD of the year after, or ~ for a day that is not known."""
    hybrid: Mapping[str, str] = field(default_factory=dict)
    """Section → the edition it follows instead of the year's."""
    missing: bool = False
    """There is no such report; the finding stands in next year's."""


PLANTED = (
    Planted(
        "shili/2023",
        "发布后更正了一处数字、一处文字",
        corrections=(
            Corrected(
                "2024-05-16",
                "disclosure_requests.results.unable_to_provide.not_held.natural_person",
                "办理台账中有2件重复登记，核对后更正，总计同时更正",
                off=2,
            ),
            Corrected("2024-06-03", "overview", "栏目名称写错，予以更正", was="信息专栏", now="政务公开专栏"),
        ),
    ),
    Planted("shili/qingshi/shiqiao/2019", "没有填发布日期", findings=("GK701",), published="~"),
    Planted(
        "shili/fagai/2020",
        "逾期公布，已说明原因",
        findings=("GK703",),
        accepted=(("GK703", "published", "因网站迁移，当月无法发布，恢复后随即公布"),),
        published="02-26",
    ),
    Planted(
        "shili/fagai/2021",
        "混合表式：第二部分仍用2019年表式",
        hybrid={"proactive_disclosure": "2019"},
    ),
    Planted(
        "shili/jiaoyu/2022",
        "行政复议总计印错一件，照原样发布并说明",
        findings=("GK301",),
        accepted=(
            (
                "GK301",
                "reconsideration_and_litigation.reconsideration.total",
                "原件印错，照录；应为各项结果之和",
            ),
        ),
        changes={"reconsideration_and_litigation.reconsideration.total": 1},
        said={},
    ),
    Planted(
        "shili/jiaoyu/2024",
        "机构改革承接外单位申请，上年结转与上年报告不同，已说明原因",
        findings=("GK501", "GK501"),
        accepted=(
            (
                "GK501",
                "disclosure_requests.carried_over",
                "机构改革中承接原示例市教育考试中心未办结的申请3件",
            ),
        ),
        taken_over=3,
    ),
    Planted(
        "shili/ziran/2020",
        "本年新收总计印错，照原样发布并说明",
        findings=("GK301", "GK303"),
        accepted=(
            ("GK301", "disclosure_requests.received_this_year", "原件总计多印2件，照录；各列数字无误"),
            ("GK303", "disclosure_requests", "同上，总计一列因此不平"),
        ),
        changes={"disclosure_requests.received_this_year.total": 2},
        said={},
    ),
    Planted(
        "shili/ziran/2023",
        "文中数字与表不一致，因口径不同，已说明原因",
        findings=("GK401",),
        accepted=(("GK401", "overview", "文中数包含登记后由申请人撤回的申请，表中不计"),),
        said={"received": 2},
    ),
    Planted("shili/wanglan/2021", "逾期公布，没有说明原因", findings=("GK703",), published="04-18"),
    Planted("shili/wanglan/hetang/2022", "缺少这一年的报告", findings=("GK503",), missing=True),
    Planted(
        "shili/wanglan/minzheng/2020",
        "办理结果总计整行空白，照原样发布并说明",
        findings=("GK210",),
        accepted=(("GK210", "disclosure_requests.results.total", "原件此行未填，无从核实，照录"),),
        blank="disclosure_requests.results.total",
        said={},
    ),
    Planted(
        "shili/gaoxinqu/2021",
        "“社会公益组织”整列写不适用",
        findings=("GK211",) * 25,
        not_applicable="public_welfare_organization",
    ),
    Planted(
        "shili/gaoxinqu/2024",
        "发布后更正了办理结果",
        corrections=(
            Corrected(
                "2025-04-22",
                "disclosure_requests.results.disclosed.natural_person",
                "有1件误归入“部分公开”，经复核应为“予以公开”",
                off=-1,
            ),
        ),
    ),
)


def planted_in(reports: Iterable[str]) -> list[Planted]:
    """What stands in a city of these reports; `reports` are the ids that there would be without gaps.

    A gap, and requests taken over, show only beside the neighbouring years.
    """
    there = set(reports)
    return [each for each in PLANTED if each.report in there and _beside(each) <= there]


def _beside(planted: Planted) -> set[str]:
    """Ids of the reports without which nothing would be found."""
    body, _, year = planted.report.rpartition("/")
    if planted.missing:
        return {f"{body}/{int(year) - 1}", f"{body}/{int(year) + 1}"}
    return {f"{body}/{int(year) - 1}"} if planted.taken_over else set()


def expected(reports: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Id of a report → the codes of the findings in it."""
    found: dict[str, tuple[str, ...]] = {}
    for each in planted_in(reports):
        body, _, year = each.report.rpartition("/")
        at = f"{body}/{int(year) + 1}" if each.missing else each.report
        if each.findings:
            found[at] = (*found.get(at, ()), *each.findings)
    return found
