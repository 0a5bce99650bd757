"""How far an edit reaches: which reports may stand otherwise, and which those are compared with.

An edit of a report can move the same body's next one (carry-over, stock, copied text, a missing year), the
parent's of that year (sums), and those of the year that share its sentences. One of a body's own data can
move its reports, what lies below it (deadlines), its parent's reports (who is missing) and whoever names it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..check.texts import COMMON, printers, prints_of
from ..load.project import Project
from ..model.body import Body


def body_of(id_: str) -> str:
    """daxing/qingyundian/2020 → daxing/qingyundian."""
    return id_.rpartition("/")[0]


def parent_of(id_: str) -> str:
    """The id of the parent's report of the same year, which need not exist; "" at the top."""
    body, _, year = id_.rpartition("/")
    parent = body.rpartition("/")[0]
    return f"{parent}/{year}" if parent else ""


class Reports:
    """The ids of all reports on either side, by body."""

    def __init__(self, ids: Iterable[str]) -> None:
        self.ids = frozenset(ids)
        self.by_body: dict[str, list[str]] = {}
        self.children: dict[str, list[str]] = {}
        for id_ in sorted(self.ids):
            self.by_body.setdefault(body_of(id_), []).append(id_)
            if parent := parent_of(id_):
                self.children.setdefault(parent, []).append(id_)

    def before(self, id_: str) -> str:
        """The same body's report next before, or ""."""
        return max((each for each in self.by_body.get(body_of(id_), ()) if each < id_), default="")

    def after(self, id_: str) -> str:
        """The same body's report next after, or ""."""
        return min((each for each in self.by_body.get(body_of(id_), ()) if each > id_), default="")

    def below(self, body: str) -> list[str]:
        """The reports of a body and of all bodies below it."""
        return [id_ for id_ in self.ids if id_.startswith(f"{body}/")]

    def of_years(self, ids: Iterable[str]) -> set[str]:
        """All reports of the years of these."""
        years = {id_[-4:] for id_ in ids}
        return {id_ for id_ in self.ids if id_[-4:] in years}


def moved_by_reports(ids: Iterable[str], reports: Reports) -> set[str]:
    """These reports, the next ones of their bodies, and the parents'."""
    found: set[str] = set()
    for id_ in ids:
        found |= {id_, reports.after(id_), parent_of(id_)}
    return found & reports.ids


def moved_by_bodies(
    ids: Iterable[str], old: Mapping[str, Body], new: Mapping[str, Body], reports: Reports
) -> set[str]:
    """The reports that a change of what is said of these bodies can move, those that name them aside."""
    found: set[str] = set()
    for id_ in ids:
        was, now = old.get(id_), new.get(id_)
        found.update(reports.by_body.get(id_, ()))
        if not (was and now) or was.called != now.called:
            found.update(reports.by_body.get(body_of(id_), ()))
        if was and now and was.deadlines != now.deadlines:
            found.update(reports.below(id_))
    return found


def names_of(ids: Iterable[str], old: Mapping[str, Body], new: Mapping[str, Body]) -> set[str]:
    """The names that are known on one side only: a text that has one is judged otherwise."""
    found: set[str] = set()
    for id_ in ids:
        sides = [{body.name, body.short_name} if (body := side.get(id_)) else set() for side in (old, new)]
        found |= sides[0] ^ sides[1]
    return {name for name in found if len(name) > 2}


def compared_with(ids: Iterable[str], reports: Reports, *sides: Mapping[str, Body]) -> set[str]:
    """What these reports are checked against: the year before, and the bodies below where all are listed."""
    found: set[str] = set()
    for id_ in ids:
        found.add(reports.before(id_))
        if any((body := side.get(body_of(id_))) and body.complete for side in sides):
            found.update(reports.children.get(id_, ()))
    return found & reports.ids


def sharing(ids: Iterable[str], *sides: Project) -> set[str]:
    """Reports of the same year with a sentence in common with one of these, few enough to be a copy."""
    known = [{id_: prints_of(each) for id_, each in side.reports.items()} for side in sides]
    both = list(map(printers, known))
    least: dict[tuple[int, int], int] = {}
    for printed in both:
        for key, some in printed.items():
            least[key] = min(least.get(key, len(some)), len(some))
    found: set[str] = set()
    for prints, printed in zip(known, both, strict=True):
        for id_ in ids:
            for sentence in prints[id_].hashes if id_ in prints else ():
                key = int(id_[-4:]), sentence
                if least[key] < COMMON:
                    found.update(printed[key])
    return found
