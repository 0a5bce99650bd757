"""Sums and differences that the text states without 其中: A − B = C, 共计, parts that follow their whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from ...model.claim import Against
from ...model.report import Report
from . import cells
from .concepts import RESULT_ROWS
from .draft import Draft, described, plain
from .lists import RECEIVED, Parts, comparable
from .phrases import WHO

TOGETHER = re.compile(
    "(?:共计|合计|总计|应办理?|需办理|共办理?|共需办理|共应办理)(?:政府信息公开)?(?:依?申请)?(?:公开)?$"
)


def subtract(drafts: Sequence[Draft]) -> None:
    """受理49、撤销3、办理46: a number of applications less those withdrawn is the next number."""
    for index, taken in enumerate(drafts[1:], 1):
        if "withdrawn" not in taken.phrase.tags or taken.phrase.topic or not taken.number.exact:
            continue
        whole = drafts[index - 1]
        rest = drafts[index + 1] if index + 1 < len(drafts) else None
        if whole.number.share or whole.phrase.sentence != taken.phrase.sentence:
            continue
        left = whole.value - taken.value
        if rest and rest.phrase.sentence == taken.phrase.sentence and rest.value == left:
            for each in (whole, taken, rest):
                each.follows(f"{plain(whole.value)} − {plain(taken.value)} = {plain(left)}，与后一数一致。")


def partition(drafts: Sequence[Draft], listed: Sequence[Parts]) -> None:
    """A number without 其中 whose next numbers of the same unit add up to it."""
    inside = {id(item) for parts in listed for item in parts.items}
    for index, whole in enumerate(drafts):
        number = whole.number
        if not whole.open or not number.exact or number.share or not number.value or whole.binding.firm:
            continue
        if id(whole) in inside:
            continue
        total, items = Decimal(0), list[Draft]()
        for item in drafts[index + 1 : index + 13]:
            if not comparable(item, whole) or not item.number.exact or id(item) in inside:
                break
            items.append(item)
            total += item.value
            sums = " + ".join(plain(each.value) for each in items)
            if len(items) > 1 and total == whole.value:
                whole.follows(f"等于后文各项之和：{sums} = {plain(total)}。")
                for each in items:
                    each.follows(f"与同列各项合计等于 {plain(total)}。")
                break
            if len(items) > 1 and whole.number.scaled and total * whole.number.last == whole.value:
                whole.contradicts(
                    Against.PARTS,
                    plain(total),
                    f"后文各项之和 {sums} = {plain(total)}，总数多写了“万”。",
                )
                break


def less_withdrawn(report: Report, counts: Sequence[Draft]) -> None:
    """申请数 less those that the text says were withdrawn may be what the table counts."""
    for group in cells.by_sentence(counts):
        taken = [each for each in group if "withdrawn" in each.phrase.tags and not each.phrase.topic]
        if not taken:
            continue
        away = sum(each.value for each in taken)
        for draft in group:
            result = not RESULT_ROWS.keys().isdisjoint(draft.phrase.tags)
            if draft.open and draft.binding.firm and draft not in taken and not result:
                for reading in draft.binding.readings:
                    if cells.worth(report, reading, draft) == draft.value - away:
                        sentence = f"{plain(draft.value)} − {plain(taken[0].value)} 等于{described(report, reading)}。"
                        draft.follows(sentence)
                        taken[0].follows(sentence)
                        break


def together(drafts: Sequence[Draft]) -> None:
    """新收36件，上年结转2件，共计38件: the third is the sum of the two before it."""
    for over, whole in pairwise(drafts):
        if "carried_over" not in over.phrase.tags or not TOGETHER.search(whole.phrase.left.rstrip()):
            continue
        new = next((each for each in reversed(drafts[: drafts.index(over)]) if _received(each)), None)
        group = (new, over, whole)
        if new is None or not all(each and each.number.exact and _same(each, over) for each in group):
            continue
        if new.tied and over.tied:
            total = new.value + over.value
            said = f"{plain(new.value)} + {plain(over.value)} = {plain(total)}"
            if whole.value == total:
                whole.follows(f"{said}，与此数一致。")
            elif whole.open:
                whole.contradicts(Against.PARTS, plain(total), f"{said}，文中为 {plain(whole.value)}。")


def _received(draft: Draft) -> bool:
    """Whether it counts all requests received, not those of one kind of applicant."""
    tags = set(draft.phrase.tags)
    return bool(RECEIVED & tags) and WHO.isdisjoint(tags)


def _same(one: Draft, two: Draft) -> bool:
    return one.phrase.sentence == two.phrase.sentence
