"""Terms of ranges of pages, worked out apart and written aside, then merged shard by shard.

A segment is a scratch file: where each shard ends, then the shards, each a list of terms and
their stretches (postings.py) as `marshal` writes it. Since page numbers ascend, the postings of a term are
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
from pathlib import Path

from .postings import Row, Stretch, coded, either, join, stretch
from .record import Frame, Record
from .terms import CHARACTERS, Code, codes_of, frame_names

Posting = tuple[bytes, Stretch]
"""A term and its stretch in one segment."""
PAGES = 1024
"""Pages of a segment at most: some 30 MB of rows while it is made."""
PLAIN = 2
"""Version of marshal's format that does not look for equal objects."""
GROUP = 1024
"""Shards that are merged between two readings of the segments."""


def segment(numbers: range, records: Iterable[Record], count: int) -> bytes:
    """The segment of pages with these numbers, for an index of `count` shards."""
    found: list[list[Posting]] = [[] for _ in range(count)]
    for name, made in _postings(numbers, records):
        found[shard_of(name, count)].append((name, made))
    parts = [marshal.dumps(part, PLAIN) if part else b"" for part in found]
    ends = array("Q")
    place = 8 * count
    for part in parts:
        place += len(part)
        ends.append(place)
    return ends.tobytes() + b"".join(parts)


def shard_of(term: bytes, count: int) -> int:
    """Number of the shard that holds a term."""
    return zlib.crc32(term) % count


def _postings(numbers: range, records: Iterable[Record]) -> Iterator[tuple[bytes, Stretch]]:
    """The terms of a frame, a third of a report's, are entered once for all its pages."""
    rows, framed = _rows(records, len(numbers))
    own = _by_name(rows)
    within: dict[bytes, list[Frame]] = defaultdict(list)
    for frame in framed:
        for name in frame_names(frame):
            within[name].append(frame)
    for name, frames in within.items():
        rows_of = [framed[frame] for frame in frames]
        own[name] = either([own[name], *rows_of] if name in own else rows_of)
    alike = _Alike(numbers.start)
    for name, row in own.items():
        yield name, alike[bytes(row)]


class _Alike(dict[bytes, Stretch]):
    """Row → its stretch. Half of all terms stand on the same pages as another: the pairs of one word."""

    def __init__(self, first: int) -> None:
        super().__init__()
        self.first = first

    def __missing__(self, row: bytes) -> Stretch:
        self[row] = made = stretch(self.first, row)
        return made


def _rows(records: Iterable[Record], size: int) -> tuple[dict[Code, bytearray], dict[Frame, bytearray]]:
    """Pages of the codes and of the frames."""
    rows: dict[Code, bytearray] = {}
    framed: dict[Frame, bytearray] = defaultdict(lambda: bytearray(size))
    for place, record in enumerate(records):
        framed[record.frame][place] = 1
        for codes in codes_of(record):
            for code in codes:
                try:  # costs nothing where the code is known, while asking would
                    rows[code][place] = 1
                except KeyError:
                    rows[code] = row = bytearray(size)
                    row[place] = 1
    return rows, framed


def _by_name(rows: Mapping[Code, bytearray]) -> dict[bytes, Row]:
    """Term → its pages: several codes may have one name, and characters are those of their pairs."""
    found: dict[bytes, Row] = {}
    several: dict[bytes, list[Row]] = defaultdict(list)
    for code, row in rows.items():
        if isinstance(code, int):
            first, second = CHARACTERS[code & 0xFFFF], CHARACTERS[code >> 16]
            if first:
                several[first].append(row)
            if not first or not second:
                continue
            name = first + second
        else:
            name = code.encode("utf-8")
        if name in found:
            several[name].append(row)
        else:
            found[name] = row
    for name, some in several.items():
        if name in found:
            some.append(found[name])
        found[name] = either(some)
    return found


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
    found = defaultdict(list)
    for part in parts:
        if part:
            postings: list[Posting] = marshal.loads(part)  # noqa: S302 - written by this build a moment ago
            for name, made in postings:
                found[name].append(made)
    return shard((name, join(found[name])) for name in sorted(found))


def shard(terms: Iterable[tuple[bytes, bytes]]) -> bytes:
    """One file of terms in order, and their encoded postings."""
    return b"".join(part for name, data in terms for part in (coded(len(name)), name, coded(len(data)), data))
