"""What else is known of a report's cells (gongkai-cells/1): for the page, where a reader asks."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from ..model.claim import Claim, Verdict
from ..model.printed import with_figures
from ..model.report import Report
from ..model.years import counterpart
from .record import citation

FORMAT = "gongkai-cells/1"
CITING = (Verdict.BY_REFERENCE, Verdict.TIES, Verdict.FOLLOWS)
"""Verdicts of numbers that restate their cells; one that contradicts is told as a finding."""
Known = dict[str, dict[str, Any]]


def explanations(report: Report, other_years: Sequence[Report], claims: Sequence[Claim]) -> dict[str, Any]:
    """The figures of other years, the sentences that cite a cell, its corrections; by route.

    Years whose forms are not comparable at a cell are left out; a figure "" is blank. Cells of
    which nothing is known are left out.
    """
    known: Known = {route: {} for route in report.cells}
    for other in sorted(other_years, key=lambda each: each.year):
        _year(known, report, other)
    for claim in claims:
        _citation(known, report, claim)
    for each in report.corrections:
        if each.at in known:
            told = {"on": each.on.isoformat(), "was": each.was, "now": each.now, "because": each.because}
            known[each.at].setdefault("corrected", []).append(told)
    return {
        "format": FORMAT,
        "body": report.body.id,
        "year": report.year,
        "citation": citation(report),
        "cells": {route: entry for route, entry in known.items() if entry},
    }


def _year(known: Known, report: Report, other: Report) -> None:
    same = other.form is report.form
    for route, entry in known.items():
        there = route if same else counterpart(report, other, route)
        if there and (cell := other.cells.get(there)):
            entry.setdefault("years", {})[str(other.year)] = cell.text


def _citation(known: Known, report: Report, claim: Claim) -> None:
    if claim.verdict not in CITING:
        return
    section = report.form.section.get(claim.section)
    told = {
        "section": claim.section,
        "heading": section.heading if section else "前言",
        "sentence": with_figures(claim.quote, report),
    }
    for route in claim.cells:
        if route in known and told not in known[route].setdefault("cited", []):
            known[route]["cited"].append(told)


def as_json(made: dict[str, Any]) -> str:
    """Compact: readers of a page load it, and it stands beside every report."""
    return json.dumps(made, ensure_ascii=False, separators=(",", ":")) + "\n"
