"""CPU milliseconds a page, by kind of page: Markdown made from reports that are read and checked already.

    python benchmarks/pages.py [--bodies 300] [--years 3] [--root FOLDER]

Makes a fictional city with `gongkai demo`, or takes a site root. Each page is made once, so that what
is kept from page to page has to be made as well. Marks and certificates are made before. Prints the
pages of each kind, their size, and the cost of all of them, also divided by the reports of the site.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from gongkai.load.project import load_project
from gongkai.processes import without_collector
from gongkai.render import pages
from gongkai.render.contents import Site
from gongkai.site.certificate import certificate
from gongkai.site.telling import told

Made = Iterable[tuple[str, str]]


def measured(kind: str, made: Made, reports: int) -> None:
    started, count, size = time.process_time(), 0, 0
    for _, text in made:
        count += 1
        size += len(text.encode())
    spent = (time.process_time() - started) * 1000
    print(
        f"{kind:<9}{count:7} pages {size / max(count, 1) / 1024:8.1f} KiB each "
        f"{spent / max(count, 1):9.3f} ms a page {spent / reports:8.3f} ms a report"
    )


def site_of(root: Path) -> Site:
    """The site as it is published when no report has an error."""
    project = load_project(root)
    made = (certificate(project, each, ()) for each in project.reports.values())
    return Site(
        bodies=project.bodies,
        reports=project.reports,
        marks=dict(told(project, project.reports, {})[0]),
        certificates={each.report: each for each in made},
        explained=list(project.forms),
        url="https://www.example.gov.cn/",
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--bodies", type=int, default=300)
    parser.add_argument("--years", type=int, default=3)
    parser.add_argument("--root", type=Path, help="measure this site root instead")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        root = options.root or Path(name) / "demo"
        if options.root is None:
            gongkai = Path(sys.executable).with_name("gongkai")
            sizes = ["--bodies", str(options.bodies), "--years", str(options.years)]
            subprocess.run([gongkai, "demo", *sizes, "--out", str(root)], check=True, capture_output=True)
        site = site_of(root)
    reports = len(site.reports)
    print(f"{len(site.bodies)} bodies, {reports} reports")
    jobs = [*pages.lists(site), *pages.wide(site), *pages.narrow(site), *pages.machine(site)]
    with without_collector():
        for kind, same in groupby(sorted(jobs), itemgetter(0)):
            measured(kind, (pages.made(site, job) for job in same), reports)


if __name__ == "__main__":
    main()
