"""For the reviewer: who is missing, late, failing, waiting."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import click

from ..check.run import check_project
from .group import ROOT, CannotRun, project_with_history, shown


@click.command()
@ROOT
@click.option("--year", type=click.IntRange(1990, 2100), help="报告年度；默认是上一年。")
@click.option(
    "--day",
    type=click.DateTime(["%Y-%m-%d"]),
    help="按哪一天计算是否逾期，写作 2026-02-01；默认今天。",
)
@click.option(
    "--format", "format_", type=click.Choice(["text", "csv", "html"]), default="text", help="输出格式。"
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="写入文件；默认显示在屏幕上。",
)
def board(root: Path | None, year: int | None, day: datetime | None, format_: str, out: Path | None) -> None:
    """各机关报告的办理情况：谁未报、逾期、有错误、待办；最要紧的在前。供审核人员使用。"""
    from ..exporting.board import board_csv
    from ..model.board import board as board_of
    from ..render.board import board_html, board_text

    project = project_with_history(root)
    today = day.date() if day else date.today()
    made = board_of(
        project.bodies,
        project.reports,
        project.unread,
        check_project(project),
        year or today.year - 1,
        today,
    )
    text = {"text": board_text, "csv": board_csv, "html": board_html}[format_](made)
    if out is None:
        # A CSV has its own line ends and its mark of UTF-8, which a terminal would change.
        click.echo(text if format_ == "text" else text.encode("utf-8"), nl=False)
        return
    try:
        out.write_bytes(text.encode("utf-8"))
    except OSError as error:
        raise CannotRun(f"写不了文件：{error.strerror}（{error.filename}）") from error
    click.echo(f"已写入 {shown(out)}")
