"""Pictures of one body: an amount year by year, and what is carried over from year to year."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal

from ...model.pictures import PictureKind, Plan
from ...model.report import Report
from .amounts import counted, values
from .chain import chain
from .picture import Picture, picture, scaled
from .series import Year, on_forms, series
from .sheet import Sheet

PLOT = 7
"""Height in em of the tallest column."""
SLOTS = 6
"""Columns stand as if there were at least so many, so that two years do not make two walls."""
SIDE = 2
"""Percent left free at both ends, where a figure may be wider than its column."""
CROWDED = 7
"""With more columns than this, a phone shows the labels of every second year."""


def figures_of_body(reports: Iterable[Report], withheld: Collection[int] = ()) -> list[Picture]:
    """The pictures of one body's years, from its reports; `withheld` are years not open to readers."""
    newest_first = sorted(reports, key=lambda each: -each.year)
    makers = {PictureKind.YEARS: _columns, PictureKind.CHAIN: chain}
    plans: dict[str, Plan] = {}
    for report in newest_first:
        plans = plans | {id: plan for id, plan in report.form.pictures.items() if id not in plans}
    found = [plan for plan in plans.values() if plan.kind in makers]
    return [makers[plan.kind](plan, series(newest_first[::-1], plan, withheld)) for plan in found]


def _columns(plan: Plan, years: Sequence[Year]) -> Picture:
    numbers = values([each.amount for each in years])
    rows = [(f"{each.year}年", each.amount.text) for each in years]
    head = ("年度", f"{plan.subject}（{plan.unit}）")
    drawable = len(numbers) > 1 and any(numbers)
    summary = _trend(plan, years) + ("" if len(numbers) > 1 else "有数字的不足两年，不绘图。")
    sheet = _drawn_columns(years, max(numbers)) if drawable else None
    return picture(plan, summary, head, rows, sheet, on_forms(plan, years) if drawable else ())


def _trend(plan: Plan, years: Sequence[Year]) -> str:
    """The series in words, each run of comparable years for itself, then the years without a number."""
    runs: list[list[Year]] = [[]]
    for each in years:
        if not each.joined:
            runs.append([])
        if each.amount.value is not None:
            runs[-1].append(each)
    said = [_run(plan, run) for run in runs if run]
    words: dict[str, list[str]] = {}
    for each in years:
        if each.amount.value is None:
            words.setdefault(each.amount.text, []).append(str(each.year))
    said += [f"{'、'.join(found)}年{SAID.get(word, word)}" for word, found in words.items()]
    return "，".join(said) + "。"


SAID = {"无报告": "没有报告", "未发布": "的报告尚未发布", "无此项": "的报告没有这一项"}


def _run(plan: Plan, run: Sequence[Year]) -> str:
    first, last = run[0], run[-1]
    found = values([each.amount for each in run])
    if len(run) == 1:
        return f"{first.year}年{plan.subject}{counted(first.amount, plan.unit)}"
    start = f"{first.year}—{last.year}年{plan.subject}"
    if min(found) == max(found):
        return f"{start}各年都是{counted(first.amount, plan.unit)}"
    if found[0] == found[-1]:
        said = f"{start}首尾两年都是{counted(first.amount, plan.unit)}"
    else:
        verb = "增至" if found[-1] > found[0] else "减至"
        said = f"{start}由{counted(first.amount, plan.unit)}{verb}{counted(last.amount, plan.unit)}"
    extremes = []
    for word, extreme in (("最多", max(found)), ("最少", min(found))):
        if extreme not in (found[0], found[-1]):
            year = run[found.index(extreme)]
            extremes.append(f"{word}的是{year.year}年（{counted(year.amount, plan.unit)}）")
    return "，其间".join(filter(None, (said, "，".join(extremes))))


def _drawn_columns(years: Sequence[Year], most: Decimal) -> Sheet:
    slot = (100 - 2 * SIDE) / max(len(years), SLOTS)
    base = PLOT + (3.0 if any(not each.joined for each in years) else 1.5)
    sheet = Sheet()
    sheet.rule(0, base, 2 * SIDE + slot * len(years), base, "axis")
    for place, each in enumerate(years):
        left = SIDE + slot * place
        if not each.joined:
            _mark_break(sheet, left, base)
        crowded = len(years) > CROWDED and (len(years) - place) % 2 == 0
        _column(sheet, each, left, slot, base, most, "alternate" if crowded else "")
    sheet.space(base + 1.8)
    return sheet


def _column(sheet: Sheet, year: Year, left: float, slot: float, base: float, most: Decimal, css: str) -> None:
    """The year under the base line; over it a bar with its figure, or upright why there is none."""
    middle, value = left + slot / 2, year.amount.value
    sheet.text(middle, base + 1.3, ("", str(year.year)), anchor="middle", css=css)
    if value is None:
        top = base + 0.7 - 1.2 * len(year.amount.text)
        for step, character in enumerate(year.amount.text):
            sheet.text(middle, top + 1.2 * step, ("quiet", character), anchor="middle")
        return
    tall = scaled(value, most, PLOT)
    if tall:
        sheet.bar(left + slot * 0.2, base - tall, slot * 0.6, tall, "c1")
    sheet.text(middle, base - tall - 0.4, ("strong", year.amount.text), anchor="middle", css=css)


def _mark_break(sheet: Sheet, x: float, base: float) -> None:
    sheet.rule(x, 0, x, base, "break")
    words = ("quiet", "\u00a0口径不同，不可比\u00a0")
    sheet.text(x, 1.1, words, anchor="end" if x > 50 else "start")
