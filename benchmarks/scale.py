"""What a city costs: bytes and files a report, time and memory of check and build, for docs/developers/scale.md.

    .venv-bench/bin/python benchmarks/scale.py [--reports 1000 10000] [--root FOLDER]

The city is that of `make bench`. "packed" is what a transfer compressed with gzip would be, estimated
from every hundredth file. Builds: from nothing, and after one changed figure.
"""

from __future__ import annotations

import argparse
import tempfile
import zlib
from collections.abc import Iterable
from pathlib import Path

from contest import city, measure
from contest.results import machine

KINDS = ("YAML", "pages", "downloads", "search", "assets and others")
SAMPLE = 100


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--reports", type=int, nargs="+", default=[1000])
    parser.add_argument("--folder", type=Path, help="where to build; default a temporary folder")
    chosen = parser.parse_args()
    print(machine())
    for reports in chosen.reports:
        with tempfile.TemporaryDirectory(dir=chosen.folder) as folder:
            one(Path(folder) / "city", reports)


def one(root: Path, wanted: int) -> None:
    """Write a city, build it twice, print what it cost and what there is."""
    city.write(root, wanted)
    files = list((root / "reports").rglob("*.yml"))
    reports = sum(1 for file in files if file.stem.isdigit())
    print(f"\n{reports:,} reports, {len(files) - reports:,} bodies")
    spent("check", ["check", "--root", str(root)], root)
    spent("build", ["build", "--root", str(root)], root)
    report = next(
        file
        for file in sorted(root.glob("reports/**/2024.yml"))
        if city.FIGURE.search(file.read_text("utf-8"))
    )
    text = report.read_text("utf-8")
    report.write_text(
        city.FIGURE.sub(lambda found: f"{found[1]}{int(found[2]) + 1}{found[3]}", text, count=1)
    )
    spent("one changed", ["build", "--root", str(root)], root)
    sizes(root, files, reports)


def spent(what: str, command: list[str], root: Path) -> None:
    used = measure.run([city.GONGKAI, *command], root, (0, 1))
    print(f"  {what:12} {used.cpu:9.1f} CPU s {used.wall:9.1f} s {used.peak:9.0f} MB", flush=True)


def sizes(root: Path, yaml: Iterable[Path], reports: int) -> None:
    """Files and bytes by kind, in all and a report."""
    found: dict[str, list[Path]] = {kind: [] for kind in KINDS}
    found["YAML"] = sorted(yaml)
    for file in sorted((root / "site").rglob("*")):
        if file.is_file():
            found[kind_of(file.relative_to(root / "site"))].append(file)
    print(f"  {'':18}    files  a report        MB  kB a report  packed")
    for kind, files in found.items():
        size, packed = sum(file.stat().st_size for file in files), share(files[::SAMPLE])
        print(
            f"  {kind:18} {len(files):8,} {len(files) / reports:9.2f} {size / 1e6:9.1f} "
            f"{size / reports / 1e3:12.1f} {packed:7.2f}"
        )
    folders = sum(1 for each in (root / "site").rglob("*") if each.is_dir())
    print(f"  folders of the site {folders:,}")


def kind_of(file: Path) -> str:
    if file.suffix == ".html":
        return "pages"
    top = file.parts[0]
    return "search" if top == "search" else "downloads" if top in ("reports", "data") else "assets and others"


def share(files: Iterable[Path]) -> float:
    """Bytes after packing each by itself, divided by those before."""
    before = after = 0
    for file in files:
        data = file.read_bytes()
        before += len(data)
        after += len(zlib.compress(data, 6))
    return after / max(before, 1)


if __name__ == "__main__":
    main()
