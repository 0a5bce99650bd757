"""A folder of reports → forms, bodies, reports, and a finding for everything that could not be read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ..model.body import Body
from ..model.finding import Finding, Place, Severity
from ..model.form import Form
from ..model.report import Report
from ..model.rule import Defect, finding_of
from . import file_mistakes, mistakes, text, tree
from .attachments import examine
from .bodies import read_body
from .forms import load_forms
from .reports import read_report
from .syntax import recognise
from .values import Reader, is_empty

FOLDER = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
RESERVED = re.compile(r"[0-9]{4}|con|prn|aux|nul|com[0-9]|lpt[0-9]|index|assets")
YEAR_FILE = re.compile(r"(?:19|20)[0-9]{2}\.yml")
DATA_FILES = {".yml", ".yaml", ".json", ".txt"}
MAX_TOLD = 100
"""Findings of one file that are told; a wrong paste may bring thousands."""


@dataclass
class Project:
    """Everything under one site root, as far as it could be read."""

    root: Path
    forms: dict[str, Form]
    bodies: dict[str, Body] = field(default_factory=dict)
    reports: dict[str, Report] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    unread: dict[str, str] = field(default_factory=dict)
    """Id of a report that could not be read → its file."""


def load_project(root: Path) -> Project:
    """Read `root`/reports and `root`/forms. Raises FormError when a form file is unusable."""
    project = Project(root, load_forms(root / "forms"))
    files = list(scan(project))
    for file in files:
        if file.name == "body.yml":
            load_body_file(project, file)
    for file in files:
        if YEAR_FILE.fullmatch(file.name):
            load_report_file(project, file)
    return project


def scan(project: Project) -> Iterator[Path]:
    """Every usable file under reports/, with a finding for each name that cannot become an address.

    Nothing below a folder that is refused is read.
    """
    reports = project.root / "reports"
    seen: dict[str, str] = {}
    refused: set[Path] = set()
    for path in sorted(reports.rglob("*")):
        if not refused.isdisjoint(path.parents):
            continue
        relative = path.relative_to(reports).as_posix()
        problem = _path_problem(path, reports)
        folded = unicodedata.normalize("NFKC", relative).casefold()
        if not problem and folded in seen:
            problem = (f"与“{seen[folded]}”只差大小写或字形", "改名，使两者在任何电脑上都能区分")
        seen.setdefault(folded, relative)
        if problem:
            refused.add(path)
            _report_defect(project, f"reports/{relative}", file_mistakes.bad_path(path.name, *problem))
        elif path.is_file():
            yield path


def _path_problem(path: Path, reports: Path) -> tuple[str, str] | None:
    if path.is_symlink():
        return "是符号链接", "换成真实的文件或文件夹"
    if path.is_dir():
        if not FOLDER.fullmatch(path.name) or len(path.name) > 64:
            return "不能作文件夹名", "用小写字母、数字和连字符，不超过 64 个字符，例如 qingyundian"
        if RESERVED.fullmatch(path.name):
            return "是保留的名称", "换一个名称；四位数字留给年度"
        return None
    if path.suffix.lower() in DATA_FILES:
        if path.parent == reports:
            return "不在机关的文件夹里", "移到机关的文件夹，例如 reports/daxing/qingyundian/"
        if path.name == "body.yml":
            return None
        if not YEAR_FILE.fullmatch(path.name):
            return "不是报告文件名", "报告以年份命名，例如 2020.yml；机关信息写在 body.yml"
        if not (path.parent / "body.yml").is_file():
            return "所在文件夹没有 body.yml", "先写 body.yml：name: 机关全称"
    return None


def _report_defect(project: Project, file: str, defect: Defect, subject: str = "") -> None:
    project.findings.append(finding_of(defect, Place(file), subject))


def _tree(file: Path, shown: str) -> tuple[tree.Node | None, Reader, list[Defect]]:
    source, defects = text.read_file(file)
    reader = Reader(shown, source.split("\n"))
    if any(defect.rule and defect.rule.severity is Severity.ERROR for defect in defects):
        return None, reader, defects
    node, more = tree.parse(source)
    if not more and (node is None or is_empty(node)):
        node = None
        more = [file_mistakes.empty_file()]
    if node is not None and not isinstance(node, tree.Mapping):
        more = [*more, _not_a_mapping(node, source)]
        node = None
    return node, reader, [*defects, *more]


def _not_a_mapping(node: tree.Node, source: str) -> Defect:
    for number, line in enumerate(source.split("\n")):
        if found := recognise(line, number):
            return found
    return text.placed(mistakes.wrong_shape("“键: 值”各行", "别的内容"), node.line, node.column)


def load_body_file(project: Project, file: Path) -> None:
    """Add the body of one folder."""
    shown = file.relative_to(project.root).as_posix()
    id_ = file.parent.relative_to(project.root / "reports").as_posix()
    node, reader, defects = _tree(file, shown)
    if isinstance(node, tree.Mapping) and (body := read_body(reader, node, id_)):
        project.bodies[id_] = body
    project.findings += _findings([*defects, *reader.defects], shown, "", None)


def load_report_file(project: Project, file: Path) -> None:
    """Add the report in one file, or findings that say why it could not be read."""
    shown = file.relative_to(project.root).as_posix()
    folder = file.parent.relative_to(project.root / "reports").as_posix()
    year = int(file.stem)
    subject = f"{folder}/{year}"
    body = project.bodies.get(folder)
    if body is None:  # its body.yml could not be read, which is a finding already
        project.unread[subject] = shown
        return
    node, reader, defects = _tree(file, shown)
    report = None
    if isinstance(node, tree.Mapping):
        report = read_report(reader, node, body, year, project.forms)
        if report and report.attachment and (bad := examine(report.attachment, file.parent)):
            reader.note(bad, node.items["attachment"], "attachment")
    defects = [*defects, *reader.defects]
    project.findings += _findings(defects, shown, subject, report)
    if report is None or any(map(_spoils, defects)):
        project.unread[subject] = shown
    else:
        project.reports[subject] = report


def _findings(defects: list[Defect], file: str, subject: str, report: Report | None) -> list[Finding]:
    """File defects alone when there are errors among them, else those of the form as well."""
    if any(_spoils(each) for each in defects):
        defects = [each for each in defects if each.rule and each.rule.code.startswith("GK1")]
    if len(defects) > MAX_TOLD:
        more = mistakes.too_big(
            f"问题有 {len(defects):,} 处", f"只列 {MAX_TOLD} 处", "改正列出的各处，再运行一次"
        )
        defects = [*defects[:MAX_TOLD], more]
    labels = report.labels if report and defects else {}
    return [finding_of(each, Place(file), subject, labels.get(each.route, "")) for each in defects]


def _spoils(defect: Defect) -> bool:
    """Whether the file cannot be relied upon as a whole: a GK1xx error."""
    rule = defect.rule
    return bool(rule and rule.code.startswith("GK1") and rule.severity is Severity.ERROR)
