"""Several processes find what one finds, in the same order."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import time
import weakref
from pathlib import Path

import pytest

import samples
from gongkai import processes
from gongkai.check import claims
from gongkai.check.run import check_project
from gongkai.load.project import load_project


def town(root: Path, number: int, text: str) -> None:
    folder = root / f"reports/shi/zhen{number}"
    folder.mkdir(parents=True)
    (folder / "body.yml").write_text(f"name: 示例市第{number}镇人民政府\nkind: township\n", "utf-8")
    (folder / "2020.yml").write_text(text, "utf-8")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Twelve towns: most right, one with a sum that fails, one that cannot be read, one hybrid."""
    good = samples.seed()
    for number in range(9):
        town(tmp_path, number, good)
    town(tmp_path, 9, good.replace("35, 0, 0, 0, 11, 0, 46", "35, 0, 0, 0, 11, 0, 47"))
    town(tmp_path, 10, "overview: [")
    town(tmp_path, 11, "form: {reconsideration_and_litigation: 2021}\n" + good)
    return tmp_path


def test_reports_and_findings_do_not_depend_on_the_number_of_processes(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = load_project(root)
    alone = check_project(one)
    monkeypatch.setattr(processes, "LEAST", 2)
    monkeypatch.setattr(processes, "cores", lambda: 3)
    many = load_project(root)
    assert (many.reports.keys(), many.unread, many.findings) == (one.reports.keys(), one.unread, one.findings)
    assert [report.cells for report in many.reports.values()] == [
        report.cells for report in one.reports.values()
    ]
    assert check_project(many) == alone


def test_another_process_does_it_meanwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "cores", lambda: 2)
    waited = processes.meanwhile(lambda: ["镇" * 100_000, os.getpid()])
    assert waited
    found, process = waited()
    assert (found, process == os.getpid()) == ("镇" * 100_000, False)


def test_what_another_process_failed_to_do_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    here = os.getpid()
    monkeypatch.setattr(processes, "cores", lambda: 2)
    waited = processes.meanwhile(lambda: {here: "done"}[os.getpid()])
    assert waited
    assert waited() == "done"


def test_forms_and_bodies_are_not_copied(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "LEAST", 2)
    monkeypatch.setattr(processes, "cores", lambda: 2)
    project = load_project(root)
    report = project.reports["shi/zhen3/2020"]
    assert report.form is project.forms["2019"]
    assert report.body is project.bodies["shi/zhen3"]


def test_a_fault_in_a_process_is_not_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "LEAST", 2)
    monkeypatch.setattr(processes, "cores", lambda: 2)

    def work(items: object) -> int:
        raise ZeroDivisionError("a fault")

    with pytest.raises(ZeroDivisionError, match="a fault"):
        list(processes.in_pieces(work, range(10)))


def test_a_report_that_is_done_with_is_gone_without_a_collector(root: Path) -> None:
    """There is none while reports are worked on, so that circles would stay until the end."""
    project = load_project(root)
    report = weakref.ref(project.reports["shi/zhen0/2020"])
    check_project(project)
    claims._kept.clear()
    gc.disable()
    try:
        del project
        assert report() is None
    finally:
        gc.enable()


WAITS = """
import os, time
from gongkai.processes import in_pieces

def work(some):
    os.write(1, f"{os.getpid()}\\n".encode())  # at once: where output is not buffered, print writes two pieces
    time.sleep(60)

list(in_pieces(work, range(4), least=0))
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="processes are forked on Linux only")
@pytest.mark.skipif(processes.cores() < 2, reason="one core forks nothing")
def test_processes_end_with_the_one_that_started_them() -> None:
    """It may be killed, and then cannot tell them."""
    with subprocess.Popen([sys.executable, "-c", WAITS], stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        workers = [int(program.stdout.readline()) for _ in range(2)]
        program.kill()
    deadline = time.monotonic() + 20
    while any(is_running(each) for each in workers):
        assert time.monotonic() < deadline
        time.sleep(0.01)


def is_running(process: int) -> bool:
    """Whether there is such a process that has not ended; one that nobody has asked for its end is a zombie."""
    try:
        return "State:\tZ" not in Path(f"/proc/{process}/status").read_text("utf-8")
    except (FileNotFoundError, ProcessLookupError):
        return False
