"""The states of a site that can be compared: a revision, the working tree, another folder or file."""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Protocol

from msgspec import Struct, field

from .listings import Blob
from .repository import Repository
from .snapshot import DATA, unpack

PROGRAM = "generator"
"""The folder of the program, in a site that holds it."""


class Source(Protocol):
    """One state of a site's data. Paths are relative to the site's folder."""

    @property
    def name(self) -> str:
        """What people call it."""

    @property
    def files(self) -> Collection[str]:
        """The paths of all files below reports/ and forms/."""

    @property
    def root(self) -> Path | None:
        """The folder that the files can be read from as they are, if there is one."""

    def read(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """Path and content of files that are there."""

    def unpack(self, paths: Iterable[str], folder: Path) -> None:
        """Write these files, as far as they are there, below a folder."""


class Revision(Struct, frozen=True, dict=True):
    """A revision of a repository. Raises RevisionError when it is used and git does not know it."""

    repository: Repository
    name: str
    root: None = None

    @cached_property
    def commit(self) -> str:
        return self.repository.commit(self.name)

    @cached_property
    def files(self) -> Mapping[str, Blob]:
        return self.repository.tree(self.commit, *DATA)

    def read(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        wanted = [path for path in paths if path in self.files]
        contents = self.repository.read(self.files[path].id for path in wanted)
        for path, (_, data) in zip(wanted, contents, strict=True):
            yield path, data

    def unpack(self, paths: Iterable[str], folder: Path) -> None:
        unpack(self.repository, {path: self.files[path] for path in paths if path in self.files}, folder)


class Folder(Struct, frozen=True, dict=True):
    """The files in a site's folder as they are; `instead` puts others in the place of some of them."""

    top: Path
    name: str
    instead: Mapping[str, Path] = field(default_factory=dict)

    @property
    def root(self) -> Path | None:
        return None if self.instead else self.top

    @cached_property
    def files(self) -> frozenset[str]:
        return frozenset(self.instead) | frozenset(
            (Path(folder) / name).relative_to(self.top).as_posix()
            for top in DATA
            for folder, _, names in os.walk(self.top / top)
            for name in names
        )

    def read(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        for path in paths:
            if path in self.files and not self._file(path).is_symlink():
                yield path, self._file(path).read_bytes()

    def unpack(self, paths: Iterable[str], folder: Path) -> None:
        (folder / DATA[0]).mkdir(exist_ok=True)
        for path in paths:
            if path not in self.files:
                continue
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            if self._file(path).is_symlink():
                target.symlink_to("nowhere")
            else:
                shutil.copyfile(self._file(path), target)

    def _file(self, path: str) -> Path:
        return self.instead.get(path, self.top / path)


def changed(old: Source, new: Source) -> frozenset[str]:
    """The paths of the files that are not the same on both sides."""
    if isinstance(old, Revision):
        here = old.repository.root
        if isinstance(new, Revision) or (isinstance(new, Folder) and new.root == here):
            name = new.commit if isinstance(new, Revision) else None
            found = old.repository.changes(old.commit, name, *DATA, renames=False)
            return frozenset(each.path for each in found)
    if isinstance(old, Folder) and isinstance(new, Folder) and old.top == new.top:
        return frozenset(old.instead) | frozenset(new.instead)
    both = sorted(set(old.files) & set(new.files))
    mine, theirs = dict(old.read(both)), dict(new.read(both))
    return frozenset(set(old.files) ^ set(new.files)) | {
        path for path in both if mine.get(path) != theirs.get(path)
    }


def program_changes(old: Source, new: Source) -> tuple[str, ...]:
    """The files of the program that differ, where the site's repository holds the program too."""
    if not isinstance(old, Revision) or not isinstance(new, Revision | Folder):
        return ()
    if isinstance(new, Folder) and new.root != old.repository.root:
        return ()
    name = new.commit if isinstance(new, Revision) else None
    found = old.repository.changes(old.commit, name, f"{PROGRAM}/gongkai", renames=False)
    return tuple(sorted(each.path for each in found if "__pycache__" not in each.path))


def holds_program(source: Source) -> bool:
    """Whether a site's folder holds the program, as the project's own repository does."""
    if isinstance(source, Revision):
        return bool(source.repository.tree(source.commit, f"{PROGRAM}/gongkai/cli"))
    return isinstance(source, Folder) and (source.top / PROGRAM / "gongkai" / "cli").is_dir()
