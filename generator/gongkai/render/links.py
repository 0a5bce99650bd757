"""Relative addresses inside the site. Paths here are clean: no “.”, no “..”, no slash at either end."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=4096)
def relative(there: str, folder: str) -> str:
    """The way from a folder to a path, both below the site's root (""); "." when they are the same.

    What posixpath.relpath says of clean paths, at a tenth of its cost: that asks for the working directory.
    """
    above, _, name = there.rpartition("/")
    if name and folder and there != folder and folder.rpartition("/")[0] == above:
        return f"../{name}"  # what stands beside the folder, as most of what is linked does
    target, start = there.split("/") if there else [], folder.split("/") if folder else []
    common = 0
    for one, other in zip(target, start, strict=False):
        if one != other:
            break
        common += 1
    return "/".join([".."] * (len(start) - common) + target[common:]) or "."


def folder_of(page: str) -> str:
    """Where the engine puts the page of a Markdown file: its links start there."""
    return page.rpartition("/")[0] if page.endswith("index.md") else page.removesuffix(".md")
