"""The pages and files of one body, from its reports that were read and checked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from ..history.former import former_versions
from ..model.finding import Finding
from ..render import contents
from . import body_files
from .body_files import Made
from .telling import told

if TYPE_CHECKING:
    from ..load.project import Project
    from .body_work import Around, Frame


def made(frame: Frame, project: Project, id_: str, findings: Sequence[Finding], around: Around) -> Made:
    """Write the pages and files of one body.

    A report with errors keeps the page it had; in a preview it has one if it can be read.
    """
    if frame.site is None or frame.out is None:
        raise ValueError("no pages wanted")
    preview = frame.site.preview
    blocked = set(project.unread)
    if not preview:
        blocked |= {each.subject for each in findings if each.blocks and each.subject}
    known = id_ in frame.bodies and not preview
    kept = {each for each in blocked if known and (frame.out / page_of(each)).is_file()}
    reports = {key: each for key, each in project.reports.items() if key not in blocked}
    by_report: dict[str, list[Finding]] = {}
    for finding in findings:
        by_report.setdefault(finding.subject, []).append(finding)
    histories = {key: frame.histories[key] for key in reports if key in frame.histories}
    marks, certificates = told(project, reports, by_report)
    site = replace(
        frame.site,
        reports=reports,
        kept=sorted(kept),
        held=sorted(blocked - kept),
        findings=by_report,
        marks=marks,
        certificates=certificates,
        histories=histories,
        former=former_versions(frame.root, frame.bodies[id_], histories, frame.forms) if histories else {},
        years_of=around.years,
    )
    return body_files.write(site, frame.root, frame.out, id_, frame.record_aside)


def page_of(id_: str) -> str:
    body, _, year = id_.rpartition("/")
    return contents.report_page(body, int(year))
