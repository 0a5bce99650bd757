"""The index made whole, in all processes, with bounded memory."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from ..files import put, remove_others
from ..processes import in_pieces
from . import manifest, summary
from .fold import traditional
from .page import Facts, Page
from .record import Record
from .segments import PAGES, merged, segment

SMALLEST = 256
"""Pages of a segment where processes share few: what is merged grows with the segments."""


class _Read(NamedTuple):
    """What a process did with a range of pages."""

    facts: list[Facts]
    segments: list[Path]
    changed: list[str]


def whole(pages: Sequence[Page], folder: Path, work: Path) -> list[str]:
    """Write all files of the index of these pages, in order; returns the names of those that changed or went."""
    manifest.remove(work)
    count = summary.shard_count(len(pages))
    import tempfile  # not for a few changes

    with tempfile.TemporaryDirectory(prefix="search-", dir=work) as scratch:
        read = list(
            in_pieces(
                lambda some: _read(pages, some, folder, Path(scratch)), range(len(pages)), smallest=SMALLEST
            )
        )
        segments = [file for each in read for file in each.segments]
        written = list(in_pieces(lambda some: _merge(segments, some, count, folder), range(count)))
    facts = [each for part in read for each in part.facts]
    changed = [name for each in read for name in each.changed]
    changed += [name for _, names in written for name in names]
    records = b"".join([each.digest for each in facts])
    made = manifest.Manifest(
        manifest.groups_of(pages),
        [each.id for each in pages],
        manifest.keys_of(pages, records),
        records,
        sorted({each.frame for each in facts if each.frame}),
        b"".join([digest for digests, _ in written for digest in digests]),
    )
    for name, data in _whole_files(pages, facts, made).items():
        changed += [name] if put(f"{folder}/{name}", data) else []
    changed += remove_others(folder, manifest.files_of(made.ids, made.frames))
    manifest.write(work, made)
    return changed


def _whole_files(pages: Sequence[Page], facts: Sequence[Facts], made: manifest.Manifest) -> dict[str, bytes]:
    return {
        **summary.numbers(made.ids),
        "bodies.json": summary.bodies(pages, facts),
        "root.json": summary.root(made.groups, made.records),
        "traditional.txt": "\n".join(traditional()).encode("utf-8"),
    }


def _read(pages: Sequence[Page], some: Sequence[int], folder: Path, scratch: Path) -> _Read:
    """Write the records and frames of some consecutive pages, and their segments aside."""
    done = _Read([], [], [])

    def place(name: str, data: bytes) -> None:
        if put(f"{folder}/{name}", data):
            done.changed.append(name)

    def records(numbers: Sequence[int]) -> Iterator[Record]:
        for number in numbers:
            record = pages[number].make()
            frame = record.frame.id if record.frame.tables else ""
            if not pages[number].written:
                place(f"pages/{record.id}.json", record.data)
            if frame and frame not in frames:
                frames.add(frame)
                place(f"frames/{frame}.json", record.frame.data)
            digest = hashlib.sha256(record.data).digest()
            done.facts.append(Facts(digest, record.body, record.body_name, frame))
            yield record

    frames: set[str] = set()
    count = summary.shard_count(len(pages))
    parts = -(-len(some) // PAGES)
    ends = [some[0] + len(some) * part // parts for part in range(parts + 1)] if some else []
    for numbers in map(range, ends, ends[1:]):
        file = scratch / str(numbers[0])
        file.write_bytes(segment(numbers, records(numbers), count))
        done.segments.append(file)
    return done


def _merge(
    segments: Sequence[Path], some: Sequence[int], count: int, folder: Path
) -> tuple[list[bytes], list[str]]:
    """Write some consecutive shards: their digests, and the names of those that changed."""
    digests = []
    changed = []
    for number, data in merged(segments, some, count):
        digests.append(hashlib.sha256(data).digest())
        if put(f"{folder}/terms/{number}.bin", data):
            changed.append(f"terms/{number}.bin")
    return digests, changed
