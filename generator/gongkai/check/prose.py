"""The quality of the text itself (GK411–GK416): ordinals, debris, gaps, thin sections."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from ..model.finding import Severity
from ..model.rule import Defect, check
from . import ordinals
from .case import Case
from .passages import MOST, at, first, found
from .signs import DEBRIS, MISSING, PLACEHOLDER

NOTHING = re.compile(
    r"[\s。，、；：:.;,]|（[一二三四五六七八九十]）|暂无|没有|不存在|存在的?(?:主要)?问题|改进(?:情况|措施)|无"
)
ENOUGH, LONGEST = 10, 7
"""Characters that say something, and the most that NOTHING takes away at one place."""
MANY = 5
"""More debris than this in one section comes from one paste and is told once."""


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
    for section, prose, signs in case.signs:
        printed = [(start, each) for start, of in signs for each in of.ordinals]
        for start, end, said in islice(ordinals.faults(prose.text, printed), MOST):
            yield at(section, prose, start, end, said)


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
    for section, prose in case.passages if "debris" in case.faults else ():
        matches = list(DEBRIS.finditer(prose.text))
        for match in matches[: 1 if len(matches) > MANY else MANY]:
            more = f"，这一部分共有 {len(matches)} 处残留" if len(matches) > MANY else ""
            yield found(section, prose, match, f"多余的“{match[0]}”{more}")


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
    for section, prose in case.passages if "placeholder" in case.faults else ():
        for match in first(PLACEHOLDER, prose.text):
            yield found(section, prose, match, f"“{match[0]}”没有填写")


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
    for section, prose in case.passages if "missing" in case.faults else ():
        for match in first(MISSING, prose.text):
            what = next(wanted[name] for name, value in match.groupdict().items() if value is not None)
            yield found(section, prose, match, f"“{match[0].strip()}”缺少{what}")


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
        if section.substantial and prose and _empty(prose.text):
            said = f"“{section.heading}”只有 {len(prose.text.strip())} 个字：“{prose.text.strip()}”"
            yield Defect(said, route=section.id, mark="thin")


def _empty(text: str) -> bool:
    """Whether hardly anything is left without the words that say nothing; the beginning mostly tells."""
    return len(NOTHING.sub("", text[: 5 * ENOUGH])) < ENOUGH + LONGEST and len(NOTHING.sub("", text)) < ENOUGH


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
    for section in report.form.sections:
        prose = report.prose.get(section.id)
        for mention in section.mentions if prose else ():
            asked = not mention.only_for or report.body.kind in mention.only_for
            text = case.everything if mention.anywhere or not prose else prose.text
            if asked and not any(word in text for word in mention.words):
                said = f"“{section.heading}”没有提到{mention.what}"
                yield Defect(said, route=section.id, basis=mention.basis, mark=mention.what)
