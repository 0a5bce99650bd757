"""From reports to documents, and to what is wrong with them: work for what changed since the last run.

docs/developers/incremental.md explains it on one page.
"""

from __future__ import annotations

import marshal
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from ..history.versions import read_histories
from ..load.forms import load_forms
from ..load.redirects import load_redirects
from ..model.finding import Finding
from ..render import contents
from . import generated, search_index, watch, wide
from .boards import board_of
from .body_work import Frame
from .configuration import Settings, known_settings
from .folders import files
from .listing import Stored, take_stock
from .plain import finding_from
from .register import Register, register
from .rounds import Result, Rounds
from .sources import Sources, contents_of, look, time_of
from .store import HELD, KEPT, Row, Store
from .versions import version_of


@dataclass
class Delta:
    """What differs in a documents folder from the last run; `anew`: of what was there before nothing is known."""

    anew: bool = True
    changed: set[str] = field(default_factory=set)
    removed: set[str] = field(default_factory=set)
    unindexed: tuple[Result, set[str]] | None = None
    """What came of the bodies, and which documents about many differ, until the index of the search knows."""


class Run:
    """One run over a site: `check`, or `pages` and whatever is made of them; then `finish`.

    `pages` are the `documents` and the `index` over them, which nothing but readers' searches needs: who
    has other work for a second core does it meanwhile.

    What is not finished is not relied upon by the next run. `file` is where the store is, None for a run
    that leaves nothing behind; `out` the documents folder, None where only checks are wanted; `base` the
    folder of configuration and site, when that is not the root.
    """

    def __init__(
        self,
        root: Path,
        file: Path | None,
        out: Path | None = None,
        preview: bool = False,
        base: Path | None = None,
    ) -> None:
        self.root = root
        self.base = base or root
        self.out = out
        self.preview = preview
        self.store = Store(file)
        self.forms = load_forms(root / "forms")
        self.settings = known_settings(self.store, self.base / "mkdocs.yml") if out else Settings()
        self.version = version_of([root / "forms"], str(out), preview, self.settings, self._explained())
        self.anew = self.store.version != self.version
        if self.anew:
            self.store.clear()
        self.store.put_word("version", "")
        with watch.part("查看文件"):
            self.sources, self.register = self._looked()
        self.other = load_redirects(root)[1]
        self.histories = read_histories(root, self.forms, self.register.bodies)

    def _looked(self) -> tuple[Sources, Register]:
        now = time_of(self.store.file.parent) if self.store.file else 0
        sources = look(self.root / "reports", self.store.word("seen", {}), now)
        return sources, register(self.root, self.store, sources)

    def _explained(self) -> list[str]:
        """Ids of the forms that have a reference page."""
        out = self.out
        return [form for form in self.forms if out and (out / contents.form_page(form)).is_file()]

    @property
    def everything(self) -> bool:
        """Whether what shows many bodies may be different everywhere."""
        return self.anew or bool(self.register.seen_by) or self.register.renamed

    @cached_property
    def by_hand(self) -> str:
        """A digest of the documents that are not generated."""
        out = self.out
        paths = out.iterdir() if out and out.is_dir() else ()
        return contents_of(sorted(path for path in paths if path.name not in generated.ALL))

    def check(self) -> list[Finding]:
        """All findings in order of file and line."""
        self._bodies(Frame(self.root, self.forms, self.register.bodies, self.histories))
        found = [*self.other, *self.sources.findings, *self.register.findings, *self.findings()]
        return sorted(
            found, key=lambda each: (each.place.file, each.place.line, each.place.column, each.code)
        )

    def _bodies(self, frame: Frame) -> Result:
        """The work on bodies."""
        names, changed = self.sources.files(), self.sources.changed - {""}
        rounds = Rounds(frame, self.store, names, noting=not self.everything)
        self.store.begin()
        gone = {each for each in changed if each not in names}
        digests = {id_: self.histories.digest(id_) for id_ in self.histories}
        dirty = rounds.remove(gone) | changed | self.register.seen_by | self._retold(digests)
        if self.anew or self.register.renamed:
            dirty = {*names, *self.register.bodies}
        result = rounds.run(dirty - gone, self.anew)
        self.store.put_word("seen", self.sources.seen)
        self.store.put_word("histories", digests)
        self.store.commit()
        return result

    def _retold(self, digests: Mapping[str, str]) -> set[str]:
        """Bodies of whose reports git tells something else than it did."""
        before: dict[str, str] = self.store.word("histories", {})
        ids = before.keys() | digests.keys()
        return {id_.rpartition("/")[0] for id_ in ids if before.get(id_) != digests.get(id_)}

    def report_files(self) -> list[str]:
        """The files of all reports, below the root."""
        return [f"reports/{id_}/{name}" for id_, names in self.sources.files().items() for name in names]

    @property
    def count(self) -> int:
        """How many reports there are, those that cannot be read among them."""
        return next(int(count or 0) for (count,) in self.store.rows("SELECT sum(readable) FROM body"))

    def findings(self, where: str = "1") -> Iterator[Finding]:
        """Those of the reports."""
        for (data,) in self.store.rows(f"SELECT findings FROM body WHERE {where}"):  # noqa: S608 - our words
            yield from map(finding_from, marshal.loads(data))  # noqa: S302 - our own

    def errors(self) -> list[Finding]:
        """What keeps reports from being published, and what cannot be read at all."""
        found = [*self.other, *self.sources.findings, *self.register.findings, *self.findings("blocked > 0")]
        found.sort(key=lambda each: (each.place.file, each.place.line, each.place.column, each.code))
        return [each for each in found if each.blocks]

    def pages(self) -> Delta:
        """Bring the documents folder up to date; says what changed in it."""
        delta = self.documents()
        self.index(delta)
        return delta

    def index(self, delta: Delta) -> None:
        """Bring the index of the search up to date, where that was not done yet; adds what changed."""
        if self.out is None or delta.unindexed is None:
            return
        result, differing = delta.unindexed
        delta.unindexed = None
        with watch.part("检索索引"):
            delta.changed |= search_index.bring_up(
                self.store, result, self.out, self.by_hand, differing, self.anew
            )

    def documents(self) -> Delta:
        """All documents but the index of the search."""
        if self.out is None:
            raise ValueError("no documents folder")
        site = self._site()
        frame = Frame(
            self.root, self.forms, self.register.bodies, self.histories, self.out, site, not self.anew
        )
        result = self._bodies(frame)
        everything = self.everything
        if everything or _comes_or_goes(result):
            self.store.begin()
            everything |= take_stock(self.store, self.register.bodies)
            self.store.commit()
        site = replace(
            site, listing=Stored(self.store, self.register.bodies, self.forms), board=board_of(self)
        )
        old = set(self.store.word("wide", []))
        with watch.part("各机关并列的网页和目录"):
            jobs = None if everything else wide.jobs_for(site, result)
            written = wide.make(site, self.out, jobs, result)
        names = (written.names if jobs is None else old | written.names) | self._kept_topics(self.out)
        delta = Delta(
            self.anew,
            result.changed | written.changed,
            result.removed | (old - names),
            (result, written.changed),
        )
        if self.anew:
            delta.removed |= self._strangers(names)
        for name in delta.removed:
            _delete(self.out, name)
        self.store.put_word("wide", sorted(names))
        return delta

    def _site(self) -> contents.Site:
        configured = self.settings
        return contents.Site(
            bodies=self.register.bodies,
            explained=self._explained(),
            preview=self.preview,
            url="" if self.preview else configured.url,  # a preview has no address that would last
            name=configured.name,
            disclosure=str(configured.government.get("disclosure") or ""),
            authors=configured.authors,
        )

    def _kept_topics(self, out: Path) -> set[str]:
        """Pages of questions of years in which reports keep their pages: with no other report of the
        year they could not be made now, and an address once published is not lost by an error."""
        query = f"SELECT DISTINCT year FROM report WHERE standing = {KEPT}"  # noqa: S608 - our words
        found = (file for (year,) in self.store.rows(query) for file in out.glob(f"topics/*/{year}/index.md"))
        return {file.relative_to(out).as_posix() for file in found}

    def _strangers(self, names: set[str]) -> set[str]:
        """Files in the folders that rendering owns that nothing made."""
        if self.out is None:
            return set()
        wanted = set(names)
        for (data,) in self.store.rows("SELECT names FROM body"):
            wanted |= set(marshal.loads(data))  # noqa: S302 - our own
        there = {each for each in (contents.FEED, contents.ROBOTS) if (self.out / each).is_file()}
        for folder in generated.FOLDERS:
            if folder != "search" and (self.out / folder).is_dir():  # the index removes what it does not need
                there |= {f"{folder}/{name}" for name in files(self.out / folder)[0]}
        return there - wanted

    def finish(self) -> None:
        """Say that all is done: the next run may rely on it."""
        self.store.put_word("version", self.version)


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
