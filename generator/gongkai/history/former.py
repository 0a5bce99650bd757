"""Earlier versions of a body's reports, whole, for the pages that show them as they were."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ..load.past import content, read_whole
from ..model.body import Body
from ..model.form import Form
from ..model.report import Report
from ..model.version import History
from .repository import Repository


def former_versions(
    root: Path, body: Body, histories: Mapping[str, History], forms: Mapping[str, Form]
) -> dict[str, dict[int, Report]]:
    """Report id → number → the report, of all versions but the present ones. `histories` are of the body's reports.

    Raises RevisionError when git does not give what it listed.
    """
    wanted = {id_: history.versions[:-1] for id_, history in histories.items() if len(history.versions) > 1}
    if not wanted:
        return {}
    blobs = dict.fromkeys(version.blob for versions in wanted.values() for version in versions)
    contents = dict(Repository(root).read(blobs))
    found: dict[str, dict[int, Report]] = {}
    for id_, versions in wanted.items():
        year = int(id_.rpartition("/")[2])
        for version in versions:
            read = content(contents[version.blob], version.path)
            if read and (report := read_whole(read, body, year, forms)):
                found.setdefault(id_, {})[version.number] = report
    return found
