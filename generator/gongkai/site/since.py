"""What a change introduced: the findings of now that an earlier revision did not have."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ..check.run import check_project
from ..history.published import histories_at
from ..history.repository import Repository
from ..history.snapshot import project_at
from ..model.finding import Finding

PUBLIC = ("GK704", "GK705", "GK706")
"""Findings that rest on the public versions of a report."""


def fingerprints_at(root: Path, revision: str, findings: Iterable[Finding]) -> set[str]:
    """Fingerprints of all findings at a git revision of the site in `root`; `findings` are those of now.

    Raises RevisionError when git does not know the revision (a shallow clone has none but the newest) or the
    folder is no repository.
    """
    repository = Repository(root)
    told = {finding.subject for finding in findings if finding.code in PUBLIC}
    with project_at(repository, revision) as project:
        if told:
            project.histories = histories_at(repository, revision, project, told)
        return {finding.fingerprint for finding in check_project(project)}


def new_since(findings: Iterable[Finding], known: set[str]) -> list[Finding]:
    """The findings whose fingerprints are not among the known ones."""
    return [finding for finding in findings if finding.fingerprint not in known]
