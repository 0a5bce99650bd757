"""What a city costs: time and memory of every command, bytes and files a report; writes docs/developers/scale.md.

    .venv/bin/python benchmarks/scale.py [--reports 1000 10000] [--folder FOLDER] [--write]

The city is that of `make bench`. Every command runs once. "packed" is what a transfer compressed with gzip
would be, estimated from every hundredth file. Sizes that are written stay in benchmarks/scale.json.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import tempfile
import zlib
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from contest import city, measure, scale_page
from contest.results import machine
from contest.scale_page import SHARDS, Files, Scale, Step

FILE = city.ROOT / "benchmarks/scale.json"
SAMPLE = 100


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--reports", type=int, nargs="+", default=[1000])
    parser.add_argument("--folder", type=Path, help="where to build; default a temporary folder")
    parser.add_argument("--write", action="store_true", help="renew docs/developers/scale.md")
    chosen = parser.parse_args()
    known = scale_page.read(json.loads(FILE.read_text("utf-8"))) if FILE.is_file() else {}
    for reports in chosen.reports:
        with tempfile.TemporaryDirectory(dir=chosen.folder) as folder:
            known[reports] = one(Path(folder), reports)
    if chosen.write:
        FILE.write_text(json.dumps(scale_page.plain(known), indent=1) + "\n", "utf-8")
        scale_page.PAGE.write_text(scale_page.page(known), "utf-8")


def one(folder: Path, wanted: int) -> Scale:
    """Write a city, do everything with it, and print what it cost."""
    root, parts = folder / "city", folder / "parts"
    city.write(root, wanted)
    there = list((root / "reports").rglob("*.yml"))
    reports = sum(1 for file in there if file.stem.isdigit())
    found = Scale(date.today().isoformat(), machine(), reports, len(there) - reports)
    print(f"{reports:,} reports, {found.bodies:,} bodies, {found.machine}")

    def step(name: str, *command: str) -> None:
        used = measure.run([city.GONGKAI, *command, "--root", str(root)], root, (0, 1))
        found.steps[name] = Step(used.wall, used.cpu, used.peak)
        print(f"  {name:20} {used.cpu:9.2f} CPU s {used.wall:9.2f} s {used.peak:9.0f} MB", flush=True)

    step("check", "check")
    city.clean(root)
    step("build", "build")
    change(root)
    step("one figure changed", "build")
    step("Parquet", "export", "--format", "parquet", "--out", str(folder / "export"))
    found.files = {name: files(paths) for name, paths in kinds(root, folder / "export", there).items()}
    found.disk, found.inodes = disk(root)
    shutil.rmtree(folder / "export")
    city.clean(root)
    for number in range(1, SHARDS + 1):
        step(f"part {number}", "build", "--shard", f"{number}/{SHARDS}", "--out", str(parts / str(number)))
    found.files["parts"] = files(file for file in parts.rglob("*") if file.is_file())
    step("merge", "merge", *(str(parts / str(number)) for number in range(1, SHARDS + 1)))
    for name, each in found.files.items():
        print(
            f"  {name:20} {each.count:9,} files {each.bytes / 1e6:9.1f} MB "
            f"{each.bytes / reports / 1e3:9.2f} kB a report, packed {each.packed:.2f}"
        )
    print(f"  on disk {found.disk / 1e6:,.0f} MB, {found.inodes:,} inodes", flush=True)
    return found


def change(root: Path) -> None:
    """Change one figure of one report."""
    for file in sorted(root.glob("reports/**/2024.yml")):
        text = file.read_text("utf-8")
        changed = city.FIGURE.sub(lambda found: f"{found[1]}{int(found[2]) + 1}{found[3]}", text, count=1)
        if changed != text:
            file.write_text(changed, "utf-8")
            return


def kinds(root: Path, exported: Path, yaml: list[Path]) -> dict[str, list[Path]]:
    """Files by what they are."""
    found: dict[str, list[Path]] = {
        "YAML": sorted(yaml),
        **{name: [] for name in ("pages", "downloads", "search", "assets and others")},
        "Parquet": sorted(exported.rglob("*.parquet")),
    }
    for file in sorted((root / "site").rglob("*")):
        if file.is_file():
            found[kind_of(file.relative_to(root / "site"))].append(file)
    return found


def kind_of(file: Path) -> str:
    if file.suffix == ".html":
        return "pages"
    top = file.parts[0]
    return "search" if top == "search" else "downloads" if top in ("reports", "data") else "assets and others"


def files(paths: Iterable[Path]) -> Files:
    """How many, how large, and which part of that is left when each is packed by itself."""
    listed = list(paths)
    before = after = 0
    for file in listed[::SAMPLE]:
        data = file.read_bytes()
        before += len(data)
        after += len(zlib.compress(data, 6))
    return Files(len(listed), sum(file.stat().st_size for file in listed), after / max(before, 1))


def disk(root: Path) -> tuple[int, int]:
    """Bytes in blocks and inodes of all that is there, reports, documents, site and state; a second name costs nothing."""
    blocks: dict[int, int] = {}
    for folder, _, names in os.walk(root):
        for path in (folder, *(f"{folder}/{name}" for name in names)):
            found = os.lstat(path)
            blocks[found.st_ino] = found.st_blocks * 512
    return sum(blocks.values()), len(blocks)


if __name__ == "__main__":
    main()
