"""What each number is about: the words around it, what the sentence was speaking of, scope, year."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ...model.body import Body
from .concepts import APPLICANTS, DOCUMENT_COLUMNS, FORUMS, MEASURES, OUTCOMES, RESULT_ROWS, WORD, WORDS
from .tokens import Number

STOP = re.compile(r"[。！？\n]")
CLAUSE = re.compile(r"[，；：,;:。！？\n（）()]|(?<=[0-9%条件次])、")
AFTER = re.compile(r"[，；：、,;:。！？\n（）()]")
OTHER_YEAR = re.compile(
    r"(?<!结转至)(?<!结转到)(?<!至)(?<!到)([0-9]{4})\s?年(?!.{0,2}结转)|(上年|去年|上一年|往年)(?!度?结转|转结)"
)
NEAR, WINDOW = 400, 150
"""How far, in characters, what was said before still counts: for the subject, and for the rest."""
BARE = re.compile("(?:^|[到理收了共新悉]|各类|全部|本年度?|以上)申请")
LISTED = re.compile("其中[^；;。]*$")
THIS_YEAR = re.compile("本年|今年|当年")
WHO = {*APPLICANTS, "organizations"}
PART_OF_YEAR = re.compile("季度|上半年|下半年|(?<![0-9])[0-9]{1,2}月份?(?![0-9]{1,2}日)")
ASKED = "申请"
NARROW = re.compile(
    "[省市区县镇乡]?(?:政府|管委会)办(?:公室)?|[市区县镇乡局]本级|本级政府|[局委厅]机关|代表|各部门|各单位|各县|各区|各镇|各乡|各街道"
    "|部门|县区|县（区）|县\\(区\\)|所属|下属|直属|[^，。]{2,6}[局委厅](?:收到|受理|答复|办理)"
)
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


@dataclass(frozen=True, slots=True)
class Phrase:
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
    stops = [match.start() for match in STOP.finditer(text)] + [len(text)]
    at = 0
    for index, number in enumerate(numbers):
        while stops[at] < number.start:
            at += 1
        begin = stops[at - 1] + 1 if at else 0
        before = found[-1] if found and found[-1].sentence[0] == begin else None
        floor = max(begin, numbers[index - 1].close if index else 0)
        ceiling = numbers[index + 1].start if index + 1 < len(numbers) else len(text)
        found.append(_phrase(text, number, (begin, stops[at]), floor, ceiling, before, body, year))
    return _respectively(found, text)


def _phrase(
    text: str,
    number: Number,
    sentence: tuple[int, int],
    floor: int,
    ceiling: int,
    before: Phrase | None,
    body: Body,
    year: int,
) -> Phrase:
    lead = text[floor : number.start]
    here = text[max(sentence[0], number.start - WINDOW) : number.start]
    left = CLAUSE.split(lead)[-1]
    right = AFTER.split(text[number.close : ceiling], maxsplit=1)[0]
    tags = tags_of(left)
    if not tags or set(tags) <= {"in_all", "object"}:
        tags += tags_of(right)
    if (
        INSIDE.match(left.strip())
        and "normative_documents" in tags
        and not set(tags) & DOCUMENT_COLUMNS.keys()
    ):
        tags += tuple(tag for tag in tags_of(here) if tag == "published")
    tags = _objects(tags, left, right)
    if "其中" in here and LISTED.search(here):
        tags = (*tags, "part")
    if before and WHO & set(tags) and not set(MEASURES) & set(tags):
        tags += tuple(tag for tag in before.tags if tag in MEASURES)
    inherited = before.topic if before else ""
    topic = _topic(tags, lead, inherited)
    asked = text.find(ASKED, max(0, number.start - NEAR), number.close + len(right)) >= 0
    near = text[max(sentence[0], number.start - WINDOW) : min(sentence[1], number.start + WINDOW)]
    asked = asked or len(RESULT_ROWS.keys() & set(tags_of(near))) > 1
    if "object" not in tags and (
        "依申请公开" in lead or "公开申请" in lead or (before and {"object", "asked"} & set(before.tags))
    ):
        tags = (*tags, "asked")
    return Phrase(
        number, sentence, left, right, tags, topic, asked,
        _scope(left, lead, before, body), _other_year(left or lead, here, before, year),
    )  # fmt: skip


def _objects(tags: tuple[str, ...], left: str, right: str) -> tuple[str, ...]:
    """A bare 申请 is a request for information only as the whole object (收到申请, 70件申请)."""
    if "application" in tags and (BARE.search(left) or right.startswith("申请")):
        return tuple("object" if tag == "application" else tag for tag in tags)
    return tags


def tags_of(text: str) -> tuple[str, ...]:
    """The concepts named in a text, in order, each once."""
    return tuple(dict.fromkeys(WORDS[match[0]] for match in WORD.finditer(text)))


def _topic(tags: tuple[str, ...], lead: str, inherited: str) -> str:
    for source in (tags, tags_of(lead) if not FORUMS.keys() & set(tags) else ()):
        forums = [tag for tag in source if tag in FORUMS]
        if {"direct", "after"} & set(forums):
            forums = [tag for tag in forums if tag in ("direct", "after")]
        if forums:
            return "+".join(forums)
    return inherited


def _scope(left: str, lead: str, before: Phrase | None, body: Body) -> str:
    """Words that give the number another scope than the report's own."""
    if narrow := NARROW.search(left) or (None if left.strip() else NARROW.search(lead[-20:])):
        return narrow[0]
    if body.kind in GOVERNMENTS and (own := OWN_OFFICE.search(left)):
        return own[0]
    if wide := WIDE.search(lead):
        return "" if wide[1][0] in LEVELS.get(body.kind, "局委办厅院") else wide[0]
    continued = before is not None and ASKED not in left
    return before.scope if continued and before is not None else ""


def _other_year(left: str, here: str, before: Phrase | None, year: int) -> str:
    """A year named last before the number, when it is not the report's own."""
    if ("季" in left or "半年" in left or "月" in left) and (part := PART_OF_YEAR.search(left)):
        return part[0]
    named = list(OTHER_YEAR.finditer(here)) if "年" in here else []
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


def _respectively(found: list[Phrase], text: str) -> list[Phrase]:
    """“A、B分别为1件、2件”: give each number its own concept, in order."""
    done = list(found)
    for index, phrase in enumerate(found):
        if "分别" not in phrase.left:
            continue
        run = [index]
        while run[-1] + 1 < len(found) and _joined(text, found[run[-1]], found[run[-1] + 1]):
            run.append(run[-1] + 1)
        lead = text[phrase.sentence[0] : phrase.number.start]
        clause = re.split("[；;：:]", lead)[-1]
        names = [tag for tag in tags_of(clause) if tag in FORUMS or tag in OUTCOMES or tag in _LISTED]
        if len(run) > 1 and len(names) == len(run):
            for name, each in zip(names, run, strict=True):
                topic = name if name in FORUMS else found[each].topic
                done[each] = _replace(found[each], (name,), topic)
    return done


_LISTED = frozenset(
    ("natural_person", "organizations", "received", "answered", "licensing", "penalties", "compulsion")
)


def _joined(text: str, one: Phrase, two: Phrase) -> bool:
    between = text[one.number.close : two.number.start]
    return len(between) <= 3 and not tags_of(between) and between.strip(" 、，和及与") == ""


def _replace(phrase: Phrase, tags: tuple[str, ...], topic: str) -> Phrase:
    return Phrase(
        phrase.number, phrase.sentence, phrase.left, phrase.right, tags, topic,
        phrase.asked, phrase.scope, phrase.year,
    )  # fmt: skip
