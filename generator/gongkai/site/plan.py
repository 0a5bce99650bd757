"""Which pages of a documents folder can be stamped, and which way every other file takes."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any
from zlib import crc32

from msgspec import Struct

from ..files import read
from ..processes import in_pieces
from .markup import outline_of
from .shell import Kind, kind_of

OWNED = ("data/", "reports/", "search/", "topics/")
"""Folders whose files are all generated, and replaced when they change, never written into."""
ADDRESS = re.compile(r"(?:[a-z0-9][a-z0-9_-]*/)+")
EXTENSIONS = {"attr_list", "tables", "toc"}
MANY = 2000
"""Pages that are worth processes of their own: a glance at one takes fifty microseconds."""
SAMPLES = 3
"""Pages of any kind that are compared with those of MkDocs in every build, besides those of every kind."""


class Refused(Exception):
    """The site has to be built by MkDocs alone; the message says why, in Chinese."""


class Outline(Struct, frozen=True):
    """What is known of a page before there are shells."""

    name: str
    kind: Kind
    size: int
    hash: int


class Plan(Struct, frozen=True):
    """The files of the documents folder by the way they take."""

    stamped: dict[str, Kind]
    compared: list[str]
    """Pages that are stamped and built by MkDocs as well."""
    staged: list[str]
    """Left to MkDocs."""
    above: frozenset[str]
    """Folders over the pages of the navigation, which have links of their own."""


def navigation(configuration: Path) -> set[str]:
    """The pages of the navigation of mkdocs.yml. Raises Refused when anything in it could tell pages apart."""
    from mkdocs.utils.yaml import yaml_load  # slow to import, and not needed where there are shells

    with configuration.open("rb") as file:
        config = yaml_load(file)
    for key in ("INHERIT", "hooks", "extra_templates", "exclude_docs", "draft_docs"):
        if config.get(key):
            raise Refused(f"mkdocs.yml 中有 {key}")
    if config.get("plugins") not in ([], [{"search": {"enabled": False}}]):
        raise Refused("mkdocs.yml 中有其他 plugins")
    if _extensions(config.get("markdown_extensions") or []) != EXTENSIONS:
        raise Refused("mkdocs.yml 中 markdown_extensions 有改动")
    if config.get("docs_dir", "docs") != "docs" or not config.get("use_directory_urls", True):
        raise Refused("mkdocs.yml 中 docs_dir 或 use_directory_urls 有改动")
    if not config.get("nav"):
        raise Refused("mkdocs.yml 中没有 nav")
    return set(_leaves(config["nav"]))


def _extensions(found: list[Any]) -> set[str]:
    """Their names; with its settings where they are not ours."""
    return {
        "toc" if each == {"toc": {"permalink": False}} else each if isinstance(each, str) else str(each)
        for each in found
    }


def _leaves(item: Any) -> Iterator[str]:
    if isinstance(item, str):
        yield item
    else:
        for each in item.values() if isinstance(item, dict) else item:
            yield from _leaves(each)


def plan(documents: Path, names: Sequence[str], listed: set[str], unknown: set[str]) -> Plan:
    """Which way every page takes, and every file but those that are placed. Left to MkDocs are pages `listed`
    in the navigation, since others show their titles, and those that turned out to be `unknown`."""
    pages = [
        name
        for name in names
        if _is_owned(name) and name.endswith("/index.md") and name not in listed and name not in unknown
    ]
    above = {folder for name in listed for folder in folders_over(name)}
    found = in_pieces(lambda piece: list(_outlines(documents, piece, above)), pages, least=MANY)
    outlines = [each for piece in found for each in piece]
    kinds: dict[Kind, Kind] = {}  # few, but each process sends its own
    stamped = {each.name: kinds.setdefault(each.kind, each.kind) for each in outlines}
    staged = sorted(name for name in names if name not in stamped and not is_placed(name))
    return Plan(stamped, _compared(outlines), staged, frozenset(above))


def is_placed(name: str) -> bool:
    """Whether a file is generated and no page, so that it is given a second name in the site."""
    return _is_owned(name) and not name.endswith(".md")


def _is_owned(name: str) -> bool:
    return name.startswith(OWNED) and "/." not in name


def _outlines(documents: Path, names: Iterable[str], above: set[str]) -> Iterator[Outline]:
    for name in names:
        address = address_of(name)
        if not ADDRESS.fullmatch(address) or address in above:
            continue
        source = read(f"{documents}/{name}")
        if found := outline_of(source):
            yield Outline(name, kind_of(*found, address, over(address, above)), len(source), crc32(source))


def _compared(outlines: Sequence[Outline]) -> list[str]:
    """The shortest page of every kind, depth and headings aside, and the first of all by their hash."""
    shortest: dict[Any, str] = {}
    for each in sorted(outlines, key=lambda each: (each.size, each.name)):
        shortest.setdefault((each.kind[0], each.kind[2]), each.name)
    first = sorted(outlines, key=lambda each: (each.hash, each.name))[:SAMPLES]
    return sorted({*shortest.values(), *(each.name for each in first)})


def address_of(name: str) -> str:
    """The address of a page below the site's own: a folder with a slash at its end."""
    return f"{posixpath.dirname(name)}/"


def folders_over(name: str) -> list[str]:
    """The folders over a file, with a slash at their ends, the site itself ("") first."""
    parts = name.split("/")[:-1]
    return ["".join(f"{part}/" for part in parts[:count]) for count in range(len(parts) + 1)]


def over(address: str, among: set[str]) -> str:
    """The lowest of these folders that an address is in."""
    return max((each for each in among if address.startswith(each)), key=len)
