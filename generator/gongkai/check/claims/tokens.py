"""Numbers in Chinese text that state a quantity: what is a claim, and what only looks like one.

Set aside by rule, not by list: years and dates, numbers of documents, houses and telephones,
ordinals, parts of words and addresses, and slogans (a numeral inside “quotes”).
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from . import numerals

UNITS = (
    "件次|条次|人次|项次|篇次|余件|件|条|條|項|项|次|个|個|份|篇|起|宗|例|期|场|册|部|人|名|家|处|套|幅|版|则|户|批|点|通|"
    "亿元|万元|元|张|类|块|本|组|天|小时|分钟|倍|位|所|台|册次|场次|余条"
)
NUMBER = re.compile(
    r"(?=[{0-9０-９〇零一二三四五六七八九十百千万亿两超不至突逾近约大将上数几])"  # for speed only
    r"(?:(?P<route>\{[a-z0-9_.]+\})"
    r"|(?P<more>超过|不少于|不低于|至少|突破|超|逾|近|约|大约|将近|[上数几](?=[十百千万亿]))?\s*(?:"
    r"百分之(?P<cent>[〇零一二三四五六七八九十百两点]+)"
    r"|(?P<arabic>(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9０-９]+)(?:[.．][0-9０-９]+)?(?:\s?[百千]?[万亿](?!元))?(?:[百千](?=[余多件条次个]))?)"
    r"|(?P<chinese>[〇零一二三四五六七八九十百千万亿两]+)"
    r")\s*(?P<about>余|多|来|＋|\+)?\s*"
    rf"(?P<unit>个?百分点|[%％‰]|(?:{UNITS}))?\s*(?P<after>以上|左右|以内|以下|余)?)"
)
UNIT = re.compile(rf"\s*([%％]|(?:{UNITS}))")
VARIANTS = {"％": "%", "條": "条", "項": "项", "個": "个"}
NOT_AFTER = re.compile(
    r"(?:第|[A-Za-z@./_&=〔\[［-]|No\.?|(?:邮编|邮政编码|电话|传真|热线|编号|代码|标识码|账号|帐号|号码|微信号|QQ|QQ号)[:：为是]?)\s*$"
)
NOT_BEFORE = re.compile(
    r"\s*(?:年|月(?!份?[^，。；]{0,2}件)|日|号|时(?!候)|[:：][0-9]|楼|层|路|室|栋|幢|弄|巷|季度|世纪|级|届|条例|条规定|[A-Za-z@_&=/〕\]］]|-[0-9]|[.．][0-9]"
    r"|热线|便民|市民|平台|政务服务|一体|个工作日|[~～—–-]\s*[0-9]|周年)"
)
LAST_OF_NOT_AFTER = frozenset("第@./_&=〔[［-编码话真线号:：为是")
"""Every text that NOT_AFTER finds ends in one of these or in a letter: a glance spares the search."""
ORDINAL = re.compile(r"(?:^|[。；！？\n】]|[（(])\s*$")
IDIOMS = frozenset("一")
VAGUE = frozenset("个個项项次名家人部场批类位点组种天本块处")


class Number(NamedTuple):
    """A quantity in the text. `start`–`end` are its digits; `close` is where its unit ends."""

    start: int
    end: int
    close: int
    value: Decimal
    unit: str = ""
    hedge: str = ""
    """The word that makes it inexact: 余, 约, 近, 以上 …"""
    last: Decimal = Decimal(1)
    """The size of the last printed digit."""
    route: str = ""
    """The cell, for a number written by reference."""
    scaled: bool = False
    """Whether 万 or 亿 belongs to the number itself."""

    @property
    def exact(self) -> bool:
        return not self.hedge

    @property
    def share(self) -> bool:
        """Whether it is a percentage."""
        return self.unit == "%"


def numbers(text: str) -> list[Number]:
    """The quantities of a text in order. References have no value yet (0)."""
    found: list[Number] = []
    for match in NUMBER.finditer(text):
        if match["route"]:
            route = match["route"][1:-1]
            found.append(Number(match.start(), match.end(), match.end(), Decimal(0), route=route))
        elif (number := _number(text, match)) is not None:
            found.append(number)
    return _with_units_of_references(text, found)


def _number(text: str, match: re.Match[str]) -> Number | None:
    group = "arabic" if match["arabic"] else "chinese" if match["chinese"] else "cent"
    if group == "chinese" and not match["unit"]:
        return None
    start, end = match.span(group)
    unit = _unit(match["unit"])
    if group == "cent":
        value = numerals.chinese(match["cent"].partition("点")[0] or "零")
        return Number(match.start(group) - 3, end, end, value, "%")
    before = text[max(0, start - 14) : start]
    if _belongs_to_a_name(before) or NOT_BEFORE.match(text, end):
        return None
    hedge = match["more"] or match["about"] or match["after"] or ""
    close = match.end("unit") if match["unit"] else match.end("about") if match["about"] else end
    if group == "chinese":
        return _chinese(text, match, unit, hedge, close)
    if not unit and not _stands_alone(text, start, close, before):
        return None
    digits = match["arabic"]
    value, last = numerals.arabic(digits)
    return Number(start, end, close, value, unit, hedge, last, scaled=digits[-1] in "万亿")


def _belongs_to_a_name(before: str) -> bool:
    """Whether what stands before makes the digits part of a number of something, or a word."""
    last = before.rstrip()[-1:]
    return (last in LAST_OF_NOT_AFTER or (last.isalpha() and last.isascii())) and bool(
        NOT_AFTER.search(before)
    )


def _unit(unit: str | None) -> str:
    return VARIANTS.get(unit, unit) if unit else ""


def _stands_alone(text: str, start: int, close: int, before: str) -> bool:
    """A bare number is a quantity only at the end of a clause, and not as an ordinal (1. 2、)."""
    if ORDINAL.search(before) or close - start > 8:
        return False
    rest = text[close : close + 1]
    return rest in "，。；、,;）)\n" and not (rest == "、" and ORDINAL.search(before.rstrip()))


def _chinese(text: str, match: re.Match[str], unit: str, hedge: str, close: int) -> Number | None:
    """A Chinese numeral counts only with a unit, outside slogans, and unless it is a mere “一个”."""
    numeral = match["chinese"]
    start, end = match.span("chinese")
    if not unit or numeral in IDIOMS or numeral[0] in "万亿" or (numeral == "十" and unit == "分"):
        return None
    if unit in VAGUE and text[close : close + 1] not in ("，", "。", "；", "、", "\n", "", "）"):
        return None
    quote = text.rfind("“", max(0, start - 12), start)
    if quote >= 0 and text.find("”", quote, start) < 0:
        return None
    if not hedge and numeral[0] in "十百千万亿" and text[start - 1 : start] in ("上", "数", "几"):
        hedge = text[start - 1]
    return Number(start, end, close, numerals.chinese(numeral), unit, hedge)


def _with_units_of_references(text: str, found: list[Number]) -> list[Number]:
    """A reference takes the unit that is printed after it."""
    done = []
    for number in found:
        match = UNIT.match(text, number.end) if number.route else None
        if match:
            number = number._replace(close=match.end(), unit=_unit(match[1]))
        done.append(number)
    return done
