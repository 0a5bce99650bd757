"""What a change introduced: the findings of now that an earlier revision did not have."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ..check.run import check_project
from ..history.repository import Repository
from ..history.snapshot import project_at
from ..model.finding import Finding


def fingerprints_at(root: Path, revision: str, only: Iterable[str] | None = None) -> set[str]:
    """Fingerprints of all findings at a git revision of the site in `root`.

    `only` limits the reports checked there. Raises RevisionError when git does not know the
    revision (a shallow clone has none but the newest) or the folder is no repository.
    """
    with project_at(Repository(root), revision) as project:
        ids = None if only is None else [id_ for id_ in only if id_ in project.reports]
        return {finding.fingerprint for finding in check_project(project, ids)}


def new_since(findings: Iterable[Finding], known: set[str]) -> list[Finding]:
    """The findings whose fingerprints are not among the known ones."""
    return [finding for finding in findings if finding.fingerprint not in known]
