"""Percentages of a whole, to half a unit of the last printed digit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from ...model.claim import Against
from ...model.relations import total
from ...model.report import Report
from .concepts import REQUESTS, RESULT_ROWS, RESULTS
from .draft import Draft, plain, rounded
from .lists import Parts

SHARE = re.compile(r"(?:占比?|比重|比例|总量的|总数的)([^，；。,;]{0,16})$")
BRACKETED = re.compile(r"^[件条份篇次项]?\s*[（(]\s*$")
RATE = re.compile(r"(?:办结|答复|回复|办复)率[^，。；0-9]{0,6}$")
FILLER = re.compile("本年度?|全年|全部|总数|总量|总|的|比例|为|约|年度|比|量|数")
RUN, MOST = 12, 80
"""Percentages in one run, and numbers before one among which its whole is looked for."""
ENOUGH = 3
"""Percentages of one sentence that can tell what they are of, when most of them agree."""
HUNDRED = Decimal(100)
RECEIVED = (f"{REQUESTS}.received_this_year.total",)


def settle(report: Report, text: str, drafts: Sequence[Draft], lists: Sequence[Parts]) -> None:
    """Give every percentage of a whole its verdict, and the wholes that their parts make up."""
    used: dict[int, tuple[Draft, list[Draft]]] = {}
    wholes = {id(item): parts.whole for parts in lists for item in parts.items}
    for index, draft in enumerate(drafts):
        if not draft.open or not draft.number.share or (named := _of(text, drafts, index)) is None:
            continue
        part = _part(drafts, index)
        if part is None or not part.number.exact:
            continue
        near, far = _bases(part, named, drafts[max(0, index - MOST) : index], wholes.get(id(part)))
        base = next((each for each in near + far if is_share(draft, part.value, each.value)), None)
        if base is not None:
            draft.follows(
                f"{plain(part.value)} ÷ {plain(base.value)} = {_percent(draft, part.value, base.value)}%。"
            )
            used.setdefault(id(base), (base, []))[1].append(part)
        elif not _share_of_cells(report, draft, part) and near and near[0].value:
            _wrong(draft, part.value, near[0].value)
    _divide(text, drafts)
    _rates(report, text, drafts)
    for base, parts in used.values():
        if len(parts) > 1 and sum(each.value for each in parts) == base.value:
            sums = " + ".join(plain(each.value) for each in parts)
            base.follows(f"等于各部分之和：{sums} = {plain(base.value)}。")
        for part in parts:
            if part.binding.firm:
                continue  # it has to be what its cell says, whatever the percentage
            part.follows(f"与所占 {plain(base.value)} 的百分比相符。")


def _divide(text: str, drafts: Sequence[Draft]) -> None:
    """A run of counts with a percentage each (甲1条，占8%；乙5条，占42%…) whose whole is not named: their
    sum, or an earlier number, when it explains most of the percentages."""
    groups: dict[tuple[int, int], list[tuple[Draft, Draft]]] = {}
    for index, draft in enumerate(drafts):
        if draft.number.share and draft.open and _of(text, drafts, index) is not None:
            part = _part(drafts, index)
            if part is not None and part.number.exact:
                groups.setdefault(draft.phrase.sentence, []).append((part, draft))
    for sentence, pairs in groups.items():
        if len(pairs) < ENOUGH:
            continue
        total = sum((part.value for part, _ in pairs), Decimal(0))
        earlier = [each for each in drafts if each.number.start < sentence[0] and not each.number.share]
        bases = dict.fromkeys([total, *(each.value for each in reversed(earlier[-MOST:]))])
        fits = {base: sum(is_share(draft, part.value, base) for part, draft in pairs) for base in bases}
        base = max(fits, key=lambda each: fits[each])
        if fits[base] * 2 <= len(pairs):
            continue
        for part, draft in pairs:
            if is_share(draft, part.value, base):
                draft.follows(f"{plain(part.value)} ÷ {plain(base)} = {_percent(draft, part.value, base)}%。")
                part.follows(f"与所占 {plain(base)} 的百分比相符。")
            else:
                _wrong(draft, part.value, base)
        whole = next((each for each in reversed(earlier) if each.value == base == total), None)
        if whole is not None:
            whole.follows(
                f"等于各部分之和：{' + '.join(plain(part.value) for part, _ in pairs)} = {plain(total)}。"
            )


def _rates(report: Report, text: str, drafts: Sequence[Draft]) -> None:
    """办结率, 答复率: results by what was received, or by that and what was carried over."""
    for index, draft in enumerate(drafts):
        before = drafts[index - 1] if index and _same(drafts[index - 1], draft) else None
        asked = draft.phrase.asked and (before is None or before.tied)
        if asked and draft.open and draft.number.share and RATE.search(lead(text, drafts, index)):
            done, new = total(report, (f"{RESULTS}.total.total",)), total(report, RECEIVED)
            over = total(report, (*RECEIVED, f"{REQUESTS}.carried_over.total"))
            for base in (new, over, done):
                if done is not None and base and is_share(draft, done, base):
                    draft.follows(
                        f"表中办理结果总计 {plain(done)} ÷ {plain(base)} = {_percent(draft, done, base)}%。"
                    )
                    break


def _of(text: str, drafts: Sequence[Draft], index: int) -> str | None:
    """What the text says that a percentage is of (占总数的…), "" when it does not (占…, 7件（72%）); None when it
    is no share at all."""
    before = lead(text, drafts, index)
    if match := SHARE.search(before):
        return match[1]
    close = drafts[index].number.close
    bracketed = text[close : close + 1] in ("）", ")") and BRACKETED.match(before)
    return "" if bracketed and index and not drafts[index - 1].number.share else None


def lead(text: str, drafts: Sequence[Draft], index: int) -> str:
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
    bases = ((f"{RESULTS}.total.total",), RECEIVED, (*RECEIVED, f"{REQUESTS}.carried_over.total"))
    for base in bases:
        value = total(report, base)
        if value and is_share(draft, part.value, value):
            draft.follows(
                f"{plain(part.value)} ÷ 表中 {plain(value)} = {_percent(draft, part.value, value)}%。"
            )
            return True
    first = total(report, bases[0])
    if part.tied and set(part.phrase.tags) & RESULT_ROWS.keys() and first:
        _wrong(draft, part.value, first)
        return True
    return False


def is_share(draft: Draft, part: Decimal, base: Decimal) -> bool:
    return bool(base) and rounded(draft.number, part / base * HUNDRED)


def _wrong(draft: Draft, part: Decimal, base: Decimal) -> None:
    right = _percent(draft, part, base)
    draft.contradicts(
        Against.SHARE,
        f"{right}%",
        f"{plain(part)} ÷ {plain(base)} = {right}%，文中为 {plain(draft.value)}%。",
    )


def _percent(draft: Draft, part: Decimal, base: Decimal) -> str:
    return shown(draft, part / base * HUNDRED)


def shown(draft: Draft, ratio: Decimal) -> str:
    return f"{ratio.quantize(min(draft.number.last, Decimal(1))):f}"
