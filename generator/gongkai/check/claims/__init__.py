"""Claims in prose (数字对账): every number of a report's text, reconciled with its tables."""

from __future__ import annotations

from ...model.claim import Claim
from ...model.report import Report
from .solver import solve


def of_report(report: Report, before: Report | None = None) -> tuple[Claim, ...]:
    """The claims of all prose, in printed order: the preamble's, then each section's.

    `before` is the same body's report of last year; without it, growth stays unexamined.
    """
    found: list[Claim] = []
    if report.preamble:
        found += solve(report, before, "preamble", report.preamble.text)
    for section in report.form.sections:
        if prose := report.prose.get(section.id):
            found += solve(report, before, section.id, prose.text)
    return tuple(found)
