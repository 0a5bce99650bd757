"""What a change introduced: the findings of now that an earlier revision did not have."""

from __future__ import annotations

import io
import subprocess
import tarfile
import tempfile
from collections.abc import Iterable
from pathlib import Path

from ..check.run import check_project
from ..load.project import load_project
from ..model.finding import Finding


class RevisionError(Exception):
    """The revision cannot be read; the message is Chinese."""


def fingerprints_at(root: Path, revision: str, only: Iterable[str] | None = None) -> set[str]:
    """Fingerprints of all findings at a git revision of the site in `root`.

    `only` limits the reports checked there. Raises RevisionError when git does not know the
    revision (a shallow clone has none but the newest) or the folder is no repository.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with tarfile.open(fileobj=io.BytesIO(_archive(root, revision))) as archive:
            archive.extractall(folder, filter="data")
        (folder / "reports").mkdir(exist_ok=True)
        project = load_project(folder)
        ids = None if only is None else [id_ for id_ in only if id_ in project.reports]
        return {finding.fingerprint for finding in check_project(project, ids)}


def new_since(findings: Iterable[Finding], known: set[str]) -> list[Finding]:
    return [finding for finding in findings if finding.fingerprint not in known]


def _archive(root: Path, revision: str) -> bytes:
    """A tar of reports/ and forms/ as they were."""
    if revision.startswith("-"):
        raise RevisionError(f"“{revision}”不是 git 版本")
    here = ["git", "-C", str(root)]
    listed = subprocess.run(  # noqa: S603 - a fixed program, arguments not run by a shell
        [*here, "ls-tree", "--name-only", f"{revision}:./"], capture_output=True, text=True, check=False
    )
    if listed.returncode:
        raise RevisionError(f"git 里没有版本“{revision}”；浅克隆请先取回历史（git fetch --unshallow）")
    folders = [name for name in ("reports", "forms") if name in listed.stdout.split()]
    made = subprocess.run(  # noqa: S603 - as above
        [*here, "archive", "--format=tar", revision, *folders], capture_output=True, check=False
    )
    if made.returncode:
        raise RevisionError(f"读不出版本“{revision}”：{made.stderr.decode(errors='replace').strip()}")
    return made.stdout
