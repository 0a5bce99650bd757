"""Pages on disk: written when they changed, removed when their report is gone.

A report with errors keeps the page it had: one bad file never takes the others, nor what was
published yesterday, down.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from ..load.project import Project
from ..model.finding import Finding
from ..model.report import Report
from ..render import pages


def render(project: Project, findings: Sequence[Finding], out: Path) -> int:
    """Write the home page and reports/ below `out`; returns how many files changed."""
    publishable, blocked = split(project, findings)
    kept = {id_ for id_ in blocked if (out / _page(id_)).is_file()}
    site = pages.Site(
        bodies=project.bodies,
        reports=publishable,
        held=sorted(blocked - kept),
        findings=_by_report(findings),
    )
    wanted = markdown(site)
    files = {name: text.encode("utf-8") for name, text in wanted.items()}
    files |= _attachments(project, publishable)
    keep = {_page(id_) for id_ in kept}
    changed = sum(_write(out / name, data) for name, data in files.items())
    return changed + _remove_others(out / "reports", {out / name for name in files.keys() | keep})


def markdown(site: pages.Site) -> dict[str, str]:
    """Every page of the site: path below the documents folder → Markdown."""
    made = {pages.HOME: pages.home_markdown(site), pages.LIST: pages.list_markdown(site)}
    for year in site.years:
        made[pages.year_page(year)] = pages.year_markdown(site, year)
    for body in site.bodies.values():
        made[pages.body_page(body.id)] = pages.body_markdown(site, body)
    for report in site.reports.values():
        made[pages.report_page(report.body.id, report.year)] = pages.report_markdown(site, report)
    return made


def split(project: Project, findings: Sequence[Finding]) -> tuple[dict[str, Report], set[str]]:
    """The reports that may be published, and the ids of those that have errors."""
    blocked = {finding.subject for finding in findings if finding.blocks and finding.subject}
    blocked |= set(project.unread)
    return {id_: each for id_, each in project.reports.items() if id_ not in blocked}, blocked


def _by_report(findings: Sequence[Finding]) -> Mapping[str, list[Finding]]:
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        found.setdefault(finding.subject, []).append(finding)
    return found


def _page(id_: str) -> str:
    body, _, year = id_.rpartition("/")
    return pages.report_page(body, int(year))


def _attachments(project: Project, reports: Mapping[str, Report]) -> dict[str, bytes]:
    found = {}
    for report in reports.values():
        if report.attachment:
            file = Path(report.file).parent / report.attachment.file
            found[f"reports/{report.body.id}/{report.attachment.file}"] = (project.root / file).read_bytes()
    return found


def _write(file: Path, data: bytes) -> bool:
    if file.is_file() and file.read_bytes() == data:
        return False
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
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
