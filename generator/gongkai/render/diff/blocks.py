"""What is said of a difference, before it is known in which format. Authors' words never mix with ours."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import NamedTuple

INVISIBLE = ("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp")
"""Unicode categories of what nobody sees, or what turns the direction of a line."""
MARKS = re.compile(r"〔(?=[删增])|(?<=#)#|(?<=:):")
"""What a terminal's or a workflow log's reader could take for our marks or for a command."""
VALUE, PHRASE, MESSAGE = 120, 300, 500
"""Characters that are shown of a value, of changed words, of a finding's message."""


class Quoted(NamedTuple):
    """An author's words, or whatever else comes from a file."""

    text: str
    most: int = VALUE


class Gone(NamedTuple):
    """An author's words that were taken out."""

    text: str


class Come(NamedTuple):
    """An author's words that were put in."""

    text: str


class Strong(NamedTuple):
    """Our own words, loud."""

    text: str


Span = str | Quoted | Gone | Come | Strong
Spans = tuple[Span, ...]


class Line(NamedTuple):
    """One line of a list; `depth` counts from 0."""

    depth: int
    spans: Spans


class Table(NamedTuple):
    head: tuple[str, ...]
    rows: tuple[tuple[Spans, ...], ...]


@dataclass(frozen=True)
class Part:
    """A heading with what stands under it; in a limited space it is shown whole or not at all."""

    heading: Spans
    blocks: tuple[Line | Table, ...] = ()
    level: int = 2
    kind: str = field(default="")
    """A word for style sheets."""


def visible(text: str, most: int = VALUE) -> str:
    """An author's words on one line, with all that is in them to be seen and nothing that could act."""
    cut = text if len(text) <= most else f"{text[:most]}…（共 {len(text)} 字）"
    line = cut.replace("\r\n", "\n").replace("\n", "⏎")
    shown = "".join(
        f"‹U+{ord(each):04X}›" if unicodedata.category(each) in INVISIBLE else each for each in line
    )
    return MARKS.sub(lambda match: f"‹U+{ord(match[0]):04X}›", shown)
