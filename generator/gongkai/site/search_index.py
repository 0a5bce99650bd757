"""The index of the readers' search: records of all pages that can be found, written below search/.

Those of reports and bodies are written with their pages; here those of pages written by hand are, and
the index over all of them.
"""

from __future__ import annotations

import contextlib
import hashlib
import marshal
from collections.abc import Collection, Iterator
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from ..files import read
from ..layout import GENERATED, HANDBOOK
from ..render.downloads import DATA
from ..search import index
from ..search.page import Page
from ..search.record import Record, order_of
from .body_files import SEARCH, found_from, order, published
from .rounds import Result
from .store import Store

if TYPE_CHECKING:
    from markdown import Markdown

EXTENSIONS = ["attr_list", "tables", "toc"]
"""Those of mkdocs.yml: texts and anchors have to be those of the page."""
NO_RECORD = {*GENERATED, HANDBOOK, "search.md"}
"""Lists of what is found anyway, what is not for readers, and the page that finds."""


def bring_up(
    store: Store, result: Result, out: Path, by_hand: str, changed: Collection[str], anew: bool
) -> set[str]:
    """Bring the index, below the documents folder, up to date; returns the names of files that changed.

    `by_hand` stands for the documents that are not generated, `changed` are those for many bodies.
    """
    differ = anew or result.pages_differ or DATA in changed
    same = not differ and store.word("by hand") == by_hand
    if same and not result.records:
        return set()
    with _scratch(store) as work:
        written = _written(store, result, out, work, same)
    store.put_word("by hand", by_hand)
    return {f"{SEARCH}/{name}" for name in written.names} | {
        f"{SEARCH}/pages/{id_}.json" for id_ in result.records
    }


@contextlib.contextmanager
def _scratch(store: Store) -> Iterator[Path]:
    """Where the manifest of the index lies; with a store that leaves nothing behind, nowhere."""
    if store.file:
        yield store.file.parent
        return
    import tempfile

    with tempfile.TemporaryDirectory(prefix="gongkai-") as folder:
        yield Path(folder)


def _written(store: Store, result: Result, out: Path, work: Path, same: bool) -> index.Written:
    """Write the index: in place, where the `same` pages can be found as before."""
    folder = out / SEARCH
    written = None
    if same:
        records = {id_: published(out, id_, data) for id_, data in result.records.items()}
        written = index.rewrite(records, folder, work)
    if written is None:
        for id_, data in result.records.items():
            (folder / f"pages/{id_}.json").parent.mkdir(parents=True, exist_ok=True)
            (folder / f"pages/{id_}.json").write_bytes(data)
        written = index.write([*_stored(store, out), *_pages(out)], folder, work)
    return written


def _stored(store: Store, out: Path) -> Iterator[Page]:
    for (data,) in store.rows("SELECT found FROM body"):
        for each in map(found_from, marshal.loads(data)):  # noqa: S302 - our own
            yield Page(order(each), partial(_read, out, each.id), each.facts.digest.hex(), written=True)


def _read(out: Path, id_: str) -> Record:
    data = read(f"{out}/{SEARCH}/pages/{id_}.json")
    record = published(out, id_, data)
    record.__dict__["data"] = data  # so that it need not be written again
    return record


def _by_hand(out: Path) -> list[Path]:
    """Files and folders of pages with texts of their own."""
    tops = sorted(path for path in out.iterdir() if path.name not in NO_RECORD) if out.is_dir() else []
    return [*tops, out / DATA]


def _pages(out: Path) -> Iterator[Page]:
    for top in _by_hand(out):
        for file in sorted(top.rglob("*.md")) if top.is_dir() else [top]:
            if file.suffix == ".md":
                name = file.relative_to(out).with_suffix("").as_posix().removesuffix("/index")
                text = file.read_text("utf-8-sig")
                key = hashlib.sha256(text.encode()).hexdigest()
                yield Page(order_of(name, 0, ""), partial(_page, text, name), key)


def _page(text: str, name: str) -> Record:
    from mkdocs.utils import meta

    from ..search.records import page_record

    body, front = meta.get_data(text)
    return page_record(name, str(front.get("title", "")), _converter().reset().convert(body))


@lru_cache(maxsize=1)
def _converter() -> Markdown:
    from markdown import Markdown

    return Markdown(extensions=EXTENSIONS)
