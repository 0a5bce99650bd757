"""Pages by question: one picture's figures of all bodies in one year, and what they are for comparing.

Shares are stated with their whole beside them, and not at all where it is below ENOUGH.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from msgspec import Struct
from msgspec.json import encode

from ..model.body import Body
from ..model.downloads import COMPARISON
from ..model.pictures import PictureKind, Plan
from ..model.report import Report
from .charts.amounts import ENOUGH, Drawn, drawn
from .contents import Site
from .entry import Column, Entry, Value

SHARED = (PictureKind.SHARES, PictureKind.STACKS)
"""Kinds whose parts make a whole."""


class Topic(Struct, frozen=True):
    """A question, and the years that have an answer."""

    id: str
    question: str
    title: str
    unit: str
    years: tuple[int, ...]
    shared: bool
    """Whether shares of a whole are stated."""


class Line(Struct, frozen=True):
    entry: Entry
    values: tuple[Value, ...]


@lru_cache(maxsize=1)
def topics(site: Site) -> list[Topic]:
    """The questions that the forms of these reports ask, as the newest words them."""
    found: dict[str, tuple[Plan, set[int]]] = {}
    forms = site.all.forms
    for form, year in forms:
        for plan in form.pictures.values():
            if plan.question:
                found.setdefault(plan.id, (plan, set()))[1].add(year)
    return [
        Topic(
            id_, plan.question, plan.title, plan.unit, tuple(sorted(years, reverse=True)), plan.kind in SHARED
        )
        for id_, (plan, years) in found.items()
    ]


def table(site: Site, topic: Topic, year: int) -> tuple[list[Column], list[Line]]:
    """The columns and one line a body, in the order of the bodies."""
    columns: dict[Column, None] = {}
    rows = []
    for entry in site.by_year[year]:
        answer = entry.answers.get(topic.id)
        if answer is not None:
            found = dict(answer)
            columns |= dict.fromkeys(found)
            rows.append((entry, found))
    none = Value("—", "", "")
    return list(columns), [
        Line(entry, tuple(found.get(column, none) for column in columns)) for entry, found in rows
    ]


def comparison(body: Body, reports: Sequence[Report]) -> str:
    """JSON of one body for the page 对比: year → question → groups with their whole and parts.

    Figures are the printed characters; a sum that cannot be made says why instead (空白, 不适用).
    """
    head = encode({"format": COMPARISON, "body": body.id, "name": body.name}).decode()
    years = [f'"{each.year}":{{{_asked(each)}}}' for each in sorted(reports, key=lambda each: each.year)]
    return f'{head[:-1]},"years":{{{",".join(years)}}}}}\n'


def _asked(report: Report) -> str:
    plans = report.form.pictures.values()
    return ",".join([_answer(drawn(report, plan)) for plan in plans if plan.question])


@lru_cache(maxsize=1024)
def _answer(found: Drawn) -> str:
    groups = [
        {
            "label": group.label,
            **({"whole": whole.text} if whole else {}),
            "parts": {each.label: each.text for each in parts},
        }
        for group, whole, parts in zip(found.plan.groups, found.wholes, found.groups, strict=True)
    ]
    return encode({found.plan.id: groups}).decode()[1:-1]


def small(lines: Iterable[Line], columns: Sequence[Column]) -> bool:
    """Whether some whole is too small for shares."""
    wholes = [place for place, column in enumerate(columns) if column.whole]
    texts = [line.values[place].text for line in lines for place in wholes]
    return any(text.isdigit() and int(text) < ENOUGH for text in texts)
