"""Sections whose lines other reports have too: what their keys say is worked out once, the figures are taken.

A template of lines is read once as the tables of its section; what came of it, a plan, tells for every row
which line of the form it is. Where a row has a fault the section is read entry by entry, which tells it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from msgspec import field

from ..model.form import Line, Section
from ..model.report import Cell, RowPlace
from . import house, nodes
from .nodes import Sheet, Template
from .tables import Values, read_tables, row_of
from .values import Reader


class Plan(Values, kw_only=True):
    """What the keys of a template say, read as one section."""

    template: Template
    section: Section
    order: list[tuple[Line, int]] = field(default_factory=list)
    """The lines as they are read, each with the number of its row in the file."""
    places: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Of the keys; they count from the section's own line."""
    rows: dict[str, tuple[Line, int, nodes.Row]] = field(default_factory=dict)
    """Route of a line → the line, the number of its row, and where it stands."""
    size: int = 0
    """How many cells it fills."""

    def take(self, reader: Reader, node: nodes.Row, line: Line) -> bool:
        number = next(number for number, each in enumerate(rows_of(self.template)) if each is node)
        self.order.append((line, number))
        self.rows[line.route] = (line, number, node)
        self.size += len(line.cells)
        return True

    def __reduce__(self) -> Any:
        """By what it was made from: the process that it is sent to has most plans already."""
        return _plan_of_text, (self.template.text, self.section)


class Laid(NamedTuple):
    """A plan and the rows that one report has for it; its first line has number `above` + 1."""

    above: int
    plan: Plan
    rows: list[str]

    def cells(self) -> Iterator[dict[str, Cell]]:
        """The cells of every row, by route."""
        for line, number in self.plan.order:
            if (known := row_of(self.rows[number], line)) is not None:
                yield known[0]


def rows_of(template: Template) -> list[nodes.Row]:
    """The rows of a template as they stand in the file; kept with it."""
    known: list[nodes.Row] | None = template.kept.get("rows")
    if known is None:
        known = template.kept["rows"] = list(nodes.rows_in(template.entries))
    return known


def plan_of(template: Template, section: Section) -> Plan | None:
    """The plan of a template for a section, or None when it has a fault; kept with the template."""
    known: tuple[Section, Plan | None] | None = template.kept.get(id(section))
    if known is None:
        plan = Plan(template=template, section=section)
        reader = Reader("", template.text.split("\n"))
        read_tables(reader, template.entries, template.entries, section, plan)
        plan.places = reader.places
        known = template.kept[id(section)] = (section, None if reader.defects or plan.cells else plan)
    return known[1]


def _plan_of_text(text: str, section: Section) -> Plan:
    found = house.template(text)
    plan = plan_of(found, section) if found else None
    if plan is None:
        raise ValueError("a template without a plan was sent")
    return plan


def read_sheet(reader: Reader, sheet: Sheet, section: Section, into: Values) -> bool:
    """Read the tables of a section into `into`; returns False when they have to be read entry by entry."""
    plan = plan_of(sheet.template, section)
    if plan is None:
        return False
    known = [row_of(sheet.rows[number], line) for line, number in plan.order]
    if None in known:
        return False
    for each in known:
        into.cells.update(each[0])  # type: ignore[index]
    into.local_rows |= plan.local_rows
    into.column_prints |= plan.column_prints
    reader.laid.append(Laid(sheet.above, plan, sheet.rows))
    return True


class Places(Mapping[str, tuple[int, int]]):
    """Where keys and cells stand; those of sheets are worked out when someone asks."""

    def __init__(self, own: dict[str, tuple[int, int]], laid: list[Laid]) -> None:
        self.own, self.laid = own, laid

    def __getitem__(self, route: str) -> tuple[int, int]:
        if found := self.own.get(route):
            return found
        for above, plan, _ in self.laid:
            if found := plan.places.get(route):
                return above + found[0], found[1]
        raise KeyError(route)

    def __iter__(self) -> Iterator[str]:
        yield from self.own
        for each in self.laid:
            yield from each.plan.places

    def __len__(self) -> int:
        return len(self.own) + sum(len(each.plan.places) for each in self.laid)


class RowPlaces(Mapping[str, RowPlace]):
    """Where rows stand; those of sheets are worked out when someone asks."""

    def __init__(self, own: dict[str, RowPlace], laid: list[Laid]) -> None:
        self.own, self.laid = own, laid

    def __getitem__(self, route: str) -> RowPlace:
        if found := self.own.get(route):
            return found
        for above, plan, rows in self.laid:
            if route in plan.rows:
                line, number, node = plan.rows[route]
                if known := row_of(rows[number], line):
                    return RowPlace(above + node.line, node.column, known[1])
        raise KeyError(route)

    def __iter__(self) -> Iterator[str]:
        yield from self.own
        for each in self.laid:
            yield from each.plan.rows

    def __len__(self) -> int:
        return len(self.own) + sum(len(each.plan.rows) for each in self.laid)


class Cells(dict[str, Cell]):
    """All cells of a report whose tables are all sheets: sent to other processes as the rows they come from."""

    laid: list[Laid]

    def __reduce__(self) -> Any:
        return cells_of, (self.laid,)


def cells_of(laid: list[Laid]) -> Cells:
    """The cells in the rows of sheets."""
    found = Cells()
    for each in laid:
        for cells in each.cells():
            found.update(cells)
    found.laid = laid
    return found
