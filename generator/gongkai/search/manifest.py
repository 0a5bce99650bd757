"""What was written last: digests of all records and shards, kept in the scratch folder.

It is a hint that can be wrong in no way that shows: it is taken away before any file is touched and
written after the last one, has its own digest, names the version of this package, and is believed
only while exactly the files it knows of are there. Without it the index is made whole.
"""

from __future__ import annotations

import hashlib
import marshal
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from msgspec import Struct
from msgspec.structs import asdict

from ..files import names
from .page import Page
from .summary import numbers, shard_count

NAME = "search.manifest"
SIZE = hashlib.sha256().digest_size


class Manifest(Struct):
    """All goes by the number of the page or the shard. Digests are SHA-256, one behind the other: to read
    tens of thousands of texts takes longer than all else that a changed figure needs."""

    groups: list[tuple[int, int, int]]
    """Kind, negative year and number of the pages of every group, in order."""
    ids: list[str]
    keys: dict[int, str]
    """Number → key of the pages of which that is not the digest of the record."""
    records: bytes
    frames: list[str]
    """Ids of all frames."""
    shards: bytes


def digest(digests: bytes, number: int) -> bytes:
    """One of these."""
    return digests[number * SIZE : (number + 1) * SIZE]


def exchanged(digests: bytes, new: Mapping[int, bytes]) -> bytes:
    """These digests with others at some numbers."""
    made = bytearray(digests)
    for number, each in new.items():
        made[number * SIZE : (number + 1) * SIZE] = each
    return bytes(made)


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
    return found if sure or set(names(folder)) == files_of(found.ids, found.frames) else None


def write(work: Path, made: Manifest) -> None:
    data = marshal.dumps(asdict(made))
    (work / NAME).write_bytes(_head(data).encode("ascii") + b"\n" + data)


def remove(work: Path) -> None:
    (work / NAME).unlink(missing_ok=True)


def groups_of(pages: Sequence[Page]) -> list[tuple[int, int, int]]:
    counted = Counter(each.order[:2] for each in pages)
    return [(kind, year, count) for (kind, year), count in counted.items()]


def keys_of(pages: Sequence[Page], records: bytes) -> dict[int, str]:
    return {
        number: each.key for number, each in enumerate(pages) if each.key != digest(records, number).hex()
    }


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
    for file in sorted(Path(__file__).parent.iterdir()):
        if file.is_file():
            digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()
