"""What a reader sees and can do: widths, print, search, accessibility, no foreign request."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pypdf
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

import samples
from gongkai.load.project import load_project

Open = Callable[..., Page]
REPORT = "reports/daxing/qingyundian/2020/"
KINDS = {
    "home": "",
    "list": "reports/",
    "year": "reports/2020/",
    "body": "reports/daxing/qingyundian/",
    "report": REPORT,
    "guide": "guide/",
    "about": "about/",
}


@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS)
@pytest.mark.parametrize("width", [1280, 360, 320])
def test_a_page_never_scrolls_sideways(open_page: Open, path: str, width: int) -> None:
    page = open_page(path, width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS)
@pytest.mark.parametrize(
    ("width", "scheme"), [(1280, "light"), (1280, "dark"), (360, "light"), (360, "dark")]
)
def test_axe_finds_nothing(open_page: Open, path: str, width: int, scheme: str) -> None:
    found = Axe().run(open_page(path, width, scheme)).response["violations"]
    assert [(each["id"], each["impact"], each["nodes"][0]["html"][:120]) for each in found] == []


@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS)
def test_no_request_leaves_the_host(open_page: Open, address: str, path: str) -> None:
    page = open_page(path)
    page.wait_for_load_state("networkidle")
    assert [url for url in page.requested if not url.startswith((address, "data:"))] == []


@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS)
def test_no_error_in_the_console(open_page: Open, path: str) -> None:
    page = open_page(path)
    page.wait_for_load_state("networkidle")
    assert page.errors == []


@pytest.mark.parametrize("query", ["青云店镇", "依申请公开", "行政复议", "288.0191"])
def test_a_search_finds_the_report(open_page: Open, query: str) -> None:
    page = open_page("")
    page.locator("input[name=query]").click()
    page.locator("input[name=query]").press_sequentially(query)
    link = page.locator(f".md-search-result__link[href*='{REPORT}']").first
    link.wait_for(timeout=10_000)
    assert link.is_visible()


def test_a_search_for_what_is_not_there_finds_nothing(open_page: Open) -> None:
    page = open_page("")
    page.locator("input[name=query]").click()
    page.locator("input[name=query]").press_sequentially("鹦鹉螺")
    page.get_by_text("没有找到符合条件的结果").wait_for(timeout=10_000)
    assert page.locator(".md-search-result__link").count() == 0


def test_the_a4_print_holds_every_number_of_the_tables(open_page: Open) -> None:
    report = load_project(samples.ROOT).reports["daxing/qingyundian/2020"]
    printed = open_page(REPORT).pdf(format="A4", prefer_css_page_size=True)
    text = "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(printed)).pages)
    tables = text[text.index("第二十条第（一）项") : text.rindex("五、政府信息公开工作存在的主要问题")]
    figures = re.findall(
        r"(?<![\d.（(第、])[+-]?\d+(?:\.\d+)?(?![\d.]*[、.])",
        re.sub(r"\d\s*/\s*\d\s*$", "", tables, flags=re.M),
    )
    wanted = sorted(cell.text for cell in report.cells.values())
    assert len(wanted) == 201
    missing = list(wanted)
    for figure in figures:
        if figure in missing:
            missing.remove(figure)
    assert missing == []


def test_no_table_is_cut_off_on_paper(open_page: Open) -> None:
    page = open_page(REPORT, 720)
    page.emulate_media(media="print")
    wide = page.evaluate(
        "[...document.querySelectorAll('table.stat')].filter(t => t.scrollWidth > t.closest('.statistics').clientWidth + 1).length"
    )
    assert wide == 0


def test_a_cell_has_an_address(open_page: Open) -> None:
    page = open_page(f"{REPORT}#disclosure_requests.results.total.total")
    assert page.locator("td:target").text_content() == "42"


def test_every_number_is_there_without_scripts(open_page: Open) -> None:
    assert open_page(REPORT, scripts=False).locator("td[data-cell]").count() == 201


def test_the_first_stop_of_the_tab_key_skips_to_the_text(open_page: Open) -> None:
    page = open_page(REPORT)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "md-skip"


def test_on_a_phone_the_row_labels_stay_while_numbers_scroll(open_page: Open) -> None:
    page = open_page(REPORT, 360)
    region = page.locator(".statistics", has=page.locator("table.depth-3"))
    label = region.locator("tbody th.wide-3").first
    before = label.bounding_box()
    region.evaluate("region => region.scrollLeft = 200")
    assert label.bounding_box()["x"] == before["x"]


def test_a_table_can_be_scrolled_by_keyboard(open_page: Open) -> None:
    page = open_page(REPORT, 360)
    region = page.locator(".statistics", has=page.locator("table.depth-3"))
    region.focus()
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    page.wait_for_timeout(400)
    assert region.evaluate("region => region.scrollLeft") > 0
