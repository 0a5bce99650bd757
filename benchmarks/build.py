"""A cold build, fast and slow: CPU seconds of every step, in alternating runs on the same reports.

    python benchmarks/build.py [--reports 200 1000] [--runs 3] [--only fast]

Loading, checking and rendering are timed once, the site in every run. "MkDocs" is the one run of the fast path, of hand-written
pages, prototypes and samples, with what is done meanwhile (pages planned and staged, addresses hashed, files placed); "plan" converts all pages for the first time, "stamp" converts, fills
in and writes them; "place" gives generated data files their second name. Medians.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from gongkai import cli
from gongkai.site import build as building
from gongkai.site import folders, stamp
from gongkai.site.render import render

ROOT = Path(__file__).parent.parent
YEARS = 6
STEPS = {
    "plan": (stamp, "plan"),
    "stage": (stamp, "stage"),
    "MkDocs": (building, "_mkdocs"),
    "squeeze": (stamp, "squeeze"),
    "shells": (stamp, "take_shells"),
    "stamp": (stamp, "stamp"),
    "examine": (building, "_examine"),
    "switch": (building, "switch"),
}
Seconds = dict[str, tuple[float, float]]


def cpu() -> float:
    """Of this thread and of all processes it has waited for."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.thread_time() + children.ru_utime + children.ru_stime


def timed(
    name: str, spent: Seconds, work: Callable[..., Any], clock: Callable[[], float] = cpu
) -> Callable[..., Any]:
    """The same function, whose CPU and wall seconds are added up under a name."""

    def measured(*values: Any) -> Any:
        began = clock(), time.perf_counter()
        result = work(*values)
        before = spent.get(name, (0.0, 0.0))
        spent[name] = before[0] + clock() - began[0], before[1] + time.perf_counter() - began[1]
        return result

    return measured


def during(
    name: str, spent: Seconds, work: Callable[..., AbstractContextManager[Any]]
) -> Callable[..., AbstractContextManager[Any]]:
    """The same for a step that lasts while its context does."""

    @contextmanager
    def measured(*values: Any) -> Iterator[Any]:
        began = cpu(), time.perf_counter()
        with work(*values) as given:
            yield given
        spent[name] = cpu() - began[0], time.perf_counter() - began[1]

    return measured


def prepare(root: Path) -> tuple[Seconds, int]:
    """Load, check and render; what it took, and how many pages there are."""
    spent: Seconds = {}
    timed("render", spent, render)(root, root / "docs")
    return spent, sum(1 for _ in (root / "docs").rglob("*.md"))


def site(root: Path, slow: bool) -> Seconds:
    """What the steps of one build of the site took; the last is all of it."""
    shutil.rmtree(root / "site", ignore_errors=True)
    spent: Seconds = {}
    originals = {name: getattr(module, function) for name, (module, function) in STEPS.items()}
    placing = folders.place
    for name, (module, function) in STEPS.items():
        watched = during if name == "MkDocs" else timed
        setattr(module, function, watched(name, spent, originals[name]))
    folders.place = timed("place", spent, placing, time.thread_time)
    try:
        why_not = timed("site", spent, building.build)(root, "mkdocs", root / "site", slow)
    finally:
        folders.place = placing
        for name, (module, function) in STEPS.items():
            setattr(module, function, originals[name])
    assert not why_not, why_not
    return spent


def table(title: str, runs: list[Seconds], pages: int) -> None:
    print(f"{title}, {pages} pages, {len(runs)} runs: median CPU s / wall s / CPU ms a page")
    for name in dict.fromkeys(name for run in runs for name in run):
        used, passed = (statistics.median(run[name][part] for run in runs) for part in (0, 1))
        print(f"  {name:8} {used:8.2f} {passed:8.2f} {used / pages * 1000:8.3f}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--reports", type=int, nargs="+", default=[200, 1000])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", choices=["fast", "slow"])
    chosen = parser.parse_args()
    ways = [chosen.only] if chosen.only else ["fast", "slow"]
    for count in chosen.reports:
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder) / "city"
            bodies = str(max(count // YEARS, 12))
            arguments = [
                "demo",
                "--bodies",
                bodies,
                "--years",
                str(YEARS),
                "--out",
                str(root),
                "--root",
                str(ROOT),
            ]
            assert CliRunner().invoke(cli.cli, arguments).exit_code == 0
            spent, pages = prepare(root)
            table(f"before, {count} reports", [spent], pages)
            runs: dict[str, list[Seconds]] = {way: [] for way in ways}
            for _ in range(chosen.runs):
                for way in ways:
                    runs[way].append(site(root, way == "slow"))
            for way in ways:
                table(f"{way}, {count} reports", runs[way], pages)


if __name__ == "__main__":
    main()
