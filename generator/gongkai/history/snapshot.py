"""A revision of a site as a project: its files in a folder that lasts as long as they are needed."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from ..load.project import Project, load_project
from .listings import EXECUTABLE, FILE, LINK, Blob
from .repository import Repository

DATA = ("reports", "forms")
"""The folders that a project is read from."""


@contextmanager
def project_at(repository: Repository, revision: str) -> Iterator[Project]:
    """The project of a revision. Its root is gone afterwards.

    Raises RevisionError when git does not know the revision, FormError when a form of it is unusable.
    """
    files = repository.tree(revision, *DATA)
    with tempfile.TemporaryDirectory(prefix="gongkai-") as name:
        unpack(repository, files, Path(name))
        yield load_project(Path(name))


def unpack(repository: Repository, files: Mapping[str, Blob], folder: Path) -> None:
    """Write files of a revision below a folder.

    A symbolic link becomes one that leads nowhere: it is refused as a link, and its target is never read.
    """
    by_id: dict[str, list[str]] = {}
    for path, blob in files.items():
        if blob.mode in (FILE, EXECUTABLE, LINK):
            by_id.setdefault(blob.id, []).append(path)
    (folder / DATA[0]).mkdir(exist_ok=True)
    made: set[Path] = set()
    for id_, data in repository.read(by_id):
        for path in by_id[id_]:
            file = folder / path
            if file.parent not in made:
                file.parent.mkdir(parents=True, exist_ok=True)
                made.add(file.parent)
            if files[path].mode == LINK:
                file.symlink_to("nowhere")
            else:
                file.write_bytes(data)
