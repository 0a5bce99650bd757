"""All years of one body side by side (gongkai-body/1), as the popover of a figure reads them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct

from ..model.form import Form
from ..model.printed import Pick, picker, with_gaps
from ..model.report import LocalRows, Report
from ..model.years import declared
from .record import Record
from .slots import grids
from .tables import json_of, text_json

FORMAT = "gongkai-body/1"
Shapes = tuple[tuple[Form, LocalRows], ...]
"""What the reports of a body look like, the newest first."""


class Group(Struct, frozen=True):
    """The rows of one form: at every second piece the texts of a cell in all years are missing, and for
    each year `picks` takes them in that order."""

    pieces: tuple[str, ...]
    picks: tuple[Pick, ...]


class _Year(dict[str, str]):
    """Route → what its cell prints, as JSON; null where the year has nothing to compare with."""

    def __missing__(self, route: str) -> str:
        return "null"


def body_json(body: Record, reports: Sequence[Report]) -> str:
    """The file of a body: for every cell the text of each year that may be compared, or null.

    A figure stands once, under the newest form that has it; `body` is the entry of the list of bodies.
    """
    shown = sorted((each for each in reports if each.form.tables), key=lambda each: -each.year)
    years = [_Year(zip(each.texts, map(text_json, each.texts.values()), strict=True)) for each in shown]
    groups = _groups(tuple((each.form, tuple(each.local_rows.items())) for each in shown))
    parts = {
        "format": text_json(FORMAT),
        "body": json_of(body),
        "years": json_of([each.year for each in shown]),
        "forms": "[\n  " + ",\n  ".join(_written(group, years) for group in groups) + "\n ]",
    }
    return "{\n" + ",\n".join(f' "{key}": {value}' for key, value in parts.items()) + "\n}\n"


def _written(group: Group, years: Sequence[_Year]) -> str:
    columns = [pick(year) for pick, year in zip(group.picks, years, strict=True)]
    pieces = list(group.pieces)
    pieces[1::2] = map(",".join, zip(*columns, strict=True))
    return "".join(pieces)


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
    places = {route: [declared(form, other, route) or "" for other, _ in shapes] for route in routes}
    renamed = {there: route for route in routes for there in places[route] if there not in ("", route)}
    rows: dict[str, list[str]] = {}
    for route in routes:
        rows.setdefault(route.rpartition(".")[0], []).append(route)
    around, before = [], f'{{"id":{text_json(form.id)},"renamed":{json_of(renamed)},"rows":{{\n'
    for row, inside in rows.items():
        before += f"   {text_json(row)}:{{"
        for route in inside:
            around.append(f"{before}{text_json(route.rpartition('.')[2])}:[")
            before = "],"
        before = "]},\n"
    ordered = [route for inside in rows.values() for route in inside]
    picks = [picker(column) for column in zip(*map(places.__getitem__, ordered), strict=True)]
    return Group(with_gaps([*around, "]}\n  }}"]), tuple(picks))


def _asked(form: Form, local_rows: LocalRows) -> list[str]:
    return [
        slot.route
        for grid in grids(form, local_rows)
        for row in grid.rows
        for slot in row.slots
        if slot.asked
    ]
