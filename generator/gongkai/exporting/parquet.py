"""All cells of all reports as one Parquet dataset, a row a cell: what DuckDB, Dask and others read.

A row a cell, not a column a cell: editions and local rows have different cells, and each needs its
state, unit and printed text beside the number. Files are cells/year=2024/region=NAME/cells.parquet,
the region being the top folder of reports/: parts exported apart are one dataset when put together.
"""

from __future__ import annotations

import csv
import io
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from ..model.downloads import Field
from ..model.form import Form
from ..model.report import LocalRows, Report
from .slots import ColumnPrints, Slot, grids, number_of, shape, state_of

FOLDER = "cells"
FORMAT = "gongkai-cells/1"
BATCH = 500
"""Reports whose rows wait in memory."""
MEMORY = "400MB"
"""What DuckDB may take; beyond that it writes aside."""
NULL = r"\N"
NUMBER = "DECIMAL(18,6)"
"""Holds every number that a report may state, exactly: 12 digits and 6 decimals."""
COLUMNS = (
    (Field("body", "文字", "机关标识"), "VARCHAR"),
    (Field("body_name", "文字", "机关全称"), "VARCHAR"),
    (Field("body_kind", "文字", "机关类别的标识"), "VARCHAR"),
    (Field("form", "文字", "该部分采用的表式的标识"), "VARCHAR"),
    (Field("table", "文字", "表的标识，以部分的标识开头"), "VARCHAR"),
    (Field("row", "文字", "行的标识"), "VARCHAR"),
    (Field("column", "文字", "列的标识"), "VARCHAR"),
    (Field("cell", "文字", "格的标识，即表、行、列的标识相连"), "VARCHAR"),
    (Field("label", "文字", "部分、表、行、列的名称，以“ · ”连接"), "VARCHAR"),
    (Field("kind", "文字", "count 件数，change 增减数，amount 金额"), "VARCHAR"),
    (Field("unit", "文字", "计量单位"), "VARCHAR"),
    (
        Field(
            "state", "文字", "number 有数字，blank 空白，not_applicable 不适用，not_asked 不要求，missing 缺"
        ),
        "VARCHAR",
    ),
    (Field("text", "文字", "报告原样印出的字符"), "VARCHAR"),
    (Field("value", "数值", "其中的数；没有数字的为 NULL，不是 0"), NUMBER),
    (Field("note", "文字", "印在数字后面的括注"), "VARCHAR"),
)
PARTITIONS = (Field("year", "整数", "报告年度"), Field("region", "文字", "reports/ 下最上一级文件夹"))
"""Columns that stand in the names of the folders."""
Row = tuple[str, ...]
Partition = tuple[int, str]


class NotInstalled(Exception):
    """DuckDB is not there."""


def write(reports: Iterable[Report], folder: Path) -> int:
    """Write the dataset cells/ in `folder`, in place of the one that is there; returns its rows.

    Rows wait on disk, one text file a partition: memory stays the same however many reports there
    are. Raises NotInstalled, OSError.
    """
    try:
        import duckdb
    except ImportError as error:
        raise NotInstalled from error
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".cells-") as scratch:
        made, rows = Path(scratch, FOLDER), 0
        made.mkdir()
        connection = duckdb.connect()
        aside = _quoted(Path(scratch, "aside"))
        connection.execute(f"SET threads = 1; SET memory_limit = '{MEMORY}'; SET temp_directory = {aside}")
        for (year, region), texts in sorted(_spread(reports, Path(scratch)).items()):
            target = made / f"year={year}/region={region}/cells.parquet"
            target.parent.mkdir(parents=True)
            connection.execute(_copy(texts, target))
            (count,) = connection.fetchone() or (0,)
            rows += int(count)
            texts.unlink()
        shutil.rmtree(folder / FOLDER, ignore_errors=True)
        made.rename(folder / FOLDER)
    return rows


def _copy(texts: Path, target: Path) -> str:
    """The statement that makes a Parquet file of a text file."""
    types = ", ".join(f"'{field.name}': '{type_}'" for field, type_ in COLUMNS)
    return (
        f"COPY (FROM read_csv({_quoted(texts)}, auto_detect=false, header=false, delim=',', quote='\"', "
        f"escape='\"', nullstr='{NULL}', columns={{{types}}})) TO {_quoted(target)} "
        f"(FORMAT parquet, COMPRESSION zstd, KV_METADATA {{format: '{FORMAT}'}})"
    )


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def _spread(reports: Iterable[Report], folder: Path) -> dict[Partition, Path]:
    """The rows of all reports in one text file a partition."""
    files: dict[Partition, Path] = {}
    waiting: dict[Partition, io.StringIO] = {}
    for number, report in enumerate(reports, 1):
        partition = report.year, report.body.id.partition("/")[0]
        files.setdefault(partition, folder / f"{len(files)}.csv")
        csv.writer(waiting.setdefault(partition, io.StringIO())).writerows(rows(report))
        if number % BATCH == 0:
            _flush(waiting, files)
    _flush(waiting, files)
    return files


def _flush(waiting: dict[Partition, io.StringIO], files: dict[Partition, Path]) -> None:
    for partition, texts in waiting.items():
        with files[partition].open("a", encoding="utf-8", newline="") as file:
            file.write(texts.getvalue())
    waiting.clear()


def rows(report: Report) -> Iterator[Row]:
    """The rows of one report in printed order, without year and region; NULL for no number."""
    body = report.body.id, report.body.name, report.body.kind
    for fixed, slot in _fixed(*shape(report)):
        cell = report.cells.get(slot.route)
        unit = (cell.unit if cell else "") or slot.column.unit
        text, note = (cell.text, cell.note) if cell else ("", "")
        yield *body, *fixed, unit, state_of(slot, cell), text, number_of(cell) or NULL, note


@lru_cache(maxsize=512)
def _fixed(form: Form, local_rows: LocalRows, prints: ColumnPrints) -> tuple[tuple[Row, Slot], ...]:
    """What the rows of all reports of one shape have in common, from `form` to `kind`."""
    return tuple(
        (
            (
                form.section[grid.id.partition(".")[0]].form,
                grid.id,
                row.id,
                slot.column.id,
                slot.route,
                slot.label,
                slot.column.kind,
            ),
            slot,
        )
        for grid in grids(form, local_rows, prints)
        for row in grid.rows
        for slot in row.slots
    )
