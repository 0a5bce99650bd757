"""The lines of a table: one list a row, in the form's column order."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise
from typing import Any

from msgspec import Struct, field

from ..model.form import Heading, Line, Section, Table, cell_route, join
from ..model.report import Cell, ColumnPrint, RowPlace
from . import cells, form_mistakes, mistakes
from .nodes import Mapping, Node, Row, Scalar, Sequence, figures
from .values import Reader, is_empty, shape

OTHER = r"A-Za-z0-9（）、“”《》〔〕·—-"
LOCAL_NAME = re.compile(rf"(?![{OTHER}]*\Z)[\u4e00-\u9fff{OTHER}]{{1,40}}")
"""With a Chinese character, that is, not the others alone."""
SPLIT = re.compile(r"[，、；]")


class Values(Struct):
    """What the tables of one report hold."""

    cells: dict[str, Cell] = field(default_factory=dict)
    local_rows: dict[str, tuple[str, ...]] = field(default_factory=dict)
    column_prints: dict[str, ColumnPrint] = field(default_factory=dict)

    def take(self, reader: Reader, node: Row, line: Line) -> bool:
        """Take a row without a fault; returns False for another."""
        known = row_of(node.text, line)
        if known is None:
            return False
        read, starts = known
        self.cells.update(read)
        reader.row_places[line.route] = RowPlace(node.line, node.column, starts)
        return True


@lru_cache(maxsize=256)
def shape_of(table: Table) -> dict[str, Any]:
    """The nesting of keys that a report writes for the table: id → … → Line."""
    top: dict[str, Any] = {}
    for line in table.lines:
        keys = line.route.removeprefix(table.route).strip(".").split(".")
        at = top
        for key in keys[:-1]:
            at = at.setdefault(key, {})
        at[keys[-1]] = line
    return top


def read_tables(reader: Reader, node: Node, parent: Node, section: Section, into: Values) -> None:
    """Read the tables of one section of a report into `into`. `parent` is what the section stands in."""
    if section.tables[0].route == section.id:
        read_table(reader, node, parent, section.tables[0], section.heading, into)
    elif is_empty(node):
        reader.note(form_mistakes.missing_section(section.heading, section.id), node, section.id)
    elif mapping := reader.mapping(node, "分表填写的内容", section.id):
        names = {table.route.rpartition(".")[2]: table for table in section.tables}
        reader.keys(mapping, names, section.id)
        for key, table in names.items():
            read_table(reader, mapping.items.get(key), mapping, table, table.caption, into)


def read_table(
    reader: Reader, node: Node | None, parent: Node, table: Table, label: str, into: Values
) -> None:
    """Read one table of a report into `into`. `parent` is where it is missing from."""
    if node is None and reader.partial:
        return
    if node is None or is_empty(node):
        reader.note(
            form_mistakes.missing_row(label, table.route.rpartition(".")[2], "一表"),
            node or parent,
            table.route,
        )
        return
    mapping = reader.mapping(node, "分行填写的内容", table.route)
    if mapping is None:
        return
    if columns := mapping.items.get("columns"):
        _column_prints(reader, columns, table, into)
    _read(reader, mapping, shape_of(table), table, table.route, into)


def _read(
    reader: Reader, node: Mapping, expected: dict[str, Any], table: Table, route: str, into: Values
) -> None:
    at_top = route == table.route
    for key, scalar in node.keys.items():
        if key in expected or (at_top and key == "columns"):
            reader.places[f"{route}.{key}"] = (scalar.line, scalar.column)
        elif LOCAL_NAME.fullmatch(key):
            _added_row(reader, key, scalar, node.items[key], table, at_top, into)
        else:
            reader.unknown(key, scalar, [*expected, *(["columns"] if at_top else [])])
    for key, inner in expected.items():
        child = node.items.get(key)
        if child is None and reader.partial:
            continue
        if isinstance(inner, Line):
            if isinstance(child, Row) and into.take(reader, child, inner):
                continue
            _line(reader, child, inner, table, node, into)
            continue
        here = f"{route}.{key}"
        if child is None or is_empty(child):
            first = _first_line(inner)
            name = first.row[-2].label if len(first.row) > 1 else first.label
            reader.note(form_mistakes.missing_row(name, key, "各行"), node.keys.get(key, node), here)
        elif mapping := reader.mapping(child, "分行填写的内容", here):
            _read(reader, mapping, inner, table, here, into)


def _first_line(inner: dict[str, Any] | Line) -> Line:
    while not isinstance(inner, Line):
        inner = next(iter(inner.values()))
    return inner


def _line(reader: Reader, node: Node | None, line: Line, table: Table, parent: Mapping, into: Values) -> None:
    leaf = line.row[-1] if line.row else None
    splits = leaf is not None and (leaf.local_rows or table.local_rows)
    if node is None:
        reader.note(form_mistakes.missing_row(line.label, line.route.rpartition(".")[2]), parent, line.route)
    elif isinstance(node, Mapping) and node.items and splits:
        into.local_rows[line.route] = tuple(node.items)
        for name, child in node.items.items():
            if not LOCAL_NAME.fullmatch(name):
                expected = "不超过 40 字的中文名称，不含空格、逗号、句号和冒号"
                reader.note(mistakes.bad_value("细分事项名称", name, expected), node.keys[name], line.route)
                continue
            _cells(reader, child, _local_line(table, line, name), table, into)
    else:
        _cells(reader, node, line, table, into)


def _added_row(
    reader: Reader, name: str, key: Scalar, node: Node, table: Table, at_top: bool, into: Values
) -> None:
    if not (table.local_rows and at_top):
        reader.note(form_mistakes.local_row_refused(name, table.caption or "这张表"), key, table.route)
        return
    into.local_rows[table.route] = (*into.local_rows.get(table.route, ()), name)
    for line in table.lines_of((Heading(name, name),)):
        _cells(reader, node, line, table, into)


def _cells(reader: Reader, node: Node, line: Line, table: Table, into: Values) -> None:
    columns = line.columns
    if isinstance(node, Row) and into.take(reader, node, line):
        return
    if not isinstance(node, Sequence):
        first = node.text[:1] if isinstance(node, Scalar) else ""
        if first and first in "［【":
            reader.note(mistakes.full_width_figure(first, "["), node, line.route)
        else:
            expected = f"方括号里的 {len(columns)} 格"
            reader.note(mistakes.wrong_shape(expected, shape(node)), node, line.route)
        return
    if len(node.items) != len(columns):
        if _full_width_comma(reader, node, line):
            return
        names = "、".join(path[-1].label for path in columns)
        hint = "数字里不要写千位分隔符（1,234 应写 1234）" if _thousands(node) else ""
        reader.note(form_mistakes.wrong_length(len(columns), len(node.items), names, hint), node, line.route)
        return
    for item, path, route in zip(node.items, columns, line.cells, strict=False):
        if not isinstance(item, Scalar):
            reader.note(mistakes.wrong_shape("一个数字", shape(item)), item, route)
            continue
        value = cells.read(item.text, path[-1].kind)
        reader.places[route] = (item.line, item.column)
        if isinstance(value, Cell):
            into.cells[route] = value
        else:
            reader.note(value, item, route)


@lru_cache(maxsize=16_384)
def row_of(text: str, line: Line) -> tuple[dict[str, Cell], dict[str, int]] | None:
    """The cells of a row without a fault by route, and where each begins; None when it has one.

    Most rows of most reports are alike, so few are read twice.
    """
    row = figures(text)
    if len(row) != len(line.columns):
        return None
    found = [cells.read(each.text, path[-1].kind) for each, path in zip(row, line.columns, strict=True)]
    read = tuple(each for each in found if isinstance(each, Cell))
    starts = {path[-1].id: each.start for each, path in zip(row, line.columns, strict=True)}
    return (dict(zip(line.cells, read, strict=True)), starts) if len(read) == len(found) else None


@lru_cache(maxsize=4096)
def _local_line(table: Table, line: Line, name: str) -> Line:
    """The line of a local row that a line is split into; the same object each time it is asked for."""
    return next(iter(table.lines_of((*line.row, Heading(name, name)))))


def _full_width_comma(reader: Reader, node: Sequence, line: Line) -> bool:
    for item in node.items:
        if isinstance(item, Scalar) and SPLIT.search(cells.NOTE.sub("", item.text)):
            plain = unicodedata.normalize("NFKC", re.sub(r"\s*[，、；]\s*", ", ", item.text))
            reader.note(mistakes.full_width_figure(item.text, plain), item, line.route)
            return True
    return False


def _thousands(node: Sequence) -> bool:
    texts = [item.text if isinstance(item, Scalar) else "" for item in node.items]
    return any(
        re.fullmatch(r"\d{3}", right) and re.fullmatch(r"[1-9]\d{0,2}", left)
        for left, right in pairwise(texts)
    )


def _column_prints(reader: Reader, node: Node, table: Table, into: Values) -> None:
    mapping = reader.mapping(node, "分列填写的内容", table.route)
    if mapping is None:
        return
    known = {path[-1].id: path for path in table.column_paths}
    reader.keys(mapping, known, join(table.route, "columns"))
    for key, child in mapping.items.items():
        if key in known and (own := reader.mapping(child, "label 和 unit 两项", table.route)):
            reader.keys(own, ("label", "unit"), join(table.route, "columns", key))
            leaf = known[key][-1]
            into.column_prints[cell_route(table.route, (), known[key])] = ColumnPrint(
                reader.word(own.items.get("label"), "文字") or leaf.label,
                reader.word(own.items.get("unit"), "文字") or leaf.unit,
            )
