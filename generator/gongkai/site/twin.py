"""A second tree of the public site, one version behind, with the same files under second names.

A small change is made there and the two are exchanged: so the public folder changes as a whole, and
the work is that for what changed. Before the next change the twin catches up with what changed last.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from ..processes import in_pieces
from . import folders
from .switch import exchange

NAME = "twin"
"""In the scratch folder."""
MANY = 1000
"""Folders that are worth processes of their own: a second name takes ten microseconds, and each has five files."""
Identity = tuple[int, int]


def identity(folder: Path) -> Identity | None:
    """What a folder is known by, however it is called."""
    try:
        found = folder.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def make(public: Path, work: Path) -> Identity | None:
    """Make the twin anew; None where there can be none, because its file system is another."""
    twin = work / NAME
    shutil.rmtree(twin, ignore_errors=True)
    twin.mkdir()
    mine, others = identity(twin), identity(public)
    if mine is None or others is None or mine[0] != others[0]:
        return None
    # Of files there are five times as many as of folders, and each process would hold the names of all.
    names = folders.inner(public)
    for _ in in_pieces(lambda some: folders.place_all(some, public, twin), names, least=MANY):
        pass
    return mine


def catch_up(public: Path, twin: Path, behind: Iterable[str]) -> None:
    """Make these files of the twin what they are in the public folder."""
    for name in behind:
        file = twin / name
        file.unlink(missing_ok=True)
        if (public / name).is_file():
            file.parent.mkdir(parents=True, exist_ok=True)
            folders.name_also(f"{public}/{name}", f"{twin}/{name}")
        else:
            prune(file, twin)


def change(twin: Path, files: Mapping[str, bytes | Path], gone: Sequence[str]) -> None:
    """Have these files in the twin: bytes, or a file that gets a second name."""
    for name, content in files.items():
        file = twin / name
        file.unlink(missing_ok=True)
        file.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, bytes):
            file.write_bytes(content)
        else:
            folders.name_also(os.fspath(content), os.fspath(file))
    for name in gone:
        (twin / name).unlink(missing_ok=True)
        prune(twin / name, twin)


def prune(file: Path, top: Path) -> None:
    """Remove the folders over a file that are empty."""
    with suppress(OSError):  # the first that is not
        for folder in file.parents:
            if folder == top:
                break
            folder.rmdir()


def publish(twin: Path, public: Path) -> None:
    """The twin becomes the public folder, and the public folder the twin."""
    exchange(twin, public)
