"""For pull requests: the record of a review, and the comment that is made of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec.structs import replace

from ..load.forms import FormError
from ..review import comment as comments
from ..review import record
from .difference import NoEffect, explained
from .group import ROOT, CannotRun, root_of, shown

if TYPE_CHECKING:
    from ..model.difference import Difference

SUMMARY = 300_000
"""Characters of a job summary, of at most three bytes each: GitHub takes 1 MiB, or nothing."""


@click.command("review")
@click.argument("old", metavar="REV")
@click.argument("new", metavar="[REV2]", default="HEAD")
@ROOT
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="审阅材料写到哪个文件。"
)
@click.option(
    "--summary", type=click.Path(path_type=Path, dir_okay=False), help="说明（Markdown）续写到哪个文件。"
)
@click.option("--program", is_flag=True, help="程序有改动时，运行两个版本各自的程序，如同 gongkai diff。")
def record_review(
    old: str, new: str, root: Path | None, out: Path, summary: Path | None, program: bool
) -> None:
    """写出合并请求的审阅材料：从 git 版本 REV 到 REV2（默认 HEAD）改了什么、牵动了什么，不超过 64 KB。"""
    from ..render.diff.markdown import as_markdown
    from ..render.diff.wording import parts_of

    difference = _difference(root_of(root), old, new, program)
    parts = tuple(parts_of(difference))
    data = record.dump(record.Review(parts, silent=difference.nothing))
    try:
        out.write_bytes(data)
        if summary:
            with summary.open("a", encoding="utf-8", newline="\n") as file:
                file.write(as_markdown(parts, SUMMARY) + "\n")
    except OSError as error:
        raise CannotRun(f"写不了文件：{error.strerror}（{error.filename}）") from error
    click.echo(f"已写出审阅材料 {shown(out)}：{len(data)} 字节")


def _difference(root: Path, old: str, new: str, program: bool) -> Difference:
    from ..history.repository import Repository, RevisionError
    from ..history.sources import Revision

    try:
        repository = Repository(root)
        sources = Revision(repository, old), Revision(repository, new)
        try:
            found = explained(*sources, program)
        except NoEffect as error:  # a reviewer is told all the rest
            click.echo(f"没有计算程序改动的影响：{error.message}", err=True)
            found = explained(*sources, False)
    except RevisionError as error:
        raise CannotRun(str(error)) from error
    except FormError as error:
        raise CannotRun(f"表式文件有误：{error}") from error
    return replace(found, old="目标分支", new="合并请求")


@click.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def comment(file: Path) -> None:
    """由审阅材料 FILE 写出合并请求的评论（Markdown），与自动写下的相同。"""
    try:
        with file.open("rb") as opened:
            data = opened.read(record.LIMIT + 1)
        click.echo(comments.comment(record.parse(data)), nl=False)
    except record.Refused as reason:
        raise CannotRun(f"审阅材料不合规定：{reason}") from reason
