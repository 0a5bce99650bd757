"""The cells of a report's tables before their figures: labels, ids, units, worked out once a form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from ..model.form import Form, Heading, Table, cell_route, label_of, route_of
from ..model.report import Cell, ColumnPrint, LocalRows, Report

ColumnPrints = tuple[tuple[str, ColumnPrint], ...]


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a cell stands. `rows` and `columns` are all its heads as printed, from the top."""

    route: str
    section: str
    heading: str
    table: str
    caption: str
    row: str
    column: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    row_label: str
    column_label: str
    label: str
    kind: str
    unit: str
    asked: bool


Figure = tuple[str, str, str, str]
"""State, text, value ("" without a number) and note of a cell."""


def figure(slot: Slot, cell: Cell | None) -> Figure:
    """What stands in a slot. States: number, blank, not_applicable; not_asked by the form; missing
    from the report.
    """
    if cell is None:
        return ("missing" if slot.asked else "not_asked"), "", "", ""
    value = "" if cell.value is None else f"{cell.value:f}"
    return cell.state.value, cell.text, value, cell.note


def slots(report: Report) -> tuple[Slot, ...]:
    """The slots of all tables in printed order, local rows included."""
    return slots_of(*shape(report))


def shape(report: Report) -> tuple[Form, LocalRows, ColumnPrints]:
    """What the slots depend on; bodies keep it from year to year."""
    return report.form, tuple(report.local_rows.items()), tuple(report.column_prints.items())


@lru_cache(maxsize=512)
def slots_of(form: Form, local_rows: LocalRows, prints: ColumnPrints) -> tuple[Slot, ...]:
    rows, own = dict(local_rows), dict(prints)
    return tuple(
        slot
        for section in form.sections
        for table in section.tables
        for slot in _of_table(section.heading, table, table.rows_with(rows), own)
    )


def _of_table(
    heading: str, table: Table, rows: tuple[tuple[Heading, ...], ...], own: dict[str, ColumnPrint]
) -> Iterator[Slot]:
    for row in rows:
        for column in table.column_paths:
            leaf, above = column[-1], column[:-1]
            printed = own.get(cell_route(table.route, (), column))
            last = printed.label if printed else leaf.label
            labels = (heading, table.caption, label_of(row), label_of(column))
            yield Slot(
                route=cell_route(table.route, row, column),
                section=table.route.partition(".")[0],
                heading=heading,
                table=table.route,
                caption=table.caption,
                row=route_of(row),
                column=route_of(column),
                rows=tuple(node.label for node in row),
                columns=(*(node.label for node in above), last),
                row_label=label_of(row),
                column_label=" · ".join(part for part in (label_of(above), last) if part),
                label=" · ".join(part for part in labels if part),
                kind=leaf.kind.value,
                unit=printed.unit if printed else leaf.unit,
                asked=cell_route("", row, column) not in table.not_asked,
            )
