"""The command line: a verb is one function. Messages are Chinese; exit codes are a contract.

0 no errors · 1 errors found · 2 could not run · 3 a fault of the program.
"""

from __future__ import annotations

import os
import sys
import traceback

import click

from .author import bind, claims, fmt, new
from .board import board
from .demo import demo
from .difference import diff
from .export import export
from .group import cli
from .office import codeowners
from .publish import build, links, render, serve
from .request import comment, record_review
from .review import check, explain, reference, verify
from .starting import init, upgrade

for command in (
    check,
    board,
    render,
    build,
    links,
    serve,
    new,
    fmt,
    bind,
    claims,
    export,
    diff,
    verify,
    explain,
    reference,
    demo,
    record_review,
    comment,
    codeowners,
    init,
    upgrade,
):
    cli.add_command(command)


def main() -> None:
    """Entry point; a fault of the program ends with 3 and says what to send us."""
    try:
        cli()
    except Exception as fault:
        if os.environ.get("GONGKAI_DEBUG"):
            traceback.print_exc()
        click.echo(f"程序故障（不是您的报告有误）：{type(fault).__name__}: {fault}", err=True)
        click.echo("请设 GONGKAI_DEBUG=1 重新运行，把输出连同报告文件发给维护者", err=True)
        sys.exit(3)
