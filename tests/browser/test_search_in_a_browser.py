"""The readers' search as readers use it, on the fictional city, served under a sub-path."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote, unquote

import pytest
from examined import violations
from playwright.sync_api import Page, Route

import search_truth
from gongkai.search.record import Record, read_frame, read_record

Open = Callable[..., Page]
ALL = """
async (queries) => {
  const { find, proven } = window.gongkaiSearch, answers = [];
  for (const query of queries) {
    const found = await find(query), { pages } = await proven(found, 0, Infinity);
    answers.push({ ids: pages.map((page) => page.id), sure: found.sure ? found.numbers.length : null });
  }
  return answers;
}
"""


@pytest.fixture(scope="session")
def records(demo_site: Path) -> list[Record]:
    """The records as published: what the pages say (tests/test_search.py)."""
    folder = demo_site / "search"
    return [
        read_record(
            file.relative_to(folder / "pages").with_suffix("").as_posix(),
            file.read_bytes(),
            lambda name: read_frame((folder / f"frames/{name}.json").read_bytes()),
        )
        for file in (folder / "pages").rglob("*.json")
    ]


def type_query(page: Page, query: str) -> str:
    """Type into the box of the header; what it says it found."""
    page.keyboard.press("/")
    page.keyboard.type(query)
    page.locator(".gk-search__status", has_text="个页面").or_(
        page.locator(".gk-search__status", has_text="没有找到")
    ).wait_for()
    return page.locator(".gk-search__status").inner_text()


def answers(page: Page, queries: list[str]) -> list[dict[str, object]]:
    return page.evaluate(ALL, queries)


def test_fixed_queries_find_what_is_true_and_nothing_else(open_demo: Open, records: list[Record]) -> None:
    assert len(search_truth.QUERIES) == 42
    for query, answer in zip(search_truth.QUERIES, answers(open_demo(), search_truth.QUERIES), strict=True):
        assert answer["ids"] == search_truth.found(query, records), query
        assert answer["sure"] in (None, len(answer["ids"])), query


def test_random_phrases_find_what_is_true_and_nothing_else(open_demo: Open, records: list[Record]) -> None:
    queries = search_truth.phrases(records, 500, 5)
    for query, answer in zip(queries, answers(open_demo(), queries), strict=True):
        assert answer["ids"] == search_truth.found(query, records), query
        assert answer["sure"] in (None, len(answer["ids"])), query


@pytest.mark.parametrize("key", ["f", "s", "/"])
def test_a_shortcut_opens_the_box(open_demo: Open, key: str) -> None:
    page = open_demo("guide/")
    page.keyboard.press(key)
    assert page.evaluate("document.activeElement.name") == "q"
    assert page.locator(".gk-search__input").input_value() == ""


def test_a_shortcut_is_a_letter_in_a_field(open_demo: Open) -> None:
    page = open_demo("search/")
    page.locator("[data-gk-query]").press_sequentially("sf/")
    assert page.locator("[data-gk-query]").input_value() == "sf/"


def test_the_box_shows_body_year_section_and_the_sentence(open_demo: Open, records: list[Record]) -> None:
    page = open_demo()
    said = type_query(page, "行政复议")
    true = search_truth.found("行政复议", records)
    assert said in (f"共 {len(true)} 个页面", f"至多 {len(true)} 个页面，逐页核对后显示")
    first = next(each for each in records if each.id == true[0])
    assert page.locator(".gk-hit__page").first.inner_text() == f"{first.body_name}　{first.year}年"
    assert page.locator(".gk-hit__passage mark").first.inner_text() == "行政复议"
    assert page.locator(".gk-hit__section").first.is_visible()


def test_arrows_enter_and_escape(open_demo: Open, demo_address: str) -> None:
    page = open_demo()
    type_query(page, "诉讼")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.classList[0]") == "gk-hit__passage"
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.press("Escape")
    assert page.locator(".gk-search__panel").is_hidden()
    page.keyboard.press("/")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{demo_address}reports/**")


def test_enter_in_the_box_leads_to_all_results(open_demo: Open, demo_address: str) -> None:
    page = open_demo("guide/")
    type_query(page, "诉讼")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{demo_address}search/?q=*")
    page.locator(".gk-results__list .gk-hit").first.wait_for()
    assert page.locator("[data-gk-query]").input_value() == "诉讼"


def test_text_pasted_by_mouse_is_searched(open_demo: Open) -> None:
    page = open_demo()
    page.locator(".gk-search__input").fill("诉讼")
    page.locator(".gk-hit").first.wait_for()


def test_a_hit_in_a_table_leads_to_its_cell(open_demo: Open, records: list[Record]) -> None:
    report = next(each for each in records if each.year == 2022)
    figure = next(
        figure
        for (_, unit), figure in zip(report.frame.cells(), report.figures, strict=True)
        if unit == "件" and len(figure) > 1 and f"{figure}件" not in report.text
    )
    page = open_demo(f"search/?q={quote(figure + '件')}&year=2022&body={report.body}")
    results(page)
    links = [unquote(each.get_attribute("href") or "") for each in page.locator(".gk-hit__passage").all()]
    target = next(each for each in links if f"{report.id}/#" in each)
    page.goto(target)
    assert page.locator("td:target").inner_text() == figure


def results(page: Page) -> list[str]:
    """The pages on show, as ids."""
    page.locator(".gk-results__count").wait_for()
    links = page.locator(".gk-hit__page").evaluate_all("all => all.map(each => each.getAttribute('href'))")
    return [unquote(each).split("/zfxxgknb/")[1].rstrip("/") for each in links]


@pytest.mark.parametrize("query", ["清理", "历年公开的文件"])
def test_every_result_is_reached_by_turning_pages_and_back(
    open_demo: Open, records: list[Record], query: str
) -> None:
    page = open_demo(f"search/?q={quote(query)}")
    reached, first = [], results(page)
    while True:
        reached += results(page)
        if not page.locator("a[rel=next]").count():
            break
        page.locator("a[rel=next]").click()
        page.wait_for_load_state()
    assert reached == search_truth.found(query, records)
    assert len(reached) > 10
    turned = len(reached) // 10 - (len(reached) % 10 == 0)
    for _ in range(turned):
        page.locator("a[rel=prev]").click()
        page.wait_for_load_state()
        results(page)
    assert results(page) == first
    page.go_back()
    assert results(page) != first


def test_facets_by_year_and_body(open_demo: Open, records: list[Record]) -> None:
    page = open_demo(f"search/?q={quote('诉讼')}")
    results(page)
    true = [next(each for each in records if each.id == id_) for id_ in search_truth.found("诉讼", records)]
    in_2022 = [each for each in true if each.year == 2022]
    year = page.get_by_role("link", name="2022年").first
    assert year.inner_text().split() == ["2022年", str(len(in_2022))]
    year.click()
    page.wait_for_url("**year=2022*")
    assert results(page) == [each.id for each in in_2022][:10]
    page.get_by_role("button", name="机关：全部").click()
    page.get_by_label("机关名称").fill(in_2022[-1].body_name)
    page.locator(".gk-facet__choices").get_by_role("link", name=in_2022[-1].body_name).click()
    page.wait_for_url("**body=*")
    below = [each for each in in_2022 if f"{each.body}/".startswith(f"{in_2022[-1].body}/")]
    assert results(page) == [each.id for each in below]
    assert page.locator(".gk-results__count").inner_text() == f"共 {len(below)} 个页面"
    page.go_back()
    assert results(page) == [each.id for each in in_2022][:10]


def test_on_a_phone_the_box_covers_the_screen_and_closes(open_demo: Open) -> None:
    page = open_demo("", 360)
    assert page.locator(".gk-search__input").is_hidden()
    page.locator(".gk-search__open").click()
    page.keyboard.type("诉讼")
    page.locator(".gk-hit").first.wait_for()
    assert page.locator(".gk-search__panel").bounding_box()["width"] == 360
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.locator(".gk-search__close").click()
    assert page.locator(".gk-search__panel").is_hidden()


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(open_demo: Open, width: int, scheme: str) -> None:
    page = open_demo(f"search/?q={quote('诉讼')}", width, scheme)
    results(page)
    page.get_by_role("button", name="机关：全部").click()
    page.locator(".gk-facet__choices li").first.wait_for()
    assert violations(page) == []
    type_query(page, "46件")
    assert violations(page) == []


def test_searching_asks_nobody_else_and_logs_no_error(open_demo: Open, demo_address: str) -> None:
    page = open_demo()
    for query in ("46件", "行政複議 2022年", "鹦鹉螺"):
        page.reload()
        type_query(page, query)
    page.wait_for_load_state("networkidle")
    assert [url for url in page.requested if not url.startswith((demo_address, "data:"))] == []
    assert page.errors == []
    assert [url for url in page.requested if "search_index" in url or "workers" in url] == []


def test_without_scripts_the_page_says_what_to_do(open_demo: Open, demo_address: str) -> None:
    page = open_demo("guide/", scripts=False)
    page.locator(".gk-search__input").fill("诉讼")
    page.locator(".gk-search__input").press("Enter")
    page.wait_for_url(f"{demo_address}search/?q=*")
    assert page.locator("noscript .notice, .notice").first.inner_text() == (
        "检索需要启用浏览器的 JavaScript。不启用时，可以按机关查阅或按年度查阅。"
    )
    page.get_by_role("link", name="按机关查阅").click()
    page.wait_for_url(f"{demo_address}reports/#bodies")


def test_an_index_that_cannot_be_read_is_said(open_demo: Open) -> None:
    page = open_demo()
    page.route("**/search/root.json", lambda route: route.abort())
    page.locator(".gk-search__input").fill("诉讼")
    page.locator(".gk-search__status", has_text="检索未能完成").wait_for()
    page.unroute("**/search/root.json")
    page.locator(".gk-search__input").fill("诉讼 ")
    page.locator(".gk-hit").first.wait_for()


def test_the_field_of_the_home_page_leads_to_the_results(open_demo: Open) -> None:
    page = open_demo()
    page.locator("#find-here").fill("46件")
    page.keyboard.press("Enter")
    page.wait_for_selector(".gk-results__count")
    assert unquote(page.url).endswith("/search/?q=46件")


def test_searching_needs_no_inline_script_or_style(open_demo: Open, demo_address: str) -> None:
    page = open_demo()
    policy = {
        "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'"
    }

    def with_policy(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, headers={**answer.headers, **policy})

    page.route(f"{demo_address}guide/", with_policy)
    page.goto(f"{demo_address}guide/")
    page.locator(".gk-search__input").fill("诉讼")
    page.locator(".gk-hit").first.wait_for()
