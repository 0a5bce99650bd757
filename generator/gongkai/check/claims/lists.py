"""Numbers against each other: 其中 lists, differences, parts that follow their whole.

A list ends at ；or 。 or with its bracket; an inner 其中 is a level of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from decimal import Decimal

from msgspec import Struct

from ...model.claim import Against
from .draft import Draft, plain

MARK = re.compile(
    r"(?=[其具包分含申受接按])(?:"  # for speed only
    r"其中(?:包括|包含)?|(?<=[，,])(?:具体)?(?:包括|包含|分为|分别是|分别为)|(?<=[（(])(?:含|包括|包含)|(?P<ways>(?:(?:申请|受理|接收)(?:方式|渠道|途径)[^，。；：:0-9]{0,4}"
    r"|按[^，。；：:0-9]{1,10}(?:分|划分|统计|分类))[：:]))"
)
COLONS = ("：", ":")
BRACKET = re.compile("[（(）)]")
END = re.compile(r"[；;。！？\n]")
REST = ("其他", "其它", "其余")
RECEIVED = frozenset(("received", "new", "answered"))
KINDS = {"件次": "件", "余件": "件", "条次": "条", "余条": "条", "项次": "项"}
PIECES = frozenset(("件", "份", "宗", "起", "例"))
"""Units in which requests are counted, often two of them in one sentence."""
MOST = 60
"""Numbers before and after a 其中 that are looked at; no real list is longer."""
NEARLY = Decimal("0.85")
SOME = Decimal("0.95")
PAIR = Decimal("0.995")
"""How much of its whole a list names when it was meant to name all: of three and more, before 等, and of two."""


class Parts(Struct):
    """A whole and the parts that the text lists for it."""

    whole: Draft
    items: list[Draft]
    others: list[Draft]
    """Earlier numbers that may be the whole as well."""

    @property
    def total(self) -> Decimal:
        return sum((item.value for item in self.items), Decimal(0))

    @property
    def sum(self) -> str:
        return " + ".join(plain(item.value) for item in self.items)


def parts_of(text: str, drafts: Sequence[Draft], found: Sequence[tuple[int, bool]]) -> list[Parts]:
    """All 其中 lists of a text (and lists after a colon), each with its whole. `found` are the places where the
    former begin, each with whether it is of ways of applying."""
    ways = {mark for mark, by_way in found if by_way}
    marks = [mark for mark, _ in found]
    for draft in drafts:
        close = draft.number.close
        if text[close : close + 1] in COLONS and not MARK.match(text, close + 1):
            marks.append(close + 1)
    if not marks:
        return []
    levels = _Levels(text)
    marks.sort()
    every = [_parts(text, mark, drafts, levels, marks, mark in ways) for mark in marks]
    return [parts for parts in every if parts]


def marks_in(stretch: str) -> tuple[tuple[int, bool], ...]:
    """Where the lists of a stretch begin, and whether each is of ways of applying."""
    return tuple((match.end(), bool(match["ways"])) for match in MARK.finditer(stretch))


def settle(text: str, parts: Parts) -> None:
    """Give the whole and its parts their verdicts."""
    sums, total = parts.sum, parts.total
    for whole in (parts.whole, *parts.others):
        if total == whole.value and (len(parts.items) > 1 or whole is parts.whole):
            whole.follows(f"等于其中各项之和：{sums} = {plain(total)}。")
            for item in parts.items:
                item.follows(f"其中各项之和 {sums} = {plain(total)}，与总数一致。")
            return
    if not all(each.number.exact for each in (parts.whole, *parts.items)):
        _about(parts)
        return
    if all(each.tied for each in (parts.whole, *parts.items)):
        return
    if total > parts.whole.value or _complete(text, parts):
        culprit = next((each for each in (parts.whole, *parts.items) if not each.tied), None)
        if culprit is not None and culprit.against is None:
            culprit.contradicts(
                Against.PARTS,
                plain(total if culprit is parts.whole else parts.whole.value),
                f"总数为 {plain(parts.whole.value)}，其中各项之和 {sums} = {plain(total)}，"
                f"相差 {plain(abs(total - parts.whole.value))}。",
            )
            for item in parts.items:
                item.sentence = item.sentence or "各项之和与总数不一致。"
        return
    for item in parts.items:
        item.follows(f"是总数 {plain(parts.whole.value)} 的一部分。")


def _parts(
    text: str, mark: int, drafts: Sequence[Draft], levels: _Levels, marks: list[int], ways: bool
) -> Parts | None:
    """The list behind a mark; one of the `ways` of applying divides the requests received."""
    at = bisect_right(drafts, mark, key=lambda each: each.number.close)
    paragraph = text.rfind("\n", 0, mark) + 1
    near = drafts[max(0, at - MOST) : at]
    before = [
        each for each in reversed(near) if not each.number.share and (ways or each.number.start >= paragraph)
    ]
    lasting = [each for each in before if "in_all" not in each.phrase.tags]
    if ways:
        before = [each for each in before if RECEIVED.intersection(each.phrase.tags)]
    if not before:
        return None
    whole = (lasting or before)[0]
    if whole is not before[0] and before[0].phrase.sentence[1] >= mark:
        whole = before[0]
    segments = _segments(text, mark, drafts[at : at + MOST], levels, marks, whole)
    if not segments or not segments[0]:
        return None
    others = [each for each in before if each is not whole and comparable(each, whole)][:4]
    items = list(segments[0])
    if len(items) == 1:
        for segment in segments[1:]:
            if len(segment) != 1 or sum((each.value for each in items), Decimal(0)) == whole.value:
                break
            items += segment
    for count in range(2, len(items)):
        if (
            _ends(text, items, count)
            and sum((each.value for each in items[:count]), Decimal(0)) == whole.value
        ):
            items = items[:count]
            break
    return Parts(whole, items, others)


def _ends(text: str, items: Sequence[Draft], count: int) -> bool:
    """Whether a list may end after so many items: something goes on there behind another mark than before."""
    marks = [text[each.number.close : each.number.close + 1] for each in items[:count]]
    return marks[-1] not in marks[:-1] and any(each.value for each in items[count:])


def _segments(
    text: str, mark: int, drafts: Sequence[Draft], levels: _Levels, marks: list[int], whole: Draft
) -> list[list[Draft]]:
    """The numbers after a mark up to 。, cut at each ；, without those of inner levels."""
    depth = levels.at(mark)
    close = levels.close(mark)
    later = marks[bisect_right(marks, mark + 1) :][:MOST]
    inner = next((each for each in later if levels.at(each) == depth), len(text))
    stop = min(close, inner)
    segments: list[list[Draft]] = [[]]
    at = mark
    for draft in drafts:
        number = draft.number
        if number.start < mark:
            continue
        if number.start >= stop:
            break
        cut = END.findall(text, at, number.start)
        if any(each not in "；;" for each in cut):
            break
        if cut:
            segments.append([])
        at = number.start
        if levels.at(number.start) == depth and comparable(draft, whole):
            segments[-1].append(draft)
    return segments


def comparable(one: Draft, two: Draft) -> bool:
    first, second = one.number.unit, two.number.unit
    if "%" in (first, second):
        return False
    if {first, second} <= PIECES and one.phrase.asked and two.phrase.asked:
        return True
    return first == second or len({KINDS.get(first, first), KINDS.get(second, second)} - {""}) <= 1


def _complete(text: str, parts: Parts) -> bool:
    """Whether a list that falls short was meant to be whole."""
    last = parts.items[-1]
    if any(word in last.phrase.left for word in REST):
        return True
    if len(parts.items) < 2 or not parts.whole.value:
        return False
    partial = text[last.number.close : last.number.close + 1] == "等"
    enough = PAIR if len(parts.items) == 2 else SOME if partial else NEARLY
    return parts.total / parts.whole.value >= enough


def _about(parts: Parts) -> None:
    whole = parts.whole.value
    for item in parts.items:
        if item.value <= whole or not parts.whole.number.exact:
            item.follows(f"是总数 {plain(whole)} 的一部分（约数，不逐一核对）。")


class _Levels:
    """How deep in brackets each place of a text is."""

    def __init__(self, text: str) -> None:
        self.turns: list[tuple[int, int]] = []
        depth = 0
        for match in BRACKET.finditer(text):
            depth = max(0, depth + (1 if match[0] in "（(" else -1))
            self.turns.append((match.start(), depth))
        self.end = len(text)

    def at(self, place: int) -> int:
        index = bisect_left(self.turns, (place, 0)) - 1
        return self.turns[index][1] if index >= 0 else 0

    def close(self, place: int) -> int:
        """Where the bracket around this place ends."""
        depth = self.at(place)
        later = self.turns[bisect_left(self.turns, (place, 0)) :][:MOST]
        return next((start for start, level in later if level < depth), self.end)
