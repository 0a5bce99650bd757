"""What a reader sees and can do: widths, print, search, accessibility, no foreign request."""

from __future__ import annotations

import io
import re
import unicodedata
from collections import Counter
from collections.abc import Callable

import pypdf
import pytest
from examined import violations
from kinds import KINDS
from playwright.sync_api import Page

import samples
from gongkai.load.project import load_project

Open = Callable[..., Page]
REPORT = KINDS["report"]


STATES = [(kind, width, scheme) for kind in KINDS for width, scheme in ((1280, "light"), (360, "dark"))]


@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS)
def test_a_page_never_scrolls_sideways(open_page: Open, path: str) -> None:
    page = open_page(path)
    widths = {}
    for width in (1280, 768, 360, 320):
        page.set_viewport_size({"width": width, "height": 800})
        widths[width] = page.evaluate("document.documentElement.scrollWidth")
    assert widths == {1280: 1280, 768: 768, 360: 360, 320: 320}


@pytest.mark.parametrize(("kind", "width", "scheme"), STATES)
def test_axe_finds_nothing(open_page: Open, kind: str, width: int, scheme: str) -> None:
    assert violations(open_page(KINDS[kind], width, scheme)) == []


def test_the_a4_print_holds_every_number_of_the_tables(open_page: Open) -> None:
    report = load_project(samples.ROOT).reports["daxing/qingyundian/2020"]
    printed = open_page(REPORT).pdf(format="A4", prefer_css_page_size=True)
    text = "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(printed)).pages)
    text = re.sub(r"\d+ / \d+", "", unicodedata.normalize("NFKC", text))  # page numbers
    figures = Counter(re.findall(r"(?<!\S)[+-]?\d+(?:\.\d+)?(?!\S)", text))  # numbers in prose touch words
    wanted = Counter(cell.text for cell in report.cells.values())
    assert (wanted.total(), wanted - figures) == (201, Counter())


def test_no_table_is_cut_off_on_paper(open_page: Open) -> None:
    page = open_page(REPORT, 720)
    page.emulate_media(media="print")
    wide = page.evaluate(
        "[...document.querySelectorAll('table.stat')].filter(t => t.scrollWidth > t.closest('.statistics').clientWidth + 1).length"
    )
    assert wide == 0


DARK_ON_WHITE = """
() => {
  const light = (colour) => {
    const [r, g, b, a = 1] = colour.match(/[\\d.]+/g).map(Number);
    return { light: 0.2126 * r + 0.7152 * g + 0.0722 * b, seen: a > 0.5 };
  };
  return [...document.querySelectorAll("body, body *")].filter((node) => {
    if (!node.checkVisibility({ visibilityProperty: true }) || node.closest("svg, .visually-hidden, .md-skip")) return false;
    const words = [...node.childNodes].some((each) => each.nodeType === 3 && each.textContent.trim());
    const style = getComputedStyle(node), ground = light(style.backgroundColor);
    return (words && light(style.color).light > 140) || (ground.seen && ground.light < 120);
  }).map((node) => node.outerHTML.slice(0, 100));
}
"""


@pytest.mark.parametrize("path", [KINDS[kind] for kind in ("report", "body", "question")])
def test_the_dark_scheme_prints_dark_on_white(open_page: Open, path: str) -> None:
    page = open_page(path, 718, "dark")
    page.emulate_media(media="print")
    page.evaluate("Promise.all(document.getAnimations().map((each) => each.finished))")  # colours fade
    assert page.evaluate(DARK_ON_WHITE) == []


def test_a_cell_has_an_address(open_page: Open) -> None:
    page = open_page(f"{REPORT}#disclosure_requests.results.total.total")
    assert page.locator("td:target").text_content() == "42"


def test_every_number_is_there_without_scripts(open_page: Open) -> None:
    assert open_page(REPORT, scripts=False).locator("td[id]").count() == 201


def test_the_first_stop_of_the_tab_key_skips_to_the_text(open_page: Open) -> None:
    page = open_page(REPORT)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className").split()[0] == "md-skip"


def test_on_a_phone_the_row_labels_stay_while_numbers_scroll(open_page: Open) -> None:
    page = open_page(REPORT, 360)
    page.get_by_role("group", name="申请人情况").get_by_label("全部").check()
    region = page.locator(".statistics", has=page.locator("table.depth-3"))
    label = region.locator("tbody th[colspan='3']").first
    before = label.bounding_box()
    region.evaluate("region => region.scrollLeft = 200")
    assert abs(label.bounding_box()["x"] - before["x"]) <= 1  # the table's own border


def test_a_table_can_be_scrolled_by_keyboard(open_page: Open) -> None:
    page = open_page(REPORT, 360)
    page.get_by_role("group", name="申请人情况").get_by_label("全部").check()
    region = page.locator(".statistics", has=page.locator("table.depth-3"))
    region.focus()
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    page.wait_for_timeout(400)
    assert region.evaluate("region => region.scrollLeft") > 0
