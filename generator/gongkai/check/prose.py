"""The quality of the text itself (GK410–GK416): years, ordinals, debris, gaps, thin sections."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from ..model.finding import Severity
from ..model.report import Prose, Report
from ..model.rule import Defect, check
from . import ordinals
from .case import Case
from .reconciliation import context

PERIOD = re.compile(
    r"([0-9]{4})\s?年(?:\s?([0-9]{1,2})\s?月\s?[0-9]{1,2}\s?日)\s?(?:起)?\s?(?:至|到|—|－|-|~|～)\s?([0-9]{4})\s?年\s?([0-9]{1,2})\s?月\s?[0-9]{1,2}\s?日"
)
MALFORMED = re.compile(r"[0-9]{5,}\s?年(?![限龄])")
OWN_TITLE = re.compile(
    r"(?=[编公发本我将])(?<![《“〈])(?:编制|公布|发布|本机关|我[局镇区县市乡]|将)(?!印发)[^《〈“。；，]{0,10}?([0-9]{4})\s?年(?:度)?政府信息公开(?:工作)?(?:年度)?报告"
)
OPENING = re.compile(r"(?:^|[。\n）】])[ \u3000]*([0-9]{4})\s?年(?:度)?(?=[，,]|我|全年|以来)")
DEBRIS = re.compile(
    r"(?=[\[_。，,、；：错E&<PHM\ufffd?？(])(?:\[bookmark:[^\]]*\]|_GoBack|[。][。]+|[，,][，,]+|[、][、]+|[；][；]+|[：][：]+|，。|。，|，；|；，|、。|、，|，、|：。"
    r"|错误！未[^。]{0,12}。?|Error! [A-Za-z ]+|&(?:nbsp|amp|lt|gt|quot|#[0-9]+);|</?[a-zA-Z][^<>]{0,40}>"
    r"|\b(?:PAGEREF|HYPERLINK|MERGEFORMAT)\b|\ufffd+|[?？]{3,}|(?<=[\u4e00-\u9fff])\([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]{1,6}\))"
)
PLACEHOLDER = re.compile(
    r"(?=[XxＸｘ×_＿○〇◯*＊某待此请（T占])(?:(?<![A-Za-z0-9])[XxＸｘ×]{2,}(?![A-Za-z0-9])|_{2,}|＿{2,}|[○〇◯]{2,}(?![0-9年一二三四五六七八九])|[*＊]{2,}|某某"
    r"|待(?:补充|填写|核实|定稿|完善数据)|此处填写|请填写|请补充|（\s*）|TODO|占位)"
)
MISSING = re.compile(
    r"(?=[共累全总合占为达增下年0-9])(?:(?:共|累计|全年|总计|合计)[^，。；：、\n0-9０-９〇一二三四五六七八九十百千万两几数余多\{]{0,16}"
    r"(?:公开|发布|收到|受理|答复|办结|信息|申请|推送|解读)(?P<gap>)(?:条|件|篇|份|期)(?=[，。；、,;）)\n]|$)"
    r"|(?:占|为|达|增长|下降)(?P<share>)\s?[%％]"
    r"|(?<![0-9０-９〇一二三四五六七八九度本当去今全每近多几两历])(?P<date>)年\s?月\s?日"
    r"|[0-9]余(?P<unit>)(?=[，。；、\n]|$))"
)
NOTHING = re.compile(
    r"[\s。，、；：:.;,]|（[一二三四五六七八九十]）|暂无|没有|不存在|存在的?(?:主要)?问题|改进(?:情况|措施)|无"
)
ENOUGH = 10
MANY = 5
"""More debris than this in one section comes from one paste and is told once."""


MOST = 20


def texts(report: Report) -> Iterator[tuple[str, Prose]]:
    """The preamble and every section's text."""
    if report.preamble:
        yield "preamble", report.preamble
    yield from report.prose.items()


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
    for section, prose in texts(report):
        text = prose.text
        for match in _first(MALFORMED, text):
            yield _found(section, prose, match, f"“{match[0]}”不是年份", severity=Severity.ERROR)
        for match in _first(PERIOD, text) if "统计" in text else ():
            first, last = match[1], match[3]
            if {first, last} != {year} and "统计" in text[max(0, match.start() - 30) : match.end()]:
                said = f"统计期限为 {first} 年至 {last} 年，报告年度为 {year} 年"
                yield _found(section, prose, match, said, severity=Severity.ERROR)
        for match in _first(OWN_TITLE, text):
            if match[1] != year:
                yield _found(section, prose, match, f"文中称“{match[1]}年”年度报告，报告年度为 {year} 年")
        if section != "preamble":
            yield from _openings(section, prose, report.year)


def _openings(section: str, prose: Prose, year: int) -> Iterator[Defect]:
    """Sentences that tell of last year as if it were this one."""
    for match in _first(OPENING, prose.text):
        rest = prose.text[match.end() : match.end() + 60].partition("。")[0]
        if int(match[1]) == year - 1 and not re.search("相比|比较|同比|以来|起|底|末|至今", rest):
            yield _found(section, prose, match, f"句子讲的是 {match[1]} 年，报告年度为 {year} 年")


@check("GK411", Severity.WARNING, "prose")
def sequences(case: Case) -> Iterator[Defect]:
    """序号重复或者跳号

    依据：同一级序号应当连续，重复或者跳号多半是漏了一段或者粘贴了旧稿。
    改法：补上漏掉的内容，或者改正序号。
    错例：
        overview: |
          一是加强领导。三是强化培训。
    正例：
        overview: |
          一是加强领导。二是强化培训。
    """
    for section, prose in texts(case.report):
        for start, end, said in islice(ordinals.faults(prose.text), MOST):
            yield _at(section, prose, start, end, said)


@check("GK412", Severity.WARNING, "prose")
def debris(case: Case) -> Iterator[Defect]:
    """粘贴残留或者标点重复

    依据：从文字处理软件、网页粘贴时带入的书签、代码、注音，以及重复的标点，会原样出现在公开的报告里。
    改法：删去残留的字符。
    错例：
        overview: |
          [bookmark: _GoBack]认真贯彻条例。。
    正例：
        overview: |
          认真贯彻条例。
    """
    for section, prose in texts(case.report):
        found = list(DEBRIS.finditer(prose.text))
        for match in found[: 1 if len(found) > MANY else MANY]:
            more = f"，这一部分共有 {len(found)} 处残留" if len(found) > MANY else ""
            yield _found(section, prose, match, f"多余的“{match[0]}”{more}")


@check("GK413", Severity.ERROR, "prose")
def placeholders(case: Case) -> Iterator[Defect]:
    """模板占位没有填写

    依据：模板里的 XX、××、下划线等应当换成实际内容后再公布。
    改法：填写实际内容，或者删去这一句。
    错例：
        overview: |
          全年主动公开政府信息XX条。
    正例：
        overview: |
          全年主动公开政府信息12条。
    """
    for section, prose in texts(case.report):
        for match in _first(PLACEHOLDER, prose.text):
            yield _found(section, prose, match, f"“{match[0]}”没有填写")


@check("GK414", Severity.ERROR, "prose")
def missing_numbers(case: Case) -> Iterator[Defect]:
    """缺少数字

    依据：“共主动公开条”“占%”“年月日”之间应当有数字，数字之后应当有单位。
    改法：补上数字或者单位。
    错例：
        overview: |
          全年共主动公开条。
    正例：
        overview: |
          全年共主动公开12条。
    """
    wanted = {"gap": "数字", "share": "数字", "date": "日期", "unit": "单位"}
    for section, prose in texts(case.report):
        for match in _first(MISSING, prose.text):
            what = next(wanted[name] for name, value in match.groupdict().items() if value is not None)
            yield _found(section, prose, match, f"“{match[0].strip()}”缺少{what}")


@check("GK415", Severity.WARNING, "prose")
def thin_sections(case: Case) -> Iterator[Defect]:
    """内容空泛

    依据：条例第五十条第一款第四项要求报告存在的主要问题及改进情况；国办公开办函〔2021〕30号要求防止内容雷同、敷衍塞责。
    改法：逐条写明问题和改进措施。
    错例：
        problems_and_improvements: |
          无。
    正例：
        problems_and_improvements: |
          公开内容还不够细，下一步逐条对照目录补充完善。
    """
    for section in case.report.form.sections:
        prose = case.report.prose.get(section.id)
        if section.substantial and prose and len(NOTHING.sub("", prose.text)) < ENOUGH:
            said = f"“{section.heading}”只有 {len(prose.text.strip())} 个字：“{prose.text.strip()}”"
            yield Defect(said, route=section.id, mark="thin")


@check("GK416", Severity.WARNING, "prose")
def duties(case: Case) -> Iterator[Defect]:
    """没有写明应当报告的事项

    依据：表式和条例第五十条要求写明的事项；没有发生的，也应当写明没有。
    改法：补写这一事项；没有发生的，写明没有发生。
    错例：
        other_matters: |
          无。
    正例：
        other_matters: |
          本年度没有收取信息处理费。
    """
    report = case.report
    everything = "\n".join(prose.text for _, prose in texts(report))
    for section in report.form.sections:
        prose = report.prose.get(section.id)
        for mention in section.mentions if prose else ():
            asked = not mention.only_for or report.body.kind in mention.only_for
            text = everything if mention.anywhere or not prose else prose.text
            if asked and not any(word in text for word in mention.words):
                said = f"“{section.heading}”没有提到{mention.what}"
                yield Defect(said, route=section.id, basis=mention.basis, mark=mention.what)


def _first(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """The first matches; a text with more of one fault is not helped by hearing of all."""
    return islice(pattern.finditer(text), MOST)


def _found(
    section: str, prose: Prose, match: re.Match[str], said: str, severity: Severity | None = None
) -> Defect:
    return _at(section, prose, match.start(), match.end(), said, severity)


def _at(
    section: str, prose: Prose, start: int, end: int, said: str, severity: Severity | None = None
) -> Defect:
    """A defect at a place of a text; what surrounds it tells it from others of its kind."""
    place = prose.place(start)
    around = context(prose.text, start, end).strip()
    return Defect(
        said if around in said else f"“{around}”：{said}",
        route=section,
        mark=around,
        severity=severity,
        at=(place.line, place.column),
    )
