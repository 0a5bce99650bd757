"""The site of the same reports by gongkai, Hugo, Zensical and mkdocs-material, in alternating runs: `make bench`.

    make bench [ARGS="--reports 100 1000 --engines gongkai hugo --runs 3 --write"]

Cold: everything that an earlier run made is gone. Changed: one figure of one report is another. The
others get the pages ready made; ours is charged for reading, checks, pages, downloads and search.
`--write` renews docs/developers/benchmarks.md and its picture.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path

from contest import city, measure, report, results
from contest.engines import ENGINES, Engine
from contest.results import CHANGED, COLD, Run, Size


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--reports",
        type=int,
        nargs="*",
        default=[100, 1000],
        help="about how many reports; none, to write the page of what is known",
    )
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=list(ENGINES))
    parser.add_argument("--runs", type=int, default=3, help="rounds, each of one run of every engine")
    parser.add_argument(
        "--patience",
        type=float,
        default=60,
        help="seconds after which an engine sits out the further rounds; and an engine whose cold run took "
        "four times as long, the changed figure",
    )
    parser.add_argument("--folder", type=Path, help="where to build; default a temporary folder")
    parser.add_argument("--write", action="store_true", help="renew docs/developers/benchmarks.md")
    chosen = parser.parse_args()
    known = results.read()
    for reports in chosen.reports:
        with tempfile.TemporaryDirectory(dir=chosen.folder) as folder:
            size = contest(Path(folder), reports, chosen.engines, chosen.runs, chosen.patience)
        known[reports] = size
        print("\n".join(report.lines(reports, size)), flush=True)
    if chosen.write:
        results.write(known)
        report.write(known)


def contest(folder: Path, reports: int, names: list[str], runs: int, patience: float) -> Size:
    """All runs of all engines with one city."""
    made = city.make(folder, reports)
    there = [ENGINES[name](made, folder / name) for name in names]
    size = Size.of(made.root, {engine.name: {COLD: [], CHANGED: []} for engine in there})
    rounds(there, size, COLD, runs, patience)
    for engine in there:
        size.outputs[engine.name] = results.output(engine.folder / engine.site)
    quick = [engine for engine in there if size.runs[engine.name][COLD][-1].wall <= 4 * patience]
    rounds(quick, size, CHANGED, runs, patience)
    return size


def rounds(there: list[Engine], size: Size, case: str, runs: int, patience: float) -> None:
    """Rounds in which each engine runs once, in another order every time."""
    for number in range(runs):
        turn = number % max(len(there), 1)
        for engine in (*there[turn:], *there[:turn]):
            done = size.runs[engine.name][case]
            if number == 0 or sum(run.wall for run in done) < patience:
                if case == COLD:
                    engine.clean()
                else:
                    engine.change((number + 1) % 2)
                os.sync()  # what the runs before left to be written is not charged to this one
                used = measure.run(engine.command, engine.folder, engine.may_end_with)
                done.append(Run(number, used.wall, used.cpu, used.peak))
                print(f"  {engine.name:20} {case:8} {used.wall:9.2f} s {used.cpu:9.2f} CPU s", flush=True)


if __name__ == "__main__":
    main()
