"""The first real report: what the page shows is what the source says, line by line, table by table."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import html

import samples
from gongkai.load.project import load_project

SOURCE = samples.ROOT.parent / "shared/seed/qingyundian-2020.txt"
PAGE = "reports/daxing/qingyundian/2020/index.html"
DEBRIS = "[bookmark: _GoBack]"

pytestmark = pytest.mark.skipif(not SOURCE.is_file(), reason="needs the source text beside the repository")


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text.replace(DEBRIS, ""))


def article(site: Path) -> html.HtmlElement:
    return html.parse(str(site / PAGE)).xpath("//article")[0]


def test_every_paragraph_of_the_source_is_on_the_page(site: Path) -> None:
    shown = squeezed(article(site).text_content())
    lines = [squeezed(line) for line in SOURCE.read_text("utf-8").split("\n")]
    assert [line for line in lines if len(line) > 8 and line not in shown] == []


def test_the_figures_stand_in_the_order_of_the_source(site: Path) -> None:
    text = SOURCE.read_text("utf-8")
    tables = text[text.index("二、主动公开政府信息情况") : text.index("五、政府信息公开工作存在的主要问题")]
    figures = re.findall(r"^\t?([+-]?\d+(?:\.\d+)?)$", tables, re.M)
    cells = [cell.text_content().strip() for cell in article(site).xpath("//td[@id]")]
    assert len(figures) == 201
    assert cells == figures


def test_the_labels_stand_in_the_order_of_the_source(site: Path) -> None:
    text = SOURCE.read_text("utf-8")
    table = text[text.index("三、收到和处理") : text.index("四、政府信息公开行政复议")]
    source = re.sub(r"\s+", "", re.sub(r"^\t?\d+$", "", table, flags=re.M))
    rows = article(site).xpath("//table[contains(@class, 'depth-3')]//tr")
    shown = "".join(
        squeezed(head.text_content()) for row in rows for head in row.xpath("./th | ./td[not(@id)]")
    )
    # The source prints the heads of merged cells once, in the same order as the page.
    assert shown == source.removeprefix("三、收到和处理政府信息公开申请情况")


def test_the_report_has_no_error_and_no_warning() -> None:
    from gongkai.check.run import check_project

    findings = check_project(load_project(samples.ROOT))
    assert [(each.code, each.severity.value) for each in findings] == [("GK701", "提示")]
