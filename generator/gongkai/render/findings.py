"""Findings as text for people, JSON for programs, annotations and a summary for GitHub."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence

from ..model.finding import Finding, Severity
from ..quoting import cell, command, inert

ORDER = (Severity.ERROR, Severity.WARNING, Severity.NOTE)
ANNOTATIONS = 10
"""GitHub shows this many of each severity a step; more would push out the graver ones."""
ROWS, LONGEST = 200, 300
"""Rows and characters a cell of a job summary: GitHub drops one of more than 1 MiB as a whole."""


def text(findings: Sequence[Finding], reports: int) -> str:
    """One paragraph a finding, and a closing line that counts them."""
    return inert("\n".join([*map(_paragraph, findings), _count(findings, reports)])) + "\n"


def _paragraph(finding: Finding) -> str:
    state = "（已说明）" if finding.accepted else ""
    lines = [
        f"{finding.place}: {finding.severity.value} {finding.code} {finding.name}{state}",
        f"  {message(finding)}",
        f"  依据：{finding.basis}",
    ]
    lines.append(f"  说明：{finding.accepted}" if finding.accepted else f"  改法：{finding.fix}")
    return "\n".join([*lines, f"  详见：gongkai explain {finding.code}", ""])


def message(finding: Finding) -> str:
    """Where in the form, and what is wrong there."""
    return f"{finding.where}：{finding.what}" if finding.where else finding.what


def _count(findings: Sequence[Finding], reports: int) -> str:
    counts = Counter(finding.severity for finding in findings if not finding.accepted)
    accepted = sum(1 for finding in findings if finding.accepted)
    parts = [f"{severity.value} {counts[severity]} 项" for severity in ORDER]
    return f"共核验报告 {reports} 份：{'，'.join(parts)}" + (f"，已说明 {accepted} 项" if accepted else "")


def as_json(findings: Sequence[Finding], reports: int) -> str:
    """The object that DESIGN promises: findings and summary."""
    counts = Counter(finding.severity for finding in findings if not finding.accepted)
    summary = {
        "reports": reports,
        **{severity.name.lower() + "s": counts[severity] for severity in ORDER},
        "accepted": sum(1 for finding in findings if finding.accepted),
    }
    data = {"findings": [record(finding) for finding in findings], "summary": summary}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def record(finding: Finding) -> dict[str, object]:
    evidence = finding.evidence
    return {
        "code": finding.code,
        "severity": finding.severity.name.lower(),
        "name": finding.name,
        "file": finding.place.file,
        "line": finding.place.line,
        "column": finding.place.column,
        "route": finding.route,
        "message": message(finding),
        "basis": finding.basis,
        "fix": finding.fix,
        "evidence": evidence
        and {
            "left": evidence.left,
            "right": evidence.right,
            "difference": evidence.difference,
            "cells": list(evidence.cells),
        },
        "accepted": finding.accepted or None,
        "fingerprint": finding.fingerprint,
    }


def github(findings: Sequence[Finding], reports: int) -> str:
    """Workflow commands that annotate the changed lines, the gravest first."""
    commands = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
    lines = []
    for severity in ORDER:
        chosen = [each for each in findings if each.severity is severity and not each.accepted]
        for each in chosen[:ANNOTATIONS]:
            place, title = each.place, f"{each.code} {each.name}"
            said = f"{message(each)}\n改法：{each.fix}"
            lines.append(
                command(
                    commands[severity], said, file=place.file, line=place.line, col=place.column, title=title
                )
            )
    return "\n".join([*lines, _count(findings, reports)]) + "\n"


def summary(findings: Sequence[Finding], reports: int) -> str:
    """A page in Markdown for a job summary. Author's text stands in code spans, never as markup."""
    lines = ["## 政府信息公开年报核验结果", "", _count(findings, reports), ""]
    open_ = [
        each for severity in ORDER for each in findings if each.severity is severity and not each.accepted
    ]
    if open_:
        lines += ["| 级别 | 位置 | 问题 | 改法 |", "| --- | --- | --- | --- |"]
        for each in open_[:ROWS]:
            cells = (
                each.severity.value,
                cell(f"{each.place.file}:{each.place.line}", LONGEST),
                f"{each.code} {each.name} {cell(message(each), LONGEST)}",
                cell(each.fix, LONGEST),
            )
            lines.append("| " + " | ".join(cells) + " |")
        if len(open_) > ROWS:
            lines += ["", f"另有 {len(open_) - ROWS} 项未列出，见 JSON 结果。"]
    else:
        lines.append("没有需要处理的问题。")
    return "\n".join(lines) + "\n"
