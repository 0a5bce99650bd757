"""Pages on disk: written when they changed, removed when their report is gone.

A report with errors keeps the page it had: one bad file never takes the others, nor what was
published yesterday, down.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from ..files import put, remove_others
from ..load.project import Project
from ..model.board import Board, board
from ..model.finding import Finding
from ..processes import LEAST, in_pieces, without_collector
from ..render import contents, pages
from ..render.topics import comparison
from .certificate import as_json
from .configuration import settings
from .exports import export
from .search_index import search_files
from .telling import told

CHINA = timezone(timedelta(hours=8))
OWNED = ("reports", "data", "topics")
"""Folders below the documents folder where nothing else may stand."""


def render(project: Project, findings: Sequence[Finding], out: Path, preview: bool = False) -> int:
    """Write all generated pages and files below `out`; returns how many files of pages changed.

    In a preview every report that can be read has its page, with its findings on it.
    """
    blocked = set() if preview else {each.subject for each in findings if each.blocks and each.subject}
    blocked |= set(project.unread)
    kept = {id_ for id_ in blocked if not preview and (out / _page(id_)).is_file()}
    reports = {id_: each for id_, each in project.reports.items() if id_ not in blocked}
    configured = settings(project.root / "mkdocs.yml")
    by_report = _by_report(findings)
    marks, certificates = told(project, reports, by_report)
    site = contents.Site(
        bodies=project.bodies,
        reports=reports,
        kept=sorted(kept),
        held=sorted(blocked - kept),
        findings=by_report,
        marks=marks,
        certificates=certificates,
        explained=[form for form in project.forms if (out / contents.form_page(form)).is_file()],
        preview=preview,
        url="" if preview else configured.url,  # a preview has no address that would last
        name=configured.name,
        disclosure=str(configured.government.get("disclosure") or ""),
        board=_board(project, findings) if configured.board else None,
    )
    with without_collector():
        done = _pages(site, project.root, out)
    for name in {contents.FEED, contents.ROBOTS, contents.BOARD} - done.names:
        (out / name).unlink(missing_ok=True)
    taken = export(site, out)
    wanted = done.names | {_page(id_) for id_ in kept} | _kept_attachments(out, kept) | taken.names
    search_files(site, out)
    return done.changed + taken.changed + sum(_remove_others(out, top, wanted) for top in OWNED)


def _board(project: Project, findings: Sequence[Finding]) -> Board:
    """The board of last year's reports, on the day of the build (SOURCE_DATE_EPOCH where that is set)."""
    seconds = os.environ.get("SOURCE_DATE_EPOCH")
    day = datetime.fromtimestamp(int(seconds), CHINA).date() if seconds else date.today()
    return board(project.bodies, project.reports, project.unread, findings, day.year - 1, day)


@dataclass
class Written:
    """Paths below the documents folder, and how many of the files were not so before."""

    names: set[str] = field(default_factory=set)
    changed: int = 0


def _pages(site: contents.Site, root: Path, out: Path) -> Written:
    """Write all pages, and what stands beside each, in all processes: texts stay where they are made."""

    def write(jobs: Sequence[pages.Job]) -> Written:
        written = Written()
        for job in jobs:
            for name, data in _files(site, root, job):
                written.names.add(name)
                written.changed += put(f"{out}/{name}", data)
        return written

    done = write([*pages.lists(site), *pages.machine(site)])
    wide, narrow = pages.wide(site), pages.narrow(site)
    few = len(narrow) < LEAST
    for part in (
        *in_pieces(write, wide, least=len(wide) + 1 if few else 2),
        *in_pieces(write, narrow),
    ):
        done.names |= part.names
        done.changed += part.changed
    return done


def _files(site: contents.Site, root: Path, job: pages.Job) -> Iterator[tuple[str, bytes]]:
    """Path below the documents folder and content: a page, and what stands beside it."""
    name, text = pages.made(site, job)
    yield name, text.encode("utf-8")
    kind, id_ = job
    if kind == "report":
        report = site.reports[id_]
        yield f"reports/{id_}.check.json", as_json(site.certificates[id_]).encode("utf-8")
        if report.attachment:
            file = report.attachment.file
            yield f"reports/{report.body.id}/{file}", ((root / report.file).parent / file).read_bytes()
    elif kind == "body" and (entries := site.by_body.get(id_)):
        read = comparison(site.bodies[id_], [site.reports[each.id] for each in entries if not each.kept])
        yield f"reports/{id_}/compare.json", read.encode("utf-8")


def _by_report(findings: Sequence[Finding]) -> Mapping[str, list[Finding]]:
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        found.setdefault(finding.subject, []).append(finding)
    return found


def _page(id_: str) -> str:
    body, _, year = id_.rpartition("/")
    return contents.report_page(body, int(year))


def _kept_attachments(out: Path, kept: set[str]) -> set[str]:
    """What stands beside a page that is kept: its original may be among it."""
    folders = {out / "reports" / id_.rpartition("/")[0] for id_ in kept}
    return {
        file.relative_to(out).as_posix()
        for folder in folders
        for file in folder.iterdir()
        if file.is_file() and file.suffix != ".md"
    }


def _remove_others(out: Path, top: str, wanted: Collection[str]) -> int:
    """Delete what is not wanted below a folder that this module owns."""
    start = f"{top}/"
    return remove_others(out / top, {name.removeprefix(start) for name in wanted if name.startswith(start)})
