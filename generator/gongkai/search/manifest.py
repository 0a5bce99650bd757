"""What was written last: digests of all records and shards, kept in the scratch folder.

It is a hint that can be wrong in no way that shows: it is taken away before any file is touched and
written after the last one, has its own digest, names the version of this package, and is believed
only while exactly the files it knows of are there. Without it the index is made whole.
"""

from __future__ import annotations

import hashlib
import marshal
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from msgspec import Struct
from msgspec.structs import asdict

from ..files import names
from .page import Page
from .summary import numbers, shard_count

NAME = "search.manifest"


class Manifest(Struct):
    """Lists go by the number of the page or the shard; digests are SHA-256 in hexadecimal."""

    orders: list[list[int | str]]
    keys: list[str]
    records: list[str]
    frames: list[str]
    """Ids of all frames."""
    shards: list[str]


def read(work: Path, folder: Path, sure: bool = False) -> Manifest | None:
    """The manifest of the index in `folder`; None when there is none that can be believed. `sure` that
    nobody else writes there, the caller spares the look at all its files."""
    try:
        head, _, data = (work / NAME).read_bytes().partition(b"\n")
        if head.decode("ascii") != _head(data):
            return None
        found = Manifest(**marshal.loads(data))  # noqa: S302 - as we wrote it: its digest says so
    except (OSError, UnicodeDecodeError, ValueError, EOFError, TypeError):
        return None
    ids = [str(order[2]) for order in found.orders]
    if sure:
        return found
    return found if set(names(folder)) == files_of(ids, found.frames) else None


def write(work: Path, made: Manifest) -> None:
    data = marshal.dumps(asdict(made))
    (work / NAME).write_bytes(_head(data).encode("ascii") + b"\n" + data)


def remove(work: Path) -> None:
    (work / NAME).unlink(missing_ok=True)


def orders_of(pages: Sequence[Page]) -> list[list[int | str]]:
    return [list(each.order) for each in pages]


def files_of(ids: Sequence[str], frames: Sequence[str]) -> set[str]:
    """Names of all files of the index of these pages."""
    return {
        "root.json",
        "bodies.json",
        "traditional.txt",
        *(f"pages/{id_}.json" for id_ in ids),
        *(f"frames/{id_}.json" for id_ in frames),
        *(f"terms/{number}.bin" for number in range(shard_count(len(ids)))),
        *numbers(ids),
    }


def _head(data: bytes) -> str:
    return f"{_version()} {hashlib.sha256(data).hexdigest()}"


@lru_cache(maxsize=1)
def _version() -> str:
    """Of the code that makes records and terms, and of the characters' properties."""
    digest = hashlib.sha256(unicodedata.unidata_version.encode())
    for file in sorted(files(__package__).iterdir(), key=lambda each: each.name):
        if file.is_file():
            digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()
