"""Files that readers can take away, and their addresses below the site's root.

They never meet a page or a body: pages have no ending, bodies are called [a-z0-9-]+, and beside a
report only PDF and Word files are admitted.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from .report import Report

RECORD, CELLS, TABLES = ".json", ".csv.gz", "-tables.csv"
CERTIFICATE = ".check.json"
"""Endings of the files beside the page of a report, after its year."""
INDEX = "data/index.json"
REPORTS, BODIES = "data/reports", "data/bodies"
"""Lists of all reports and of all bodies, with .json or .csv."""
COMPARISON = "gongkai-compare/1"
"""Format of the file of a body that the page 对比 reads."""


class Download(Struct, frozen=True):
    """A file and what its link says."""

    path: str
    label: str
    what: str


class Field(Struct, frozen=True):
    """One field of a file: a column, or the path of a JSON value, e.g. cells[].text."""

    name: str
    kind: str
    meaning: str


class Dataset(Struct, frozen=True):
    """One kind of file: what it holds, and its fields in order."""

    id: str
    title: str
    paths: tuple[str, ...]
    """Where it stands; {body} and {year} for those that there are several of."""
    what: str
    fields: tuple[Field, ...]
    schema: Mapping[str, Any] | None = None
    """JSON Schema, for JSON files."""


def of_report(id_: str, ending: str) -> str:
    """The file of a report (body/year)."""
    return f"reports/{id_}{ending}"


def of_body(body: str, ending: str) -> str:
    """The file of all years of a body; ending RECORD or CELLS."""
    return f"reports/{body}/data{ending}"


def of_comparison(body: str) -> str:
    """The file of a body that the page 对比 reads."""
    return f"reports/{body}/compare.json"


def of_year(year: int | str) -> str:
    """The file of all cells of a year."""
    return f"data/cells-{year}{CELLS}"


def page_of(id_: str) -> str:
    """The address of a report's page."""
    return f"reports/{id_}/"


def has_tables(report: Report) -> bool:
    """Whether a report has any table, official or its own."""
    return bool(report.form.tables) or any(block.table for blocks in report.free.values() for block in blocks)


def report_downloads(report: Report) -> list[Download]:
    """What a report's page offers."""
    found = [Download(of_report(report.id, RECORD), "JSON", "全文和各格数据")]
    if report.form.tables:
        found.append(Download(of_report(report.id, CELLS), "CSV 明细（gzip）", "每格一行，gzip 压缩"))
    if has_tables(report):
        found.append(Download(of_report(report.id, TABLES), "CSV 官方表式", "与统一格式的表格排列一致"))
    return found


def body_downloads(body: str) -> list[Download]:
    """What the page of a body with reports offers."""
    return [
        Download(of_body(body, RECORD), "历年数据 JSON", "每格一项，各年并列"),
        Download(of_body(body, CELLS), "历年数据 CSV", "每格一行，gzip 压缩"),
    ]


def year_downloads(year: int) -> list[Download]:
    """What the page of a year offers."""
    return [
        Download(of_year(year), f"{year}年各机关数据 CSV", "每格一行，gzip 压缩"),
        Download(f"{REPORTS}.csv", "报告目录 CSV", "每份报告一行"),
    ]


def list_downloads() -> list[Download]:
    """What the list of all reports offers."""
    return [
        Download(f"{REPORTS}.csv", "报告目录 CSV", "每份报告一行"),
        Download(f"{REPORTS}.json", "报告目录 JSON", "每份报告一项"),
        Download(f"{BODIES}.csv", "机关目录 CSV", "每个机关一行"),
        Download(f"{BODIES}.json", "机关目录 JSON", "每个机关一项"),
    ]
