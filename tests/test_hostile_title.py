"""A report's title reaches the head of a built page, where the theme prints it without escaping."""

from __future__ import annotations

import shutil
from pathlib import Path

from lxml import html

import samples
from gongkai.site.build import build
from gongkai.site.render import render

TITLE = """A"><script>alert(1)</script> 'b' [x](javascript:alert(1))"""


def test_a_title_is_text_wherever_the_theme_prints_it(tmp_path: Path) -> None:
    text = samples.zeros().replace(
        "published:", f"title: '{TITLE.replace(chr(39), chr(39) * 2)}'\npublished:"
    )
    samples.project(tmp_path, text)
    shutil.copytree(samples.ROOT / "generator/theme", tmp_path / "generator/theme")
    shutil.copy(samples.ROOT / "mkdocs.yml", tmp_path)
    shutil.copytree(samples.ROOT / "docs", tmp_path / "docs", ignore=shutil.ignore_patterns("reports"))
    render(tmp_path, tmp_path / "docs")
    build(tmp_path, "mkdocs", tmp_path / "site")
    page = html.parse(tmp_path / "site/reports/shili/zhen/2024/index.html").getroot()
    printed = [
        *page.xpath("//h1/text()"),
        *page.xpath("//meta[@name='ArticleTitle']/@content"),
        *(each.partition("全文")[0] for each in page.xpath("//meta[@name='description']/@content")),
        *(each.rpartition(" - ")[0] for each in page.xpath("//title/text()")),
    ]
    scripts = [each for each in page.xpath("//script/text()") if "alert" in each]
    assert (printed, scripts) == ([TITLE] * 4, [])
