"""The index of the readers' search: records of all pages that can be found, written below search/."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

import filelock
import markdown
from mkdocs.utils import meta

from ..render.contents import Site
from ..search.index import Written, write
from ..search.page import Page
from ..search.record import Frame, Record, order_of, read_frame, read_record
from ..search.records import body_record, page_record, report_record

FOLDER = "search"
"""Below the documents folder; wholly owned by this module."""
GENERATED = ("reports", "topics", "compare", "board", "sitemap", FOLDER, "index.md", "search.md")
"""No records of their own: lists of what is found anyway, and the page that finds."""
EXTENSIONS = ["attr_list", "tables", "toc"]
"""Those of mkdocs.yml: texts and anchors have to be those of the page."""


WORK = ".gongkai"
"""Beside the documents: scratch files and the manifest of the index. Not under version control."""


def search_files(site: Site, out: Path, keys: Mapping[str, str] | None = None) -> Written:
    """Bring the index of the whole site, below the documents folder, up to date.

    `keys` says for ids of reports and bodies what their records are made from, in short (see Page):
    a record whose key is the one of the last time is not made again.
    """
    known = keys or {}
    pages = [
        *_reports(site, known),
        *_kept(site, out),
        *(
            Page(order_of(f"reports/{id_}", 0, id_), partial(body_record, each), known.get(id_, ""))
            for id_, each in site.bodies.items()
        ),
        *_pages(out),
    ]
    work = out.parent / WORK
    work.mkdir(parents=True, exist_ok=True)
    with filelock.FileLock(work / "search.lock"):
        return write(pages, out / FOLDER, work)


def _reports(site: Site, keys: Mapping[str, str]) -> Iterator[Page]:
    for id_, report in site.reports.items():
        make = partial(report_record, report, site.findings.get(id_, ()))
        yield Page(order_of(f"reports/{id_}", report.year, report.body.id), make, keys.get(id_, ""))


def _kept(site: Site, out: Path) -> Iterator[Page]:
    """A report that keeps the page of an earlier day keeps its record."""
    folder = out / FOLDER
    for id_ in site.kept:
        body, _, year = id_.rpartition("/")
        if (folder / f"pages/reports/{id_}.json").is_file():
            yield Page(order_of(f"reports/{id_}", int(year), body), partial(_published, folder, id_))


def _published(folder: Path, id_: str) -> Record:
    data = (folder / f"pages/reports/{id_}.json").read_bytes()
    return read_record(f"reports/{id_}", data, partial(_frame, folder))


def _frame(folder: Path, id_: str) -> Frame:
    return read_frame((folder / f"frames/{id_}.json").read_bytes())


def _pages(out: Path) -> Iterator[Page]:
    """Pages written by hand."""
    tops = [path for path in sorted(out.iterdir()) if path.name not in GENERATED] if out.is_dir() else []
    for top in tops:
        for file in sorted(top.rglob("*.md")) if top.is_dir() else [top]:
            if file.suffix == ".md":
                name = file.relative_to(out).with_suffix("").as_posix().removesuffix("/index")
                text = file.read_text("utf-8-sig")
                yield Page(order_of(name, 0, ""), partial(_page, text, name), _key(text))


def _key(text: str) -> str:
    return hashlib.sha256(f"{markdown.__version__} {text}".encode()).hexdigest()


def _page(text: str, name: str) -> Record:
    body, front = meta.get_data(text)
    html = markdown.Markdown(extensions=EXTENSIONS).convert(body)
    return page_record(name, str(front.get("title", "")), html)
