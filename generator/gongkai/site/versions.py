"""What everything is made by, besides the reports: when it changes, everything is made anew."""

from __future__ import annotations

import hashlib
import os
import sys
import zlib
from collections.abc import Iterable
from pathlib import Path

from .sources import looks_of

PACKAGE = Path(__file__).parent.parent


def version_of(paths: Iterable[Path], *others: object) -> str:
    """A digest of this program and what is installed beside it, of these files and folders, and of `others`."""
    parts = [
        sys.version,
        zlib.ZLIB_RUNTIME_VERSION,
        *installed(),
        looks_of([PACKAGE, *paths]),
        *map(repr, others),
    ]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def installed() -> list[str]:
    """Names and versions of the installed distributions, as their folders are called."""
    return sorted(
        name
        for folder in map(Path, sys.path)
        if folder.name in ("site-packages", "dist-packages") and folder.is_dir()
        for name in os.listdir(folder)  # noqa: PTH208
        if name.endswith((".dist-info", ".egg-info", ".egg-link", ".pth"))
    )
