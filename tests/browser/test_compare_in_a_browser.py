"""The page 对比 as readers use it, on the fictional city: what it shows is what the reports say."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from examined import violations
from playwright.sync_api import Page

from gongkai.load.project import Project, load_project

Open = Callable[..., Page]
SEVEN = ("fagai", "jiaoyu", "ziran", "gaoxinqu", "wanglan", "qingshi", "wanglan/minzheng")
OUTCOMES = {
    "予以公开": "disclosed",
    "部分公开": "partially_disclosed",
    "不予公开": "not_disclosed",
    "无法提供": "unable_to_provide",
    "不予处理": "not_processed",
    "其他处理": "other_handling",
}


@pytest.fixture(scope="module")
def project(demo_root: Path) -> Project:
    return load_project(demo_root)


def name(project: Project, id_: str) -> str:
    return project.bodies[f"shili/{id_}"].name


def ready(page: Page) -> Page:
    page.get_by_label("添加机关").wait_for()
    return page


def add(page: Page, words: str) -> str:
    """Type a name and press Enter; what the page says to it."""
    page.get_by_label("添加机关").fill(words)
    page.get_by_label("添加机关").press("Enter")
    return page.locator(".compare-status").inner_text()


def chosen(page: Page) -> list[str]:
    return [each.removesuffix("×").strip() for each in page.locator(".compare-picked li").all_inner_texts()]


def rows(page: Page) -> list[list[str]]:
    """The table: the heads and a list a row; a share stands after its figure with a space."""
    page.locator("#compare [aria-busy=false]").wait_for()
    return page.evaluate(
        "[...document.querySelectorAll('#compare table tr')].map(row => [...row.cells].map(cell => "
        "[...cell.childNodes].map(node => node.textContent).join(' ')))"
    )


def outcomes(project: Project, id_: str, year: int) -> list[str]:
    """The row that the page has to show, from the YAML."""
    report = project.reports[f"shili/{id_}/{year}"]
    start = "disclosure_requests.results."
    whole = report.cells[f"{start}total.total"].value
    found = [name(project, id_), f"{year}年", "空白" if whole is None else str(whole)]
    for group in OUTCOMES.values():
        cells = [
            cell.value
            for route, cell in report.cells.items()
            if route.startswith(f"{start}{group}.") and route.endswith(".total")
        ]
        part = None if None in cells else sum(filter(None, cells))
        stated = whole is not None and part is not None and whole >= 30
        found.append(
            ("空白" if part is None else str(part)) + (f" {share(int(part), int(whole))}" if stated else "")
        )
    return found


def share(part: int, whole: int) -> str:
    tenths = (part * 2000 + whole) // (whole * 2)
    return f"{tenths // 10}.{tenths % 10}%"


HEADS = ["机关", "年度", "总计", *OUTCOMES]


def test_bodies_are_added_by_name_and_by_part_of_it(open_demo: Open, project: Project) -> None:
    page = ready(open_demo("compare/"))
    assert page.get_by_text("先添加一个机关。").is_visible()
    assert add(page, name(project, "fagai")) == f"已添加{name(project, 'fagai')}"
    assert add(page, "教育") == f"已添加{name(project, 'jiaoyu')}"
    assert chosen(page) == [name(project, "fagai"), name(project, "jiaoyu")]
    assert rows(page) == [
        HEADS,
        *[outcomes(project, id_, year) for id_ in ("fagai", "jiaoyu") for year in (2024, 2023, 2022)],
    ]


def test_every_figure_is_that_of_the_yaml(open_demo: Open, project: Project) -> None:
    found = []
    for some in (SEVEN[:6], SEVEN[6:]):
        ids = ",".join(f"shili/{id_}" for id_ in some)
        page = ready(open_demo(f"compare/?b={ids}&y=2024,2023,2022,2021,2020,2019&t=outcomes"))
        found += rows(page)[1:]
    assert len(found) > 35
    years = range(2024, 2018, -1)
    assert found == [
        outcomes(project, id_, year)
        for id_ in SEVEN
        for year in years
        if f"shili/{id_}/{year}" in project.reports
    ]


SAID = {
    "人民政府": "个机关的名称含“人民政府”，请写全称",
    "没有的局": "没有名称含“没有的局”的机关",
    "": "没有名称含“”的机关",
    "<b>x</b>": "没有名称含“<b>x</b>”的机关",
}


@pytest.mark.parametrize("words", SAID)
def test_a_name_that_fits_several_or_none_is_told(open_demo: Open, words: str) -> None:
    page = ready(open_demo("compare/"))
    assert add(page, words).endswith(SAID[words])
    assert chosen(page) == []


def test_six_at_most_and_none_twice(open_demo: Open, project: Project) -> None:
    page = ready(open_demo("compare/"))
    for id_ in SEVEN[:6]:
        add(page, name(project, id_))
    assert add(page, name(project, SEVEN[0])) == f"{name(project, SEVEN[0])}已经选了"
    assert add(page, name(project, SEVEN[6])) == "最多选 6 个机关，请先去掉一个"
    assert chosen(page) == [name(project, id_) for id_ in SEVEN[:6]]
    page.get_by_role("button", name=f"去掉{name(project, SEVEN[0])}", exact=True).click()
    assert add(page, name(project, SEVEN[6])) == f"已添加{name(project, SEVEN[6])}"
    assert chosen(page) == [name(project, id_) for id_ in SEVEN[1:]]


def test_an_address_with_more_than_six_shows_six(open_demo: Open, project: Project) -> None:
    page = ready(open_demo(f"compare/?b={','.join(f'shili/{id_}' for id_ in SEVEN)},shili/nobody"))
    assert chosen(page) == [name(project, id_) for id_ in SEVEN[:6]]


def test_years_and_question_are_chosen(open_demo: Open, project: Project) -> None:
    page = ready(open_demo("compare/?b=shili/fagai"))
    assert [row[1] for row in rows(page)[1:]] == ["2024年", "2023年", "2022年"]
    page.get_by_label("2022年").uncheck()
    page.get_by_label("2019年").check()
    assert [row[1] for row in rows(page)[1:]] == ["2024年", "2023年", "2019年"]
    page.get_by_label("问题").select_option(label="收到了多少申请？")
    page.get_by_text("历年新收申请，单位：件").wait_for()
    received = [
        project.reports[f"shili/fagai/{year}"].cells["disclosure_requests.received_this_year.total"].text
        for year in (2024, 2023, 2019)
    ]
    assert [row[2:] for row in rows(page)] == [["新收申请"], *[[text] for text in received]]


def test_what_is_chosen_stands_in_the_address_and_comes_back(open_demo: Open, demo_address: str) -> None:
    page = ready(open_demo("compare/"))
    add(page, "自然资源")
    add(page, "教育")
    page.get_by_label("2024年").uncheck()
    page.get_by_label("问题").select_option(label="复议、诉讼的结果怎样？")
    page.get_by_text("行政复议、行政诉讼结果，单位：件").wait_for()
    shown, address = rows(page), page.url
    assert address == f"{demo_address}compare/?b=shili/ziran,shili/jiaoyu&y=2023,2022&t=appeals"
    page.reload()
    ready(page)
    assert (rows(page), page.url) == (shown, address)
    page.get_by_role("link", name="2023年").first.click()
    page.wait_for_url(f"{demo_address}reports/shili/ziran/2023/")
    page.go_back()
    ready(page)
    assert (rows(page), page.url, page.get_by_label("2024年").is_checked()) == (shown, address, False)


def test_nonsense_in_the_address_does_no_harm(open_demo: Open) -> None:
    page = ready(
        open_demo(f"compare/?b={quote('<img src=x onerror=alert(1)>')},../..&y=abc,9999&t=__proto__")
    )
    assert (chosen(page), page.errors) == ([], [])  # type: ignore[attr-defined]
    assert page.get_by_label("2024年").is_checked()


def test_small_numbers_are_warned_of(open_demo: Open) -> None:
    small = "总计不足30的不算百分比：一两件的差别就会使它大变，不宜用来比较和排名。"
    page = ready(open_demo("compare/?b=shili/jiaoyu&y=2024&t=outcomes"))
    rows(page)
    assert page.get_by_text(small).is_visible()
    page = ready(open_demo("compare/?b=shili/wanglan&y=2024&t=outcomes"))
    rows(page)
    assert page.get_by_text(small).count() == 0
    assert page.get_by_text("百分比的分母是同一行的“总计”。").is_visible()


def altered(page: Page, change: Callable[[dict[str, object]], None]) -> None:
    """Change what the page loads of a body."""

    def answer(route: object) -> None:
        made = json.loads(route.fetch().text())  # type: ignore[attr-defined]
        change(made)
        route.fulfill(json=made)  # type: ignore[attr-defined]

    page.route("**/compare.json", answer)


def test_blank_has_its_word_and_no_share(open_demo: Open) -> None:
    page = open_demo("search/")

    def blank(made: dict[str, object]) -> None:
        (group,) = made["years"]["2024"]["outcomes"]  # type: ignore[index]
        group["whole"] = "空白"
        group["parts"]["部分公开"] = "空白"

    altered(page, blank)
    page.goto(page.url.replace("search/", "compare/?b=shili/wanglan&y=2024&t=outcomes"))
    (_, row) = rows(ready(page))
    assert row[2:5:2] == ["空白", "空白"]
    assert not any("%" in cell for cell in row)


def test_a_year_that_a_body_does_not_have_is_named(open_demo: Open, project: Project) -> None:
    page = open_demo("search/")
    altered(page, lambda made: made["years"].pop("2023"))  # type: ignore[attr-defined]
    page.goto(page.url.replace("search/", "compare/?b=shili/fagai&y=2024,2023&t=outcomes"))
    assert [row[1] for row in rows(ready(page))[1:]] == ["2024年"]
    assert page.get_by_text(f"没有这项数据：{name(project, 'fagai')}2023年。").is_visible()


def test_a_list_that_cannot_be_read_is_said(open_demo: Open) -> None:
    page = open_demo("search/")
    page.route("**/bodies.json", lambda route: route.abort())
    page.goto(page.url.replace("search/", "compare/"))
    page.get_by_text("机关名录读不出来，请检查网络后刷新本页。").wait_for()


def test_by_keyboard_alone(open_demo: Open, project: Project) -> None:
    page = ready(open_demo("compare/"))
    page.get_by_label("添加机关").focus()
    page.keyboard.type("教育")
    page.keyboard.press("Enter")
    assert rows(page)[1][0] == name(project, "jiaoyu")
    page.keyboard.type("自然资源")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")  # the button 添加
    page.wait_for_function("document.querySelectorAll('.compare-picked li').length === 2")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # × of the first body
    page.wait_for_function("document.querySelectorAll('.compare-picked li').length === 1")
    assert page.evaluate("document.activeElement.id") == "compare-body"
    for _ in range(3):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "compare-topic"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")  # the newest year
    page.wait_for_function("location.search.includes('t=refusals') && !location.search.includes('2024')")
    assert page.evaluate("document.activeElement.type + document.activeElement.value") == "checkbox2024"


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(open_demo: Open, width: int, scheme: str) -> None:
    ids = ",".join(f"shili/{id_}" for id_ in SEVEN[:6])
    page = ready(open_demo(f"compare/?b={ids}&y=2024,2023&t=appeals", width, scheme))
    rows(page)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.errors == []  # type: ignore[attr-defined]


def test_without_scripts_the_page_says_what_to_do(open_demo: Open, demo_address: str) -> None:
    page = open_demo("compare/", scripts=False)
    assert page.locator(".notice").inner_text() == (
        "对比需要浏览器启用 JavaScript。不启用时，可以按问题查阅各机关的数字，或者下载数据。"
    )
    page.locator(".notice").get_by_role("link", name="按问题查阅").click()
    page.wait_for_url(f"{demo_address}topics/")
