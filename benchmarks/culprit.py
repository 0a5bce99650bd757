"""How often the culprit finder names the one cell that was changed.

    python benchmarks/culprit.py [REPORT.yml …]

Changes every cell that stands in a sum or balance by +1, −1 and +9, one at a time, and asks for
the culprit. Prints for each report how many were named, undetermined (the relations do not tell
which cell), or wrong; exits with 1 when any answer was wrong.
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

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


def main() -> None:
    files = [Path(name).resolve() for name in sys.argv[1:]] or [ROOT / "reports/daxing/qingyundian/2020.yml"]
    wrong = 0
    for file in files:
        root = next(folder.parent for folder in file.parents if folder.name == "reports")
        report = next(each for each in load_project(root).reports.values() if root / each.file == file)
        cells = {
            cell
            for equation in of_report(report)
            if equation.relation.kind in ("sum", "balance")
            for cell in equation.cells
        }
        counts = Counter(outcome(report, cell, delta) for cell in sorted(cells) for delta in DELTAS)
        print(
            f"{report.id}: named {counts['named']}, undetermined {counts['undetermined']}, wrong {counts['wrong']}"
        )
        wrong += counts["wrong"]
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
