"""Feeds of new and corrected reports (Atom, RFC 4287), and the robots file.

A feed is a pure function of the reports: its times are days of publication and correction, never the clock.
"""

from __future__ import annotations

from datetime import date
from urllib.parse import quote

from .contents import FEED, HOME, Entry, Site, body_feed, body_page, link
from .environment import environment
from .listing import newest

NEWEST = 50
"""Entries of a feed."""
EPOCH = date(2008, 5, 1)
"""When a feed without entries was last changed: the day 《政府信息公开条例》 came into force; nothing is older."""


def feed(site: Site, id_: str) -> tuple[str, str]:
    """Path below the documents folder and feed of a body that has reports, or of the whole site for ""."""
    if not id_:
        return FEED, _feed(site, FEED, HOME, site.name, site.all.recent(NEWEST))
    name = f"{site.bodies[id_].name}政府信息公开工作年度报告"
    return body_feed(id_), _feed(
        site, body_feed(id_), body_page(id_), name, newest(site.by_body[id_], NEWEST)
    )


def _feed(site: Site, here: str, about: str, title: str, dated: list[Entry]) -> str:
    """A feed of these entries; a report whose day of publication is unknown cannot be among them."""
    return (
        environment()
        .get_template("feed.xml.j2")
        .render(
            title=title,
            here=absolute(site, here),
            about=address(site, about),
            updated=instant(dated[0].changed if dated and dated[0].changed else EPOCH),
            entries=[(each, address(site, each.page)) for each in dated],
            instant=instant,
        )
    )


def instant(day: date) -> str:
    """The beginning of a day in China as RFC 3339 wants it; the sources know no hours."""
    return f"{day.isoformat()}T00:00:00+08:00"


def absolute(site: Site, file: str) -> str:
    """The address of a file of the documents folder."""
    return site.url + quote(file)


def address(site: Site, there: str) -> str:
    """The address of a page."""
    return site.url + quote(link(HOME, there).removeprefix("./"))


def robots(site: Site) -> str:
    """robots.txt: everything may be read, and where the sitemap is, which has to be an absolute address."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {absolute(site, 'sitemap.xml')}\n"
