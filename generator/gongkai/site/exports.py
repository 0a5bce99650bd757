"""The files of reports for whoever asks for them: the same as on the site."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from ..exporting import record
from ..files import put
from ..load.project import Project
from ..model.finding import Finding
from .body_files import report_files


def export_reports(
    project: Project, ids: Iterable[str], findings: Sequence[Finding], folder: Path, format_: str | None
) -> int:
    """Write the files of these reports below a folder of the user's, all or those of one format
    (json, csv), under the names that they have on the site; returns how many. Raises OSError.
    """
    count = 0
    for id_ in ids:
        report = project.reports[id_]
        mine = [each for each in findings if each.subject == id_]
        for ending, text in report_files(
            report, record.head(report, project.bodies, mine, project.histories.get(id_))
        ):
            if format_ is None or f".{format_}" in ending:
                put(f"{folder}/{id_}{ending}", text.encode("utf-8") if isinstance(text, str) else text)
                count += 1
    return count
