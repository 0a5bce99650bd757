"""Pages on disk: written when they changed, removed when their report is gone.

A report with errors keeps the page it had: one bad file never takes the others, nor what was
published yesterday, down.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from ..check import claims
from ..load.project import Project
from ..model.claim import Claim, Verdict
from ..model.finding import Finding
from ..model.report import Report
from ..render import contents, pages
from ..render.prose import Mark
from ..render.topics import comparison
from .certificate import as_json, certificate
from .configuration import settings
from .exports import export
from .folders import renew
from .search_index import search_files


def render(project: Project, findings: Sequence[Finding], out: Path, preview: bool = False) -> int:
    """Write all generated pages and files below `out`; returns how many files of pages changed.

    In a preview every report that can be read has its page, with its findings on it.
    """
    blocked = set() if preview else {each.subject for each in findings if each.blocks and each.subject}
    blocked |= set(project.unread)
    kept = {id_ for id_ in blocked if not preview and (out / _page(id_)).is_file()}
    reports = {id_: each for id_, each in project.reports.items() if id_ not in blocked}
    configured = settings(project.root / "mkdocs.yml")
    found = {id_: claims.of_report(each, _before(project, each)) for id_, each in reports.items()}
    site = contents.Site(
        bodies=project.bodies,
        reports=reports,
        kept=sorted(kept),
        held=sorted(blocked - kept),
        findings=_by_report(findings),
        marks={id_: _marks(reports[id_], each) for id_, each in found.items()},
        certificates={id_: certificate(project, each, findings) for id_, each in reports.items()},
        explained=[form for form in project.forms if (out / contents.form_page(form)).is_file()],
        preview=preview,
        url="" if preview else configured.url,  # a preview has no address that would last
        name=configured.name,
        disclosure=str(configured.government.get("disclosure") or ""),
    )
    texts = pages.markdown(site) | pages.machine_files(site)
    files = {name: text.encode("utf-8") for name, text in texts.items()}
    files |= _attachments(project.root, reports) | _certificates(site) | _comparisons(site)
    changed = sum(_write(out / name, data) for name, data in files.items())
    for name in {contents.FEED, contents.ROBOTS} - files.keys():
        (out / name).unlink(missing_ok=True)
    taken = export(site, found, out)
    wanted = files.keys() | {_page(id_) for id_ in kept} | _kept_attachments(out, kept) | taken.names
    stay = {out / name for name in wanted}
    changed += taken.changed
    searched = search_files(site, out)
    for name, data in searched.items():
        _write(out / name, data)
    _remove_others(out / "search", {out / name for name in searched})
    return changed + sum(_remove_others(out / name, stay) for name in ("reports", "data", "topics"))


def _by_report(findings: Sequence[Finding]) -> Mapping[str, list[Finding]]:
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        found.setdefault(finding.subject, []).append(finding)
    return found


def _before(project: Project, report: Report) -> Report | None:
    return project.reports.get(f"{report.body.id}/{report.year - 1}")


def _marks(report: Report, made: Sequence[Claim]) -> dict[str, list[Mark]]:
    """Section id → the numbers of its prose that rest on cells."""
    found: dict[str, list[Mark]] = {}
    for claim in made:
        if claim.cells and claim.verdict in (Verdict.TIES, Verdict.FOLLOWS):
            found.setdefault(claim.section, []).append(
                Mark(claim.start, claim.end, _telling(report, claim.cells))
            )
    return found


def _telling(report: Report, cells: tuple[str, ...]) -> tuple[str, ...]:
    """The cells of a sum that add something to it; the first when all are 0."""
    return tuple(route for route in cells if report.value(route)) or cells[:1]


def _certificates(site: contents.Site) -> dict[str, bytes]:
    """Path below the documents folder → certificate, beside the page of its report."""
    return {
        f"reports/{id_}.check.json": as_json(made).encode("utf-8") for id_, made in site.certificates.items()
    }


def _comparisons(site: contents.Site) -> dict[str, bytes]:
    """Path below the documents folder → what the page 对比 reads of one body."""
    return {
        f"reports/{id_}/compare.json": comparison(
            site.bodies[id_], [entry.report for entry in entries if entry.report]
        ).encode("utf-8")
        for id_, entries in site.by_body.items()
    }


def _page(id_: str) -> str:
    body, _, year = id_.rpartition("/")
    return contents.report_page(body, int(year))


def _attachments(root: Path, reports: Mapping[str, Report]) -> dict[str, bytes]:
    """Path below the documents folder → content, for the originals published beside their reports."""
    return {
        f"reports/{each.body.id}/{each.attachment.file}": (
            (root / each.file).parent / each.attachment.file
        ).read_bytes()
        for each in reports.values()
        if each.attachment
    }


def _kept_attachments(out: Path, kept: set[str]) -> set[str]:
    """What stands beside a page that is kept: its original may be among it."""
    folders = {out / "reports" / id_.rpartition("/")[0] for id_ in kept}
    return {
        file.relative_to(out).as_posix()
        for folder in folders
        for file in folder.iterdir()
        if file.is_file() and file.suffix != ".md"
    }


def _write(file: Path, data: bytes) -> bool:
    if file.is_file() and file.read_bytes() == data:
        return False
    renew(file, data)
    return True


def _remove_others(folder: Path, wanted: set[Path]) -> int:
    """Delete what is not wanted below a folder that this module owns."""
    removed = 0
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_file() and path not in wanted:
            path.unlink()
            removed += 1
        elif path.is_dir() and not any(path.iterdir()):
            shutil.rmtree(path)
    return removed
