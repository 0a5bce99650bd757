"""The listing of all reports from what is stored: of a year that is asked for, and no other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import overload

from ..model.body import Bodies
from ..model.form import Form
from ..render.entry import Change, Entry
from ..render.listing import latest
from ..render.summary import Unpacker
from .store import HELD, Store

ROSTER, FORMS = "roster", "forms"


class Stored:
    """A Listing; see `gongkai.render.listing`."""

    def __init__(self, store: Store, bodies: Bodies, forms: Mapping[str, Form]) -> None:
        self.store = store
        self.bodies = bodies
        self._unpack = Unpacker(forms)
        roster: dict[int, list[str]] = store.word(ROSTER, {})
        self.roster = roster
        self.by_year: dict[int, Sequence[Entry]] = {
            year: Year(self, year, len(ids)) for year, ids in roster.items()
        }
        self._held: tuple[int, list[Entry]] = (0, [])

    @cached_property
    def years(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for year, ids in self.roster.items():
            for id_ in ids:
                found.setdefault(id_, []).append(year)
        return found

    @property
    def forms(self) -> Iterable[tuple[Form, int]]:
        return [(self._unpack.form(key), year) for key, year in self.store.word(FORMS, [])]

    @property
    def updated(self) -> str:
        return next((day or "" for (day,) in self.store.rows("SELECT max(changed) FROM report")), "")

    def recent(self, count: int) -> list[Entry]:
        query = "changed > '' ORDER BY changed DESC, year DESC, body DESC LIMIT ?"
        return list(self._entries(query, count))

    def corrected(self, count: int) -> list[tuple[Entry, Change]]:
        found = list(self._entries("corrections > 0"))
        place = {body.id: number for number, body in enumerate(self.bodies.tree)} if found else {}
        return latest(sorted(found, key=lambda each: (-each.year, place[each.body.id])), count)

    def of_year(self, year: int) -> list[Entry]:
        """The entries of a year. Those of the year that was asked for last are held, and no others."""
        if self._held[0] != year:
            self._held = (0, [])
            entries = self._entries(f"year = ? AND standing > {HELD}", year)
            found = {each.body.id: each for each in entries}
            self._held = (year, [found[id_] for id_ in self.roster[year]])
        return self._held[1]

    def _entries(self, where: str, *values: int) -> Iterator[Entry]:
        query = f"SELECT year, body, entry FROM report WHERE {where}"  # noqa: S608 - our words
        for year, body, data in self.store.rows(query, *values):
            yield self._unpack.entry(data, self.bodies[body], year)


class Year(Sequence[Entry]):
    """The entries of one year, read when one of them is asked for."""

    def __init__(self, listing: Stored, year: int, count: int) -> None:
        self._listing = listing
        self._year = year
        self._count = count

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, place: int) -> Entry: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Entry]: ...
    def __getitem__(self, place: int | slice) -> Entry | Sequence[Entry]:
        return self._listing.of_year(self._year)[place]

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._listing.of_year(self._year))


def take_stock(store: Store, bodies: Bodies) -> bool:
    """Work out anew which reports there are, in the order of the listing, and their forms; returns whether
    they are others than before."""
    place = {body.id: number for number, body in enumerate(bodies.tree)}
    query = f"SELECT year, body, form FROM report WHERE standing > {HELD}"  # noqa: S608 - our words
    rows = sorted((-year, place[body], body, form) for year, body, form in store.rows(query))
    roster: dict[int, list[str]] = {}
    for year, _, body, _ in rows:
        roster.setdefault(-year, []).append(body)
    forms = list(dict.fromkeys((form, -year) for year, _, _, form in rows if form))
    if (roster, forms) == (store.word(ROSTER), store.word(FORMS)):
        return False
    store.put_word(ROSTER, roster)
    store.put_word(FORMS, forms)
    return True
