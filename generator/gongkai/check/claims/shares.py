"""Percentages: of a whole (half a unit of the last printed digit), and of last year's figure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from ...model.claim import Against
from ...model.relations import total
from ...model.report import Report
from ...model.years import counterparts
from .concepts import REQUESTS, RESULT_ROWS, RESULTS
from .draft import Draft, plain, rounded
from .lists import Parts

SHARE = re.compile(r"(?:占比?|比重|比例|总量的|总数的)([^，；。,;]{0,16})$")
GROWTH = re.compile(
    r"(?:同比|[比较][上去][一]?年度?(?:同期)?|与[上去]年(?:同期)?相比)[^，。；]{0,8}?"
    r"(增长|上升|增加|提高|上涨|增|升|下降|减少|降低|回落|下滑|降)了?[^，。；]{0,3}$"
)
DOWN = ("下降", "减少", "降低", "回落", "下滑", "降")
FILLER = re.compile("本年度?|全年|全部|总数|总量|总|的|比例|为|约|年度|比|量|数")
RUN, MOST = 12, 80
"""Percentages in one run, and numbers before one among which its whole is looked for."""
HUNDRED = Decimal(100)


def settle(report: Report, text: str, drafts: Sequence[Draft], lists: Sequence[Parts]) -> None:
    """Give every percentage of a whole its verdict, and the wholes that their parts make up."""
    used: dict[int, tuple[Draft, list[Draft]]] = {}
    wholes = {id(item): parts.whole for parts in lists for item in parts.items}
    for index, draft in enumerate(drafts):
        if (
            not draft.open
            or not draft.number.share
            or not (match := SHARE.search(_lead(text, drafts, index)))
        ):
            continue
        part = _part(drafts, index)
        if part is None or not part.number.exact:
            continue
        near, far = _bases(part, match[1], drafts[max(0, index - MOST) : index], wholes.get(id(part)))
        base = next((each for each in near + far if _is_share(draft, part.value, each.value)), None)
        if base is not None:
            draft.follows(
                f"{plain(part.value)} ÷ {plain(base.value)} = {_percent(draft, part.value, base.value)}%。"
            )
            used.setdefault(id(base), (base, []))[1].append(part)
        elif not _share_of_cells(report, draft, part) and near:
            _wrong(draft, part.value, near[0].value)
    for base, parts in used.values():
        if len(parts) > 1 and sum(each.value for each in parts) == base.value:
            sums = " + ".join(plain(each.value) for each in parts)
            base.follows(f"等于各部分之和：{sums} = {plain(base.value)}。")
        for part in parts:
            part.follows(f"与所占 {plain(base.value)} 的百分比相符。")


def grow(report: Report, before: Report | None, text: str, drafts: Sequence[Draft]) -> None:
    """同比增长: against last year's report, cell by cell of what the figure restates."""
    for index, draft in enumerate(drafts):
        if not draft.open or not (match := GROWTH.search(_lead(text, drafts, index))):
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
                draft.follows(f"{name}，变化 {_shown(draft, ratio)}%。")
            else:
                draft.contradicts(
                    Against.SHARE, f"{_shown(draft, ratio)}%", f"{name}，变化应为 {_shown(draft, ratio)}%。"
                )
        elif draft.value == change:
            draft.follows(f"{name}，相差 {plain(abs(change))}。")
        elif draft.number.exact:
            draft.contradicts(Against.SHARE, plain(change), f"{name}，相差应为 {plain(change)}。")


def _lead(text: str, drafts: Sequence[Draft], index: int) -> str:
    """The text before a number, back to the number before it in the same sentence.

    In a run (分别占6.5%、93.5%) the words before the first percentage serve all of them.
    """
    draft = drafts[index]
    floor = draft.phrase.sentence[0]
    first = index
    while (
        first
        and drafts[first - 1].number.share
        and not text[drafts[first - 1].number.close : drafts[first].number.start].strip(" 、，和及与")
    ):
        first -= 1
    if first:
        floor = max(floor, drafts[first - 1].number.close)
    return text[floor : drafts[first].number.start]


def _part(drafts: Sequence[Draft], index: int) -> Draft | None:
    """The count that a percentage belongs to; in a run of both, the one at the same place."""
    first = index
    while (
        first > index - RUN
        and first
        and drafts[first - 1].number.share
        and _same(drafts[first - 1], drafts[index])
    ):
        first -= 1
    shares = 1
    while shares < RUN and index + shares < len(drafts) and drafts[index + shares].number.share:
        shares += 1
    run = index - first + shares
    place = first - run + (index - first) if run > 1 else index - 1
    if place < 0:
        return None
    part = drafts[place]
    return None if part.number.share or not _same(part, drafts[index]) else part


def _same(one: Draft, two: Draft) -> bool:
    return one.phrase.sentence == two.phrase.sentence


def _bases(
    part: Draft, named: str, earlier: Sequence[Draft], whole: Draft | None
) -> tuple[list[Draft], list[Draft]]:
    """Wholes that the text names for a part (its list's, or 占X的), and other earlier numbers."""
    near = [whole] if whole else []
    word = FILLER.sub("", named).strip()
    counts = [
        each
        for each in earlier
        if each is not part and not each.number.share and each.value >= part.value > 0
    ]
    if len(word) > 1:
        matching = [each for each in counts if word[:2] in each.phrase.left + each.phrase.right]
        matching.sort(
            key=lambda each: ("共" in each.phrase.left or "总" in each.phrase.left, each.value), reverse=True
        )
        near += matching
    far = [each for each in counts if each.binding.readings or "共" in each.phrase.left]
    return near, far


def _share_of_cells(report: Report, draft: Draft, part: Draft) -> bool:
    """Whether the base is a total of the table; for results of requests, the text need not name it."""
    if not part.phrase.asked or not (part.tied or part.open):
        return False
    new, over = f"{REQUESTS}.received_this_year.total", f"{REQUESTS}.carried_over.total"
    bases = ((f"{RESULTS}.total.total",), (new,), (new, over))
    for base in bases:
        value = total(report, base)
        if value and _is_share(draft, part.value, value):
            draft.follows(
                f"{plain(part.value)} ÷ 表中 {plain(value)} = {_percent(draft, part.value, value)}%。"
            )
            return True
    first = total(report, bases[0])
    if part.tied and set(part.phrase.tags) & RESULT_ROWS.keys() and first:
        _wrong(draft, part.value, first)
        return True
    return False


def _is_share(draft: Draft, part: Decimal, base: Decimal) -> bool:
    return bool(base) and rounded(draft.number, part / base * HUNDRED)


def _wrong(draft: Draft, part: Decimal, base: Decimal) -> None:
    right = _percent(draft, part, base)
    draft.contradicts(
        Against.SHARE,
        f"{right}%",
        f"{plain(part)} ÷ {plain(base)} = {right}%，文中为 {plain(draft.value)}%。",
    )


def _percent(draft: Draft, part: Decimal, base: Decimal) -> str:
    return _shown(draft, part / base * HUNDRED)


def _shown(draft: Draft, ratio: Decimal) -> str:
    return f"{ratio.quantize(min(draft.number.last, Decimal(1))):f}"
