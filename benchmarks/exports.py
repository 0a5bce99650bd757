"""The files to take away: what they cost to make and to keep, a report.

    python benchmarks/exports.py [--reports 1000] [--years 6] [--rounds 5]

Makes a fictional city (gongkai demo; of six years every report has tables), then prints for each
kind of file: CPU time on one core, the fastest round, and bytes, both divided by the number of
reports. The files of bodies and years are counted whole, so a share of them falls to each report.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from click.testing import CliRunner

from gongkai import cli
from gongkai.exporting import lists, official, record, series, tidy
from gongkai.load.project import Project, load_project
from gongkai.model.report import Report
from gongkai.site.exports import export_reports

ROOT = Path(__file__).parent.parent
Work = Callable[[], object]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--reports", type=int, default=1000)
    parser.add_argument("--years", type=int, default=6)
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        city, out = Path(folder, "city"), Path(folder, "docs")
        make(city, -(-asked.reports // asked.years), asked.years)
        project = load_project(city)
        count = len(project.reports)
        print(f"{count} reports of {len(project.bodies)} bodies")
        for name, work in works(project).items():
            print(f"  {name:<32}{1000 * fastest(work, asked.rounds) / count:7.3f} ms")
        for name in ("all, written to a new folder", "all, when nothing has changed"):
            written = partial(export_reports, project, list(project.reports), [], out, None)
            print(f"  {name:<32}{1000 * fastest(written, 1) / count:7.3f} ms")
        sizes = sizes_of(out)
        for kind, size in sorted(sizes.items()):
            print(f"  {kind:<32}{size / count:7.0f} bytes")
        print(f"  {'all':<32}{sum(sizes.values()) / count:7.0f} bytes")


def make(city: Path, bodies: int, years: int) -> None:
    arguments = ["demo", "--bodies", str(bodies), "--years", str(years), "--out", str(city)]
    with contextlib.redirect_stdout(io.StringIO()):
        done = CliRunner().invoke(cli.cli, [*arguments, "--root", str(ROOT)])
    if done.exit_code:
        sys.exit(done.output)


def works(project: Project) -> dict[str, Work]:
    """What makes each kind of file, for all reports."""
    reports = list(project.reports.values())
    official_ones = [each for each in reports if each.form.tables]
    bodies = project.bodies
    by_body: dict[str, list[Report]] = {}
    for each in reports:
        by_body.setdefault(each.body.id, []).append(each)
    heads = [record.head(each, bodies) for each in reports]

    def each_of(made: Callable[[Report], object], those: Iterable[Report]) -> Work:
        return lambda: [made(each) for each in those]

    return {
        "YEAR.json": each_of(lambda each: record.as_json(each, record.head(each, bodies)), reports),
        "YEAR.csv.gz": each_of(tidy.file_of, official_ones),
        "YEAR-tables.csv": each_of(official.as_csv, official_ones),
        "BODY/data.json": lambda: [
            series.body_json(lists.body_entry(bodies[id_], [each.year for each in mine]), mine)
            for id_, mine in by_body.items()
        ],
        "data/reports.json, .csv": lambda: (
            lists.reports_json(lists.text(lists.listed(each)) for each in heads),
            lists.reports_csv(map(lists.listed, heads), lists.labels_in(map(lists.listed, heads))),
        ),
    }


def fastest(work: Work, rounds: int) -> float:
    """CPU seconds of the fastest round."""
    found = []
    for _ in range(rounds):
        started = time.process_time()
        work()
        found.append(time.process_time() - started)
    return min(found)


def sizes_of(out: Path) -> Counter[str]:
    """Kind of file → bytes of all of them."""
    sizes: Counter[str] = Counter()
    for file in out.rglob("*.*"):
        name = file.relative_to(out).as_posix()
        if file.suffix != ".md":
            kind = re.sub(r"\d{4}", "YEAR", name)
            sizes[re.sub(r"reports/.*/", "", kind)] += file.stat().st_size
    return sizes


if __name__ == "__main__":
    main()
