"""For the writer: new reports, house layout, numbers of the prose."""

from __future__ import annotations

from pathlib import Path

import click

from ..load.forms import form_of_year
from ..load.layout import tidy
from ..load.project import load_report_file
from .group import FILE, PATHS, ROOT, CannotRun, chosen_reports, project_of, report_in, shown


@click.command()
@click.argument("body")
@click.argument("year", type=click.IntRange(1990, 2100))
@ROOT
def new(body: str, year: int, root: Path | None) -> None:
    """新建一份报告：BODY 是机关的文件夹，例如 daxing/qingyundian；能由上年推出的数已填好。"""
    from ..render.blank import blank_report

    project = project_of(root)
    id_ = body.strip("/").removeprefix("reports/")
    if id_ not in project.bodies:
        known = "、".join(project.bodies) or "（还没有机关）"
        raise CannotRun(f"没有机关“{id_}”。现有：{known}。新机关请先建文件夹并写 body.yml")
    file = project.root / "reports" / id_ / f"{year}.yml"
    if file.exists():
        raise CannotRun(f"{shown(file)} 已经存在，没有改动")
    form = form_of_year(project.forms.values(), year)
    if form is None:
        raise CannotRun(f"没有适用于 {year} 年的表式")
    before = project.reports.get(f"{id_}/{year - 1}")
    up = "../" * (id_.count("/") + 2)
    schema = f"{up}docs/reference/schema/{form.id}.json"
    file.write_text(blank_report(project.bodies[id_], year, form, before, schema), "utf-8")
    load_report_file(project, file)
    if report := project.reports.get(f"{id_}/{year}"):
        file.write_text(tidy(file.read_text("utf-8"), report), "utf-8")
    click.echo(f"已新建 {shown(file)}（{form.name}）")
    click.echo("空白的格写作 ~，请逐格填写，没有发生的填 0；填好后运行 gongkai check")


@click.command()
@PATHS
@ROOT
@click.option("--check", "only_check", is_flag=True, help="只检查版式，不改文件。")
def fmt(paths: tuple[Path, ...], root: Path | None, only_check: bool) -> None:
    """整理版式：各列对齐，补写行名注释；不改动任何数值和作者的注释。"""
    project = project_of(root, paths)
    chosen = chosen_reports(project, paths)
    changed = []
    for id_, report in project.reports.items():
        if chosen is None or id_ in chosen:
            file = project.root / report.file
            source = file.read_bytes().decode("utf-8")
            laid_out = tidy(source, report)
            if laid_out != source:
                changed.append(report.file)
                if not only_check:
                    file.write_text(laid_out, "utf-8", newline="\n")
    for name in changed:
        click.echo(f"{'版式待整理' if only_check else '已整理'}：{name}")
    for id_, name in project.unread.items():
        if chosen is None or id_ in chosen:
            click.echo(f"读不出来，未整理：{name}（运行 gongkai check 查看原因）", err=True)
    raise SystemExit(1 if only_check and changed else 0)


@click.command()
@FILE
@ROOT
@click.option("--write", "rewrite", is_flag=True, help="把引用写入文件；不加时只列出建议。")
def bind(file: Path, root: Path | None, rewrite: bool) -> None:
    """把正文中与表一致的数字改写为引用（{…}），以后随表更新、不会不一致。"""
    from ..site import bind as binding

    project, report = report_in(root, file)
    before = project.reports.get(f"{report.body.id}/{report.year - 1}")
    found = binding.proposals(report, before)
    for each in found:
        click.echo(f"{report.file}:{each.line}:{each.column}: {each.text} → {{{each.route}}}（{each.label}）")
    if rewrite:
        click.echo(f"已改写 {binding.write(file, found)} 处")
    else:
        click.echo(f"可改写 {len(found)} 处；核对后加 --write 写入文件")


@click.command()
@FILE
@ROOT
def claims(file: Path, root: Path | None) -> None:
    """列出正文中的每个数字及其与表的关系（数字对账）。"""
    from ..check import claims as reconciled

    project, report = report_in(root, file)
    found = reconciled.of_report(report, project.reports.get(f"{report.body.id}/{report.year - 1}"))
    for claim in found:
        prose = report.preamble if claim.section == "preamble" else report.prose[claim.section]
        place = prose.place(claim.start) if prose else report.place(claim.section)
        click.echo(f"{place}: {claim.text} {claim.verdict.value}：{claim.sentence}")
    click.echo(f"共 {len(found)} 处数字")
