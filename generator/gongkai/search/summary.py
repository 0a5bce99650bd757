"""The files of the index that speak of all pages: root.json, bodies.json and numbers/."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from itertools import groupby

from msgspec.json import encode

from .page import Facts, Page

NUMBERS = 64
"""Pages whose ids stand in one file."""


def shard_count(pages: int) -> int:
    """How many shards an index of so many pages has: a shard then is some 3 to 6 kB."""
    return max(16, 1 << (pages // 4).bit_length())


def root(groups: Iterable[tuple[int, int, int]], digests: bytes) -> bytes:
    """How many pages in which group, how many shards, and a version made of the pages' digests."""
    told = [[kind, -year, count] for kind, year, count in groups]
    version = hashlib.sha256(digests).hexdigest()[:12]
    count = shard_count(sum(count for _, _, count in told))
    return encode({"version": version, "shards": count, "numbers": NUMBERS, "groups": told})


def bodies(pages: Sequence[Page], facts: Sequence[Facts]) -> bytes:
    """Bodies by id, and for every group the places in that list of the bodies of its pages."""
    names = dict(sorted((each.body, each.body_name) for each in facts if each.body))
    place = {id_: number for number, id_ in enumerate(names)}
    both = zip(pages, facts, strict=True)
    groups = [
        [place.get(each.body, -1) for _, each in members]
        for _, members in groupby(both, key=lambda each: each[0].order[:2])
    ]
    return encode({"bodies": list(names.items()), "groups": groups})


def numbers(ids: Sequence[str]) -> dict[str, bytes]:
    """The files that lead from a number to its page."""
    return {
        f"numbers/{start // NUMBERS}.json": encode(ids[start : start + NUMBERS])
        for start in range(0, len(ids), NUMBERS)
    }
