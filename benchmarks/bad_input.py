"""How long the slowest bad inputs of the tests take to be refused.

    python benchmarks/bad_input.py

Loads every case of tests/cases/bad_input.py and every hostile size of tests/test_load_bad_input.py
and prints the five slowest, in milliseconds.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

import samples
from cases.bad_input import CASES
from test_load_bad_input import SIZES, edited


def seconds(text: str, year: int) -> float:
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        samples.project(Path(folder), text, year)
        return time.perf_counter() - start


def main() -> None:
    taken = {case.name: seconds(edited(case), 2020 if case.base == "seed" else 2024) for case in CASES}
    taken |= {name: seconds(text, 2024) for name, (text, _) in SIZES.items()}
    for name, spent in sorted(taken.items(), key=lambda each: -each[1])[:5]:
        print(f"{spent * 1000:7.1f} ms  {name}")
    print(f"{len(taken)} inputs")


if __name__ == "__main__":
    main()
