"""Findings and bodies as plain tuples, which outlast the run, and back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..model.body import Body
from ..model.finding import Evidence, Finding, Place, Severity

Plain = tuple[Any, ...]


def plain_finding(each: Finding) -> Plain:
    evidence = each.evidence
    return (
        each.code,
        each.severity.name,
        each.name,
        (each.place.file, each.place.line, each.place.column),
        each.what,
        each.fix,
        each.basis,
        each.route,
        each.where,
        evidence and (evidence.left, evidence.right, evidence.difference, tuple(evidence.cells)),
        each.mark,
        each.accepted,
        each.subject,
    )


def finding_from(plain: Plain) -> Finding:
    code, severity, name, place, what, fix, basis, route, where, evidence, *rest = plain
    return Finding(
        code,
        Severity[severity],
        name,
        Place(*place),
        what,
        fix,
        basis,
        route,
        where,
        Evidence(*evidence) if evidence else None,
        *rest,
    )


def plain_body(body: Body) -> Plain:
    return tuple(dict(value) if isinstance(value := getattr(body, name), Mapping) else value for name in BODY)


def body_from(plain: Plain) -> Body:
    return Body(*plain)


BODY = Body.__struct_fields__
