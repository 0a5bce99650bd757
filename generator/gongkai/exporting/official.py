"""A report's tables as the official form lays them out, to be laid beside the Word file.

A merged cell's text stands in its first field and the fields that it spans are empty, as in a
table that is copied from Word or Excel.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from ..model.form import Form, Heading, Table, cell_route, paths
from ..model.printed import Stencil
from ..model.report import ColumnPrint, FreeTable, LocalRows, Report
from .delimited import BOM, END, field, line
from .slots import ColumnPrints, shape


def as_csv(report: Report) -> str:
    """The title, then every section that has tables: its heading, and each table's lines."""
    parts = [BOM, line([report.printed_title])]
    layouts = _layouts(*shape(report))
    for section in report.form.sections:
        own = [block.table for block in report.free.get(section.id, ()) if block.table]
        if section.tables or own:
            parts += [END, line([section.heading])]
        if section.tables:
            parts += layouts[section.id].filled(report.texts, field)
        for free in own:
            parts += _free(free)
    return "".join(parts)


def _free(table: FreeTable) -> Iterator[str]:
    if table.caption:
        yield line([table.caption])
    yield from map(line, table.head + table.rows)


@lru_cache(maxsize=512)
def _layouts(form: Form, local_rows: LocalRows, prints: ColumnPrints) -> dict[str, Stencil]:
    """Section id → the lines of its tables, without figures."""
    own, heads = dict(local_rows), dict(prints)
    found: dict[str, Stencil] = {}
    for section in form.sections:
        around, routes = [""], list[str]()
        for table in section.tables:
            for before, cells in _lines(table, table.rows_with(own), heads):
                around[-1] += before
                around += [","] * (len(cells) - 1) + [END] if cells else []
                around[-1] += "" if cells else END
                routes += cells
        found[section.id] = Stencil.of(around, routes)
    return found


def _lines(
    table: Table, rows: tuple[tuple[Heading, ...], ...], prints: dict[str, ColumnPrint]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What a line says that is the same in every report, and the routes of the figures that follow."""
    depth = max((len(row) for row in rows), default=0)
    if table.caption:
        yield field(table.caption), ()
    corner = [table.note or table.corner, *[""] * (depth - 1)] if depth else []
    for number, heads in enumerate(_column_heads(table, prints)):
        yield ",".join(map(field, [*(corner if number == 0 else [""] * depth), *heads])), ()
    printed: set[tuple[Heading, ...]] = set()
    for row in rows:
        labels = [""] * depth
        for level, node in enumerate(row):
            if row[: level + 1] not in printed:
                printed.add(row[: level + 1])
                labels[level] = node.label
        routes = tuple(cell_route(table.route, row, column) for column in table.column_paths)
        yield "".join(f"{field(label)}," for label in labels), routes


def _column_heads(table: Table, prints: dict[str, ColumnPrint]) -> list[list[str]]:
    """The rows of column heads, each head over the first of its columns."""
    width = len(table.column_paths)
    grid = [[""] * width for _ in range(max(node.depth for node in table.columns))]

    def place(nodes: tuple[Heading, ...], above: tuple[Heading, ...], at: int) -> None:
        for node in nodes:
            path = (*above, node)
            own = prints.get(cell_route(table.route, (), path)) if not node.children else None
            grid[len(above)][at] = own.label if own else node.label
            place(node.children, path, at)
            at += len(tuple(paths(node.children))) or 1

    place(table.columns, (), 0)
    return grid
