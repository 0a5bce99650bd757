"""All years of one body side by side; what two editions do not count alike is never joined."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from msgspec import Struct

from ..model.form import Form, Line, Section, Table
from ..model.report import Report, State
from ..model.years import counterpart
from .escaping import escape
from .grid import anchor
from .kept import Kept

FEW = 6
"""Lines up to which a table is shown with all its columns; longer ones with their totals only."""
WHY = {False: "没有报告", True: "暂无数据"}
"""Whether a year's report is withheld → why its column has no figures."""
STATES = {State.BLANK: "空白", State.NOT_APPLICABLE: "不适用"}


class Year(Struct, frozen=True):
    """A column: a year with its form, or one whose report is not there."""

    year: int
    report: Report | None
    breaks: bool = False
    """Whether it follows another edition than the column before it."""
    why: str = ""
    """Why there are no figures, where there are none."""


class Figure(NamedTuple):
    """A cell of the table: what the year's report prints, and where; `css` tells what kind it is."""

    text: str
    css: str = ""
    anchor: str = ""
    """Its address on the page of the report, as HTML."""
    said: str = ""
    """What a screen reader needs where the printed mark does not say it."""


Place = tuple[str, str]
"""Where a cell stands in a report: its route, and its address as HTML."""


class Group(Struct, frozen=True):
    """The rows of one section of one edition: what each is called, and for every year where its figures stand;
    None where they cannot be compared."""

    heading: str
    labels: tuple[str, ...]
    columns: tuple[tuple[Place | None, ...], ...]


class History(Struct, frozen=True):
    years: tuple[Year, ...]
    groups: tuple[Group, ...]

    @property
    def forms(self) -> list[str]:
        """The names of the editions, the earliest first."""
        return list(dict.fromkeys(each.report.form.name for each in self.years if each.report))


def history(reports: Sequence[Report], withheld: Collection[int] = ()) -> History:
    """The figures of all years, the earliest on the left, by the rows of the newest edition; rows
    that only an earlier edition has follow in groups of their own, and local rows that only an
    earlier year has follow in their group. `withheld` are years whose report has no figures to show."""
    by_year = {report.year: report for report in reports}
    years: list[Year] = []
    form: Form | None = None
    known = {*by_year, *withheld}
    for year in range(min(known), max(known) + 1) if by_year else ():
        report = by_year.get(year)
        breaks = bool(report and form and report.form.id != form.id)
        years.append(Year(year, report, breaks, "" if report else WHY[year in withheld]))
        form = report.form if report else form
    newest = sorted(reports, key=lambda each: -each.year)
    key = tuple(each.report and _shape(each.report) for each in years)
    return History(tuple(years), _groups.get(key, lambda: tuple(_planned(newest, years))))


Found = dict[str, tuple[Report, str]]
"""Route → the newest report that has the row, and the row's label."""

_groups = Kept[tuple[Group, ...]](most=64)
"""Some 60 KB each. Most bodies of a site have reports of the same forms, with the same cells."""


def _shape(report: Report) -> tuple[object, ...]:
    """What a plan depends on."""
    return (report.form, *report.local_rows.items(), *report.column_prints.items(), *report.cells)


def _planned(reports: Sequence[Report], years: Sequence[Year]) -> Iterator[Group]:
    """The sections of all editions; what a newer edition counts alike stands in its rows. `reports`: the newest first."""
    groups: dict[tuple[str, str], Found] = {}
    headings: dict[tuple[str, str], str] = {}
    for place, report in enumerate(reports):
        for section in report.form.sections:
            key = section.id, section.form
            rows = groups.setdefault(key, {})
            newer = [each for each in reports[:place] if _differs(each, section)]
            headings.setdefault(key, f"{section.heading}（{report.form.name}）" if newer else section.heading)
            for route, label in _rows(report, section):
                if route not in rows and all(counterpart(report, each, route) is None for each in newer):
                    rows[route] = report, label
    for key, rows in groups.items():
        if rows:
            yield Group(
                headings[key],
                tuple(label for _, label in rows.values()),
                tuple(
                    tuple(_place(base, year.report, route) for route, (base, _) in rows.items())
                    for year in years
                ),
            )


def _place(base: Report, report: Report | None, route: str) -> Place | None:
    there = route if report is base else counterpart(base, report, route) if report else None
    return (there, escape(anchor(there))) if there else None


def _differs(report: Report, section: Section) -> bool:
    """Whether the report prints this section by another edition."""
    mine = report.form.section.get(section.id)
    return mine is None or mine.form != section.form


_kept = Kept[list[tuple[str, str]]](most=1024)
"""A form has half a dozen sections; bodies with rows of their own add theirs."""


def _rows(report: Report, section: Section) -> list[tuple[str, str]]:
    """Route and label of the cells to show, which depend on the form and on a report's own rows and heads."""
    key = (report.form, section.id, *report.local_rows.items(), *report.column_prints.items())
    return _kept.get(key, lambda: list(_chosen(report, section)))


def _chosen(report: Report, section: Section) -> Iterator[tuple[str, str]]:
    """Route and label of the cells to show; of a long table, the total of every line."""
    for table in section.tables:
        lines = report.lines(table)
        total = _total(table) if len(lines) > FEW else ""
        for line in lines:
            for route, path in zip(line.cells, line.columns, strict=True):
                if not total or path[-1].id == total:
                    yield route, _label(table, line, "" if total else report.column(table, path)[0])


def _total(table: Table) -> str:
    """The id of the column that sums the others of its line, or ""."""
    sums = [each for each in table.relations if each.kind == "sum" and each.along == "columns"]
    return sums[0].right[-1] if len(sums) == 1 and sums[0].right else ""


def _label(table: Table, line: Line, column: str) -> str:
    return " · ".join(part for part in (table.caption, line.label, column) if part)


NO_COUNTERPART = Figure("—", "other-form", said="表式不同，没有这一项")
NO_ROW = Figure("—", "other-form", said="报告没有这一行")


def figure(year: Year, place: Place | None) -> Figure:
    """What stands at a place in a year."""
    report = year.report
    if report is None:
        return Figure("", "absent", said=year.why)
    if place is None:
        return NO_COUNTERPART
    cell = report.cells.get(place[0])
    if cell is None:
        return NO_ROW
    if cell.state is State.NUMBER:
        return Figure(cell.text, "", place[1])
    return Figure(cell.text, cell.state.value.replace("_", "-"), place[1], STATES[cell.state])
