"""For whoever starts a repository of their own, and keeps it up to date."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec.structs import replace

from .. import __version__
from ..load.scan import FOLDER
from ..model.body import BODY_KINDS, owner_of
from .author import new
from .group import ROOT, CannotRun, root_of, shown
from .office import codeowners

if TYPE_CHECKING:
    from ..starter.pin import Pin

SOURCE = click.option("--source", default="", help="gongkai 的 git 地址；默认取自这份源码的 origin。")
COMMIT = click.option("--commit", default="", help="gongkai 的版本（40 位）；默认是这份源码的版本。")
ENDINGS = {
    "省人民政府|自治区人民政府": "province",
    "市人民政府|州人民政府|盟行政公署": "city",
    "县人民政府|区人民政府|旗人民政府": "county",
    "镇人民政府|乡人民政府": "township",
    "街道办事处": "subdistrict",
}
"""How the name of a body ends → its kind; everything else is a department."""


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--name", required=True, help="机关全称，例如 示例市人民政府。")
@click.option("--body", default="", help="机关文件夹名，小写字母、数字和连字符；默认与 FOLDER 同名。")
@click.option("--kind", type=click.Choice(list(BODY_KINDS)), help="机关类别；默认由名称的结尾判断。")
@click.option("--year", type=click.IntRange(1990, 2100), help="同时新建这一年的报告。")
@click.option(
    "--maintainer", "maintainers", multiple=True, help="维护人的账号，可重复；写了就同时生成 CODEOWNERS。"
)
@click.option(
    "--ci",
    type=click.Choice(["github", "gitlab", "gitee"]),
    multiple=True,
    default=["github"],
    show_default=True,
    help="在哪里核验和发布，可重复。",
)
@SOURCE
@COMMIT
@click.pass_context
def init(
    context: click.Context,
    folder: Path,
    name: str,
    body: str,
    kind: str | None,
    year: int | None,
    maintainers: tuple[str, ...],
    ci: tuple[str, ...],
    source: str,
    commit: str,
) -> None:
    """在 FOLDER 建立一个自己的年报仓库：报告文件夹、网站配置、工作流、说明，进去运行 make site 即可。"""
    from ..starter import pin as pins
    from ..starter.contents import NoProgram, contents, program, quoted

    id_ = body or folder.resolve().name
    if not FOLDER.fullmatch(id_) or len(id_) > 64:
        raise CannotRun(f"“{id_}”不能作机关文件夹名；请用 --body 指明，用小写字母、数字和连字符，例如 shili")
    if folder.exists() and any(folder.iterdir()):
        raise CannotRun(f"“{shown(folder)}”里已有别的内容，没有改动；请换一个空文件夹")
    if wrong := [each for each in maintainers if not owner_of(each)]:
        raise CannotRun(f"维护人“{wrong[0]}”不是账号、组织/团队或电子邮箱")
    try:
        there = program()
        wanted = pins.Pin(source, commit, __version__, name, tuple(dict.fromkeys(ci)), maintainers)
        pin = pins.of_program(there, wanted)
        files = contents(there, pin)
    except (NoProgram, pins.PinError) as error:
        raise CannotRun(str(error)) from error
    files[f"reports/{id_}/body.yml"] = (
        f"name: {quoted(name)}\nkind: {kind or kind_of(name)}\norder: 10\n".encode()
    )
    generated = {path: data for path, data in files.items() if not path.startswith("reports/")}
    _write(folder, files, pin, generated)
    if maintainers:
        context.invoke(
            codeowners, root=folder, only_check=False, out=None if "github" in ci else folder / "CODEOWNERS"
        )
    if year:
        context.invoke(new, body=id_, year=year, root=folder)
    click.echo(f"已建立 {shown(folder)}：机关 {name}（reports/{id_}/），文件 {len(files)} 个")
    click.echo(f"接下来：cd {shown(folder)}；git init -b main；make site（Windows：py -m generator site）")


def kind_of(name: str) -> str:
    """The kind that the name of a body tells."""
    return next((kind for endings, kind in ENDINGS.items() if re.search(f"({endings})$", name)), "department")


@click.command()
@ROOT
@click.option("--check", "only_check", is_flag=True, help="只列出会改什么，不改文件；有要改的返回 1。")
@SOURCE
@COMMIT
def upgrade(root: Path | None, only_check: bool, source: str, commit: str) -> None:
    """把 gongkai init 生成的文件更新到这个版本：您改过的保留不动。换用新版本：python3 -m generator upgrade --to main。"""
    from ..starter import pin as pins
    from ..starter import upgrade as upgrading
    from ..starter.contents import NoProgram, contents, program

    here = root_of(root)
    try:
        there, old = program(), pins.read(here)
        pin = replace(old, source=source or old.source, commit=commit, version=__version__)
        pin = pins.of_program(there, pin)
        files = contents(there, pin)
    except (NoProgram, pins.PinError) as error:
        raise CannotRun(str(error)) from error
    steps = upgrading.plan(here, files, old.files)
    for line in upgrading.shown(here, steps):
        click.echo(line)
    moved = old.commit != pin.commit or old.source != pin.source
    if moved:
        click.echo(f"版本：{old.version}（{old.commit[:12]}）→ {pin.version}（{pin.commit[:12]}）")
    if not steps and not moved:
        click.echo("已是最新")
    elif not only_check:
        try:
            upgrading.apply(here, steps)
        except OSError as error:
            raise CannotRun(f"写不了文件：{error.strerror}（{error.filename}）") from error
        _write(here, {}, pin, files)
        click.echo("已更新；请看一遍改动（git diff），核验无误后提交")
    raise SystemExit(1 if only_check and (steps or moved) else 0)


def _write(folder: Path, files: Mapping[str, bytes], pin: Pin, generated: Mapping[str, bytes]) -> None:
    """Write files, and the pin with the hashes of those that are generated."""
    from ..files import put
    from ..starter import pin as pins
    from ..starter.upgrade import digest

    known = {path: digest(data) for path, data in generated.items()}
    try:
        for path, data in files.items():
            put(str(folder / path), data)
        put(str(folder / pins.FILE), replace(pin, files=known).text().encode("utf-8"))
    except OSError as error:
        raise CannotRun(f"写不了文件：{error.strerror}（{error.filename}）") from error
