"""The command line: a verb is one function. Messages are Chinese; exit codes are a contract.

0 no errors · 1 errors found · 2 could not run · 3 a fault of the program.
"""

from __future__ import annotations

import contextlib
import gc
import os
import sys

SELDOM = 100_000, 20, 100
"""Objects that are made between two looks for cycles, and looks until older ones are looked through too: importing
and reading what is known make very many objects at once, and no cycles."""
gc.set_threshold(*SELDOM)

import click  # noqa: E402 - from here on much is imported

from .group import cli  # noqa: E402

__all__ = ["cli", "main"]


def main() -> None:
    """Entry point; a fault of the program ends with 3 and says what to send us."""
    try:
        cli()
    except SystemExit as ended:  # click ends with one, whatever came of it
        _leave(ended.code)
        raise
    except Exception as fault:
        if type(fault).__module__ == "sqlite3":  # after a power failure; imported by whoever raised it
            click.echo(
                f"无法运行：.gongkai 里的记录已损坏（{fault}）；删去 .gongkai 文件夹，再运行一次", err=True
            )
            sys.exit(2)
        if os.environ.get("GONGKAI_DEBUG"):
            import traceback

            traceback.print_exc()
        click.echo(f"程序故障（不是您的报告有误）：{type(fault).__name__}: {fault}", err=True)
        click.echo("请设 GONGKAI_DEBUG=1 重新运行，把输出连同报告文件发给维护者", err=True)
        sys.exit(3)


def _leave(code: object) -> None:
    """End at once, without taking apart what the system takes back anyway: that is a sixth of an edit.

    Everything was closed by whoever opened it. Returns where the last words could not be written.
    """
    with contextlib.suppress(OSError, ValueError):
        sys.stdout.flush()
        sys.stderr.flush()
        if isinstance(code, int):
            os._exit(code)
