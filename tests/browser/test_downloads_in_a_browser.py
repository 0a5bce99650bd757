"""Download links do what they say: a click saves the very file; printing needs a script."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

Open = Callable[..., Page]
REPORT = "reports/daxing/qingyundian/2020/"
BODY = "reports/daxing/qingyundian/"
LINKS = [
    (REPORT, "JSON", f"{BODY}2020.json"),
    (REPORT, "CSV 明细（gzip）", f"{BODY}2020.csv.gz"),
    (REPORT, "CSV 官方表式", f"{BODY}2020-tables.csv"),
    (BODY, "历年数据 JSON", f"{BODY}data.json"),
    (BODY, "历年数据 CSV", f"{BODY}data.csv.gz"),
    ("reports/2020/", "2020年各机关数据 CSV", "data/cells-2020.csv.gz"),
    ("reports/", "报告目录 JSON", "data/reports.json"),
    ("reports/", "机关目录 CSV", "data/bodies.csv"),
    ("data/", "数据索引 JSON", "data/index.json"),
]


@pytest.mark.parametrize(("path", "label", "file"), LINKS)
@pytest.mark.parametrize("scripts", [True, False])
def test_a_click_saves_the_file(
    open_page: Open, site: Path, path: str, label: str, file: str, scripts: bool
) -> None:
    page = open_page(path, scripts=scripts)
    with page.expect_download() as saved:
        page.locator("article").get_by_role("link", name=label, exact=True).click()
    assert saved.value.suggested_filename == Path(file).name
    assert Path(saved.value.path()).read_bytes() == (site / file).read_bytes()


def test_the_button_prints(open_page: Open) -> None:
    page = open_page(REPORT)
    page.evaluate("window.print = () => { document.title = '打印了' }")
    page.get_by_role("button", name="打印").click()
    assert page.title() == "打印了"


def test_without_scripts_there_is_no_button_that_does_nothing(open_page: Open) -> None:
    assert open_page(REPORT, scripts=False).locator("button[data-print]").is_hidden()


def test_the_links_are_not_printed(open_page: Open) -> None:
    page = open_page(REPORT)
    page.emulate_media(media="print")
    assert page.locator(".downloads").is_hidden()
