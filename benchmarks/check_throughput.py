"""Reports a second through loading and all checks, prose included, on one core and on all.

    python benchmarks/check_throughput.py [--reports 2000] [--root FOLDER]

Makes a fictional city by varying the repository's own report: every body has two years, so that
the checks across years and between texts have work to do. The prose is dense: 38 numbers each.
"""

from __future__ import annotations

import argparse
import os
import resource
import tempfile
import time
from pathlib import Path

from gongkai.check.run import check_project
from gongkai.load.project import load_project

SEED = Path(__file__).parent.parent / "reports/daxing/qingyundian/2020.yml"


def city(folder: Path, reports: int) -> None:
    """Two reports a body, for 2019 and 2020; the sentences of the two years differ."""
    text = SEED.read_text("utf-8")
    for number in range(reports):
        body, year = number // 2, 2019 + number % 2
        place = folder / f"reports/shi/zhen{body}"
        place.mkdir(parents=True, exist_ok=True)
        (place / "body.yml").write_text(f"name: 示例市第{body}镇人民政府\nkind: township\n", "utf-8")
        own = text.replace("青云店镇", f"第{body}镇").replace("2020年", f"{year}年")
        if year == 2019:
            own = own.replace("的", "之")
        (place / f"{year}.yml").write_text(own, "utf-8")


def measured(folder: Path, cores: set[int]) -> tuple[float, float, float, int]:
    """Seconds of loading and of checking by the clock, their CPU seconds, and the findings."""
    os.sched_setaffinity(0, cores)
    spent, started = _spent(), time.perf_counter()
    project = load_project(folder)
    loaded = time.perf_counter()
    findings = check_project(project)
    checked = time.perf_counter()
    return loaded - started, checked - loaded, _spent() - spent, len(findings)


def _spent() -> float:
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--reports", type=int, default=2000)
    parser.add_argument("--root", type=Path, help="measure this site root instead, e.g. one of gongkai demo")
    options = parser.parse_args()
    every = os.sched_getaffinity(0)
    with tempfile.TemporaryDirectory() as name:
        root = options.root or Path(name)
        if options.root is None:
            city(root, options.reports)
        reports = len(load_project(root).reports)
        print(f"{reports} reports; seconds by the clock, and of CPU")
        for cores in ({min(every)}, every):
            load, check, cpu, findings = measured(root, cores)
            total = load + check
            print(
                f"{len(cores)} core(s): load {load:.2f} ({load / reports * 1000:.2f} ms a report), "
                f"check {check:.2f} ({check / reports * 1000:.2f} ms), together {total:.2f}; CPU {cpu:.2f}; "
                f"{reports / total:.0f} reports/s, {reports / cpu:.0f} a CPU second; {findings} findings"
            )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak {peak:.0f} MiB")


if __name__ == "__main__":
    main()
