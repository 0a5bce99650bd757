"""Reports: the values of one body for one year, with the route and place of every one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cached_property, lru_cache
from operator import attrgetter
from typing import NamedTuple

from msgspec import Struct, field
from msgspec.structs import force_setattr

from .body import Body
from .finding import Place
from .form import Form, Heading, Line, Table, cell_route


class State(Enum):
    """The three states of a cell; none is ever turned into another."""

    NUMBER = "number"
    BLANK = "blank"
    NOT_APPLICABLE = "not_applicable"


class Cell(Struct, frozen=True):
    """One cell as printed: `text` is the author's characters, `value` the number in it."""

    text: str
    state: State
    value: Decimal | None = None
    note: str = ""
    """What is printed after the number, e.g. （其中修订16件）."""
    unit: str = ""
    """A unit printed in the cell itself, e.g. 元."""
    plain: bool = False
    """Whether it prints its number and nothing else, as almost all do: `text` says all there is."""

    def __post_init__(self) -> None:
        plain = (
            self.state is State.NUMBER and not self.note and not self.unit and str(self.value) == self.text
        )
        force_setattr(self, "plain", plain)


TEXT, PLAIN = attrgetter("text"), attrgetter("plain")


class Texts(dict[str, str]):
    """Route → what the cell prints; "" for a route without a cell."""

    def __missing__(self, route: str) -> str:
        return ""


class Acceptance(Struct, frozen=True):
    """A known defect that is published with its reason."""

    check: str
    at: str
    because: str
    place: Place


class Correction(Struct, frozen=True, eq=False):
    """What was changed after publication, and why."""

    on: date
    at: str
    was: str
    now: str
    because: str
    place: Place = Place("")

    def __eq__(self, other: object) -> bool:
        """Whether it says the same, wherever it stands."""
        return isinstance(other, Correction) and self._said == other._said

    def __hash__(self) -> int:
        return hash(self._said)

    @property
    def _said(self) -> tuple[object, ...]:
        return self.on, self.at, self.was, self.now, self.because


class Prose(Struct, frozen=True):
    """Author's text; every line of it is a paragraph. Places count inside the file."""

    text: str
    file: str
    line: int
    """The file's line on which the text begins."""
    indent: int
    """Columns of indentation before each line of the text; 0 for text on the key's own line."""
    first_column: int = 1

    def place(self, offset: int) -> Place:
        """Where the character at this offset stands in the file."""
        before = self.text[:offset]
        row = before.count("\n")
        column = offset - (before.rfind("\n") + 1)
        start = self.first_column if row == 0 else self.indent + 1
        return Place(self.file, self.line + row, start + column)


class FreeTable(Struct, frozen=True):
    """A table of the author's own, in an archive document: text cells, no relations."""

    caption: str
    head: tuple[tuple[str, ...], ...]
    rows: tuple[tuple[str, ...], ...]


class FreeBlock(Struct, frozen=True):
    """One piece of a free section: a heading with text under it, or a table."""

    heading: str
    prose: Prose | None
    table: FreeTable | None


class Attachment(Struct, frozen=True):
    """An original document kept beside the report."""

    file: str
    title: str
    sha256: str


class ColumnPrint(Struct, frozen=True):
    """How a report prints a column's head when it departs from the form (a unit, a remark)."""

    label: str
    unit: str


class RowPlace(NamedTuple):
    """Where a row stands: its bracket, and how far behind it the cell of each column begins."""

    line: int
    column: int
    starts: Mapping[str, int]


class Report(Struct, frozen=True, dict=True, weakref=True):
    """One body's report for one year, as far as it could be read."""

    body: Body
    year: int
    form: Form
    file: str
    title: str = ""
    published: date | None = None
    written: date | None = None
    index_number: str = ""
    document_number: str = ""
    period: tuple[date, date] | None = None
    preamble: Prose | None = None
    prose: Mapping[str, Prose] = field(default_factory=dict)
    free: Mapping[str, tuple[FreeBlock, ...]] = field(default_factory=dict)
    cells: Mapping[str, Cell] = field(default_factory=dict)
    places: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """Route of a cell or key → its line and column."""
    row_places: Mapping[str, RowPlace] = field(default_factory=dict)
    """Route of a row that stands on one line → where its cells begin; they need no places of their own."""
    local_rows: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Route of a split row, or of a table with added rows → the labels of its local rows."""
    column_prints: Mapping[str, ColumnPrint] = field(default_factory=dict)
    """Route of a column (table.column) → its local heading and unit."""
    accepted: tuple[Acceptance, ...] = ()
    corrections: tuple[Correction, ...] = ()
    attachment: Attachment | None = None

    @cached_property
    def id(self) -> str:
        return f"{self.body.id}/{self.year}"

    @cached_property
    def printed_title(self) -> str:
        return self.title or self.form.title.format(body=self.body.name, year=self.year)

    def place(self, route: str) -> Place:
        """Where the value stands, or the nearest key above it that is in the file."""
        while route:
            if place := self.places.get(route):
                return Place(self.file, *place)
            above, _, last = route.rpartition(".")
            if (row := self.row_places.get(above)) and last in row.starts:
                return Place(self.file, row.line, row.column + row.starts[last])
            route = above
        return Place(self.file)

    def rows(self, table: Table) -> tuple[tuple[Heading, ...], ...]:
        """The row paths of a table as this report prints them, local rows included."""
        return table.rows_with(self.local_rows)

    def lines(self, table: Table) -> tuple[Line, ...]:
        """The lines of a table as this report prints them, local rows included."""
        return lines_of(table, self.shape) if self.local_rows else table.lines

    def column(self, table: Table, path: tuple[Heading, ...]) -> tuple[str, str]:
        """Printed label and unit of a column in this report."""
        own = self.column_prints.get(cell_route(table.route, (), path))
        return (own.label, own.unit) if own else (path[-1].label, path[-1].unit)

    @property
    def shape(self) -> LocalRows:
        """What its tables have beyond its form: the key under which what follows from it is kept."""
        return tuple(self.local_rows.items()) if self.local_rows else ()

    @cached_property
    def labels(self) -> dict[str, str]:
        """Route → official labels, for every cell of this report, local rows included."""
        return _labels(self.form, self.shape) if self.local_rows else self.form.labels

    @cached_property
    def texts(self) -> Texts:
        """What its cells print."""
        return Texts(zip(self.cells, map(TEXT, self.cells.values()), strict=True))

    @cached_property
    def odd(self) -> dict[str, Cell]:
        """The cells that print anything but a number alone; few reports have any."""
        if all(map(PLAIN, self.cells.values())):
            return {}
        return {route: cell for route, cell in self.cells.items() if not cell.plain}

    def value(self, route: str) -> Decimal | None:
        """The number in a cell, or None when it is absent, blank or not applicable."""
        cell = self.cells.get(route)
        return cell.value if cell else None


LocalRows = tuple[tuple[str, tuple[str, ...]], ...]
"""Local rows as a key: bodies keep theirs from year to year, so lines and labels are kept too."""


@lru_cache(maxsize=4096)
def lines_of(table: Table, local_rows: LocalRows) -> tuple[Line, ...]:
    """The lines of a table, local rows included, kept for every set of them."""
    return tuple(line for path in table.rows_with(dict(local_rows)) for line in table.lines_of(path))


@lru_cache(maxsize=512)
def _labels(form: Form, local_rows: LocalRows) -> dict[str, str]:
    known = dict(form.labels)
    for table in form.tables:
        for line in lines_of(table, local_rows):
            if line.route not in known:
                known[line.route] = f"{known[table.route]} · {line.label}"
                for cell, path in zip(line.cells, line.columns, strict=True):
                    known[cell] = f"{known[line.route]} · {path[-1].label}"
    return known
