"""What a body had to do each year over what became of it; the part left over leads to the next year."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from ...model.pictures import Plan
from .amounts import counted, total
from .picture import Picture, key, picture, side_by_side
from .series import Year, on_forms
from .sheet import Sheet

LEFT = 20
"""Where the bars of a chain begin, in percent; the year stands left of it."""
INDENT = 1.5
"""Space in percent between the thread that joins two years and the words beside it."""
IN, OUT = ("c2", "c1"), ("c2", "c3")
"""Classes of a chain's parts: what is carried over has one colour on both sides."""


def chain(plan: Plan, years: Sequence[Year]) -> Picture:
    """For every year what there was to do over what became of it; the part left over leads on."""
    unit = plan.unit
    labels = [part.label for group in plan.groups for part in group.parts]
    rows = [
        (f"{each.year}年", *(found.text for group in each.groups for found in group))
        if each.groups
        else (f"{each.year}年", *[each.missing] * len(labels))
        for each in years
    ]
    whole = [each for each in years if each.groups and all(total(group) is not None for group in each.groups)]
    head = ("年度", *(f"{label}（{unit}）" for label in labels))
    newest = [_in_words(plan, whole[-1])] if whole else ["各年的数字都不完整，不绘图"]
    summary = "".join(f"{each}。" for each in [*newest, *_disagreements(plan, years)])
    most = max((total(group) or Decimal(0) for each in years for group in each.groups), default=Decimal(0))
    sheet = _drawn_chain(years, most) if whole and most else None
    return picture(plan, summary, head, rows, sheet, on_forms(plan, years) if sheet else ())


def _in_words(plan: Plan, year: Year) -> str:
    came, went = (
        "，".join(f"{each.label}{counted(each, plan.unit)}" for each in side) for side in year.groups
    )
    start = f"{year.year}年{plan.groups[0].label}{plan.subject}{total(year.groups[0])}{plan.unit}"
    return f"{start}（{came}），{plan.groups[1].label}：{went}"


def _disagreements(plan: Plan, years: Sequence[Year]) -> list[str]:
    """Where a year's two sides differ, and where what was left over is not what came in."""
    said = []
    for before, each in zip([None, *years], years, strict=False):
        sides = [total(group) for group in each.groups]
        if None not in sides and len(set(sides)) > 1:
            both = (f"{side.label}{sum}{plan.unit}" for side, sum in zip(plan.groups, sides, strict=True))
            said.append(f"{each.year}年{'，'.join(both)}，两者不等")
        if before and _left_over(before) != _carried(each) and _leads_on(before, each):
            said.append(
                f"{each.year}年{each.groups[0][0].label}{_carried(each)}{plan.unit}，"
                f"与{before.year}年{before.groups[1][0].label}{_left_over(before)}{plan.unit}不同"
            )
    return said


def _leads_on(before: Year, each: Year) -> bool:
    """Whether what was left over one year and came in the next are both numbers of one meaning."""
    return each.joined and _left_over(before) is not None and _carried(each) is not None


def _carried(year: Year) -> Decimal | None:
    return year.groups[0][0].value if year.groups else None


def _left_over(year: Year) -> Decimal | None:
    return year.groups[1][0].value if year.groups else None


def _drawn_chain(years: Sequence[Year], most: Decimal) -> Sheet:
    sheet = Sheet()
    thread = 0.0
    before: Year | None = None
    for each in years:
        sheet.text(0, sheet.height + 1.1, ("strong", f"{each.year}年"))
        if each.missing:
            sheet.words((("quiet", each.missing),), x=LEFT + INDENT)
            sheet.space(0.6)
            before = each
            continue
        sheet.words(*key(each.groups[0], IN), x=LEFT + INDENT)
        if before and _leads_on(before, each) and _carried(each) == _left_over(before) != 0:
            sheet.rule(LEFT, thread, LEFT, sheet.height, "thread")
        for group, colours in zip(each.groups, (IN, OUT), strict=True):
            sheet.strip(side_by_side(group, colours, most, LEFT) if total(group) is not None else [])
            sheet.space(0.15)
        thread = sheet.height
        sheet.words(*key(each.groups[1], OUT), x=LEFT + INDENT)
        sheet.space(0.6)
        before = each
    return sheet
