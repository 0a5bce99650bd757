"""From reports to documents, and to what is wrong with them: work for what changed since the last run.

docs/developers/incremental.md explains it on one page.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from ..history.histories import read_histories
from ..layout import GENERATED
from ..load.forms import load_forms, parsed
from ..load.redirects import load_redirects
from ..model.finding import Finding
from . import watch
from .body_work import Frame
from .configuration import Settings, known_settings
from .plain import finding_from
from .register import Register, register
from .rounds import Result, Rounds
from .sources import Sources, contents_of, look, time_of
from .store import Store
from .versions import version_of


class Delta(Struct):
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
    folder of configuration and site, when that is not the root; `asked` is what `sources.ask` began, when
    nobody else has written to the store since.
    """

    def __init__(
        self,
        root: Path,
        file: Path | None,
        out: Path | None = None,
        preview: bool = False,
        base: Path | None = None,
        asked: Callable[[], list[str]] | None = None,
    ) -> None:
        self.root = root
        self.base = base or root
        self.out = out
        self.preview = preview
        self.store = Store(file)
        self.forms = load_forms(root / "forms", self._parsed)
        self.settings = known_settings(self.store, self.base / "mkdocs.yml") if out else Settings()
        self.version = version_of([root / "forms"], str(out), preview, self.settings, self.explained())
        self.anew = self.store.version != self.version
        if self.anew:
            self.store.clear()
        self.store.put_word("version", "")
        with watch.part("查看文件"):
            self.sources, self.register = self._looked(asked)
        self.other = load_redirects(root)[1]
        self.histories = read_histories(root, self.forms, self.register.bodies)

    def _looked(self, asked: Callable[[], list[str]] | None) -> tuple[Sources, Register]:
        now = time_of(self.store.file.parent) if self.store.file else 0
        sources = look(self.root / "reports", self.store.seen(), now, asked)
        return sources, register(self.root, self.store, sources)

    def _parsed(self, data: bytes) -> Any:
        """What a form file says, as it was parsed before: that takes longer than a report."""
        return self.store.known(f"form {sha256(data).hexdigest()}", data, parsed)

    def explained(self) -> list[str]:
        """Ids of the forms that have a reference page."""
        if self.out is None:
            return []
        from ..render.contents import form_page

        out = self.out
        return [form for form in self.forms if (out / form_page(form)).is_file()]

    @property
    def everything(self) -> bool:
        """Whether what shows many bodies may be different everywhere."""
        return self.anew or bool(self.register.seen_by) or self.register.renamed

    @cached_property
    def by_hand(self) -> str:
        """A digest of the documents that are not generated."""
        out = self.out
        paths = out.iterdir() if out and out.is_dir() else ()
        return contents_of(sorted(path for path in paths if path.name not in GENERATED))

    def check(self) -> list[Finding]:
        """All findings in order of file and line."""
        self.work(Frame(self.root, self.forms, self.register.bodies, self.histories))
        found = [*self.other, *self.sources.findings, *self.register.findings, *self.findings()]
        return sorted(
            found, key=lambda each: (each.place.file, each.place.line, each.place.column, each.code)
        )

    def work(self, frame: Frame) -> Result:
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
        self.store.put_seen(self.sources.seen)
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

    def documents(self) -> Delta:
        """All documents but the index of the search."""
        from .documents import bring_up  # checks alone go without all that makes pages

        return bring_up(self)

    def index(self, delta: Delta) -> None:
        """Bring the index of the search up to date, where that was not done yet; adds what changed."""
        from .search_index import bring_up

        if self.out is None or delta.unindexed is None:
            return
        result, differing = delta.unindexed
        delta.unindexed = None
        with watch.part("检索索引"):
            delta.changed |= bring_up(self.store, result, self.out, self.by_hand, differing, self.anew)

    def finish(self) -> None:
        """Say that all is done: the next run may rely on it."""
        self.store.put_word("version", self.version)
