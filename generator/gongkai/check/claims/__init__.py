"""Claims in prose (数字对账): every number of a report's text, reconciled with its tables."""

from __future__ import annotations

from ...model.claim import Claim
from ...model.report import Report
from .solver import solve

_last: tuple[Report, Report | None, tuple[Claim, ...]] | None = None


def of_report(report: Report, before: Report | None = None) -> tuple[Claim, ...]:
    """The claims of all prose, in printed order: the preamble's, then each section's.

    `before` is the same body's report of last year; without it, growth stays unexamined. Those of the
    report asked about last are kept: its check, its page and its certificate ask one after another.
    """
    global _last
    known = _last
    if known is None or known[0] is not report or known[1] is not before:
        known = _last = report, before, tuple(_solved(report, before))
    return known[2]


def _solved(report: Report, before: Report | None) -> list[Claim]:
    found: list[Claim] = []
    if report.preamble:
        found += solve(report, before, "preamble", report.preamble.text)
    for section in report.form.sections:
        if prose := report.prose.get(section.id):
            found += solve(report, before, section.id, prose.text)
    return found
