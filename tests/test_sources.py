"""What is looked at under reports/ again is what a first look finds, however little of it is examined."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from gongkai import processes
from gongkai.site import sources
from gongkai.site.sources import Sources, ask, look
from gongkai.site.store import Store

LATER = time.time_ns() + 10**12
"""A time at which everything written now is long past."""


@pytest.fixture(autouse=True, params=["few", "many"])
def many(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of very many folders it is asked in all processes which are as they were."""
    if request.param == "many":
        monkeypatch.setattr(sources, "MANY", 0)


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    for name in (
        "qu/body.yml",
        "qu/2020.yml",
        "qu/2021.yml",
        "qu/zhen/body.yml",
        "qu/zhen/2020.yml",
        "cun/a.docx",
    ):
        file = tmp_path / "reports" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(name, "utf-8")
    return tmp_path / "reports"


def rewritten(reports: Path) -> None:
    """Of the same size, with the same times."""
    file = reports / "qu/zhen/2020.yml"
    looks = file.stat()
    file.write_text(file.read_text("utf-8").upper(), "utf-8")
    os.utime(file, ns=(looks.st_atime_ns, looks.st_mtime_ns))


def moved(reports: Path) -> None:
    (reports / "qu/zhen").rename(reports / "xiang")


def linked(reports: Path) -> None:
    (reports / "qu/2020.yml").rename(reports.parent / "aside.yml")
    (reports / "qu/2020.yml").symlink_to(reports.parent / "aside.yml")


def folder_linked(reports: Path) -> None:
    (reports / "qu/zhen").rename(reports.parent / "aside")
    (reports / "qu/zhen").symlink_to(reports.parent / "aside", target_is_directory=True)


EDITS: dict[Callable[[Path], object], set[str]] = {
    lambda reports: None: set(),
    lambda reports: (reports / "qu/2020.yml").touch(): set(),
    rewritten: {"qu/zhen"},
    moved: {"qu/zhen", "xiang"},
    linked: {"qu"},
    folder_linked: {"qu/zhen"},
    lambda reports: (reports / "qu/2021.yml").unlink(): {"qu"},
    lambda reports: (reports / "qu/2021.yml").rename(reports / "qu/2022.yml"): {"qu"},
    lambda reports: (reports / "qu/2023.yml").write_text("new", "utf-8"): {"qu"},
    lambda reports: (reports / "qu/Bad.yml").write_text("refused", "utf-8"): set(),
    lambda reports: (reports / "qu/body.yml").unlink(): {"qu"},
    lambda reports: (reports / "cun").rename(reports / "Cun"): {"cun"},
    lambda reports: shutil.rmtree(reports / "qu"): {"qu", "qu/zhen"},
    lambda reports: shutil.rmtree(reports): {"qu", "qu/zhen", "cun"},
}


def told(found: Sources) -> object:
    seen = {
        folder: {name: digest for name, (_, digest) in files.items()}
        for folder, (_, files) in found.seen.items()
    }
    return seen, found.files(), sorted(found.body_files()), found.findings


@pytest.mark.parametrize(("edit", "changed"), EDITS.items())
def test_a_second_look_finds_what_a_first_one_does(
    reports: Path, edit: Callable[[Path], object], changed: set[str]
) -> None:
    before = look(reports, {}, LATER)
    edit(reports)
    after = look(reports, before.seen, LATER)
    assert told(after) == told(look(reports, {}, LATER))
    assert after.changed == changed


@pytest.mark.parametrize(("edit", "changed"), EDITS.items())
def test_another_process_finds_the_folders_that_differ(
    reports: Path, edit: Callable[[Path], object], changed: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = look(reports, {}, LATER)
    store = Store(file := reports.parent / "known.db")
    store.clear()
    store.put_seen(before.seen)
    store.close()
    edit(reports)
    monkeypatch.setattr(processes, "cores", lambda: 2)
    after = look(reports, before.seen, LATER, ask(reports, file))
    assert (told(after), after.changed) == (told(look(reports, {}, LATER)), changed)


def test_what_was_refused_is_told_at_every_look(reports: Path) -> None:
    (reports / "qu/Bad.yml").write_text("refused", "utf-8")
    before = look(reports, {}, LATER)
    after = look(reports, before.seen, LATER)
    assert [each.place.file for each in after.findings] == ["reports/qu/Bad.yml"]
    assert (after.findings, after.changed) == (before.findings, set())


def test_what_was_written_just_now_is_read_again(reports: Path) -> None:
    now = (reports / "qu/2020.yml").stat().st_mtime_ns
    before = look(reports, {}, now)
    rewritten(reports)
    assert look(reports, before.seen, now).changed == {"qu/zhen"}
