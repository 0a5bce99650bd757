"""The public versions of all reports, from git's data alone.

A version is public from the commit on the main line (first parents of HEAD) on with which `published`
is set and has come: not after the day of the commit, or of the next one that changes the report, or of
HEAD. What was committed before is a draft. docs/developers/versions.md says it in full.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

from ..load.past import Content, content, read_both, read_whole
from ..model.body import Body
from ..model.difference import Aspect
from ..model.form import Form
from ..model.printed import REFERENCE, with_figures
from ..model.report import Correction, Report
from ..model.version import History, Revised, Version
from ..processes import in_pieces
from .changes import of_reports, texts
from .histories import Histories
from .memory import Memory, packed
from .repository import Repository, RevisionError
from .walk import CHINA, Point, State, Walk, day_in_china, id_of, joined, walk

WORK = ".gongkai"
SHALLOW = "这是浅克隆，取不到全部历史，因此不显示历次版本，也不核对更正；请运行 git fetch --unshallow"
REMARKS = (Aspect.ACCEPTED, Aspect.CORRECTION)
"""Changes of what is said about values; no value is another by them."""


def histories_in(root: Path, forms: Mapping[str, Form], bodies: Mapping[str, Body]) -> Histories:
    """See `read_histories`, of a folder in a repository."""
    try:
        repository = Repository(root)
        if repository.shallow:
            return Histories(warning=SHALLOW)
        return _read(repository, forms, bodies)
    except RevisionError as error:
        return Histories(warning=f"读不出历次版本：{error}")


def _read(repository: Repository, forms: Mapping[str, Form], bodies: Mapping[str, Body]) -> Histories:
    try:
        head = repository.commit("HEAD")
    except RevisionError:  # nothing is committed yet
        return Histories()
    memory = Memory(repository.root / WORK / "history.sqlite", _edition(forms))
    since = memory.head if memory.head and repository.follows(head, memory.head) else ""
    found = walk(repository, head, since)
    chains = _chains(found, memory) if since else found.states
    past = Past(repository, forms, bodies, day_in_china(repository.committed(head)))
    committed = {id_: [each for each in states if each.point] for id_, states in chains.items()}
    several = {id_: states for id_, states in committed.items() if len(states) > 1}
    made = past.histories({id_: states for id_, states in several.items() if id_ in found.present})
    edited = {
        id_: states for id_, states in chains.items() if states and not states[0].point and len(states) > 1
    }
    if head != memory.head:
        memory.keep(head, committed, made, whole=not since)
    kept = {id_: text for id_, text in (memory.histories() if since else {}).items() if id_ in found.present}
    kept |= {id_: packed(each) for id_, each in made.items() if each}
    pending = {id_: each for id_, each in past.histories(edited).items() if each}
    return Histories(kept, pending)


def _chains(found: Walk, memory: Memory) -> dict[str, list[State]]:
    """The whole chains of the reports that were touched since, and of those that were not public then."""
    before = {id_: id_of(path) for path, id_ in found.names.items()}
    wanted = {id_: before[id_] for id_ in {*found.states, *memory.drafts()} if id_ in before}
    known = memory.states(wanted.values())
    return {id_: joined(found.states.get(id_, ()), known.get(old, ())) for id_, old in wanted.items()}


def _edition(forms: Mapping[str, Form]) -> str:
    """Of what decides how values are called, besides the files."""
    digest = hashlib.sha256()
    for id_, form in sorted(forms.items()):
        digest.update(repr((id_, form.name, sorted(form.labels.items()))).encode())
    return digest.hexdigest()


class Past:
    """Makes histories of states; `last` is the day of HEAD."""

    def __init__(
        self, repository: Repository, forms: Mapping[str, Form], bodies: Mapping[str, Body], last: date
    ) -> None:
        self.repository, self.forms, self.bodies, self.last = repository, forms, bodies, last

    def histories(self, chains: Mapping[str, Sequence[State]]) -> dict[str, History | None]:
        """Report → its history, from states with the newest first; None for one that was never public."""

        def work(ids: Sequence[str]) -> dict[str, History | None]:
            blobs = dict.fromkeys(state.blob for id_ in ids for state in chains[id_] if state.blob)
            contents = dict(self.repository.read(blobs))
            return {id_: self._history(id_, chains[id_], contents) for id_ in ids}

        made: dict[str, History | None] = {}
        for piece in in_pieces(work, list(chains)):
            made |= piece
        return made

    def _history(self, id_: str, states: Sequence[State], contents: Mapping[str, bytes]) -> History | None:
        steps = list(self._steps(id_, states, contents))
        made: list[Version] = []
        stated: tuple[Correction, ...] = ()
        pending: tuple[Revised, ...] = ()
        for place, (state, report, revised) in enumerate(steps):
            point = state.point
            if point is None:
                pending = revised if made else ()
            elif made and revised:
                made.append(_version(len(made) + 1, state, point, point.day, report, revised))
            elif not made and report.published:
                following = steps[place + 1][0].point if place + 1 < len(steps) else None
                if report.published <= (following.day if following else self.last):
                    day = max(point.day, report.published)
                    made.append(_version(1, state, point, day, report))
                    stated = report.corrections
        on = day_in_china(datetime.now(CHINA)) if pending else None
        return History(tuple(made), stated, pending, on) if made else None

    def _steps(
        self, id_: str, states: Sequence[State], contents: Mapping[str, bytes]
    ) -> list[tuple[State, Report, tuple[Revised, ...]]]:
        """The states that could be read, the oldest first, each with what it revised of the one before.

        They are read backwards, because the newest is known to be whole: of the others, and of it, only
        what differs is read.
        """
        body, _, year = id_.rpartition("/")
        read = [(state, found) for state in states if (found := self._content(state, contents))]
        if not read or body not in self.bodies:
            return []
        of_body = (self.bodies[body], int(year), self.forms)
        steps = []
        after, content_after = read[0]
        report, _ = read_both(content_after, content_after, *of_body)
        for state, found in read[1:]:
            if state.blob == after.blob:  # what was between could not be read, and was taken back
                after = state
                continue
            old, new = read_both(found, content_after, *of_body)
            if old and new and _refers(old, new):  # what is printed there depends on cells
                old, new = read_whole(found, *of_body), read_whole(content_after, *of_body)
            if old is None or new is None:
                continue
            steps.append((after, new, tuple(revisions(old, new))))
            after, content_after, report = state, found, old
        return [*([(after, report, ())] if report else []), *reversed(steps)]

    def _content(self, state: State, contents: Mapping[str, bytes]) -> Content | None:
        data = contents.get(state.blob)
        return content((self.repository.root / state.path).read_bytes() if data is None else data, state.path)


def _version(
    number: int, state: State, point: Point, day: date, report: Report, revised: tuple[Revised, ...] = ()
) -> Version:
    return Version(
        number,
        day,
        point.id,
        point.author,
        point.subject,
        state.path,
        state.blob,
        report.published,
        revised,
    )


def revisions(old: Report, new: Report) -> Iterator[Revised]:
    """The values that differ, as corrections have to tell them."""
    values, prose = of_reports(old, new)
    for each in values:
        if each.aspect not in REMARKS:
            yield Revised(each.route, each.where, each.was or "", each.now or "")
    mine, theirs = texts(old), texts(new)
    for text in prose:
        was = with_figures(mine.get(text.route, ""), old)
        now = with_figures(theirs.get(text.route, ""), new)
        if was != now:
            yield Revised(text.route, text.where, was, now, prose=True)


def _refers(*reports: Report) -> bool:
    """Whether a text that was read names a cell whose figure is printed in its place."""
    return any(REFERENCE.search(text) for report in reports for text in texts(report).values())
