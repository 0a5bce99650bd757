"""The same site for Hugo: the Markdown that MkDocs gets as its content, what stands around our articles as its theme.

One layout a depth of address and kind of page, cut from the first such page: where the title and the
address of a page stand Hugo puts those of its own, all else is fixed text. So Hugo writes about the
same bytes a page; it has no search, no checks and no downloads.
"""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

from .city import City, Versions, address, copy, pages

CONFIGURATION = """\
baseURL = "{url}"
title = "gongkai"
disableKinds = ["taxonomy", "term", "rss", "404"]
timeout = "10m"
[markup.goldmark.renderer]
unsafe = true
"""
ARTICLE = re.compile(r"(?s)(.*?<article[^>]*>).*(</article>.*)")
FRONT = re.compile(r"(?s)\A---\n.*?\n---\n")
TITLE = re.compile(r"<title>(.*?)</title>")
CANONICAL = re.compile(r'<link rel="canonical" href="(.*?)">')
YEAR = re.compile(r"\d{4}")


def prepare(city: City, folder: Path) -> None:
    """Write the project of Hugo that makes the site of the city."""
    site = city.root / "site"
    names = list(pages(city.root))
    home = (site / "index.html").read_text("utf-8")
    canonical = CANONICAL.search(home)
    if canonical is None:
        raise RuntimeError("the home page of the city has no address")
    (folder / "layouts/_default").mkdir(parents=True)
    (folder / "hugo.toml").write_text(CONFIGURATION.format(url=canonical[1]), "utf-8")
    copy(site / "assets", folder / "static/assets")
    parents = {parent for name in names for parent in Path(address(name)).parent.parents}
    for name in names:
        page = (site / address(name)).read_text("utf-8")
        layout = folder / f"layouts/_default/{layout_of(name)}.html"
        if not layout.exists():
            layout.write_text(shell(page), "utf-8")
        file = folder / "content" / file_of(name, parents)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content(name, (city.root / "docs" / name).read_text("utf-8"), _title(page)), "utf-8")


def changes(city: City) -> Versions:
    """The files of its content that the changed figure changes, before and after."""
    parents = {parent for name in pages(city.root) for parent in Path(address(name)).parent.parents}

    def version(name: str, source: bytes) -> bytes:
        title = _title((city.root / "site" / address(name)).read_text("utf-8"))
        return content(name, source.decode("utf-8"), title).encode("utf-8")

    return {
        f"content/{file_of(name, parents)}": (version(name, before), version(name, after))
        for name, (before, after) in city.pages.items()
    }


def layout_of(name: str) -> str:
    """The layout of a page: its kind and the depth of its address."""
    folder = Path(address(name)).parent
    kind = "report" if YEAR.fullmatch(folder.name) and len(folder.parts) > 2 else "page"
    return f"{kind}-{len(folder.parts)}"


def file_of(name: str, parents: set[Path]) -> str:
    """The file of a page in Hugo's content: a branch when there are pages below it."""
    folder = Path(address(name)).parent
    return f"{folder}/_index.md" if folder in parents or folder == Path() else f"{folder}.md"


def shell(page: str) -> str:
    """A layout: the page around its article, with the title and the address of whatever page it is."""
    parts = ARTICLE.fullmatch(page)
    if parts is None:
        raise RuntimeError("a page of the city has no article")
    before, after = parts.groups()
    if found := CANONICAL.search(before):
        before = before.replace(found[1], "{{ .Permalink }}")
    title = _title(page)
    return before.replace(title, "{{ .Title }}") + "{{ .Content }}" + after


def content(name: str, source: str, title: str) -> str:
    """The Markdown of a page with the front matter that Hugo needs."""
    front = {"title": html.unescape(title), "layout": layout_of(name)}
    return f"{json.dumps(front, ensure_ascii=False)}\n{FRONT.sub('', source)}"


def _title(page: str) -> str:
    found = TITLE.search(page)
    return found[1].partition(" - ")[0] if found else ""
