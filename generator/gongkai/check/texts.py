"""The texts of other reports: the names in them, and who else prints a sentence."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from hashlib import blake2b
from typing import NamedTuple

from msgspec import Struct, field

from ..model.body import Body
from ..model.report import Report
from ..processes import in_pieces
from .sentences import STOP
from .stretches import KEPT, stretches

SHARED = 0.6
"""Copied is a report of whose sentences this part stands elsewhere word for word …"""
LEAST = 60
"""… and at least so many characters of them."""
COMMON = 5
"""A sentence that so many bodies print in one year is handed down from above, not copied."""


def norms(report: Report) -> dict[str, tuple[str, int]]:
    """Sentence without figures, marks and the body's own name → its section and its number there.

    Formulas (legal basis, guiding thought, no fee charged) and short sentences are left out.
    """
    names = [name for name in (report.body.name, report.body.short_name) if name]
    found: dict[str, tuple[str, int]] = {}
    for section, prose in report.prose.items():
        above = 0
        for _, stretch in stretches(prose.text):
            own, ended = stretch.said
            for number, norm in own:
                for name in names:
                    norm = norm.replace(name, "")
                found.setdefault(norm, (section, above + number))
            above += ended
    return found


def sentences(report: Report) -> list[tuple[str, str]]:
    """Section and words of every sentence that `norms` has, in its order."""
    return [
        (section, STOP.split(report.prose[section].text)[number].strip())
        for section, number in norms(report).values()
    ]


class Prints(NamedTuple):
    """The sentences of one report: a hash of each, and how many characters it has."""

    hashes: array[int]
    lengths: array[int]


Shared = Mapping[tuple[int, int], Sequence[str]]
"""Year and hash of a sentence → ids of the reports that print it, where they are several and fewer than COMMON."""


def prints_of(report: Report) -> Prints:
    """What a report prints. The hashes are the same on every machine."""
    mine = norms(report)
    return Prints(array("Q", map(_hash, mine)), array("I", map(len, mine)))


@lru_cache(maxsize=KEPT)
def _hash(norm: str) -> int:
    return int.from_bytes(blake2b(norm.encode(), digest_size=8).digest(), "little")


def shared_among(year: int, printed: Iterable[tuple[str, Iterable[int]]]) -> Shared:
    """What the reports of one year, given by id and hashes, share."""
    first: dict[int, str] = {}
    several: dict[tuple[int, int], list[str]] = {}
    for id_, hashes in printed:
        for each in hashes:
            if (one := first.setdefault(each, id_)) != id_:
                several.setdefault((year, each), [one]).append(id_)
    return {key: ids for key, ids in several.items() if len(ids) < COMMON}


def is_copied(length: int, total: int) -> bool:
    """Whether a report whose sentences have `total` characters may be copied from one that shares `length`."""
    return length >= LEAST and length >= total * SHARED


def copied_from(id_: str, year: int, mine: Prints, shared: Shared) -> dict[int, tuple[str, ...]]:
    """What a check of the report has to know of others: hash of a sentence → ids of the reports that print
    it and share so many that this one may be copied from them. Mostly nothing."""
    total, lengths = sum(mine.lengths), dict[str, int]()
    found = {each: ids for each in mine.hashes if (ids := shared.get((year, each)))}
    for each, length in zip(mine.hashes, mine.lengths, strict=True):
        for other in found.get(each, ()):
            if other != id_:
                lengths[other] = lengths.get(other, 0) + length
    sources = {other for other, length in lengths.items() if is_copied(length, total)}
    close = {each: tuple(id_ for id_ in ids if id_ in sources) for each, ids in found.items()}
    return {each: ids for each, ids in close.items() if ids}


class Names(Struct, frozen=True, eq=False, dict=True):
    """The names of all bodies."""

    bodies: Mapping[str, Body]

    @cached_property
    def ids(self) -> dict[str, str]:
        """Full and short name → id of the body."""
        return {
            name: id_
            for id_, body in self.bodies.items()
            for name in (body.short_name, body.name)
            if len(name) > 2
        }

    @cached_property
    def beginnings(self) -> frozenset[str]:
        """The first two characters of every name: a glance spares most searches."""
        return frozenset(name[:2] for name in self.ids)


class Texts(Struct, frozen=True, eq=False):
    """What the check of a report has to know of the texts of others."""

    names: Names
    printed: Shared = field(default_factory=dict)
    known: Mapping[str, Prints] = field(default_factory=dict)
    """Report id → its sentences, where they have been looked at."""

    def prints(self, report: Report) -> Prints:
        """The sentences of a report."""
        found = self.known.get(report.id)
        return prints_of(report) if found is None else found

    def shared(self, mine: Prints, other: Report) -> list[int]:
        """The numbers of the sentences that another report prints too."""
        theirs = set(self.prints(other).hashes)
        return [number for number, each in enumerate(mine.hashes) if each in theirs]

    def others(self, report: Report, mine: Prints) -> dict[str, list[int]]:
        """Report id → numbers of the sentences shared with it, of the same year, common ones left out."""
        found: dict[str, list[int]] = {}
        for number, each in enumerate(mine.hashes) if self.printed else ():
            for id_ in self.printed.get((report.year, each), ()):
                if id_ != report.id:
                    found.setdefault(id_, []).append(number)
        return found


def printers(known: Mapping[str, Prints]) -> dict[tuple[int, int], list[str]]:
    """Year and hash of a sentence → ids of the reports that print it, however many; of reports by id."""
    found: dict[tuple[int, int], list[str]] = {}
    for id_, mine in known.items():
        year = int(id_.rpartition("/")[2])
        for each in mine.hashes:
            found.setdefault((year, each), []).append(id_)
    return found


def texts_of(reports: Mapping[str, Report], bodies: Mapping[str, Body]) -> Texts:
    """The texts of all these reports."""
    known: dict[str, Prints] = {}
    for piece in in_pieces(lambda ids: {id_: prints_of(reports[id_]) for id_ in ids}, list(reports)):
        known |= piece
    by_year: dict[int, list[tuple[str, array[int]]]] = {}
    for id_, report in reports.items():
        by_year.setdefault(report.year, []).append((id_, known[id_].hashes))
    printed: dict[tuple[int, int], Sequence[str]] = {}
    for year, some in by_year.items():
        printed |= shared_among(year, some)
    return Texts(Names(bodies), printed, known)
