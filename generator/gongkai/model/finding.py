"""Findings: one defect each, said so that the person who made it can mend it."""

from __future__ import annotations

import hashlib
from enum import Enum

from msgspec import Struct, field


class Severity(Enum):
    """How grave a finding is; the value is what a reader of the output sees."""

    ERROR = "错误"
    WARNING = "警告"
    NOTE = "提示"


class Place(Struct, frozen=True):
    """Where a value stands: lines and columns count from 1, columns in characters."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Evidence(Struct, frozen=True):
    """Both sides of a statement that does not hold, and the routes of the cells on each."""

    left: str
    right: str
    difference: str = ""
    cells: tuple[str, ...] = ()


class Finding(Struct, frozen=True):
    """One defect in one file. `what` and `fix` are Chinese sentences for the writer."""

    code: str
    severity: Severity
    name: str
    place: Place
    what: str
    fix: str
    basis: str = ""
    route: str = ""
    where: str = ""
    """The official labels that lead to the value, e.g. 三、… · 一、… · 总计."""
    evidence: Evidence | None = None
    mark: str = ""
    """What tells this defect from another of the same code at the same route."""
    accepted: str = ""
    """The published reason, when the writer has accepted the finding."""
    subject: str = field(default="")
    """Which report it belongs to, e.g. daxing/qingyundian/2020; part of the fingerprint."""

    @property
    def fingerprint(self) -> str:
        """12 hex digits that stay the same while the defect does, wherever the line moves."""
        key = "\0".join((self.code, self.subject or self.place.file, self.route, self.mark))
        return hashlib.sha256(key.encode()).hexdigest()[:12]

    @property
    def blocks(self) -> bool:
        """Whether the finding keeps its report from being published."""
        return self.severity is Severity.ERROR and not self.accepted
