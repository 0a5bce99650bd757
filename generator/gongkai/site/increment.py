"""The site after a change of reports: only the pages and files that changed, without MkDocs.

It relies on the shells of the last whole build and makes nothing that it is not sure of: then the site is
built whole. docs/developers/incremental.md says what it relies on.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct, field

from . import manifest, sitemap, twin
from .keeping import Kept, single_of
from .markup import outline_of
from .plan import ADDRESS, OWNED, address_of, over
from .shell import kind_of
from .stamp import Shells, stamped_page


class Whole(Exception):
    """The site has to be built whole; the message says why, in English: nobody has to know."""


class Change(Struct):
    """What becomes of the site's files."""

    files: dict[str, bytes | Path] = field(default_factory=dict)
    gone: list[str] = field(default_factory=list)
    entries: list[str] = field(default_factory=list)
    """Entries of the sitemap of the pages that changed."""


def change_of(documents: Path, changed: Iterable[str], removed: Iterable[str], kept: Kept) -> Change:
    """What changes in the site with these files of the documents folder. Raises Whole."""
    found = Change()
    shells = Shells(kept.pages, kept.entries)
    for name in removed:
        if not name.startswith("search/"):
            raise Whole(f"{name} was removed")
        found.gone.append(name)
    for name in changed:
        if not name.endswith(".md"):
            found.files[name] = documents / name
        elif name in kept.staged:
            data, entry = _own(documents, name, kept)
            found.files[f"{address_of(name).removeprefix('/')}index.html"] = data
            found.entries.append(entry)
        else:
            data, entry = _stamped(documents, name, kept, shells)
            found.files[f"{address_of(name)}index.html"] = data
            found.entries.append(entry)
    return found


def _own(documents: Path, name: str, kept: Kept) -> tuple[bytes, str]:
    """A page that has a shell of its own, with other content, and its entry in the sitemap."""
    single = single_of((documents / name).read_bytes())
    shell = kept.own.get(name)
    if single is None or shell is None or single.front != shell.front:
        raise Whole(f"{name} is not what its shell was made for")
    return shell.stamped(single)


def _stamped(documents: Path, name: str, kept: Kept, shells: Shells) -> tuple[bytes, str]:
    address = address_of(name)
    source = (documents / name).read_bytes()
    outline = outline_of(source)
    known = name.startswith(OWNED) and name.endswith("/index.md") and "/." not in name
    if not known or outline is None or not ADDRESS.fullmatch(address) or address in kept.above:
        raise Whole(f"{name} is no page that can be stamped")
    kind = kind_of(*outline, address, over(address, set(kept.above)))
    made = stamped_page(documents, name, kind, shells) if kind in kept.pages else None
    if made is None:
        raise Whole(f"there is no shell for {name}")
    return made


def finish(change: Change, documents: Path, public: Path, url: str) -> None:
    """Add what speaks of all pages: the sitemap and the manifest."""
    for name, data in sitemap.renewed(public, change.entries, url).items():
        change.files[name] = data
    names = [name for name, content in change.files.items() if isinstance(content, Path)]
    pages = [name for name in change.files if name.endswith("index.html")]
    promised = manifest.renewed((public / manifest.NAME).read_bytes(), documents, names, pages)
    if promised is not None:
        change.files[manifest.NAME] = promised


def apply(change: Change, public: Path, work: Path, behind: Iterable[str]) -> list[str]:
    """Put the change into the twin and exchange it with the public folder; returns what the twin lacks now."""
    tree = work / twin.NAME
    twin.catch_up(public, tree, behind)
    if strange := [name for name in change.gone if not (tree / name).exists()]:
        raise Whole(f"{strange[0]} was not there")
    twin.change(tree, change.files, change.gone)
    twin.publish(tree, public)
    return sorted({*change.files, *change.gone})
