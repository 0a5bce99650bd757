"""Files of the index on disk: written when they differ, removed when no page needs them."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from pathlib import Path


def put(folder: Path, name: str, data: bytes) -> bool:
    """Write a file unless it says this already; returns whether it was written."""
    path = os.path.join(folder, name)  # noqa: PTH118 - Path costs more than the writing, 15,000 times
    try:
        with open(path, "rb") as file:  # noqa: PTH123
            if file.read() == data:
                return False
    except FileNotFoundError:
        os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120
    with open(path, "wb") as file:  # noqa: PTH123
        file.write(data)
    return True


def names(folder: Path) -> Iterator[str]:
    """Names below the folder of all files in it."""
    start = len(str(folder)) + 1
    for path, _, files in os.walk(folder):
        below = path[start:].replace(os.sep, "/")
        yield from (f"{below}/{name}" if below else name for name in files)


def remove_others(folder: Path, wanted: Collection[str]) -> int:
    """Delete every other file below the folder, and folders left empty; returns how many files."""
    strange = [name for name in names(folder) if name not in wanted]
    for name in strange:
        (folder / name).unlink()
    for path, _, _ in os.walk(folder, topdown=False) if strange else ():
        if path != str(folder) and not os.listdir(path):  # noqa: PTH208
            Path(path).rmdir()
    return len(strange)
