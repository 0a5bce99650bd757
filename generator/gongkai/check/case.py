"""What a check is given: one report, and everything that it may be compared with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..model.body import Body
from ..model.report import Report


@dataclass(frozen=True, slots=True)
class Case:
    """One report under examination."""

    report: Report
    before: Report | None = None
    """The same body's report of the year before."""
    children: tuple[Report, ...] = ()
    """Reports of the bodies directly below, for the same year."""
    project: Mapping[str, Report] = field(default_factory=dict)
    """All readable reports by id."""
    bodies: Mapping[str, Body] = field(default_factory=dict)
