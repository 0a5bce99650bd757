"""A report as the text of its file, in the house layout from the start (`gongkai fmt` changes nothing)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache

from msgspec import Struct

from ..model.form import Form, Section, Table

LocalRows = tuple[tuple[str, tuple[str, ...]], ...]
"""Route of a split row → the labels of its own rows."""
PURCHASES = "proactive_disclosure.article_20_9"
IN_UNIT = "columns:\n      procurement_amount: {label: 采购总金额（万元）, unit: 万元}"


class Row(Struct, frozen=True):
    """One line of a table in the file: all but its figures."""

    above: str
    """Lines that stand before it: open keys and the heads of columns."""
    start: str
    end: str
    cells: tuple[str, ...]


def section_text(
    section: Section, form: Form, cells: Mapping[str, str], local_rows: LocalRows
) -> Iterable[str]:
    """The lines of a section of tables. `cells` gives every cell's route → what is written."""
    yield f"{section.id}:"
    for table in section.tables:
        if table.route != section.id:
            yield f"  {table.route.rpartition('.')[2]}:"
        if table.route == PURCHASES:
            yield f"    {IN_UNIT}"
        yield from _table(_rows(form, table, local_rows), cells)


def _table(rows: tuple[Row, ...], cells: Mapping[str, str]) -> Iterable[str]:
    written = [[cells[route] for route in row.cells] for row in rows]
    widths: dict[int, list[int]] = {}
    for line in written:
        known = widths.setdefault(len(line), [0] * len(line))
        for at, text in enumerate(line):
            if len(text) > known[at]:
                known[at] = len(text)
    for row, line in zip(rows, written, strict=True):
        if row.above:
            yield row.above
        yield f"{row.start}[{', '.join(map(str.rjust, line, widths[len(line)]))}]{row.end}"


@lru_cache(maxsize=64)
def _rows(form: Form, table: Table, local_rows: LocalRows) -> tuple[Row, ...]:
    """The frame of a table; worked out once for a form and a set of local rows."""
    indent = 1 + table.route.count(".")
    lines = [line for path in table.rows_with(dict(local_rows)) for line in table.lines_of(path)]
    keys = [line.route.removeprefix(table.route).strip(".").split(".") for line in lines]
    width = max(2 * (indent + len(key) - 1) + _width(key[-1]) for key in keys)
    found = []
    open_keys: list[str] = []
    for number, (line, key) in enumerate(zip(lines, keys, strict=True)):
        common = 0
        while common < len(key) - 1 and open_keys[common : common + 1] == key[common : common + 1]:
            common += 1
        above = [f"{'  ' * (indent + depth)}{key[depth]}:" for depth in range(common, len(key) - 1)]
        open_keys = key[:-1]
        pad = "  " * (indent + len(key) - 1)
        if number == 0 and len(line.columns) > 1:
            above.append(f"{pad}# 各列：" + ", ".join(path[-1].label for path in line.columns))
        start = f"{pad}{key[-1]}:"
        label = line.label.rpartition(" · ")[2]
        end = "" if label == key[-1] else f"  # {label}"
        found.append(Row("\n".join(above), start + " " * (width + 2 - _width(start)), end, line.cells))
    return tuple(found)


def _width(text: str) -> int:
    """Columns on a screen: Chinese characters take two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
