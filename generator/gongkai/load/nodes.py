"""What YAML text is made of: scalars, sequences and mappings, each with its place from 1."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple


@dataclass(slots=True)
class Scalar:
    """Text as written. `style` is "" plain, ' or " quoted, | block."""

    text: str
    style: str
    line: int
    column: int
    end_line: int = 0
    end_column: int = 0


@dataclass(slots=True)
class Sequence:
    line: int
    column: int
    items: list[Node] = field(default_factory=list)
    flow: bool = False


class Row(Sequence):
    """Figures in brackets on one line. The same characters stand for the same figures everywhere,
    so their items are made only when someone asks for them."""

    __slots__ = ("text",)

    def __init__(self, line: int, column: int, text: str) -> None:
        self.line, self.column, self.flow = line, column, True
        self.text = text

    @property
    def items(self) -> list[Node]:  # type: ignore[override]
        line, column = self.line, self.column
        return [
            Scalar(each.text, each.style, line, column + each.start, line, column + each.end)
            for each in figures(self.text)
        ]


FIGURE = r"[0-9~/—][0-9.]*|[+-][0-9][0-9.]*|不适用|\"[-/]\""
"""What may stand in a cell without a doubt about where it ends."""
ITEM = re.compile(FIGURE)


class Figure(NamedTuple):
    """One figure of a row; `start` and `end` count from the bracket."""

    text: str
    style: str
    start: int
    end: int


@lru_cache(maxsize=4096)
def figures(row: str) -> tuple[Figure, ...]:
    """The figures between two brackets."""
    found = []
    for match in ITEM.finditer(row):
        quoted = match[0][0] == '"'
        text = match[0][1] if quoted else match[0]
        found.append(Figure(text, '"' if quoted else "", match.start(), match.end()))
    return tuple(found)


@dataclass(slots=True)
class Mapping:
    line: int
    column: int
    items: dict[str, Node] = field(default_factory=dict)
    keys: dict[str, Scalar] = field(default_factory=dict)
    folded: dict[str, str] = field(default_factory=dict)
    """Each key as a computer that ignores case and width sees it → the key."""


Node = Scalar | Sequence | Mapping
