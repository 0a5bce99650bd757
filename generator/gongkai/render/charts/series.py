"""The years of one body beside one another. A year without a report is a gap.

Years join only where the forms say that the cells mean the same.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from msgspec import Struct

from ...model.pictures import Plan
from ...model.report import Report
from ...model.years import counterpart
from .amounts import Amount, drawn


class Year(Struct, frozen=True):
    """One year of a series. Without a report `groups` is empty and `missing` says why."""

    year: int
    report: Report | None
    groups: tuple[tuple[Amount, ...], ...]
    missing: str
    joined: bool
    """Whether its amounts mean the same as those of the reported year before it."""

    @property
    def amount(self) -> Amount:
        """The one amount of a simple series, or the word for what is missing."""
        return self.groups[0][0] if self.groups else Amount("", None, self.missing)


def series(reports: Sequence[Report], plan: Plan, withheld: Collection[int] = ()) -> list[Year]:
    """Every year from the first to the last whose form has this picture; reports by year."""
    known = {report.year: report for report in reports}
    asked = [report.year for report in reports if _same(report.form.pictures.get(plan.id), plan)]
    found: list[Year] = []
    before: Report | None = None
    for year in range(asked[0], asked[-1] + 1):
        report = known.get(year)
        if year not in asked or report is None:
            missing = "未发布" if year in withheld else "无此项" if report else "无报告"
            found.append(Year(year, None, (), missing, True))
            continue
        mine = report.form.pictures[plan.id]
        groups = drawn(report, mine).groups
        found.append(Year(year, report, groups, "", before is None or _joins(report, before, plan.id)))
        before = report
    return found


def _same(mine: Plan | None, plan: Plan) -> bool:
    """Whether a form's picture can stand in one drawing with the newest form's."""
    return mine is not None and (mine.kind, mine.unit) == (plan.kind, plan.unit)


def _joins(report: Report, before: Report, id: str) -> bool:
    """Whether every cell of the picture has the same cell's meaning in the report before."""
    mine, theirs = _cells(report, id), _cells(before, id)
    return tuple(counterpart(report, before, route) for route in mine) == theirs


def _cells(report: Report, id: str) -> tuple[str, ...]:
    plan = report.form.pictures[id]
    return tuple(cell for group in plan.groups for part in group.parts for cell in part.cells)


def on_forms(plan: Plan, years: Iterable[Year]) -> list[str]:
    """A note for every year whose section is of another edition: whether the figures may be compared."""
    section = plan.groups[0].parts[0].cells[0].partition(".")[0]
    notes, before = [], ""
    for each in years:
        edition = each.report.form.section[section].form if each.report else before
        if before not in ("", edition):
            meaning = "含义未变，可以比较" if each.joined else "含义不同，前后不能比较"
            notes.append(f"{each.year}年起报告格式改版，这里的数字{meaning}。")
        before = edition
    return notes
