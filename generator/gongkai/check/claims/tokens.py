"""Numbers in Chinese text that state a quantity: what is a claim, and what only looks like one.

Set aside by rule, not by list: years and dates, numbers of documents, houses and telephones,
ordinals, parts of words and addresses, and slogans (a numeral inside “quotes”).
"""

from __future__ import annotations

import re
from decimal import Decimal
from string import ascii_letters
from typing import NamedTuple

from .. import numerals

UNITS = (
    "件次|条次|人次|项次|篇次|余件|件|条|條|項|项|次|个|個|份|篇|起|宗|例|期|场|册|部|人|名|家|处|套|幅|版|则|户|批|点|通|"
    "亿元|万元|元|张|类|块|本|组|天|小时|分钟|倍|位|所|台|册次|场次|余条"
)
NUMBER = re.compile(
    r"(?=[{0-9０-９〇零一二三四五六七八九十百千万亿两])"  # for speed only
    r"(?:(?P<route>\{[a-z0-9_.]+\})"
    r"|(?:百分之(?P<cent>[〇零一二三四五六七八九十百两点]+)"
    r"|(?P<arabic>(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9０-９]+)(?:[.．][0-9０-９]+)?(?:\s?[百千]?[万亿](?!元))?(?:[百千](?=[余多件条次个]))?)"
    r"|(?P<chinese>[〇零一二三四五六七八九十百千万亿两]+)"
    r")\s*(?P<about>余|多|来|＋|\+)?\s*"
    rf"(?P<unit>个?百分点|[%％‰]|(?:{UNITS}))?\s*(?P<after>以上|左右|以内|以下|余)?)"
)
MORE = re.compile(r"(?:超过|不少于|不低于|至少|突破|大约|将近|超|逾|近|约)\Z")
LAST_OF_MORE = frozenset("过于少破超逾近约")
SEVERAL = ("上", "数", "几")
ROUND = frozenset("十百千万亿")
"""What 上, 数 and 几 make inexact: 上百件, 数十条."""
UNIT = re.compile(rf"\s*([%％]|(?:{UNITS}))")
VARIANTS = {"％": "%", "條": "条", "項": "项", "個": "个"}
NOT_AFTER = re.compile(
    r"(?:第|[A-Za-z@./_&=〔\[［-]|No\.?|(?:邮编|邮政编码|电话|传真|热线|编号|代码|标识码|账号|帐号|号码|微信号|QQ|QQ号)[:：为是]?)\s*$"
)
NOT_BEFORE = re.compile(
    r"\s*(?:年|月(?!份?[^，。；]{0,2}件)|日|号|时(?!候)|[:：][0-9]|楼|层|路|室|栋|幢|弄|巷|季度|世纪|级|届|条例|条规定|[A-Za-z@_&=/〕\]］]|-[0-9]|[.．][0-9]"
    r"|热线|便民|市民|平台|政务服务|一体|个工作日|[~～—–-]\s*[0-9]|周年)"
)
FIRST_OF_NOT_BEFORE = frozenset(
    "年月日号时:：楼层路室栋幢弄巷季世级届条@_&=/〕]］-.．热便市平政一个~～—–周" + ascii_letters
)
LAST_OF_NOT_AFTER = frozenset("第@./_&=〔[［-编码话真线号:：为是")
"""Every text that NOT_BEFORE finds begins with one of the first or with space, every text that NOT_AFTER
finds ends in one of the last or in a letter: a glance spares the search."""
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
    floor = 0
    for match in NUMBER.finditer(text):
        number = _reference(text, match) if match["route"] else _number(text, match, floor)
        if number is not None:
            found.append(number)
        floor = match.end()
    return found


def placed(number: Number, text: str, at: int) -> Number:
    """A number of a stretch that begins at `at`, with the value that the text gives it; a reference has
    none yet (0)."""
    start, end, close, value, unit, hedge, last, route, scaled = number
    start, end = at + start, at + end
    if route:
        route = text[start + 1 : end - 1]
    elif text[start].isdigit():
        value, last = numerals.arabic(text[start:end])
    return Number(start, end, at + close, value, unit, hedge, last, route, scaled)


def _reference(text: str, match: re.Match[str]) -> Number:
    """A reference takes the unit that is printed after it."""
    start, end = match.span()
    unit = UNIT.match(text, end)
    close, printed = (unit.end(), _unit(unit[1])) if unit else (end, "")
    return Number(start, end, close, Decimal(0), printed, route=match["route"][1:-1])


def _number(text: str, match: re.Match[str], floor: int) -> Number | None:
    _, cent, arabic, chinese, about, printed, after = match.groups()
    if chinese and not printed:
        return None
    if cent:
        start, end = match.span("cent")
        return Number(start - 3, end, end, numerals.chinese(cent.partition("点")[0] or "零"), "%")
    start, end = match.span("arabic" if arabic else "chinese")
    before = text[max(0, start - 14) : start]
    if _belongs_to_a_name(before) or _goes_on(text, end):
        return None
    unit = _unit(printed)
    hedge = _more(text, floor, start) or about or after or ""
    close = match.end("unit") if unit else match.end("about") if about else end
    if chinese:
        return _chinese(text, match, unit, hedge, close)
    if not unit and not _stands_alone(text, start, close, before):
        return None
    value, last = numerals.arabic(arabic)
    return Number(start, end, close, value, unit, hedge, last, scaled=arabic[-1] in "万亿")


def _more(text: str, floor: int, start: int) -> str:
    """The word before a number that makes it inexact (超过, 近, 上百's 上), or ""; it begins behind `floor`."""
    end = start
    while end > floor and text[end - 1].isspace():
        end -= 1
    if end == floor:
        return ""
    last = text[end - 1]
    if last in SEVERAL:
        return last if end == start and text[start] in ROUND else ""
    match = MORE.search(text, max(floor, end - 3), end) if last in LAST_OF_MORE else None
    return match[0] if match else ""


def _belongs_to_a_name(before: str) -> bool:
    """Whether what stands before makes the digits part of a number of something, or a word."""
    last = before.rstrip()[-1:]
    return (last in LAST_OF_NOT_AFTER or (last.isalpha() and last.isascii())) and bool(
        NOT_AFTER.search(before)
    )


def _goes_on(text: str, end: int) -> bool:
    """Whether what stands behind makes the digits a date, an address, a word …"""
    next_ = text[end : end + 1]
    return (next_ in FIRST_OF_NOT_BEFORE or next_.isspace()) and bool(NOT_BEFORE.match(text, end))


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
    if not hedge and numeral[0] in "十百千万亿" and text[start - 1 : start] in SEVERAL:
        hedge = text[start - 1]
    return Number(start, end, close, numerals.chinese(numeral), unit, hedge)
