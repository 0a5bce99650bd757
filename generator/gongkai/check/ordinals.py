"""Ordinals of a text: （一）（二）, 一是 二是, 1. 2. – doubled or skipped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from .numerals import chinese

NUMERAL = "[一二三四五六七八九十]{1,3}"
ORDINAL = re.compile(
    r"(?=[（(0-9一二三四五六七八九十])(?:"  # for speed only
    rf"（(?P<heading>{NUMERAL})）(?!项|款|[、和至])|\((?P<ascii>{NUMERAL})\)(?!项|款|[、和至])"
    rf"|(?P<number>[0-9]{{1,2}})[.．、](?![0-9])|(?P<point>{NUMERAL})是(?![否不]))"
)
BEFORE = {
    "heading": frozenset("。；！？：: \n\t\u3000】）)"),
    "ascii": frozenset("。；！？：: \n\t\u3000】）)"),
    "number": frozenset("。；！？：: \n\t\u3000】"),
    "point": frozenset("。；，！？：: \n\t\u3000;,.】"),
}
"""What an ordinal of each shape stands behind, when not at the beginning of the text."""
DEPTH = {"heading": 0, "ascii": 0, "number": 1, "point": 2}
"""Which shapes stand inside which."""


class Ordinal(NamedTuple):
    """One ordinal of a stretch, by its place there."""

    start: int
    end: int
    depth: int
    printed: tuple[int, int]
    """Where its numeral stands."""


def found(stretch: str) -> Iterator[Ordinal]:
    """The ordinals of a stretch, in order."""
    for match in ORDINAL.finditer(stretch):
        shape, start = match.lastgroup or "", match.start()
        if not start or stretch[start - 1] in BEFORE[shape]:
            yield Ordinal(start, match.end(), DEPTH[shape], match.span(shape))


def faults(text: str, ordinals: Iterable[tuple[int, Ordinal]]) -> Iterator[tuple[int, int, str]]:
    """Start, end and a Chinese sentence for every ordinal that repeats or skips, of those that are in the
    text, each with the place where its stretch begins.

    A run that begins again at one stands inside the point before it, and the outer one may go on after
    it; headings end the runs below them.
    """
    open_runs: list[list[int]] = [[], [], []]
    for at, (start, end, depth, (first, last)) in ordinals:
        for inner in open_runs[depth + 1 :]:
            inner.clear()
        if said := _step(open_runs[depth], _value(text[at + first : at + last]), text[at + start : at + end]):
            yield at + start, at + end, said


@lru_cache(maxsize=1024)
def _value(printed: str) -> int:
    return int(printed) if printed.isdigit() else int(chinese(printed))


def _step(runs: list[int], value: int, printed: str) -> str:
    """Go on with a run, and say what is wrong with doing so."""
    if runs and runs[-1] == value - 1 and value != 1:
        runs[-1] = value
        return ""
    printed = printed.strip()
    if value == 1:
        if runs and runs[-1] == 1 and len(runs) == 1:
            return f"序号“{printed}”重复"
        runs.append(1)
        return ""
    at = next((index for index in reversed(range(len(runs))) if runs[index] == value - 1), None)
    if at is not None:
        del runs[at + 1 :]
        runs[at] = value
        return ""
    last = runs[-1] if runs else 0
    runs[:] = [*runs[:-1], value]
    if value == last:
        return f"序号“{printed}”重复"
    return f"序号由第 {last} 跳到“{printed}”" if last else f"序号从“{printed}”开始，前面缺号"
