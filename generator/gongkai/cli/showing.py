"""What people see while they wait: a bar on a terminal, and where the time went when they ask."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

import click

from ..site import watch

if TYPE_CHECKING:
    from collections.abc import Mapping

PATIENCE = 2.0
"""Seconds that nobody needs a bar for."""


def show_progress() -> None:
    """Bars with rate and time left on a terminal; nothing in a pipe or in CI."""
    if sys.stderr.isatty() and not os.environ.get("CI"):
        watch.show(_Bars())


class _Bars:
    """One bar after another, each once it has taken longer than PATIENCE."""

    def __init__(self) -> None:
        self.what = ""
        self.bar: Any = None

    def __call__(self, what: str, done: int, total: int) -> None:
        from tqdm import tqdm  # not before it shows

        if what != self.what:
            self._end()
            self.what = what
            self.bar = tqdm(
                total=total, desc=what, unit="份", delay=PATIENCE, leave=False, dynamic_ncols=True
            )
        self.bar.total = total
        self.bar.update(done - self.bar.n)
        if done >= total:
            self._end()

    def _end(self) -> None:
        if self.bar is not None:
            self.bar.close()
        self.what, self.bar = "", None


def show_times(times: Mapping[str, float], all_: float) -> None:
    """Where the time went, to stderr."""
    click.echo("用时（秒；由多个进程分做的各步，是各进程用时之和）：", err=True)
    for name, seconds in times.items():
        click.echo(f"  {seconds:8.2f}  {name}", err=True)
    click.echo(f"  {all_:8.2f}  从开始到结束", err=True)
