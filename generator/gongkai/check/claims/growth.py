"""What the text says of last year's figure: 比上年增长…%, 较去年减少…件."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...model.claim import Against
from ...model.relations import total
from ...model.report import Report
from ...model.years import counterparts
from .draft import Draft, plain, rounded
from .shares import HUNDRED, MOST, lead, shown

GROWTH = re.compile(
    r"(?:同比|[比较][上去][一]?年度?(?:同期)?|与[上去]年(?:同期)?相比)[^，。；]{0,8}?"
    r"(增长|上升|增加|提高|上涨|增|升|下降|减少|降低|回落|下滑|降)了?[^，。；]{0,3}$"
)
RATIO = re.compile(
    r"[，、（(]?(?:同比)?(?:增长|上升|增加|提高|上涨|增|升|下降|减少|降低|回落|下滑|降)(?:率|幅|幅度)?(?:为|达)?"
)
"""What stands between a difference and its percentage: 减少3件，下降25%."""
DOWN = ("下降", "减少", "降低", "回落", "下滑", "降")


def grow(report: Report, before: Report | None, text: str, drafts: Sequence[Draft]) -> None:
    """同比增长: against last year's report, cell by cell of what the figure restates."""
    for index, draft in enumerate(drafts):
        if not draft.open or not (match := GROWTH.search(lead(text, drafts, index))):
            continue
        near = drafts[max(0, index - MOST) : index]
        base = next((each for each in reversed(near) if not each.number.share), None)
        if (
            base is None
            or not base.tied
            or "分别" in match[0]
            or base.phrase.sentence != draft.phrase.sentence
            or before is None
        ):
            continue
        if any(route.startswith("-") for route in base.cells):
            continue
        earlier = total(before, counterparts(report, before, base.cells))
        if not earlier:
            continue
        change = (base.value - earlier) * (-1 if match[1] in DOWN else 1)
        name = f"上年为 {plain(earlier)}，本年为 {plain(base.value)}"
        if draft.number.share:
            ratio = change / earlier * HUNDRED
            if rounded(draft.number, ratio):
                draft.follows(f"{name}，变化 {shown(draft, ratio)}%。")
            else:
                draft.contradicts(
                    Against.SHARE, f"{shown(draft, ratio)}%", f"{name}，变化应为 {shown(draft, ratio)}%。"
                )
        elif draft.value == change:
            draft.follows(f"{name}，相差 {plain(abs(change))}。")
        elif draft.number.exact:
            draft.contradicts(Against.SHARE, plain(change), f"{name}，相差应为 {plain(change)}。")


def compare(text: str, drafts: Sequence[Draft]) -> None:
    """A figure, its difference from last year's and the percentage of it must fit each other, whatever
    last year's report says: 9件，较去年减少3件，下降25%."""
    for index in range(1, len(drafts) - 1):
        base, change, ratio = drafts[index - 1 : index + 2]
        exact = all(each.number.exact for each in (base, change, ratio))
        if not ratio.number.share or base.number.share or change.number.share or not exact:
            continue
        match = GROWTH.search(lead(text, drafts, index))
        if not match or not RATIO.fullmatch(text[change.number.close : ratio.number.start]):
            continue
        earlier = base.value + (change.value if match[1] in DOWN else -change.value)
        if earlier <= 0 or not ratio.open:
            continue
        right = change.value / earlier * HUNDRED
        said = f"本年 {plain(base.value)}，相差 {plain(change.value)}，则上年为 {plain(earlier)}，变化 {shown(ratio, right)}%"
        if rounded(ratio.number, right):
            change.follows(f"{said}。")
            ratio.follows(f"{said}。")
        else:
            ratio.contradicts(
                Against.SHARE, f"{shown(ratio, right)}%", f"{said}，文中为 {plain(ratio.value)}%。"
            )
