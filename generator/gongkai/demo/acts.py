"""Section 二 of one body and year: documents, decisions, fees, purchases, and the stocks they change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from random import Random

from msgspec import Struct

from ..model.form import Form
from .profile import Profile
from .requests import LOUD, QUIET

PROACTIVE = "proactive_disclosure"
SPLIT = f"{PROACTIVE}.article_20_5.other_external_services"
LOCAL_ROWS = ("行政检查", "行政确认")
CONFIRMATIONS = 2
"""Powers of 行政确认 where they stand in a row of their own; they never change."""
MOST_REPEALED = 19
"""In a year; more would be told as a jump (GK504)."""


class Acts(Struct, frozen=True):
    """What a body does in one year."""

    issued: int
    repealed: int
    rules: int
    """Rules issued; none is repealed."""
    changes: tuple[int, ...]
    """Of its powers, in the order of Profile.items."""
    decisions: tuple[int, ...]
    """行政许可, 其他对外管理服务, 行政处罚, 行政强制."""
    fees: Decimal
    purchases: int
    amount: Decimal


class Stocks(Struct, frozen=True):
    """What a body has at the beginning of a year."""

    documents: int
    rules: int
    items: tuple[int, ...]

    def after(self, done: Acts) -> Stocks:
        items = tuple(old + change for old, change in zip(self.items, done.changes, strict=True))
        return Stocks(self.documents + done.issued - done.repealed, self.rules + done.rules, items)


def acts(mine: Profile, dice: Random, stocks: Stocks) -> Acts:
    """What is done in a year that begins with these stocks."""

    def about(level: float) -> float:
        return level * dice.uniform(QUIET, LOUD)

    licences, penalties, compulsion = mine.decisions
    return Acts(
        issued=round(about(mine.documents)),
        repealed=min(round(stocks.documents * dice.uniform(0, 0.12)), MOST_REPEALED),
        rules=dice.randint(1, 3) if mine.rules else 0,
        changes=tuple(dice.randint(-2, 3) if items > 5 else 0 for items in stocks.items),
        decisions=tuple(round(about(level)) for level in (licences, licences / 3, penalties, compulsion)),
        fees=Decimal(f"{about(mine.fees):.2f}"),
        purchases=round(about(mine.purchases)),
        amount=Decimal(f"{about(mine.purchases * 21.5):.4f}"),
    )


def proactive(form: Form, done: Acts, stocks: Stocks, splits: bool) -> dict[str, int | Decimal]:
    """The cells of section 二 in the form's own edition of it."""
    new = form.section[PROACTIVE].form == "2021"
    cells = _of_2021(done, stocks.after(done)) if new else _of_2019(done, stocks, splits)
    return {f"{PROACTIVE}.{route}": figure for route, figure in cells}


def _of_2021(done: Acts, end: Stocks) -> Iterator[tuple[str, int | Decimal]]:
    yield from _row("article_20_1.rules", IN_FORCE, (done.rules, 0, end.rules))
    yield from _row("article_20_1.normative_documents", IN_FORCE, (done.issued, done.repealed, end.documents))
    licences, _, penalties, compulsion = done.decisions
    yield "article_20_5.administrative_licensing.decisions_this_year", licences
    yield "article_20_6.administrative_penalties.decisions_this_year", penalties
    yield "article_20_6.administrative_compulsion.decisions_this_year", compulsion
    yield "article_20_8.administrative_fees.amount_charged", done.fees


def _of_2019(done: Acts, begin: Stocks, splits: bool) -> Iterator[tuple[str, int | Decimal]]:
    end = begin.after(done)
    yield from _row("article_20_1.rules", DISCLOSED, (done.rules, done.rules, end.rules))
    yield from _row("article_20_1.normative_documents", DISCLOSED, (done.issued, done.issued, end.documents))
    # fees have no column of decisions: _row leaves out what has no column
    powers = zip(POWERS, begin.items, done.changes, (*done.decisions, 0), strict=True)
    for row, *figures in powers:
        if splits and row.endswith("other_external_services"):
            confirmed = (CONFIRMATIONS, 0, figures[2] // 3)
            inspected = [whole - part for whole, part in zip(figures, confirmed, strict=True)]
            yield from _row(f"{row}.{LOCAL_ROWS[0]}", ITEMS, inspected)
            yield from _row(f"{row}.{LOCAL_ROWS[1]}", ITEMS, confirmed)
        else:
            yield from _row(row, ITEMS[:2] if row == POWERS[-1] else ITEMS, figures)
    yield "article_20_9.centralized_government_procurement.procurement_projects", done.purchases
    yield "article_20_9.centralized_government_procurement.procurement_amount", done.amount


IN_FORCE = ("issued_this_year", "repealed_this_year", "in_force")
DISCLOSED = ("produced_this_year", "disclosed_this_year", "disclosed_total")
ITEMS = ("items_previous_year", "items_change", "decisions")
POWERS = (
    "article_20_5.administrative_licensing",
    "article_20_5.other_external_services",
    "article_20_6.administrative_penalties",
    "article_20_6.administrative_compulsion",
    "article_20_8.administrative_fees",
)


def _row(route: str, columns: Sequence[str], figures: Sequence[int]) -> Iterator[tuple[str, int]]:
    for column, figure in zip(columns, figures, strict=False):
        yield f"{route}.{column}", figure
