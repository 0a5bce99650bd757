"""Concepts of one phrase → the cells that a number in it may restate."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from msgspec import Struct

from ...model.form import Form, join
from . import concepts as c

Reading = tuple[str, ...]
"""Routes of cells whose sum the number may be; a route after “-” is taken away."""


class Binding(Struct, frozen=True):
    """What a number may restate: alternatives, best first, and whether one of them must hold."""

    readings: tuple[Reading, ...] = ()
    firm: bool = False
    topic: str = ""


UNBOUND = Binding()


@lru_cache(maxsize=4096)
def bind(form: Form, tags: tuple[str, ...], topic: str, asked: bool, unit: str) -> Binding:
    """The cells for a phrase.

    `tags` are the concepts in it, in order; `topic` is the forum that an outcome belongs to when
    the phrase does not say it; `asked` tells that requests are what the text speaks of.
    """
    if unit in c.MONEY or "procurement" in tags:
        return _money(form, tags, unit)
    if unit not in c.CASES:
        return UNBOUND
    if any(tag in c.DOCUMENTS for tag in tags):
        return _documents(form, tags, unit)
    if binding := _appeals(form, tags, topic):
        return binding
    if any(tag in c.DECISIONS for tag in tags):
        return _decisions(form, tags)
    if "elsewhere" in tags:
        return UNBOUND
    return _requests(form, tags, asked)


def _requests(form: Form, tags: tuple[str, ...], asked: bool) -> Binding:
    columns = _columns(tags)
    rows, firm = _result_rows(tags), True
    if not rows:
        rows, firm = _measures(tags), _whole(tags)
    if not rows and columns == ("total",):
        firm = False
        rows = ((f"{c.REQUESTS}.received_this_year",),) if "object" in tags else ()
    elif columns != ("total",):
        rows, firm = rows or _measures(("received", "answered")), True
    readings = _cells(form, [[(row, column) for column in columns for row in reading] for reading in rows])
    firm = firm and asked and "in_all" not in tags and "published" not in tags
    return Binding(readings, firm and bool(readings))


def _whole(tags: tuple[str, ...]) -> bool:
    """Whether a measure is of all requests: not of a channel, a subject, or a part of a list."""
    said = set(tags)
    if {"carried_over", "carried_forward", "new"} & said:
        return not {"channel"} & said
    return bool({"object", "asked"} & said) and not {"channel", "part"} & said


def _columns(tags: tuple[str, ...]) -> tuple[str, ...]:
    who = tuple(tag for tag in c.APPLICANTS if tag in tags)
    if "organizations" in tags:
        return (*who[:1], *c.ORGANIZATIONS) if "natural_person" in who else c.ORGANIZATIONS
    return who or ("total",)


def _result_rows(tags: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """The readings of results: one alternative each, or all of them together when several are named."""
    named = [tag for tag in tags if tag in c.RESULT_ROWS]
    if not named or "carried_forward" in tags:
        return ()
    if "petition_or_complaint" in named and len(named) == 1 and "object" not in tags:
        return ()
    if len(named) == 1:
        alternatives: list[tuple[str, ...]] = [(f"{c.RESULTS}.{row}",) for row in c.RESULT_ROWS[named[0]]]
        if named[0] == "not_disclosed":
            refused = ("not_disclosed", "unable_to_provide", "not_processed")
            alternatives.append(tuple(f"{c.RESULTS}.{row}" for row in refused))
        return tuple(alternatives)
    first = tuple(dict.fromkeys(f"{c.RESULTS}.{c.RESULT_ROWS[tag][0]}" for tag in named))
    inner = tuple(row for row in first if not any(row != top and row.startswith(top + ".") for top in first))
    return (inner,) if inner == first else (inner, tuple(row for row in first if row not in inner))


def _measures(tags: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    new, over = f"{c.REQUESTS}.received_this_year", f"{c.REQUESTS}.carried_over"
    forward, results = f"{c.REQUESTS}.carried_forward", f"{c.RESULTS}.total"
    if "carried_forward" in tags:
        return ((forward,),)
    if "carried_over" in tags and "received" not in tags:
        return ((over,),)
    if "carried" in tags and not {"received", "answered"} & set(tags):
        return ((forward,), (over,))
    if "new" in tags:
        return ((new,),)
    found: list[tuple[str, ...]] = []
    if "received" in tags:
        found += [(new,), (new, over)]
    if "answered" in tags:
        other = f"-{c.RESULTS}.other_handling"
        found += [(results,), (new, f"-{forward}"), (results, other)]
        found += [(results, other, f"-{c.RESULTS}.not_processed")]
    elif "handled" in tags and "received" not in tags:
        found += [(results,), (new,), (new, over)]
    return tuple(found)


def _appeals(form: Form, tags: tuple[str, ...], topic: str) -> Binding | None:
    named = [tag for tag in tags if tag in c.FORUMS]
    outcomes = [tag for tag in tags if tag in c.OUTCOMES]
    if topic and not outcomes and "withdrawn" in tags and not named:
        outcomes = ["corrected"]
    if {"direct", "after"} & set(named):
        named = [tag for tag in named if tag in ("direct", "after")]
    spoken_of = topic and (outcomes or "case" in tags)
    forums = tuple(dict.fromkeys(named)) or ((topic,) if spoken_of else ())
    topics = [each for forum in forums for each in forum.split("+")]
    if not topics or ("elsewhere" in tags and not outcomes):
        return None
    columns = [c.OUTCOMES[each] for each in outcomes] or ["total"]
    groups = [group for each in topics for group in c.FORUMS[each]]
    routes = tuple(dict.fromkeys(join(c.APPEALS, group, column) for column in columns for group in groups))
    known = _known(form)
    readings = (routes,) if all(route in known for route in routes) else ()
    said = set(tags)
    loose = {"in_all", "received", "withdrawn"} & said or (
        "handled" in said and not {"object", "application"} & said
    )
    return Binding(readings, bool(readings and (named or outcomes) and not loose), "+".join(topics))


def _documents(form: Form, tags: tuple[str, ...], unit: str) -> Binding:
    rows = [c.DOCUMENTS[tag] for tag in tags if tag in c.DOCUMENTS]
    verbs = [tag for tag in tags if tag in c.DOCUMENT_COLUMNS]
    if "elsewhere" in tags:
        return UNBOUND
    strict = [verb for verb in ("in_force", "repealed", "in_all", "issued", "published") if verb in verbs]
    verb = (strict or verbs or [""])[0]
    columns = c.DOCUMENT_COLUMNS.get(verb, c.ANY_DOCUMENT_COLUMN)
    table = f"{c.PROACTIVE}.article_20_1"
    known = _known(form)
    readings = []
    for column in columns:
        routes = tuple(dict.fromkeys(f"{table}.{row}.{column}" for row in rows))
        if all(route in known for route in routes):
            readings.append(routes)
    if not readings and verb == "published":
        return _documents(form, tuple(tag for tag in tags if tag != "published"), unit)
    firm = verb in c.FIRM_COLUMNS and unit in ("件", "份", "部")
    return Binding(tuple(readings), firm and bool(readings))


def _decisions(form: Form, tags: tuple[str, ...]) -> Binding:
    rows = dict.fromkeys(c.DECISIONS[tag] for tag in tags if tag in c.DECISIONS)
    known = _known(form)
    readings = []
    for column in c.DECISION_COLUMNS:
        routes = tuple(f"{c.PROACTIVE}.{row}.{column}" for row in rows)
        if all(route in known for route in routes):
            readings.append(routes)
    firm = "decisions" in tags and not {"elsewhere", "in_all", "published", "object"} & set(tags)
    return Binding(tuple(readings), firm and bool(readings))


def _money(form: Form, tags: tuple[str, ...], unit: str) -> Binding:
    """Fees, and the amount or number of purchases."""
    route = ""
    if "procurement" in tags:
        column = "procurement_amount" if unit in c.MONEY else "procurement_projects"
        route = f"{c.PROACTIVE}.{c.PROCUREMENT}.{column}"
    elif "fees" in tags:
        route = f"{c.PROACTIVE}.{c.FEES}"
    return Binding(((route,),), "elsewhere" not in tags) if route in _known(form) else UNBOUND


def _cells(form: Form, readings: Iterable[Iterable[tuple[str, str]]]) -> tuple[Reading, ...]:
    """Rows × columns → cells; a group of rows is the sum of its rows. Unknown ones fall away."""
    found: list[Reading] = []
    for reading in readings:
        routes: list[str] = []
        for row, column in reading:
            sign, plain = ("-", row[1:]) if row.startswith("-") else ("", row)
            routes += [sign + route for route in rows_under(form, plain, column)]
        if routes and tuple(routes) not in found:
            found.append(tuple(routes))
    return tuple(found)


@lru_cache(maxsize=4096)
def rows_under(form: Form, row: str, column: str) -> tuple[str, ...]:
    """The cells of a row, or of all rows of a group, in one column."""
    known = _known(form)
    if join(row, column) in known:
        return (join(row, column),)
    return tuple(route for route in known if route.startswith(row + ".") and route.endswith("." + column))


@lru_cache(maxsize=64)
def _known(form: Form) -> dict[str, None]:
    """All cells of a form in printed order."""
    return {cell: None for table in form.tables for line in table.lines for cell in line.cells}
