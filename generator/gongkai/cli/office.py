"""For whoever runs the repository: who approves what, and what is public now."""

from __future__ import annotations

from pathlib import Path

import click

from .group import ROOT, CannotRun, project_of, root_of, shown


@click.command()
@ROOT
@click.option("--check", "only_check", is_flag=True, help="只比较，不改文件；有出入时返回 1。")
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="写到哪个文件，默认 .github/CODEOWNERS；GitLab 用 CODEOWNERS。",
)
def codeowners(root: Path | None, only_check: bool, out: Path | None) -> None:
    """由各机关 body.yml 的 owners 生成 CODEOWNERS：哪些文件的改动由谁审核。"""
    from ..files import put
    from ..site import codeowners as made
    from ..site.configuration import settings

    project = project_of(root)
    wrong = next((each for each in project.findings if each.place.file.endswith("/body.yml")), None)
    if wrong:
        raise CannotRun(f"{wrong.place} 有误，没有生成；请先运行 gongkai check 改正")
    try:
        maintainers = settings(project.root / "mkdocs.yml").maintainers
        text = made.codeowners(project.bodies.values(), maintainers)
    except made.NoMaintainers as error:
        raise CannotRun(str(error)) from error
    file = out or project.root / made.FILE
    if only_check:
        there = file.read_text("utf-8") if file.is_file() else ""
        click.echo(
            f"{shown(file)} {'与 body.yml 一致' if there == text else '与 body.yml 不一致；运行 gongkai codeowners 更新'}"
        )
        raise SystemExit(there != text)
    try:
        changed = put(str(file), text.encode("utf-8"))
    except OSError as error:
        raise CannotRun(f"写不了文件：{error.strerror}（{error.filename}）") from error
    click.echo(f"{'已更新' if changed else '没有变化'}：{shown(file)}")


@click.command()
@ROOT
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    help="写到哪个文件；还没有发布过的，不留下文件。",
)
def manifest(root: Path | None, out: Path) -> None:
    """取回已公开网站（site_url）的地址清单，供 gongkai build --previous 比较：已公开的地址不能丢失。"""
    from ..site import published
    from ..site.configuration import settings

    try:
        click.echo(published.fetch(settings(root_of(root) / "mkdocs.yml"), out))
    except published.NoAnswer as error:
        raise CannotRun(str(error)) from error
    except OSError as error:
        raise CannotRun(f"写不了文件：{error.strerror}（{error.filename}）") from error
