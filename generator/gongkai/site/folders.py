"""Files below a folder, quickly, and put elsewhere without being copied where that is possible."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from pathlib import Path


def files(folder: Path) -> tuple[list[str], list[str]]:
    """Paths of all files below a folder, and of all symbolic links; relative to it, with slashes, sorted."""
    found: list[str] = []
    links: list[str] = []
    waiting = [""]
    while waiting:
        name = waiting.pop()
        with os.scandir(f"{folder}/{name}") as entries:
            for each in entries:
                if each.is_symlink():
                    links.append(name + each.name)
                elif each.is_dir():
                    waiting.append(f"{name}{each.name}/")
                else:
                    found.append(name + each.name)
    return sorted(found), sorted(links)


def inner(folder: Path) -> list[str]:
    """Paths of all folders below a folder, each with a slash at its end, those above first; "" is the folder itself."""
    found = [""]
    for name in found:
        with os.scandir(f"{folder}/{name}") as entries:
            found += [f"{name}{each.name}/" for each in entries if each.is_dir(follow_symlinks=False)]
    return found


def place_all(names: Iterable[str], source: Path, target: Path) -> None:
    """Give all files of these folders, not of those below, a second name in another place."""
    for name in names:
        (target / name).mkdir(parents=True, exist_ok=True)
        with os.scandir(f"{source}/{name}") as entries:
            for each in entries:
                if not each.is_dir(follow_symlinks=False):
                    name_also(each.path, f"{target}/{name}{each.name}")


def place(names: Iterable[str], source: Path, target: Path) -> None:
    """Give files of one folder a second name in another; copy those that cannot have one.

    Two names are one file: who writes to it must replace it, as `files.put` does.
    """
    made: set[str] = set()
    for name in names:
        folder = name.rpartition("/")[0]
        if folder not in made:
            (target / folder).mkdir(parents=True, exist_ok=True)
            made.add(folder)
        name_also(f"{source}/{name}", f"{target}/{name}")


def name_also(file: str, other: str) -> None:
    """Give a file a second name, in a folder that is there; or a copy, where it cannot have one."""
    try:
        os.link(file, other)
    except OSError:  # another file system, or one without second names
        shutil.copyfile(file, other)
