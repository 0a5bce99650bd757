"""For whoever wants to look: a fictional city as a complete site."""

from __future__ import annotations

from pathlib import Path

import click

from ..demo import city, planted, reports
from ..demo import root as site_root
from ..load.forms import load_forms
from .group import ROOT, CannotRun, root_of, shown

MOST_YEARS = 17
"""From 2008, the first year that there were reports, to 2024."""


@click.command()
@click.option("--bodies", type=click.IntRange(1, city.MOST), default=12, show_default=True, help="机关数。")
@click.option(
    "--years",
    type=click.IntRange(1, MOST_YEARS),
    default=6,
    show_default=True,
    help="年数，最后一年是 2024。",
)
@click.option(
    "--out", type=click.Path(path_type=Path), default=Path("demo"), show_default=True, help="写到哪个文件夹。"
)
@ROOT
def demo(bodies: int, years: int, out: Path, root: Path | None) -> None:
    """生成示例市：虚构的机关和年报，每页标明示例数据，供演示、测试和测速。"""
    source = root_of(root)
    try:
        site_root.prepare(out, source)
        with click.progressbar(
            reports.files(bodies, years, load_forms()), length=bodies * (years + 1), label="生成示例报告"
        ) as files:
            written = site_root.write(out, files)
    except site_root.CannotWrite as error:
        raise CannotRun(str(error)) from error
    except OSError as error:
        raise CannotRun(f"写不了文件：{error.strerror}（{error.filename}）") from error
    click.echo(f"已生成示例站点 {shown(out)}：{bodies} 个机关，{years} 年，{written} 份报告；内容均为虚构")
    there = planted.planted_in(reports.ids_of(city.offices(bodies), reports.years_of(years)))
    if there:
        click.echo("有意设置的情形：")
    for each in there:
        codes = "、".join(dict.fromkeys(each.findings)) or "无检查结果"
        click.echo(f"  {each.report}：{each.what}（{codes}）")
    click.echo(f"接下来：gongkai check --root {shown(out)}；gongkai build --root {shown(out)}")
