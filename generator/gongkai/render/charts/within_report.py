"""Pictures of one report: the parts of a whole, amounts side by side, wholes of the same parts."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from msgspec.structs import replace

from ...model.pictures import PictureKind
from ...model.report import Report
from .amounts import ENOUGH, Amount, Drawn, counted, drawn, listed, percent, sum_of, total, values
from .picture import Picture, key, labelled, picture, scaled, side_by_side
from .sheet import Sheet

COLOURS = ("c1", "c2", "c3", "c4")
"""Classes of the parts of a bar, in the form's order."""
GAP = 0.5
"""Space in em under a bar."""


def figures_of_report(report: Report) -> list[Picture]:
    """The pictures of one report that its form asks for, in the form's order."""
    plans = report.form.pictures.values()
    made = [_made(drawn(report, plan)) for plan in plans if plan.kind in MAKERS]
    return [replace(each, summary=f"{report.year}年{each.summary}") for each in made]


@lru_cache(maxsize=1024)
def _made(found: Drawn) -> Picture:
    """The picture of these amounts, whatever the year. About 4 KB each."""
    return MAKERS[found.plan.kind](found)


def _shares(drawn_: Drawn) -> Picture:
    """The parts of a whole, one under another, each beginning where the one before it ends."""
    plan, unit = drawn_.plan, drawn_.plan.unit
    found, all_ = drawn_.first, drawn_.whole(0)
    why = why_no_whole(found, all_, unit)
    stated = not why and all_.value is not None and all_.value >= ENOUGH
    shares = [percent(each.value, all_.value) if stated else "" for each in found]
    lines = [*zip(found, shares, strict=True), (all_, "100%" if stated else "")]
    rows = [(each.label, each.text, share) if stated else (each.label, each.text) for each, share in lines]
    head = (plan.subject, f"数量（{unit}）", "占比") if stated else (plan.subject, f"数量（{unit}）")
    if why:
        return picture(plan, f"{plan.subject}{why}。", head, rows)
    remarks = [f"（{share}）" if share else "" for share in shares]
    summary = f"{plan.subject}共{counted(all_, unit)}：{listed(found, unit, remarks)}。"
    return picture(plan, summary, head, rows, _steps(found, shares, all_, unit), _on_shares(shares, unit))


def why_no_whole(found: Sequence[Amount], all_: Amount, unit: str) -> str:
    """Why the parts cannot be drawn as parts of the whole; empty when they can."""
    summed = total(found)
    if all_.value is None:
        return f"总计{all_.text}，不绘图"
    if summed is None:
        return f"共{counted(all_, unit)}，有的项没有数字，不绘图"
    if summed != all_.value:
        return f"各项之和{summed}{unit}，与表中总计{counted(all_, unit)}不一致，不绘图"
    return "" if summed else f"共0{unit}"


def _on_shares(shares: Sequence[str], unit: str) -> list[str]:
    if not shares[0]:
        return [f"总数不足{ENOUGH}{unit}，增减一{unit}占比就大幅变动，因此只列数量，不计算占比。"]
    if sum(Decimal(share.rstrip("%")) for share in shares) != 100:
        return ["占比四舍五入到一位小数，相加与100%略有出入。"]
    return []


def _steps(found: Sequence[Amount], shares: Sequence[str], all_: Amount, unit: str) -> Sheet:
    sheet = Sheet()
    before, whole_value = Decimal(0), all_.value or Decimal(0)
    for each, share in zip(found, shares, strict=True):
        value = each.value or Decimal(0)
        sheet.words(*labelled(each.label, counted(each, unit), share))
        step = (scaled(before, whole_value), scaled(value, whole_value), "c1")
        sheet.strip([(0, 100, "track"), step])
        sheet.space(GAP)
        before += value
    return sheet


def _bars(drawn_: Drawn) -> Picture:
    """Amounts side by side; those that are 0 are said and listed, not drawn."""
    plan, unit = drawn_.plan, drawn_.plan.unit
    groups = [(group.label, found) for group, found in zip(plan.groups, drawn_.groups, strict=True)]
    every = [each for _, found in groups for each in found]
    most = max((each.value for each in every if each.value is not None), default=Decimal(0))
    rows = [(label, each.label, each.text) for label, found in groups for each in found]
    head = ("类别", "项目", f"数量（{unit}）")
    zeros = sum(each.value == 0 for each in every)
    said = "；".join(f"{label}{sum_of(found, unit)}{_of_which(found, unit)}" for label, found in groups)
    notes = [f"为0的{zeros}项没有画出。"] if zeros and most else []
    sheet = _groups(groups, most, unit) if most else None
    return picture(plan, f"{said}。", head, rows, sheet, notes)


def _of_which(found: Sequence[Amount], unit: str) -> str:
    """“，最多的是“2.没有现成信息需要另行制作”（22件）”, or that all of them are of one kind."""
    numbers = values(found)
    most = max(numbers, default=Decimal(0))
    if not most:
        return ""
    named = [f"“{each.label}”" for each in found if each.value == most]
    if most == total(found):
        return f"，都是{named[0]}"
    return f"，最多的是{'和'.join(named)}（{'各' if len(named) > 1 else ''}{most}{unit}）"


def _groups(groups: Sequence[tuple[str, Sequence[Amount]]], most: Decimal, unit: str) -> Sheet:
    sheet = Sheet()
    for label, found in groups:
        sheet.words((("strong", f"{label} {sum_of(found, unit)}"),))
        sheet.space(GAP / 2)
        for each in found:
            if each.value == 0:
                continue
            sheet.words(*labelled(each.label, counted(each, unit)))
            if each.value is not None:
                sheet.strip([(0, scaled(each.value, most), "c1")])
            sheet.space(GAP)
        sheet.space(GAP)
    return sheet


def _stacks(drawn_: Drawn) -> Picture:
    """Wholes of the same parts under one another, on one scale."""
    plan, unit = drawn_.plan, drawn_.plan.unit
    labels = [group.label for group in plan.groups]
    lines = [
        (label, found, drawn_.whole(place))
        for place, (label, found) in enumerate(zip(labels, drawn_.groups, strict=True))
    ]
    drawn = [all_.value for _, found, all_ in lines if all_.value and total(found) == all_.value]
    head = ("类别", *(part.label for part in plan.groups[0].parts), "总计")
    rows = [(label, *(each.text for each in found), all_.text) for label, found, all_ in lines]
    said = "；".join(f"{label}{_results(found, all_, unit)}" for label, found, all_ in lines)
    sheet = _under_one_another(lines, max(drawn), unit) if drawn else None
    return picture(plan, f"{said}。", head, rows, sheet)


def _results(found: Sequence[Amount], all_: Amount, unit: str) -> str:
    why = why_no_whole(found, all_, unit)
    return why or f"{counted(all_, unit)}（{listed(found, unit)}）"


def _under_one_another(
    lines: Sequence[tuple[str, Sequence[Amount], Amount]], most: Decimal, unit: str
) -> Sheet:
    sheet = Sheet()
    for label, found, all_ in lines:
        sheet.words(*labelled(label, counted(all_, unit)))
        if why := why_no_whole(found, all_, unit):
            if all_.value != 0:
                sheet.words((("quiet", why.partition("，")[2]),))
        else:
            sheet.strip(side_by_side(found, COLOURS, most))
            sheet.words(*key(found, COLOURS))
        sheet.space(GAP)
    return sheet


MAKERS = {PictureKind.SHARES: _shares, PictureKind.BARS: _bars, PictureKind.STACKS: _stacks}
