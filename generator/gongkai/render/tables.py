"""Official tables as HTML.

All that a table of a form prints, except its figures, is the same in nearly every report: its heads,
labels, ids and spans. So the template renders that frame once, with `<cell/>` where a figure goes, and
a report's table is the frame's pieces joined by the report's figures. No text of an author can look
like `<cell/>`: the template escapes every one of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from markupsafe import Markup

from ..model.form import Table
from ..model.report import Cell, Report, State
from .environment import environment
from .escaping import escape
from .grid import grid_of
from .kept import Kept


@dataclass(frozen=True, slots=True)
class Frame:
    """A table without figures: `pieces` of HTML, and at every second place None for the figure of a route."""

    pieces: tuple[str | None, ...]
    routes: tuple[str, ...]
    is_wide: bool


_frames = Kept[Frame](most=1024)
"""About 10 KB each. A form has half a dozen; bodies with rows of their own add theirs."""


def frame_of(report: Report, table: Table, id_: str, name: str) -> Frame:
    """The frame of one table as this report prints it; `id_` prefixes its ids, `name` is its section's."""
    own = (_below(table, report.local_rows), _below(table, report.column_prints))
    return _frames.get((table, *own, id_, name), lambda: _rendered(report, table, id_, name))


def _below(table: Table, found: Mapping[str, Any]) -> tuple[tuple[str, Any], ...]:
    """What a report has of its own at the table's route or below it."""
    return tuple(item for item in found.items() if item[0].startswith(table.route)) if found else ()


def _rendered(report: Report, table: Table, id_: str, name: str) -> Frame:
    grid = grid_of(report, table, id_)
    macros: Any = environment().get_template("table.html.j2").module
    first, *others = str(macros.table(grid, name)).split("<cell/>")
    pieces = (first, *(piece for other in others for piece in (None, other)))
    routes = tuple(value.route for group in grid.groups for row in group for value in row.values)
    return Frame(pieces, routes, grid.is_wide)


def filled(frame: Frame, report: Report) -> Markup:
    """The table with the figures of a report."""
    pieces = list(frame.pieces)
    pieces[1::2] = [
        _number(cell.text) if cell is not None and cell.state is State.NUMBER else _without_number(cell)
        for cell in map(report.cells.get, frame.routes)
    ]
    return Markup("".join(pieces))  # type: ignore[arg-type] # noqa: S704 - rendered by a template, escaped below


@lru_cache(maxsize=65536)
def _number(text: str) -> str:
    """The rest of the HTML of a cell with a number, from its class on."""
    return f">{escape(text)}</td>"


def _without_number(cell: Cell | None) -> str:
    """The same of another cell; None where the form asks for nothing."""
    if cell is None:
        return ' class="not-asked"><span class="visually-hidden">不填</span></td>'
    if cell.state is State.BLANK:
        return ' class="blank"><span class="visually-hidden">空白</span></td>'
    mark = f'<span aria-hidden="true">{escape(cell.text)}</span><span class="visually-hidden">不适用</span>'
    return f' class="not-applicable">{mark}</td>'
