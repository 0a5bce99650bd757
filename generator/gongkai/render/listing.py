"""What there is to be listed: the entries of all reports, by year, and what follows from all of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Protocol

from ..model.body import Bodies
from ..model.form import Form
from .entry import Change, Entry


class Listing(Protocol):
    """The entries of all reports. Those of a year may be read only when they are asked for."""

    @property
    def by_year(self) -> Mapping[int, Sequence[Entry]]:
        """Year → its reports in the order of the bodies; the newest year first."""

    @property
    def years(self) -> Mapping[str, Sequence[int]]:
        """Id of a body that has reports → their years, the newest first."""

    @property
    def forms(self) -> Iterable[tuple[Form, int]]:
        """Forms and years of all reports, the newest year first, each once."""

    @property
    def updated(self) -> str:
        """The day on which any report last changed (ISO 8601); "" when unknown."""

    def recent(self, count: int) -> list[Entry]:
        """The reports that changed last, the newest first; of those whose day is known."""

    def corrected(self, count: int) -> list[tuple[Entry, Change]]:
        """The latest corrections, the newest first."""


class Entries:
    """The listing of entries in hand."""

    def __init__(self, entries: Iterable[Entry], bodies: Bodies) -> None:
        self.by_year: dict[int, list[Entry]] = {}
        self.by_body: dict[str, list[Entry]] = {}
        for entry in sorted(entries, key=lambda each: (-each.year, bodies.order(each.body))):
            self.by_year.setdefault(entry.year, []).append(entry)
            self.by_body.setdefault(entry.body.id, []).append(entry)

    @property
    def _all(self) -> Iterable[Entry]:
        return chain.from_iterable(self.by_year.values())

    @property
    def years(self) -> dict[str, list[int]]:
        return {id_: [entry.year for entry in entries] for id_, entries in self.by_body.items()}

    @property
    def forms(self) -> Iterable[tuple[Form, int]]:
        return dict.fromkeys((entry.form, entry.year) for entry in self._all if entry.form)

    @property
    def updated(self) -> str:
        return last_change(self._all)

    def recent(self, count: int) -> list[Entry]:
        return newest(self._all, count)

    def corrected(self, count: int) -> list[tuple[Entry, Change]]:
        return latest(self._all, count)


def last_change(entries: Iterable[Entry]) -> str:
    """The day on which any of these reports last changed (ISO 8601), for the sitemap; "" when unknown."""
    days = [each.changed for each in entries if each.changed]
    return max(days).isoformat() if days else ""


def newest(entries: Iterable[Entry], count: int) -> list[Entry]:
    """Those that changed last, the newest first; of those whose day is known."""
    dated = [(each.changed, each.year, each.body.id, each) for each in entries if each.changed]
    return [each for *_, each in sorted(dated, key=lambda each: each[:3], reverse=True)[:count]]


def latest(entries: Iterable[Entry], count: int) -> list[tuple[Entry, Change]]:
    """The latest corrections of these reports, the newest first; those of a day in the order of the reports."""
    found = [(entry, each) for entry in entries for each in entry.corrections]
    return sorted(found, key=lambda each: each[1].on, reverse=True)[:count]
