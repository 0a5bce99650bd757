"""What moved with an edit: sums, balances, carry-over, parents' sums, shares, what the text states."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from ..check.claims.draft import plain
from ..check.passages import context
from ..check.reconciliation import prose_of
from ..load.project import Project
from ..model.body import Body
from ..model.claim import Claim, Verdict
from ..model.difference import Effect, Standing, Tie
from ..model.pictures import PictureKind
from ..model.relations import Equation, of_report
from ..model.report import Report
from ..model.years import counterpart
from ..render.charts.amounts import ENOUGH, drawn, percent

TIES = {
    "sum": Tie.SUM,
    "balance": Tie.BALANCE,
    "at_most": Tie.AT_MOST,
    "carry": Tie.CARRY,
    "stock": Tie.STOCK,
}
HOLDS = {Verdict.BY_REFERENCE: True, Verdict.TIES: True, Verdict.FOLLOWS: True, Verdict.CONTRADICTS: False}
WITHIN = (Tie.SUM, Tie.BALANCE, Tie.AT_MOST)
"""Ties of the figures of one report."""
NOWHERE = Standing("")
"""Where there is nothing to stand on: no report, or a cell that is blank or not applicable."""

Standings = Mapping[tuple[Tie, str, str], Standing]
"""Tie, route and labels → how it stands."""


def standings(project: Project, id_: str) -> Standings:
    """How everything that ties figures stands in one report of a project; empty without the report."""
    report = project.reports.get(id_)
    if report is None:
        return {}
    before = project.reports.get(f"{report.body.id}/{report.year - 1}")
    return dict((*_equations(report, before), *_children(project, report), *_shares(report)))


def moved(was: Standings, now: Standings) -> tuple[Effect, ...]:
    """The ties that do not stand as they did, in the form's order. Sums of rows that came or went are
    no ties that moved: the rows themselves are told.
    """
    return tuple(
        Effect(*key, old, new)
        for key in dict.fromkeys([*now, *was])
        if (old := was.get(key, NOWHERE)) != (new := now.get(key, NOWHERE))
        and (key[0] not in WITHIN or (key in was and key in now))
    )


def stated(was: Sequence[Claim], now: Sequence[Claim], old: Report, new: Report) -> Iterator[Effect]:
    """Numbers of sentences that were not edited, and yet agree or disagree now, or print another figure."""
    before = dict(_told(was))
    for key, claim in _told(now):
        earlier = before.get(key)
        if earlier is None:
            continue
        where = new.labels.get(claim.section, "前言")
        if claim.verdict is Verdict.BY_REFERENCE and earlier.verdict is Verdict.BY_REFERENCE:
            figures = [_figure(report, each) for report, each in ((old, earlier), (new, claim))]
            if figures[0] != figures[1]:
                both = Standing(figures[0], "", True), Standing(figures[1], "", True)
                yield Effect(Tie.REFERENCE, claim.section, where, *both, _around(new, claim))
        elif claim.verdict is not earlier.verdict:
            both = _verdict(earlier), _verdict(claim)
            yield Effect(Tie.CLAIM, claim.section, where, *both, _around(new, claim))


def against_last_year(report: Report, before: Report) -> Iterator[Effect]:
    """The figures that lists show of a new report, beside those of the year before."""
    for label, route in report.form.headlines:
        there = counterpart(report, before, route)
        was, now = before.cells.get(there or ""), report.cells.get(route)
        if was and now:
            yield Effect(Tie.LAST_YEAR, route, label, Standing(was.text), Standing(now.text))


Pair = tuple[tuple[Tie, str, str], Standing]


def _equations(report: Report, before: Report | None) -> Iterator[Pair]:
    for equation in of_report(report):
        if equation.previous and before is None:
            continue
        sides = equation.sides(report, before)
        if sides is None:
            standing = NOWHERE
        else:
            left, right = sides
            holds = left <= right if equation.relation.kind == "at_most" else left == right
            standing = Standing(plain(left), plain(right), holds)
        tie = TIES[equation.relation.kind]
        yield (tie, f"{equation.at} {equation.relation.id}", _where(report, equation)), standing


def _where(report: Report, equation: Equation) -> str:
    """The row or column that an equation holds for; the group of columns in a table of one row."""
    if equation.label:
        return f"{report.labels[equation.table.route]} · {equation.label}"
    return report.labels.get(equation.at.rpartition(".")[0], "")


def _children(project: Project, report: Report) -> Iterator[Pair]:
    """The report's own cells beside the sums of the bodies below, where all of those are listed and there."""
    if not report.body.complete:
        return
    below = _below(project.bodies, report.body.id)
    children = [project.reports.get(f"{id_}/{report.year}") for id_ in below]
    there = [child for child in children if child]
    if not there or len(there) < len(children):
        return
    for table in report.form.tables:
        for line in report.lines(table):
            for route in line.cells:
                own = report.value(route)
                values = [value for child in there if (value := child.value(route)) is not None]
                if own is None or len(values) < len(there):
                    standing = NOWHERE
                else:
                    total = sum(values, Decimal(0))
                    standing = Standing(plain(own), plain(total), own == total)
                yield (Tie.CHILDREN, route, report.labels[route]), standing


def _below(bodies: Mapping[str, Body], parent: str) -> list[str]:
    return [id_ for id_, body in bodies.items() if body.parent == parent]


def _shares(report: Report) -> Iterator[Pair]:
    """The parts of the wholes that the form has drawn as shares; none is stated of a small whole."""
    for plan in report.form.pictures.values():
        if plan.kind is not PictureKind.SHARES:
            continue
        found = drawn(report, plan)
        for whole, amounts in zip(found.wholes, found.groups, strict=True):
            of = whole.value if whole else None
            for each in amounts:
                stated = of is not None and of >= ENOUGH
                share = percent(each.value, of) if stated else ""
                where = f"{plan.title} · {each.label}"
                yield (Tie.SHARE, f"{plan.id} {each.label}", where), Standing(share) if share else NOWHERE


def _told(claims: Sequence[Claim]) -> Iterator[tuple[tuple[str, str, str, int], Claim]]:
    """Each claim by its section, sentence and text, and which of those that are the same it is."""
    seen: Counter[tuple[str, str, str]] = Counter()
    for claim in claims:
        key = claim.section, claim.quote, claim.text
        yield (*key, seen[key]), claim
        seen[key] += 1


def _verdict(claim: Claim) -> Standing:
    return Standing(claim.verdict.value, claim.sentence, HOLDS.get(claim.verdict))


def _around(report: Report, claim: Claim) -> str:
    """The words around a number."""
    return context(prose_of(report, claim.section).text, claim.start, claim.end)


def _figure(report: Report, claim: Claim) -> str:
    cell = report.cells.get(claim.cells[0]) if claim.cells else None
    return cell.text if cell else ""
