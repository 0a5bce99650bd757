"""A report as JSON (gongkai-report/1): what it says of itself, its text, and its tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import quote

from ..model.body import BODY_KINDS, Body
from ..model.deadlines import deadline
from ..model.downloads import CERTIFICATE, of_report, page_of
from ..model.finding import Finding
from ..model.form import Section
from ..model.printed import paragraphs
from ..model.report import FreeBlock, Report
from ..model.version import History
from .tables import json_of, tables_json

FORMAT = "gongkai-report/1"
Record = dict[str, Any]


def head(
    report: Report,
    bodies: Mapping[str, Body],
    findings: Sequence[Finding] = (),
    history: History | None = None,
) -> Record:
    """Everything but the tables. `findings` are those of the report; the accepted ones are told."""
    last, _ = deadline(report.body, report.year, bodies)
    first, until = report.period or (date(report.year, 1, 1), date(report.year, 12, 31))
    return {
        "format": FORMAT,
        "body": body_of(report.body, bodies),
        "year": report.year,
        "title": report.printed_title,
        "form": {"id": report.form.id, "name": report.form.name},
        "published": _day(report.published),
        "deadline": last.isoformat(),
        "deadline_met": report.published <= last if report.published else None,
        "written": _day(report.written),
        "period": [first.isoformat(), until.isoformat()],
        "index_number": report.index_number,
        "document_number": report.document_number,
        "page": page_of(report.id),
        "citation": citation(report),
        "headlines": _headlines(report),
        "preamble": paragraphs(report.preamble, report),
        "sections": [_section(report, section) for section in report.form.sections],
        "local_rows": [{"at": at, "labels": list(labels)} for at, labels in report.local_rows.items()],
        "corrections": _corrections(report),
        "versions": _versions(report, history),
        "accepted": [_accepted(finding) for finding in findings if finding.accepted],
        "attachment": _attachment(report),
        "certificate": of_report(report.id, CERTIFICATE),
    }


def as_json(report: Report, record: Record) -> str:
    """The file of one report from its head: a line for every key, and for every row of a table."""
    lines = [f' "{key}": {"[]" if value == [] else json_of(value)}' for key, value in record.items()]
    lines.append(f' "tables": {tables_json(report)}')
    return "{\n" + ",\n".join(lines) + "\n}\n"


def body_of(body: Body, bodies: Mapping[str, Body]) -> Record:
    """Who reports, and the bodies above it from the top."""
    above: list[Record] = []
    at = bodies.get(body.parent)
    while at is not None:
        above.insert(0, {"id": at.id, "name": at.name})
        at = bodies.get(at.parent)
    kind = {"id": body.kind, "name": BODY_KINDS[body.kind]}
    return {"id": body.id, "name": body.name, "kind": kind, "parents": above}


def citation(report: Report) -> str:
    """How to cite the report by GB/T 7714—2015, up to what depends on the reader's day and site."""
    day = f" ({report.published.isoformat()})" if report.published else ""
    return f"{report.body.name}. {report.printed_title}[R/OL].{day}"


def _headlines(report: Report) -> list[Record]:
    return [
        {"label": label, "cell": route, "text": cell.text}
        for label, route in report.form.headlines
        if (cell := report.cells.get(route))
    ]


def _section(report: Report, section: Section) -> Record:
    return {
        "id": section.id,
        "heading": section.heading,
        "kind": section.kind,
        "form": section.form,
        "paragraphs": paragraphs(report.prose.get(section.id), report),
        "blocks": [_block(report, block) for block in report.free.get(section.id, ())],
    }


def _block(report: Report, block: FreeBlock) -> Record:
    table = block.table
    return {
        "heading": block.heading,
        "paragraphs": paragraphs(block.prose, report),
        "table": table and {"caption": table.caption, "head": table.head, "rows": table.rows},
    }


def _corrections(report: Report) -> list[Record]:
    return [
        {
            "on": each.on.isoformat(),
            "at": each.at,
            "label": report.labels.get(each.at, each.at),
            "was": each.was,
            "now": each.now,
            "because": each.because,
        }
        for each in report.corrections
    ]


def _versions(report: Report, history: History | None) -> list[Record]:
    """The public versions, where there is more than one; the last one is the report itself."""
    versions = history.versions if history else ()
    return [
        {
            "number": each.number,
            "day": each.day.isoformat(),
            "page": page_of(report.id) if each is versions[-1] else f"{page_of(report.id)}v{each.number}/",
            "changes": [
                {"at": one.at, "label": one.label, "was": one.was, "now": one.now} for one in each.revised
            ],
        }
        for each in (versions if len(versions) > 1 else ())
    ]


def _accepted(finding: Finding) -> Record:
    return {
        "check": finding.code,
        "name": finding.name,
        "at": finding.route,
        "label": finding.where,
        "what": finding.what,
        "because": finding.accepted,
    }


def _attachment(report: Report) -> Record | None:
    file = report.attachment
    if file is None:
        return None
    return {
        "title": file.title,
        "sha256": file.sha256,
        "address": f"reports/{report.body.id}/{quote(file.file)}",
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
