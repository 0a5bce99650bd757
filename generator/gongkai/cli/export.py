"""For everyone: a report's data as JSON and CSV, and the cells of all reports as Parquet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import click
from msgspec.structs import replace

from ..check.run import check_project
from ..exporting import parquet
from ..load.forms import FormError, load_forms
from ..load.project import Project, load_files, load_report_file
from ..load.scan import YEAR_FILE, scan
from ..model.report import Report
from .group import PATHS, ROOT, CannotRun, below, chosen_reports, project_with_history, root_of, shown


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

    folder = out or Path("export")
    if format_ == "parquet":
        _export_parquet(root, paths, folder)
    project = project_with_history(root, paths)
    chosen = chosen_reports(project, paths)
    ids = [id_ for id_ in project.reports if chosen is None or id_ in chosen]
    unread = [name for id_, name in project.unread.items() if chosen is None or id_ in chosen]
    if not ids and not unread:
        raise CannotRun("没有可以导出的报告")
    try:
        count = export_reports(project, ids, check_project(project, set(ids)), folder, format_)
    except OSError as error:
        raise CannotRun(f"写不了文件：{error.strerror}（{error.filename}）") from error
    _end(f"已导出报告 {len(ids)} 份、文件 {count} 个：{shown(folder)}", unread)


def _export_parquet(root: Path | None, paths: tuple[Path, ...], folder: Path) -> NoReturn:
    """One report after the other is read and written; none is kept."""
    if missing := [path for path in paths if not path.exists()]:
        raise CannotRun(f"没有文件或文件夹“{missing[0]}”")
    top, tops = root_of(root, paths), [path.resolve() for path in paths]
    listed = [f"reports/{path}" for path, defect in scan(top / "reports") if not defect]
    chosen = [
        file
        for file in listed
        if YEAR_FILE.fullmatch(file, file.rfind("/") + 1) and (not tops or below(top / file, tops))
    ]
    if not chosen:
        raise CannotRun("没有可以导出的报告")
    read: list[str] = []
    unread: list[str] = []

    def reports() -> Iterator[Report]:
        project = Project(top, load_forms(top / "forms"))
        load_files(project, {file for file in listed if file.endswith("/body.yml")})
        for file in chosen:
            one = replace(project, reports={}, findings=[], unread={})
            load_report_file(one, top / file)
            read.extend(one.reports)
            unread.extend(one.unread.values())
            yield from one.reports.values()

    try:
        rows = parquet.write(reports(), folder)
    except parquet.NotInstalled as error:
        raise CannotRun("导出 Parquet 要用 DuckDB，这里没有安装；运行 pip install duckdb 后再试") from error
    except FormError as error:
        raise CannotRun(f"表式文件有误：{error}") from error
    except OSError as error:
        raise CannotRun(f"写不了文件：{error.strerror}（{error.filename}）") from error
    _end(f"已导出报告 {len(read)} 份、数据 {rows} 行：{shown(folder / parquet.FOLDER)}", unread)


def _end(said: str, unread: list[str]) -> NoReturn:
    click.echo(said)
    for name in unread:
        click.echo(f"读不出来，未导出：{name}（运行 gongkai check 查看原因）", err=True)
    raise SystemExit(1 if unread else 0)
