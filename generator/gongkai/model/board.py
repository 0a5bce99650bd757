"""The board of a year for its reviewers: how far every body is with its report, what needs attention first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import Enum
from typing import Protocol

from msgspec import Struct

from .body import Body, order_of
from .deadlines import deadline
from .finding import Finding, Severity


class Standing(Enum):
    """How far a report is; the value is what a reviewer reads. In the order of attention."""

    FAILING = "有错误"
    MISSING = "未报"
    WAITING = "待办"
    LATE = "逾期公布"
    DONE = "已办结"


class Reported(Protocol):
    """What a board needs of a report."""

    @property
    def published(self) -> date | None: ...
    @property
    def file(self) -> str: ...


OPEN = (Standing.FAILING, Standing.MISSING, Standing.WAITING)


class Row(Struct, frozen=True):
    """One body in one year."""

    body: Body
    year: int
    standing: Standing
    last: date
    """The last day for publishing."""
    source: str
    """Where that day comes from."""
    published: date | None
    overdue: int
    """Days: published after the last day, or not published on the board's day; 0 when in time."""
    errors: int
    warnings: int
    """Findings that block, and warnings without a reason."""
    matter: str
    """What is to be done, in Chinese; "" when nothing is."""
    file: str
    """The report's file; where it has to be, when it is missing."""

    @property
    def id(self) -> str:
        return f"{self.body.id}/{self.year}"


class Board(Struct, frozen=True):
    """All bodies in one year, as of one day; what needs attention first comes first."""

    year: int
    day: date
    rows: tuple[Row, ...]

    @property
    def counts(self) -> list[tuple[str, int]]:
        """What to read first: the number of bodies, of each standing, and of those open and overdue."""
        return [
            ("机关", len(self.rows)),
            *((each.value, sum(row.standing is each for row in self.rows)) for each in Standing),
            ("逾期未办结", sum(row.standing in OPEN and row.overdue > 0 for row in self.rows)),
        ]


def board(
    bodies: Mapping[str, Body],
    reports: Mapping[str, Reported],
    unread: Mapping[str, str],
    findings: Iterable[Finding],
    year: int,
    day: date,
) -> Board:
    """The board of this year on this day. `unread`: id of a report that could not be read → its file.

    Open matters that are overdue come first, then by standing, then the longest overdue, then in
    the order of the bodies.
    """
    mine: dict[str, list[Finding]] = {}
    for finding in findings:
        mine.setdefault(finding.subject, []).append(finding)
    rows = []
    for body in sorted(bodies.values(), key=lambda each: order_of(each, bodies)):
        id_ = f"{body.id}/{year}"
        rows.append(_row(body, bodies, reports.get(id_), id_ in unread, mine.get(id_, ()), year, day))
    return Board(year, day, tuple(sorted(rows, key=_attention)))


def _attention(row: Row) -> tuple[bool, int, int]:
    open_and_overdue = row.standing in OPEN and row.overdue > 0
    return not open_and_overdue, list(Standing).index(row.standing), -row.overdue


def _row(
    body: Body,
    bodies: Mapping[str, Body],
    report: Reported | None,
    unreadable: bool,
    findings: Sequence[Finding],
    year: int,
    day: date,
) -> Row:
    last, source = deadline(body, year, bodies)
    published = report.published if report else None
    errors = [each for each in findings if each.blocks]
    warnings = [each for each in findings if each.severity is Severity.WARNING and not each.accepted]
    overdue = max(((published or day) - last).days, 0)
    if unreadable or errors:
        standing, matter = Standing.FAILING, _named(errors) or "读不出来"
    elif report is None:
        standing, matter = Standing.MISSING, "没有报告文件"
    elif published is None or published > day or warnings:
        standing, matter = Standing.WAITING, _waiting(published, day, warnings)
    else:
        standing, matter = (Standing.LATE if overdue else Standing.DONE), ""
    return Row(
        body,
        year,
        standing,
        last,
        source,
        published,
        overdue,
        len(errors),
        len(warnings),
        matter,
        report.file if report else f"reports/{body.id}/{year}.yml",
    )


def _waiting(published: date | None, day: date, warnings: Sequence[Finding]) -> str:
    unpublished = "未填发布日期" if published is None else "未到发布日期" if published > day else ""
    return "；".join(filter(None, (unpublished, _named(warnings))))


def _named(findings: Sequence[Finding]) -> str:
    """The first finding, and how many there are."""
    if not findings:
        return ""
    more = f" 等 {len(findings)} 项" if len(findings) > 1 else ""
    return f"{findings[0].code} {findings[0].name}{more}"
