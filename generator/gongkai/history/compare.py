"""Two states of a site → what stands between them, what needs attention first."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from ..check.run import case_of, check_report, children_of
from ..check.texts import texts_of
from ..load.project import Project
from ..model.body import Body
from ..model.claim import Claim
from ..model.difference import (
    Attention,
    BodyDifference,
    Change,
    Difference,
    Effect,
    Fate,
    ReportDifference,
)
from ..model.finding import Finding
from ..model.report import Report
from ..processes import in_pieces
from . import changes, effects, findings
from .reach import Reports, body_of, moved_by_reports
from .sides import Sides, both_sides
from .sources import Source, program_changes

LEAST = 40
"""Reports from which on they are checked in all processes: the texts take most of the time."""
LAST = (Fate.NEW, Fate.CHANGED, Fate.AFFECTED, Fate.FORMATTING)
"""The order of reports that need no attention."""


class Examined(Struct):
    """What the checks say of one side's reports."""

    findings: dict[str, list[Finding]] = field(default_factory=dict)
    claims: dict[str, tuple[Claim, ...]] = field(default_factory=dict)


def examine(project: Project, ids: Collection[str], with_claims: Collection[str]) -> Examined:
    """The findings of these reports, and the claims of some of them."""
    loaded: dict[str, list[Finding]] = {}
    for finding in project.findings:
        loaded.setdefault(finding.subject, []).append(finding)
    children, texts = children_of(project), texts_of(project.reports, project.bodies)

    def part(ids: Sequence[str]) -> Examined:
        mine = Examined()
        for id_ in ids:
            case = case_of(project, id_, children, texts)
            mine.findings[id_] = check_report(case, loaded.get(id_, ()))
            if id_ in with_claims:
                mine.claims[id_] = case.claims
        return mine

    found = Examined({id_: loaded[id_] for id_ in ids if id_ in loaded})
    for piece in in_pieces(part, [id_ for id_ in sorted(ids) if id_ in project.reports], least=LEAST):
        found.findings |= piece.findings
        found.claims |= piece.claims
    return found


def difference(old: Source, new: Source) -> Difference:
    """What stands between two states of a site. Raises RevisionError and FormError."""
    with both_sides(old, new) as sides:
        return compare(sides, old.name, new.name, program_changes(old, new))


def compare(sides: Sides, old: str, new: str, program: Iterable[str] = ()) -> Difference:
    """What stands between both sides, which people know by these names."""
    moved = _moved(sides)
    both = _Both(sides, moved)
    reports = [each for id_ in sorted(both.ids) if (each := both.report(id_))]
    known = {each.id for each in reports if each.fate is Fate.AFFECTED}
    reports = [replace(each, moves=tuple(sorted(both.reach(each) & known))) for each in reports]
    files = findings.turned(
        [each for each in sides.old.findings if not each.subject],
        [each for each in sides.new.findings if not each.subject],
    )
    return Difference(
        old,
        new,
        tuple(sorted(reports, key=_order)),
        tuple(_body(sides, id_) for id_ in sides.bodies),
        files.appeared,
        files.vanished,
        sides.forms,
        tuple(program),
    )


def _order(report: ReportDifference) -> tuple[int, str]:
    """What needs attention first, then by body and year."""
    if report.attention:
        return list(Attention).index(report.attention[0]), report.id
    return len(Attention) + (LAST.index(report.fate) if report.fate in LAST else 0), report.id


class _Both:
    """Both sides, with what the checks say of them."""

    def __init__(self, sides: Sides, moved: dict[str, str]) -> None:
        self.sides, self.moved = sides, moved
        gone = set(moved.values())
        self.ids = {id_ for id_ in sides.affected if id_ not in gone}
        texts = {each for id_ in sides.affected for each in (id_, moved.get(id_, ""))}
        self.old = examine(sides.old, sides.affected, texts)
        self.new = examine(sides.new, sides.affected, texts)
        self.known = Reports({*sides.old.reports, *sides.new.reports, *sides.old.unread, *sides.new.unread})

    def reach(self, report: ReportDifference) -> set[str]:
        """The other reports that may have moved with this one."""
        ids = [report.id, report.was_id] if report.fate is not Fate.AFFECTED else []
        return moved_by_reports(ids, self.known) - {report.id}

    def report(self, id_: str) -> ReportDifference | None:
        """What became of one report, or None when nothing did."""
        was_id = self.moved.get(id_, id_)
        old, new = self.sides.old.reports.get(was_id), self.sides.new.reports.get(id_)
        values, prose = changes.of_reports(old, new) if old and new else ((), ())
        fate = self._fate(id_, bool(values or prose))
        if fate is None:
            return None
        turned = findings.turned(
            [replace(each, subject=id_) for each in self.old.findings.get(was_id, ())],
            self.new.findings.get(id_, ()),
        )
        effects_ = tuple(self._effects(was_id, id_, old, new))
        if fate is Fate.AFFECTED and not (turned.any or effects_):
            return None
        return ReportDifference(
            id=id_,
            was_id=was_id,
            name=self._name(id_),
            year=int(id_[-4:]),
            file=f"reports/{id_}.yml",
            fate=fate,
            published=old.published if old else None,
            unreadable_before=was_id in self.sides.old.unread,
            changes=values,
            prose=prose,
            effects=effects_,
            appeared=turned.appeared,
            vanished=turned.vanished,
            settled=turned.settled,
            revealed=turned.revealed,
            unexamined=turned.unexamined,
        )

    def _fate(self, id_: str, differs: bool) -> Fate | None:
        there = id_ in self.sides.new.reports or id_ in self.sides.new.unread
        here = id_ in self.sides.old.reports or id_ in self.sides.old.unread
        if not there:
            return Fate.REMOVED if here else None
        if id_ in self.sides.new.unread and id_ in self.sides.reports:
            return Fate.UNREADABLE
        if id_ in self.moved:
            return Fate.MOVED
        if not here:
            return Fate.NEW
        if id_ not in self.sides.reports:
            return Fate.AFFECTED
        return Fate.CHANGED if differs or id_ in self.sides.old.unread else Fate.FORMATTING

    def _effects(self, was_id: str, id_: str, old: Report | None, new: Report | None) -> Iterable[Effect]:
        if old and new:
            was = effects.standings(self.sides.old, was_id)
            yield from effects.moved(was, effects.standings(self.sides.new, id_))
            yield from effects.stated(self.old.claims.get(was_id, ()), self.new.claims.get(id_, ()), old, new)
        elif new and (before := self.sides.new.reports.get(f"{new.body.id}/{new.year - 1}")):
            yield from effects.against_last_year(new, before)

    def _name(self, id_: str) -> str:
        for project in (self.sides.new, self.sides.old):
            if body := project.bodies.get(body_of(id_)):
                return body.called
        return body_of(id_)


def _moved(sides: Sides) -> dict[str, str]:
    """New id → old id of reports that were moved: the same content, or the same year and full name."""
    old, new = sides.old.reports, sides.new.reports
    gone = [id_ for id_ in sides.reports if id_ in old and id_ not in new and id_ not in sides.new.unread]
    come = [id_ for id_ in sides.reports if id_ in new and id_ not in old and id_ not in sides.old.unread]
    found: dict[str, str] = {}
    for same in (_same_content, _same_body):
        for id_ in come:
            twins = [each for each in gone if id_ not in found and same(old[each], new[id_])]
            if twins:
                found[id_] = twins[0]
                gone.remove(twins[0])
    return found


def _same_content(old: Report, new: Report) -> bool:
    return bool(old.prose) and changes.of_reports(old, new) == ((), ())


def _same_body(old: Report, new: Report) -> bool:
    return old.year == new.year and old.body.name == new.body.name


def _body(sides: Sides, id_: str) -> BodyDifference:
    """What became of one body's own data."""
    old, new = sides.old.bodies.get(id_), sides.new.bodies.get(id_)
    name = next((body.name for body in (new, old) if body), id_)
    there = f"reports/{id_}/body.yml"
    fate, found = _fate_of_body(old, new)
    count = sum(1 for each in (*sides.new.reports, *sides.new.unread) if body_of(each) == id_)
    return BodyDifference(id_, name, there, fate, found, count)


def _fate_of_body(old: Body | None, new: Body | None) -> tuple[Fate, tuple[Change, ...]]:
    if old and new:
        found = changes.of_bodies(old, new)
        return (Fate.CHANGED if found else Fate.FORMATTING), found
    if new:
        return Fate.NEW, ()
    return Fate.REMOVED, ()
