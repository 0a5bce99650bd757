"""A text with its words, marks and years found once, for all of its numbers."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from .concepts import WORD, WORDS

MARK = re.compile("[，；：,;:。！？\n（）()、]")
COUNTED = frozenset("0123456789%条件次")
"""Behind these a 、 goes on with another number, and cuts like a comma."""
STOPS = frozenset("。！？\n")
YEAR = re.compile("年")
OF_YEAR = frozenset("上去一往")
"""Before 年 they make 上年, 去年, 上一年, 往年."""


class Text:
    """Places in it are offsets from 0."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = [(match.start(), match.end(), WORDS[match[0]]) for match in WORD.finditer(text)]
        self.starts = [start for start, _, _ in self.words]
        self.ends = [match.start() for match in MARK.finditer(text)]
        self.cuts = [at + 1 for at in self.ends if text[at] != "、" or (at and text[at - 1] in COUNTED)]
        self.stops = [at for at in self.ends if text[at] in STOPS]
        self.stops.append(len(text))
        years = [match.start() for match in YEAR.finditer(text)]
        self.years = [at for at in years if at and (text[at - 1] < "一" or text[at - 1] in OF_YEAR)]

    def tags(self, start: int, end: int) -> tuple[str, ...]:
        """The concepts named between two places, in order, each once."""
        near = self.words[bisect_left(self.starts, start) : bisect_left(self.starts, end)]
        return tuple(dict.fromkeys([tag for _, last, tag in near if last <= end])) if near else ()

    def sentence(self, place: int) -> tuple[int, int]:
        """Where the sentence around a place begins and ends."""
        at = bisect_left(self.stops, place)
        return (self.stops[at - 1] + 1 if at else 0, self.stops[at])

    def clause(self, floor: int, place: int) -> int:
        """Where the words before a place begin: behind the last comma, at `floor` at the earliest."""
        at = bisect_right(self.cuts, place)
        return max(floor, self.cuts[at - 1]) if at else floor

    def rest(self, place: int, ceiling: int) -> int:
        """Where the words after a place end."""
        at = bisect_left(self.ends, place)
        return min(ceiling, self.ends[at]) if at < len(self.ends) else ceiling

    def year_in(self, start: int, end: int) -> bool:
        """Whether 年 stands between two places behind a number, or in 上年, 去年 and the like."""
        at = bisect_left(self.years, start)
        return at < len(self.years) and self.years[at] < end
