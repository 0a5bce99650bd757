"""Numbers against cells: what ties, alone or together, and what fails every reading."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import partial

from ...model.claim import Against
from ...model.report import Report
from .draft import Draft, agrees, described, plain, rounded, sum_of
from .readings import Reading
from .tokens import Number

MOST = 60
"""Numbers of one sentence that are compared with each other; no real sentence has more."""
MONEY = {"元": Decimal(1), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)}


def tie(report: Report, drafts: Sequence[Draft]) -> None:
    """Settle every number that equals one of its readings."""
    for draft in drafts:
        if draft.open and not draft.number.share:
            for reading in draft.binding.readings:
                if (value := worth(report, reading, draft)) is not None and _equal(draft, value):
                    draft.ties(reading, partial(_agreement, report, draft.number, reading))
                    break


def tie_together(report: Report, drafts: Sequence[Draft]) -> None:
    """Settle numbers of one sentence that share a cell (非本机关2、不存在14), and a whole whose parts
    are listed beside it (不予公开0、涉及第三方3 when the table has 3 in all)."""
    for sentence in by_sentence(drafts):
        group = sentence[:MOST]
        waiting = [each for each in group if each.open and each.binding.firm and each.number.exact]
        _without_named_parts(report, waiting, group)
        waiting = [each for each in waiting if each.open]
        for first in waiting:
            for reading in first.binding.readings:
                sharers = [each for each in waiting if each.open and reading in each.binding.readings]
                value = sum_of(report, reading)
                if len(sharers) > 1 and value is not None and sum(each.value for each in sharers) == value:
                    terms = " + ".join(plain(each.value) for each in sharers)
                    for each in sharers:
                        each.follows(
                            f"{terms} = {plain(value)}，合起来等于{described(report, reading)}。", reading
                        )


def _without_named_parts(report: Report, waiting: Sequence[Draft], group: Sequence[Draft]) -> None:
    named = {route for each in group if each.tied for route in each.cells}
    for whole in waiting:
        for reading in whole.binding.readings:
            rest = tuple(route for route in reading if route not in named and not route.startswith("-"))
            if 0 < len(rest) < len(reading) and sum_of(report, rest) == whole.value:
                left_out = tuple(route for route in reading if route in named)
                whole.ties(
                    rest,
                    f"等于表中这一类除另行列出的{described(report, left_out)}以外的各项之和。",
                )
                break


def contradict(report: Report, drafts: Sequence[Draft]) -> None:
    """Numbers that must restate a cell and fail every reading."""
    groups = {group[0].phrase.sentence: group[:MOST] for group in by_sentence(drafts)}
    for draft in drafts:
        phrase = draft.phrase
        if not draft.open or not draft.binding.firm or phrase.year:
            continue
        worths = [(each, worth(report, each, draft)) for each in draft.binding.readings]
        known = [(reading, value) for reading, value in worths if value is not None]
        if len(known) < len(worths) or not known:
            continue
        reading, value = min(known, key=lambda each: (abs(each[1] - draft.value), len(each[0])))
        group = groups[phrase.sentence]
        stated = _stated(draft, reading, group)
        expected = described(report, reading) + (f" = {plain(value)}" if len(reading) > 1 else "")
        said = f"文中为 {stated}，表中{expected}"
        if phrase.scope:
            said += f"；文中说的是“{phrase.scope}”，口径可能不同。"
            draft.contradicts(Against.SCOPE, plain(value), said, reading)
        else:
            said += _hint(report, draft, value, reading, group) + "。"
            draft.contradicts(Against.CELLS, plain(value), said, reading)


def _stated(draft: Draft, reading: Reading, group: Sequence[Draft]) -> str:
    """The number, or the sum of those in its sentence that share the cell with it."""
    same = [each for each in group if each.open and reading in each.binding.readings]
    if len(same) < 2 or any(len(each.binding.readings) > 3 for each in same):
        return plain(draft.value)
    for each in same:
        if each is not draft:
            each.follows(f"与“{draft.phrase.left.strip()}{plain(draft.value)}”对应同一格，合并核对。")
    total = sum((each.value for each in same), Decimal(0))
    return " + ".join(plain(each.value) for each in same) + f" = {plain(total)}"


def _hint(report: Report, draft: Draft, value: Decimal, reading: Reading, group: Sequence[Draft]) -> str:
    """When the difference is another figure of the same row, say so."""
    difference = abs(value - draft.value)
    row = reading[0].rpartition(".")[0]
    for other in group:
        same_row = other is not draft and other.tied and other.cells[0].rpartition(".")[0] == row
        if same_row and len(other.cells) == 1 and other.value == difference > 1:
            return f"，相差 {plain(difference)}，恰为{described(report, other.cells[:1])}"
    return f"，相差 {plain(difference)}"


def by_sentence(drafts: Sequence[Draft]) -> list[list[Draft]]:
    groups: dict[tuple[int, int], list[Draft]] = {}
    for draft in drafts:
        groups.setdefault(draft.phrase.sentence, []).append(draft)
    return list(groups.values())


def worth(report: Report, reading: Reading, draft: Draft) -> Decimal | None:
    """The sum of the cells in the number's own unit (money is printed in 元 or 万元)."""
    value = sum_of(report, reading)
    if value is None or draft.number.unit not in MONEY:
        return value
    unit = unit_of(report, reading[0])
    return value * MONEY[unit] / MONEY[draft.number.unit] if unit in MONEY else None


def unit_of(report: Report, route: str) -> str:
    """The unit of a cell: printed in it, in its column's own head, or in the form."""
    if (cell := report.cells.get(route)) and cell.unit:
        return cell.unit
    column = route.rpartition(".")[2]
    table = next((each for each in report.form.tables if route.startswith(each.route + ".")), None)
    if table is None:
        return ""
    for path in table.column_paths:
        if path[-1].id == column:
            return report.column(table, path)[1]
    return ""


def _equal(draft: Draft, value: Decimal) -> bool:
    if draft.number.unit in MONEY and draft.number.exact:
        return rounded(draft.number, value)
    return agrees(draft.number, value)


def _agreement(report: Report, number: Number, reading: Reading) -> str:
    """The number and not its draft, which keeps this: a circle would outlive its report."""
    approximately = "等于" if number.exact else f"“{number.hedge}”为约数，合于"
    return f"{approximately}{described(report, reading)}。"
