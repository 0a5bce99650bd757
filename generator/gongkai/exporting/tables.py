"""The tables of a report as JSON: heads once a table, figures as printed, one row a line."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from ..model.form import Form
from ..model.report import Cell, LocalRows, Report
from .slots import ColumnPrints, Grid, Row, Slot, grids, is_plain, number_of, shape, state_of

text_json = lru_cache(maxsize=8192)(json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode)
"""A text as JSON; the same few figures fill most of all tables."""
json_of = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def tables_json(report: Report) -> str:
    """All tables as a JSON list."""
    rows, end = _stencils(*shape(report))
    get = report.cells.get
    made = [before + _figures(slots, list(map(get, routes))) for before, routes, slots in rows]
    return "".join(made) + end


def _figures(slots: Sequence[Slot], cells: Sequence[Cell | None]) -> str:
    """What a row prints, and what else is to be said of its cells, with its closing bracket."""
    texts = ",".join([text_json(cell.text) if cell else '""' for cell in cells])
    if all(map(is_plain, cells)):
        return f"{texts}]}}"
    pairs = zip(slots, cells, strict=True)
    other = {slot.column.id: _other(slot, cell) for slot, cell in pairs if not is_plain(cell)}
    return f'{texts}],"other":{json_of(other)}}}'


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
def _stencils(
    form: Form, local_rows: LocalRows, prints: ColumnPrints
) -> tuple[tuple[tuple[str, tuple[str, ...], tuple[Slot, ...]], ...], str]:
    """What stands before the figures of every row, their routes and slots; what stands after the last."""
    made, before = [], "[\n  "
    for grid in grids(form, local_rows, prints):
        before += _head(grid)
        for row in grid.rows:
            made.append((before + _labels(row), tuple(slot.route for slot in row.slots), row.slots))
            before = ",\n"
        before = "\n  ]},\n  "
    return tuple(made), "\n  ]}\n ]" if made else "[]"


def _head(grid: Grid) -> str:
    columns = [
        {"id": each.id, "labels": each.labels, "kind": each.kind, "unit": each.unit} for each in grid.columns
    ]
    head = json_of({"id": grid.id, "caption": grid.caption, "columns": columns})
    return f'{head[:-1]},"rows":[\n'


def _labels(row: Row) -> str:
    return f'   {{"id":{json_of(row.id)},"labels":{json_of(row.labels)},"texts":['
