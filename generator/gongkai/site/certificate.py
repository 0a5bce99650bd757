"""Makes certificates, and compares one with what this machine finds."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from .. import __version__
from ..check import (
    claims,
    run,  # noqa: F401 - importing registers every rule
)
from ..exporting.tables import json_of
from ..files import read
from ..load.project import Project
from ..model.certificate import KIND, Certificate
from ..model.claim import Verdict
from ..model.finding import Finding, Severity
from ..model.form import Form
from ..model.relations import Equation, across_years, of_report, sums_of
from ..model.report import Report
from ..model.rule import RULES

VERDICTS = [(verdict.name.lower(), verdict) for verdict in Verdict]


class CertificateError(Exception):
    """A file that is no certificate, or of a report that is not here; the message is Chinese."""


def certificate(project: Project, report: Report, findings: Sequence[Finding]) -> Certificate:
    """The certificate of one report; `findings` are those of the whole project or of the report."""
    mine = [finding for finding in findings if finding.subject == report.id]
    before = project.reports.get(f"{report.body.id}/{report.year - 1}")
    verdicts = claims.verdicts(report, before)
    counts = Counter(finding.severity for finding in mine if not finding.accepted)
    return Certificate(
        report=report.id,
        title=report.printed_title,
        form=report.form.name,
        yaml_sha256=hashlib.sha256(read(f"{project.root}/{report.file}")).hexdigest(),
        rules=f"gongkai {__version__} · {edition(report.form)}",
        relations=_relations(report, before, mine),
        claims={name: verdicts.count(verdict) for name, verdict in VERDICTS},
        findings={
            **{f"{severity.name.lower()}s": counts[severity] for severity in Severity},
            "accepted": sum(1 for finding in mine if finding.accepted),
        },
    )


@lru_cache(maxsize=64)
def edition(form: Form) -> str:
    """12 hex digits over every rule's text and the form's relations and labels."""
    digest = hashlib.sha256()
    for code in sorted(RULES):
        rule = RULES[code]
        digest.update(
            "\0".join((code, rule.severity.name, rule.name, rule.basis, rule.bad, rule.good)).encode()
        )
    for table in form.tables:
        digest.update(repr(table.relations).encode())
    digest.update(repr(sorted(form.labels.items())).encode())
    return digest.hexdigest()[:12]


def _relations(report: Report, before: Report | None, findings: Sequence[Finding]) -> dict[str, int]:
    accepted = [set(each.evidence.cells) for each in findings if each.accepted and each.evidence]
    open_cells = {
        cell for each in findings if not each.accepted and each.evidence for cell in each.evidence.cells
    }
    # a first report has no year to compare with: such a relation does not arise
    across = across_years(report.form, report.shape) if before else ()
    sides = ((equation, equation.sides(report, before)) for equation in across)
    tested = [*sums_of(report), *((equation, *both) for equation, both in sides if both)]
    wrong = [
        equation for equation, left, right in tested if left != right and not _holds(equation, left, right)
    ]
    explained = sum(
        open_cells.isdisjoint(each.cells) or any(cells.issuperset(each.cells) for cells in accepted)
        for each in wrong
    )
    inside = len(of_report(report)) - len(across_years(report.form, report.shape))
    return {
        "tested": len(tested),
        "passed": len(tested) - len(wrong),
        "failed": len(wrong) - explained,
        "accepted": explained,
        "not_assessable": inside + len(across) - len(tested),
    }


def _holds(equation: Equation, left: Decimal, right: Decimal) -> bool:
    """Whether it holds though its sides differ."""
    return equation.relation.kind == "at_most" and left < right


def as_json(made: Certificate) -> str:
    """A line for every key, and for every count below it."""
    lines = []
    for key, value in made.record().items():
        counts = (
            [f'  "{name}": {count}' for name, count in value.items()] if isinstance(value, dict) else None
        )
        shown = "{\n" + ",\n".join(counts) + "\n }" if counts else json_of(value)
        lines.append(f' "{key}": {shown}')
    return "{\n" + ",\n".join(lines) + "\n}\n"


def verify(project: Project, findings: Sequence[Finding], file: Path) -> list[str]:
    """What differs between a certificate and what is found here, one sentence each.

    Raises CertificateError when the file is no certificate or its report is not in the project.
    """
    stated = _read(file)
    report = project.reports.get(str(stated.get("report")))
    if report is None:
        raise CertificateError(f"本地没有核验单所指的报告“{stated.get('report')}”，或它读不出来")
    found = certificate(project, report, findings).record()
    return [
        f"{NAMES.get(key, key)}：核验单为 {stated.get(key)}，本机核验为 {value}"
        for key, value in found.items()
        if stated.get(key) != value
    ]


NAMES = {
    "title": "标题",
    "form": "表式",
    "yaml_sha256": "数据文件的 SHA-256",
    "rules": "规则版本",
    "relations": "勾稽关系",
    "claims": "正文数字",
    "findings": "问题",
}


def _read(file: Path) -> dict[str, Any]:
    try:
        data = json.loads(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise CertificateError(f"“{file.name}”不是核验单：{error}") from error
    if not isinstance(data, dict) or data.get("kind") != KIND:
        raise CertificateError(f"“{file.name}”不是核验单（kind 应为 {KIND}）")
    return data
