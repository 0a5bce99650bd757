"""Runs the checks of every stage over reports, and settles which findings are accepted.

Stages go file → form → numbers and prose → years → bodies → publishing. All findings of a stage
are shown; a stage that failed for a report stops the next, so that one slip of the keyboard
does not bring forty failed sums.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from ..model.body import Body
from ..model.finding import Finding
from ..model.report import Report
from ..model.rule import CHECKS, finding_of
from ..model.version import History
from ..processes import in_pieces, without_collector
from . import (  # noqa: F401 - importing registers the checks
    acceptance,
    bodies,
    copied,
    corrections,
    dates,
    form,
    numbers,
    privacy,
    prose,
    publishing,
    reconciliation,
    years,
)
from .case import Case
from .texts import Texts, texts_of

STAGES = (("form",), ("numbers", "prose"), ("years",), ("bodies",), ("publishing",))
FAMILIES = tuple(family for stage in STAGES for family in stage)
"""All of them; what is wrong with the file itself is found by loading it."""


class Loaded(Protocol):
    """What the loader hands over."""

    @property
    def reports(self) -> Mapping[str, Report]: ...
    @property
    def bodies(self) -> Mapping[str, Body]: ...
    @property
    def findings(self) -> Sequence[Finding]: ...
    @property
    def histories(self) -> Mapping[str, History]: ...


def check_project(
    project: Loaded, only: Iterable[str] | None = None, families: Collection[str] = FAMILIES
) -> list[Finding]:
    """All findings of a project, the loader's included, in order of file and line.

    `only` limits the reports that are checked (ids); the others still serve for comparison.
    `families` limits the checks.
    """
    loaded: dict[str, list[Finding]] = {}
    for finding in project.findings:
        loaded.setdefault(finding.subject, []).append(finding)
    found = list(loaded.get("", ()))
    for subject, findings in loaded.items():
        if subject and subject not in project.reports:
            found += findings
    children = children_of(project)
    texts = texts_of(project.reports if "prose" in families else {}, project.bodies)
    wanted = list(project.reports if only is None else sorted(project.reports.keys() & set(only)))

    def check_these(ids: Sequence[str]) -> list[Finding]:
        return [
            finding
            for id_ in ids
            for finding in check_report(case_of(project, id_, children, texts), loaded.get(id_, ()), families)
        ]

    with without_collector():
        for findings in in_pieces(check_these, wanted):
            found += findings
    return sorted(found, key=lambda each: (each.place.file, each.place.line, each.place.column, each.code))


def children_of(project: Loaded) -> dict[str, list[str]]:
    """Body id → ids of the bodies directly below it."""
    below: dict[str, list[str]] = {}
    for id_, body in project.bodies.items():
        below.setdefault(body.parent, []).append(id_)
    return below


def case_of(project: Loaded, id_: str, children: Mapping[str, list[str]], texts: Texts) -> Case:
    """A report with everything that it is compared with."""
    report = project.reports[id_]
    body, year = report.body.id, report.year
    below = (project.reports.get(f"{child}/{year}") for child in children.get(body, ()))
    return Case(
        report=report,
        before=project.reports.get(f"{body}/{year - 1}"),
        children=tuple(child for child in below if child),
        project=project.reports,
        bodies=project.bodies,
        history=project.histories.get(id_),
        shared=texts,
    )


def check_report(
    case: Case, loaded: Sequence[Finding] = (), families: Collection[str] = FAMILIES
) -> list[Finding]:
    """The findings of one report: those of its loading, and of every stage that could run.

    An acceptance is called unused only when every family has been looked at.
    """
    report = case.report
    found, used = acceptance.settle(report, list(loaded))
    for stage in STAGES:
        if any(finding.blocks for finding in found):
            break
        wanted = [family for family in stage if family in families]
        new, matched = acceptance.settle(report, list(_stage(case, wanted)))
        found += new
        used |= matched
    complete = not any(finding.blocks for finding in found) and set(FAMILIES) <= set(families)
    entries = acceptance.defects(report, used, complete)
    return found + [finding_of(defect, report.accepted[n].place, report.id) for n, defect in entries]


def _stage(case: Case, families: Iterable[str]) -> Iterator[Finding]:
    report = case.report
    for family in families:
        for check in CHECKS.get(family, ()):
            for defect in check(case):
                where = report.labels.get(defect.route, "")
                yield finding_of(defect, report.place(defect.route), report.id, where)
