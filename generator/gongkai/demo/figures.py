"""All figures of one body, year by year: what is carried over and what is in stock follows on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import lru_cache
from random import Random

from ..model.form import Form, join, route_of
from .acts import Stocks, acts, proactive
from .city import Office
from .profile import Profile, profile
from .requests import Requests, appeals, outcomes, requests

FIRST_YEAR = 2019
"""The first year whose reports have tables."""
REQUESTS, APPEALS = "disclosure_requests", "reconsideration_and_litigation"
COLUMNS = (
    "natural_person", "business_enterprise", "research_institution",
    "public_welfare_organization", "legal_services_organization", "other_organization",
)  # fmt: skip
GROUPS = ("reconsideration", "litigation_direct", "litigation_after_reconsideration")
RESULTS = ("upheld", "corrected", "other", "pending", "total")

Figures = dict[str, int | Decimal]
"""Route of a cell → its figure."""


def figures(
    office: Office, seed: str, forms: Mapping[int, Form], taken_over: Mapping[int, int]
) -> dict[int, Figures]:
    """Year → figures, for the years of `forms` from 2019 on.

    `taken_over` gives requests that came from another body: year → number, on top of last year's rest.
    Every year draws from a seed of its own, so that more years change nothing in those there are.
    """
    mine = profile(office, seed)
    found: dict[int, Figures] = {}
    stocks = Stocks(mine.stock, mine.rules, mine.items)
    before = requests(mine, Random(f"{seed}/{office.id}/{FIRST_YEAR - 1}"), FIRST_YEAR - 1)  # noqa: S311
    for year in range(FIRST_YEAR, max(forms, default=0) + 1):
        dice = Random(f"{seed}/{office.id}/{year}")  # noqa: S311 - figures for show, not secrets
        now = requests(mine, dice, year)
        done = acts(mine, dice, stocks)
        if year in forms:
            found[year] = {
                **proactive(forms[year], done, stocks, mine.splits),
                **_requests(forms[year], mine, dice, now, before, taken_over.get(year, 0)),
                **_appeals(mine, dice, sum(now.received)),
            }
        before, stocks = now, stocks.after(done)
    return found


def summed(parts: Iterable[Figures]) -> Figures:
    """The figures of a body that adds up those below it."""
    total: Figures = {}
    for part in parts:
        for route, figure in part.items():
            total[route] = total.get(route, 0) + figure
    return total


def _requests(
    form: Form, mine: Profile, dice: Random, now: Requests, before: Requests, taken_over: int
) -> Figures:
    over = (before.forward[0] + taken_over, *before.forward[1:])
    handled = [new + old - rest for new, old, rest in zip(now.received, over, now.forward, strict=True)]
    rows = result_rows(form)
    results = outcomes(mine, dice, [row.rpartition(".")[2] for row in rows], handled)
    lines = {"received_this_year": now.received, "carried_over": over, "carried_forward": now.forward}
    lines |= {row: tuple(found) for row, found in zip(rows, results.values(), strict=True)}
    lines["results.total"] = tuple(handled)
    cells: Figures = {}
    for row, line in lines.items():
        for column, figure in zip(COLUMNS, line, strict=True):
            cells[f"{REQUESTS}.{row}.{column}"] = figure
        cells[f"{REQUESTS}.{row}.total"] = sum(line)
    return cells


@lru_cache(maxsize=8)
def result_rows(form: Form) -> tuple[str, ...]:
    """The rows of the results in printed order, as routes in their table, without the total."""
    table = form.section[REQUESTS].tables[0]
    rows = (route_of(path) for path in table.row_paths)
    return tuple(row for row in rows if row.startswith("results.") and row != "results.total")


def _appeals(mine: Profile, dice: Random, received: int) -> Figures:
    return {
        join(APPEALS, group, result): figure
        for group, line in zip(GROUPS, appeals(mine, dice, received), strict=True)
        for result, figure in zip(RESULTS, line, strict=True)
    }
