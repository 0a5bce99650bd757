"""The `pictures` of a form's section → plans. A route may end in or hold `*`: all rows or columns there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from ..model.form import Heading, Kind, Table, join
from ..model.pictures import Group, Part, PictureKind, Plan

SHAPES = {
    PictureKind.SHARES: (1, None, True),
    PictureKind.BARS: (None, None, False),
    PictureKind.STACKS: (None, 4, True),
    PictureKind.YEARS: (1, 1, False),
    PictureKind.CHAIN: (2, 2, False),
    PictureKind.BODIES: (1, 1, False),
}
"""Kind → how many groups, how many parts at most in each (None: any), whether a whole is needed."""

Columns = Mapping[str, tuple[str, Heading]]
"""Route of a cell → the label of its row and its column."""


def plans(data: Iterable[dict[str, Any]], section: str, tables: Iterable[Table]) -> tuple[Plan, ...]:
    """The plans of one section. Raises KeyError, or ValueError with a Chinese message."""
    columns = {
        join(line.route, path[-1].id): (line.row[-1].label if line.row else "", path[-1])
        for table in tables
        for line in table.lines
        for path in line.columns
    }
    return tuple(_plan(each, section, columns) for each in data)


def _plan(data: dict[str, Any], section: str, columns: Columns) -> Plan:
    if data["kind"] not in {each.value for each in PictureKind}:
        raise ValueError(f"图示的 kind 不能是 {data['kind']}")
    kind = PictureKind(data["kind"])
    groups = tuple(_group(each, section, columns) for each in data["groups"])
    number, most, has_whole = SHAPES[kind]
    if number not in (None, len(groups)):
        raise ValueError(f"图示 {data['id']} 应有 {number} 组")
    if any(not group.parts or len(group.parts) > (most or len(group.parts)) for group in groups):
        raise ValueError(f"图示 {data['id']} 每组应有 1 {f'至 {most} 项' if most else '项以上'}")
    if has_whole and not all(group.whole for group in groups):
        raise ValueError(f"图示 {data['id']} 各组应写明 whole（总计）")
    drawn = [columns[cell][1] for group in groups for part in group.parts for cell in part.cells]
    if any(column.kind is Kind.CHANGE for column in drawn):
        raise ValueError(f"图示 {data['id']} 不能用可带正负号的列")
    units = {column.unit for column in drawn}
    if len(units) != 1:
        raise ValueError(f"图示 {data['id']} 各项的单位不同")
    return Plan(
        data["id"], kind, data["title"], data["subject"], units.pop(), groups, data.get("question", "")
    )


def _group(data: dict[str, Any], section: str, columns: Columns) -> Group:
    whole = join(section, data["whole"]) if "whole" in data else ""
    if whole and whole not in columns:
        raise ValueError(f"图示提到不存在的 {whole}")
    parts = [
        Part(label, _cells(join(section, route), columns)) for label, route in data.get("parts", {}).items()
    ]
    if "each" in data:
        found = _cells(join(section, data["each"]), columns)
        across = data["each"].endswith("*")
        parts += [
            Part(columns[cell][1].label if across else columns[cell][0], (cell,))
            for cell in found
            if cell != whole
        ]
    return Group(data.get("label", ""), tuple(parts), whole)


def _cells(route: str, columns: Columns) -> tuple[str, ...]:
    pattern = re.compile(re.escape(route).replace(r"\*", r"[^.]+"))
    found = tuple(cell for cell in columns if pattern.fullmatch(cell))
    if not found:
        raise ValueError(f"图示提到不存在的 {route}")
    return found
