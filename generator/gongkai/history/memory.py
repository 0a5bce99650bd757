"""What was read of the history before: states of files and histories, so that only new commits are read.

A file of SQLite, because a report's history is asked for alone. It may be deleted at any time.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from ..model.report import Correction
from ..model.version import History, Revised, Version
from .walk import Point, State

FORMAT = "3"
"""Raised with what is kept, or when histories are worked out otherwise: what is kept is then read anew."""
TABLES = """
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT);
CREATE TABLE states (report TEXT PRIMARY KEY, data TEXT);
CREATE TABLE histories (report TEXT PRIMARY KEY, data TEXT);
"""
"""Histories of reports that were never public are empty texts."""


class Memory:
    """The memory in one file, of one edition of the forms; empty when it is of another or cannot be read."""

    def __init__(self, file: Path, edition: str) -> None:
        self.file, self.edition = file, f"{FORMAT} {edition}"
        self.head = ""
        try:
            with self._open() as base:
                about = dict(base.execute("SELECT key, value FROM about"))
                if about.get("edition") == self.edition:
                    self.head = about.get("head", "")
        except (sqlite3.Error, OSError):
            pass

    def states(self, ids: Iterable[str]) -> dict[str, list[State]]:
        """The known states of these reports' files, the newest first."""
        with self._open() as base:
            ask = "SELECT data FROM states WHERE report = ?"
            rows = ((id_, base.execute(ask, (id_,)).fetchone()) for id_ in ids)
            return {id_: [_state(each) for each in json.loads(row[0])] for id_, row in rows if row}

    def histories(self) -> dict[str, str]:
        """Report → its history, packed; of those that were public."""
        with self._open() as base:
            return dict(base.execute("SELECT report, data FROM histories WHERE data != ''"))

    def drafts(self) -> set[str]:
        """The reports that were not public: they may be now, without another commit."""
        with self._open() as base:
            return {report for (report,) in base.execute("SELECT report FROM histories WHERE data = ''")}

    def keep(
        self,
        head: str,
        states: Mapping[str, list[State]],
        histories: Mapping[str, History | None],
        whole: bool,
    ) -> None:
        """Take over what was read up to a commit; `whole`: of all reports, not only of those named."""
        rows = ((id_, packed(each) if each else "") for id_, each in histories.items())
        try:
            with self._open() as base:
                if whole:
                    base.executescript("".join(f"DROP TABLE IF EXISTS {name};" for name in NAMES) + TABLES)
                base.executemany(
                    "REPLACE INTO states VALUES (?, ?)",
                    ((id_, json.dumps(list(map(_fields, found)))) for id_, found in states.items()),
                )
                base.executemany("REPLACE INTO histories VALUES (?, ?)", rows)
                about = {"edition": self.edition, "head": head}
                base.executemany("REPLACE INTO about VALUES (?, ?)", about.items())
        except (sqlite3.Error, OSError):
            pass  # another process is at it, or nothing may be written: it is read from git again

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """The file while it is used; what was written is kept when nothing went wrong."""
        self.file.parent.mkdir(exist_ok=True)
        base = sqlite3.connect(self.file, timeout=2)
        try:
            with base:
                yield base
        finally:
            base.close()


NAMES = ("about", "states", "histories")


def _fields(state: State) -> list[str]:
    point = state.point
    if point is None:
        raise ValueError("what is not committed is not kept")
    return [state.path, state.blob, point.id, point.day.isoformat(), point.author, point.subject]


def _state(fields: list[str]) -> State:
    path, blob, id_, day, author, subject = fields
    return State(path, blob, Point(id_, date.fromisoformat(day), author, subject))


def packed(history: History) -> str:
    """A history as text, for `unpacked`."""
    return json.dumps(
        [
            [_version(each) for each in history.versions],
            [[each.on.isoformat(), each.at, each.was, each.now, each.because] for each in history.stated],
        ],
        ensure_ascii=False,
    )


def unpacked(text: str) -> History:
    versions, stated = json.loads(text)
    return History(
        tuple(
            Version(
                number,
                date.fromisoformat(day),
                commit,
                author,
                subject,
                path,
                blob,
                date.fromisoformat(published) if published else None,
                tuple(Revised(*each) for each in revised),
            )
            for number, day, commit, author, subject, path, blob, published, revised in versions
        ),
        tuple(Correction(date.fromisoformat(on), *words) for on, *words in stated),
    )


def _version(each: Version) -> list[object]:
    return [
        each.number,
        each.day.isoformat(),
        each.commit,
        each.author,
        each.subject,
        each.path,
        each.blob,
        each.published.isoformat() if each.published else "",
        [[one.at, one.label, one.was, one.now, one.prose] for one in each.revised],
    ]
