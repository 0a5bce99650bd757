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

`write` is all that others need. It makes the index whole (`whole`), or changes what has to change in
the one that is there (`patch`); the bytes are the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from ..processes import without_collector
from . import manifest
from .page import Page
from .patch import change, patch
from .record import Record
from .whole import whole


class Written(Struct, frozen=True):
    """What was done to the files of the index."""

    pages: int
    """Pages that can be found."""
    names: tuple[str, ...]
    """Files written or removed."""
    whole: bool
    """Whether the index was made anew; what had not changed was not written."""

    @property
    def changed(self) -> int:
        return len(self.names)


def write(pages: Sequence[Page], folder: Path, work: Path) -> Written:
    """Bring the index in `folder` up to date; `folder` is wholly owned by this package.

    `work` is a scratch folder that is there, for one writer at a time; the manifest of what was written last stays there.
    """
    ordered = sorted(pages, key=lambda each: each.order)
    known = manifest.read(work, folder)
    with without_collector():
        changed = patch(ordered, known, folder, work) if known else None
        if changed is None:
            return Written(len(ordered), tuple(whole(ordered, folder, work)), True)
    return Written(len(ordered), tuple(changed), False)


def rewrite(records: Mapping[str, Record], folder: Path, work: Path) -> Written | None:
    """The same where only these pages, by id, have other records. None when the index has to be written
    by `write`. The caller is sure that nobody else touched the folder since it was written last."""
    known = manifest.read(work, folder, sure=True)
    if known is None:
        return None
    numbered = {number: records[id_] for number, id_ in enumerate(known.ids) if id_ in records}
    if len(numbered) < len(records):
        return None
    keys = {number: key for number, key in known.keys.items() if number not in numbered}
    changed = change(numbered, known, keys, folder, work)
    return None if changed is None else Written(len(known.ids), tuple(changed), False)
