"""A report as JSON (gongkai-report/1): what it says of itself, its text, and every cell."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from ..model.body import BODY_KINDS, Body
from ..model.deadlines import deadline
from ..model.downloads import CERTIFICATE, of_report, page_of
from ..model.finding import Finding
from ..model.form import Form, Section
from ..model.printed import anchor, paragraphs
from ..model.report import FreeBlock, LocalRows, Report
from .slots import ColumnPrints, Figure, Slot, figure, shape, slots_of

FORMAT = "gongkai-report/1"
Record = dict[str, Any]


def head(report: Report, bodies: Mapping[str, Body], findings: Sequence[Finding] = ()) -> Record:
    """Everything but the cells. `findings` are those of the report; the accepted ones are told."""
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
        "accepted": [_accepted(finding) for finding in findings if finding.accepted],
        "attachment": _attachment(report),
        "certificate": of_report(report.id, CERTIFICATE),
    }


def as_json(report: Report, record: Record) -> str:
    """The file of one report from its head: a line for every key, and for every cell."""
    lines = [f" {_text(key)}: {_text(value)}" for key, value in record.items()]
    cells = ",\n".join(f"  {each}" for each in cells_json(report))
    lines.append(f' "cells": [\n{cells}\n ]' if cells else ' "cells": []')
    return "{\n" + ",\n".join(lines) + "\n}\n"


def cells_json(report: Report) -> Iterator[str]:
    """Every cell as a JSON object, in printed order."""
    page = _text(page_of(report.id))[1:-1]
    for slot, before, unit, mark in _stencils(*shape(report)):
        cell = report.cells.get(slot.route)
        own = _text(cell.unit) if cell and cell.unit else unit
        yield f'{before}"unit":{own},{_figure(figure(slot, cell))}"address":"{page}#{mark}"}}'


def figures(report: Report) -> list[Record]:
    """Every cell as far as a list of several years needs it."""
    found = []
    for slot in slots_of(*shape(report)):
        cell = report.cells.get(slot.route)
        state, text, _, _ = figure(slot, cell)
        found.append(
            {
                "id": slot.route,
                "label": slot.label,
                "kind": slot.kind,
                "unit": cell.unit or slot.unit if cell else slot.unit,
                "state": state,
                "text": text,
            }
        )
    return found


@lru_cache(maxsize=512)
def _stencils(
    form: Form, local_rows: LocalRows, prints: ColumnPrints
) -> tuple[tuple[Slot, str, str, str], ...]:
    """Every slot with its JSON up to the unit, the usual unit, and its anchor."""
    return tuple(
        (slot, _labels(slot), _text(slot.unit), _text(anchor(slot.route))[1:-1])
        for slot in slots_of(form, local_rows, prints)
    )


def _labels(slot: Slot) -> str:
    return (
        _text(
            {
                "id": slot.route,
                "section_id": slot.section,
                "table_id": slot.table,
                "row_id": slot.row,
                "column_id": slot.column,
                "rows": slot.rows,
                "columns": slot.columns,
                "label": slot.label,
                "kind": slot.kind,
            }
        )[:-1]
        + ","
    )


@lru_cache(maxsize=8192)
def _figure(known: Figure) -> str:
    """State, text, value and note; a value is a string, so that 288.0190 keeps its digits."""
    state, text, value, note = known
    return f'"state":"{state}","text":{_text(text)},"value":{_text(value or None)},"note":{_text(note)},'


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
        "address": f"{page_of(report.id)}#{section.id}",
        "paragraphs": paragraphs(report.prose.get(section.id), report),
        "tables": [{"id": table.route, "caption": table.caption} for table in section.tables],
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


_text = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
