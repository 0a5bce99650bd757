"""Whose figure a number is, and of which year, when the words before it say that it is not this report's."""

from __future__ import annotations

import re

from .concepts import ASKED

OTHER_YEAR = re.compile(
    r"(?=[0-9上去往])(?:"  # for speed only
    r"(?<!结转至)(?<!结转到)(?<!至)(?<!到)([0-9]{4})\s?年(?!.{0,2}结转)|(上年|去年|上一年|往年)(?!度?结转|转结))"
)
THIS_YEAR = re.compile("本年|今年|当年")
PART_OF_YEAR = re.compile("季度|上半年|下半年|(?<![0-9])[0-9]{1,2}月份?(?![0-9]{1,2}日)")
NARROW = re.compile(
    "[省市区县镇乡]?(?:政府|管委会)办(?:公室)?|[市区县镇乡局]本级|本级政府|[局委厅]机关|代表|各部门|各单位|各县|各区|各镇|各乡|各街道"
    "|部门|县区|县（区）|县\\(区\\)|所属|下属|直属|[^，。]{2,6}[局委厅](?:收到|受理|答复|办理)"
)
NARROWED = frozenset("会级表门位县区镇乡街属局委厅")
"""Every text that NARROW finds has one of these, or 府办: a glance spares the search."""
WIDE = re.compile("全(省|市|州|盟|区|县|旗|镇|乡|街道|系统|国)")
OWN_OFFICE = re.compile("本机关|本单位")
GOVERNMENTS = ("province", "city", "county")
LEVELS = {
    "province": "省市区",
    "city": "市州盟区",
    "county": "县区市旗",
    "township": "镇乡",
    "subdistrict": "街道",
    "authorised_organisation": "区",
}

Span = tuple[int, int]
"""Where words begin and end."""


def tells_kinds_apart(text: str) -> bool:
    """Whether the scope of a number in the text may depend on the kind of the body."""
    return ("全" in text and bool(WIDE.search(text))) or bool(OWN_OFFICE.search(text))


def scope_of(lead: str, floor: int, left: str, inherited: Span | None, kind: str) -> Span | None:
    """Words that give the number another scope than the report's own.

    `lead` begins at `floor` and ends with `left`; `kind` is that of the body.
    """
    end = floor + len(lead)
    if narrow := _narrow(left):
        return _placed(narrow, end - len(left))
    if not left.strip() and (narrow := _narrow(lead[-20:])):
        return _placed(narrow, end - len(lead[-20:]))
    if kind in GOVERNMENTS and (own := OWN_OFFICE.search(left)):
        return _placed(own, end - len(left))
    if "全" in lead and (wide := WIDE.search(lead)):
        return None if wide[1][0] in LEVELS.get(kind, "局委办厅院") else _placed(wide, floor)
    return None if ASKED in left else inherited


def _placed(match: re.Match[str], begin: int) -> Span:
    return begin + match.start(), begin + match.end()


def _narrow(text: str) -> re.Match[str] | None:
    return None if NARROWED.isdisjoint(text) and "府办" not in text else NARROW.search(text)


def year_of(left: str, begin: int, here: str, window: int) -> Span | None:
    """A year or a part of one named last before the number; the report's own year, too.

    `left` begins at `begin`, `here`, which may be "" where no year is named, at `window`.
    """
    if ("季" in left or "半年" in left or "月" in left) and (part := PART_OF_YEAR.search(left)):
        return _placed(part, begin)
    named = list(OTHER_YEAR.finditer(here))
    if not named:
        return None
    last = named[-1]
    if THIS_YEAR.search(here, last.end()):
        return None
    if last[1]:
        return window + last.start(1), window + last.end(1)
    near = len(here) - last.end() < 24 and "同比" not in here[last.end() :]
    compared = here[last.start() - 1 : last.start()] in ("比", "较")
    return (window + last.start(2), window + last.end(2)) if near and not compared else None
