"""A report as every page but its own and its body's shows it.

Whatever lists reports (years, questions, home, feeds) is made of entries; so it cannot reach anything
else of a report, and is as it was while the entries are.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from msgspec import Struct, field

from ..model.body import Body
from ..model.form import Form


class Change(Struct, frozen=True):
    """A correction; `label` is what the form calls the place."""

    on: date
    label: str
    was: str
    now: str
    because: str


class Column(NamedTuple):
    """What stands under one head: `group` is printed over several, `whole` tells a total."""

    group: str
    label: str
    whole: bool


class Value(NamedTuple):
    text: str
    share: str
    anchor: str
    """The cell on the report's page, where it is one."""


class Count(Struct, frozen=True):
    """The amount that a picture of all bodies draws. `value` is None where there is no number."""

    value: Decimal | None
    text: str
    printed: bool
    """Whether the report has the cell at all."""


class Entry(Struct, frozen=True, eq=False):
    """A report that readers can open."""

    body: Body
    year: int
    form: Form | None = None
    """None when its page is that of an earlier day: nothing else is known of it then."""
    title: str = ""
    day: date | None = None
    """Of publication."""
    corrections: tuple[Change, ...] = ()
    figures: Mapping[str, str] = field(default_factory=dict)
    """Label → printed figure of the form's headline cells."""
    answers: Mapping[str, tuple[tuple[Column, Value], ...]] = field(default_factory=dict)
    """Id of a question → the figures that answer it."""
    counts: Mapping[str, Count] = field(default_factory=dict)
    """Id of a picture of all bodies → what it draws of this one."""

    @property
    def kept(self) -> bool:
        return self.form is None

    @property
    def id(self) -> str:
        return f"{self.body.id}/{self.year}"

    @property
    def page(self) -> str:
        return report_page(self.body.id, self.year)

    @property
    def published(self) -> str:
        """The date of publication, or that it is unknown; never invented."""
        if self.kept:
            return ""
        return self.day.isoformat() if self.day else "未注明"

    @property
    def changed(self) -> date | None:
        """The day of publication or of the last correction; None when neither is known."""
        days = [each.on for each in self.corrections]
        return max([*days, self.day] if self.day else days, default=None)


def kept_entry(body: Body, year: int) -> Entry:
    """Of a report that has errors now, and keeps the page it had."""
    return Entry(body, year, title=f"{body.name}{year}年报告")


def report_page(body: str, year: int) -> str:
    """A folder's index, as all our pages are: on others Zensical bends the links of HTML by one level."""
    return f"reports/{body}/{year}/index.md"
