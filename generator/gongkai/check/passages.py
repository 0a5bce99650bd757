"""The texts of a report as the checks of its prose read them, and defects at places in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from ..model.finding import Severity
from ..model.report import Prose, Report
from ..model.rule import Defect

MOST = 20
"""Faults of one kind that are told of one text."""


def texts(report: Report) -> Iterator[tuple[str, Prose]]:
    """The preamble and every section's text, each with the section's id."""
    if report.preamble:
        yield "preamble", report.preamble
    yield from report.prose.items()


def glimpsed(text: str, signs: Iterable[str]) -> bool:
    """Whether one of the signs stands in the text; where none does, no pattern need be tried."""
    return any(sign in text for sign in signs)


def first(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """The first matches; a text with more of one fault is not helped by hearing of all."""
    return islice(pattern.finditer(text), MOST)


def found(
    section: str, prose: Prose, match: re.Match[str], said: str, severity: Severity | None = None
) -> Defect:
    """A defect where a pattern matched."""
    return at(section, prose, match.start(), match.end(), said, severity)


def at(
    section: str, prose: Prose, start: int, end: int, said: str, severity: Severity | None = None
) -> Defect:
    """A defect at a place of a text; what surrounds it tells it from others of its kind."""
    place = prose.place(start)
    around = context(prose.text, start, end).strip()
    return Defect(
        said if around in said else f"“{around}”：{said}",
        route=section,
        mark=around,
        severity=severity,
        at=(place.line, place.column),
    )


def context(text: str, start: int, end: int) -> str:
    """The words around a place, cut at its clause, for showing where it is."""
    before = text[max(0, start - 16) : start]
    for mark in "\n。；":
        before = before.rpartition(mark)[2]
    after = text[end : end + 4].partition("\n")[0]
    return before + text[start:end] + after
