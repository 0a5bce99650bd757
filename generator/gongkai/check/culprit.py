"""Culprits: the fewest cells whose change makes all failing relations of a report hold.

A figure in table 三 stands in two relations or three, and no two figures in the same ones; so
which relations fail usually names the one cell that is wrong, and by how much.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import combinations

from msgspec import Struct

from ..model.relations import Equation, of_report
from ..model.report import Report
from ..model.years import counterpart

HARD = ("sum", "balance")
Step = tuple[str, Decimal, Decimal]


class Change(Struct, frozen=True):
    """One cell and the value to put; `hint` names the slip when it has a known shape."""

    route: str
    was: Decimal
    now: Decimal
    hint: str = ""


class Culprit(Struct, frozen=True):
    """A group of failing relations that hang together, and the changes that would clear them.

    `answers` has one entry when the relations determine the cells, several when they do not
    (each alone would do), none when more than two cells must be wrong.
    """

    equations: tuple[Equation, ...]
    answers: tuple[tuple[Change, ...], ...]

    @property
    def determined(self) -> bool:
        return len(self.answers) == 1


def culprits(report: Report, before: Report | None = None) -> tuple[Culprit, ...]:
    """One culprit for every group of failing relations, in printed order."""
    residuals: dict[Equation, Decimal] = {}
    for equation in of_report(report):
        if equation.relation.kind in HARD and (sides := equation.sides(report)):
            residuals[equation] = sides[0] - sides[1]
    touching: dict[str, list[Equation]] = defaultdict(list)
    for equation in residuals:
        for cell in equation.cells:
            touching[cell].append(equation)
    failing = [equation for equation in residuals if residuals[equation]]
    found, unexplained = [], list[Equation]()
    for group in _groups(failing):
        answers = [each for cell in _cells(group) if (each := _one(report, cell, group, residuals, touching))]
        if answers:
            found.append(_culprit(report, before, group, answers))
        else:
            unexplained += group
    if unexplained:  # a value in the wrong column breaks two columns that share no failing relation
        group = tuple(unexplained)
        pairs = list(_two(report, _cells(group), group, residuals, touching))
        found.append(_culprit(report, before, group, pairs))
    return tuple(found)


def _cells(group: Iterable[Equation]) -> list[str]:
    return list(dict.fromkeys(cell for equation in group for cell in equation.cells))


def _culprit(
    report: Report, before: Report | None, group: tuple[Equation, ...], answers: list[list[Step]]
) -> Culprit:
    return Culprit(
        group,
        tuple(
            tuple(
                Change(route, was, now, _hint(report, before, route, was, now)) for route, was, now in steps
            )
            for steps in answers
        ),
    )


def _groups(failing: list[Equation]) -> Iterator[tuple[Equation, ...]]:
    """Failing relations that share cells, directly or through others, belong together."""
    left = list(failing)
    while left:
        group, cells = [left.pop(0)], set[str]()
        cells.update(group[0].cells)
        while near := [each for each in left if cells.intersection(each.cells)]:
            for each in near:
                left.remove(each)
                group.append(each)
                cells.update(each.cells)
        yield tuple(group)


def _one(
    report: Report,
    cell: str,
    group: tuple[Equation, ...],
    residuals: dict[Equation, Decimal],
    touching: dict[str, list[Equation]],
) -> list[Step] | None:
    """The change of one cell that clears the group and disturbs no other relation."""
    if set(touching[cell]) != set(group):
        return None
    deltas = {-residuals[equation] * _sign(equation, cell) for equation in group}
    return _steps(report, {cell: deltas.pop()}) if len(deltas) == 1 else None


def _two(
    report: Report,
    cells: list[str],
    group: tuple[Equation, ...],
    residuals: dict[Equation, Decimal],
    touching: dict[str, list[Equation]],
) -> Iterator[list[Step]]:
    """Pairs of cells that clear the group together, each with a relation that the other is not in."""
    wanted = set(group)
    for one, two in combinations(cells, 2):
        first, second = set(touching[one]), set(touching[two])
        if not wanted <= first | second or not (alone := first - second) or not (other := second - first):
            continue
        deltas = {one: _needed(alone, one, residuals), two: _needed(other, two, residuals)}
        if any(
            residuals[equation]
            + sum(_sign(equation, cell) * delta for cell, delta in deltas.items() if cell in equation.cells)
            for equation in first | second
        ):
            continue
        if all(deltas.values()) and (steps := _steps(report, deltas)):
            yield steps


def _needed(equations: Iterable[Equation], cell: str, residuals: dict[Equation, Decimal]) -> Decimal:
    equation = next(iter(equations))
    return -residuals[equation] * _sign(equation, cell)


def _sign(equation: Equation, cell: str) -> int:
    return 1 if cell in equation.left else -1


def _steps(report: Report, deltas: dict[str, Decimal]) -> list[Step] | None:
    """Old and new values, or None when a count would become negative."""
    steps = []
    for cell, delta in deltas.items():
        was = report.value(cell)
        if was is None or was + delta < 0:
            return None
        steps.append((cell, was, was + delta))
    return steps


def _hint(report: Report, before: Report | None, route: str, was: Decimal, now: Decimal) -> str:
    """How the slip probably came about, when its shape says so."""
    there = counterpart(report, before, route) if before else None
    if before and there and before.value(there) == was:
        return f"与{before.year}年报告同一格相同，可能未更新"
    old, new = str(was), str(now)
    if old != new and len(old) == len(new) > 1 and sorted(old) == sorted(new):
        return "数字颠倒"
    if old.rstrip("0") == new.rstrip("0") and old != new and was and now:
        return "多写或少写了 0"
    return ""


UNDETERMINED = "仅凭勾稽关系不能确定是哪一格"


def sentence(report: Report, culprit: Culprit, otherwise: str) -> str:
    """What to change, in one sentence; `otherwise` with a remark when relations cannot tell."""
    if not culprit.determined:
        return f"{otherwise}；{UNDETERMINED}"
    answer = culprit.answers[0]
    count = "一" if len(answer) == 1 else "两"
    return f"改{count}格即可：" + "；".join(_said(report, change) for change in answer)


def _said(report: Report, change: Change) -> str:
    label = " · ".join(report.labels.get(change.route, change.route).split(" · ")[1:])
    hint = f"（{change.hint}）" if change.hint else ""
    return f"{label} {change.was}→{change.now}{hint}"
