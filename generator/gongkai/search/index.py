"""Records → the files of the index, below search/ of the site.

    root.json              how many pages in which group, how many shards, the version
    terms/NNNN.bin         shards: terms and the numbers of the pages that have them
    numbers/NNN.json       ids of 64 pages each: from a number to its page
    pages/ID.json          what a page says (a record): the proof, and the sentence to show
    frames/HASH.json       labels of tables, shared by the reports that print the same
    bodies.json            names of bodies and whose the pages are; read when a reader filters
    traditional.txt        traditional → simplified, read when a query finds nothing without it

Pages are numbered in the order of results: bodies, reports from the newest year, hand-written
pages, each group by id. A query reads root.json, one shard for each of a few terms, and the records
it shows. Words of one or two characters and figures are answered by the shards alone; of a longer
word they give candidates (every pair of neighbours is there, perhaps apart), and the record that is
read for its sentence anyway decides. So nothing is missed, and nothing wrong is shown.

A term's shard is the CRC-32 of its UTF-8 bytes modulo the number of shards, a power of two that
depends on the number of pages only. A shard holds its terms in order: length and bytes of the term,
length and bytes of its postings. So a changed figure rewrites its record, root.json and the shards
of the terms that came or went; the terms before and after follow from the two records, without the
rest. Since numbers ascend, postings of consecutive ranges of pages can be made apart and joined.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, groupby
from typing import Any

from .fold import traditional
from .postings import encode, varint
from .record import Frame, Record
from .terms import frame_terms, own_terms

NUMBERS = 64
"""Pages whose ids stand in one file."""


def index(records: Iterable[Record]) -> dict[str, bytes]:
    """Path below search/ → content, for all files of the index."""
    ordered = sorted(records, key=lambda each: each.order)
    files = {f"pages/{each.id}.json": each.data for each in ordered}
    files |= {f"frames/{each.frame.id}.json": each.frame.data for each in ordered if each.frame.tables}
    count = shard_count(len(ordered))
    files |= shards(postings(ordered), count)
    ids = [each.id for each in ordered]
    for start in range(0, len(ids), NUMBERS):
        files[f"numbers/{start // NUMBERS}.json"] = _json(ids[start : start + NUMBERS])
    files["bodies.json"] = _bodies(ordered)
    files["root.json"] = _root(ordered, count)
    files["traditional.txt"] = "\n".join(traditional()).encode("utf-8")
    return files


def shard_count(pages: int) -> int:
    """How many shards an index of so many pages has: a shard then is some 3 to 6 kB."""
    return max(16, 1 << (pages // 4).bit_length())


def postings(records: Sequence[Record]) -> dict[str, bytes]:
    """Term → encoded numbers of the pages that have it.

    The terms of a frame, a third of a report's, are entered once for all its pages.
    """
    own: dict[str, array[int]] = defaultdict(lambda: array("I"))
    framed: dict[Frame, list[int]] = defaultdict(list)
    for number, record in enumerate(records):
        framed[record.frame].append(number)
        for term in own_terms(record):
            own[term].append(number)
    within: dict[str, tuple[Frame, ...]] = defaultdict(tuple)
    for frame in framed:
        for term in frame_terms(frame):
            within[term] += (frame,)
    found = {term: encode(numbers) for term, numbers in own.items() if term not in within}
    alike: dict[tuple[Frame, ...], bytes] = {}  # most terms of frames stand in nothing else
    for term, frames in within.items():
        if term in own or frames not in alike:
            pages = encode(sorted(chain(own.get(term, ()), *(framed[frame] for frame in frames))))
            found[term] = pages if term in own else alike.setdefault(frames, pages)
        else:
            found[term] = alike[frames]
    return found


def shards(found: Mapping[str, bytes], count: int) -> dict[str, bytes]:
    """The files of the terms; every shard is there, an empty one too."""
    parts: list[list[tuple[bytes, bytes]]] = [[] for _ in range(count)]
    for term, data in found.items():
        name = term.encode("utf-8")
        parts[zlib.crc32(name) % count].append((name, data))
    return {f"terms/{number}.bin": shard(part) for number, part in enumerate(parts)}


def shard(terms: Iterable[tuple[bytes, bytes]]) -> bytes:
    """One file of terms and their encoded postings."""
    return b"".join(
        part for name, data in sorted(terms) for part in (varint(len(name)), name, varint(len(data)), data)
    )


def _root(records: Sequence[Record], count: int) -> bytes:
    groups = [
        [kind, -year, sum(1 for _ in members)]
        for (kind, year), members in groupby(records, key=lambda each: each.order[:2])
    ]
    digest = hashlib.sha256()
    for each in records:
        digest.update(hashlib.sha256(each.data).digest())
    return _json({"version": digest.hexdigest()[:12], "shards": count, "numbers": NUMBERS, "groups": groups})


def _bodies(records: Sequence[Record]) -> bytes:
    """Bodies by id, and for every group the places in that list of the bodies of its pages."""
    names = dict(sorted((each.body, each.body_name) for each in records if each.body))
    place = {id_: number for number, id_ in enumerate(names)}
    groups = [
        [place.get(each.body, -1) for each in members]
        for _, members in groupby(records, key=lambda each: each.order[:2])
    ]
    return _json({"bodies": list(names.items()), "groups": groups})


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
