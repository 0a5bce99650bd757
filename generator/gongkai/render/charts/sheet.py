"""A drawing that grows from top to bottom: lines of text, and bars under them.

Along, positions are percent of the width; down, they are em of the text. So bars grow with the
page while labels keep their size: on a phone, on paper, and with text enlarged. Colours are
classes, for the site's style sheet.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from markupsafe import Markup

from ..escaping import escape

NARROWEST = 20
"""Width in em of a picture on a phone of 320 px; no line of text is longer."""
LINE, THICK = 1.5, 0.7
"""Heights in em of a line of text and of a bar."""

Piece = tuple[str, str]
"""Class and text."""
Run = tuple[Piece, ...]
"""Pieces that stay on one line."""
Bar = tuple[float, float, str]
"""Where it begins and how long it is, in percent, and its class."""


class Sheet:
    """SVG in the making; `height` is how far down it is filled, in em."""

    def __init__(self) -> None:
        self.height = 0.0
        self._parts: list[str] = []

    def words(self, *runs: Run, x: float = 0) -> None:
        """A line of text, broken between runs where a phone is too narrow for it."""
        for line in _lines(runs, NARROWEST * (1 - x / 100)):
            self.text(x, self.height + 1.1, *line)
            self.height += LINE

    def strip(self, bars: Iterable[Bar]) -> None:
        """Bars on one level; those of no length leave nothing."""
        for x, width, css in bars:
            if width:
                self.bar(x, self.height, width, THICK, css)
        self.height += THICK

    def space(self, height: float) -> None:
        self.height += height

    def bar(self, x: float, y: float, width: float, height: float, css: str) -> None:
        """A bar; the style sheet knows that of the first colour and of the usual height."""
        name = f' class="{css}"' if css != "c1" else ""
        tall = f' height="{height:g}em"' if height != THICK else ""
        self._parts.append(f'<rect{name}{_at(x)} y="{y:g}em" width="{width:g}%"{tall}/>')

    def rule(self, x1: float, y1: float, x2: float, y2: float, css: str) -> None:
        """A straight line, level or upright."""
        self._parts.append(f'<line class="{css}" x1="{x1:g}%" y1="{y1:g}em" x2="{x2:g}%" y2="{y2:g}em"/>')

    def text(self, x: float, y: float, *pieces: Piece, anchor: str = "start", css: str = "") -> None:
        """A line of text on the base line `y`."""
        inner = "".join([_span(kind, text) for kind, text in pieces])
        more = f' text-anchor="{anchor}"' if anchor != "start" else ""
        more += f' class="{css}"' if css else ""
        self._parts.append(f'<text{_at(x)} y="{y:g}em"{more}>{inner}</text>')

    def svg(self, name: str) -> Markup:
        """The drawing, named by what stands at p-`name` (title) and s-`name` (summary) on the page."""
        start = (
            f'<svg class="drawing" role="img" aria-labelledby="p-{name} s-{name}" '
            f'width="100%" height="{self.height:g}em">'
        )
        return Markup(f"{start}{''.join(self._parts)}</svg>")  # noqa: S704 - numbers, classes of ours, escaped text


@lru_cache(maxsize=16384)
def _span(kind: str, text: str) -> str:
    """A piece of text; it is escaped here, and only here. Labels and small numbers come again and again."""
    return f'<tspan class="{kind}">{escape(text)}</tspan>' if kind else escape(text)


def _lines(runs: Iterable[Run], room: float) -> list[Run]:
    lines: list[Run] = [()]
    used = 0.0
    for run in runs:
        width = _width(run)
        if used and used + width > room:
            lines.append(())
            used = 0.0
        lines[-1] += run
        used += width
    return lines


@lru_cache(maxsize=4096)
def _width(run: Run) -> float:
    return sum([width_of(text) for _, text in run])


@lru_cache(maxsize=4096)
def width_of(text: str) -> float:
    """About how many em a text takes: full-width characters one, the others a little over a half."""
    return sum(1 if unicodedata.east_asian_width(each) in "WFA" else 0.6 for each in text)


@lru_cache(maxsize=4096)
def shortened(text: str, room: float) -> str:
    """The text, cut with … when it is wider than `room` em; the table has it whole."""
    if width_of(text) <= room:
        return text
    while text and width_of(text) > room - 1:
        text = text[:-1]
    return f"{text}…"


def _at(x: float) -> str:
    return f' x="{x:g}%"' if x else ""
