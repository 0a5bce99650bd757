"""For everyone: a report's data as JSON and CSV."""

from __future__ import annotations

from pathlib import Path

import click

from ..check.run import check_project
from ..exporting import parquet
from .group import PATHS, ROOT, CannotRun, chosen_reports, project_with_history, shown


@click.command()
@PATHS
@ROOT
@click.option(
    "--format",
    "format_",
    type=click.Choice(["json", "csv", "parquet"]),
    help="只要一种格式；默认要 json 和 csv。",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=None,
    help="写入的文件夹，默认 export。",
)
def export(paths: tuple[Path, ...], root: Path | None, format_: str | None, out: Path | None) -> None:
    """导出报告的数据：全文 JSON、CSV 明细（gzip 压缩）和 CSV 官方表式；与网站上下载的文件相同。

    parquet 把各份报告的每一格写成一行，供 DuckDB、Dask 等统计，见 docs/developers/national-data.md。
    """
    from ..site.exports import export_reports

    project = project_with_history(root, paths)
    chosen = chosen_reports(project, paths)
    ids = [id_ for id_ in project.reports if chosen is None or id_ in chosen]
    unread = [name for id_, name in project.unread.items() if chosen is None or id_ in chosen]
    if not ids and not unread:
        raise CannotRun("没有可以导出的报告")
    folder = out or Path("export")
    try:
        if format_ == "parquet":
            rows = parquet.write((project.reports[id_] for id_ in ids), folder)
            told = f"数据 {rows} 行：{shown(folder / parquet.FOLDER)}"
        else:
            count = export_reports(project, ids, check_project(project, set(ids)), folder, format_)
            told = f"文件 {count} 个：{shown(folder)}"
    except parquet.NotInstalled as error:
        raise CannotRun("导出 Parquet 要用 DuckDB，这里没有安装；运行 pip install duckdb 后再试") from error
    except OSError as error:
        raise CannotRun(f"写不了文件：{error.strerror}（{error.filename}）") from error
    click.echo(f"已导出报告 {len(ids)} 份、{told}")
    for name in unread:
        click.echo(f"读不出来，未导出：{name}（运行 gongkai check 查看原因）", err=True)
    raise SystemExit(1 if unread else 0)
