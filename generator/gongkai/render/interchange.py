"""Findings for other tools: SARIF 2.1.0 (code scanning) and reviewdog's rdjson."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from .. import __version__
from ..model.finding import Finding, Severity
from ..model.rule import RULES
from .findings import message

LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
RDJSON = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.NOTE: "INFO"}


def sarif(findings: Sequence[Finding], reports: int) -> str:
    """One run; accepted findings are results with a suppression that holds the reason."""
    used = sorted({finding.code for finding in findings})
    driver = {
        "name": "gongkai",
        "version": __version__,
        "language": "zh-CN",
        "rules": [_rule(code) for code in used],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, used.index(finding.code)) for finding in findings],
        "properties": {"reports": reports},
    }
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def _rule(code: str) -> dict[str, Any]:
    rule = RULES[code]
    return {
        "id": code,
        "name": rule.name,
        "shortDescription": {"text": rule.name},
        "fullDescription": {"text": rule.basis},
        "help": {"text": rule.fix},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
    }


def _result(finding: Finding, rule: int) -> dict[str, Any]:
    place = finding.place
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": LEVELS[finding.severity],
        "message": {"text": f"{message(finding)}。改法：{finding.fix}"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": place.file},
                    "region": {"startLine": place.line, "startColumn": place.column},
                }
            }
        ],
        "partialFingerprints": {"gongkai/v1": finding.fingerprint},
    }
    if finding.accepted:
        result["suppressions"] = [{"kind": "inSource", "justification": finding.accepted}]
    return result


def rdjson(findings: Sequence[Finding], reports: int) -> str:
    """reviewdog's diagnostics, accepted findings left out: they need no review."""
    del reports  # rdjson has no place for a summary
    diagnostics = [
        {
            "message": f"{message(finding)}\n改法：{finding.fix}",
            "location": {
                "path": finding.place.file,
                "range": {"start": {"line": finding.place.line, "column": finding.place.column}},
            },
            "severity": RDJSON[finding.severity],
            "code": {"value": finding.code},
        }
        for finding in findings
        if not finding.accepted
    ]
    return (
        json.dumps({"source": {"name": "gongkai"}, "diagnostics": diagnostics}, ensure_ascii=False, indent=1)
        + "\n"
    )
