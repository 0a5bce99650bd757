"""The index of the readers' search: records of all pages that can be found, written below search/."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import markdown
from mkdocs.utils import meta

from ..render.contents import Site
from ..search.index import index
from ..search.record import Frame, Record, read_frame, read_record
from ..search.records import body_record, page_record, report_record

FOLDER = "search"
"""Below the documents folder; wholly owned by this module."""
GENERATED = ("reports", "topics", "compare", "sitemap", FOLDER, "index.md", "search.md")
"""No records of their own: lists of what is found anyway, and the page that finds."""
EXTENSIONS = ["attr_list", "tables", "toc"]
"""Those of mkdocs.yml: texts and anchors have to be those of the page."""


def search_files(site: Site, out: Path) -> dict[str, bytes]:
    """Path below the documents folder → content, for the whole index of the site."""
    records = [*_reports(site), *_kept(site, out), *map(body_record, site.bodies.values()), *_pages(out)]
    return {f"{FOLDER}/{name}": data for name, data in index(records).items()}


def _reports(site: Site) -> Iterator[Record]:
    for id_, report in site.reports.items():
        yield report_record(report, site.findings.get(id_, ()))


def _kept(site: Site, out: Path) -> Iterator[Record]:
    """A report that keeps the page of an earlier day keeps its record."""
    folder = out / FOLDER
    for id_ in site.kept:
        file = folder / f"pages/reports/{id_}.json"
        if file.is_file():
            yield read_record(f"reports/{id_}", file.read_bytes(), partial(_frame, folder))


def _frame(folder: Path, id_: str) -> Frame:
    return read_frame((folder / f"frames/{id_}.json").read_bytes())


def _pages(out: Path) -> Iterator[Record]:
    """Records of the pages written by hand."""
    tops = [path for path in sorted(out.iterdir()) if path.name not in GENERATED] if out.is_dir() else []
    for top in tops:
        for file in sorted(top.rglob("*.md")) if top.is_dir() else [top]:
            if file.suffix == ".md":
                yield _page(file, file.relative_to(out).with_suffix("").as_posix())


def _page(file: Path, name: str) -> Record:
    body, front = meta.get_data(file.read_text("utf-8-sig"))
    html = markdown.Markdown(extensions=EXTENSIONS).convert(body)
    return page_record(name.removesuffix("/index"), str(front.get("title", "")), html)
