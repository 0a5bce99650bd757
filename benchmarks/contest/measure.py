"""What a command and all its processes use: seconds of the clock and of the processors, and memory."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

INTERVAL = 0.05
"""Seconds between two looks at the memory."""


class Failed(Exception):
    """A command ended otherwise than it may; the message has its last words."""


@dataclass(frozen=True, slots=True)
class Used:
    """Wall and CPU seconds, and the peak of the memory of all processes together in MB (10⁶ bytes)."""

    wall: float
    cpu: float
    peak: float


def run(command: Sequence[str], folder: Path, may_end_with: Collection[int] = (0,)) -> Used:
    """Run a command to its end in a folder. Raises Failed."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
    with tempfile.TemporaryFile() as said:
        began = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=said, stderr=said)
        watch = Watch(process.pid)
        watch.start()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - began
        watch.stop()
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in may_end_with:
            said.seek(0)
            words = said.read()[-2000:].decode("utf-8", "replace")
            raise Failed(f"{' '.join(command)} ended with {process.returncode}:\n{words}")
    largest = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return Used(wall, usage.ru_utime + usage.ru_stime, max(watch.peak, largest) / 1e6)


class Watch(threading.Thread):
    """Looks at the memory of a process and its descendants, each shared page counted once (Linux).

    What comes and goes between two looks is missed; the largest single process is known all the same.
    """

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid, self.peak, self.ended = pid, 0, threading.Event()

    def run(self) -> None:
        while not self.ended.wait(INTERVAL):
            self.peak = max(self.peak, sum(map(memory, family(self.pid))))

    def stop(self) -> None:
        self.ended.set()
        self.join()


def family(pid: int) -> list[int]:
    """The process and its descendants."""
    found = [pid]
    for each in found:
        for file in Path(f"/proc/{each}/task").glob("*/children"):
            try:
                found += map(int, file.read_text().split())
            except OSError:  # it has just ended
                continue
    return found


def memory(pid: int) -> int:
    """Bytes of memory of a process, of pages that it shares only its part; 0 when it has ended."""
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in text.splitlines() if line.startswith("Pss:")), 0)
