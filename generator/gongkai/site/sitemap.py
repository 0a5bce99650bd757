"""The sitemap an engine wrote, made the same for every build and within the protocol's limits."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

LIMIT = 50_000
"""Addresses a sitemap may hold (sitemaps.org, protocol 0.9)."""
NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


ENTRY = re.compile(r"<url>.*?</url>", re.DOTALL)
LOCATION = re.compile(r"<loc>(.*?)</loc>")


def entries(site: Path) -> list[str]:
    """The entries of the sitemap, as they stand there."""
    return ENTRY.findall((site / "sitemap.xml").read_text("utf-8"))


def write(site: Path, items: list[str]) -> None:
    """Make sitemap.xml the list of these entries."""
    (site / "sitemap.xml").write_bytes(_written("urlset", items))


def divide(site: Path, url: str, limit: int = LIMIT) -> None:
    """Sort sitemap.xml, or, with more than `limit` addresses, make it the index of sitemap-1.xml, ….

    MkDocs' packed copy carries the time of the build, and web servers pack by themselves: it goes.
    """
    (site / "sitemap.xml.gz").unlink(missing_ok=True)
    for name, data in _files(entries(site), url, limit).items():
        (site / name).write_bytes(data)


def renewed(site: Path, changed: Iterable[str], url: str, limit: int = LIMIT) -> dict[str, bytes]:
    """The files of a site's sitemap with these entries in the place of those of the same pages; none
    where nothing is different."""
    parts = [(site / "sitemap.xml").read_text("utf-8")]
    if "<sitemapindex" in parts[0]:
        parts = [file.read_text("utf-8") for file in sorted(site.glob("sitemap-*.xml"))]
    new = {LOCATION.findall(each)[0]: each for each in changed if each}
    if all(any(each in part for part in parts) for each in new.values()):
        return {}
    old = (each for part in parts for each in ENTRY.findall(part))
    kept = [each for each in old if LOCATION.findall(each)[0] not in new]
    return _files([*kept, *new.values()], url, limit)


def _files(items: Iterable[str], url: str, limit: int) -> dict[str, bytes]:
    addresses = sorted(items)
    if len(addresses) <= limit:
        return {"sitemap.xml": _written("urlset", addresses)}
    made, parts = {}, []
    for number, first in enumerate(range(0, len(addresses), limit), 1):
        part = addresses[first : first + limit]
        name = f"sitemap-{number}.xml"
        made[name] = _written("urlset", part)
        days = re.findall(r"<lastmod>(.*?)</lastmod>", "".join(part))
        newest = f"<lastmod>{max(days)}</lastmod>" if days else ""
        parts.append(f"<sitemap><loc>{url}{name}</loc>{newest}</sitemap>")
    return {**made, "sitemap.xml": _written("sitemapindex", parts)}


def _written(root: str, items: list[str]) -> bytes:
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f"<{root} {NAMESPACE}>", *items, f"</{root}>", ""]
    return "\n".join(lines).encode("utf-8")
