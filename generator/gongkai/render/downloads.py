"""Links to files that readers can take away."""

from __future__ import annotations

import posixpath

DATA = "data/index.md"
"""The page that explains the files."""


def file_link(here: str, path: str) -> str:
    """The relative address of a file below the site's root from the page of a Markdown file."""
    folder = posixpath.dirname(here) if here.endswith("index.md") else here.removesuffix(".md")
    return posixpath.relpath(path, folder or ".")
