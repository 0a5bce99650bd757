"""The tables of a report as JSON: heads once a table, figures as printed, one row a line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from msgspec import Struct
from msgspec.json import encode

from ..model.form import Form
from ..model.printed import Stencil
from ..model.remembered import remembered
from ..model.report import Cell, LocalRows, Report
from .slots import ColumnPrints, Grid, Row, Slot, grids, number_of, shape, state_of, unusual


def json_of(value: Any) -> str:
    """A value as JSON without needless blanks."""
    return encode(value).decode()


text_json = remembered(json_of)
"""A text as JSON; the same few figures fill most of all tables."""


def tables_json(report: Report) -> str:
    """All tables as a JSON list."""
    tables = _tables(*shape(report))
    pieces = tables.stencil.filled(report.texts, text_json)
    for place, slots in {tables.rows[route] for route in unusual(report)}:
        pieces[place] = _others(slots, report.cells) + pieces[place].removeprefix(END)
    return "".join(pieces)


END = "]}"
"""What stands after the last figure of a row."""


class Tables(Struct, frozen=True):
    """The tables of a shape: the text around the figures; for every cell, at which piece its row ends,
    and the slots of the row."""

    stencil: Stencil
    rows: Mapping[str, tuple[int, tuple[Slot, ...]]]


def _others(slots: Sequence[Slot], cells: Mapping[str, Cell]) -> str:
    """What else is to be said of a row's cells, and its end."""
    found = ((slot, cells.get(slot.route)) for slot in slots)
    other = {slot.column.id: _other(slot, cell) for slot, cell in found if not (cell and cell.plain)}
    return f'],"other":{json_of(other)}}}'


def _other(slot: Slot, cell: Cell | None) -> dict[str, Any]:
    """What does not follow from the text of a cell."""
    found: dict[str, Any] = {"state": state_of(slot, cell)}
    if cell and found["state"] == "number":
        found["value"] = number_of(cell)
    if cell and cell.note:
        found["note"] = cell.note
    if cell and cell.unit:
        found["unit"] = cell.unit
    return found


@lru_cache(maxsize=512)
def _tables(form: Form, local_rows: LocalRows, prints: ColumnPrints) -> Tables:
    around: list[str] = []
    rows: dict[str, tuple[int, tuple[Slot, ...]]] = {}
    before = "[\n  "
    for grid in grids(form, local_rows, prints):
        before += _head(grid)
        for row in grid.rows:
            around += [before + _labels(row), *[","] * (len(row.slots) - 1)]
            rows |= dict.fromkeys([slot.route for slot in row.slots], (2 * len(around), row.slots))
            before = f"{END},\n"
        before = f"{END}\n  ]}},\n  "
    around.append(f"{END}\n  ]}}\n ]" if rows else "[]")
    return Tables(Stencil.of(around, list(rows)), rows)


def _head(grid: Grid) -> str:
    columns = [
        {"id": each.id, "labels": each.labels, "kind": each.kind, "unit": each.unit} for each in grid.columns
    ]
    head = json_of({"id": grid.id, "caption": grid.caption, "columns": columns})
    return f'{head[:-1]},"rows":[\n'


def _labels(row: Row) -> str:
    return f'   {{"id":{json_of(row.id)},"labels":{json_of(row.labels)},"texts":['
