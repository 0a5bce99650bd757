"""What a change of forms, checks or templates does to reports that nobody edited: findings and pages."""

from __future__ import annotations

import filecmp
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ..check.run import check_project
from ..history.repository import Repository
from ..history.sides import Sides
from ..history.snapshot import unpack
from ..history.sources import PROGRAM, Folder, Revision, Source
from ..load.project import Project
from ..model.difference import Cause, ProgramEffect, Told
from ..model.finding import Finding, Severity
from ..render.findings import message
from .render import render

RUN = "from gongkai.cli import main; main()"
SETTINGS = "mkdocs.yml"


class ProgramError(Exception):
    """A version of the program does not run on the reports; the message is Chinese."""


def of_forms(sides: Sides) -> ProgramEffect:
    """What a change of the site's own forms does, by the program that is running."""
    with tempfile.TemporaryDirectory(prefix="gongkai-") as name:
        was, now = Path(name) / "was", Path(name) / "now"
        settings = sides.new.root / SETTINGS
        if settings.is_file():
            shutil.copyfile(settings, sides.old.root / SETTINGS)
        old, new = (_written(each, out) for each, out in ((sides.old, was), (sides.new, now)))
        return _effect(Cause.FORMS, len(sides.new.reports), old, new, _pages(was, now))


def _written(project: Project, out: Path) -> dict[str, Told]:
    findings = check_project(project)
    render(project.root, out)
    return {each.fingerprint: _told(each) for each in findings}


def of_program(old: Source, new: Source) -> ProgramEffect:
    """What a change of the program does to the reports of the new side. Both programs are run, as processes
    of their own that are given nothing of our environment. Raises ProgramError.
    """
    with tempfile.TemporaryDirectory(prefix="gongkai-") as name:
        top = Path(name)
        data = top / "data"
        data.mkdir()
        new.unpack(new.files, data)
        with _program(old, top / "old") as before, _program(new, top / "new") as after:
            was, reports = _by(before, data, top / "was", old.name)
            now, _ = _by(after, data, top / "now", new.name)
        return _effect(Cause.PROGRAM, reports, was, now, _pages(top / "was", top / "now"))


@contextmanager
def _program(source: Source, folder: Path) -> Iterator[Path]:
    """The folder of the program as it was in a revision, or as it lies in a site's folder."""
    if isinstance(source, Revision):
        repository: Repository = source.repository
        folder.mkdir()
        unpack(repository, repository.tree(source.commit, PROGRAM), folder)
        yield folder / PROGRAM
    elif isinstance(source, Folder):
        yield source.top / PROGRAM


def _by(program: Path, data: Path, out: Path, name: str) -> tuple[dict[str, Told], int]:
    """The findings that a version of the program tells, and how many reports it knows; its pages go to `out`."""
    checked = _run(program, name, "check", "--format", "json", "--root", str(data))
    _run(program, name, "render", "--root", str(data), "--out", str(out))
    try:
        read = json.loads(checked)
        return {str(each["fingerprint"]): _read(each) for each in read["findings"]}, int(
            read["summary"]["reports"]
        )
    except (ValueError, KeyError, TypeError) as error:
        raise ProgramError(f"版本“{name}”的程序没有给出可读的核验结果") from error


def _run(program: Path, name: str, *arguments: str) -> bytes:
    environment = {
        "PATH": os.environ.get("PATH", os.defpath),
        "PYTHONPATH": str(program),
        "PYTHONUTF8": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    done = subprocess.run(  # noqa: S603 - asked for: both versions of the program are to be run
        [sys.executable, "-P", "-c", RUN, *arguments],
        capture_output=True,
        check=False,
        env=environment,
        cwd=program.parent,
    )
    if done.returncode not in (0, 1):
        words = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise ProgramError(f"版本“{name}”的程序不能运行：{words[-1] if words else '没有说明原因'}")
    return done.stdout


def _effect(
    cause: Cause, reports: int, old: Mapping[str, Told], new: Mapping[str, Told], pages: Iterable[str]
) -> ProgramEffect:
    return ProgramEffect(
        cause,
        reports,
        tuple(each for print_, each in new.items() if print_ not in old),
        tuple(each for print_, each in old.items() if print_ not in new),
        tuple(pages),
    )


def _pages(was: Path, now: Path) -> list[str]:
    """The addresses of the pages that are not the same in both folders, or in one of them only."""
    names = {file.relative_to(top).as_posix() for top in (was, now) for file in top.rglob("*.md")}
    return [_address(name) for name in sorted(names) if not _same(was / name, now / name)]


def _same(was: Path, now: Path) -> bool:
    return was.is_file() and now.is_file() and filecmp.cmp(was, now, shallow=False)


def _address(name: str) -> str:
    return f"{name.removesuffix('index.md')}" or "首页"


def _told(finding: Finding) -> Told:
    subject = finding.subject or finding.place.file
    return Told(subject, finding.code, finding.severity, finding.name, message(finding), finding.fingerprint)


def _read(entry: Mapping[str, Any]) -> Told:
    """A finding of a report or file, as `check --format json` tells it."""
    file = str(entry["file"])
    subject = file.removeprefix("reports/").removesuffix(".yml")
    severity = Severity[str(entry["severity"]).upper()]
    words = (str(entry[key]) for key in ("name", "message", "fingerprint"))
    return Told(subject, str(entry["code"]), severity, *words)
