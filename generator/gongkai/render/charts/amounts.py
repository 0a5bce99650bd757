"""The amounts of a picture, read from a report. Blank and not applicable stay what they are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from msgspec import Struct

from ...model.pictures import Part, Plan
from ...model.report import Cell, Report, State
from ..kept import Kept

MISSING = {State.BLANK: "空白", State.NOT_APPLICABLE: "不适用"}
ENOUGH = 30
"""Below this whole no share is stated: one application more or less would move it by over 3 %."""


class Amount(NamedTuple):
    """A figure to draw, and how it is printed. `value` is None where there is no number."""

    label: str
    value: Decimal | None
    text: str


class Drawn(Struct, frozen=True, eq=False):
    """The amounts of a plan in one report, group by group, and the total of each group that has one.

    Reports that print the same have the same object, so what is made of it can be kept by it.
    """

    plan: Plan
    groups: tuple[tuple[Amount, ...], ...]
    wholes: tuple[Amount | None, ...]

    @property
    def first(self) -> tuple[Amount, ...]:
        return self.groups[0]

    def whole(self, group: int) -> Amount:
        """The total of a group that has one."""
        found = self.wholes[group]
        if found is None:
            raise ValueError(f"{self.plan.id}: no whole")
        return found


_kept = Kept[Drawn](most=1024)
"""About 2 KB each. Small bodies have many equal ones: most had no appeal, or refused nothing."""


def drawn(report: Report, plan: Plan) -> Drawn:
    """The amounts of a plan of the report's form. What its cells print tells their numbers, states and
    units; a cell that is not there is taken for blank."""
    mine: dict[str, Drawn] = report.__dict__.setdefault("drawn", {})  # its page, entry and body ask for it
    found = mine.get(plan.id)
    if found is None:
        key = (report.form, plan.id, plan.pick(report.texts))
        found = mine[plan.id] = _kept.get(key, lambda: _drawn(report, plan))
    return found


def _drawn(report: Report, plan: Plan) -> Drawn:
    return Drawn(
        plan,
        tuple(tuple(amount(report, part, plan.unit) for part in group.parts) for group in plan.groups),
        tuple(
            amount(report, Part("总计", (group.whole,)), plan.unit) if group.whole else None
            for group in plan.groups
        ),
    )


def amount(report: Report, part: Part, unit: str) -> Amount:
    """One cell as the report prints it, or the sum of several when all of them are numbers."""
    cells = [report.cells.get(route) for route in part.cells]
    if len(cells) == 1 and (cell := cells[0]) and cell.value is not None and cell.unit in ("", unit):
        return Amount(part.label, cell.value, cell.text)
    numbers = [cell.value for cell in cells if cell and cell.value is not None and cell.unit in ("", unit)]
    if len(numbers) < len(cells):
        return Amount(part.label, None, next(filter(None, map(_why_no_number, cells)), "单位不同"))
    return Amount(part.label, sum(numbers, Decimal(0)), str(sum(numbers)))


def _why_no_number(cell: Cell | None) -> str:
    return "空白" if cell is None else MISSING.get(cell.state, "")


def values(found: Iterable[Amount]) -> list[Decimal]:
    """The numbers among them."""
    return [each.value for each in found if each.value is not None]


def total(found: Sequence[Amount]) -> Decimal | None:
    """Σ, or None when one of them is no number."""
    numbers = values(found)
    return sum(numbers, Decimal(0)) if len(numbers) == len(found) else None


def counted(found: Amount, unit: str) -> str:
    """“9件”, or the word for what stands there instead of a number."""
    return f"{found.text}{unit}" if found.value is not None else found.text


def listed(found: Sequence[Amount], unit: str, remarks: Sequence[str] = ()) -> str:
    """“予以公开9件，不予公开3件，其余2项为0”: what is not 0, in the form's order."""
    after = remarks or [""] * len(found)
    pairs = zip(found, after, strict=True)
    words = [f"{each.label}{counted(each, unit)}{remark}" for each, remark in pairs if each.value != 0]
    zeros = sum(each.value == 0 for each in found)
    return "，".join([*words, f"其余{zeros}项为0"] if zeros else words)


def sum_of(found: Sequence[Amount], unit: str) -> str:
    """“19件”, or that there is no sum."""
    summed = total(found)
    return "有的项没有数字，不合计" if summed is None else f"{summed}{unit}"


def percent(part: Decimal | None, of: Decimal | None) -> str:
    """The share with one decimal, rounded half up, e.g. 33.3%; empty where there is none."""
    if part is None or not of:
        return ""
    return f"{(part * 100 / of).quantize(Decimal('0.1'), ROUND_HALF_UP)}%"
