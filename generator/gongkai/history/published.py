"""The public versions of the reports that an edit touches, as each side knows them.

They are known where the new side is what a publication would be made of: HEAD, or the working tree on top
of it, with the old side on its main line. Elsewhere neither side has them, and nothing is said of them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from ..load.project import Project
from ..model.version import History
from .repository import Repository
from .sources import Folder, Revision, Source
from .versions import SHALLOW, Past
from .walk import State, day_in_china, id_of, walk


def tell_versions(old: Source, new: Source, was: Project, now: Project, edited: Collection[str]) -> str:
    """Give both projects the histories of the edited reports that had been published; why not, in
    Chinese, where git has not all of them, else "".
    """
    if not isinstance(old, Revision) or not _published(was, edited):
        return ""
    repository = old.repository
    head = repository.commit("HEAD")
    here = isinstance(new, Folder) and new.root == repository.root
    if not here and not (isinstance(new, Revision) and new.commit == head):
        return ""
    if repository.shallow:
        return SHALLOW
    if repository.follows(head, old.commit):
        chains = _chains(repository, head, edited, here)
        later = {commit.id for commit in repository.log(head, "reports", since=old.commit)}
        earlier = dict(_before(chains.values(), later))
        now.histories = _made(repository, head, now, chains)
        was.histories = _made(repository, old.commit, was, earlier)
    return ""


def histories_at(
    repository: Repository, revision: str, project: Project, ids: Collection[str]
) -> dict[str, History]:
    """The histories that some reports had at a revision, for the project that was read there."""
    commit = repository.commit(revision)
    return (
        {}
        if repository.shallow
        else _made(repository, commit, project, _chains(repository, commit, ids, False))
    )


def _published(project: Project, ids: Collection[str]) -> bool:
    found = (project.reports.get(id_) for id_ in ids)
    return any(report and report.published for report in found)


def _chains(
    repository: Repository, head: str, edited: Collection[str], working: bool
) -> dict[str, list[State]]:
    """The states of the edited reports, the newest first; those of the working tree if it is the side."""
    found = walk(repository, head).states
    chains = {id_: [each for each in found.get(id_, ()) if each.point or working] for id_ in edited}
    return {id_: states for id_, states in chains.items() if len(states) > 1}


def _before(chains: Collection[Sequence[State]], later: Collection[str]) -> list[tuple[str, list[State]]]:
    """The states up to the old side, by the id that the report had there."""
    kept = [[each for each in states if each.point and each.point.id not in later] for states in chains]
    return [(id_of(states[0].path), states) for states in kept if len(states) > 1]


def _made(
    repository: Repository, last: str, project: Project, chains: Mapping[str, Sequence[State]]
) -> dict[str, History]:
    past = Past(repository, project.forms, project.bodies, day_in_china(repository.committed(last)))
    return {id_: made for id_, made in past.histories(chains).items() if made}
