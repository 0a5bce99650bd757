"""What is known of the last run, in one SQLite file: so that the next one works on what changed.

Nothing in it is code, and all of it can be made again: a file that cannot be read is made anew.
Only rows that are asked for are read.
"""

from __future__ import annotations

import marshal
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

from msgspec import Struct

TABLES = """
CREATE TABLE word (name TEXT PRIMARY KEY, data BLOB) WITHOUT ROWID;
CREATE TABLE body (
    id TEXT PRIMARY KEY, findings BLOB, blocked INT, unread BLOB, names BLOB, found BLOB, readable INT
) WITHOUT ROWID;
CREATE TABLE report (
    year INT, body TEXT, standing INT, readable INT, published TEXT, form BLOB, changed TEXT, corrections INT,
    entry BLOB, listed BLOB, rows INT, prints BLOB, numbers BLOB, PRIMARY KEY (year, body)
) WITHOUT ROWID;
CREATE INDEX of_body ON report (body);
CREATE INDEX of_rows ON report (year, rows);
CREATE INDEX of_standing ON report (standing, year);
CREATE INDEX of_blocked ON body (blocked, readable);
CREATE TABLE seen (folder TEXT PRIMARY KEY, data BLOB) WITHOUT ROWID;
CREATE TABLE shared (year INT, body TEXT, data BLOB, PRIMARY KEY (year, body)) WITHOUT ROWID;
"""
WORK = ".gongkai"
"""Scratch folder inside the site root; Zensical writes nowhere else."""
HELD, OPEN, KEPT = 0, 1, 2
"""Standing of a report: without a page, with one, with one of an earlier day."""


class Row(Struct, frozen=True):
    """What is kept of a report; all but year and body are empty where they do not arise."""

    year: int
    body: str
    standing: int
    readable: int = 0
    published: str = ""
    form: bytes = b""
    changed: str = ""
    corrections: int = 0
    entry: bytes = b""
    listed: bytes = b""
    rows: int = 0
    """Bytes of its rows in the file of its year."""
    prints: bytes = b""
    numbers: bytes = b""

    @property
    def values(self) -> tuple[Any, ...]:
        return tuple(getattr(self, name) for name in COLUMNS)


COLUMNS = Row.__struct_fields__
ALL = ", ".join(COLUMNS)


def dumps(value: Any) -> bytes:
    """Plain values as bytes, the same for the same values. (Later formats tell whether an object is shared.)"""
    return marshal.dumps(value, 0)


class Store:
    """The file, opened; or in memory, where there is none. One writer at a time."""

    def __init__(self, file: Path | None) -> None:
        self.file = file
        self._opened: sqlite3.Connection | None = None
        self._process = 0
        self._seen: dict[str, Any] = {}

    @property
    def connection(self) -> sqlite3.Connection:
        """Opened anew by a forked process: two must not share one."""
        if self._opened is None or (self.file and self._process != os.getpid()):
            self._opened = sqlite3.connect(self.file or ":memory:", isolation_level=None)
            self._opened.execute("PRAGMA synchronous = OFF")  # a power failure may cost a build anew
            self._process = os.getpid()
        return self._opened

    @property
    def version(self) -> str:
        """What the content was made by; "" when there is none that can be used."""
        try:
            return str(self.word("version", ""))
        except (sqlite3.DatabaseError, ValueError, EOFError, TypeError):
            return ""

    def clear(self) -> None:
        """Forget everything; a file that is no database is replaced."""
        self.close()
        if self.file:
            for name in (self.file.name, f"{self.file.name}-journal"):
                self.file.with_name(name).unlink(missing_ok=True)
        self.connection.executescript(TABLES)

    def begin(self) -> None:
        self.connection.execute("BEGIN IMMEDIATE")

    def commit(self) -> None:
        self.connection.execute("COMMIT")

    def close(self) -> None:
        if self._opened is not None:
            self._opened.close()
            self._opened = None

    def word(self, name: str, default: Any = None) -> Any:
        """A value that was put under a name."""
        found = self._one("SELECT data FROM word WHERE name = ?", name)
        return default if found is None else marshal.loads(found[0])  # noqa: S302 - our own

    def put_word(self, name: str, value: Any) -> None:
        self.connection.execute("REPLACE INTO word VALUES (?, ?)", (name, marshal.dumps(value)))

    def known(self, name: str, data: bytes, make: Callable[[bytes], Any]) -> Any:
        """What is made of these bytes, or was made of them before; kept where it is a plain value."""
        digest = sha256(data).digest()
        found = self.word(name) if self.version else None
        if found and found[0] == digest:
            return found[1]
        made = make(data)
        with suppress(ValueError, sqlite3.DatabaseError):  # no plain value; no database
            self.put_word(name, (digest, made))
        return made

    def seen(self) -> dict[str, Any]:
        """Folder → how it was seen, as it was put."""
        rows = self.rows("SELECT folder, data FROM seen")
        self._seen = {folder: marshal.loads(data) for folder, data in rows}  # noqa: S302 - our own
        return self._seen

    def put_seen(self, now: Mapping[str, Any]) -> None:
        """The same; what is still the value that was read is not written."""
        gone = [(folder,) for folder in self._seen.keys() - now.keys()]
        self.connection.executemany("DELETE FROM seen WHERE folder = ?", gone)
        put = [(key, marshal.dumps(value)) for key, value in now.items() if self._seen.get(key) is not value]
        self.connection.executemany("REPLACE INTO seen VALUES (?, ?)", put)

    def _one(self, query: str, *values: Any) -> tuple[Any, ...] | None:
        found: tuple[Any, ...] | None = self.connection.execute(query, values).fetchone()
        return found

    def rows(self, query: str, *values: Any) -> Iterator[tuple[Any, ...]]:
        return self.connection.execute(query, values)

    def reports(self, where: str, *values: Any) -> Iterator[Row]:
        for found in self.rows(f"SELECT {ALL} FROM report WHERE {where}", *values):  # noqa: S608 - our words
            yield Row(*found)

    def put_reports(self, rows: Iterable[Row]) -> None:
        marks = ", ".join("?" * len(COLUMNS))
        self.connection.executemany(f"REPLACE INTO report VALUES ({marks})", [row.values for row in rows])  # noqa: S608

    def body(self, id_: str) -> tuple[Any, ...] | None:
        """findings, blocked, unread, names, found, readable."""
        found = self._one("SELECT findings, unread, names, found FROM body WHERE id = ?", id_)
        return found and tuple(marshal.loads(each) for each in found)  # noqa: S302 - our own

    def put_body(self, id_: str, findings: Any, blocked: int, others: Sequence[Any], readable: int) -> None:
        unread, names, found = map(marshal.dumps, others)
        row = (id_, marshal.dumps(findings), blocked, unread, names, found, readable)
        self.connection.execute("REPLACE INTO body VALUES (?, ?, ?, ?, ?, ?, ?)", row)

    def remove(self, id_: str) -> None:
        """Forget a body."""
        for table, column in (("body", "id"), ("report", "body"), ("shared", "body")):
            self.connection.execute(f"DELETE FROM {table} WHERE {column} = ?", (id_,))  # noqa: S608
