"""What a whole build of the site leaves for the next: so that MkDocs is needed only when more than reports changed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from . import generated
from .markup import Page, page_of
from .shell import Kind, Shell
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


def own_shells(documents: Path, names: Iterable[str], built: Path) -> dict[str, tuple[str, bytes, bytes]]:
    """Of generated pages that MkDocs built, what stands around their content; of those where it can be told."""
    found = {}
    for name in names:
        if name.split("/")[0] not in generated.ALL or not name.endswith("index.md"):
            continue
        page = page_of((documents / name).read_bytes())
        if page is None:
            continue
        html = (built / name).with_suffix(".html").read_bytes()
        before, content, after = html.partition(article_of(page.html))
        if content and article_of(page.html) not in after:
            found[name] = front_of(page), before, after
    return found


def front_of(page: Page) -> str:
    """What the theme can see of a page besides its content."""
    return json.dumps([page.meta, [(each.level, each.id, each.text) for each in page.headings]])
