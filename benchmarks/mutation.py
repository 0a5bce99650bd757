"""Every figure that a sum holds, changed by one: does a finding name its row or column?

python benchmarks/mutation.py [REPORT.yml …]     prints the score of each report; default: all of reports/
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from msgspec.structs import replace

from gongkai.check.case import Case
from gongkai.check.run import check_report
from gongkai.load.project import load_project
from gongkai.model.relations import of_report
from gongkai.model.report import Cell, Report, State


def mutants(report: Report) -> Iterator[tuple[str, int, Report]]:
    """Route, change and the changed report, for every figure in tables that must add up."""
    tables = {equation.table.route for equation in of_report(report) if equation.relation.kind == "sum"}
    for route, cell in report.cells.items():
        if cell.value is not None and any(route.startswith(f"{table}.") for table in tables):
            for change in (1, -1):
                yield route, change, replace(report, cells={**report.cells, route: changed(cell, change)})


def changed(cell: Cell, change: int) -> Cell:
    value = (cell.value or Decimal(0)) + change
    return Cell(str(value), State.NUMBER, value)


def is_named(report: Report, route: str) -> bool:
    """Whether an error stands in the row or the column of the cell, at a place in the file."""
    for finding in check_report(Case(report)):
        cells = finding.evidence.cells if finding.evidence else ()
        named = finding.blocks and route in cells and finding.place.line > 1
        if named and same_line(report, route, finding.route):
            return True
    return False


def same_line(report: Report, route: str, other: str) -> bool:
    """Whether two cells share a row or a column of a table."""
    for table in report.form.tables:
        if route.startswith(f"{table.route}.") and other.startswith(f"{table.route}."):
            mine, theirs = (_position(report, each) for each in (route, other))
            return mine[0] == theirs[0] or mine[1] == theirs[1]
    return False


def _position(report: Report, route: str) -> tuple[str, str]:
    for table in report.form.tables:
        for line in report.lines(table):
            if route in line.cells:
                return line.route, route.rpartition(".")[2]
    return route, route


def missed(report: Report) -> tuple[list[str], int]:
    """The changes that no error names, and how many were tried."""
    tried = list(mutants(report))
    return [f"{route} {change:+d}" for route, change, mutant in tried if not is_named(mutant, route)], len(
        tried
    )


def main() -> int:
    root = Path(__file__).parent.parent
    wanted = {Path(name).resolve() for name in sys.argv[1:]}
    failed = 0
    for report in load_project(root).reports.values():
        if wanted and (root / report.file).resolve() not in wanted:
            continue
        unnamed, tried = missed(report)
        failed += len(unnamed)
        print(
            f"{report.file}: {tried - len(unnamed)} of {tried} changes named ({1 - len(unnamed) / max(tried, 1):.1%})"
        )
        for line in unnamed:
            print(f"  not named: {line}")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
