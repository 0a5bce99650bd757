"""How often the culprit finder names the one cell that was changed.

    python benchmarks/culprit.py [REPORT.yml …] [--corpus FOLDER]

Changes every cell that stands in a sum or balance by +1, −1 and +9, one at a time, and asks for
the culprit. Prints for each report how many were named, undetermined (the relations do not tell
which cell), or wrong; exits with 1 when any answer was wrong. `--corpus` adds the clean reports of
a folder of real ones (see corpus.py): those whose sums all hold.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from msgspec.structs import replace

from corpus import specimens
from gongkai.check.culprit import culprits
from gongkai.load.project import load_project
from gongkai.model.relations import of_report
from gongkai.model.report import Report

ROOT = Path(__file__).parent.parent
DELTAS = (Decimal(1), Decimal(-1), Decimal(9))


def outcome(report: Report, route: str, delta: Decimal) -> str:
    """named, undetermined, wrong, or "" when the cell cannot be changed by that much."""
    cell = report.cells[route]
    if cell.value is None or cell.value + delta < 0:
        return ""
    changed = replace(report, cells={**report.cells, route: replace(cell, value=cell.value + delta)})
    found = culprits(changed)
    answers = {
        answer[0].route: answer[0].now for each in found for answer in each.answers if len(answer) == 1
    }
    if answers.get(route) != cell.value:
        return "wrong"
    return "named" if len(answers) == 1 else "undetermined"


def chosen(files: list[Path], corpus: Path | None) -> Iterator[Report]:
    """The reports to change: the files named, and the clean ones of the folder."""
    for file in files:
        root = next(folder.parent for folder in file.parents if folder.name == "reports")
        yield next(each for each in load_project(root).reports.values() if root / each.file == file)
    if corpus:
        # A scan prints them run together: a cell that cannot be read leaves its relations untested.
        yield from (
            each.report
            for each in specimens(corpus)
            if len(summed(each.report)) > 150 and not culprits(each.report)
        )


def summed(report: Report) -> set[str]:
    """The cells with a figure that stand in a sum or a balance which can be worked out."""
    return {
        cell
        for equation in of_report(report)
        if equation.relation.kind in ("sum", "balance") and equation.sides(report) is not None
        for cell in equation.cells
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--corpus", type=Path)
    options = parser.parse_args()
    files = [file.resolve() for file in options.files] or [ROOT / "reports/daxing/qingyundian/2020.yml"]
    together: Counter[str] = Counter()
    for report in chosen(files, options.corpus):
        counts = Counter(outcome(report, cell, delta) for cell in sorted(summed(report)) for delta in DELTAS)
        together += counts
        print(f"{report.id}: {shown(counts)}")
    print(f"together: {shown(together)}")
    sys.exit(1 if together["wrong"] else 0)


def shown(counts: Counter[str]) -> str:
    return ", ".join(f"{name} {counts[name]}" for name in ("named", "undetermined", "wrong"))


if __name__ == "__main__":
    main()
