"""Relations applied: which cells of a report must add up to which."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from operator import itemgetter
from typing import Any

from msgspec import Struct

from .form import Form, Heading, Relation, Table, join, label_of, route_of
from .report import Cell, LocalRows, Report
from .years import counterparts

ZERO = Decimal(0)


Values = Mapping[str, Decimal | None]
"""Route of a cell → its number."""
Adder = Callable[[Values], Decimal]
"""Adds up certain cells. Raises KeyError for one that is absent, TypeError for one without a number."""


class Equation(Struct, frozen=True, eq=False):
    """One relation at one row or column: Σ left (= or ≤) Σ right + Σ previous, as cell routes."""

    relation: Relation
    table: Table
    label: str
    """The row or column that it holds for, e.g. 一、本年新收… or 自然人."""
    left: tuple[str, ...]
    right: tuple[str, ...]
    previous: tuple[str, ...]
    add_left: Adder
    add_right: Adder

    @property
    def cells(self) -> tuple[str, ...]:
        return self.left + self.right

    @property
    def at(self) -> str:
        """The route that a failure is reported at: the total, else the first cell."""
        return self.right[-1] if self.right else self.left[0]

    def sums(self, values: Values) -> tuple[Decimal, Decimal] | None:
        """Both sums within one report, or None when one is not assessable."""
        try:
            return self.add_left(values), self.add_right(values)
        except (KeyError, TypeError):  # absent, or None
            return None

    def sides(self, report: Report, before: Report | None = None) -> tuple[Decimal, Decimal] | None:
        """Both sums, or None when a cell is blank, not applicable or absent: not assessable."""
        left = total(report, self.left)
        right = total(report, self.right)
        if self.previous:
            earlier = total(before, counterparts(report, before, self.previous)) if before else None
            right = None if right is None or earlier is None else right + earlier
        return None if left is None or right is None else (left, right)


def total(report: Report, routes: Iterable[str]) -> Decimal | None:
    """Σ of the cells, or None when one of them holds no number."""
    cells, result = report.cells, ZERO
    for route in routes:
        cell = cells.get(route)
        if cell is None or (value := cell.value) is None:
            return None
        result += value
    return result


def of_report(report: Report) -> tuple[Equation, ...]:
    """All equations of a report, those that look at last year's included, in printed order."""
    return of_form(report.form, report.shape)


Sums = tuple[tuple[Equation, Decimal, Decimal], ...]


def sums_of(report: Report) -> Sums:
    """Both sides of every relation inside the report that can be assessed; kept with the report, since
    its check and its certificate ask."""
    kept: dict[str, Sums] = report.__dict__
    found = kept.get("sums")
    if found is None:
        pick, terms = _inside(report.form, report.shape)
        try:
            values: list[Any] = [cell.value for cell in pick(report.cells)]
            found = tuple([(each, sum(values[a:b], ZERO), sum(values[b:c], ZERO)) for each, a, b, c in terms])
        except (KeyError, TypeError):  # a cell is absent, or holds no number
            found = _assessable(report, terms)
        kept["sums"] = found
    return found


def _assessable(report: Report, terms: Iterable[Terms]) -> Sums:
    """The sums of those relations whose cells all hold numbers."""
    values = {route: cell.value for route, cell in report.cells.items()}
    found = ((each, each.sums(values)) for each, *_ in terms)
    return tuple((each, *sides) for each, sides in found if sides is not None)


Terms = tuple[Equation, int, int, int]
"""A relation, and where among the cells of all of them its left side begins, its right side, and what follows."""


@lru_cache(maxsize=1024)
def _inside(
    form: Form, shape: LocalRows
) -> tuple[Callable[[Mapping[str, Cell]], tuple[Cell, ...]], list[Terms]]:
    """What takes the cells of all relations inside a report at once, and where those of each are."""
    routes, terms = list[str](), list[Terms]()
    for each in of_form(form, shape):
        if not each.previous:
            begin = len(routes)
            routes += each.cells
            terms.append((each, begin, begin + len(each.left), len(routes)))
    if len(routes) < 2:  # of one route, itemgetter takes no tuple
        return lambda cells: tuple(cells[route] for route in routes), terms
    return itemgetter(*routes), terms


@lru_cache(maxsize=1024)
def across_years(form: Form, shape: LocalRows) -> tuple[Equation, ...]:
    """The equations that look at last year's report."""
    return tuple(each for each in of_form(form, shape) if each.previous)


@lru_cache(maxsize=1024)
def of_form(form: Form, shape: LocalRows = ()) -> tuple[Equation, ...]:
    """Worked out once for every set of local rows; bodies keep theirs from year to year."""
    own = dict(shape)
    return tuple(eq for table in form.tables for eq in of_table(table, table.rows_with(own)))


def of_kind(report: Report, *kinds: str) -> tuple[Equation, ...]:
    """The equations of some kinds, in printed order."""
    return _of_kind(report.form, report.shape, kinds)


@lru_cache(maxsize=4096)
def _of_kind(form: Form, shape: LocalRows, kinds: tuple[str, ...]) -> tuple[Equation, ...]:
    return tuple(each for each in of_form(form, shape) if each.relation.kind in kinds)


def of_table(table: Table, rows: tuple[tuple[Heading, ...], ...]) -> Iterator[Equation]:
    for relation in table.relations:
        if relation.along == "columns":
            for row in rows:
                yield _equation(table, relation, label_of(row), route_of(row), "")
        else:
            for column in table.column_paths:
                yield _equation(table, relation, label_of(column), "", route_of(column))


def _equation(table: Table, relation: Relation, label: str, row: str, column: str) -> Equation:
    left, right, previous = (
        tuple(join(table.route, row, each, column) for each in ids)
        for ids in (relation.left, relation.right, relation.previous)
    )
    return Equation(relation, table, label, left, right, previous, _adder(left), _adder(right))


def _adder(routes: tuple[str, ...]) -> Adder:
    if not routes:
        return lambda values: ZERO
    pick = itemgetter(*routes)
    if len(routes) == 1:
        return lambda values: ZERO + pick(values)
    return lambda values: sum(pick(values), ZERO)
