"""A text's numbers → claims: every one gets a verdict, with its reason in one sentence."""

from __future__ import annotations

import re
from typing import NamedTuple

from ...model.claim import Against, Claim, Verdict
from ...model.form import Form
from ...model.report import Report
from ..stretches import Stretch, stretches
from . import cells, growth, lists, shares, sums, tokens
from .concepts import ASKED, RESULT_ROWS
from .draft import Draft, described
from .phrases import NEAR, Phrase, Setting, settings
from .readings import UNBOUND, Binding, bind
from .scope import tells_kinds_apart
from .tokens import placed

CHANGE = re.compile("(?:增加|减少|增长|下降|上升|提高|增多)了?[^，。；]{0,2}$")

CHANGED = 5
"""The most characters that CHANGE finds; the words before a number hold no line end."""


def solve(report: Report, before: Report | None, text: str) -> list[Draft]:
    """The numbers of one section, settled, in order."""
    drafts, marks = _drafts(report, text)
    if not drafts:
        return []
    counts = [each for each in drafts if not each.number.share]
    cells.tie(report, counts)
    cells.tie_together(report, counts)
    sums.subtract(counts)
    sums.less_withdrawn(report, counts)
    sums.together(counts)
    parts = lists.parts_of(text, drafts, marks)
    shares.settle(report, text, drafts, parts)
    if "比" in text or "较" in text:  # every phrase of growth has one of them
        growth.grow(report, before, text, drafts)
        growth.compare(text, drafts)
    cells.contradict(report, counts)
    for each in parts:
        lists.settle(text, each)
    sums.partition(drafts, parts)
    return drafts


def _drafts(report: Report, text: str) -> tuple[list[Draft], list[tuple[int, bool]]]:
    """The numbers of a text with what each may restate, nothing settled but the references; and where
    lists begin in it."""
    drafts, marks = list[Draft](), list[tuple[int, bool]]()
    year, last_asked = str(report.year), -NEAR - 1
    key = report.body.kind, report.form
    for at, stretch in stretches(text):
        known: Known = stretch.numbers.get(key) or _known(stretch, *key)
        for setting, otherwise, when_asked in known.numbers:
            number = placed(setting.number, text, at)
            begin, end = setting.sentence
            asked = setting.asked or last_asked >= number.start - NEAR
            phrase = Phrase(number, (at + begin, at + end), asked, setting, text, at, year)
            if number.route:
                drafts.append(_referred(report, phrase))
            else:
                drafts.append(Draft(phrase, when_asked if asked else otherwise))
        if known.marks:
            marks += [(at + end, ways) for end, ways in known.marks]
        if known.asked >= 0:
            last_asked = at + known.asked
    return drafts, marks


NONE = "none"
"""Stands for all kinds and forms where a stretch has no numbers."""


class Known(NamedTuple):
    """What the numbers of a stretch may restate in reports of one form by bodies of one kind."""

    numbers: tuple[tuple[Setting, Binding, Binding], ...]
    """Each where requests are not spoken of, and where they are."""
    marks: tuple[tuple[int, bool], ...]
    """Where lists begin, and whether they are of ways of applying."""
    asked: int
    """Where requests are last spoken of, or -1."""


def _known(stretch: Stretch, kind: str, form: Form) -> Known:
    text, kept = stretch.text, stretch.numbers
    known: Known | None = kept.get(NONE)
    if known is not None:
        return known
    numbers = tokens.numbers(text)
    if not numbers:  # a list ends with its sentence, so one that begins here has no items
        known = kept[NONE] = kept[kind, form] = Known((), (), text.rfind(ASKED))
        return known
    told = kind if tells_kinds_apart(text) else ""
    if told not in kept:
        kept[told] = settings(text, numbers, told)
    found = tuple([(each, *_bindings(text, each, form)) for each in kept[told]])
    known = kept[kind, form] = Known(found, lists.marks_in(text), text.rfind(ASKED))
    return known


def _bindings(text: str, setting: Setting, form: Form) -> tuple[Binding, Binding]:
    """What a number may restate where requests are not spoken of before, and where they are."""
    asked = _binding(text, setting, form, asked=True)
    return (asked if setting.asked else _binding(text, setting, form, asked=False)), asked


def _binding(stretch: str, setting: Setting, form: Form, *, asked: bool) -> Binding:
    number, (begin, end) = setting.number, setting.left
    left = stretch[begin:end]
    if number.route or number.share or CHANGE.search(left[-CHANGED:]):
        return UNBOUND
    tags = () if _names_a_kind(setting, left, asked) else setting.tags
    return bind(form, tags, setting.topic, asked, number.unit)


def _referred(report: Report, phrase: Phrase) -> Draft:
    route = phrase.number.route
    cell = report.cells.get(route)
    if cell is not None and cell.value:
        phrase.number = phrase.number._replace(value=cell.value)
    draft = Draft(phrase, UNBOUND)
    if cell is None:
        draft.contradicts(Against.REFERENCE, "", f"引用的路径“{route}”在本报告的表中不存在。")
    else:
        draft.verdict, draft.cells = Verdict.BY_REFERENCE, (route,)
        draft.sentence = lambda: f"引用{described(report, (route,))}。"
    return draft


def _names_a_kind(setting: Setting, left: str, asked: bool) -> bool:
    """“行政处罚类12条”, “规范性文件类信息5条” count published items, not the table's cases.

    “属于过程性信息1件”, “不掌握相关政府信息2件” are results of requests all the same.
    """
    if asked and setting.number.unit in lists.PIECES and not RESULT_ROWS.keys().isdisjoint(setting.tags):
        return False
    left = left.rstrip(" ，共")
    return left.endswith(("类", "类信息", "信息", "类别", "栏目", "类文件")) and "申请" not in left[-6:]


def claim(report: Report, section: str, text: str, draft: Draft) -> Claim:
    """What became of one number, in words."""
    number = draft.number
    said = draft.sentence if isinstance(draft.sentence, str) else draft.sentence()
    begin, end = draft.phrase.sentence
    return Claim(
        section=section,
        start=number.start,
        end=number.end,
        text=text[number.start : number.end],
        value=number.value,
        verdict=draft.verdict or Verdict.NO_COUNTERPART,
        sentence=said or _silent(report, draft),
        cells=routes_of(draft),
        against=draft.against,
        exact=number.exact,
        expected=draft.expected,
        quote=text[begin:end].strip(),
    )


def routes_of(draft: Draft) -> tuple[str, ...]:
    """Of the cells that the verdict rests on."""
    return tuple([route.lstrip("-") for route in draft.cells])


def _silent(report: Report, draft: Draft) -> str:
    if draft.phrase.year:
        return (
            f"说的是{draft.phrase.year}{'年' if draft.phrase.year.isdigit() else ''}的数，不与本年各表核对。"
        )
    if any(cells.worth(report, each, draft) is None for each in draft.binding.readings):
        return "表中对应的格没有数，无法核对。"
    if draft.binding.readings:
        return "与可能对应的各格都不相等，用语不足以断定是同一项，请人工核对。"
    return "各表没有与之对应的项目。"
