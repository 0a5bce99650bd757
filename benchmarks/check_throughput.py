"""Reports a second through loading and all checks, prose included, on one core.

    python benchmarks/check_throughput.py [--reports 2000]

Makes a fictional city by varying the repository's own report: every body has two years, so that
the checks across years and between texts have work to do. Prints the time of loading and of
checking, reports a second, and the peak memory of the process.
"""

from __future__ import annotations

import argparse
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


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--reports", type=int, default=2000)
    reports = parser.parse_args().reports
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        city(folder, reports)
        started = time.process_time()
        project = load_project(folder)
        loaded = time.process_time()
        findings = check_project(project)
        checked = time.process_time()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"reports   {len(project.reports)} ({len(findings)} findings)")
    print(f"load      {loaded - started:6.2f} s CPU  {(loaded - started) / reports * 1000:6.2f} ms a report")
    print(f"check     {checked - loaded:6.2f} s CPU  {(checked - loaded) / reports * 1000:6.2f} ms a report")
    print(f"together  {reports / (checked - started):6.0f} reports/s on one core, peak {peak:.0f} MiB")


if __name__ == "__main__":
    main()
