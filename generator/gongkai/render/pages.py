"""Markdown pages from the model. Templates place values; every text of an author is escaped."""

from __future__ import annotations

import html
import json
import posixpath
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import jinja2

from ..model.body import BODY_KINDS, Body
from ..model.finding import Finding
from ..model.form import Section
from ..model.report import Report
from .grid import Grid, grid_of
from .prose import Mark, Paragraph, paragraphs

LIST, HOME = "reports/index.md", "index.md"


@dataclass(frozen=True)
class Site:
    """What the pages are made of: published reports, all bodies, and reports held back by errors."""

    bodies: Mapping[str, Body]
    reports: Mapping[str, Report]
    held: Sequence[str] = ()
    """Ids (body/year) of reports that have errors and no published page."""
    findings: Mapping[str, Sequence[Finding]] = field(default_factory=dict)
    marks: Mapping[str, Mapping[str, Sequence[Mark]]] = field(default_factory=dict)
    """Report id → section id → the numbers of its prose that are tied to cells."""

    def years_of(self, body: str) -> list[Report]:
        """A body's published reports, the newest first."""
        mine = [report for report in self.reports.values() if report.body.id == body]
        return sorted(mine, key=lambda report: -report.year)

    def of_year(self, year: int) -> list[Report]:
        """The reports of a year in the order of the bodies."""
        mine = [report for report in self.reports.values() if report.year == year]
        return sorted(mine, key=lambda report: self.order(report.body))

    def order(self, body: Body) -> tuple[tuple[int, str], ...]:
        """Sorts a body after the one above it, siblings by `order` and id."""
        parts = body.id.split("/")
        above = ("/".join(parts[: n + 1]) for n in range(len(parts)))
        return tuple((self.bodies[id_].order if id_ in self.bodies else 0, id_) for id_ in above)

    @property
    def years(self) -> list[int]:
        return sorted({report.year for report in self.reports.values()}, reverse=True)

    def held_of(self, body: str) -> list[str]:
        """Years of a body's reports that are held back."""
        return sorted(id_.rpartition("/")[2] for id_ in self.held if id_.rpartition("/")[0] == body)


def report_page(body: str, year: int) -> str:
    return f"reports/{body}/{year}.md"


def body_page(body: str) -> str:
    return f"reports/{body}/index.md"


def year_page(year: int) -> str:
    return f"reports/{year}.md"


def link(here: str, there: str) -> str:
    """The relative address of one page from another, with directory addresses."""

    def folder(page: str) -> str:
        return posixpath.dirname(page) if page.endswith("index.md") else page.removesuffix(".md")

    relative = posixpath.relpath(folder(there) or ".", folder(here) or ".")
    return "./" if relative == "." else f"{relative}/"


@lru_cache(maxsize=1)
def environment() -> jinja2.Environment:
    made = jinja2.Environment(
        loader=jinja2.PackageLoader("gongkai.render"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.globals.update(
        link=link,
        report_page=report_page,
        body_page=body_page,
        year_page=year_page,
        LIST=LIST,
        HOME=HOME,
        kinds=BODY_KINDS,
    )
    return made


def _page(template: str, here: str, meta: Mapping[str, Any], **values: Any) -> str:
    """A Markdown page: front matter whose values are JSON (and so YAML) strings, then the body.

    Title and description are escaped as HTML, because the theme prints them as they are: the
    title as text, the description in an attribute.
    """
    safe = {
        **meta,
        "title": html.escape(meta["title"]),
        "description": html.escape(meta["description"]),
    }
    front = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in safe.items())
    body = environment().get_template(template).render(here=here, meta=meta, **values)
    return f"---\n{front}---\n{body}"


def report_markdown(site: Site, report: Report) -> str:
    """The page of one report."""
    here = report_page(report.body.id, report.year)
    findings = site.findings.get(report.id, ())
    marks = site.marks.get(report.id, {})
    meta = {
        "title": report.printed_title,
        "description": f"{report.printed_title}全文，含主动公开、依申请公开、行政复议和行政诉讼情况统计表。",
        "level": "content",
        "source": report.body.name,
        "published": report.published.isoformat() if report.published else "",
        "keywords": f"政府信息公开,年度报告,{report.body.name},{report.year}年",
        "hide": ["navigation"],
    }
    return _page(
        "report.md.j2",
        here,
        meta,
        site=site,
        report=report,
        facts=_facts(report),
        sections=[
            _section(report, section, marks, number) for number, section in enumerate(report.form.sections, 1)
        ],
        preamble=paragraphs(report.preamble, report) if report.preamble else (),
        accepted=[finding for finding in findings if finding.accepted],
        years=site.years_of(report.body.id),
    )


def _section(
    report: Report, section: Section, marks: Mapping[str, Sequence[Mark]], number: int
) -> dict[str, Any]:
    grids: list[Grid] = [
        grid_of(report, table, f"t{number}{chr(96 + n) if len(section.tables) > 1 else ''}")
        for n, table in enumerate(section.tables, 1)
    ]
    prose = report.prose.get(section.id)
    blocks = [
        (block, paragraphs(block.prose, report) if block.prose else ())
        for block in report.free.get(section.id, ())
    ]
    text: tuple[Paragraph, ...] = paragraphs(prose, report, marks.get(section.id, ())) if prose else ()
    return {"section": section, "grids": grids, "paragraphs": text, "blocks": blocks}


def _facts(report: Report) -> list[tuple[str, str]]:
    """The metadata block; what is not known is said to be, never invented."""
    first, last = report.period or (None, None)
    period = (
        f"{first:%Y-%m-%d} 至 {last:%Y-%m-%d}"
        if first and last
        else f"{report.year}-01-01 至 {report.year}-12-31"
    )
    facts = [
        ("发布机关", report.body.name),
        ("报告年度", f"{report.year}年"),
        ("统计期限", period),
        ("发布日期", report.published.isoformat() if report.published else "未注明"),
        ("成文日期", report.written.isoformat() if report.written else ""),
        ("索引号", report.index_number),
        ("发文字号", report.document_number),
        ("表式", report.form.name),
    ]
    return [(name, value) for name, value in facts if value]


def headlines(report: Report) -> list[tuple[str, str]]:
    """Label and printed figure of the form's headline cells."""
    found = []
    for label, route in report.form.headlines:
        if cell := report.cells.get(route):
            found.append((label, cell.text or "空白"))
    return found


def body_markdown(site: Site, body: Body) -> str:
    """The page of one body: its reports, its subordinate bodies, where to reach it."""
    children = sorted((each for each in site.bodies.values() if each.parent == body.id), key=site.order)
    meta = _column_meta(body.name, f"{body.name}历年政府信息公开工作年度报告")
    return _page(
        "body.md.j2",
        body_page(body.id),
        meta,
        site=site,
        body=body,
        children=children,
        reports=site.years_of(body.id),
        held=site.held_of(body.id),
        headlines=headlines,
        latest={child.id: (site.years_of(child.id) or [None])[0] for child in children},
    )


def year_markdown(site: Site, year: int) -> str:
    """The page of one year: who published, when, and the headline figures."""
    title = f"{year}年政府信息公开工作年度报告"
    meta = _column_meta(title, f"各机关{year}年政府信息公开工作年度报告")
    return _page(
        "year.md.j2",
        year_page(year),
        meta,
        site=site,
        year=year,
        title=title,
        reports=site.of_year(year),
        headlines=headlines,
    )


def list_markdown(site: Site) -> str:
    """The column page 政府信息公开年报: all bodies as a tree, all years."""
    bodies = sorted(site.bodies.values(), key=site.order)
    meta = _column_meta("政府信息公开年报", "按机关、按年度查阅政府信息公开工作年度报告")
    return _page("list.md.j2", LIST, meta, site=site, bodies=bodies)


def home_markdown(site: Site) -> str:
    """The home page: what is here, the newest reports, the ways in."""
    newest = sorted(site.reports.values(), key=lambda each: (-each.year, site.order(each.body)))[:12]
    meta = {
        "title": "首页",
        "description": "查阅政府信息公开工作年度报告：按机关、按年度、按内容检索。",
        "level": "home",
        "hide": ["navigation", "toc"],
    }
    tops = sorted((each for each in site.bodies.values() if each.parent not in site.bodies), key=site.order)
    return _page("home.md.j2", HOME, meta, site=site, newest=newest, headlines=headlines, tops=tops)


def _column_meta(title: str, description: str) -> dict[str, Any]:
    return {"title": title, "description": description, "level": "column", "hide": ["navigation"]}
