"""A difference as JSON (gongkai-diff/1); its schema is docs/reference/schema/diff.json."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from ...model.difference import (
    BodyDifference,
    Change,
    Difference,
    Effect,
    Fate,
    ProgramEffect,
    ProseChange,
    ReportDifference,
    Standing,
    Told,
)
from ..findings import record
from .report_words import lines_of
from .text import sentences

FORMAT = "gongkai-diff/1"
Record = dict[str, Any]


def as_json(difference: Difference) -> str:
    """The whole difference, with the texts as the authors wrote them."""
    return json.dumps(record_of(difference), ensure_ascii=False, indent=1) + "\n"


def record_of(difference: Difference) -> Record:
    fates = Counter(each.fate for each in difference.reports)
    return {
        "format": FORMAT,
        "old": difference.old,
        "new": difference.new,
        "summary": {
            **{fate.name.lower(): fates[fate] for fate in Fate},
            "attention": sum(1 for each in difference.reports if each.attention),
            "errors": difference.errors,
        },
        "reports": [_report(each) for each in difference.reports],
        "bodies": [_body(each) for each in difference.bodies],
        "appeared": [record(each) for each in difference.appeared],
        "vanished": [record(each) for each in difference.vanished],
        "forms": list(difference.forms),
        "program": list(difference.program),
        "program_effects": [_program(each) for each in difference.program_effects],
    }


def _report(report: ReportDifference) -> Record:
    return {
        "id": report.id,
        "was_id": report.was_id,
        "name": report.name,
        "year": report.year,
        "file": report.file,
        "fate": report.fate.name.lower(),
        "attention": [each.name.lower() for each in report.attention],
        "published": report.published.isoformat() if report.published else None,
        "unreadable_before": report.unreadable_before,
        "changes": [_change(each) for each in report.changes],
        "prose": [_prose(each) for each in report.prose],
        "effects": [_effect(each) for each in report.effects],
        **{
            name: [record(each) for each in getattr(report, name)]
            for name in ("appeared", "vanished", "settled", "revealed", "unexamined")
        },
        "moves": list(report.moves),
        "lines": sentences(lines_of(report)),
    }


def _body(body: BodyDifference) -> Record:
    return {
        "id": body.id,
        "name": body.name,
        "file": body.file,
        "fate": body.fate.name.lower(),
        "changes": [_change(each) for each in body.changes],
        "reports": body.reports,
    }


def _change(change: Change) -> Record:
    return {
        "aspect": change.aspect.name.lower(),
        "route": change.route,
        "where": change.where,
        "was": change.was,
        "now": change.now,
    }


def _prose(change: ProseChange) -> Record:
    return {
        "route": change.route,
        "where": change.where,
        "passages": [
            {
                "paragraph": passage.paragraph,
                "pieces": [{"mark": each.mark.value, "text": each.text} for each in passage.pieces],
            }
            for passage in change.passages
        ],
    }


def _effect(effect: Effect) -> Record:
    return {
        "tie": effect.tie.name.lower(),
        "route": effect.route,
        "where": effect.where,
        "quote": effect.quote,
        "was": _standing(effect.was),
        "now": _standing(effect.now),
    }


def _standing(standing: Standing) -> Record:
    return {"left": standing.left, "right": standing.right, "holds": standing.holds}


def _program(effect: ProgramEffect) -> Record:
    return {
        "cause": effect.cause.name.lower(),
        "reports": effect.reports,
        "appeared": [_told(each) for each in effect.appeared],
        "vanished": [_told(each) for each in effect.vanished],
        "pages": list(effect.pages),
    }


def _told(told: Told) -> Record:
    return {
        "subject": told.subject,
        "code": told.code,
        "severity": told.severity.name.lower(),
        "name": told.name,
        "message": told.message,
        "fingerprint": told.fingerprint,
    }
