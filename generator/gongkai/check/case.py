"""What a check is given: one report, and everything that it may be compared with."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property
from typing import Protocol

from msgspec import Struct, field

from ..model.body import Body
from ..model.claim import Claim
from ..model.relations import Equation, Sums, sums_of
from ..model.report import Cell, Prose, Report
from ..model.version import History
from . import claims, passages
from .signs import Signs
from .stretches import stretches
from .texts import Texts, texts_of

HARD = ("sum", "balance")
"""Kinds of relations that must hold inside one report."""


class Below(Protocol):
    """What a sum over reports needs of each."""

    @property
    def body(self) -> Body: ...
    def value(self, route: str) -> Decimal | None: ...


class Case(Struct, frozen=True, dict=True):
    """One report under examination."""

    report: Report
    before: Report | None = None
    """The same body's report of the year before."""
    children: tuple[Below, ...] = ()
    """What the bodies directly below report for the same year."""
    project: Mapping[str, Report] = field(default_factory=dict)
    """All readable reports by id."""
    bodies: Mapping[str, Body] = field(default_factory=dict)
    history: History | None = None
    """Its public versions, where there is more than one and git has them."""
    shared: Texts | None = None
    """The texts of the whole project, when many cases are examined one after another."""

    @cached_property
    def texts(self) -> Texts:
        """The texts of all reports in hand."""
        return self.shared or texts_of(self.project, self.bodies)

    @cached_property
    def passages(self) -> tuple[tuple[str, Prose], ...]:
        """The preamble and every section's text, each with the section's id."""
        return tuple(passages.texts(self.report))

    @cached_property
    def everything(self) -> str:
        """All texts one after another: a glance at it mostly spares a search of each."""
        return "\n".join([prose.text for _, prose in self.passages])

    @cached_property
    def signs(self) -> tuple[tuple[str, Prose, list[tuple[int, Signs]]], ...]:
        """Of every text: its section's id, and what its stretches show, each with its place."""
        return tuple(
            (section, prose, [(at, each.signs) for at, each in stretches(prose.text)])
            for section, prose in self.passages
        )

    @cached_property
    def faults(self) -> frozenset[str]:
        """What the texts show signs of."""
        return frozenset().union(*[each.faults for _, _, signs in self.signs for _, each in signs])

    @cached_property
    def long_numbers(self) -> list[str]:
        """The numbers of four digits and more in the texts, with the 年 that stands behind one."""
        return [
            prose.text[at + start : at + end]
            for _, prose, signs in self.signs
            for at, each in signs
            for start, end in each.long_numbers
        ]

    @cached_property
    def unfilled(self) -> dict[str, Cell]:
        """The cells that hold no number, blank or not applicable, by route."""
        return {route: cell for route, cell in self.report.cells.items() if cell.value is None}

    @property
    def sums(self) -> Sums:
        """Both sides of every relation inside the report that can be assessed."""
        return sums_of(self.report)

    @cached_property
    def failing(self) -> tuple[tuple[Equation, Decimal, Decimal], ...]:
        """The sums and balances that do not hold."""
        return tuple(each for each in self.sums if each[0].relation.kind in HARD and each[1] != each[2])

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """Every number of the prose with its verdict."""
        return claims.of_report(self.report, self.before)

    @cached_property
    def contradictions(self) -> tuple[Claim, ...]:
        """The numbers of the prose that disagree with something."""
        return claims.contradictions(self.report, self.before)
