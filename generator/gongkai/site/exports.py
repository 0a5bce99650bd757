"""The files that readers can take away, written one after another: none waits in memory for the rest.

A report that keeps its page of an earlier day keeps its files too, and the lists take it from them.
"""

from __future__ import annotations

import filecmp
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..exporting import catalogue, cells, lists, official, record, tidy
from ..load.project import Project
from ..model.claim import Claim
from ..model.downloads import (
    BODIES,
    CELLS,
    EXPLAINED,
    INDEX,
    RECORD,
    REPORTS,
    TABLES,
    has_tables,
    of_body,
    of_report,
    of_year,
)
from ..model.finding import Finding
from ..model.report import Report
from ..render.contents import Entry, Site
from ..render.data_page import data_markdown
from ..render.downloads import DATA
from .folders import renew

Record = dict[str, Any]


@dataclass
class Exported:
    """What was written below the documents folder, and what has to stay there."""

    out: Path
    names: set[str] = field(default_factory=set)
    changed: int = 0

    def write(self, name: str, text: str) -> None:
        """A file of that text; one that has it already is left alone."""
        self.names.add(name)
        file, data = self.out / name, text.encode("utf-8")
        if not (file.is_file() and file.read_bytes() == data):
            renew(file, data)
            self.changed += 1

    def write_rows(self, name: str, parts: Iterable[Path]) -> None:
        """A file of the rows of several CSV files, copied one by one."""
        self.names.add(name)
        file = self.out / name
        file.parent.mkdir(parents=True, exist_ok=True)
        new = file.with_name(f"{file.name}.new")
        header = tidy.HEADER.encode("utf-8")
        with new.open("wb") as target:
            target.write(header)
            for part in parts:
                target.write(part.read_bytes()[len(header) :])
        if file.is_file() and filecmp.cmp(new, file, shallow=False):
            new.unlink()
        else:
            new.replace(file)
            self.changed += 1


def export(site: Site, claims: Mapping[str, Sequence[Claim]], out: Path) -> Exported:
    """Write the files of all reports, bodies and years, and the page that explains them."""
    done = Exported(out)
    entries: dict[str, Record] = {}
    for body in site.tree:
        records = list(_records(site, site.by_body.get(body.id, []), claims, done))
        mine = [lists.listed(each) for each in records]
        entries |= {f"{each['body']}/{each['year']}": each for each in mine}
        if body.id in site.by_body:
            known = lists.body_entry(body, [each["year"] for each in mine])
            done.write(of_body(body.id, ".json"), lists.body_json(known, mine, records))
            done.write_rows(of_body(body.id, ".csv"), _details(site.by_body[body.id], done))
    _lists(site, entries, done)
    years = {year: len(found) for year, found in site.by_year.items()}
    for year in years:
        done.write_rows(of_year(year), _details(site.by_year[year], done))
    done.write(INDEX, catalogue.index_json(len(site.bodies), years))
    done.write(DATA, data_markdown(catalogue.datasets(), list(years), catalogue.USE))
    return done


def export_reports(
    project: Project, ids: Iterable[str], findings: Sequence[Finding], folder: Path, format_: str | None
) -> int:
    """Write the files of these reports below a folder of the user's, all or those of one format
    (json, csv), under the names that they have on the site; returns how many. Raises OSError.
    """
    done = Exported(folder)
    for id_ in ids:
        report = project.reports[id_]
        mine = [each for each in findings if each.subject == id_]
        for ending, text in report_files(report, record.head(report, project.bodies, mine)):
            if format_ is None or ending.endswith(format_):
                done.write(f"{id_}{ending}", text)
    return len(done.names)


def report_files(report: Report, head: Record) -> Iterator[tuple[str, str]]:
    """Ending and text of every file that readers take of one report; `head` is its record."""
    yield RECORD, record.as_json(report, head)
    if report.form.tables:
        yield CELLS, tidy.as_csv(report)
    if has_tables(report):
        yield TABLES, official.as_csv(report)


def _records(
    site: Site, entries: Sequence[Entry], claims: Mapping[str, Sequence[Claim]], done: Exported
) -> Iterator[Record]:
    """The records of one body's reports, newest first; their files are written on the way."""
    reports = [each.report for each in entries if each.report]
    for entry in entries:
        if report := entry.report:
            head = record.head(report, site.bodies, site.findings.get(report.id, ()))
            for ending, text in report_files(report, head):
                done.write(of_report(report.id, ending), text)
            if report.form.tables:
                others = [each for each in reports if each is not report]
                told = cells.explanations(report, others, claims.get(report.id, ()))
                done.write(of_report(report.id, EXPLAINED), cells.as_json(told))
            yield {**head, "cells": record.figures(report)}
        elif kept := _kept(entry, done):
            yield kept


def _kept(entry: Entry, done: Exported) -> Record | None:
    """The record of a report whose page is that of an earlier day, as it was published then."""
    id_ = f"{entry.body.id}/{entry.year}"
    found = {of_report(id_, ending) for ending in (RECORD, CELLS, TABLES, EXPLAINED)}
    done.names |= {name for name in found if (done.out / name).is_file()}
    try:
        kept = json.loads((done.out / of_report(id_, RECORD)).read_text("utf-8"))
    except (OSError, ValueError):  # published before there were such files, or cut off by a crash
        return None
    return dict(kept) if kept.get("format") == record.FORMAT else None


def _details(entries: Sequence[Entry], done: Exported) -> Iterator[Path]:
    """The files with the rows of these reports."""
    for entry in entries:
        name = of_report(f"{entry.body.id}/{entry.year}", CELLS)
        if name in done.names:
            yield done.out / name


def _lists(site: Site, entries: Mapping[str, Record], done: Exported) -> None:
    ids = [f"{each.body.id}/{each.year}" for each in site.entries]
    reports = [entries[id_] for id_ in ids if id_ in entries]
    done.write(f"{REPORTS}.json", lists.reports_json(reports))
    done.write(f"{REPORTS}.csv", lists.reports_csv(reports))
    bodies = [
        lists.body_entry(body, [each.year for each in site.by_body.get(body.id, [])]) for body in site.tree
    ]
    done.write(f"{BODIES}.json", lists.bodies_json(bodies))
    done.write(f"{BODIES}.csv", lists.bodies_csv(bodies))
