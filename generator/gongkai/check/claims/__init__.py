"""Claims in prose (数字对账): every number of a report's text, reconciled with its tables."""

from __future__ import annotations

from ...model.claim import Claim
from ...model.report import Report
from .solver import solve

_last: tuple[Report | None, Report | None, tuple[Claim, ...]] = (None, None, ())


def of_report(report: Report, before: Report | None = None) -> tuple[Claim, ...]:
    """The claims of all prose, in printed order: the preamble's, then each section's.

    `before` is the same body's report of last year; without it, growth stays unexamined.
    Several checks ask for the same report one after another, so the last answer is kept.
    """
    global _last
    if _last[0] is report and _last[1] is before:
        return _last[2]
    found: list[Claim] = []
    if report.preamble:
        found += solve(report, before, "preamble", report.preamble.text)
    for section in report.form.sections:
        if prose := report.prose.get(section.id):
            found += solve(report, before, section.id, prose.text)
    _last = (report, before, tuple(found))
    return _last[2]
