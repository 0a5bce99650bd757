"""The live preview is told of every change of what is watched, and of nothing else."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from watchdog.events import FileSystemEvent, FileSystemEventHandler

from gongkai.site.watcher import Watcher


class Noted(FileSystemEventHandler):
    def __init__(self) -> None:
        self.told = threading.Event()

    def on_any_event(self, event: FileSystemEvent) -> None:
        assert not event.is_directory  # of folders MkDocs' server takes no notice
        self.told.set()


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[tuple[Path, Noted]]:
    for name in ("reports/qu/2020.yml", "reports/qu/2021.yml", "mkdocs.yml", "beside.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, "utf-8")
    noted, watcher = Noted(), Watcher(0.02)
    for name in ("reports", "mkdocs.yml"):
        watcher.schedule(noted, str(tmp_path / name))
    watcher.start()
    yield tmp_path, noted
    watcher.stop()
    watcher.join()


EDITS: list[Callable[[Path], object]] = [
    lambda root: (root / "reports/qu/2020.yml").write_text("edit", "utf-8"),
    lambda root: (root / "reports/qu/2021.yml").unlink(),
    lambda root: (root / "reports/qu/zhen").mkdir() or (root / "reports/qu/zhen/body.yml").touch(),
    lambda root: (root / "reports/qu").rename(root / "reports/xian"),
    lambda root: (root / "mkdocs.yml").write_text("edit", "utf-8"),
]


@pytest.mark.parametrize("edit", EDITS)
def test_a_change_is_told(watched: tuple[Path, Noted], edit: Callable[[Path], object]) -> None:
    root, noted = watched
    edit(root)
    assert noted.told.wait(10)


def test_nothing_is_told_of_what_is_not_watched(watched: tuple[Path, Noted]) -> None:
    root, noted = watched
    (root / "beside.txt").write_text("edit", "utf-8")
    assert not noted.told.wait(0.2)
