"""Terms of ranges of pages, worked out apart and written aside, then merged shard by shard.

A segment is a scratch file: where each shard ends, then the shards, each a list of (term, first
page, last page, steps) as `marshal` writes it. Since page numbers ascend, the postings of a term are
the joined stretches of all segments in order; so memory holds one segment a process, or one group
of shards of all segments, however many pages there are, and the result does not depend on how they
were cut.
"""

from __future__ import annotations

import marshal
import zlib
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path

from .postings import Stretch, join, stretch, varint
from .record import Frame, Record
from .terms import Code, frame_codes, name_of, own_codes

Posting = tuple[bytes, int, int, bytes]
"""A term and its stretch in one segment."""
PAGES = 512
"""Pages of a segment at most: their terms still fit the processor's cache, which decides the time."""
GROUP = 1024
"""Shards that are merged between two readings of the segments."""


def segment(records: Iterable[tuple[int, Record]], count: int) -> bytes:
    """The segment of numbered pages, for an index of `count` shards."""
    found: list[list[Posting]] = [[] for _ in range(count)]
    for name, first, last, steps in _postings(records):
        found[shard_of(name, count)].append((name, first, last, steps))
    parts = [marshal.dumps(part) if part else b"" for part in found]
    ends = array("Q")
    place = 8 * count
    for part in parts:
        place += len(part)
        ends.append(place)
    return ends.tobytes() + b"".join(parts)


def shard_of(term: bytes, count: int) -> int:
    """Number of the shard that holds a term."""
    return zlib.crc32(term) % count


def _postings(records: Iterable[tuple[int, Record]]) -> Iterator[Posting]:
    """The terms of a frame, a third of a report's, are entered once for all its pages."""
    own: dict[Code, list[int]] = defaultdict(list)
    framed: dict[Frame, list[int]] = defaultdict(list)
    for number, record in records:
        framed[record.frame].append(number)
        for code in own_codes(record):
            own[code].append(number)
    within: dict[Code, list[Frame]] = defaultdict(list)
    for frame in framed:
        for code in frame_codes(frame):
            within[code].append(frame)
    for code, numbers in own.items():
        if code not in within and (name := name_of(code)):
            yield name, *stretch(numbers)
    yield from _of_frames(own, framed, within)


def _of_frames(
    own: Mapping[Code, list[int]],
    framed: Mapping[Frame, list[int]],
    within: Mapping[Code, list[Frame]],
) -> Iterator[Posting]:
    alike: dict[tuple[Frame, ...], Stretch] = {}  # most terms of frames stand in nothing else
    for code, frames in within.items():
        made = alike.get(both := tuple(frames))
        if made is None or code in own:
            made = stretch(sorted(chain(own.get(code, ()), *(framed[frame] for frame in frames))))
            if code not in own:
                alike[both] = made
        if name := name_of(code):
            yield name, *made


def merged(segments: Sequence[Path], numbers: Sequence[int], count: int) -> Iterator[tuple[int, bytes]]:
    """Shards with these consecutive numbers: number and content, from the segments in order."""
    for at in range(0, len(numbers), GROUP):
        some = numbers[at : at + GROUP]
        parts = [list(_parts(file, some[0], some[-1], count)) for file in segments]
        for place, number in enumerate(some):
            yield number, _shard(part[place] for part in parts)


def _parts(file: Path, first: int, last: int, count: int) -> Iterator[bytes]:
    """What a segment has for the shards from the first to the last."""
    with file.open("rb") as opened:
        opened.seek(8 * max(first - 1, 0))
        ends = array("Q", opened.read(8 * (last - max(first - 1, 0) + 1)))
        start = ends.pop(0) if first else 8 * count
        opened.seek(start)
        for end in ends:
            yield opened.read(end - start)
            start = end


def _shard(parts: Iterable[bytes]) -> bytes:
    found: dict[bytes, list[tuple[int, int, bytes]]] = {}
    for part in parts:
        if part:
            postings: list[Posting] = marshal.loads(part)  # noqa: S302 - written by this build a moment ago
            for name, first, last, steps in postings:
                found.setdefault(name, []).append((first, last, steps))
    return shard((name, join(found[name])) for name in sorted(found))


def shard(terms: Iterable[tuple[bytes, bytes]]) -> bytes:
    """One file of terms in order, and their encoded postings."""
    return b"".join(
        part for name, data in terms for part in (varint(len(name)), name, varint(len(data)), data)
    )
