"""For the engineer of many reports: a site built in parts, on several machines."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NoReturn

import click

from .group import ROOT, CannotRun, root_of, shown
from .publish import end_build

MOST = 256
"""Jobs that GitHub Actions allows a matrix."""


@click.command()
@ROOT
@click.option("--shards", type=click.IntRange(1, MOST), required=True, help="分成几片。")
def plan(root: Path | None, shards: int) -> None:
    """把全部机关分成若干片，输出 GitHub Actions 的 matrix（JSON）。

    同一套文件总是分成同样的片；机关少于片数时，空片不列。
    """
    from ..site.shards import shares_of
    from ..site.sources import look

    found = shares_of(look(root_of(root) / "reports", {}, 0), shards)
    listed = [
        {
            "shard": f"{number}/{shards}",
            "number": number,
            "reports": each.reports,
            "tops": " ".join(each.tops),
        }
        for number, each in enumerate(found, 1)
        if each.bodies
    ]
    click.echo(json.dumps({"include": listed}, ensure_ascii=False))


@click.command()
@click.argument(
    "parts", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, file_okay=False)
)
@ROOT
@click.option("--out", type=click.Path(path_type=Path), default=None, help="公开文件夹，默认 site。")
@click.option("--production", is_flag=True, help="正式发布：网站标识码、备案号等未填写时不生成。")
@click.option(
    "--previous",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="已公开网站的地址清单 manifest.json；默认取公开文件夹里的。",
)
def merge(
    parts: tuple[Path, ...], root: Path | None, out: Path | None, production: bool, previous: Path | None
) -> None:
    """把各片（gongkai build --shard）合成网站，与在一台机器上生成的逐字节相同。"""
    from ..load.forms import FormError
    from ..site.configuration import production_problems
    from ..site.locked import BuildError, alone
    from ..site.publishing import publish
    from ..site.shards import MergedRun, ShardError

    top = root_of(root)
    if production and (problems := production_problems(top / "mkdocs.yml")):
        raise CannotRun("正式发布前须填写 mkdocs.yml 中的：\n" + "\n".join(f"  {each}" for each in problems))
    try:
        with alone(top) as work:
            run = MergedRun(top, work / "build.db", top / "docs", parts)
            delta = run.documents()
            publish(run, delta, "mkdocs", out or top / "site", False, previous)
            errors, count = run.errors(), run.count
            run.store.close()
    except (BuildError, ShardError) as error:
        raise CannotRun(str(error)) from error
    except FormError as error:
        raise CannotRun(f"表式文件有误：{error}") from error
    click.echo(f"已合并 {len(parts)} 片，网站已生成：{shown(out or top / 'site')}")
    end_build(errors, count)


def build_part(root: Path, shard: str, out: Path | None) -> NoReturn:
    """`gongkai build --shard K/N --out PART`: check and make what one share of the bodies has."""
    from ..load.forms import FormError
    from ..site.shards import PartRun, ShardError

    number, _, count = shard.partition("/")
    if not (number.isascii() and number.isdigit() and count.isascii() and count.isdigit()):
        raise CannotRun(f"--shard 要写成“第几片/共几片”，例如 2/7，不是“{shard}”")
    if not 1 <= int(number) <= int(count) <= MOST:
        raise CannotRun(f"--shard {shard}：片号从 1 到总数，总数不超过 {MOST}")
    if out is None:
        raise CannotRun("--shard 要同时用 --out 指明这一片写到哪个文件夹")
    try:
        run = PartRun(root, int(number), int(count), out)
        run.make()
    except ShardError as error:
        raise CannotRun(str(error)) from error
    except FormError as error:
        raise CannotRun(f"表式文件有误：{error}") from error
    click.echo(
        f"第 {shard} 片已生成：{shown(out)}（机关 {len(run.share.bodies)} 个，报告 {run.share.reports} 份）"
    )
    end_build(run.errors(), run.share.reports)
