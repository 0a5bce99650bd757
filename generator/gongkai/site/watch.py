"""Where the time goes, and how far a long step is: noted here by the steps, shown by the command line."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator, Mapping

spent: dict[str, float] = {}
"""Name of a step → seconds; of one that runs in several processes, those of all together."""
Bar = Callable[[str, int, int], None]


def _nowhere(what: str, done: int, total: int) -> None:
    pass


_bar: Bar = _nowhere


@contextlib.contextmanager
def part(name: str) -> Iterator[None]:
    """A step, whose time is noted."""
    began = time.perf_counter()
    try:
        yield
    finally:
        note({name: time.perf_counter() - began})


def note(times: Mapping[str, float]) -> None:
    """Add what steps took, as another process says."""
    for name, seconds in times.items():
        spent[name] = spent.get(name, 0.0) + seconds


def taken() -> dict[str, float]:
    """What was noted so far; then it begins anew."""
    found = dict(spent)
    spent.clear()
    return found


def show(bar: Bar) -> None:
    """Have steps shown by this from now on."""
    global _bar
    _bar = bar


def step(what: str, done: int, total: int) -> None:
    """Say that so many of so many are done."""
    _bar(what, done, total)
