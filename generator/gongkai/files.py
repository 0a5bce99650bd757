"""Generated files on disk: written when they differ, removed when nothing needs them.

A file may have a second name in a public folder, where its content must not change. So it is replaced,
never written into.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from pathlib import Path

NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
"""How a file is opened that must not be there; O_BINARY is Windows'."""


def read(path: str) -> bytes:
    """What a file says. Path costs more than the reading, and so does a buffer."""
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123
        return file.readall()


def put(path: str, data: bytes) -> bool:
    """Have a file say this; returns whether it said anything else, or was not there."""
    if _written(path, data):
        return True
    try:
        if os.stat(path).st_size == len(data) and read(path) == data:  # noqa: PTH116
            return False
    except FileNotFoundError:  # a link to nothing
        pass
    os.unlink(path)  # noqa: PTH108
    return _written(path, data)


def write(path: str, data: bytes) -> None:
    """Write a file that nothing has written in this run, and the folders over it."""
    if not _written(path, data):
        os.unlink(path)  # noqa: PTH108
        _written(path, data)


def _written(path: str, data: bytes) -> bool:
    """Write a file, and the folders over it; False where there is one already, which stays as it is.

    To ask by opening it is one call of the system instead of the four of looking first.
    """
    try:
        file = os.open(path, NEW, 0o666)
    except FileExistsError:
        return False
    except FileNotFoundError:
        _folder(os.path.dirname(path))  # noqa: PTH120
        file = os.open(path, NEW, 0o666)
    try:
        rest = memoryview(data)
        while rest:  # once, but for what the system will not take at a time
            rest = rest[os.write(file, rest) :]
    finally:
        os.close(file)
    return True


def _folder(path: str) -> None:
    """Make a folder that is not there: mostly the one over it is."""
    try:
        os.mkdir(path)  # noqa: PTH102
    except OSError:
        os.makedirs(path, exist_ok=True)  # noqa: PTH103


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
