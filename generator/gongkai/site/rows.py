"""What came of the work on a body as the rows that are kept, and what others see of a row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from .body_work import Done
from .store import HELD, KEPT, OPEN, Row, dumps

if TYPE_CHECKING:
    from ..render.entry import Entry


def rows_of(done: Done) -> Iterator[Row]:
    entries: dict[int, Entry] = {each.year: each for each in done.made.entries} if done.made else {}
    if entries:
        from ..render.summary import form_key, packed  # checks alone have no entries
    listed = done.made.listed if done.made else {}
    rows = done.made.rows if done.made else {}
    facts = {each.year: each for each in done.facts}
    for year in sorted(entries.keys() | facts.keys()):
        entry, fact = entries.get(year), facts.get(year)
        yield Row(
            year,
            done.body,
            HELD if entry is None else KEPT if entry.kept else OPEN,
            int(fact is not None),
            fact.published if fact else "",
            form_key(entry.form) if entry and entry.form else b"",
            entry.changed.isoformat() if entry and entry.changed else "",
            len(entry.corrections) if entry else 0,
            packed(entry) if entry else b"",
            listed.get(year, b""),
            rows.get(year, 0),
            fact.prints if fact else b"",
            dumps(fact.numbers) if fact and fact.numbers is not None else b"",
        )


def place_of(found: Any) -> Any:
    """What the index as a whole has to know of a page, besides what it says."""
    id_, year, (_, *others) = found
    return id_, year, others


def open_years(rows: Iterable[Row]) -> list[int]:
    return sorted(row.year for row in rows if row.standing != HELD)


def number_of(row: Row | None) -> bytes | None:
    return row.numbers if row else None


def prints_of_row(row: Row | None) -> bytes:
    return row.prints if row else b""
