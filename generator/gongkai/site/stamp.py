"""The fast path: MkDocs builds a page of every kind, and all others are stamped from it.

It takes the documents folder as MkDocs does and makes the same site, byte for byte. Whatever it
is not sure of, it refuses; the site is then built by MkDocs alone. docs/developers/fast-path.md.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from msgspec import Struct, field

from ..files import read, write
from ..processes import in_pieces
from . import folders, sitemap, watch
from .keeping import Kept, Own, Single, own_shell, singles
from .markup import squeezed_page, written_page
from .plan import Plan, Refused, address_of, is_placed, navigation, plan
from .shell import FOLDER, Kind, NoShell, Shell, cut, cut_line, has_marks, kind_of, prototype, values_of
from .squeeze import squeeze

Engine = Callable[[], AbstractContextManager[Callable[[str], None]]]
"""Has MkDocs build a site while its context lasts, from when it is told the configuration: until then it loads."""


def build(
    root: Path,
    names: Sequence[str],
    new: Path,
    engine: Engine,
    ended: Callable[[], Sequence[str]],
    fresh: Collection[str] = (),
) -> Kept:
    """Make the site of the documents `names` (paths below docs/) in the folder `new`; `fresh` are those that
    our templates wrote in this run.

    `ended` returns the names once more, and is called while MkDocs is at work: what is no page may
    have come meanwhile. Returns what the next build can do without MkDocs. Raises Refused.
    """
    unknown: set[str] = set()
    try:
        while True:
            kept, more = _attempt(root, names, unknown, new, engine, ended, fresh)
            if not more:
                return kept
            unknown |= more
    finally:
        _clear(new.with_name("staging"), new.with_name("built"))


def _attempt(
    root: Path,
    names: Sequence[str],
    unknown: set[str],
    new: Path,
    engine: Engine,
    ended: Callable[[], Sequence[str]],
    fresh: Collection[str],
) -> tuple[Kept, set[str]]:
    """Make the site. Returns the pages that cannot be stamped after all; without any it is done."""
    documents, staging, built = root / "docs", new.with_name("staging"), new.with_name("built")
    _clear(staging, built, new)
    with engine() as begin:
        chosen = plan(documents, names, navigation(root / "mkdocs.yml"), unknown)
        kinds = {kind: number for number, kind in enumerate(dict.fromkeys(chosen.stamped.values()))}
        own = singles(documents, chosen.staged)
        stage(documents, chosen, kinds, own, staging)
        begin(configuration(root, staging, built))
        folders.place(filter(is_placed, ended()), documents, new)
    squeeze(built)
    try:
        shells = take_shells(built, kinds, own)
    except (NoShell, OSError) as error:
        raise Refused(str(error)) from error
    folders.place(folders.files(built)[0], built, new)
    kept = Kept(shells.pages, shells.entries, chosen.above, shells.own, frozenset(chosen.staged))
    return kept, stamp(documents, chosen, shells, new, fresh)


def _clear(*paths: Path) -> None:
    for path in paths:
        shutil.rmtree(path, ignore_errors=True)


def stage(
    documents: Path, chosen: Plan, kinds: dict[Kind, int], own: Mapping[str, Single], staging: Path
) -> None:
    """A documents folder of what MkDocs is to build."""
    whole = (name for name in chosen.staged if name not in own)
    folders.place([*whole, *chosen.compared], documents, staging)
    for name, single in own.items():
        write(f"{staging}/{name}", single.staged.encode("utf-8"))
    for kind, number in kinds.items():
        address, text = prototype(kind, number)
        write(f"{staging}/{address}index.md", text.encode("utf-8"))


def configuration(root: Path, staging: Path, built: Path) -> str:
    """That of the site, for other documents; paths in it are relative to the root, where MkDocs runs."""
    docs, site = (json.dumps(each.relative_to(root).as_posix()) for each in (staging, built))
    return f"INHERIT: mkdocs.yml\ndocs_dir: {docs}\nsite_dir: {site}\n"


class Done(Struct, frozen=True):
    """What came of some pages: entries of the sitemap, pages that cannot be stamped, and that differ."""

    entries: list[str]
    unknown: list[str]
    different: list[str]


class Shells(Struct, frozen=True):
    """The shell of every kind, and that of its entry in the sitemap; those of single pages; the entries that
    are there already."""

    pages: Mapping[Kind, Shell]
    entries: Mapping[Kind, Shell]
    own: Mapping[str, Own] = field(default_factory=dict)
    others: frozenset[str] = frozenset()


def take_shells(built: Path, kinds: dict[Kind, int], own: Mapping[str, Single]) -> Shells:
    """Cut the prototypes to shells and remove them; likewise the pages that have marks for themselves, which
    are filled in. Raises NoShell and Refused."""
    listed = {_location(each): each for each in sitemap.entries(built)}
    home = min(listed, key=len, default="")  # all others begin with the address of the site
    pages, entries, owned, done = {}, {}, {}, []
    for kind, number in kinds.items():
        address, _ = prototype(kind, number)
        pages[kind] = cut((built / address / "index.html").read_text("utf-8"), address)
        location = next((each for each in listed if each.endswith(f"/{address}")), "")
        entries[kind] = cut_line(listed.pop(location, ""), address)
        shutil.rmtree(built / f"{kind[0]}{FOLDER}-{number}")
    for name, single in own.items():
        file = (built / name).with_suffix(".html")
        entry = listed.pop(f"{home}{address_of(name).removeprefix('/')}", "")
        owned[name] = own_shell(single, file.read_text("utf-8"), entry)
        data, entry = owned[name].stamped(single)
        file.write_bytes(data)
        done.append(entry)
    _refuse_marks(built, listed.values())
    return Shells(pages, entries, owned, frozenset([*listed.values(), *done]))


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


def stamp(documents: Path, chosen: Plan, shells: Shells, new: Path, fresh: Collection[str]) -> set[str]:
    """Write all pages, and the sitemap with them. Returns those that cannot be stamped.

    Raises Refused when a page is not what MkDocs made of it.
    """
    compared = set(chosen.compared)

    def work(names: Sequence[str]) -> Done:
        done = Done([], [], [])
        for name in names:
            made = stamped_page(documents, name, chosen.stamped[name], shells, name in fresh)
            if made is None:
                done.unknown.append(name)
                continue
            data, entry = made
            done.entries.append(entry)
            if name not in compared:
                write(f"{new}/{address_of(name)}index.html", data)
            elif data != _built(new, name) or (entry and entry not in shells.others):
                done.different.append(name)
        return done

    pieces, total = [], len(chosen.stamped)
    with watch.part("按样页生成网页"):
        for piece in in_pieces(work, list(chosen.stamped), most=500):
            pieces.append(piece)
            watch.step("生成网页", min(500 * len(pieces), total), total)
    if different := [name for piece in pieces for name in piece.different]:
        raise Refused(f"快速生成的 {different[0]} 与 MkDocs 生成的不同（共 {len(different)} 页）")
    sitemap.write(new, sorted(shells.others.union(*(piece.entries for piece in pieces)) - {""}))
    return {name for piece in pieces for name in piece.unknown}


def stamped_page(
    documents: Path, name: str, kind: Kind, shells: Shells, fresh: bool = False
) -> tuple[bytes, str] | None:
    """A page and its entry in the sitemap; None when it cannot be converted, or is not what it seemed."""
    source, address = read(f"{documents}/{name}"), address_of(name)
    page = (written_page(source) if fresh else None) or squeezed_page(source)
    if page is None or kind_of(page.meta, (each.level for each in page.headings), address, kind[0]) != kind:
        return None
    values = values_of(page, address, page.html)
    return shells.pages[kind].stamped(values), shells.entries[kind].stamped(values).decode("utf-8")


def _built(new: Path, name: str) -> bytes:
    return (new / address_of(name) / "index.html").read_bytes()
