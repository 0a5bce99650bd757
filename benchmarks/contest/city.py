"""The fictional city that all build: its reports, its pages, and what one changed figure changes in them."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from gongkai.layout import GENERATED

ROOT = Path(__file__).parents[2]
GONGKAI = str(Path(sys.executable).with_name("gongkai"))
YEARS = 5
LARGEST = 2000
"""Bodies of one city; more reports are those of more cities."""
MORE = "甲乙丙丁戊己庚辛壬癸"
FIGURE = re.compile(r"(?m)^( +administrative_compulsion: *\[ *)(\d+)(\])")
"""A figure that no sum and no sentence needs."""
REMOVED = count()
Versions = dict[str, tuple[bytes, bytes]]
"""Name of a page → its bytes before and after the change."""


@dataclass(frozen=True)
class City:
    """A site root, built, and one figure that changes."""

    root: Path
    report: Path
    """The file of the figure."""
    texts: tuple[str, str]
    """That file before and after."""
    pages: Versions
    """The pages of the documents folder that the figure changes."""


def make(folder: Path, reports: int) -> City:
    """The city with about that many reports, its site built."""
    root = folder / "city"
    write(root, reports)
    build(root)
    before = {name: hashlib.sha256((root / "docs" / name).read_bytes()).digest() for name in pages(root)}
    files = sorted(root.glob("reports/**/2024.yml"))
    report = next(file for file in files if FIGURE.search(file.read_text("utf-8")))
    old = report.read_text("utf-8")
    new = FIGURE.sub(lambda found: f"{found[1]}{int(found[2]) + 1}{found[3]}", old, count=1)
    report.write_text(new, "utf-8")
    build(root)
    changed = [
        name
        for name in pages(root)
        if hashlib.sha256((root / "docs" / name).read_bytes()).digest() != before.get(name)
    ]
    after = [(root / "docs" / name).read_bytes() for name in changed]
    report.write_text(old, "utf-8")
    build(root)
    if not changed:
        raise RuntimeError(f"the figure that was changed in {report} is on no page")
    was = [(root / "docs" / name).read_bytes() for name in changed]
    versions = dict(zip(changed, zip(was, after, strict=True), strict=True))
    return City(root, report, (old, new), versions)


def build(root: Path) -> None:
    """Build its site; the city has reports with errors, which is why 1 is no failure."""
    done = subprocess.run([GONGKAI, "build", "--root", str(root)], capture_output=True)
    if done.returncode not in (0, 1):
        raise RuntimeError(done.stderr.decode("utf-8", "replace"))


def write(root: Path, reports: int) -> None:
    """Write the reports, of as many cities as it takes."""
    cities, rest = divmod(max(reports // YEARS, 1), LARGEST)
    sizes = [LARGEST] * cities + [rest] * bool(rest)
    if len(sizes) > 1 + len(MORE):
        raise SystemExit(f"at most {LARGEST * YEARS * (1 + len(MORE)):,} reports")
    for number, size in enumerate(sizes):
        out = root if number == 0 else root.with_name("another")
        chosen = ["--bodies", str(size), "--years", str(YEARS), "--out", str(out), "--root", str(ROOT)]
        subprocess.run([GONGKAI, "demo", *chosen], check=True, capture_output=True)
        if number:
            for file in (out / "reports").rglob("*.yml"):
                text = file.read_text("utf-8").replace("示例市", f"示例{MORE[number - 1]}市")
                file.write_text(text, "utf-8")
            (out / "reports/shili").rename(root / f"reports/shili-{number}")
            shutil.rmtree(out)


def pages(root: Path) -> Iterator[str]:
    """The names of all pages of the documents folder."""
    documents = root / "docs"
    return (file.relative_to(documents).as_posix() for file in sorted(documents.rglob("*.md")))


def address(name: str) -> str:
    """Where the page of a Markdown file stands in the site."""
    folder = name.removesuffix(".md").removesuffix("index").rstrip("/")
    return f"{folder}/index.html" if folder else "index.html"


def clean(root: Path) -> None:
    """Take away all that a build made."""
    for name in (".gongkai", "site", *(f"docs/{each}" for each in GENERATED)):
        remove(root, name)


def remove(folder: Path, name: str) -> None:
    """Take away what is in a folder, to a place beside it where it stays until all is over: for minutes ext4
    passes over the inodes of what was deleted, one by one, whenever it makes a file, and would charge that to
    whoever makes the most."""
    if (folder / name).exists():
        gone = folder.with_name("gone")
        gone.mkdir(exist_ok=True)
        (folder / name).rename(gone / str(next(REMOVED)))


def copy(source: Path, target: Path, wanted: Callable[[str], bool] = lambda name: True) -> None:
    """Copy the wanted files of a folder, by their paths in it."""
    for file in sorted(source.rglob("*")):
        name = file.relative_to(source).as_posix()
        if file.is_file() and wanted(name):
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target / name)
