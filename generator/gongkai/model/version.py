"""The versions of a report that readers have seen, and what each changed."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from .report import Correction


class Revised(Struct, frozen=True):
    """One value that a version changed; "" where there was or is none. Of prose, the whole texts."""

    at: str
    label: str
    """What the form calls it; a cell's note or unit has another label than its figure."""
    was: str
    now: str
    prose: bool = False


class Version(Struct, frozen=True):
    """A state of a report that was public. `number` counts from 1."""

    number: int
    day: date
    """On which it became public: that of its commit on the main line, the first not before `published`."""
    commit: str
    author: str
    subject: str
    path: str
    blob: str
    published: date | None
    revised: tuple[Revised, ...] = ()
    """Against the version before."""


class History(Struct, frozen=True):
    """The public versions of one report, the first one first; never empty."""

    versions: tuple[Version, ...]
    stated: tuple[Correction, ...] = ()
    """The corrections that stood in the first version already: what they tell happened before."""
    pending: tuple[Revised, ...] = ()
    """What the file changes that is checked now, and that is not committed yet."""
    pending_on: date | None = None
    """The day on which that was read."""

    @property
    def first(self) -> Version:
        return self.versions[0]

    @property
    def revised(self) -> dict[tuple[str, str], list[tuple[date, Revised]]]:
        """Route and label → everything that happened to this value since the first version, with its
        day, in order; the last perhaps not public yet.
        """
        found: dict[tuple[str, str], list[tuple[date, Revised]]] = {}
        steps = [(version.day, version.revised) for version in self.versions[1:]]
        if self.pending_on:
            steps.append((self.pending_on, self.pending))
        for day, step in steps:
            for each in step:
                found.setdefault((each.at, each.label), []).append((day, each))
        return found

    def biography(self, at: str) -> list[tuple[Version, str]]:
        """The figures that a cell has shown, each with the version that brought it; empty when it never changed."""
        found: list[tuple[Version, str]] = []
        for version in self.versions[1:]:
            for each in version.revised:
                if each.at == at and not each.prose:
                    found = found or [(self.first, each.was)]
                    found.append((version, each.now))
        return found
