"""The sitemap an engine wrote, made the same for every build and within the protocol's limits."""

from __future__ import annotations

import re
from pathlib import Path

LIMIT = 50_000
"""Addresses a sitemap may hold (sitemaps.org, protocol 0.9)."""
NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def entries(site: Path) -> list[str]:
    """The entries of the sitemap, as they stand there."""
    return re.findall(r"<url>.*?</url>", (site / "sitemap.xml").read_text("utf-8"), re.DOTALL)


def write(site: Path, items: list[str]) -> None:
    """Make sitemap.xml the list of these entries."""
    _write(site / "sitemap.xml", "urlset", items)


def divide(site: Path, url: str, limit: int = LIMIT) -> None:
    """Sort sitemap.xml, or, with more than `limit` addresses, make it the index of sitemap-1.xml, ….

    MkDocs' packed copy carries the time of the build, and web servers pack by themselves: it goes.
    """
    (site / "sitemap.xml.gz").unlink(missing_ok=True)
    file = site / "sitemap.xml"
    addresses = sorted(entries(site))
    if len(addresses) <= limit:
        write(site, addresses)
        return
    parts = []
    for number, first in enumerate(range(0, len(addresses), limit), 1):
        part = addresses[first : first + limit]
        name = f"sitemap-{number}.xml"
        _write(site / name, "urlset", part)
        days = re.findall(r"<lastmod>(.*?)</lastmod>", "".join(part))
        newest = f"<lastmod>{max(days)}</lastmod>" if days else ""
        parts.append(f"<sitemap><loc>{url}{name}</loc>{newest}</sitemap>")
    _write(file, "sitemapindex", parts)


def _write(file: Path, root: str, items: list[str]) -> None:
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f"<{root} {NAMESPACE}>", *items, f"</{root}>", ""]
    file.write_text("\n".join(lines), "utf-8")
