"""What a form asks to be drawn: which cells, in which groups, as which kind of picture."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum
from functools import cached_property
from operator import itemgetter

from msgspec import Struct


class PictureKind(Enum):
    """How the cells are drawn, and of what: one report, one body's years, one year's bodies."""

    SHARES = "shares"
    """One report: the parts of a whole."""
    BARS = "bars"
    """One report: amounts side by side, in groups."""
    STACKS = "stacks"
    """One report: several wholes, each with the same parts."""
    YEARS = "years"
    """One body: one amount, year by year."""
    CHAIN = "chain"
    """One body: what came in and where it went; what is left over comes in again next year."""
    BODIES = "bodies"
    """One year: one amount over the bodies."""


class Part(Struct, frozen=True):
    """One amount: a cell, or the sum of several."""

    label: str
    cells: tuple[str, ...]


class Group(Struct, frozen=True):
    """Amounts that belong together. `whole` is the cell that prints their total, where there is one."""

    label: str
    parts: tuple[Part, ...]
    whole: str = ""


class Plan(Struct, frozen=True, dict=True):
    """One picture. Routes are those of the form; all cells are in one section and of one unit."""

    id: str
    kind: PictureKind
    title: str
    subject: str
    """What is counted, as a noun for sentences, e.g. 新收申请."""
    unit: str
    groups: tuple[Group, ...]
    question: str = ""
    """What readers ask that it answers; the pages by question are made of these."""

    @cached_property
    def cells(self) -> tuple[str, ...]:
        """Every cell that is drawn or stated, group by group."""
        return tuple(
            cell
            for group in self.groups
            for cell in (*(cell for part in group.parts for cell in part.cells), group.whole)
        )

    @cached_property
    def pick(self) -> Callable[[Mapping[str, str]], tuple[str, ...]]:
        """Takes from texts by route those of its cells."""
        return itemgetter(*self.cells)  # two and more: a group has a part, and a whole or ""
