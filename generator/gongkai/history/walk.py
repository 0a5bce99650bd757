"""From git's log to the states of every report's file, back to a commit that is known already."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta, timezone

from msgspec import Struct, field

from ..load.characters import HIDDEN
from ..load.scan import YEAR_FILE
from .listings import Commit, FileChange
from .repository import Repository

CHINA = timezone(timedelta(hours=8))


class Point(Struct, frozen=True):
    """A commit on the main line, as far as a version tells it."""

    id: str
    day: date
    """In China."""
    author: str
    subject: str


class State(Struct, frozen=True):
    """A report's file after one commit; without a commit, as it is in the working tree."""

    path: str
    blob: str
    point: Point | None


class Walk(Struct):
    """Going back in time: `names` are the paths that reports have at this point of it."""

    names: dict[str, str]
    present: frozenset[str]
    """Ids of the reports that there are now; others are remembered, should they come back."""
    left: set[str] = field(default_factory=set)
    """Paths that were somebody else's before a report moved there."""
    states: dict[str, list[State]] = field(default_factory=dict)
    """Id of a report → the states of its file, the newest first."""

    def take(self, change: FileChange, point: Point | None) -> None:
        """What one step back did to a file. One that was deleted and came back is the same report."""
        id_ = self.names.get(change.path) or self._gone(change.path)
        if not id_ or not change.new:
            return
        state = State(change.path, change.new.id, point)
        self.states[id_] = joined(self.states.get(id_, ()), [state])
        if _same_year(change.was, change.path) and (point is None or change.was not in self.names):
            del self.names[change.path]
            self.left.add(change.path)
            self.names[change.was] = id_
        elif change.old is None and id_ not in self.present:
            del self.names[change.path]

    def _gone(self, path: str) -> str:
        """The id of a report that was deleted later on, "" when the path is none's."""
        id_ = "" if path in self.left else id_of(path)
        if id_:
            self.names[path] = id_
        return id_


def joined(newer: Sequence[State], older: Sequence[State]) -> list[State]:
    """All states, the newest first. A commit that left the file as it was (it moved, or came back) is none,
    wherever one walk ends and what is known from an earlier one begins."""
    same = newer and older and newer[-1].blob and newer[-1].blob == older[0].blob
    return [*(newer[:-1] if same else newer), *older]


def walk(repository: Repository, head: str, since: str = "") -> Walk:
    """The states of the reports' files from the working tree back to HEAD, and to the commit `since`.

    Renames are followed where the year stays: a report is one body's for one year, and bodies move.
    """
    names = {path: id_ for path in repository.tree(head, "reports") if (id_ := id_of(path))}
    edits = repository.changes(head, None, "reports")
    names |= {each.path: id_ for each in edits if each.new and (id_ := id_of(each.path))}
    found = Walk(names, frozenset(names.values()))
    for change in edits:
        found.take(change, None)
    if since != head:
        _take(found, repository.log(head, "reports", since=since))
    return found


def _take(found: Walk, commits: Iterable[Commit]) -> None:
    for commit in commits:
        point = Point(
            commit.id, day_in_china(commit.committed), visible(commit.author), visible(commit.subject)
        )
        for change in commit.changes:
            found.take(change, point)


def visible(text: str) -> str:
    """What readers may be shown of a text that nobody checked: without characters that no report may have."""
    return HIDDEN.sub("", text)


def day_in_china(time: datetime) -> date:
    """The day on which something happened, wherever the clock that says so stands."""
    return time.astimezone(CHINA).date()


def id_of(path: str) -> str:
    """The id of the report in a file, "" for another file."""
    folder, _, name = path.removeprefix("reports/").rpartition("/")
    return f"{folder}/{name.removesuffix('.yml')}" if folder and YEAR_FILE.fullmatch(name) else ""


def _same_year(was: str, path: str) -> bool:
    return bool(was and id_of(was)) and was.rpartition("/")[2] == path.rpartition("/")[2]
