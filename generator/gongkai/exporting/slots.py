"""The cells of a report's tables before their figures: ids, labels, units, worked out once a form."""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct

from ..model.form import Form, Heading, Table, cell_route, join, label_of, route_of
from ..model.report import Cell, ColumnPrint, LocalRows, Report

ColumnPrints = tuple[tuple[str, ColumnPrint], ...]


class Column(Struct, frozen=True):
    """A column as printed: its labels from the top."""

    id: str
    labels: tuple[str, ...]
    label: str
    """The labels without heads that only bracket others."""
    kind: str
    unit: str


class Slot(Struct, frozen=True):
    """Where one cell stands."""

    route: str
    label: str
    """The official labels from the section to the column."""
    column: Column
    asked: bool
    """Whether the form asks for it."""


class Row(Struct, frozen=True):
    """A row as printed: its labels from the outermost, and its cells from the left."""

    id: str
    labels: tuple[str, ...]
    label: str
    slots: tuple[Slot, ...]


class Grid(Struct, frozen=True):
    """A table as a report prints it, local rows and its own column heads included."""

    id: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


def shape(report: Report) -> tuple[Form, LocalRows, ColumnPrints]:
    """What the grids depend on; bodies keep it from year to year."""
    return report.form, tuple(report.local_rows.items()), tuple(report.column_prints.items())


@lru_cache(maxsize=512)
def grids(form: Form, local_rows: LocalRows, prints: ColumnPrints = ()) -> tuple[Grid, ...]:
    """All tables in printed order."""
    rows, own = dict(local_rows), dict(prints)
    return tuple(
        _grid(section.heading, table, table.rows_with(rows), own)
        for section in form.sections
        for table in section.tables
    )


def _grid(
    heading: str, table: Table, rows: tuple[tuple[Heading, ...], ...], own: dict[str, ColumnPrint]
) -> Grid:
    columns = tuple(_column(table, path, own) for path in table.column_paths)
    top = _joined(heading, table.caption)
    made = []
    for row in rows:
        routes = (cell_route("", row, path) for path in table.column_paths)
        slots = tuple(
            Slot(
                join(table.route, route),
                _joined(top, label_of(row), label_of(path)),
                column,
                route not in table.not_asked,
            )
            for route, path, column in zip(routes, table.column_paths, columns, strict=True)
        )
        made.append(Row(route_of(row), tuple(node.label for node in row), label_of(row), slots))
    return Grid(table.route, table.caption, columns, tuple(made))


def _column(table: Table, path: tuple[Heading, ...], own: dict[str, ColumnPrint]) -> Column:
    leaf, above = path[-1], path[:-1]
    printed = own.get(cell_route(table.route, (), path)) or ColumnPrint(leaf.label, leaf.unit)
    return Column(
        route_of(path),
        (*(node.label for node in above), printed.label),
        _joined(label_of(above), printed.label),
        leaf.kind.value,
        printed.unit,
    )


def _joined(*labels: str) -> str:
    return " · ".join(filter(None, labels))


def unusual(report: Report) -> list[str]:
    """Routes whose cell is not there, or prints more than a number."""
    return [*_missing(*shape(report), tuple(report.cells)), *report.odd]


@lru_cache(maxsize=512)
def _missing(
    form: Form, local_rows: LocalRows, prints: ColumnPrints, there: tuple[str, ...]
) -> tuple[str, ...]:
    """The slots that have no cell among those `there`: mostly the same in all reports of a form."""
    cells = set(there)
    slots = (slot for grid in grids(form, local_rows, prints) for row in grid.rows for slot in row.slots)
    return tuple(slot.route for slot in slots if slot.route not in cells)


def state_of(slot: Slot, cell: Cell | None) -> str:
    """number, blank, not_applicable; not_asked by the form; missing from the report."""
    if cell is None:
        return "missing" if slot.asked else "not_asked"
    return cell.state.value


def number_of(cell: Cell | None) -> str | None:
    """The number in a cell with all its digits; None without one."""
    return None if cell is None or cell.value is None else f"{cell.value:f}"
