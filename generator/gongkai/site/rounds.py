"""The work on bodies, in rounds: first on those that changed, then on those that see it in others.

Between bodies only little is passed on: the sentences that several print, the sums that a body above
states, the years that readers find below. A round works on bodies apart, in all processes; then it is
looked up for whom any of this is another than the work was done with, and these are done again.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct, field

from ..check.texts import Prints, Shared, copied_from, shared_among
from ..processes import in_pieces, without_collector
from . import watch
from .body_work import Around, Done, Frame, numbers_of, prints_from, work
from .plain import plain_finding
from .rows import number_of, open_years, place_of, prints_of_row, rows_of
from .store import Row, Store, dumps

Files = Mapping[str, Sequence[str]]
"""Id of a body → names of its reports' files."""
FEW = 4
"""Bodies that are worth processes of their own: one takes 15 to 40 ms, and the processes 30 in all."""
BODIES = 40
"""Bodies that a process hands back together: what waits to be stored stays small."""


class Result(Struct):
    """What the rounds did."""

    changed: set[str] = field(default_factory=set)
    """Files below the documents folder."""
    removed: set[str] = field(default_factory=set)
    before: dict[tuple[int, str], Row | None] = field(default_factory=dict)
    """Reports that were worked on, as they had been known."""
    after: dict[tuple[int, str], Row | None] = field(default_factory=dict)
    records: dict[str, bytes] = field(default_factory=dict)
    """Id of a record of the search that changed → the record; it is still to be written."""
    pages_differ: bool = False
    """Whether other pages can be found by search than before, or of other bodies."""


class Rounds:
    """The work of one run."""

    def __init__(self, frame: Frame, store: Store, files: Files, noting: bool = True) -> None:
        """`noting`: whether the result is to say what became of every report; of all of them that is much."""
        self.noting = noting
        self.frame = frame
        self.store = store
        self.files = files
        self.done = self.total = 0
        self.result = Result()

    def run(self, ids: Iterable[str], anew: bool = False, among: Collection[str] | None = None) -> Result:
        """Bring these bodies up to date, and whom it concerns, `among` others or all; `anew` when nothing
        is known yet."""
        waiting = {id_ for id_ in ids if id_ in self.files or id_ in self.frame.bodies}
        around = self._guessed if anew else self._around
        while waiting:
            seen = self._round(sorted(waiting), around)
            waiting, around = seen if among is None else seen.intersection(among), self._around
        return self.result

    def remove(self, ids: Iterable[str]) -> set[str]:
        """Forget bodies whose folders are gone; returns the bodies that may see it."""
        seen: set[str] = set()
        years: set[int] = set()
        for id_ in ids:
            known = self.store.body(id_)
            if known is None:
                continue
            for row in list(self.store.reports("body = ?", id_)):
                self._note((row.year, id_), row, None)
                years.add(row.year)
            self.result.removed |= set(known[2])
            self.result.pages_differ = True
            self.store.remove(id_)
            seen.add(id_.rpartition("/")[0])
        return seen | self.sharing(years)

    def _round(self, ids: Sequence[str], around: Callable[[str], Around]) -> set[str]:
        """Work on these bodies; returns those that have to be worked on for it."""
        contexts = {id_: around(id_) for id_ in ids}
        self.total += sum(len(self.files.get(id_, ())) for id_ in ids)

        def some(piece: Sequence[str]) -> list[Done]:
            return [work(self.frame, id_, self.files.get(id_, ()), contexts[id_]) for id_ in piece]

        seen: set[str] = set()
        years: set[int] = set()
        with without_collector():
            for dones in in_pieces(some, ids, least=FEW, most=BODIES):
                for done in dones:
                    watch.note(done.spent)
                    more = self._stored(done)
                    seen |= more[0]
                    years |= more[1]
                self.done += sum(len(done.facts) + len(done.unread) for done in dones)
                watch.step("核验并生成" if self.frame.site else "核验", self.done, self.total)
        seen |= {id_ for id_ in ids if self._expects(id_) != contexts[id_].years}
        seen |= {id_ for id_ in ids if around == self._guessed and self._is_complete(id_)}
        return seen | self.sharing(years)

    def _stored(self, done: Done) -> tuple[set[str], set[int]]:
        """Keep what came of one body; returns the body above if it has to know, and the years in which
        other sentences are printed."""
        old = {row.year: row for row in self.store.reports("body = ?", done.body)}
        new = {row.year: row for row in rows_of(done)}
        for year in old.keys() | new.keys():
            self._note((year, done.body), old.get(year), new.get(year))
        gone = [(year, done.body) for year in old.keys() - new.keys()]
        self.store.connection.executemany("DELETE FROM report WHERE year = ? AND body = ?", gone)
        self.store.put_reports(new.values())
        self._keep(done)
        above = done.body.rpartition("/")[0]
        told = open_years(old.values()) != open_years(new.values()) or any(
            number_of(old.get(year)) != number_of(new.get(year)) for year in old.keys() | new.keys()
        )
        years = {
            year
            for year in old.keys() | new.keys()
            if prints_of_row(old.get(year)) != prints_of_row(new.get(year))
        }
        return ({above} if told and above in self.frame.bodies else set()), years

    def _keep(self, done: Done) -> None:
        known = self.store.body(done.body)
        names: list[str] = known[2] if known else []
        found: list[Any] = known[3] if known else []
        if done.made:
            made = done.made
            self.result.changed |= set(made.changed)
            self.result.removed -= made.names
            self.result.removed |= {
                name for name in names if name not in made.names and not name.startswith("search/frames/")
            }
            now = [each.plain() for each in made.found]
            self.result.records |= {each.id: each.data for each in made.found if each.data}
            self.result.pages_differ |= [place_of(each) for each in now] != [place_of(each) for each in found]
            names, found = sorted(made.names), now
        blocked = sum(each.blocks for each in done.findings)
        findings = [plain_finding(each) for each in done.findings]
        self.store.put_body(
            done.body, findings, blocked, (done.unread, names, found), len(done.facts) + len(done.unread)
        )

    def _note(self, key: tuple[int, str], old: Row | None, new: Row | None) -> None:
        if self.noting:
            self.result.before.setdefault(key, old)
            self.result.after[key] = new

    def _guessed(self, id_: str) -> Around:
        """Before anything is known: every file below will be a report that readers can open."""
        if self.frame.site is None:
            return Around()
        below = self.frame.bodies.below.get(id_, ())
        years = {each.id: self._years_of_files(each.id) for each in below}
        return Around(years={key: found for key, found in years.items() if found})

    def _years_of_files(self, id_: str) -> list[int]:
        return sorted((int(name[:4]) for name in self.files.get(id_, ())), reverse=True)

    def _around(self, id_: str) -> Around:
        return Around(self._shared(id_), self._below(id_), self._expects(id_))

    def _shared(self, id_: str) -> Shared:
        found: dict[tuple[int, int], Sequence[str]] = {}
        for year, data in self.store.rows("SELECT year, data FROM shared WHERE body = ?", id_):
            found |= {(year, each): ids for each, ids in marshal.loads(data)}  # noqa: S302 - our own
        return found

    def _is_complete(self, id_: str) -> bool:
        body = self.frame.bodies.get(id_)
        return bool(body and body.complete and self.frame.bodies.below.get(id_))

    def _below(self, id_: str) -> dict[int, list[Any]]:
        if not self._is_complete(id_):
            return {}
        found: dict[int, list[Any]] = {}
        for each in self.frame.bodies.below[id_]:
            for year, data in self.store.rows("SELECT year, numbers FROM report WHERE body = ?", each.id):
                if data:
                    found.setdefault(year, []).append(numbers_of(each, marshal.loads(data)))  # noqa: S302
        return found

    def _expects(self, id_: str) -> dict[str, list[int]]:
        """The years that readers find below a body."""
        found: dict[str, list[int]] = {}
        for each in self.frame.bodies.below.get(id_, ()) if self.frame.site else ():
            query = "SELECT year FROM report WHERE body = ? AND standing > 0 ORDER BY year DESC"
            if years := [year for (year,) in self.store.rows(query, each.id)]:
                found[each.id] = years
        return found

    def sharing(self, years: Iterable[int]) -> set[str]:
        """Bring up to date which sentences are shared in these years; returns the bodies for which it changed."""
        seen: set[str] = set()
        for year in years:
            old = dict(self.store.rows("SELECT body, data FROM shared WHERE year = ?", year))
            new = {body: dumps(sorted(some.items())) for body, some in self._shared_in(year).items()}
            differing = [body for body in old.keys() | new.keys() if old.get(body) != new.get(body)]
            gone = [(year, body) for body in differing if body not in new]
            self.store.connection.executemany("DELETE FROM shared WHERE year = ? AND body = ?", gone)
            put = [(year, body, new[body]) for body in differing if body in new]
            self.store.connection.executemany("REPLACE INTO shared VALUES (?, ?, ?)", put)
            seen |= set(differing)
        return {id_ for id_ in seen if id_ in self.files}

    def _shared_in(self, year: int) -> dict[str, dict[int, tuple[str, ...]]]:
        """Body → what its report of a year may be copied from; read twice, so as not to be held."""

        def printed() -> Iterator[tuple[str, Prints]]:
            for body, data in self.store.rows("SELECT body, prints FROM report WHERE year = ?", year):
                yield f"{body}/{year}", prints_from(data)

        shared = shared_among(year, ((id_, prints.hashes) for id_, prints in printed()))
        found = {id_: copied_from(id_, year, prints, shared) for id_, prints in printed()}
        return {id_.rpartition("/")[0]: some for id_, some in found.items() if some}
