"""What a stretch of text gives the checks of prose to look at: mostly nothing.

Found once for every stretch, whatever its figures. A check that sees no sign of its fault is done; where
there is one, it looks at the text itself.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from . import ordinals
from .ordinals import Ordinal

DEBRIS = re.compile(
    r"(?=[\[_。，,、；：错E&<PHM\ufffd?？(])(?:\[bookmark:[^\]]*\]|_GoBack|[。][。]+|[，,][，,]+|[、][、]+|[；][；]+|[：][：]+|，。|。，|，；|；，|、。|、，|，、|：。"
    r"|错误！未[^。]{0,12}。?|Error! [A-Za-z ]+|&(?:nbsp|amp|lt|gt|quot|#[0-9]+);|</?[a-zA-Z][^<>]{0,40}>"
    r"|\b(?:PAGEREF|HYPERLINK|MERGEFORMAT)\b|\ufffd+|[?？]{3,}|(?<=[\u4e00-\u9fff])\([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]{1,6}\))"
)
AFTER_STOP = "。，"
"""What is debris behind a 。."""
OF_DEBRIS, MARKS_TOGETHER = re.compile("[_错E&PHM\ufffd?？(]"), re.compile("[。，,、；：][。，,、；：]")
OF_PLACEHOLDER = re.compile("[XxＸｘ×_＿○〇◯*＊某待此请（T占]")
OF_MISSING = re.compile("[%％月余条件篇份期]")
OF_ORDINAL = re.compile("[是）).．、]")
OF_SUBJECT = re.compile("[；！？\n请0]")
"""A text without one of these, or without two marks together, has nothing that the longer pattern finds."""
NONE: frozenset[str] = frozenset()
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
LONG_NUMBER = re.compile(r"[0-9]{4,}(?:\s?年)?")
RUN = r"([\u4e00-\u9fff]{2,40})"
BY = r"[ \u3000]*(?:本报告由|本年报由|由)?"
AT_FIRST = re.compile(BY + RUN)
BEHIND = re.compile(rf"(?=[。；！？\n0-9请])(?:(?:[。；！？\n]|[0-9]{{4}}年度?，){BY}|请与|请联系){RUN}")
"""Where the subject of a sentence or a partner begins; the look ahead is for speed only."""


class Signs(NamedTuple):
    """Places are those in the stretch."""

    faults: frozenset[str]
    """debris, placeholder, missing: what a pattern found here, or may find where this stretch meets others."""
    ordinals: tuple[Ordinal, ...]
    subjects: tuple[tuple[int, str], ...]
    """Where sentences begin with a name or speak of a partner, and the words from there on."""
    heads: frozenset[str]
    """The first two characters of those words."""
    long_numbers: tuple[tuple[int, int], ...]
    """Those of four digits and more, with the 年 that stands behind one."""


def signs_of(stretch: str) -> Signs:
    """The signs in one stretch."""
    faults = []
    if stretch[0] in AFTER_STOP or "[" in stretch or "<" in stretch:
        faults.append("debris")  # which may go on behind a 。, or stands where two stretches meet
    elif (MARKS_TOGETHER.search(stretch) or OF_DEBRIS.search(stretch)) and DEBRIS.search(stretch):
        faults.append("debris")
    if OF_PLACEHOLDER.search(stretch) and PLACEHOLDER.search(stretch):
        faults.append("placeholder")
    if OF_MISSING.search(stretch) and MISSING.search(stretch):
        faults.append("missing")
    subjects = _subjects(stretch)
    return Signs(
        frozenset(faults) if faults else NONE,
        tuple(ordinals.found(stretch)) if OF_ORDINAL.search(stretch) else (),
        tuple(subjects),
        frozenset([run[:2] for _, run in subjects]),
        tuple([match.span() for match in LONG_NUMBER.finditer(stretch)]) if "0000" in stretch else (),
    )


def _subjects(stretch: str) -> list[tuple[int, str]]:
    """Start and words of what a sentence begins with, and of whom it names as a partner."""
    at_first = AT_FIRST.match(stretch)
    found = [(at_first.start(1), at_first[1])] if at_first else []
    if not OF_SUBJECT.search(stretch) and "。" not in stretch[:-1]:
        return found
    for match in BEHIND.finditer(stretch, at_first.end() if at_first else 0):
        found.append((match.start(1), match[1]))
    return found
