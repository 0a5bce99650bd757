"""What YAML text is made of: scalars, sequences and mappings, each with its place from 1."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from msgspec import Struct


class Scalar(Struct):
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


class Sheet(Mapping):
    """Lines of figures under one key. Other files have the same lines with other figures, so what they have
    in common is read once; its entries are made only when someone asks for them."""

    def __init__(self, above: int, template: Template, rows: list[str]) -> None:
        self.line, self.column = above + template.entries.line, template.entries.column
        self.above, self.template, self.rows = above, template, rows

    @cached_property
    def entries(self) -> Mapping:
        return _filled(self.template.entries, self.above, iter(self.rows))

    @property
    def items(self) -> dict[str, Node]:  # type: ignore[override]
        return self.entries.items

    @property
    def keys(self) -> dict[str, Scalar]:  # type: ignore[override]
        return self.entries.keys

    @property
    def folded(self) -> dict[str, str]:  # type: ignore[override]
        return self.template.entries.folded


@dataclass(frozen=True, eq=False)
class Template:
    """The lines of a sheet without its figures, as text and as nodes, which count lines from the sheet's key."""

    text: str
    entries: Mapping
    size: int
    """How many nodes it has, those of the figures left out."""
    kept: dict[Any, Any] = field(default_factory=dict)
    """What else follows from it, by whoever worked it out."""


def _filled(entries: Mapping, above: int, rows: Iterator[str]) -> Mapping:
    """The same entries, so many lines further down, with the figures of these rows in their places."""
    made = Mapping(above + entries.line, entries.column, folded=entries.folded)
    for name, key in entries.keys.items():
        made.keys[name] = _moved(key, above)
        child = entries.items[name]
        if isinstance(child, Mapping):
            made.items[name] = _filled(child, above, rows)
        elif isinstance(child, Row):
            made.items[name] = Row(above + child.line, child.column, next(rows))
        elif isinstance(child, Scalar):
            made.items[name] = _moved(child, above)
        else:
            made.items[name] = Sequence(
                above + child.line,
                child.column,
                [_filled(each, above, rows) for each in child.items if isinstance(each, Mapping)],
            )
    return made


def _moved(scalar: Scalar, above: int) -> Scalar:
    line, end = above + scalar.line, above + scalar.end_line
    return Scalar(scalar.text, scalar.style, line, scalar.column, end, scalar.end_column)


def rows_in(entries: Mapping) -> Iterator[Row]:
    """The rows among entries and below them, in order."""
    for each in entries.items.values():
        if isinstance(each, Mapping):
            yield from rows_in(each)
        elif isinstance(each, Row):
            yield each


Node = Scalar | Sequence | Mapping
