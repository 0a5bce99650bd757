"""Official tables as HTML.

All that a table of a form prints, except its figures, is the same in nearly every report: its heads,
labels, ids and spans. So the template renders that frame once, with `<cell/>` where a figure goes, and
a report's table is the frame's pieces joined by the report's figures. No text of an author can look
like `<cell/>`: the template escapes every one of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count
from typing import Any

from msgspec import Struct

from ..model.form import Section, Table
from ..model.printed import Pick, picker, with_gaps
from ..model.remembered import remembered
from ..model.report import Cell, Report, State
from .environment import environment
from .escaping import escape
from .grid import grid_of
from .kept import Kept


class Frame(Struct, frozen=True):
    """A table without figures: `pieces` of HTML, and at every second place a gap for the figure of a route."""

    pieces: tuple[str, ...]
    routes: tuple[str, ...]
    pick: Pick
    is_wide: bool


_frames = Kept[Frame](most=1024)
"""About 10 KB each. A form has half a dozen; bodies with rows of their own add theirs."""
_of_reports = Kept[list[tuple[Section, list[Frame]]]](most=128)


def frames_of(report: Report) -> list[tuple[Section, list[Frame]]]:
    """Every section of a report with the frames of its tables."""
    key = (report.form, *report.local_rows.items(), *report.column_prints.items())
    return _of_reports.get(key, lambda: _framed(report))


def _framed(report: Report) -> list[tuple[Section, list[Frame]]]:
    names = map(_name, count())
    return [
        (section, [_frame_of(report, table, next(names), section.heading) for table in section.tables])
        for section in report.form.sections
    ]


def _name(number: int) -> str:
    """Names of tables: a, b, … z, a_, b_, … Their cells name their heads by them, so they are short."""
    return chr(ord("a") + number % 26) + "_" * (number // 26)


def _frame_of(report: Report, table: Table, id_: str, name: str) -> Frame:
    """The frame of one table as this report prints it; `id_` prefixes its ids, `name` is its section's."""
    own = (_below(table, report.local_rows), _below(table, report.column_prints))
    return _frames.get((table, *own, id_, name), lambda: _rendered(report, table, id_, name))


def _below(table: Table, found: Mapping[str, Any]) -> tuple[tuple[str, Any], ...]:
    """What a report has of its own at the table's route or below it."""
    return tuple(item for item in found.items() if item[0].startswith(table.route)) if found else ()


def _rendered(report: Report, table: Table, id_: str, name: str) -> Frame:
    grid = grid_of(report, table, id_)
    macros: Any = environment().get_template("table.html.j2").module
    pieces = with_gaps(str(macros.table(grid, name)).split("<cell/>"))
    routes = tuple(value.route for group in grid.groups for row in group for value in row.values)
    return Frame(pieces, routes, picker(routes), grid.is_wide)


def filled(frame: Frame, report: Report) -> str:
    """The HTML of the table with the figures of a report."""
    pieces = list(frame.pieces)
    texts = frame.pick(report.texts)
    if report.odd or "" in texts:  # something may be no number
        pieces[1::2] = [
            _number(cell.text) if cell is not None and cell.state is State.NUMBER else _without_number(cell)
            for cell in map(report.cells.get, frame.routes)
        ]
    else:
        pieces[1::2] = map(_number, texts)
    return "".join(pieces)


@remembered
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
