"""What was measured, kept in benchmarks/results.json from one run of the command to the next, by size."""

from __future__ import annotations

import json
import os
import platform
import statistics
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import date
from importlib.metadata import version
from pathlib import Path

from .city import ROOT

FILE = ROOT / "benchmarks/results.json"
COLD, CHANGED = "cold", "changed"
PROGRAMS = ("mkdocs", "mkdocs-material", "jieba", "zensical", "hugo")


@dataclass(frozen=True, slots=True)
class Run:
    """One run: its round, wall and CPU seconds, peak memory in MB."""

    round: int
    wall: float
    cpu: float
    peak: float


@dataclass(frozen=True, slots=True)
class Output:
    """A site: its pages, their bytes, all files, all bytes."""

    pages: int
    page_bytes: int
    files: int
    bytes: int


@dataclass
class Size:
    """All runs with one city: engine → case → runs."""

    day: str
    machine: str
    programs: str
    reports: int
    pages: int
    runs: dict[str, dict[str, list[Run]]]
    outputs: dict[str, Output] = field(default_factory=dict)

    @classmethod
    def of(cls, root: Path, runs: dict[str, dict[str, list[Run]]]) -> Size:
        """Nothing measured yet."""
        reports = sum(1 for file in (root / "reports").rglob("*.yml") if file.stem.isdigit())
        pages = sum(1 for _ in (root / "docs").rglob("*.md"))
        programs = ", ".join(f"{name} {version(name)}" for name in PROGRAMS)
        return cls(date.today().isoformat(), machine(), programs, reports, pages, runs)

    def median(self, engine: str, case: str, what: Callable[[Run], float]) -> float | None:
        """Over all runs; None without any."""
        runs = self.runs.get(engine, {}).get(case, [])
        return statistics.median(map(what, runs)) if runs else None

    def ratio(self, engine: str, other: str, case: str, what: Callable[[Run], float]) -> float | None:
        """The median of what each round gave, ours divided by the other's; None without a common round."""
        mine, others = (
            {run.round: what(run) for run in self.runs.get(name, {}).get(case, [])}
            for name in (engine, other)
        )
        common = mine.keys() & others.keys()
        return statistics.median(mine[each] / others[each] for each in common) if common else None


def wall(run: Run) -> float:
    return run.wall


def cpu(run: Run) -> float:
    return run.cpu


def peak(run: Run) -> float:
    return run.peak


def output(site: Path) -> Output:
    """What a site holds."""
    sizes = [(file.suffix == ".html", file.stat().st_size) for file in site.rglob("*") if file.is_file()]
    pages = [size for page, size in sizes if page]
    return Output(len(pages), sum(pages), len(sizes), sum(size for _, size in sizes))


def machine() -> str:
    """Processor, cores that may be used, system and Python."""
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        lines = []
    name = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    system = f"{platform.system()} {platform.release().partition('-')[0]}, Python {platform.python_version()}"
    return f"{cores} cores, {name or platform.machine()}, {system}"


def read() -> dict[int, Size]:
    """Reports of a city → what was measured with it."""
    if not FILE.is_file():
        return {}
    return {int(reports): _size(each) for reports, each in json.loads(FILE.read_text("utf-8")).items()}


def _size(each: dict[str, object]) -> Size:
    size = Size(**each)  # type: ignore[arg-type]
    size.runs = {
        engine: {case: [Run(**run) for run in runs] for case, runs in cases.items()}  # type: ignore[arg-type]
        for engine, cases in size.runs.items()
    }
    size.outputs = {engine: Output(**made) for engine, made in size.outputs.items()}  # type: ignore[arg-type]
    return size


def write(known: dict[int, Size]) -> None:
    sizes = {str(reports): asdict(known[reports]) for reports in sorted(known)}
    FILE.write_text(json.dumps(_rounded(sizes), indent=1) + "\n", "utf-8")


def _rounded(value: object) -> object:
    if isinstance(value, float):
        return round(value, 4)
    if isinstance(value, dict):
        return {key: _rounded(each) for key, each in value.items()}
    return [_rounded(each) for each in value] if isinstance(value, list) else value
