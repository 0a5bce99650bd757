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

from ..exporting import catalogue, lists, official, record, series, tidy
from ..files import put
from ..load.project import Project
from ..model.downloads import (
    BODIES,
    CELLS,
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

Record = dict[str, Any]


@dataclass
class Exported:
    """What was written below the documents folder, and what has to stay there."""

    out: Path
    names: set[str] = field(default_factory=set)
    changed: int = 0

    def write(self, name: str, content: str | bytes) -> None:
        """A file of that content; one that has it already is left alone."""
        self.names.add(name)
        data = content.encode("utf-8") if isinstance(content, str) else content
        self.changed += put(f"{self.out}/{name}", data)

    def write_rows(self, name: str, entries: Iterable[Entry]) -> None:
        """A file of the rows of several reports, copied from their files one by one."""
        self.names.add(name)
        file = self.out / name
        file.parent.mkdir(parents=True, exist_ok=True)
        new = file.with_name(f"{file.name}.new")
        with new.open("wb") as target:
            target.write(tidy.PACKED_HEADER)
            for part in (of_report(entry.id, CELLS) for entry in entries):
                if part in self.names:
                    target.write((self.out / part).read_bytes().removeprefix(tidy.PACKED_HEADER))
        if file.is_file() and filecmp.cmp(new, file, shallow=False):
            new.unlink()
        else:
            new.replace(file)
            self.changed += 1


def export(site: Site, out: Path) -> Exported:
    """Write the files of all reports, bodies and years, and the page that explains them."""
    done = Exported(out)
    entries = {entry.id: made for entry in site.entries if (made := _listed(site, entry, done))}
    _lists(site, entries, done)
    for year, found in site.by_year.items():
        done.write_rows(of_year(year), found)
    years = {year: len(found) for year, found in site.by_year.items()}
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
            if format_ is None or f".{format_}" in ending:
                done.write(f"{id_}{ending}", text)
    return len(done.names)


def report_files(report: Report, head: Record) -> Iterator[tuple[str, str | bytes]]:
    """Ending and content of every file that readers take of one report; `head` is its record."""
    yield RECORD, record.as_json(report, head)
    if report.form.tables:
        yield CELLS, tidy.file_of(report)
    if has_tables(report):
        yield TABLES, official.as_csv(report)


def _listed(site: Site, entry: Entry, done: Exported) -> Record | None:
    """The entry of one report in the lists; its files are written on the way."""
    if entry.kept:
        return _kept(entry, done)
    report = site.reports[entry.id]
    head = record.head(report, site.bodies, site.findings.get(report.id, ()))
    for ending, content in report_files(report, head):
        done.write(of_report(report.id, ending), content)
    return lists.listed(head)


def _kept(entry: Entry, done: Exported) -> Record | None:
    """The same of a report whose page is that of an earlier day, as it was published then."""
    found = {of_report(entry.id, ending) for ending in (RECORD, CELLS, TABLES)}
    done.names |= {name for name in found if (done.out / name).is_file()}
    try:
        kept = json.loads((done.out / of_report(entry.id, RECORD)).read_text("utf-8"))
    except (OSError, ValueError):  # published before there were such files, or cut off by a crash
        return None
    return lists.listed(kept) if kept.get("format") == record.FORMAT else None


def _lists(site: Site, entries: Mapping[str, Record], done: Exported) -> None:
    """All reports, all bodies, and all years of each body that has reports."""
    done.write(f"{REPORTS}.json", lists.reports_json(entries.values()))
    done.write(f"{REPORTS}.csv", lists.reports_csv(list(entries.values())))
    bodies = []
    for body in site.tree:
        found = site.by_body.get(body.id, [])
        bodies.append(lists.body_entry(body, [each.year for each in found]))
        if found:
            readable = [site.reports[each.id] for each in found if not each.kept]
            done.write(of_body(body.id, RECORD), series.body_json(bodies[-1], readable))
            done.write_rows(of_body(body.id, CELLS), found)
    done.write(f"{BODIES}.json", lists.bodies_json(bodies))
    done.write(f"{BODIES}.csv", lists.bodies_csv(bodies))
