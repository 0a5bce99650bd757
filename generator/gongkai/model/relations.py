"""Relations applied: which cells of a report must add up to which."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from .form import Form, Heading, Relation, Table, join, label_of, route_of
from .report import Report
from .years import counterparts

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True, eq=False)
class Equation:
    """One relation at one row or column: Σ left (= or ≤) Σ right + Σ previous, as cell routes."""

    relation: Relation
    table: Table
    label: str
    """The row or column that it holds for, e.g. 一、本年新收… or 自然人."""
    left: tuple[str, ...]
    right: tuple[str, ...]
    previous: tuple[str, ...]

    @property
    def cells(self) -> tuple[str, ...]:
        return self.left + self.right

    @property
    def at(self) -> str:
        """The route that a failure is reported at: the total, else the first cell."""
        return self.right[-1] if self.right else self.left[0]

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
    if not report.local_rows:
        return of_form(report.form)
    return _of_shape(report.form, tuple(report.local_rows.items()))


@lru_cache(maxsize=1024)
def _of_shape(form: Form, local_rows: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[Equation, ...]:
    """Worked out once for every set of local rows; bodies keep theirs from year to year."""
    own = dict(local_rows)
    return tuple(eq for table in form.tables for eq in of_table(table, table.rows_with(own)))


@lru_cache(maxsize=64)
def of_form(form: Form) -> tuple[Equation, ...]:
    """The equations of a report without local rows, worked out once a form."""
    return tuple(eq for table in form.tables for eq in of_table(table, table.row_paths))


def of_table(table: Table, rows: tuple[tuple[Heading, ...], ...]) -> Iterator[Equation]:
    for relation in table.relations:
        if relation.along == "columns":
            for row in rows:
                yield _equation(table, relation, label_of(row), route_of(row), "")
        else:
            for column in table.column_paths:
                yield _equation(table, relation, label_of(column), "", route_of(column))


def _equation(table: Table, relation: Relation, label: str, row: str, column: str) -> Equation:
    def routes(ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(join(table.route, row, each, column) for each in ids)

    return Equation(
        relation,
        table,
        label,
        routes(relation.left),
        routes(relation.right),
        routes(relation.previous),
    )
