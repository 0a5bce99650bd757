"""Links to files that readers can take away."""

from __future__ import annotations

from .links import folder_of, relative

DATA = "data/index.md"
"""The page that explains the files."""


def file_link(here: str, path: str) -> str:
    """The relative address of a file below the site's root from the page of a Markdown file."""
    return relative(path, folder_of(here))
