"""All years of one body side by side (gongkai-body/1), as the popover of a figure reads them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ..model.form import Form
from ..model.report import Cell, LocalRows, Report
from ..model.years import declared
from .record import Record
from .slots import grids
from .tables import json_of, text_json

FORMAT = "gongkai-body/1"
Shapes = tuple[tuple[Form, LocalRows], ...]
"""What the reports of a body look like, the newest first."""
Routes = tuple[str, ...]
"""Where a figure stands in each year; "" where that year has nothing to compare with."""


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one form: each with its cells, and where these stand in each year."""

    head: str
    rows: tuple[tuple[str, tuple[tuple[str, Routes], ...]], ...]


def body_json(body: Record, reports: Sequence[Report]) -> str:
    """The file of a body: for every cell the text of each year that may be compared, or null.

    A figure stands once, under the newest form that has it; `body` is the entry of the list of bodies.
    """
    shown = sorted((each for each in reports if each.form.tables), key=lambda each: -each.year)
    years = [each.cells for each in shown]
    groups = _groups(tuple((each.form, tuple(each.local_rows.items())) for each in shown))
    parts = {
        "format": text_json(FORMAT),
        "body": json_of(body),
        "years": json_of([each.year for each in shown]),
        "forms": "[\n  " + ",\n  ".join(_written(group, years) for group in groups) + "\n ]",
    }
    return "{\n" + ",\n".join(f' "{key}": {value}' for key, value in parts.items()) + "\n}\n"


def _written(group: Group, years: Sequence[Mapping[str, Cell]]) -> str:
    rows = (
        before + ",".join([f"{key}[{_texts(routes, years)}]" for key, routes in series]) + "}"
        for before, series in group.rows
    )
    return group.head + ",\n".join(rows) + "\n  }}"


def _texts(routes: Routes, years: Sequence[Mapping[str, Cell]]) -> str:
    found = [cells.get(route) for cells, route in zip(years, routes, strict=True)]
    return ",".join([text_json(cell.text) if cell else "null" for cell in found])


@lru_cache(maxsize=512)
def _groups(shapes: Shapes) -> tuple[Group, ...]:
    forms: dict[Form, dict[str, None]] = {}
    for form, local_rows in shapes:
        forms.setdefault(form, {}).update(dict.fromkeys(_asked(form, local_rows)))
    made: list[Group] = []
    shown: list[Form] = []
    for form, routes in forms.items():
        new = [
            route
            for route in routes
            if not any(declared(form, other, route) in forms[other] for other in shown)
        ]
        if new:
            made.append(_group(form, new, shapes))
        shown.append(form)
    return tuple(made)


def _group(form: Form, routes: Sequence[str], shapes: Shapes) -> Group:
    rows: dict[str, list[tuple[str, Routes]]] = {}
    renamed: dict[str, str] = {}
    for route in routes:
        years = tuple(declared(form, other, route) or "" for other, _ in shapes)
        renamed |= {there: route for there in years if there not in ("", route)}
        row, _, last = route.rpartition(".")
        rows.setdefault(row, []).append((f"{text_json(last)}:", years))
    head = f'{{"id":{text_json(form.id)},"renamed":{json_of(renamed)},"rows":{{\n'
    return Group(head, tuple((f"   {text_json(row)}:{{", tuple(series)) for row, series in rows.items()))


def _asked(form: Form, local_rows: LocalRows) -> list[str]:
    return [
        slot.route
        for grid in grids(form, local_rows)
        for row in grid.rows
        for slot in row.slots
        if slot.asked
    ]
