"""What the site holds, and the addresses of its pages."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field

from ..model.body import Bodies, Body
from ..model.certificate import Certificate
from ..model.deadlines import deadline
from ..model.finding import Finding
from ..model.report import Report
from ..model.version import History
from .entry import Entry, kept_entry, report_page
from .links import folder_of, relative
from .listing import Entries, Listing
from .prose import Mark
from .summary import entry_of

if TYPE_CHECKING:
    from ..model.board import Board

__all__ = ["Entry", "report_page"]

LIST, HOME, SITEMAP = "reports/index.md", "index.md", "sitemap/index.md"
TOPICS, COMPARE = "topics/index.md", "compare/index.md"
BOARD, CORRECTIONS = "board/index.md", "corrections/index.md"
FEED, ROBOTS = "feed.xml", "robots.txt"


class Site(Struct, frozen=True, eq=False, dict=True):
    """What the pages are made of: bodies, reports that may be published, and those held back."""

    bodies: Mapping[str, Body]
    reports: Mapping[str, Report] = field(default_factory=dict)
    """Reports by id: those whose own pages and whose bodies' pages can be made."""
    kept: Sequence[str] = ()
    """Ids (body/year) of reports that have errors now, and keep the page they had."""
    held: Sequence[str] = ()
    """Ids of reports that have errors and no page."""
    findings: Mapping[str, Sequence[Finding]] = field(default_factory=dict)
    """Report id → its findings."""
    marks: Mapping[str, Mapping[str, Sequence[Mark]]] = field(default_factory=dict)
    """Report id → section id → the numbers of its prose that are tied to cells."""
    certificates: Mapping[str, Certificate] = field(default_factory=dict)
    """Report id → the certificate of its check, printed on its page."""
    explained: Collection[str] = ()
    """Ids of the forms that have a reference page."""
    preview: bool = False
    """Whether the writer is looking: findings then stand on the page of their report."""
    url: str = ""
    """The site's address with a slash at its end; empty when it is not known."""
    name: str = ""
    disclosure: str = ""
    """Address of the portal's column 政府信息公开 that this site stands under; empty when there is none."""
    histories: Mapping[str, History] = field(default_factory=dict)
    """Report id → its public versions, where git tells of more than one."""
    former: Mapping[str, Mapping[int, Report]] = field(default_factory=dict)
    """Report id → its earlier versions by number, where they can be read."""
    authors: bool = False
    """Whether readers are told who committed a version."""
    board: Board | None = None
    """How far every body is, where the configuration makes it public."""
    listing: Listing | None = None
    """All reports that can be opened, when `reports` are not all of them."""
    years_of: Mapping[str, Sequence[int]] | None = None
    """Id of a body → the years of its reports, where there is no listing of all."""

    @cached_property
    def own(self) -> Entries:
        """The reports whose pages can be made, and those that keep theirs."""
        kept = (id_.rpartition("/") for id_ in self.kept)
        return Entries(
            chain(
                map(entry_of, self.reports.values()),
                (kept_entry(self.bodies[body], int(year)) for body, _, year in kept),
            ),
            self.ordered,
        )

    @property
    def by_body(self) -> Mapping[str, Sequence[Entry]]:
        """Body id → its reports, the newest first; of the bodies whose pages can be made."""
        return self.own.by_body

    @property
    def all(self) -> Listing:
        """All reports that can be opened."""
        return self.own if self.listing is None else self.listing

    @property
    def by_year(self) -> Mapping[int, Sequence[Entry]]:
        """Year → its reports in the order of the bodies; the newest year first."""
        return self.all.by_year

    @cached_property
    def years(self) -> Mapping[str, Sequence[int]]:
        """Id of a body that has reports that can be opened → their years, the newest first."""
        return self.all.years if self.years_of is None else self.years_of

    @cached_property
    def count(self) -> int:
        """How many they are."""
        return sum(map(len, self.by_year.values()))

    @cached_property
    def ordered(self) -> Bodies:
        return self.bodies if isinstance(self.bodies, Bodies) else Bodies(self.bodies)

    @property
    def tree(self) -> list[Body]:
        """Every body, each after the one above it."""
        return self.ordered.tree

    @property
    def below(self) -> Mapping[str, list[Body]]:
        """Body id → the bodies directly below it, in order."""
        return self.ordered.below

    def days_late(self, entry: Entry) -> int | None:
        """Days after the legal deadline, 0 when in time; None when the day of publication is unknown."""
        if entry.day is None:
            return None
        last, _ = deadline(entry.body, entry.year, self.bodies)
        return max((entry.day - last).days, 0)

    def without(self, year: int) -> list[Body]:
        """Bodies that have reports, but none for this year that can be opened."""
        return [body for body in self.tree if year not in self.years.get(body.id, (year,))]

    def held_years(self, body: str) -> list[str]:
        """Years of a body's reports that are held back."""
        return sorted(id_.rpartition("/")[2] for id_ in self.held if id_.rpartition("/")[0] == body)

    @property
    def above(self) -> list[tuple[str, str]]:
        """What the portal has between its home page and the column 政府信息公开年报."""
        return [("政府信息公开", self.disclosure)] if self.disclosure else []

    @property
    def column(self) -> list[tuple[str, str]]:
        """The way to the column 政府信息公开年报, itself included, below the home page."""
        return [*self.above, ("政府信息公开年报", LIST)]

    def trail(self, body: Body) -> list[tuple[str, str]]:
        """The way to a body, itself included: names and pages, below the home page."""
        found: list[tuple[str, str]] = []
        at: Body | None = body
        while at is not None:
            found.insert(0, (at.called, body_page(at.id)))
            at = self.bodies.get(at.parent)
        return [*self.column, *found]


def body_page(body: str) -> str:
    return f"reports/{body}/index.md"


def body_feed(body: str) -> str:
    return f"reports/{body}/{FEED}"


def year_page(year: int) -> str:
    return f"reports/{year}/index.md"


def topic_page(topic: str, year: int) -> str:
    return f"topics/{topic}/{year}/index.md"


def form_page(form: str) -> str:
    """The reference page of a form; its data stands beside it as form-ID.json."""
    return f"reference/form-{form}.md"


def column(title: str, description: str, updated: str) -> dict[str, Any]:
    """The front matter of a page that lists reports."""
    return {
        "title": title,
        "description": description,
        "level": "column",
        "updated": updated,
        "hide": ["navigation", "toc"],
    }


def link(here: str, there: str) -> str:
    """The relative address of one page from another, with directory addresses; one on a portal as it is."""
    if "://" in there or there.startswith("/"):
        return there
    return f"{relative(folder_of(there), folder_of(here))}/"
