"""What a whole build of the site leaves for the next: so that MkDocs is needed only when more than reports changed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from . import generated
from .markup import Page, page_of
from .shell import Kind, NoShell, Shell, around, marked, opens_and_closes
from .squeeze import article_of


@dataclass(frozen=True)
class Kept:
    """Shells, and what they are chosen by."""

    pages: Mapping[Kind, Shell]
    entries: Mapping[Kind, Shell]
    """The shell of the entry in the sitemap."""
    above: frozenset[str]
    """Folders over the pages of the navigation."""
    own: Mapping[str, tuple[str, bytes, bytes]]
    """Generated page that MkDocs built → its front matter and headings, and what stands around its content."""
    staged: frozenset[str]
    """All pages that MkDocs built."""

    def plain(self) -> tuple[Any, ...]:
        """As it is stored."""
        shells = (
            [(kind, shell.pieces, shell.names) for kind, shell in some.items()]
            for some in (self.pages, self.entries)
        )
        return (*shells, sorted(self.above), dict(self.own), sorted(self.staged))


def kept_from(plain: tuple[Any, ...]) -> Kept:
    pages, entries = (
        {kind: Shell(tuple(pieces), tuple(names)) for kind, pieces, names in some} for some in plain[:2]
    )
    return Kept(pages, entries, frozenset(plain[2]), plain[3], frozenset(plain[4]))


def own_pages(documents: Path, names: Iterable[str]) -> dict[str, bytes]:
    """Generated pages that MkDocs is to build, by name, with marks in the place of their content: those that
    list all reports would take it a second each. The shortest is left whole, so that there is one to compare.
    """
    found = {}
    for name in names:
        if name.split("/")[0] in generated.ALL and name.endswith("index.md"):
            source = (documents / name).read_bytes()
            if page := page_of(source):
                found[name] = len(source), marked(source, page)
    shortest = min(found.items(), key=lambda each: (each[1][0], each[0]), default=("",))[0]
    return {name: text for name, (_, text) in found.items() if name != shortest and text}


def own_shells(documents: Path, names: Iterable[str], built: Path) -> dict[str, tuple[str, bytes, bytes]]:
    """What stands around the content of generated pages that MkDocs built, of those where it can be told;
    where there are marks the content is put in their place. Raises NoShell.
    """
    found = {}
    for name in names:
        if name.split("/")[0] not in generated.ALL or not name.endswith("index.md"):
            continue
        page = page_of((documents / name).read_bytes())
        if page is None:
            continue
        file, article = (built / name).with_suffix(".html"), article_of(page.html)
        html = file.read_bytes()
        if opens_and_closes(html):
            before, after = around(html)
            file.write_bytes(before + article + after)
        else:
            before, content, after = html.partition(article)
            if not content or article in after:
                raise NoShell(f"{name} 的正文与 MkDocs 生成的不同")
        found[name] = front_of(page), before, after
    return found


def front_of(page: Page) -> str:
    """What the theme can see of a page besides its content."""
    return json.dumps([page.meta, [(each.level, each.id, each.text) for each in page.headings]])
