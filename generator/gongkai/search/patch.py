"""The index changed where a few records changed, the pages and their numbers being the same.

Nothing is written before everything that is read has been found to be what the manifest says.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from itertools import chain
from pathlib import Path

from ..files import put
from ..processes import in_pieces
from . import manifest, summary
from .manifest import Manifest, digest, exchanged
from .page import Page
from .postings import decode, encode, read_varint
from .record import Frame, Record, read_record
from .segments import shard, shard_of
from .terms import names_of

FEW = 100
"""One page in so many may have changed; with more the index is made whole sooner."""

Change = tuple[bytes, int, bool]
"""A term, the number of a page, and whether the page has it now."""


def patch(pages: Sequence[Page], known: Manifest, folder: Path, work: Path) -> list[str] | None:
    """Change the index in place; returns the files that were written, None when that is not possible."""
    if [each.id for each in pages] != known.ids or manifest.groups_of(pages) != known.groups:
        return None
    keys = manifest.keys_of(pages, known.records)
    unsure = [number for number, key in keys.items() if not key or key != known.keys.get(number)]
    made = chain.from_iterable(in_pieces(lambda some: _digests(pages, some), unsure))
    touched = [
        number for number, each in zip(unsure, made, strict=True) if each != digest(known.records, number)
    ]
    records = {number: pages[number].make() for number in touched}
    return change(records, known, keys, folder, work)


def change(
    records: Mapping[int, Record], known: Manifest, keys: dict[int, str], folder: Path, work: Path
) -> list[str] | None:
    """The same, with the records that changed, by number. `known` must be what is in the folder."""
    if len(records) > max(1, len(known.ids) // FEW):
        return None
    files: dict[str, bytes] = {}
    count = summary.shard_count(len(known.ids))
    shards: dict[int, bytes] = {}
    changes: dict[int, list[Change]] = defaultdict(list)
    for number, record in records.items():
        before = _before(record, digest(known.records, number), folder)
        if before is None:
            return None
        files[f"pages/{record.id}.json"] = record.data
        for each in _differences(before, record, number):
            changes[shard_of(each[0], count)].append(each)
    for place, some in changes.items():
        name = f"terms/{place}.bin"
        data = (folder / name).read_bytes()
        if sha256(data).digest() != digest(known.shards, place):
            return None
        files[name] = _changed(data, some)
        shards[place] = sha256(files[name]).digest()
    new = {number: sha256(record.data).digest() for number, record in records.items()}
    known.records, known.shards = exchanged(known.records, new), exchanged(known.shards, shards)
    files["root.json"] = summary.root(known.groups, known.records)
    return _write(files, known, keys, folder, work)


def _write(
    files: Mapping[str, bytes], known: Manifest, keys: dict[int, str], folder: Path, work: Path
) -> list[str]:
    if len(files) == 1 and keys == known.keys:
        return ["root.json"] if put(f"{folder}/root.json", files["root.json"]) else []
    known.keys = keys
    manifest.remove(work)
    changed = [name for name, data in files.items() if put(f"{folder}/{name}", data)]
    manifest.write(work, known)
    return changed


def _digests(pages: Sequence[Page], some: Sequence[int]) -> list[bytes]:
    return [sha256(pages[number].make().data).digest() for number in some]


def _before(record: Record, known: bytes, folder: Path) -> Record | None:
    """The record as it was published; None when its labels or its body were others."""
    data = (folder / f"pages/{record.id}.json").read_bytes()
    if sha256(data).digest() != known:
        return None
    frames = {record.frame.id: record.frame}
    before = read_record(record.id, data, lambda id_: frames.get(id_) or Frame())
    same = (before.frame, before.body, before.body_name) == (record.frame, record.body, record.body_name)
    return before if same else None


def _differences(before: Record, after: Record, number: int) -> Iterable[Change]:
    old, new = names_of(before), names_of(after)
    yield from ((name, number, False) for name in old - new)
    yield from ((name, number, True) for name in new - old)


def _changed(data: bytes, changes: Iterable[Change]) -> bytes:
    """A shard with pages added to terms and taken from them."""
    terms = dict(_terms(data))
    numbers: dict[bytes, set[int]] = {}
    for term, number, has in changes:
        if term not in numbers:
            numbers[term] = set(decode(terms.get(term, b"")))
        (numbers[term].add if has else numbers[term].discard)(number)
    for term, some in numbers.items():
        terms[term] = encode(sorted(some))
    return shard((term, terms[term]) for term in sorted(terms) if terms[term])


def _terms(data: bytes) -> Iterable[tuple[bytes, bytes]]:
    place = 0
    while place < len(data):
        length, place = read_varint(data, place)
        term = data[place : place + length]
        length, place = read_varint(data, place + length)
        yield term, data[place : place + length]
        place += length
