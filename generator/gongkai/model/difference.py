"""What an edit does: the differences of two states of a site, and what moved with them."""

from __future__ import annotations

from datetime import date
from enum import Enum
from functools import cached_property

from msgspec import Struct

from .finding import Finding, Severity


class Fate(Enum):
    """What became of a report; the value is what a reviewer reads."""

    REMOVED = "删除"
    UNREADABLE = "读不出来"
    MOVED = "改了地址"
    NEW = "新增"
    CHANGED = "修改"
    AFFECTED = "受牵动"
    """Its file is as it was, and yet something about it is no longer so."""
    FORMATTING = "只改格式"


class Aspect(Enum):
    """What about a value changed."""

    FIGURE = "数字"
    STATE = "数字与空白、不适用互换"
    NOTE = "注"
    UNIT = "单位"
    ROW = "行"
    HEAD = "列名"
    FIELD = "项目"
    PUBLISHED = "发布日期"
    FORM = "表式"
    ACCEPTED = "接受的问题"
    CORRECTION = "更正"
    ATTACHMENT = "附件"


class Change(Struct, frozen=True):
    """One value on both sides; None where it is not there."""

    aspect: Aspect
    route: str
    where: str
    """The form's labels that lead to it."""
    was: str | None
    now: str | None


class Mark(Enum):
    """What became of a piece of text."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"
    CUT = "cut"
    """A run that is the same and too long to show; its text is empty."""


class Piece(Struct, frozen=True):
    """A run of characters of a text."""

    mark: Mark
    text: str


class Passage(Struct, frozen=True):
    """Changed words with what stands around them, and in which paragraph of the new text (from 1)."""

    paragraph: int
    pieces: tuple[Piece, ...]


class ProseChange(Struct, frozen=True):
    """What changed in one section's text."""

    route: str
    where: str
    passages: tuple[Passage, ...]


class Tie(Enum):
    """What ties figures together, so that one that changes moves another."""

    SUM = "合计"
    BALANCE = "勾稽"
    AT_MOST = "大小"
    CARRY = "结转"
    STOCK = "存量"
    CHILDREN = "汇总"
    SHARE = "占比"
    CLAIM = "正文"
    REFERENCE = "引用"
    LAST_YEAR = "与上年相比"


class Standing(Struct, frozen=True):
    """Both sides of a tie. `holds` is None where it cannot be told: blank, not applicable, or not there."""

    left: str
    right: str = ""
    holds: bool | None = None


class Effect(Struct, frozen=True):
    """A tie that moved, told with the report in which it stands."""

    tie: Tie
    route: str
    where: str
    was: Standing
    now: Standing
    quote: str = ""
    """The words of the text in which the number stands, for what is claimed there."""

    @property
    def broke(self) -> bool:
        return self.now.holds is False and self.was.holds is not False

    @property
    def mended(self) -> bool:
        return self.was.holds is False and self.now.holds is True


class Attention(Enum):
    """Why a reviewer should look at a report, the gravest first."""

    REMOVED = "报告被删除"
    UNREADABLE = "读不出来"
    ERRORS = "有新错误"
    PUBLISHED = "改动发布日期"
    AFTER_PUBLICATION = "发布后改动"
    MOVED = "网址将改变"
    ACCEPTED = "新接受了问题"
    BROKE = "受牵动而不相符"
    STATE = "数字与空白、不适用互换"
    FORM = "改用其他表式"
    WARNINGS = "有新警告"


class ReportDifference(Struct, frozen=True, dict=True):
    """What an edit does to one report."""

    id: str
    was_id: str
    """Its id before, where it was moved; else the same."""
    name: str
    year: int
    file: str
    fate: Fate
    published: date | None = None
    """When the earlier state said that it had been published."""
    unreadable_before: bool = False
    changes: tuple[Change, ...] = ()
    prose: tuple[ProseChange, ...] = ()
    effects: tuple[Effect, ...] = ()
    appeared: tuple[Finding, ...] = ()
    vanished: tuple[Finding, ...] = ()
    settled: tuple[Finding, ...] = ()
    """Findings that are there as before and are now accepted."""
    revealed: tuple[Finding, ...] = ()
    """Findings that may have been there before: an error kept the checks from getting that far."""
    unexamined: tuple[Finding, ...] = ()
    """Findings that may still be there: an error now keeps the checks from getting that far."""
    moves: tuple[str, ...] = ()
    """Ids of other reports, not edited themselves, in which something moved with this one."""

    @cached_property
    def attention(self) -> tuple[Attention, ...]:
        """Why it deserves a look, the gravest reason first; empty when nothing does."""
        reasons = {Attention[self.fate.name]} if self.fate.name in Attention.__members__ else set()
        if any(each.blocks for each in (*self.appeared, *self.revealed)):
            reasons.add(Attention.ERRORS)
        if any(each.severity is Severity.WARNING and not each.accepted for each in self.appeared):
            reasons.add(Attention.WARNINGS)
        if self.published and self.edited and self.fate is not Fate.REMOVED:
            reasons.add(Attention.AFTER_PUBLICATION)
        if self.fate is Fate.AFFECTED and any(each.broke for each in self.effects):
            reasons.add(Attention.BROKE)
        reasons |= {reason for change in self.changes if (reason := _reason(change))}
        return tuple(each for each in Attention if each in reasons)

    @property
    def edited(self) -> bool:
        """Whether what readers see was changed by the edit itself, entries of `corrections` aside."""
        told = any(each.aspect is not Aspect.CORRECTION for each in self.changes)
        return bool(self.prose) or told


def _reason(change: Change) -> Attention | None:
    if change.aspect is Aspect.STATE:
        return Attention.STATE
    if change.aspect is Aspect.PUBLISHED and change.was is not None:
        return Attention.PUBLISHED
    if change.aspect is Aspect.ACCEPTED and change.now is not None:
        return Attention.ACCEPTED
    return Attention.FORM if change.aspect is Aspect.FORM else None


class BodyDifference(Struct, frozen=True):
    """What an edit does to what is said of a body."""

    id: str
    name: str
    file: str
    fate: Fate
    changes: tuple[Change, ...]
    reports: int
    """How many reports it has now; its name stands on all of them."""


class Cause(Enum):
    """What moved reports that nobody edited."""

    FORMS = "表式的改动"
    PROGRAM = "程序的改动"


class Told(Struct, frozen=True):
    """A finding as one version of the program words it. `subject` is a report's id, or a file."""

    subject: str
    code: str
    severity: Severity
    name: str
    message: str
    fingerprint: str


class ProgramEffect(Struct, frozen=True):
    """What a change of forms, checks or templates does to reports whose files are as they were."""

    cause: Cause
    reports: int
    """How many reports were compared."""
    appeared: tuple[Told, ...]
    vanished: tuple[Told, ...]
    pages: tuple[str, ...]
    """Addresses of the pages that would change, below the site's own."""


class Difference(Struct, frozen=True):
    """What stands between two states of a site, what needs attention first."""

    old: str
    new: str
    """What the two states are called, e.g. a revision as it was asked for."""
    reports: tuple[ReportDifference, ...]
    bodies: tuple[BodyDifference, ...] = ()
    appeared: tuple[Finding, ...] = ()
    vanished: tuple[Finding, ...] = ()
    """Findings that belong to no report: names of files, what is said of a body."""
    forms: tuple[str, ...] = ()
    """Files of forms/ that changed."""
    program: tuple[str, ...] = ()
    """Files of the program (checks, templates, official forms) that changed."""
    program_effects: tuple[ProgramEffect, ...] = ()

    @property
    def nothing(self) -> bool:
        """Whether the two states do not differ in anything that is told here."""
        told = (self.reports, self.bodies, self.appeared, self.vanished, self.forms, self.program)
        return not any(told)

    @property
    def errors(self) -> bool:
        """Whether the edit brings an error that keeps something from being published."""
        every = [
            *self.appeared,
            *(each for report in self.reports for each in (*report.appeared, *report.revealed)),
        ]
        return any(each.blocks for each in every)
