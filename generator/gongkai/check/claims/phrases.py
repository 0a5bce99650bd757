"""What each number is about: the words around it, what the sentence was speaking of, scope, year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from msgspec import Struct

from .concepts import (
    APPLICANTS,
    ASKED,
    DOCUMENT_COLUMNS,
    DOCUMENTS,
    FORUMS,
    MEASURES,
    OUTCOMES,
    RESULT_ROWS,
)
from .scope import Span, scope_of, year_of
from .text import Text
from .tokens import Number

NEAR, WINDOW = 400, 150
"""How far, in characters, what was said before still counts: for the subject, and for the rest."""
BARE = re.compile("(?:^|[到理收了共新悉]|各类|全部|本年度?|以上)申请")
LISTED = re.compile("其中[^；;。]*$")
WHO, MEASURED = {*APPLICANTS, "organizations"}, frozenset(MEASURES)
REQUESTED = frozenset(("carried_over", "carried_forward", "disclosed", "partially_disclosed"))
HANDLED = frozenset(("answered", "received"))
NOT_HANDLED = frozenset(("asked", "object", "elsewhere", "channel", "part", *FORUMS))
STOCK = frozenset(("repealed", "in_force"))
VAGUE = frozenset(("in_all", "object"))
"""What says so little that the words behind the number are listened to as well."""
SPOKEN = frozenset(("object", "asked"))
PAUSE = re.compile("[；;：:]")
INSIDE = re.compile("其中|包含|包括|含")


class Setting(NamedTuple):
    """What stands around one number of a stretch; places are those in the stretch."""

    number: Number
    sentence: Span
    """Where its sentence begins and ends."""
    left: Span
    """The words before it, back to the last comma or the number before."""
    right: Span
    tags: tuple[str, ...]
    topic: str
    """The forum of appeal that the sentence speaks of, or ""."""
    asked: bool
    """Whether the stretch speaks of requests near by; what is before it may do so as well."""
    scope: Span | None
    """The words that say whose figure it is, when they do not say “this report's”."""
    year: Span | None
    """The year or the part of one that is named with it."""


class Phrase(Struct, eq=False):
    """The surroundings of one number of a text: its setting, where a stretch that begins at `at` has it."""

    number: Number
    sentence: Span
    asked: bool
    """Whether the text near by speaks of requests."""
    setting: Setting
    text: str
    at: int
    reported: str
    """The year of the report."""

    @property
    def left(self) -> str:
        return self._words(self.setting.left)

    @property
    def right(self) -> str:
        return self._words(self.setting.right)

    @property
    def tags(self) -> tuple[str, ...]:
        return self.setting.tags

    @property
    def topic(self) -> str:
        return self.setting.topic

    @property
    def scope(self) -> str:
        return self._words(self.setting.scope)

    @property
    def year(self) -> str:
        """The other year that it belongs to, or ""."""
        named = self._words(self.setting.year)
        return "" if named == self.reported else named

    def _words(self, span: Span | None) -> str:
        return self.text[self.at + span[0] : self.at + span[1]] if span else ""


def settings(stretch: str, numbers: Sequence[Number], kind: str) -> list[Setting]:
    """One for every number of a stretch, in order; `kind` is that of the body, where it matters."""
    found: list[Setting] = []
    whole = Text(stretch)
    for index, number in enumerate(numbers):
        sentence = whole.sentence(number.start)
        before = found[-1] if found and found[-1].sentence == sentence else None
        floor = max(sentence[0], numbers[index - 1].close if index else 0)
        ceiling = numbers[index + 1].start if index + 1 < len(numbers) else len(stretch)
        found.append(_setting(whole, number, sentence, floor, ceiling, before, kind))
    return _respectively(_of_requests(found), whole)


def _of_requests(found: list[Setting]) -> list[Setting]:
    """办结 and 受理 beside 上年结转, 结转下年 or the results of requests are of requests too."""
    spoken = {each.sentence for each in found if not REQUESTED.isdisjoint(each.tags)}
    return [
        each._replace(tags=(*each.tags, "asked"))
        if each.sentence in spoken and HANDLED.intersection(each.tags) and NOT_HANDLED.isdisjoint(each.tags)
        else each
        for each in found
    ]


def _setting(
    whole: Text,
    number: Number,
    sentence: Span,
    floor: int,
    ceiling: int,
    before: Setting | None,
    kind: str,
) -> Setting:
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
    said, at = (left, begin) if left else (lead, floor)
    return Setting(
        number, sentence, (begin, start), (close, end), tags, topic, asked,
        scope_of(lead, floor, left, before.scope if before else None, kind),
        year_of(said, at, here if whole.year_in(window, start) else "", window),
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


def _respectively(found: list[Setting], whole: Text) -> list[Setting]:
    """“A、B分别为1件、2件”: give each number its own concept, in order."""
    text = whole.text
    if "分别" not in text:
        return found
    done = list(found)
    for index, phrase in enumerate(found):
        if "分别" not in text[phrase.left[0] : phrase.left[1]]:
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


def _joined(whole: Text, one: Setting, two: Setting) -> bool:
    between = whole.text[one.number.close : two.number.start]
    return len(between) <= 3 and between.strip(" 、，和及与") == ""
