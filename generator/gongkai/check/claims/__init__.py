"""Claims in prose (数字对账): every number of a report's text, reconciled with its tables."""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

from ...model.claim import Claim, Verdict
from ...model.report import Report
from .draft import Draft
from .solver import claim, routes_of, solve


def of_report(report: Report, before: Report | None = None) -> tuple[Claim, ...]:
    """The claims of all prose, in printed order: the preamble's, then each section's.

    `before` is the same body's report of last year; without it, growth stays unexamined.
    """
    return _settled(report, before).claims


def contradictions(report: Report, before: Report | None = None) -> tuple[Claim, ...]:
    """Those of them that disagree with a cell, a reference or each other."""
    return _settled(report, before).contradictions


def tied(report: Report, before: Report | None = None) -> list[Tied]:
    """The numbers that rest on cells of the report, and on which."""
    return [
        Tied(section, each.number.start, each.number.end, routes_of(each))
        for section, _, each in _settled(report, before).drafts
        if each.cells and each.verdict in (Verdict.TIES, Verdict.FOLLOWS)
    ]


def verdicts(report: Report, before: Report | None = None) -> list[Verdict]:
    """What became of every number, in printed order."""
    return [each.verdict or Verdict.NO_COUNTERPART for _, _, each in _settled(report, before).drafts]


class Tied(NamedTuple):
    """A number of a section, by its offsets there, and the routes of the cells that it rests on."""

    section: str
    start: int
    end: int
    cells: tuple[str, ...]


class _Settled:
    """The numbers of one report's prose; words are found only for the claims that are asked for."""

    def __init__(self, report: Report, before: Report | None) -> None:
        self.report, self.before = report, before
        self.drafts: list[tuple[str, str, Draft]] = []
        texts = [("preamble", report.preamble)] if report.preamble else []
        texts += [
            (section.id, prose) for section in report.form.sections if (prose := report.prose.get(section.id))
        ]
        for section, prose in texts:
            self.drafts += [(section, prose.text, each) for each in solve(report, before, prose.text)]

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        return tuple(claim(self.report, *each) for each in self.drafts)

    @cached_property
    def contradictions(self) -> tuple[Claim, ...]:
        return tuple(claim(self.report, *each) for each in self.drafts if each[2].against)


MOST = 20
"""Reports of a body, about: all of them are checked, and then their pages are made."""

_kept: dict[tuple[int, int], _Settled] = {}
"""By the identity of the report and the one before; these live as long as they stand here."""


def _settled(report: Report, before: Report | None) -> _Settled:
    """The reports asked about last are kept: their check, their pages and their certificates ask again."""
    key = id(report), id(before)
    known = _kept.get(key)
    if known is None:
        if len(_kept) >= MOST:
            del _kept[next(iter(_kept))]
        known = _kept[key] = _Settled(report, before)
    return known
