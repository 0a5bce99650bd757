"""The geometry of every table: no hole, no overlap, and each figure named by the heads that stand over it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import samples
from gongkai.load.project import load_project
from gongkai.model.report import Report
from gongkai.render.grid import Grid, Head, Value, grid_of
from test_pages import INVENTED, INVENTED_REPORT


def reports(folder: Path) -> Iterator[Report]:
    yield from load_project(samples.ROOT).reports.values()
    yield from samples.project(folder / "new", samples.zeros(2024)).reports.values()
    (folder / "own/forms").mkdir(parents=True)
    (folder / "own/forms/own.yml").write_text(INVENTED, "utf-8")
    yield from samples.project(folder / "own", INVENTED_REPORT).reports.values()


@pytest.fixture
def grids(tmp_path: Path) -> list[Grid]:
    """Every table of the real reports, of both editions, and of an invented form."""
    return [grid_of(report, table, "t") for report in reports(tmp_path) for table in report.form.tables]


Slots = dict[tuple[int, int], Head | Value]


def laid_out(grid: Grid) -> Slots:
    """(row, column) → the cell that covers it, as a browser would lay the table out."""
    slots: Slots = {}
    body = [(*row.heads, *row.values) for group in grid.groups for row in group]
    for y, row in enumerate([*grid.head, *body]):
        x = 0
        for cell in row:
            while (y, x) in slots:
                x += 1
            wide, high = (cell.colspan, cell.rowspan) if isinstance(cell, Head) else (1, 1)
            for at in [(y + down, x + across) for down in range(high) for across in range(wide)]:
                assert at not in slots, f"two cells at {at}"
                slots[at] = cell
    return slots


def test_no_table_has_a_hole_or_an_overlap(grids: list[Grid]) -> None:
    for grid in grids:
        slots = laid_out(grid)
        height = len(grid.head) + sum(map(len, grid.groups))
        assert set(slots) == {(y, x) for y in range(height) for x in range(grid.depth + grid.width)}


def test_each_figure_is_named_by_the_heads_beside_and_above_it(grids: list[Grid]) -> None:
    for grid in grids:
        slots = laid_out(grid)
        for (y, x), cell in slots.items():
            if isinstance(cell, Value):
                around = [slots[y, left] for left in range(grid.depth)]
                around += [slots[up, x] for up in range(len(grid.head))]
                ids = dict.fromkeys(head.id for head in around if isinstance(head, Head))
                assert cell.headers == tuple(ids)


def test_no_id_is_given_twice(grids: list[Grid]) -> None:
    for grid in grids:
        cells = {id(cell): cell for cell in laid_out(grid).values()}.values()
        ids = [cell.id if isinstance(cell, Head) else cell.anchor for cell in cells]
        named = [each for each in ids if each]
        assert len(named) == len(set(named))


def test_no_row_group_is_crossed_by_a_label(grids: list[Grid]) -> None:
    for grid in grids:
        for group in grid.groups:
            for number, row in enumerate(group):
                assert all(number + head.rowspan <= len(group) for head in row.heads)
