"""Every page of the site as Markdown: home, list, years, bodies and reports."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain, islice

from ..model.body import Body
from ..model.downloads import body_downloads, list_downloads, year_downloads
from .board import board_markdown
from .charts import figures_of_body, figures_of_year
from .contents import (
    BOARD,
    COMPARE,
    CORRECTIONS,
    FEED,
    HOME,
    LIST,
    ROBOTS,
    SITEMAP,
    TOPICS,
    Entry,
    Site,
    body_page,
    column,
    report_page,
    topic_page,
    year_page,
)
from .environment import page
from .feed import feed, robots
from .history import history
from .listing import last_change
from .question_pages import compare_markdown, topic_markdown, topics_markdown
from .report_page import faulty_markdown, report_markdown, version_markdown
from .topics import topics

NEWEST, ALL = 6, 1_000_000
"""Reports shown on the home page."""


Job = tuple[str, str]
"""A page that can be made: its kind and, where there are several of a kind, which."""


def markdown(site: Site) -> Iterator[tuple[str, str]]:
    """Path below the documents folder and Markdown, of all pages that can be made now, one by one."""
    return (made(site, job) for job in (*lists(site), *wide(site), *narrow(site)))


def lists(site: Site) -> list[Job]:
    """The pages that there is one of, and in the preview those of reports that cannot be read."""
    held = site.held if site.preview else ()
    single = (
        "home",
        "list",
        "sitemap",
        "corrections",
        "topics",
        "compare",
        *(["board"] if site.board else []),
    )
    return [*((kind, "") for kind in single), *(("faulty", id_) for id_ in held)]


def wide(site: Site) -> list[Job]:
    """The pages that show all bodies in one year, and those of one year together: their entries are many."""
    found = []
    for year in site.by_year:
        found.append(("year", str(year)))
        found += [("topic", f"{each.id}/{year}") for each in topics(site) if year in each.years]
    return found


def machine(site: Site) -> list[Job]:
    """What machines fetch: robots.txt and feeds, whose ids and links are absolute."""
    if not site.url:
        return []
    return [("robots", ""), ("feed", ""), *(("feed", id_) for id_ in site.years)]


def narrow(site: Site) -> list[Job]:
    """The pages of one report or one body."""
    return [*(("body", id_) for id_ in site.bodies), *(("report", id_) for id_ in site.reports)]


def made(site: Site, job: Job) -> tuple[str, str]:
    """Path below the documents folder and text of one page."""
    kind, which = job
    return MAKERS[kind](site, which)


def _report(site: Site, id_: str) -> tuple[str, str]:
    report = site.reports[id_]
    return report_page(report.body.id, report.year), report_markdown(site, report)


def _body(site: Site, id_: str) -> tuple[str, str]:
    return body_page(id_), body_markdown(site, site.bodies[id_])


def _year(site: Site, year: str) -> tuple[str, str]:
    return year_page(int(year)), year_markdown(site, int(year))


def _topic(site: Site, id_: str) -> tuple[str, str]:
    name, _, year = id_.rpartition("/")
    topic = next(each for each in topics(site) if each.id == name)
    return topic_page(name, int(year)), topic_markdown(site, topic, int(year))


def _version(site: Site, which: str) -> tuple[str, str]:
    id_, _, number = which.rpartition("/")
    return version_markdown(site, id_, int(number))


def _faulty(site: Site, id_: str) -> tuple[str, str]:
    body, _, year = id_.rpartition("/")
    return report_page(body, int(year)), faulty_markdown(site, id_)


MAKERS: dict[str, Callable[[Site, str], tuple[str, str]]] = {
    "home": lambda site, _: (HOME, home_markdown(site)),
    "list": lambda site, _: (LIST, list_markdown(site)),
    "sitemap": lambda site, _: (SITEMAP, sitemap_markdown(site)),
    "topics": lambda site, _: (TOPICS, topics_markdown(site)),
    "compare": lambda site, _: (COMPARE, compare_markdown(site)),
    "corrections": lambda site, _: (CORRECTIONS, corrections_markdown(site)),
    "board": lambda site, _: (BOARD, board_markdown(site)),
    "robots": lambda site, _: (ROBOTS, robots(site)),
    "feed": feed,
    "year": _year,
    "topic": _topic,
    "body": _body,
    "report": _report,
    "version": _version,
    "faulty": _faulty,
}


def machine_files(site: Site) -> Iterator[tuple[str, str]]:
    """The same of what machines fetch; nothing where the site has no address."""
    return (made(site, job) for job in machine(site))


def home_markdown(site: Site) -> str:
    """The home page: what is here, the newest reports, the ways in."""
    meta = {
        "title": "首页",
        "description": "查阅政府信息公开工作年度报告：按机关、按年度、按内容检索。",
        "level": "home",
        "updated": site.all.updated,
        "hide": ["navigation", "toc"],
    }
    tops = [body for body in site.tree if body.parent not in site.bodies]
    below = {top.id: site.below.get(top.id, []) for top in tops}
    return page(
        "home.md.j2",
        HOME,
        meta,
        site=site,
        newest=_newest(site),
        corrected=site.all.corrected(NEWEST),
        topics=topics(site),
        tops=tops,
        below=below,
    )


def _newest(site: Site) -> list[Entry]:
    """The reports of the newest year, those published last first; those of no known day after them."""
    year = next(iter(site.by_year), 0)
    entries = site.by_year.get(year, [])
    dated = sorted(
        (entry for entry in entries if entry.day),
        key=lambda entry: entry.published,
        reverse=True,
    )
    pages = {entry.page for entry in dated}
    rest = (entry for each in site.by_year.values() for entry in each if entry.page not in pages)
    return list(islice(chain(dated, rest), NEWEST))


def list_markdown(site: Site) -> str:
    """The column page 政府信息公开年报: all bodies as a tree, all years."""
    meta = column("政府信息公开年报", "按机关、按年度查阅政府信息公开工作年度报告。", site.all.updated)
    return page("list.md.j2", LIST, meta, site=site, files=list_downloads())


def corrections_markdown(site: Site) -> str:
    """The page 更正: what was corrected in all reports after publication, the newest first."""
    meta = column("更正", "各机关年度报告公布后的更正和原因。", site.all.updated)
    return page("corrections.md.j2", CORRECTIONS, meta, site=site, corrected=site.all.corrected(ALL))


def sitemap_markdown(site: Site) -> str:
    """The page 网站地图: years and bodies; the theme adds the columns of the navigation."""
    meta = column("网站地图", "本站全部栏目、年度和机关。", site.all.updated)
    return page("sitemap.md.j2", SITEMAP, {**meta, "columns": True}, site=site)


def year_markdown(site: Site, year: int) -> str:
    """The page of one year: who published, when, and the headline figures."""
    title = f"{year}年政府信息公开工作年度报告"
    entries = site.by_year[year]
    meta = column(title, f"各机关{year}年政府信息公开工作年度报告。", last_change(entries))
    return page(
        "year.md.j2",
        year_page(year),
        meta,
        site=site,
        years=[(each, year_page(each)) for each in site.by_year],
        year=year,
        title=title,
        entries=entries,
        timing=_timing(site, entries),
        missing=site.without(year),
        topics=[topic for topic in topics(site) if year in topic.years],
        files=year_downloads(year),
        pictures=figures_of_year(each for each in entries if not each.kept),
    )


def body_markdown(site: Site, body: Body) -> str:
    """The page of one body: its reports, its subordinate bodies, where to reach it."""
    entries = site.by_body.get(body.id, [])
    contact = [
        ("地址", body.address),
        ("邮编", body.postcode),
        ("电话", body.phone),
        ("电子邮箱", body.email),
    ]
    meta = column(body.name, f"{body.name}历年政府信息公开工作年度报告。", last_change(entries))
    reports = [site.reports[each.id] for each in entries if not each.kept]
    withheld = _withheld(site, body, entries)
    return page(
        "body.md.j2",
        body_page(body.id),
        {**meta, "feed": FEED} if entries and site.url else meta,
        site=site,
        body=body,
        contact=[(name, text) for name, text in contact if text],
        children=site.below.get(body.id, []),
        entries=entries,
        files=body_downloads(body.id) if entries else [],
        history=history(reports, withheld),
        pictures=figures_of_body(reports, withheld),
        held=site.held_years(body.id),
    )


def _withheld(site: Site, body: Body, entries: Sequence[Entry]) -> set[int]:
    """The years of a body whose reports exist, but are not open to pictures."""
    return {each.year for each in entries if each.kept} | set(map(int, site.held_years(body.id)))


def _timing(site: Site, entries: Sequence[Entry]) -> list[str]:
    """How many came in time, late, or nobody knows; what is nobody's case is left out."""
    days = [site.days_late(entry) for entry in entries]
    counts = {
        "按期公布": sum(each == 0 for each in days),
        "逾期公布": sum(bool(each) for each in days),
        "发布日期未注明": sum(each is None for each in days),
    }
    return [f"{name} {count} 份" for name, count in counts.items() if count]
