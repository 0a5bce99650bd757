"""What a whole build of the site leaves for the next: so that MkDocs is needed only when more than reports changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct

from ..files import read
from ..layout import GENERATED
from .markup import outline_of, page_of
from .shell import CLOSE, HEADING, OPEN, Kind, Shell, cut, cut_line, printed, with_marks
from .squeeze import article_of


class Single(Struct, frozen=True):
    """A generated page that MkDocs builds, because others show its title: one of the navigation."""

    meta: Mapping[str, Any]
    front: str
    """What the theme can decide by, and what other pages show: all but the texts that this page alone prints."""
    staged: str
    """The Markdown that MkDocs gets, with marks in their place, and in that of the content where there is one:
    lists of all reports would take it a second each."""
    content: bytes | None
    """As it stands in the site; None where only MkDocs can convert it."""


class Own(Struct, frozen=True):
    """The shell of such a page, that of its entry in the sitemap, and the `front` that it was made for."""

    front: str
    page: Shell
    entry: Shell

    def stamped(self, single: Single) -> tuple[bytes, str]:
        """The page with other content and other texts, and its entry."""
        values = {**printed(single.meta), "content": single.content or b""}
        return self.page.stamped(values), self.entry.stamped(values).decode("utf-8")


class Kept(Struct, frozen=True):
    """Shells, and what they are chosen by."""

    pages: Mapping[Kind, Shell]
    entries: Mapping[Kind, Shell]
    """The shell of the entry in the sitemap."""
    above: frozenset[str]
    """Folders over the pages of the navigation."""
    own: Mapping[str, Own]
    """By name, of generated pages that MkDocs built."""
    staged: frozenset[str]
    """All pages that MkDocs built."""

    def plain(self) -> tuple[Any, ...]:
        """As it is stored."""
        shells = (
            [(kind, _plain(each)) for kind, each in some.items()] for some in (self.pages, self.entries)
        )
        own = {name: (each.front, _plain(each.page), _plain(each.entry)) for name, each in self.own.items()}
        return (*shells, sorted(self.above), own, sorted(self.staged))


def _plain(shell: Shell) -> tuple[Any, ...]:
    return shell.pieces, shell.names


def kept_from(plain: tuple[Any, ...]) -> Kept:
    pages, entries = ({kind: _shell(each) for kind, each in some} for some in plain[:2])
    own = {name: Own(front, _shell(page), _shell(entry)) for name, (front, page, entry) in plain[3].items()}
    return Kept(pages, entries, frozenset(plain[2]), own, frozenset(plain[4]))


def _shell(plain: tuple[Any, ...]) -> Shell:
    pieces, names = plain
    return Shell(tuple(pieces), tuple(names))


def singles(documents: Path, names: Iterable[str]) -> dict[str, Single]:
    """Those of these pages that are generated, by name."""
    found = {}
    for name in names:
        if name.split("/")[0] in GENERATED and name.endswith("index.md"):
            single = single_of(read(f"{documents}/{name}"))
            if single:
                found[name] = single
    return found


def single_of(source: bytes) -> Single | None:
    """None where the front matter cannot be told."""
    outline, page, (_, _, body) = outline_of(source), page_of(source), source.partition(b"\n---\n")
    if outline is None:
        return None
    meta = outline[0]
    headings = HEADING.findall(body)
    decides: list[Any] = [(key, "" if key in printed(meta) else value) for key, value in meta.items()]
    if page is None or len(headings) != len(page.headings):
        front = json.dumps([decides, hashlib.sha256(body).hexdigest()])
        return Single(meta, front, with_marks(meta) + body.decode("utf-8"), None)
    lines = [OPEN, *[each.decode("utf-8") for each in headings], CLOSE]
    front = json.dumps([decides, [(each.level, each.id, each.text) for each in page.headings]])
    return Single(meta, front, with_marks(meta) + "\n\n".join(lines) + "\n", article_of(page.html))


def own_shell(single: Single, html: str, entry: str) -> Own:
    """Of a page that MkDocs built, and of its entry in the sitemap. Raises NoShell."""
    page = cut_line(html, "") if single.content is None else cut(html, "")
    return Own(single.front, page, cut_line(entry, ""))
