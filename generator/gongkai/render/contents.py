"""What the site holds, and the addresses of its pages."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from ..model.board import Board
from ..model.body import Body, order_of
from ..model.certificate import Certificate
from ..model.deadlines import deadline
from ..model.finding import Finding
from ..model.report import Report
from .links import folder_of, relative
from .prose import Mark

LIST, HOME, SITEMAP = "reports/index.md", "index.md", "sitemap/index.md"
TOPICS, COMPARE = "topics/index.md", "compare/index.md"
BOARD = "board/index.md"
FEED, ROBOTS = "feed.xml", "robots.txt"


@dataclass(frozen=True)
class Entry:
    """A report that readers can open. `report` is None when its page is that of an earlier day."""

    body: Body
    year: int
    report: Report | None

    @cached_property
    def page(self) -> str:
        return report_page(self.body.id, self.year)

    @property
    def title(self) -> str:
        return self.report.printed_title if self.report else f"{self.body.name}{self.year}年报告"

    @property
    def published(self) -> str:
        """The date of publication, or that it is unknown; never invented."""
        if self.report is None:
            return ""
        return self.report.published.isoformat() if self.report.published else "未注明"

    @property
    def changed(self) -> date | None:
        """The day of publication or of the last correction; None when neither is known."""
        if self.report is None:
            return None
        days = [each.on for each in self.report.corrections]
        return max([*days, self.report.published] if self.report.published else days, default=None)

    @cached_property
    def figures(self) -> dict[str, str]:
        """Label → printed figure of the form's headline cells."""
        report = self.report
        if report is None:
            return {}
        cells = {label: report.cells.get(route) for label, route in report.form.headlines}
        return {label: cell.text or "空白" for label, cell in cells.items() if cell}


@dataclass(frozen=True, eq=False)
class Site:
    """What the pages are made of: bodies, reports that may be published, and those held back."""

    bodies: Mapping[str, Body]
    reports: Mapping[str, Report]
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
    board: Board | None = None
    """How far every body is, where the configuration makes it public."""

    @cached_property
    def entries(self) -> list[Entry]:
        """All reports that can be opened, the newest year first, then in the order of the bodies."""
        found = [Entry(each.body, each.year, each) for each in self.reports.values()]
        for id_ in self.kept:
            body, _, year = id_.rpartition("/")
            found.append(Entry(self.bodies[body], int(year), None))
        return sorted(found, key=lambda each: (-each.year, self.order(each.body)))

    @cached_property
    def by_body(self) -> dict[str, list[Entry]]:
        """Body id → its reports, the newest first."""
        found: dict[str, list[Entry]] = {}
        for entry in self.entries:
            found.setdefault(entry.body.id, []).append(entry)
        return found

    @cached_property
    def by_year(self) -> dict[int, list[Entry]]:
        """Year → its reports in the order of the bodies; the newest year first."""
        found: dict[int, list[Entry]] = {}
        for entry in self.entries:
            found.setdefault(entry.year, []).append(entry)
        return found

    @cached_property
    def tree(self) -> list[Body]:
        """Every body, each after the one above it."""
        return sorted(self.bodies.values(), key=self.order)

    @cached_property
    def below(self) -> dict[str, list[Body]]:
        """Body id → the bodies directly below it, in order."""
        found: dict[str, list[Body]] = {}
        for body in self.tree:
            found.setdefault(body.parent, []).append(body)
        return found

    def order(self, body: Body) -> tuple[tuple[int, str], ...]:
        """Sorts a body after the one above it, siblings by `order` and id."""
        return order_of(body, self.bodies)

    def days_late(self, entry: Entry) -> int | None:
        """Days after the legal deadline, 0 when in time; None when the day of publication is unknown."""
        if entry.report is None or entry.report.published is None:
            return None
        last, _ = deadline(entry.body, entry.year, self.bodies)
        return max((entry.report.published - last).days, 0)

    def without(self, year: int) -> list[Body]:
        """Bodies that have reports, but none for this year that can be opened."""
        there = {entry.body.id for entry in self.by_year.get(year, ())}
        return [body for body in self.tree if body.id in self.by_body and body.id not in there]

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


def report_page(body: str, year: int) -> str:
    """A folder's index, as all our pages are: on others Zensical bends the links of HTML by one level."""
    return f"reports/{body}/{year}/index.md"


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


def column(title: str, description: str, entries: Sequence[Entry]) -> dict[str, Any]:
    """The front matter of a page that lists reports."""
    return {
        "title": title,
        "description": description,
        "level": "column",
        "updated": last_change(entries),
        "hide": ["navigation", "toc"],
    }


def link(here: str, there: str) -> str:
    """The relative address of one page from another, with directory addresses; one on a portal as it is."""
    if "://" in there or there.startswith("/"):
        return there
    return f"{relative(folder_of(there), folder_of(here))}/"


def last_change(entries: Iterable[Entry]) -> str:
    """The day on which any of these reports last changed (ISO 8601), for the sitemap; "" when unknown."""
    days = [each.changed for each in entries if each.changed]
    return max(days).isoformat() if days else ""
