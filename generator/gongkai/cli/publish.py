"""For the engineer: pages, the site, the preview."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from ..render.findings import text
from .group import ROOT, CannotRun, exit_code, root_of, run_of, shown

if TYPE_CHECKING:
    from ..model.finding import Finding


@click.command()
@ROOT
@click.option("--out", type=click.Path(path_type=Path), default=None, help="网页源文件夹，默认 docs。")
def render(root: Path | None, out: Path | None) -> None:
    """由报告数据生成 Markdown 页面（首页和 reports/ 下各页）。"""

    from ..site.locked import BuildError
    from ..site.render import render_documents

    top = root_of(root)
    try:
        run, delta = render_documents(top, out or top / "docs", run_of)
    except BuildError as error:
        raise CannotRun(str(error)) from error
    click.echo(f"已生成 {len(delta.changed) + len(delta.removed)} 个文件")
    end_build(run.errors(), run.count)


@click.command()
@ROOT
@click.option("--engine", type=click.Choice(["mkdocs", "zensical"]), default="mkdocs", help="网站引擎。")
@click.option("--out", type=click.Path(path_type=Path), default=None, help="公开文件夹，默认 site。")
@click.option("--production", is_flag=True, help="正式发布：网站标识码、备案号等未填写时不生成。")
@click.option(
    "--previous",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="已公开网站的地址清单 manifest.json；默认取公开文件夹里的。",
)
@click.option("--slow", is_flag=True, help="全部页面由 MkDocs 逐页生成，结果相同，较慢。")
@click.option(
    "--shard", metavar="K/N", help="只做 N 片中的第 K 片，写到 --out；见 gongkai plan、gongkai merge。"
)
@click.option("--timings", is_flag=True, help="最后列出各步用时。")
def build(
    root: Path | None,
    engine: str,
    out: Path | None,
    production: bool,
    previous: Path | None,
    slow: bool,
    shard: str | None,
    timings: bool,
) -> None:
    """核验、生成页面并建成网站；公开文件夹只在最后整体替换。"""
    from ..site import watch
    from ..site.configuration import production_problems
    from ..site.locked import BuildError, alone
    from .showing import show_progress, show_times

    began = time.perf_counter()
    watch.taken()  # what an earlier run of this process noted
    show_progress()
    top = root_of(root)
    if shard:
        from .shards import build_part

        build_part(top, shard, out)
    if production and (problems := production_problems(top / "mkdocs.yml")):
        raise CannotRun("正式发布前须填写 mkdocs.yml 中的：\n" + "\n".join(f"  {each}" for each in problems))
    try:
        with alone(top) as work:
            run = run_of(top, work / "build.db", top / "docs")
            delta = run.documents()
            from ..site.publishing import publish  # not before `run_of`, which has work done meanwhile

            why_not = publish(run, delta, engine, out or top / "site", slow, previous)
            errors, count = run.errors(), run.count
            run.store.close()
    except BuildError as error:
        raise CannotRun(str(error)) from error
    if why_not:
        click.echo(f"没有用快速方式生成网页，已由 MkDocs 逐页生成，结果不受影响。原因：{why_not}", err=True)
    click.echo(f"网站已生成：{shown(out or top / 'site')}")
    if timings:
        show_times(watch.taken(), time.perf_counter() - began)
    end_build(errors, count)


@click.command()
@click.argument("site", required=False, type=click.Path(path_type=Path))
@ROOT
def links(site: Path | None, root: Path | None) -> None:
    """检查建成的网站：站内链接、锚点和引用的文件都在。SITE 默认是站点根目录里的 site。"""
    from ..site.link_check import check_links, told
    from ..site.manifest import ManifestError

    folder = site or root_of(root) / "site"
    if not (folder / "index.html").is_file():
        raise CannotRun(f"“{shown(folder)}”里没有网站；先运行 gongkai build，或写明网站的文件夹")
    try:
        done = check_links(folder)
    except ManifestError as error:
        raise CannotRun(str(error)) from error
    for line in told(folder, done):
        click.echo(line)
    raise SystemExit(1 if done.broken else 0)


@click.command()
@ROOT
@click.option("--port", default=8000, show_default=True, help="端口。")
def serve(root: Path | None, port: int) -> None:
    """本地预览：修改 YAML 后网页自动刷新。"""
    from ..site.serve import ServeError
    from ..site.serve import serve as serve_site

    try:
        serve_site(root_of(root), port)
    except ServeError as error:
        raise CannotRun(str(error)) from error


def end_build(errors: list[Finding], count: int) -> NoReturn:
    """After a build: the errors that kept reports back, of so many reports, and the exit code they call for."""
    if errors:
        held = len({finding.subject for finding in errors if finding.subject})
        click.echo(text(errors, count), err=True, nl=False)
        click.echo(f"有 {held} 份报告存在错误，未更新其页面；其余报告不受影响", err=True)
    raise SystemExit(exit_code(errors))
