"""Claims in prose (数字对账): every number of a report's text, reconciled with its tables."""

from __future__ import annotations

from functools import cached_property

from ...model.claim import Claim
from ...model.report import Report
from .draft import Draft
from .solver import claim, solve


def of_report(report: Report, before: Report | None = None) -> tuple[Claim, ...]:
    """The claims of all prose, in printed order: the preamble's, then each section's.

    `before` is the same body's report of last year; without it, growth stays unexamined.
    """
    return _settled(report, before).claims


def contradictions(report: Report, before: Report | None = None) -> tuple[Claim, ...]:
    """Those of them that disagree with a cell, a reference or each other."""
    return _settled(report, before).contradictions


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


_last: _Settled | None = None


def _settled(report: Report, before: Report | None) -> _Settled:
    """The report asked about last is kept: its check, its page and its certificate ask one after another."""
    global _last
    known = _last
    if known is None or known.report is not report or known.before is not before:
        known = _last = _Settled(report, before)
    return known
