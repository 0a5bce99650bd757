"""Pictures of one year: an amount over the bodies, by name when they are few, by size when many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from ...model.form import Form
from ...model.pictures import PictureKind, Plan
from ...model.years import declared
from ..entry import Entry
from .amounts import Amount, counted, values
from .picture import Picture, Row, labelled, picture, scaled
from .sheet import Sheet

FEW = 20
"""So many bodies are drawn by name; more are counted in classes."""
NOTICE = "数量多少与机关的职能、服务对象有关，不表示工作好坏。"


def figures_of_year(entries: Iterable[Entry]) -> list[Picture]:
    """The pictures of one year over all bodies, from the year's entries in the bodies' order."""
    ordered = list(entries)
    plans: dict[str, Plan] = {}
    for form in dict.fromkeys(each.form for each in ordered if each.form):
        plans |= {id: plan for id, plan in form.pictures.items() if id not in plans}
    return [_bodies(plan, ordered) for plan in plans.values() if plan.kind is PictureKind.BODIES]


def _bodies(plan: Plan, entries: Sequence[Entry]) -> Picture:
    found = _amounts(plan, entries)
    numbers = sorted((each for each in found if each.value is not None), key=lambda each: -(each.value or 0))
    rest = [each for each in found if each.value is None]
    greatest_first = values(numbers)
    summary = f"{entries[0].year}年{_distribution(plan, numbers)}{_not_counted(rest)}。"
    drawable = len(greatest_first) > 1 and greatest_first[0] > 0
    if len(found) <= FEW:
        lines = [*numbers, *rest]
        head: Row = ("机关", f"{plan.subject}（{plan.unit}）")
        rows = [(each.label, each.text) for each in lines]
        sheet = _by_name(lines, greatest_first[0], plan.unit) if drawable else None
    else:
        classes = list(_classes(greatest_first))
        head = (f"{plan.subject}（{plan.unit}）", "机关数（个）")
        rows = [(label, str(number)) for label, number in classes]
        sheet = _by_size(classes, plan.unit) if drawable else None
    return picture(plan, summary, head, rows, sheet, [NOTICE] if drawable else [])


def _amounts(plan: Plan, entries: Sequence[Entry]) -> list[Amount]:
    """One amount a body; where its form counts something else, that word."""
    first = next(each.form for each in entries if each.form and each.form.pictures.get(plan.id) is plan)
    alike = {each.form: _alike(plan, first, each.form) for each in entries if each.form}
    found = []
    for entry in entries:
        count, same = entry.counts.get(plan.id), entry.form and alike[entry.form]
        if count and (same == "always" or (same and count.printed)):
            found.append(Amount(entry.body.called, count.value, count.text))
        else:
            found.append(Amount(entry.body.called, None, "无此项"))
    return found


def _alike(plan: Plan, first: Form, form: Form) -> str:
    """Whether what the plan draws of a form is what it draws of the first: "always", where a report
    has the cell, or never ("")."""
    mine = form.pictures.get(plan.id)
    cell = plan.groups[0].parts[0].cells[0]
    if mine is None or declared(first, form, cell) != mine.groups[0].parts[0].cells[0]:
        return ""
    head = cell.partition(".")[0]
    same = first is form or first.section[head].form == form.section[head].form
    return "always" if same else "where printed"


def _distribution(plan: Plan, numbers: Sequence[Amount]) -> str:
    found = values(numbers)
    if not numbers:
        return f"没有机关填报{plan.subject}"
    start = (
        f"{len(numbers)}个机关的{plan.subject}" if len(numbers) > 1 else f"{numbers[0].label}{plan.subject}"
    )
    if len(numbers) == 1 or found[0] == found[-1]:
        return f"{start}{'都是' if len(numbers) > 1 else ''}{counted(numbers[0], plan.unit)}"
    top, zeros = found.count(found[0]), found.count(Decimal(0))
    said = f"{start}，最多的是{numbers[0].label}{f'等{top}个机关' if top > 1 else ''}（{counted(numbers[0], plan.unit)}）"
    from statistics import median  # slow to import, and seldom needed

    said += f"，中位数{median(found).normalize():f}{plan.unit}"
    return said + (f"，{zeros}个机关为0" if zeros else f"，最少{counted(numbers[-1], plan.unit)}")


def _not_counted(rest: Sequence[Amount]) -> str:
    words = dict.fromkeys(each.text for each in rest)
    return "".join(f"；{sum(each.text == word for each in rest)}个机关{word}，不计入" for word in words)


def _by_name(lines: Sequence[Amount], most: Decimal, unit: str) -> Sheet:
    sheet = Sheet()
    for each in lines:
        sheet.words(*labelled(each.label, counted(each, unit)))
        if each.value is not None:
            sheet.strip([(0, scaled(each.value, most), "c1")])
        sheet.space(0.5)
    return sheet


def _classes(found: Sequence[Decimal]) -> Iterator[tuple[str, int]]:
    """0, 1—9, 10—29, 30—99, … up to the greatest: label and how many of the counts fall in it."""
    yield "0", found.count(Decimal(0))
    edges = [1, *(first * 10**power for power in range(1, 13) for first in (1, 3))]
    for low, high in pairwise(edges):
        if found and low <= found[0]:
            yield f"{low}—{high - 1}", sum(low <= value < high for value in found)


def _by_size(classes: Sequence[tuple[str, int]], unit: str) -> Sheet:
    sheet = Sheet()
    most = Decimal(max(number for _, number in classes))
    for label, number in classes:
        sheet.words(*labelled(f"{label}{unit}", f"{number}个机关"))
        sheet.strip([(0, scaled(Decimal(number), most), "c1")])
        sheet.space(0.5)
    return sheet
