"""Which cells of two years mean the same. Across editions only what the form declares does."""

from __future__ import annotations

from .form import Form, join
from .report import Report


def counterpart(report: Report, other: Report, route: str) -> str | None:
    """The route in the other year's report that counts the same thing, or None.

    Within one edition it is the same route; between editions it has to be there.
    """
    if report.form is other.form:
        return route
    found = declared(report.form, other.form, route)
    head = route.partition(".")[0]
    same = found and report.form.section[head].form == other.form.section[head].form
    return found if same or found in other.cells else None


def declared(form: Form, other: Form, route: str) -> str | None:
    """The route in the other form that counts the same thing, or None.

    Within one edition it is the same route; between editions the later form's `comparable`
    decides, in either direction.
    """
    if form is other:
        return route
    head, _, rest = route.partition(".")
    mine, theirs = form.section.get(head), other.section.get(head)
    if mine is None or theirs is None:
        return None
    if mine.form == theirs.form:
        return route
    if theirs.form in mine.comparable:
        same = mine.comparable[theirs.form]
        found = rest if same is None else same.get(rest)
    elif mine.form in theirs.comparable:
        back = theirs.comparable[mine.form]
        found = rest if back is None else next((new for new, old in back.items() if old == rest), None)
    else:
        return None
    return join(head, found) if found else None


def counterparts(report: Report, other: Report, routes: tuple[str, ...]) -> tuple[str, ...]:
    """The counterparts of all the routes; a route without one stands as "" and has no value."""
    return tuple(counterpart(report, other, route) or "" for route in routes)


def comparable(report: Report, other: Report, route: str) -> bool:
    """Whether the two years' figures at this route may be set side by side."""
    return counterpart(report, other, route) is not None
