"""What a page tells of its report beyond the text: the numbers that rest on cells, and its certificate.

Both are worked out when a page asks for them, by the process that makes it, and not kept: those of all
reports together would take more memory than the reports.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TypeVar

from ..check import claims
from ..load.project import Project
from ..model.certificate import Certificate
from ..model.finding import Finding
from ..model.report import Report
from ..render.prose import Mark
from .certificate import certificate

T = TypeVar("T")
Marks = Mapping[str, Sequence[Mark]]
"""Section id → the numbers of its prose that rest on cells."""


class OnDemand(Mapping[str, T]):
    """Report id → what `make` makes of it whenever it is asked for."""

    def __init__(self, ids: Collection[str], make: Callable[[str], T]) -> None:
        self.ids, self.make = ids, make

    def __getitem__(self, id_: str) -> T:
        if id_ not in self.ids:
            raise KeyError(id_)
        return self.make(id_)

    def __iter__(self) -> Iterator[str]:
        return iter(self.ids)

    def __len__(self) -> int:
        return len(self.ids)


def told(
    project: Project, ids: Collection[str], findings: Mapping[str, Sequence[Finding]]
) -> tuple[Mapping[str, Marks], Mapping[str, Certificate]]:
    """Marks and certificates of these reports; `findings` by report id."""
    reports = project.reports

    def marked(id_: str) -> Marks:
        report = reports[id_]
        return _marks(report, claims.tied(report, before(project, report)))

    @lru_cache(maxsize=1)  # its page and its file ask for it, one after the other
    def certified(id_: str) -> Certificate:
        return certificate(project, reports[id_], findings.get(id_, ()))

    return OnDemand(ids, marked), OnDemand(ids, certified)


def before(project: Project, report: Report) -> Report | None:
    """The same body's report of the year before."""
    return project.reports.get(f"{report.body.id}/{report.year - 1}")


def _marks(report: Report, tied: Sequence[claims.Tied]) -> Marks:
    found: dict[str, list[Mark]] = {}
    for section, start, end, cells in tied:
        found.setdefault(section, []).append(Mark(start, end, _telling(report, cells)))
    return found


def _telling(report: Report, cells: tuple[str, ...]) -> tuple[str, ...]:
    """The cells of a sum that add something to it; the first when all are 0."""
    if len(cells) == 1:
        return cells
    return tuple(route for route in cells if report.value(route)) or cells[:1]
