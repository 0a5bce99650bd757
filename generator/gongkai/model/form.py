"""Forms: an official edition as data. Spans, lines and equations all follow from the trees."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum
from functools import cached_property

from msgspec import Struct, field

from .finding import Severity
from .pictures import Plan


class Kind(Enum):
    """What a cell may hold."""

    COUNT = "count"
    """A whole number ≥ 0."""
    CHANGE = "change"
    """A signed whole number, printed with the author's sign."""
    AMOUNT = "amount"
    """Money: a decimal ≥ 0 with its printed precision."""


class Heading(Struct, frozen=True, eq=False):
    """A node of a row or column tree. Without an id it is printed but leads to no value."""

    label: str
    id: str = ""
    children: tuple[Heading, ...] = ()
    kind: Kind = Kind.COUNT
    unit: str = ""
    local_rows: bool = False
    """Whether a report may split this row into rows of its own."""
    only_for: tuple[str, ...] = ()
    """Kinds of bodies for which this row can differ from 0; empty for all."""
    explain: str = ""
    """What is counted here, in plain Chinese; empty where no source says it."""
    basis: str = ""
    """The legal article behind it, e.g. 条例第十四条."""

    def __eq__(self, other: object) -> bool:
        """Whether the same is printed and counted; how it is explained does not matter."""
        return isinstance(other, Heading) and self._printed == other._printed

    def __hash__(self) -> int:
        """Of a part that hardly two share: with all that is below it, it would take long."""
        return hash((self.label, self.id))

    @property
    def _printed(self) -> tuple[object, ...]:
        return self.label, self.id, self.children, self.kind, self.unit, self.local_rows, self.only_for

    @property
    def leaves(self) -> tuple[Heading, ...]:
        return tuple(path[-1] for path in paths(self.children)) if self.children else (self,)

    @property
    def depth(self) -> int:
        return 1 + max((child.depth for child in self.children), default=0)


def paths(nodes: tuple[Heading, ...]) -> Iterator[tuple[Heading, ...]]:
    """The way from the top to every leaf, in printed order."""
    for node in nodes:
        if node.children:
            for rest in paths(node.children):
                yield (node, *rest)
        else:
            yield (node,)


def tree(nodes: tuple[Heading, ...]) -> Iterator[tuple[Heading, ...]]:
    """The way from the top to every heading, those that only bracket others too, in printed order."""
    for node in nodes:
        yield (node,)
        for rest in tree(node.children):
            yield (node, *rest)


def route_of(path: tuple[Heading, ...]) -> str:
    return ".".join(node.id for node in path if node.id)


def label_of(path: tuple[Heading, ...]) -> str:
    """The labels of a path, without headings that only bracket others (no id, e.g. 申请人情况)."""
    return " · ".join(node.label for node in path if node.id)


class Relation(Struct, frozen=True):
    """Σ left (= or ≤) Σ right + Σ previous, over the ids of one axis, for each id of the other.

    `previous` names cells of the same body's report of the year before.
    Kinds: sum, balance, at_most (≤), carry and stock (across years).
    """

    id: str
    kind: str
    along: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    previous: tuple[str, ...]
    basis: str
    strength: Severity


class Line(Struct, frozen=True, eq=False, dict=True):
    """The cells that stand in one list of a report file: one row, or one group of it."""

    route: str
    label: str
    row: tuple[Heading, ...]
    columns: tuple[tuple[Heading, ...], ...]

    @cached_property
    def cells(self) -> tuple[str, ...]:
        return tuple(join(self.route, path[-1].id) for path in self.columns)


class Table(Struct, frozen=True, eq=False, dict=True):
    """A row tree and a column tree; routes of rows and columns are relative to the table."""

    route: str
    """section, or section.table when the section has several."""
    caption: str
    corner: str
    """Heading over the row labels, e.g. 信息内容."""
    note: str
    """Remark printed in that corner instead, e.g. the balance on table 三."""
    rows: tuple[Heading, ...]
    columns: tuple[Heading, ...]
    relations: tuple[Relation, ...] = ()
    not_asked: frozenset[str] = frozenset()
    local_rows: bool = False
    """Whether a report may add rows of its own."""

    @cached_property
    def row_paths(self) -> tuple[tuple[Heading, ...], ...]:
        return tuple(paths(self.rows)) or ((),)

    @cached_property
    def column_paths(self) -> tuple[tuple[Heading, ...], ...]:
        return tuple(paths(self.columns))

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """One line for every row, and for every group of columns that has an id of its own."""
        return tuple(line for path in self.row_paths for line in self.lines_of(path))

    def rows_with(self, local_rows: Mapping[str, tuple[str, ...]]) -> tuple[tuple[Heading, ...], ...]:
        """Row paths with local rows: route of a split row, or of the table → their labels."""
        if not local_rows:
            return self.row_paths
        found: list[tuple[Heading, ...]] = []
        for path in self.row_paths:
            names = local_rows.get(join(self.route, route_of(path)), ())
            found += [(*path, Heading(name, name)) for name in names] or [path]
        added = local_rows.get(self.route, ())
        return (*found, *((Heading(name, name),) for name in added))

    def lines_of(self, row: tuple[Heading, ...]) -> Iterator[Line]:
        """The lines of one row, which may be a local row of a report."""
        groups: dict[str, list[tuple[Heading, ...]]] = {}
        for column in self.column_paths:
            if cell_route("", row, column) not in self.not_asked:
                groups.setdefault(route_of(column[:-1]), []).append(column)
        for group, columns in groups.items():
            label = " · ".join(part for part in (label_of(row), label_of(columns[0][:-1])) if part)
            yield Line(join(self.route, route_of(row), group), label, row, tuple(columns))


def join(*parts: str) -> str:
    return ".".join(filter(None, parts))


def cell_route(table: str, row: tuple[Heading, ...], column: tuple[Heading, ...]) -> str:
    return join(table, route_of(row), route_of(column))


class Mention(Struct, frozen=True):
    """Something that a section has to speak of, and the words that show it does."""

    what: str
    words: tuple[str, ...]
    basis: str
    only_for: tuple[str, ...] = ()
    """Kinds of bodies that it is asked of; empty for all."""
    anywhere: bool = False
    """Whether another section of prose may say it as well."""


class Section(Struct, frozen=True):
    """One numbered part of the report: prose, tables, or free (author's own) blocks."""

    id: str
    heading: str
    kind: str
    tables: tuple[Table, ...] = ()
    form: str = ""
    """Id of the edition that it comes from; sections of several make a hybrid."""
    comparable: Mapping[str, Mapping[str, str] | None] = field(default_factory=dict)
    """Id of an earlier edition → its route for each route here with the same meaning; None: all."""
    mentions: tuple[Mention, ...] = ()
    """What the form asks the section to speak of."""
    substantial: bool = False
    """Whether a mere 无 will not do."""
    pictures: tuple[Plan, ...] = ()


class Form(Struct, frozen=True, eq=False, dict=True):
    """One official edition, or a hybrid of sections from several."""

    id: str
    name: str
    source: str
    title: str
    sections: tuple[Section, ...]
    headlines: tuple[tuple[str, str], ...] = ()
    """Label and route of the figures that lists and overviews show."""
    first_year: int | None = None
    last_year: int | None = None

    def covers(self, year: int) -> bool:
        """Whether reports of that year follow this form unless they name another."""
        if self.first_year is None and self.last_year is None:
            return False
        return (self.first_year or year) <= year <= (self.last_year or year)

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        return tuple(table for section in self.sections for table in section.tables)

    @cached_property
    def section(self) -> dict[str, Section]:
        return {section.id: section for section in self.sections}

    @cached_property
    def pictures(self) -> dict[str, Plan]:
        return {plan.id: plan for section in self.sections for plan in section.pictures}

    @cached_property
    def labels(self) -> dict[str, str]:
        """Route of every cell, line, table and section → its official labels joined by “ · ”."""
        known: dict[str, str] = {}
        for section in self.sections:
            known[section.id] = section.heading
            for table in section.tables:
                top = " · ".join(part for part in (section.heading, table.caption) if part)
                known.setdefault(table.route, top)
                for line in table.lines:
                    known[line.route] = " · ".join(part for part in (top, line.label) if part)
                    for column in line.columns:
                        route = join(line.route, column[-1].id)
                        known[route] = f"{known[line.route]} · {column[-1].label}"
        return known

    def replacing(self, section: str, other: Form) -> Form:
        """This form with one section taken from another edition."""
        taken = other.section[section]
        sections = tuple(taken if mine.id == section else mine for mine in self.sections)
        ids = self.id.split("+")
        joined = self.id if other.id in ids else f"{self.id}+{other.id}"
        name = self.name if other.id in ids else f"{self.name}，{taken.heading}采用{other.name}"
        return Form(joined, name, self.source, self.title, sections, self.headlines)
