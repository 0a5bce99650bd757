"""A folder of reports → forms, bodies, reports, and a finding for everything that could not be read."""

from __future__ import annotations

import os
from collections.abc import Container, Mapping, Sequence
from pathlib import Path

from msgspec import Struct, field

from ..model.body import Body
from ..model.finding import Finding, Place, Severity
from ..model.form import Form
from ..model.report import Report
from ..model.rule import Defect, finding_of
from ..model.version import History
from ..processes import in_pieces, without_collector
from . import file_mistakes, mistakes, nodes, text, tree
from .attachments import examine
from .bodies import read_body
from .forms import load_forms
from .parcel import Parcel
from .redirects import load_redirects
from .reports import read_report
from .scan import YEAR_FILE, refused, scan
from .sheets import Cells
from .syntax import recognise
from .values import Reader, is_empty

SAMPLE = 50
"""Files that tell what the others are like."""
MAX_TOLD = 100
"""Findings of one file that are told; a wrong paste may bring thousands."""


class Project(Struct):
    """Everything under one site root, as far as it could be read."""

    root: Path
    forms: Mapping[str, Form]
    bodies: Mapping[str, Body] = field(default_factory=dict)
    reports: dict[str, Report] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    unread: dict[str, str] = field(default_factory=dict)
    """Id of a report that could not be read → its file."""
    histories: Mapping[str, History] = field(default_factory=dict)
    """Report id → its public versions, where they were read (history.versions)."""


def load_project(root: Path) -> Project:
    """Read `root`/reports and `root`/forms. Raises FormError when a form file is unusable."""
    project = Project(root, load_forms(root / "forms"))
    project.findings += load_redirects(root)[1]
    load_files(project)
    return project


def load_files(project: Project, only: Container[str] | None = None) -> None:
    """Add the bodies and reports below `reports/`; `only` limits them to these paths below the root."""
    folder = project.root / "reports"
    files = []
    bodies = dict(project.bodies)
    for path, defect in scan(folder):
        if defect:
            project.findings.append(refused(path, defect))
        elif only is None or f"reports/{path}" in only:
            files.append(path)
    for path in files:
        if path.endswith("/body.yml"):
            body, findings = read_body_file(project.root, folder / path)
            project.findings += findings
            if body:
                bodies[body.id] = body
    project.bodies = bodies
    _load_reports(project, [path for path in files if YEAR_FILE.fullmatch(path, path.rfind("/") + 1)])


def _load_reports(project: Project, files: list[str]) -> None:
    """Add the reports of these files. Where the first ones are not in the house layout, the others are read in
    all processes that there are; one that is takes less time to read than to send."""

    def part(files: Sequence[str]) -> Project:
        mine = Project(project.root, project.forms, project.bodies)
        for file in files:
            load_report_file(mine, folder / file)
        return mine

    def pack(mine: Project) -> bytes:
        return parcel.pack((mine.reports, mine.findings, mine.unread))

    def unpack(data: bytes) -> Project:
        return Project(project.root, project.forms, project.bodies, *parcel.unpack(data))

    folder = project.root / "reports"
    parcel = Parcel(project.forms, project.bodies)
    with without_collector():
        first = part(files[:SAMPLE])
        quick = sum(isinstance(each.cells, Cells) for each in first.reports.values())
        rest = files[SAMPLE:]
        least = len(rest) + 1 if quick * 2 > SAMPLE else None
        for piece in (first, *in_pieces(part, rest, pack, unpack, least)):
            project.reports |= piece.reports
            project.findings += piece.findings
            project.unread |= piece.unread


def _tree(file: Path, shown: str) -> tuple[nodes.Node | None, Reader, list[Defect]]:
    source, defects = text.read_file(file)
    reader = Reader(shown, source.split("\n"))
    if any(defect.rule and defect.rule.severity is Severity.ERROR for defect in defects):
        return None, reader, defects
    node, more = tree.parse(source, reader.lines)
    if not more and (node is None or is_empty(node)):
        node = None
        more = [file_mistakes.empty_file()]
    if node is not None and not isinstance(node, nodes.Mapping):
        more = [*more, _not_a_mapping(node, source)]
        node = None
    return node, reader, [*defects, *more]


def _not_a_mapping(node: nodes.Node, source: str) -> Defect:
    for number, line in enumerate(source.split("\n")):
        if found := recognise(line, number):
            return found
    return text.placed(mistakes.wrong_shape("“键: 值”各行", "别的内容"), node.line, node.column)


def _names(root: Path, file: Path) -> tuple[str, str]:
    """The path that people are shown, and the id of the body whose folder the file is in."""
    whole, above = str(file), f"{root}{os.sep}"
    below = whole[len(above) :] if whole.startswith(above) else str(file.relative_to(root))
    shown = below.replace(os.sep, "/")
    return shown, shown.partition("/")[2].rpartition("/")[0]


def read_body_file(root: Path, file: Path) -> tuple[Body | None, list[Finding]]:
    """The body of one folder, and what is wrong with its file."""
    shown, id_ = _names(root, file)
    node, reader, defects = _tree(file, shown)
    body = read_body(reader, node, id_) if isinstance(node, nodes.Mapping) else None
    return body, _findings([*defects, *reader.defects], shown, "", None)


def load_report_file(project: Project, file: Path) -> None:
    """Add the report in one file, or findings that say why it could not be read."""
    shown, folder = _names(project.root, file)
    year = int(file.stem)
    subject = f"{folder}/{year}"
    body = project.bodies.get(folder)
    if body is None:  # its body.yml could not be read, which is a finding already
        project.unread[subject] = shown
        return
    node, reader, defects = _tree(file, shown)
    report = None
    if isinstance(node, nodes.Mapping):
        report = read_report(reader, node, body, year, project.forms)
        if report and report.attachment and (bad := examine(report.attachment, file.parent)):
            reader.note(bad, node.items["attachment"], "attachment")
    defects = [*defects, *reader.defects]
    project.findings += _findings(defects, shown, subject, report)
    if report is None or any(map(spoils, defects)):
        project.unread[subject] = shown
    else:
        project.reports[subject] = report


def _findings(defects: list[Defect], file: str, subject: str, report: Report | None) -> list[Finding]:
    """File defects alone when there are errors among them, else those of the form as well."""
    if any(spoils(each) for each in defects):
        defects = [each for each in defects if each.rule and each.rule.code.startswith("GK1")]
    if len(defects) > MAX_TOLD:
        more = mistakes.too_big(
            f"问题有 {len(defects):,} 处", f"只列 {MAX_TOLD} 处", "改正列出的各处，再运行一次"
        )
        defects = [*defects[:MAX_TOLD], more]
    labels = report.labels if report and defects else {}
    return [finding_of(each, Place(file), subject, labels.get(each.route, "")) for each in defects]


def spoils(defect: Defect) -> bool:
    """Whether the file cannot be relied upon as a whole: a GK1xx error."""
    rule = defect.rule
    return bool(rule and rule.code.startswith("GK1") and rule.severity is Severity.ERROR)
