"""The files of one body: its pages and its reports', what readers take away, feed, records for the search.

A report that keeps its page of an earlier day keeps what stands beside it too.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from ..exporting import lists, official, record, series, tidy
from ..files import put, read
from ..model.downloads import CELLS, RECORD, TABLES, has_tables, of_body, of_report
from ..model.report import Report
from ..render import pages
from ..render.contents import Entry, Site, report_page
from ..render.topics import comparison
from ..search.page import Facts
from ..search.record import Frame, Record, order_of, read_frame, read_record
from ..search.records import body_record, report_record
from .certificate import as_json

SEARCH = "search"
"""The folder of the search index."""


class Found(Struct, frozen=True):
    """A record of the search: its place, and what the index as a whole has to know of it."""

    id: str
    year: int
    facts: Facts
    data: bytes = b""
    """The record as published, where it has changed and was not written yet."""

    def plain(self) -> tuple[Any, ...]:
        """As it outlasts the run; see `found_from`."""
        return self.id, self.year, tuple(self.facts)


def found_from(plain: tuple[Any, ...]) -> Found:
    id_, year, facts = plain
    return Found(id_, year, Facts(*facts))


class Made(Struct):
    """What there is of one body below the documents folder, and which of it was not so before."""

    names: set[str] = field(default_factory=set)
    changed: list[str] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    """Its reports that readers can open, the newest first."""
    listed: dict[int, bytes] = field(default_factory=dict)
    """Year → the entry of the report in the lists of all reports, as JSON."""
    rows: dict[int, int] = field(default_factory=dict)
    """Year → bytes of the report's rows, packed."""
    found: list[Found] = field(default_factory=list)


def write(site: Site, root: Path, out: Path, id_: str, record_aside: bool = False) -> Made:
    """Write what has changed of the body's files; `site` has the reports of this body only."""
    done = Made(entries=list(site.by_body.get(id_, ())))
    for name, content in _files(site, root, out, id_, done):
        data = content.encode("utf-8") if isinstance(content, str) else content
        done.names.add(name)
        if put(f"{out}/{name}", data):
            done.changed.append(name)
    for each in _records(site, out, id_):
        _put(each, out, done, record_aside)
    return done


def _files(site: Site, root: Path, out: Path, id_: str, done: Made) -> Iterator[tuple[str, str | bytes]]:
    packed: list[bytes] = []
    start = len(tidy.PACKED_HEADER)
    for entry in done.entries:
        if entry.kept:
            for rows in _kept(entry, out, done):
                packed.append(rows[start:])
                done.rows[entry.year] = len(packed[-1])
            continue
        for ending, content in _of_report(site, root, entry, done):
            if ending.endswith(CELLS) and isinstance(content, bytes):
                packed.append(content[start:])
                done.rows[entry.year] = len(packed[-1])
            yield ending, content
    if id_ in site.bodies:
        yield pages.made(site, ("body", id_))
        for held in site.held if site.preview else ():
            yield pages.made(site, ("faulty", held))
    if not done.entries:
        return
    reports = [site.reports[each.id] for each in done.entries if not each.kept]
    body = site.bodies[id_]
    yield f"reports/{id_}/compare.json", comparison(body, reports)
    entry_of_body = lists.body_entry(body, [each.year for each in done.entries])
    yield of_body(id_, RECORD), series.body_json(entry_of_body, reports)
    yield of_body(id_, CELLS), b"".join([tidy.PACKED_HEADER, *packed])
    if site.url:
        yield pages.made(site, ("feed", id_))


def _of_report(site: Site, root: Path, entry: Entry, done: Made) -> Iterator[tuple[str, str | bytes]]:
    """The page of one report, and what stands beside it."""
    report = site.reports[entry.id]
    yield pages.made(site, ("report", report.id))
    yield f"reports/{report.id}.check.json", as_json(site.certificates[report.id])
    for number in site.former.get(report.id, ()):
        yield pages.made(site, ("version", f"{report.id}/{number}"))
    if report.attachment:
        file = report.attachment.file
        yield f"reports/{report.body.id}/{file}", ((root / report.file).parent / file).read_bytes()
    history = site.histories.get(report.id)
    head = record.head(report, site.bodies, site.findings.get(report.id, ()), history)
    done.listed[entry.year] = lists.text(lists.listed(head)).encode("utf-8")
    for ending, content in report_files(report, head):
        yield of_report(report.id, ending), content


def report_files(report: Report, head: Mapping[str, Any]) -> Iterator[tuple[str, str | bytes]]:
    """Ending and content of every file that readers take of one report; `head` is its record."""
    yield RECORD, record.as_json(report, dict(head))
    if report.form.tables:
        yield CELLS, tidy.file_of(report)
    if has_tables(report):
        yield TABLES, official.as_csv(report)


def _kept(entry: Entry, out: Path, done: Made) -> Sequence[bytes]:
    """What is there of a report whose page is that of an earlier day, as it was published then; returns
    its packed rows. Everything beside its page stays, for an original may be among it."""
    done.names.add(report_page(entry.body.id, entry.year))
    folder = out / "reports" / entry.body.id
    done.names |= {
        f"reports/{entry.body.id}/{file.name}"
        for file in folder.iterdir()
        if file.is_file() and file.suffix != ".md"
    }
    versions = (folder / str(entry.year)).glob("v*/index.md")
    done.names |= {f"reports/{entry.id}/{file.parent.name}/{file.name}" for file in versions}
    try:
        kept = json.loads((out / of_report(entry.id, RECORD)).read_text("utf-8"))
        if kept.get("format") == record.FORMAT:
            done.listed[entry.year] = lists.text(lists.listed(kept)).encode("utf-8")
    except (OSError, ValueError):  # published before there were such files, or cut off by a crash
        pass
    rows = out / of_report(entry.id, CELLS)
    return [rows.read_bytes()] if rows.is_file() else []


def _records(site: Site, out: Path, id_: str) -> Iterator[Record]:
    for entry in site.by_body.get(id_, ()):
        if not entry.kept:
            yield report_record(site.reports[entry.id], site.findings.get(entry.id, ()))
        elif (file := out / SEARCH / f"pages/reports/{entry.id}.json").is_file():
            yield published(out, f"reports/{entry.id}", file.read_bytes())
    if id_ in site.bodies:
        yield body_record(site.bodies[id_])


def published(out: Path, id_: str, data: bytes) -> Record:
    """A record that was written before."""
    return read_record(id_, data, lambda frame: _labels(f"{out}/{SEARCH}/frames/{frame}.json"))


@lru_cache(maxsize=256)
def _labels(file: str) -> Frame:
    """Named by what is in it, so that it never changes."""
    return read_frame(read(file))


def _put(each: Record, out: Path, done: Made, aside: bool) -> None:
    name, data = f"{SEARCH}/pages/{each.id}.json", each.data
    file = out / name if aside else None
    old = file.read_bytes() if file and file.is_file() else None
    changed = old != data if aside else put(f"{out}/{name}", data)
    if changed and not aside:
        done.changed.append(name)
    done.names.add(name)
    frame = _frame(each.frame, out, done) if each.frame.tables else ""
    facts = Facts(hashlib.sha256(data).digest(), each.body, each.body_name, frame)
    done.found.append(Found(each.id, each.year, facts, data if changed and aside else b""))


def _frame(frame: Frame, out: Path, done: Made) -> str:
    """Have the labels beside the records; returns their id."""
    name = f"{SEARCH}/frames/{frame.id}.json"
    if name not in done.names:  # the other reports of the body have the same
        done.names.add(name)
        if _written_once(out / name, frame.data):
            done.changed.append(name)
    return frame.id


def _written_once(file: Path, data: bytes) -> bool:
    """Write a file that other processes may be writing too; returns whether it was not so before."""
    if file.is_file() and file.read_bytes() == data:
        return False
    file.parent.mkdir(parents=True, exist_ok=True)
    new = file.with_name(f"{file.name}.{os.getpid()}")
    new.write_bytes(data)
    new.replace(file)
    return True


def order(found: Found) -> tuple[int, int, str]:
    """Where a page stands among the results of the search."""
    return order_of(found.id, found.year, found.facts.body)
