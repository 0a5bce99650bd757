"""Writing numbers of the prose as references, so that they cannot part from the tables."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from ..check import claims
from ..model.report import Prose, Report


class Proposal(Struct, frozen=True):
    """One plain number that restates one cell, and where it stands in the file."""

    line: int
    column: int
    text: str
    route: str
    label: str


def proposals(report: Report, before: Report | None = None) -> list[Proposal]:
    """The numbers that could be references, in the order of the file."""
    found = []
    for claim in claims.of_report(report, before):
        prose = _prose(report, claim.section)
        if claim.route and prose:
            place = prose.place(claim.start)
            label = report.labels.get(claim.route, claim.route)
            found.append(Proposal(place.line, place.column, claim.text, claim.route, label))
    return sorted(found, key=lambda each: (each.line, each.column))


def _prose(report: Report, section: str) -> Prose | None:
    return report.preamble if section == "preamble" else report.prose.get(section)


def write(file: Path, chosen: list[Proposal]) -> int:
    """Put the references into the file; returns how many. A number not found as read is left alone."""
    lines = file.read_bytes().decode("utf-8").split("\n")
    written = 0
    for each in reversed(chosen):
        line = lines[each.line - 1]
        start = each.column - 1
        if line[start : start + len(each.text)] == each.text:
            lines[each.line - 1] = f"{line[:start]}{{{each.route}}}{line[start + len(each.text) :]}"
            written += 1
    file.write_bytes("\n".join(lines).encode("utf-8"))
    return written
