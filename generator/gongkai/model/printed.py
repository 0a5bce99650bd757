"""What a report prints, as plain characters: the same on its page and in every file taken from it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter

from msgspec import Struct

from .report import Prose, Report

REFERENCE = re.compile(r"\{([^{}\s]+)\}")
Pick = Callable[[Mapping[str, str]], Sequence[str]]
"""Takes from texts by route those of certain routes."""


@lru_cache(maxsize=16384)
def anchor(route: str) -> str:
    """The address of a cell on its page: its route; a space in a local row's name cannot stay."""
    return re.sub(r"\s", "_", route)


class Stencil(Struct, frozen=True):
    """What reports of one shape print around their figures: `pieces`, with a gap at every second place.

    Filling it costs a fraction of a microsecond a figure, because nothing is asked of any single one.
    """

    pieces: tuple[str, ...]
    pick: Pick
    """What the cells of the gaps print."""

    @classmethod
    def of(cls, around: Sequence[str], routes: Sequence[str]) -> Stencil:
        """`around` has one more than the routes, whose cells go between."""
        return cls(with_gaps(around), picker(routes))

    def filled(self, texts: Mapping[str, str], show: Callable[[str], str]) -> list[str]:
        """The pieces with what `show` makes of each text between them."""
        pieces = list(self.pieces)
        pieces[1::2] = map(show, self.pick(texts))
        return pieces


def with_gaps(around: Sequence[str]) -> tuple[str, ...]:
    """What stands around gaps, with an empty text for each gap."""
    pieces = [""] * (2 * len(around) - 1)
    pieces[::2] = around
    return tuple(pieces)


def picker(routes: Sequence[str]) -> Pick:
    """What takes the texts of these routes, in order."""
    if len(routes) > 1:
        return itemgetter(*routes)
    return lambda texts: [texts[route] for route in routes]


def with_figures(text: str, report: Report) -> str:
    """The text with its references replaced by the figures of the cells that they name."""
    if "{" not in text:
        return text

    def figure(match: re.Match[str]) -> str:
        cell = report.cells.get(match[1])
        return cell.text if cell else match[0]

    return REFERENCE.sub(figure, text)


def paragraphs(prose: Prose | None, report: Report) -> list[str]:
    """The paragraphs of a text as printed: one a line, without blank lines and indentation."""
    lines = (line.strip("　 ") for line in prose.text.split("\n")) if prose else ()
    return [with_figures(line, report) for line in lines if line]


def width(text: str) -> int:
    """Columns on a screen: Chinese characters take two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def padded(text: str, columns: int) -> str:
    """The text with spaces behind it, so wide."""
    return text + " " * (columns - width(text))
