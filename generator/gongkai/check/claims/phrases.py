"""What each number is about: the words around it, what the sentence was speaking of, scope, year."""

from __future__ import annotations

import re
from typing import NamedTuple

from ...model.body import Body
from .concepts import (
    APPLICANTS,
    DOCUMENT_COLUMNS,
    DOCUMENTS,
    FORUMS,
    MEASURES,
    OUTCOMES,
    RESULT_ROWS,
)
from .text import Text
from .tokens import Number

OTHER_YEAR = re.compile(
    r"(?=[0-9上去往])(?:"  # for speed only
    r"(?<!结转至)(?<!结转到)(?<!至)(?<!到)([0-9]{4})\s?年(?!.{0,2}结转)|(上年|去年|上一年|往年)(?!度?结转|转结))"
)
NEAR, WINDOW = 400, 150
"""How far, in characters, what was said before still counts: for the subject, and for the rest."""
BARE = re.compile("(?:^|[到理收了共新悉]|各类|全部|本年度?|以上)申请")
LISTED = re.compile("其中[^；;。]*$")
THIS_YEAR = re.compile("本年|今年|当年")
WHO, MEASURED = {*APPLICANTS, "organizations"}, frozenset(MEASURES)
REQUESTED = frozenset(("carried_over", "carried_forward", "disclosed", "partially_disclosed"))
HANDLED = frozenset(("answered", "received"))
NOT_HANDLED = frozenset(("asked", "object", "elsewhere", "channel", "part", *FORUMS))
STOCK = frozenset(("repealed", "in_force"))
VAGUE = frozenset(("in_all", "object"))
"""What says so little that the words behind the number are listened to as well."""
SPOKEN = frozenset(("object", "asked"))
PAUSE = re.compile("[；;：:]")
PART_OF_YEAR = re.compile("季度|上半年|下半年|(?<![0-9])[0-9]{1,2}月份?(?![0-9]{1,2}日)")
ASKED = "申请"
NARROW = re.compile(
    "[省市区县镇乡]?(?:政府|管委会)办(?:公室)?|[市区县镇乡局]本级|本级政府|[局委厅]机关|代表|各部门|各单位|各县|各区|各镇|各乡|各街道"
    "|部门|县区|县（区）|县\\(区\\)|所属|下属|直属|[^，。]{2,6}[局委厅](?:收到|受理|答复|办理)"
)
NARROWED = frozenset("会级表门位县区镇乡街属局委厅")
"""Every text that NARROW finds has one of these, or 府办: a glance spares the search."""
WIDE = re.compile("全(省|市|州|盟|区|县|旗|镇|乡|街道|系统|国)")
INSIDE = re.compile("其中|包含|包括|含")
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


class Phrase(NamedTuple):
    """The surroundings of one number."""

    number: Number
    sentence: tuple[int, int]
    """Where its sentence begins and ends."""
    left: str
    """The words before it, back to the last comma or the number before."""
    right: str
    tags: tuple[str, ...]
    topic: str
    """The forum of appeal that the sentence speaks of, or ""."""
    asked: bool
    """Whether the text near by speaks of requests."""
    scope: str
    """The words that say whose figure it is, when they do not say “this report's”."""
    year: str
    """The other year that it belongs to, or ""."""


def phrases(text: str, numbers: list[Number], body: Body, year: int) -> list[Phrase]:
    """One phrase for every number, in order."""
    found: list[Phrase] = []
    whole = Text(text)
    for index, number in enumerate(numbers):
        sentence = whole.sentence(number.start)
        before = found[-1] if found and found[-1].sentence == sentence else None
        floor = max(sentence[0], numbers[index - 1].close if index else 0)
        ceiling = numbers[index + 1].start if index + 1 < len(numbers) else len(text)
        found.append(_phrase(whole, number, sentence, floor, ceiling, before, body, year))
    return _respectively(_of_requests(found), whole)


def _of_requests(found: list[Phrase]) -> list[Phrase]:
    """办结 and 受理 beside 上年结转, 结转下年 or the results of requests are of requests too."""
    spoken = {each.sentence for each in found if not REQUESTED.isdisjoint(each.tags)}
    return [
        each._replace(tags=(*each.tags, "asked"))
        if each.sentence in spoken and HANDLED.intersection(each.tags) and NOT_HANDLED.isdisjoint(each.tags)
        else each
        for each in found
    ]


def _phrase(
    whole: Text,
    number: Number,
    sentence: tuple[int, int],
    floor: int,
    ceiling: int,
    before: Phrase | None,
    body: Body,
    year: int,
) -> Phrase:
    text, start, close = whole.text, number.start, number.close
    window = max(sentence[0], start - WINDOW)
    lead, here = text[floor:start], text[window:start]
    begin, end = whole.clause(floor, start), whole.rest(close, ceiling)
    left, right = text[begin:start], text[close:end]
    tags = whole.tags(begin, start)
    if VAGUE.issuperset(tags):
        tags += whole.tags(close, end)
    if (
        "normative_documents" in tags
        and INSIDE.match(left.strip())
        and DOCUMENT_COLUMNS.keys().isdisjoint(tags)
    ):
        tags += tuple(tag for tag in whole.tags(window, start) if tag == "published")
    tags = _objects(tags, left, right)
    if "其中" in here and LISTED.search(here):
        tags = (*tags, "part")
    if before and not WHO.isdisjoint(tags) and not MEASURED.intersection(tags):
        tags += tuple(tag for tag in before.tags if tag in MEASURES)
    if before and STOCK.intersection(tags) and DOCUMENTS.keys().isdisjoint(tags):
        tags += tuple(tag for tag in before.tags if tag in DOCUMENTS)  # 制发规范性文件2件，废止1件
    topic = _topic(tags, whole, floor, start, before.topic if before else "")
    asked = text.find(ASKED, max(0, start - NEAR), end) >= 0 or len(
        RESULT_ROWS.keys() & whole.tags(window, min(sentence[1], start + WINDOW))
    ) > 1  # fmt: skip
    if "object" not in tags and (
        "依申请公开" in lead or "公开申请" in lead or (before and not SPOKEN.isdisjoint(before.tags))
    ):
        tags = (*tags, "asked")
    return Phrase(
        number, sentence, left, right, tags, topic, asked,
        _scope(left, lead, before, body),
        _other_year(left or lead, here if whole.year_in(window, start) else "", year),
    )  # fmt: skip


def _objects(tags: tuple[str, ...], left: str, right: str) -> tuple[str, ...]:
    """A bare 申请 is a request for information only as the whole object (收到申请, 70件申请)."""
    if "application" in tags and (BARE.search(left) or right.startswith("申请")):
        return tuple("object" if tag == "application" else tag for tag in tags)
    return tags


def _topic(tags: tuple[str, ...], whole: Text, floor: int, place: int, inherited: str) -> str:
    forums = [tag for tag in tags if tag in FORUMS]
    forums = forums or [tag for tag in whole.tags(floor, place) if tag in FORUMS]
    if {"direct", "after"} & set(forums):
        forums = [tag for tag in forums if tag in ("direct", "after")]
    return "+".join(forums) or inherited


def _scope(left: str, lead: str, before: Phrase | None, body: Body) -> str:
    """Words that give the number another scope than the report's own."""
    if narrow := _narrow(left) or (None if left.strip() else _narrow(lead[-20:])):
        return narrow[0]
    if body.kind in GOVERNMENTS and (own := OWN_OFFICE.search(left)):
        return own[0]
    if "全" in lead and (wide := WIDE.search(lead)):
        return "" if wide[1][0] in LEVELS.get(body.kind, "局委办厅院") else wide[0]
    continued = before is not None and ASKED not in left
    return before.scope if continued and before is not None else ""


def _narrow(text: str) -> re.Match[str] | None:
    return None if NARROWED.isdisjoint(text) and "府办" not in text else NARROW.search(text)


def _other_year(left: str, here: str, year: int) -> str:
    """A year named last before the number, when it is not the report's own."""
    if ("季" in left or "半年" in left or "月" in left) and (part := PART_OF_YEAR.search(left)):
        return part[0]
    named = list(OTHER_YEAR.finditer(here))
    if not named:
        return ""
    last = named[-1]
    if THIS_YEAR.search(here, last.end()):
        return ""
    if last[1]:
        return "" if int(last[1]) == year else last[1]
    distance = len(here) - last.end()
    return (
        last[2]
        if distance < 24
        and "同比" not in here[last.end() :]
        and here[last.start() - 1 : last.start()] not in ("比", "较")
        else ""
    )


def _respectively(found: list[Phrase], whole: Text) -> list[Phrase]:
    """“A、B分别为1件、2件”: give each number its own concept, in order."""
    text = whole.text
    if "分别" not in text:
        return found
    done = list(found)
    for index, phrase in enumerate(found):
        if "分别" not in phrase.left:
            continue
        run = [index]
        while run[-1] + 1 < len(found) and _joined(whole, found[run[-1]], found[run[-1] + 1]):
            run.append(run[-1] + 1)
        lead = text[phrase.sentence[0] : phrase.number.start]
        begin = phrase.number.start - len(PAUSE.split(lead)[-1])
        names = [
            tag
            for tag in whole.tags(begin, phrase.number.start)
            if tag in FORUMS or tag in OUTCOMES or tag in _LISTED
        ]
        if len(run) > 1 and len(names) == len(run):
            for name, each in zip(names, run, strict=True):
                topic = name if name in FORUMS else found[each].topic
                done[each] = found[each]._replace(tags=(name,), topic=topic)
    return done


_LISTED = frozenset(
    ("natural_person", "organizations", "received", "answered", "licensing", "penalties", "compulsion")
)


def _joined(whole: Text, one: Phrase, two: Phrase) -> bool:
    between = whole.text[one.number.close : two.number.start]
    return len(between) <= 3 and between.strip(" 、，和及与") == ""
