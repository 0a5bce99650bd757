"""For pull requests: the record of a review, and the comment that is made of it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..check.run import check_project
from ..render.findings import ORDER, message
from ..review import comment as comments
from ..review import record
from .group import ROOT, CannotRun, project_of, shown
from .review import findings_since

if TYPE_CHECKING:
    from ..model.finding import Finding


@click.command()
@click.argument("revision", metavar="REV")
@ROOT
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="审阅材料写到哪个文件。"
)
@click.option(
    "--summary", type=click.Path(path_type=Path, dir_okay=False), help="摘要（Markdown）续写到哪个文件。"
)
def review(revision: str, root: Path | None, out: Path, summary: Path | None) -> None:
    """写出合并请求的审阅材料：与 git 版本 REV 相比改了什么、新出现哪些问题。"""
    project = project_of(root)
    findings = findings_since(project, check_project(project), revision)
    found = _review(findings)
    try:
        out.write_bytes(record.dump(found))
        if summary:
            with summary.open("a", encoding="utf-8", newline="\n") as file:
                file.write(comments.summary(found))
    except OSError as error:
        raise CannotRun(f"写不了文件：{error.strerror}（{error.filename}）") from error
    click.echo(f"已写出审阅材料 {shown(out)}：新出现的问题 {sum(found.counts)} 项")


def _review(findings: list[Finding]) -> record.Review:
    open_ = [
        each for severity in ORDER for each in findings if each.severity is severity and not each.accepted
    ]
    counts = Counter(each.severity for each in open_)
    new = (
        record.NewFinding(
            each.code,
            each.severity.name.lower(),
            each.name,
            each.place.file,
            each.place.line,
            message(each),
            each.fix,
        )
        for each in open_
    )
    errors, warnings, notes = (counts[severity] for severity in ORDER)
    return record.Review(0, (errors, warnings, notes), (), tuple(new))


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
