"""What git lists, as values: files of a tree, changes between two sides, commits."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import IO

from msgspec import Struct

FILE, EXECUTABLE, LINK = "100644", "100755", "120000"
ABSENT = "000000"
"""The mode of a side on which there is no file."""
FIELDS = ("%H", "%P", "%aI", "%cI", "%an", "%s", "%b")
"""What `commits` reads of a commit, in the words of git's --format."""


class Blob(Struct, frozen=True):
    """A file in a tree. `id` is "" for a file of the working tree that git has not stored."""

    mode: str
    id: str


class FileChange(Struct, frozen=True):
    """One file on two sides. `was` is the earlier path where git takes it for renamed, else ""."""

    path: str
    old: Blob | None
    new: Blob | None
    was: str = ""


class Commit(Struct, frozen=True):
    """A commit, and what it changed below the site's folder against its first parent."""

    id: str
    parents: tuple[str, ...]
    authored: datetime
    committed: datetime
    author: str
    subject: str
    body: str
    changes: tuple[FileChange, ...]


def split(data: bytes) -> list[str]:
    """The names between zero bytes, as git lists them with -z."""
    return [os.fsdecode(part) for part in data.split(b"\0") if part]


def stream(source: IO[bytes]) -> Iterator[str]:
    """What stands between zero bytes, as it comes."""
    rest = b""
    while data := source.read(1 << 16):
        *whole, rest = (rest + data).split(b"\0")
        yield from map(os.fsdecode, whole)
    if rest:
        yield os.fsdecode(rest)


def inside(path: str) -> bool:
    """Whether a path stays where it is put: a tree made by hand may say otherwise."""
    parts = path.replace("\\", "/").split("/")
    return not path.startswith("/") and not any(part in ("", ".", "..", ".git") for part in parts)


def changes(fields: Iterable[str]) -> Iterator[FileChange]:
    """What `--raw -z` lists: modes, ids and a letter, then one path or two."""
    rest = iter(fields)
    for head in rest:
        if change := _change(head, rest):
            yield change


def _change(head: str, rest: Iterator[str]) -> FileChange | None:
    old_mode, new_mode, old_id, new_id, letter = head.lstrip(":").split(" ")
    path, was = next(rest), ""
    if letter[0] in "RC":
        path, was = next(rest), path if letter[0] == "R" else ""
    if not inside(path) or (was and not inside(was)):
        return None
    old = None if old_mode == ABSENT or letter[0] == "C" else Blob(old_mode, old_id)
    new = None if new_mode == ABSENT else Blob(new_mode, new_id if new_id.strip("0") else "")
    return FileChange(path, old, new, was)


def commits(fields: Iterator[str]) -> Iterator[Commit]:
    """What `log` prints: the fields of a commit, then its changes."""
    head: list[str] = []
    changes: list[FileChange] = []
    for field in fields:
        field = field.lstrip("\n")
        if field.startswith(":"):
            if change := _change(field, fields):
                changes.append(change)
        elif field.startswith("commit "):
            if head:
                yield _commit(head, changes)
            head = [field.removeprefix("commit "), *(next(fields) for _ in FIELDS[1:])]
            changes = []
    if head:
        yield _commit(head, changes)


def _commit(head: list[str], changes: list[FileChange]) -> Commit:
    id_, parents, authored, committed, author, subject, body = head
    return Commit(
        id_,
        tuple(parents.split()),
        datetime.fromisoformat(authored),
        datetime.fromisoformat(committed),
        author,
        subject,
        body.strip("\n"),
        tuple(changes),
    )
