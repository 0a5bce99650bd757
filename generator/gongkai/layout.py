"""Whose the files of a site root are: made by builds, the program's own, or those of a site."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

FOLDERS = ("reports", "data", "search", "topics", "compare", "sitemap", "board", "corrections")
FILES = ("index.md", "feed.xml", "robots.txt")
GENERATED = {*FOLDERS, *FILES}
"""What builds write into a documents folder."""
HANDBOOK = "developers"
"""The folder of pages for engineers, below a documents folder: readers' searches do not find them."""
FOR_SITES = ("hosting", "permanence", "review", "versions")
"""Pages of the handbook for whoever runs a site; all others are about the program, as these are:"""
OF_THE_PROGRAM = (f"docs/{HANDBOOK}/", "docs/assets/pictures/", "docs/assets/report-page.png")


def for_sites(source: Path, names: Sequence[str]) -> Iterator[Path]:
    """The files below these folders (or these files) of a site root that another site begins with, in order:
    those written by hand, but for what is about the program."""
    kept = {f"docs/{HANDBOOK}/{name}.md" for name in FOR_SITES}
    others = (*OF_THE_PROGRAM, *(f"docs/{name}/" for name in FOLDERS), *(f"docs/{name}" for name in FILES))
    for name in names:
        top = source / name
        for path in [top] if top.is_file() else sorted(top.rglob("*")):
            inside = path.relative_to(source).as_posix()
            if path.is_file() and (inside in kept or not inside.startswith(others)):
                yield path
