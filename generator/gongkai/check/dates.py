"""Years that a text names and that are not the report's own (GK410)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model.finding import Severity
from ..model.report import Prose
from ..model.rule import Defect, check
from .case import Case
from .passages import first, found, glimpsed

PERIOD = re.compile(
    r"([0-9]{4})\s?年(?:\s?([0-9]{1,2})\s?月\s?[0-9]{1,2}\s?日)\s?(?:起)?\s?(?:至|到|—|－|-|~|～)\s?([0-9]{4})\s?年\s?([0-9]{1,2})\s?月\s?[0-9]{1,2}\s?日"
)
MALFORMED = re.compile(r"[0-9]{5,}\s?年(?![限龄])")
OWN_TITLE = re.compile(
    r"(?=[编公发本我将])(?<![《“〈])(?:编制|公布|发布|本机关|我[局镇区县市乡]|将)(?!印发)[^《〈“。；，]{0,10}?([0-9]{4})\s?年(?:度)?政府信息公开(?:工作)?(?:年度)?报告"
)
OPENING = re.compile(r"(?:^|[。\n）】])[ \u3000]*([0-9]{4})\s?年(?:度)?(?=[，,]|我|全年|以来)")


@check("GK410", Severity.WARNING, "prose")
def years(case: Case) -> Iterator[Defect]:
    """年份有误

    依据：报告的统计期限为上一年1月1日至12月31日，文中年份与报告年度不符的，多半是沿用了往年的文字。
    改法：改为报告年度；确实说的是其他年份的，在 accepted 中说明原因。
    错例：
        preamble: |
          本报告所列数据的统计期限自2023年1月1日起至2023年12月31日止。
    正例：
        preamble: |
          本报告所列数据的统计期限自2024年1月1日起至2024年12月31日止。
    """
    report = case.report
    year = str(report.year)
    others = {named[:-1].rstrip() for named in case.long_numbers if named[-1] == "年"} - {year}
    for section, prose in case.passages if others else ():
        text = prose.text
        if not glimpsed(text, others):
            continue
        for match in first(MALFORMED, text):
            yield found(section, prose, match, f"“{match[0]}”不是年份", severity=Severity.ERROR)
        for match in first(PERIOD, text) if "统计" in text else ():
            begun, ended = match[1], match[3]
            if {begun, ended} != {year} and "统计" in text[max(0, match.start() - 30) : match.end()]:
                said = f"统计期限为 {begun} 年至 {ended} 年，报告年度为 {year} 年"
                yield found(section, prose, match, said, severity=Severity.ERROR)
        for match in first(OWN_TITLE, text):
            if match[1] != year:
                yield found(section, prose, match, f"文中称“{match[1]}年”年度报告，报告年度为 {year} 年")
        if section != "preamble" and str(report.year - 1) in text:
            yield from _openings(section, prose, report.year)


def _openings(section: str, prose: Prose, year: int) -> Iterator[Defect]:
    """Sentences that tell of last year as if it were this one."""
    for match in first(OPENING, prose.text):
        rest = prose.text[match.end() : match.end() + 60].partition("。")[0]
        if int(match[1]) == year - 1 and not re.search("相比|比较|同比|以来|起|底|末|至今", rest):
            yield found(section, prose, match, f"句子讲的是 {match[1]} 年，报告年度为 {year} 年")
