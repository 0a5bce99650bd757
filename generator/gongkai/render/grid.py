"""A table as rows of cells with spans and heads, worked out from its row and column trees."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec import Struct

from ..model.form import Heading, Table, cell_route, paths
from ..model.printed import anchor as anchor
from ..model.report import Report

NARROW = 5
"""Columns, row labels included, that fit side by side on a phone of 360 px."""
CHOICES, GROUPS, GROUP = 8, 3, 5
"""What a reader can choose among on a phone: columns; or, where rows have no labels, groups of as many
columns. tables.css has a rule for each."""


class Head(Struct, frozen=True):
    """A heading cell. `scope` is empty for the remark in the corner, which heads nothing."""

    id: str
    text: str
    colspan: int
    rowspan: int
    scope: str
    headers: tuple[str, ...]
    css: str
    """Classes: corner; of row labels group, and from the fourth level on the level; at-N for a choice it is in."""


class Value(Struct, frozen=True):
    """A body cell, whatever figure a report has in it, and the heads that apply to it."""

    route: str
    headers: tuple[str, ...]

    @property
    def is_plain(self) -> bool:
        """Whether it has one row head and one column head: their scope says so. Other cells name their heads."""
        return len(self.headers) <= 2

    @property
    def anchor(self) -> str:
        """The cell's address on the page: its route; a space in a local row's name cannot stay."""
        return anchor(self.route)


class Row(Struct, frozen=True):
    heads: tuple[Head, ...]
    values: tuple[Value, ...]


class Grid(Struct, frozen=True):
    """The whole table: rows of column heads, then row groups that no span crosses."""

    id: str
    caption: str
    head: tuple[tuple[Head, ...], ...]
    groups: tuple[tuple[Row, ...], ...]
    depth: int
    """Columns of row labels; 0 when rows have none."""
    width: int
    """Columns of values."""
    unit: str
    """The unit that all columns share, when the form's own words do not name it; else ""."""
    step: int = 0
    """On a phone so many columns are shown at a time; 0 for all."""
    choices: tuple[tuple[int, str], ...] = ()
    """What is chosen among: heads and their places; columns count from the last, groups from the first."""

    @property
    def is_wide(self) -> bool:
        """Whether the table may be wider than a phone, so that it needs to scroll."""
        return self.depth + self.width > NARROW

    @property
    def has_plain_cells(self) -> bool:
        """Whether its heads have to say their scope."""
        return any(value.is_plain for group in self.groups for row in group for value in row.values)

    @property
    def choosing(self) -> str:
        """What the columns are about: the head above all of them, if there is one."""
        top = [head for head in self.head[0] if head.css != "corner"]
        return top[0].text if len(top) == 1 else "要看的栏目"


def grid_of(report: Report, table: Table, id_: str) -> Grid:
    """The grid of one table as this report prints it; `id_` prefixes the ids of its heads."""
    rows = report.rows(table)
    depth = max((len(path) for path in rows), default=0)
    columns = tuple(table.column_paths)
    column_heads: dict[Path, tuple[str, ...]] = {}
    step = _step(columns, depth)
    head = _column_heads(report, table, id_, depth, column_heads, step)
    groups: list[list[Row]] = []
    printed: dict[Path, str] = {}
    for number, path in enumerate(rows):
        heads = tuple(_row_heads(id_, number, path, rows, depth, printed))
        ids = tuple(printed[path[: level + 1]] for level in range(len(path)))
        values = tuple(
            Value(route, ids + column_heads[column])
            for column in columns
            for route in [cell_route(table.route, path, column)]
        )
        if not groups or path[:1] != rows[number - 1][:1]:
            groups.append([])
        groups[-1].append(Row(heads, values))
    return Grid(
        id_,
        table.caption,
        head,
        tuple(map(tuple, groups)),
        depth,
        len(columns),
        _unit(report, table),
        step,
        tuple(_choices(report, table, step)),
    )


Path = tuple[Heading, ...]


def _step(columns: Sequence[Path], depth: int) -> int:
    """How many columns a phone shows at a time; 0 for all of them."""
    if depth + len(columns) <= NARROW:
        return 0
    if depth:
        return 1 if len(columns) <= CHOICES else 0
    sizes = {len(tuple(group)) for _, group in groupby(columns, _above)}
    return GROUP if sizes == {GROUP} and len(columns) <= GROUPS * GROUP else 0


def _above(column: Path) -> Path:
    return column[:-1]


def _choices(report: Report, table: Table, step: int) -> Iterator[tuple[int, str]]:
    columns = tuple(table.column_paths)
    if step == 1:
        for place, column in enumerate(columns):
            yield len(columns) - place, report.column(table, column)[0]
    elif step:
        for place, column in enumerate(columns[::step], 1):
            first, *others = (node.label for node in _above(column))
            yield place, first + "".join(f"（{label}）" for label in others)


def _places(columns: Sequence[Path], step: int) -> dict[Path, str]:
    """The classes of heads that are shown with a choice: of a column its own, of a group all over it too."""
    if step == 1:
        return {column: f"at-{len(columns) - place}" for place, column in enumerate(columns)}
    found: dict[Path, dict[str, None]] = {}
    for place, column in enumerate(columns if step else ()):
        for level in range(len(column)):
            found.setdefault(column[: level + 1], {})[f"at-{place // step + 1}"] = None
    return {path: " ".join(classes) for path, classes in found.items()}


def _unit(report: Report, table: Table) -> str:
    units = {report.column(table, column)[1] for column in table.column_paths}
    return units.pop() if len(units) == 1 and not table.caption else ""


def _column_heads(
    report: Report,
    table: Table,
    id_: str,
    depth: int,
    found: dict[Path, tuple[str, ...]],
    step: int,
) -> tuple[tuple[Head, ...], ...]:
    """The rows of column heads; fills `found` with the head ids of every column."""
    places = _places(tuple(table.column_paths), step)
    height = max(node.depth for node in table.columns)
    rows: list[list[Head]] = [[] for _ in range(height)]
    if depth:
        rows[0].append(_corner(table, id_, depth, height))
    count = 0

    def walk(nodes: tuple[Heading, ...], above: tuple[Heading, ...], ids: tuple[str, ...]) -> None:
        nonlocal count
        for node in nodes:
            count += 1
            path, level = (*above, node), len(above)
            name = f"{id_}{_letters(count)}"
            leaf = not node.children
            text = report.column(table, path)[0] if leaf else node.label
            span = 1 if leaf else len(tuple(paths(node.children)))
            scope = "col" if span == 1 else "colgroup"
            tall = height - level if leaf else 1
            rows[level].append(Head(name, text, span, tall, scope, ids, places.get(path, "")))
            if leaf:
                found[path] = (*ids, name)
            else:
                walk(node.children, path, (*ids, name))

    walk(table.columns, (), ())
    return tuple(map(tuple, rows))


def _letters(count: int) -> str:
    """1 → A … 25 → Y, 26 → ZA …: short, because every cell names its heads. Z alone is the corner."""
    return "Z" * ((count - 1) // 25) + chr(ord("A") + (count - 1) % 25)


def _corner(table: Table, id_: str, depth: int, height: int) -> Head:
    """The head over the row labels; a remark, or nothing, heads no column and is no heading."""
    scope = "col" if depth == 1 else "colgroup"
    if table.note or not table.corner:
        return Head("", table.note, depth, height, "", (), "corner")
    return Head(f"{id_}Z", table.corner, depth, height, scope, (), "corner")


def _row_heads(
    id_: str,
    number: int,
    path: tuple[Heading, ...],
    rows: tuple[Path, ...],
    depth: int,
    printed: dict[Path, str],
) -> Iterator[Head]:
    """The row labels that begin on this row; those above it that span it were printed before."""
    for level in range(len(path)):
        here = path[: level + 1]
        if here in printed:
            continue
        leaf = level == len(path) - 1
        printed[here] = f"{id_}{number + 1}" + ("" if leaf else chr(ord("a") + level))
        under = sum(other[: level + 1] == here for other in rows)
        wide = depth - level if leaf else 1
        css = " ".join([f"level-{level + 1}"] * (level > 2) + ["group"] * (not leaf))
        yield Head(
            id=printed[here],
            text=path[level].label,
            colspan=wide,
            rowspan=1 if leaf else under,
            scope="row" if leaf else "rowgroup",
            headers=tuple(printed[path[: up + 1]] for up in range(level)),
            css=css,
        )
