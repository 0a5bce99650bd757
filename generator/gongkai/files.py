"""Generated files on disk: written when they differ, removed when nothing needs them.

A file may have a second name in a public folder, where its content must not change. So it is replaced,
never written into.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from pathlib import Path


def put(path: str, data: bytes) -> bool:
    """Have a file say this; returns whether it said anything else, or was not there."""
    try:  # open() and not Path: that costs more than the writing, some ten times for every report
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123
            if file.readall() == data:
                return False
    except FileNotFoundError:
        pass
    else:
        os.unlink(path)  # noqa: PTH108
    write(path, data)
    return True


def write(path: str, data: bytes) -> None:
    """Write a file that is not there, and the folders over it."""
    try:
        with open(path, "wb") as file:  # noqa: PTH123
            file.write(data)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120
        with open(path, "wb") as file:  # noqa: PTH123
            file.write(data)


def names(folder: Path) -> Iterator[str]:
    """Names below the folder of all files in it."""
    start = len(str(folder)) + 1
    for path, _, files in os.walk(folder):
        below = path[start:].replace(os.sep, "/")
        yield from (f"{below}/{name}" if below else name for name in files)


def remove_others(folder: Path, wanted: Collection[str]) -> list[str]:
    """Delete every other file below the folder, and folders left empty; returns the names of the files."""
    strange = [name for name in names(folder) if name not in wanted]
    for name in strange:
        (folder / name).unlink()
    for path, _, _ in os.walk(folder, topdown=False) if strange else ():
        if path != str(folder) and not os.listdir(path):  # noqa: PTH208
            Path(path).rmdir()
    return strange
