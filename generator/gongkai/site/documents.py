"""The documents of a site brought up to date: pages, what readers take away, lists; only what changed."""

from __future__ import annotations

import marshal
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from .. import layout
from ..render import contents
from . import watch, wide
from .boards import board_of
from .body_work import Frame
from .folders import files
from .listing import Stored, take_stock
from .pipeline import Delta
from .rounds import Result
from .store import HELD, KEPT, Row

if TYPE_CHECKING:
    from .pipeline import Run


def bring_up(run: Run) -> Delta:
    """Bring all documents of a run up to date but the index of the search; says what changed."""
    if run.out is None:
        raise ValueError("no documents folder")
    site = site_of(run)
    frame = Frame(run.root, run.forms, run.register.bodies, run.histories, run.out, site, not run.anew)
    result = run.work(frame)
    everything = run.everything
    if everything or _comes_or_goes(result):
        run.store.begin()
        everything |= take_stock(run.store, run.register.bodies)
        run.store.commit()
    site = replace(site, listing=Stored(run.store, run.register.bodies, run.forms), board=board_of(run))
    old = set(run.store.word("wide", []))
    with watch.part("各机关并列的网页和目录"):
        jobs = None if everything else wide.jobs_for(site, result)
        written = wide.make(site, run.out, jobs, result)
    names = (written.names if jobs is None else old | written.names) | _kept_topics(run, run.out)
    delta = Delta(
        run.anew,
        result.changed | written.changed,
        result.removed | (old - names),
        (result, written.changed),
    )
    if run.anew:
        delta.removed |= _strangers(run, run.out, names)
    for name in delta.removed:
        _delete(run.out, name)
    run.store.put_word("wide", sorted(names))
    return delta


def site_of(run: Run) -> contents.Site:
    """The site of a run, without reports."""
    configured = run.settings
    return contents.Site(
        bodies=run.register.bodies,
        explained=run.explained(),
        preview=run.preview,
        url="" if run.preview else configured.url,  # a preview has no address that would last
        name=configured.name,
        disclosure=str(configured.government.get("disclosure") or ""),
        authors=configured.authors,
    )


def _kept_topics(run: Run, out: Path) -> set[str]:
    """Pages of questions of years in which reports keep their pages: with no other report of the
    year they could not be made now, and an address once published is not lost by an error."""
    query = f"SELECT DISTINCT year FROM report WHERE standing = {KEPT}"  # noqa: S608 - our words
    found = (file for (year,) in run.store.rows(query) for file in out.glob(f"topics/*/{year}/index.md"))
    return {file.relative_to(out).as_posix() for file in found}


def _strangers(run: Run, out: Path, names: set[str]) -> set[str]:
    """Files in the folders that rendering owns that nothing made."""
    wanted = set(names)
    for (data,) in run.store.rows("SELECT names FROM body"):
        wanted |= set(marshal.loads(data))  # noqa: S302 - our own
    there = {each for each in (contents.FEED, contents.ROBOTS) if (out / each).is_file()}
    for folder in layout.FOLDERS:
        if folder != "search" and (out / folder).is_dir():  # the index removes what it does not need
            there |= {f"{folder}/{name}" for name in files(out / folder)[0]}
    return there - wanted


def _comes_or_goes(result: Result) -> bool:
    """Whether other reports can be opened than before, or under other forms."""
    return any(_shown(result.before[key]) != _shown(after) for key, after in result.after.items())


def _shown(row: Row | None) -> tuple[int, bytes] | None:
    return (row.standing, row.form) if row and row.standing != HELD else None


def _delete(out: Path, name: str) -> None:
    """Remove a file, and the folders that are empty then."""
    file = out / name
    file.unlink(missing_ok=True)
    with suppress(OSError):  # the first that is not empty
        for folder in file.parents:
            if folder == out:
                break
            folder.rmdir()
