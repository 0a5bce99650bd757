"""The fast path: MkDocs builds a page of every kind, and all others are stamped from it.

It takes the documents folder as MkDocs does and makes the same site, byte for byte. Whatever it
is not sure of, it refuses; the site is then built by MkDocs alone. docs/developers/fast-path.md.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from ..processes import in_pieces
from . import folders, sitemap
from .markup import page_of
from .plan import Plan, Refused, address_of, navigation, plan
from .shell import FOLDER, Kind, NoShell, Shell, cut, cut_line, has_marks, kind_of, prototype, values_of
from .squeeze import squeeze, squeezed_article


def build(root: Path, names: Sequence[str], new: Path, run: Callable[[str, Path], None]) -> None:
    """Make the site of the documents `names` (paths below docs/) in the folder `new`.

    `run` has MkDocs build the site of a configuration file in `root` into a folder. Raises Refused.
    """
    documents, staging, built = root / "docs", new.with_name("staging"), new.with_name("built")
    for folder in (staging, built):
        shutil.rmtree(folder, ignore_errors=True)  # of a build that was cut off
    chosen = plan(documents, names, navigation(root / "mkdocs.yml"))
    kinds = {kind: number for number, kind in enumerate(dict.fromkeys(chosen.stamped.values()))}
    try:
        stage(documents, chosen, kinds, staging)
        with ThreadPoolExecutor(1) as aside:
            placing = aside.submit(folders.place, chosen.placed, documents, new)  # while MkDocs runs
            run_staged(root, staging, built, run)
            placing.result()
        squeeze(built)
        shells = take_shells(built, kinds)
        folders.place(folders.files(built)[0], built, new)
        stamp(documents, chosen, shells, new)
    finally:
        for folder in (staging, built):
            shutil.rmtree(folder, ignore_errors=True)


def stage(documents: Path, chosen: Plan, kinds: dict[Kind, int], staging: Path) -> None:
    """A documents folder of what MkDocs is to build."""
    folders.place([*chosen.staged, *chosen.compared], documents, staging)
    for kind, number in kinds.items():
        address, text = prototype(kind, number)
        folders.renew(staging / address / "index.md", text.encode("utf-8"))


def run_staged(root: Path, staging: Path, built: Path, run: Callable[[str, Path], None]) -> None:
    name = ".gongkai-staging.yml"  # beside mkdocs.yml, because its paths are relative to it
    configuration = root / name
    try:
        docs = staging.relative_to(root).as_posix()
        configuration.write_text(f"INHERIT: mkdocs.yml\ndocs_dir: {docs}\n", "utf-8")
        run(name, built)
    finally:
        configuration.unlink(missing_ok=True)


@dataclass(frozen=True)
class Shells:
    """The shell of every kind, and that of its entry in the sitemap; the entries that are there already."""

    pages: dict[Kind, Shell]
    entries: dict[Kind, Shell]
    others: set[str]


def take_shells(built: Path, kinds: dict[Kind, int]) -> Shells:
    """Cut the prototypes to shells and remove them. Raises Refused."""
    listed = {_location(each): each for each in sitemap.entries(built)}
    pages, entries = {}, {}
    try:
        for kind, number in kinds.items():
            address, _ = prototype(kind, number)
            pages[kind] = cut((built / address / "index.html").read_text("utf-8"), address)
            location = next((each for each in listed if each.endswith(f"/{address}")), "")
            entries[kind] = cut_line(listed.pop(location, ""), address)
            shutil.rmtree(built / f"{kind[0]}{FOLDER}-{number}")
    except (NoShell, OSError) as error:
        raise Refused(str(error)) from error
    _refuse_marks(built, listed.values())
    return Shells(pages, entries, set(listed.values()))


def _location(entry: str) -> str:
    return entry.partition("<loc>")[2].partition("</loc>")[0]


def _refuse_marks(built: Path, entries: Iterable[str]) -> None:
    """Nothing of a prototype may have come upon another page."""
    names = [name for name in folders.files(built)[0] if name.endswith((".html", ".xml", ".json", ".txt"))]
    for name in names:
        if name != "sitemap.xml" and has_marks((built / name).read_text("utf-8", "replace")):
            raise Refused(f"主题把别的页面印在 {name} 上")
    if any(map(has_marks, entries)):
        raise Refused("网站地图（sitemap.xml）不完整")


def stamp(documents: Path, chosen: Plan, shells: Shells, new: Path) -> None:
    """Write all pages, and the sitemap with them. Raises Refused when a page is not what MkDocs made of it."""
    compared = set(chosen.compared)

    def work(names: Sequence[str]) -> tuple[list[str], list[str]]:
        entries, different = [], []
        for name in names:
            data, entry = _stamped(documents, name, chosen.stamped[name], shells)
            entries.append(entry)
            if name not in compared:
                _write(new / address_of(name), data)
            elif data != _built(new, name) or (entry and entry not in shells.others):
                different.append(name)
        return entries, different

    done = list(in_pieces(work, list(chosen.stamped)))
    if different := [name for _, names in done for name in names]:
        raise Refused(f"快速生成的 {different[0]} 与 MkDocs 生成的不同（共 {len(different)} 页）")
    sitemap.write(new, sorted(shells.others.union(*(entries for entries, _ in done)) - {""}))


def _stamped(documents: Path, name: str, kind: Kind, shells: Shells) -> tuple[bytes, str]:
    """A page and its entry in the sitemap."""
    page, address = page_of((documents / name).read_text("utf-8")), address_of(name)
    if page is None or kind_of(page, address, kind[0]) != kind:
        raise Refused(f"{name} 在生成过程中被改动")
    values = values_of(page, address, squeezed_article(page.html))
    return shells.pages[kind].stamped(values).encode("utf-8"), shells.entries[kind].stamped(values)


def _built(new: Path, name: str) -> bytes:
    return (new / address_of(name) / "index.html").read_bytes()


def _write(folder: Path, data: bytes) -> None:
    file = folder / "index.html"
    try:
        file.write_bytes(data)
    except FileNotFoundError:
        folder.mkdir(parents=True)
        file.write_bytes(data)
