"""What shows the reports of many bodies: pages of years and questions, home, lists, files of all reports.

Each is made anew only when something that it shows of a report has changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct, field
from msgspec.json import decode

from ..exporting import lists, tidy
from ..files import put
from ..model.downloads import BODIES, CELLS, INDEX, REPORTS, of_report, of_year
from ..processes import in_pieces
from ..render import contents, pages
from ..render.downloads import DATA
from ..render.summary import answers_of
from ..render.topics import topics
from .listing import Stored
from .rounds import Result
from .store import Row

Job = pages.Job
HUGE = 50_000
"""Reports whose lists are made by one process: the entries of a year take 20 kB each, in every process."""


class Written(Struct):
    """Paths below the documents folder of what has to be there, and of what was not so before."""

    names: set[str] = field(default_factory=set)
    changed: set[str] = field(default_factory=set)


def all_jobs(site: contents.Site) -> list[Job]:
    """Everything that shows many bodies; the longest first."""
    years = [("cells", str(year)) for year in site.by_year]
    data = [("reports", ""), ("bodies", ""), ("data", "")]
    singles = [job for job in pages.lists(site) if job[0] != "faulty"]
    feeds = [("robots", ""), ("feed", "")] if site.url else []
    return [*pages.wide(site), *data, *years, *singles, *feeds]


def jobs_for(site: contents.Site, result: Result) -> list[Job]:
    """What shows any of the reports that changed, when the same ones are there as before."""
    found: dict[Job, None] = {}
    for key, after in result.after.items():
        before = result.before[key]
        if before and after and before != after:
            found |= dict.fromkeys(_seen(site, before, after))
    cells = {each for each in result.changed if each.endswith(CELLS)}
    for year, body in result.after:
        if of_report(f"{body}/{year}", CELLS) in cells:
            found["cells", str(year)] = None
    possible = all_jobs(site)
    return [job for job in possible if job in found or job[0] == "board"]


def _seen(site: contents.Site, before: Row, after: Row) -> Iterator[Job]:
    """The jobs that show what is different."""
    year = str(after.year)
    if before.listed != after.listed:
        yield "reports", ""
    if before.entry == after.entry:
        return
    yield "year", year
    old, new = answers_of(before.entry), answers_of(after.entry)
    yield from (("topic", f"{id_}/{year}") for id_ in old | new if old.get(id_) != new.get(id_))
    if after.year == next(iter(site.by_year)) or before.corrections or after.corrections:
        yield "home", ""
    if before.corrections or after.corrections:
        yield "corrections", ""
    yield "feed", ""
    if before.changed != after.changed:
        yield from (job for job in all_jobs(site) if job[0] not in ("year", "topic", "cells"))
        yield from (("topic", f"{topic.id}/{year}") for topic in topics(site))


def make(site: contents.Site, out: Path, chosen: Sequence[Job] | None, result: Result) -> Written:
    """Write the files of the chosen jobs, or of all; `result` is what changed since they were written."""
    jobs = all_jobs(site) if chosen is None else chosen
    since = None if chosen is None else result

    def write(some: Sequence[Job]) -> Written:
        done = Written()
        for job in some:
            for name, data in files(site, out, job, since):
                done.names.add(name)
                if put(f"{out}/{name}", data):
                    done.changed.add(name)
        return done

    written = Written()
    least = 8 if site.count > 500 else len(jobs) + 1
    at_once = 1 if site.count > HUGE else None
    for part in in_pieces(write, jobs, least=least, most=2, at_once=at_once):
        written.names |= part.names
        written.changed |= part.changed
    return written


def files(site: contents.Site, out: Path, job: Job, result: Result | None) -> Iterator[tuple[str, bytes]]:
    """Path below the documents folder and content of the files of one job."""
    kind, which = job
    listing = site.all
    if kind not in ("reports", "bodies", "data", "cells"):
        name, text = pages.made(site, job)
        yield name, text.encode("utf-8")
    elif not isinstance(listing, Stored):
        raise TypeError(listing)
    elif kind == "reports":
        yield from _reports(listing, out, result)
    elif kind == "bodies":
        entries = [lists.body_entry(body, site.years.get(body.id, ())) for body in site.tree]
        yield f"{BODIES}.json", lists.bodies_json(entries).encode("utf-8")
        yield f"{BODIES}.csv", lists.bodies_csv(entries).encode("utf-8")
    elif kind == "data":
        from ..exporting import catalogue  # only when other reports are there
        from ..render.data_page import data_markdown

        years = {year: len(found) for year, found in site.by_year.items()}
        yield INDEX, catalogue.index_json(len(site.bodies), years).encode("utf-8")
        yield DATA, data_markdown(catalogue.datasets(), list(years), catalogue.USE).encode("utf-8")
    else:
        yield of_year(which), _cells(listing, out, int(which), result)


def _reports(listing: Stored, out: Path, result: Result | None) -> Iterator[tuple[str, bytes]]:
    """The lists of all reports, as JSON and as CSV: changed in place where that is enough."""
    patched = _patched(out, result) if result else None
    if patched is None:  # read three times, so as not to be held
        yield f"{REPORTS}.json", lists.reports_json(map(bytes.decode, _listed(listing))).encode("utf-8")
        labels = lists.labels_in(map(decode, _listed(listing)))
        entries = map(decode, _listed(listing))
        yield f"{REPORTS}.csv", lists.reports_csv(entries, labels).encode("utf-8")
    else:
        yield f"{REPORTS}.json", patched[0]
        yield f"{REPORTS}.csv", patched[1]


def _listed(listing: Stored) -> Iterator[bytes]:
    for year, ids in listing.roster.items():
        rows = dict(listing.store.rows("SELECT body, listed FROM report WHERE year = ?", year))
        yield from (rows[id_] for id_ in ids if rows[id_])


def _patched(out: Path, result: Result) -> tuple[bytes, bytes] | None:
    """The lists with the lines of the reports that changed put in the place of their old ones."""
    try:
        made = [(out / f"{REPORTS}{ending}").read_bytes() for ending in (".json", ".csv")]
    except OSError:
        return None
    labels = lists.labels_of(made[1])
    if labels is None:
        return None
    for key, after in result.after.items():
        before = result.before[key]
        if before is None or after is None or before.listed == after.listed:
            continue
        if not before.listed or not after.listed:
            return None
        old, new = decode(before.listed), decode(after.listed)
        if list(old["headlines"]) != list(new["headlines"]):
            return None
        lines = [(before.listed, after.listed)]
        lines.append((lists.report_line(old, labels).encode(), lists.report_line(new, labels).encode()))
        for place, (was, now) in enumerate(lines):
            if made[place].count(was) != 1:
                return None
            made[place] = made[place].replace(was, now)
    return made[0], made[1]


def _cells(listing: Stored, out: Path, year: int, result: Result | None) -> bytes:
    """The rows of all reports of a year, taken from their files; those of the others from the file itself."""
    ids = listing.roster[year]
    rows: Mapping[str, int] = dict(listing.store.rows("SELECT body, rows FROM report WHERE year = ?", year))
    there = out / of_year(year)
    if result and there.is_file():
        before = {body: each.rows if each else 0 for (of, body), each in result.before.items() if of == year}
        old = there.read_bytes()
        if len(old) == len(tidy.PACKED_HEADER) + sum(before.get(id_, rows[id_]) for id_ in ids):
            return _replaced(old, ids, rows, before, lambda id_: _rows(out, id_, year))
    return b"".join([tidy.PACKED_HEADER, *(_rows(out, id_, year) for id_ in ids if rows[id_])])


def _rows(out: Path, id_: str, year: int) -> bytes:
    return (out / of_report(f"{id_}/{year}", CELLS)).read_bytes()[len(tidy.PACKED_HEADER) :]


def _replaced(
    old: bytes,
    ids: Sequence[str],
    rows: Mapping[str, int],
    before: Mapping[str, int],
    read: Callable[[str], bytes],
) -> bytes:
    """The file with other rows of the reports that had so many bytes of them before."""
    whole = memoryview(old)  # of which pieces are no copies
    parts: list[bytes | memoryview] = []
    done, place = 0, len(tidy.PACKED_HEADER)
    for id_ in ids:
        if id_ not in before:
            place += rows[id_]
            continue
        parts += [whole[done:place], read(id_) if rows[id_] else b""]
        done = place = place + before[id_]
    return b"".join([*parts, whole[done:]])
