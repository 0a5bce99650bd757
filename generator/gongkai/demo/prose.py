"""The text of a report: sentences chosen for the body and year, figures that are those of its tables."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from random import Random

from msgspec import Struct

from ..model.form import Form
from . import closing_text as closing
from . import overview_text as overview
from .city import Office
from .figures import APPEALS, COLUMNS, REQUESTS, Figures, result_rows
from .requests import LOUD, QUIET, share_out
from .themes import THEMES

RESULTS = f"{REQUESTS}.results"
REFERRED = 0.35
"""Share of the figures that are written as a reference to their cell."""
CELLS = {
    "received": f"{REQUESTS}.received_this_year.total",
    "over": f"{REQUESTS}.carried_over.total",
    "forward": f"{REQUESTS}.carried_forward.total",
    "handled": f"{RESULTS}.total.total",
    "disclosed": f"{RESULTS}.disclosed.total",
    "partial": f"{RESULTS}.partially_disclosed.total",
    "natural": f"{REQUESTS}.received_this_year.natural_person",
    "reviews": f"{APPEALS}.reconsideration.total",
    "upheld": f"{APPEALS}.reconsideration.upheld",
    "corrected": f"{APPEALS}.reconsideration.corrected",
    "otherwise": f"{APPEALS}.reconsideration.other",
    "pending": f"{APPEALS}.reconsideration.pending",
}
"""Slot → the one cell it restates."""
GROUPS = {
    "refused": "results.not_disclosed",
    "unable": "results.unable_to_provide",
    "unprocessed": "results.not_processed",
    "elsewise": "results.other_handling",
}
"""Slot → the group of rows whose totals it adds up."""
SUITS = (f"{APPEALS}.litigation_direct.total", f"{APPEALS}.litigation_after_reconsideration.total")
EDITIONS = {
    "issued": ("proactive_disclosure.article_20_1.normative_documents.issued_this_year", "proactive_disclosure.article_20_1.normative_documents.produced_this_year"),
    "in_force": ("proactive_disclosure.article_20_1.normative_documents.in_force", "proactive_disclosure.article_20_1.normative_documents.disclosed_total"),
    "licences": ("proactive_disclosure.article_20_5.administrative_licensing.decisions_this_year", "proactive_disclosure.article_20_5.administrative_licensing.decisions"),
    "penalties": ("proactive_disclosure.article_20_6.administrative_penalties.decisions_this_year", "proactive_disclosure.article_20_6.administrative_penalties.decisions"),
}  # fmt: skip
"""Slot → its cell in the forms of 2021 and 2019."""


class Writer(Struct, frozen=True):
    """Chooses sentences for one report."""

    office: Office
    year: int
    slots: Mapping[str, object]

    def one(self, name: str, group: Sequence[str]) -> str:
        """A sentence of the group. Neighbouring years of a body take different ones."""
        return group[(self._offset(name) + self.year) % len(group)].format_map(self.slots)

    def two(self, name: str, group: Sequence[str]) -> str:
        """Two sentences of a group of at least four, with the same promise."""
        first = self._offset(name) + 2 * self.year
        return "".join(group[(first + turn) % len(group)].format_map(self.slots) for turn in range(2))

    def three(self, name: str, group: Sequence[tuple[str, str, str]]) -> list[tuple[str, ...]]:
        """Three entries of a group of at least six, with the same promise."""
        first = self._offset(name) + 3 * self.year
        chosen = [group[(first + turn) % len(group)] for turn in range(3)]
        return [tuple(part.format_map(self.slots) for part in entry) for entry in chosen]

    def _offset(self, name: str) -> int:
        return zlib.crc32(f"{self.office.id}/{name}".encode())


def prose(
    office: Office, year: int, form: Form, figures: Figures, dice: Random, twisted: Mapping[str, str] | None
) -> dict[str, str]:
    """Section → text, paragraphs on lines of their own.

    `twisted` says what slots print instead, for a report whose tables are about to be changed; such a
    report has no references, and with an empty mapping nothing that rests on sections 三 and 四.
    """
    referred = REFERRED if twisted is None else 0.0
    slots = _figures(figures, form, dice, referred) | _published(office, dice) | _themes(office, year)
    slots |= {"we": office.we, "year": year}
    writer = Writer(office, year, {**slots, **(twisted or {})})
    return {
        "preamble": closing.PREAMBLE.format(
            name=office.body.name, year=year, address=office.body.address, phone=office.body.phone
        ),
        "overview": _overview(writer, figures, silent=twisted == {}),
        "problems_and_improvements": _problems(writer),
        "other_matters": writer.one("fee", closing.FEE) + writer.one("other", closing.OTHER),
    }


def _themes(office: Office, year: int) -> dict[str, object]:
    themes = THEMES[office.trade]
    first = zlib.crc32(office.id.encode()) + year
    return {slot: themes[(first + step) % len(themes)] for slot, step in (("a", 0), ("b", 2), ("c", 4))}


def _figures(figures: Figures, form: Form, dice: Random, referred: float) -> dict[str, object]:
    """Slot → what is printed: a figure, or the reference to its cell."""
    cells = dict(CELLS)
    for slot, routes in EDITIONS.items():
        cells[slot] = next(route for route in routes if route in figures)
    slots: dict[str, object] = {
        slot: f"{{{route}}}" if dice.random() < referred else figures[route] for slot, route in cells.items()
    }
    for slot, parts in group_routes(form).items():
        slots[slot] = sum(figures[route] for route in parts)
    slots["suits"] = sum(figures[route] for route in SUITS)
    slots["organisations"] = sum(figures[f"{REQUESTS}.received_this_year.{who}"] for who in COLUMNS[1:])
    return slots


def _published(office: Office, dice: Random) -> dict[str, object]:
    """Pieces of information published in a year, about as many every year, and their kinds."""
    total = int((60 + zlib.crc32(office.body.name.encode()) % 700) * dice.uniform(QUIET, LOUD))
    parts = share_out(total, [dice.uniform(40, 60), dice.uniform(5, 15), dice.uniform(10, 30), 12])
    return dict(zip(("news", "papers", "notices", "others"), parts, strict=True), published=total)


@lru_cache(maxsize=8)
def group_routes(form: Form) -> dict[str, list[str]]:
    """Slot → the totals of its group of rows; in the form of 2019 其他处理 is one row."""
    rows = result_rows(form)
    return {
        slot: [f"{REQUESTS}.{row}.total" for row in rows if f"{row}.".startswith(f"{group}.")]
        for slot, group in GROUPS.items()
    }


def _overview(writer: Writer, figures: Figures, silent: bool) -> str:
    parts = [
        writer.one("lead", overview.LEAD),
        "（一）主动公开。" + _disclosed(writer, figures),
        "（二）依申请公开。" + _requested(writer, figures, silent),
        "（三）政府信息管理。" + writer.two("manage", overview.MANAGE),
        "（四）公开平台建设。" + writer.two("platform", overview.PLATFORM),
        "（五）监督保障。" + writer.one("assess", overview.ASSESS) + writer.two("train", overview.TRAIN),
    ]
    return "\n".join(parts)


def _disclosed(writer: Writer, figures: Figures) -> str:
    new = EDITIONS["issued"][0] in figures
    text = writer.one("list", overview.LIST)
    text += writer.one("documents", overview.DOCUMENTS if new else overview.DOCUMENTS_2019)
    if any(figures.get(route) for route in EDITIONS["licences"] + EDITIONS["penalties"]):
        text += writer.one("decisions", overview.DECISIONS)
    return text + writer.two("focus", overview.FOCUS) + writer.one("explain", overview.EXPLAIN)


def _requested(writer: Writer, figures: Figures, silent: bool) -> str:
    care = writer.two("care", overview.CARE)
    if silent:
        return care
    busy = any(figures[CELLS[slot]] for slot in ("received", "over", "forward"))
    text = writer.one("flow", overview.FLOW if busy else overview.FLOW_NONE)
    if figures[CELLS["handled"]]:
        text += writer.one("outcomes", overview.OUTCOMES)
    if figures[CELLS["received"]]:
        text += writer.one("who", overview.WHO)
    return text + care + _appealed(writer, figures)


def _appealed(writer: Writer, figures: Figures) -> str:
    if figures[CELLS["reviews"]]:
        return writer.one("appeals", overview.APPEALS)
    if any(figures[route] for route in SUITS):
        return writer.one("appeals", overview.APPEALS[1:])
    return writer.one("appeals", overview.APPEALS_NONE)


def _problems(writer: Writer) -> str:
    lines = [writer.one("problem_lead", closing.PROBLEM_LEAD)]
    for numeral, (head, wrong, remedy) in zip(
        "一二三", writer.three("problems", closing.PROBLEMS), strict=True
    ):
        lines.append(f"（{numeral}）{head}。{wrong}。改进措施：{remedy}。")
    lines.append(writer.one("last_year", closing.LAST_YEAR) + writer.one("next", closing.NEXT))
    return "\n".join(lines)
