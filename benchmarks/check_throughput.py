"""Reports a second through loading and checks: all families, and form and arithmetic only; on one core and on all.

    python benchmarks/check_throughput.py [--reports 2000] [--root FOLDER] [--peer COMMAND]

Makes a fictional city by varying the repository's own report: every body has two years, so that
the checks across years and between texts have work to do. The prose is dense: 38 numbers each.

`--peer check-jsonschema` has that program (from PyPI) validate the same files against the JSON Schema of
their form (docs/reference/schema/), which knows no sums; its start is measured apart and left out.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import tempfile
import time
from collections.abc import Collection
from pathlib import Path

from gongkai.check.run import FAMILIES, check_project
from gongkai.load.project import Project, load_project

ROOT = Path(__file__).parent.parent
SEED = ROOT / "reports/daxing/qingyundian/2020.yml"
ARITHMETIC = ("form", "numbers")
PEER_FILES = 200
"""So many are enough to see what the other program takes a file."""


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


def measured(folder: Path, cores: set[int], families: Collection[str]) -> tuple[float, float, float, int]:
    """Seconds of loading and of checking by the clock, their CPU seconds, and the findings."""
    os.sched_setaffinity(0, cores)
    spent, started = _spent(), time.perf_counter()
    project = load_project(folder)
    loaded = time.perf_counter()
    findings = check_project(project, families=families)
    checked = time.perf_counter()
    return loaded - started, checked - loaded, _spent() - spent, len(findings)


def _spent() -> float:
    return sum(
        usage.ru_utime + usage.ru_stime
        for usage in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


def peer(command: str, project: Project) -> tuple[float, int]:
    """CPU seconds that another validator takes for some files of the commonest form, and how many they are."""
    forms = [report.form.id for report in project.reports.values()]
    form = max(dict.fromkeys(forms), key=forms.count)
    files = [str(project.root / report.file) for report in project.reports.values() if report.form.id == form]
    files = files[: PEER_FILES + 1]
    run = [command, "--schemafile", str(ROOT / f"docs/reference/schema/{form}.json")]
    spent = []
    for some in (files[:1], files):
        before = _spent()
        subprocess.run([*run, *some], stdout=subprocess.DEVNULL, check=False)
        spent.append(_spent() - before)
    return spent[1] - spent[0], len(files) - 1


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--reports", type=int, default=2000)
    parser.add_argument("--root", type=Path, help="measure this site root instead, e.g. one of gongkai demo")
    parser.add_argument("--peer", help="another validator to compare with: check-jsonschema")
    options = parser.parse_args()
    every = os.sched_getaffinity(0)
    with tempfile.TemporaryDirectory() as name:
        root = (options.root or Path(name)).resolve()
        if options.root is None:
            city(root, options.reports)
        project = load_project(root)
        reports = len(project.reports)
        print(f"{reports} reports; seconds by the clock, and of CPU")
        for said, families in (("all families", FAMILIES), ("form and arithmetic", ARITHMETIC)):
            for cores in ({min(every)}, every):
                load, check, cpu, findings = measured(root, cores, families)
                total = load + check
                print(
                    f"{said}, {len(cores)} core(s): load {load:.2f} ({load / reports * 1000:.2f} ms a report), "
                    f"check {check:.2f} ({check / reports * 1000:.2f} ms), together {total:.2f}; CPU {cpu:.2f}; "
                    f"{reports / total:.0f} reports/s, {reports / cpu:.0f} a CPU second, "
                    f"{reports / cpu * 60:,.0f} a CPU minute; {findings} findings"
                )
        if options.peer:
            os.sched_setaffinity(0, {min(every)})
            theirs, files = peer(options.peer, project)
            _, _, mine, _ = measured(root, {min(every)}, ARITHMETIC)
            print(
                f"{options.peer}: {theirs / files * 1000:.1f} ms a file, {files / theirs * 60:,.0f} a CPU minute; "
                f"form and arithmetic take 1/{theirs / files / (mine / reports):.0f} of it"
            )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak {peak:.0f} MiB")


if __name__ == "__main__":
    main()
