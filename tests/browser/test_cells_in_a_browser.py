"""A number explains itself: by mouse, keyboard and touch; and one column at a time on a phone."""

from __future__ import annotations

import io
import json
import unicodedata
from collections.abc import Callable

import pypdf
import pytest
from examined import violations
from playwright.sync_api import Locator, Page

Open = Callable[..., Page]
REPORT = "reports/daxing/qingyundian/2020/"
RECEIVED = "disclosure_requests.received_this_year.total"
RESULTS = "disclosure_requests.results.total.total"
OWN = {
    "format": "gongkai-report/1",
    "year": 2020,
    "citation": "青云店镇人民政府. 2020年年报[R/OL]. (2021-01-19)",
    "corrections": [
        {"on": "2021-06-01", "at": RECEIVED, "was": "47", "now": "46", "because": "录入错误"},
        {"on": "2021-06-01", "at": "overview", "was": "甲", "now": "乙", "because": "笔误"},
    ],
    "versions": [
        {"number": 1, "day": "2021-01-19", "page": "v1/", "changes": []},
        {
            "number": 2,
            "day": "2021-05-01",
            "page": "v2/",
            "changes": [
                {"at": RECEIVED, "label": "总计", "was": "", "now": "47"},
                {"at": "overview", "label": "一", "was": "甲", "now": "乙"},
            ],
        },
        {
            "number": 3,
            "day": "2021-06-01",
            "page": "",
            "changes": [{"at": RECEIVED, "label": "总计", "was": "47", "now": "46"}],
        },
    ],
}
CARRIED = {
    f"disclosure_requests.{row}": {"total": [None, "0", figure]}
    for row, figure in {"carried_over": "3", "carried_forward": "0"}.items()
}
YEARS = {
    "format": "gongkai-body/1",
    "years": [2021, 2020, 2019],
    "forms": [
        {
            "id": "2021",
            "renamed": {RECEIVED: "renamed.received.total"},
            "rows": {"renamed.received": {"total": [None, "46", "40"]}, **CARRIED},
        }
    ],
}


@pytest.fixture
def report(open_page: Open) -> Callable[..., Page]:
    """Opens the report of the repository; what is known beside its page is made up here."""

    def opened(*arguments: object, **options: object) -> Page:
        page = open_page(REPORT, *arguments, **options)
        page.route("**/2020.json", lambda route: route.fulfill(json=OWN))
        page.route("**/qingyundian/data.json", lambda route: route.fulfill(json=YEARS))
        return page

    return opened


@pytest.fixture
def phone(open_page: Open) -> Page:
    """The report on a phone with a touch screen."""
    return open_page(REPORT, 360, touch=True)


def cell(page: Page, id_: str) -> Locator:
    return page.locator(f'td[id="{id_}"]')


def box(page: Page) -> Locator:
    return page.locator(".cell-box")


def lines(page: Page) -> list[str]:
    """What the box says, a line each, when it is there and all data has come."""
    page.locator(".cell-box[aria-busy=false]").wait_for()
    return [line.strip() for line in box(page).inner_text().split("\n") if line.strip()]


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement.id || document.activeElement.classList[0]")


def to_the_total(page: Page) -> None:
    """Into table 三 by its one stop, and to the end of its first row."""
    cell(page, RECEIVED.replace("total", "natural_person")).focus()
    page.keyboard.press("End")


EXPLAINED = [
    "三、收到和处理政府信息公开申请情况",
    "一、本年新收政府信息公开申请数量 · 总计",
    "46件",
    "复制引用",
    "复制链接",
    "含义",
    "一、本年新收政府信息公开申请数量　报告年度（一般为1月1日至12月31日）内新收到的申请件数；何时算收到，按条例第三十一条确定。",
    "依据：条例第三十一条",
    "总计　自然人和各类法人、其他组织的申请之和。",
    "勾稽关系",
    "35+0+0+0+11+0 = 46　相符",
    "“总计”应等于各申请人之和（国办公开办函〔2019〕60号附件）",
    "46+0 = 42+4　相符",
    "本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和（国办公开办函〔2019〕60号附件表内注明）",
    "各年",
    "2019年 40　2020年 46",
    "正文引用",
    "三是受理依申请公开49件，经沟通申请人撤销3件，实际办理46件，占公开的12.67%。",
    "更正",
    "2021-06-01　原为“47”，更正为“46”。原因：录入错误",
    "历次数值",
    "第 1 版（2021-01-19）（无） → 第 2 版（2021-05-01）47",
    "第 3 版（2021-06-01）46",
    "出处",
    "表式说明",
    "×",
]


def test_a_cell_explains_itself_where_the_mouse_rests(report: Open) -> None:
    page = report()
    cell(page, RECEIVED).hover()
    assert lines(page) == EXPLAINED


def test_the_box_goes_when_the_mouse_leaves_and_stays_while_it_is_in_it(report: Open) -> None:
    page = report()
    cell(page, RECEIVED).hover()
    box(page).wait_for()
    box(page).hover()
    page.wait_for_timeout(600)
    assert box(page).is_visible()
    page.mouse.move(5, 5)
    box(page).wait_for(state="hidden")


def test_what_cannot_be_fetched_is_left_out(open_page: Open) -> None:
    page = open_page(REPORT)
    page.route("**/*.json", lambda route: route.abort())
    cell(page, RESULTS).click()
    assert lines(page) == [
        "三、收到和处理政府信息公开申请情况 › 三、本年度办理结果",
        "（七）总计 · 总计",
        "42件",
        "复制引用",
        "复制链接",
        "正文引用",
        "依申请公开答复42件、结转至2021年答复4件；",
        "出处",
        "表式说明",
        "×",
    ]


RELATIONS = {
    "disclosure_requests.carried_over.total": [
        "0+0+0+0+0+0 = 0　相符",
        "46+0 = 42+4　相符",
        "0 = 0　相符",
    ],
    RESULTS: [
        "31+0+0+0+11+0 = 42　相符",
        "7+14+3+16+2（其余14项为0） = 42　相符",
        "46+0 = 42+4　相符",
    ],
    "proactive_disclosure.article_20_1.normative_documents.disclosed_this_year": [
        "1 ≤ 2　相符",
        "1 ≤ 1　相符",
    ],
    "proactive_disclosure.article_20_5.other_external_services.行政检查.decisions": [],
    "reconsideration_and_litigation.litigation_direct.pending": ["7+0+0+1 = 8　相符"],
}


@pytest.mark.parametrize("id_", RELATIONS)
def test_the_relations_of_a_cell_with_their_figures(report: Open, id_: str) -> None:
    page = report()
    cell(page, id_).click()
    assert [line for line in lines(page) if line.endswith("相符")] == RELATIONS[id_]


def test_a_sum_that_does_not_hold_and_one_that_cannot_be_tested(report: Open) -> None:
    page = report()
    page.evaluate(
        """() => {
            document.getElementById("reconsideration_and_litigation.reconsideration.total").textContent = "3";
            document.getElementById("reconsideration_and_litigation.litigation_direct.other").className = "blank";
        }"""
    )
    cell(page, "reconsideration_and_litigation.reconsideration.upheld").click()
    assert "1+1+0+0 ≠ 3　不符" in lines(page)
    page.keyboard.press("Escape")
    cell(page, "reconsideration_and_litigation.litigation_direct.upheld").click()
    assert "有空白或不适用的格，不能核验" in lines(page)


def test_a_local_row_is_explained_by_the_row_that_it_splits(report: Open) -> None:
    page = report()
    cell(page, "proactive_disclosure.article_20_5.other_external_services.行政检查.decisions").click()
    said = lines(page)
    assert said[:3] == [
        "二、主动公开政府信息情况 › 第二十条第（五）项 › 其他对外管理服务事项",
        "行政检查 · 处理决定数量",
        "0件",
    ]
    assert said[6].startswith("其他对外管理服务事项　行政许可以外的政务服务事项，例如")


def test_by_keyboard_a_cell_opens_and_the_focus_comes_back(report: Open) -> None:
    page = report()
    to_the_total(page)
    page.keyboard.press("Enter")
    box(page).wait_for()
    assert focused(page) == "cell-box"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "复制引用"
    page.keyboard.press("Escape")
    box(page).wait_for(state="hidden")
    assert focused(page) == RECEIVED
    page.keyboard.press("Space")
    box(page).wait_for()
    page.get_by_label("关闭", exact=True).press("Enter")
    assert focused(page) == RECEIVED


def test_a_cell_that_the_keyboard_rests_on_is_explained_without_taking_the_focus(report: Open) -> None:
    page = report()
    to_the_total(page)
    page.keyboard.press("ArrowLeft")
    box(page).wait_for()
    left = RECEIVED.replace("total", "other_organization")
    assert focused(page) == left
    page.keyboard.press("Escape")
    page.wait_for_timeout(600)
    assert (box(page).is_visible(), focused(page)) == (False, left)


TABLE = "disclosure_requests."
KEYS = {
    "ArrowRight": "received_this_year.business_enterprise",
    "ArrowLeft": "received_this_year.natural_person",
    "ArrowUp": "received_this_year.natural_person",
    "ArrowDown": "carried_over.natural_person",
    "End": "received_this_year.total",
    "Control+End": "carried_forward.total",
}


@pytest.mark.parametrize("key", KEYS)
def test_arrows_move_inside_a_table_and_stop_at_its_edge(report: Open, key: str) -> None:
    page = report()
    cell(page, f"{TABLE}received_this_year.natural_person").focus()
    page.keyboard.press(key)
    assert focused(page) == TABLE + KEYS[key]


def test_a_table_is_one_stop_of_the_tab_key(report: Open) -> None:
    page = report()
    tables = page.locator(".official table").count()
    assert page.locator("td[tabindex='0']").count() == tables
    cell(page, f"{TABLE}received_this_year.natural_person").focus()
    for key in ("ArrowDown", "ArrowDown", "Home", "Control+End"):
        page.keyboard.press(key)
    assert page.locator("td[tabindex='0']").count() == tables


def test_by_touch_a_sheet_comes_from_below_and_leaves_the_cell_in_sight(phone: Page) -> None:
    target = cell(phone, "disclosure_requests.results.not_disclosed.state_secret.total")
    target.evaluate("cell => scrollTo(0, cell.getBoundingClientRect().bottom + scrollY - innerHeight + 20)")
    target.tap()
    assert lines(phone)[1] == "1.属于国家秘密 · 总计"
    sheet, at = box(phone).bounding_box(), target.bounding_box()
    assert (sheet["x"], sheet["width"], round(sheet["y"] + sheet["height"])) == (0, 360, 740)
    assert at["y"] + at["height"] <= sheet["y"]


@pytest.mark.parametrize(
    "id_",
    [
        "proactive_disclosure.article_20_1.rules.produced_this_year",
        RECEIVED,
        "disclosure_requests.results.unable_to_provide.not_held.natural_person",
        "reconsideration_and_litigation.litigation_after_reconsideration.total",
    ],
)
def test_the_box_never_covers_its_cell_nor_leaves_the_window(report: Open, id_: str) -> None:
    page = report()
    target = cell(page, id_)
    target.click()
    lines(page)
    sheet, at = box(page).bounding_box(), target.bounding_box()
    assert sheet["y"] >= at["y"] + at["height"] or sheet["y"] + sheet["height"] <= at["y"]
    assert sheet["x"] >= 0
    assert sheet["x"] + sheet["width"] <= 1280
    assert sheet["y"] >= 0
    assert sheet["y"] + sheet["height"] <= 900


def test_the_citation_and_the_address_are_copied(report: Open, address: str) -> None:
    page = report(own=True)
    page.clock.set_fixed_time("2026-02-01T12:00:00")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    cell(page, RECEIVED).click()
    lines(page)
    page.get_by_role("button", name="复制引用").click()
    page.get_by_text("已复制").wait_for()
    link = f"{address}{REPORT}#{RECEIVED}"
    assert page.evaluate("navigator.clipboard.readText()") == (
        f"青云店镇人民政府. 2020年年报[R/OL]. (2021-01-19)[2026-02-01]. {link}. "
        "三、收到和处理政府信息公开申请情况 · 一、本年新收政府信息公开申请数量 · 总计：46件。"
    )
    page.get_by_role("button", name="复制链接").click()
    assert page.evaluate("navigator.clipboard.readText()") == link


def test_where_nothing_may_be_copied_the_words_are_there_to_take(report: Open, address: str) -> None:
    page = report()
    page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    cell(page, RECEIVED).click()
    page.get_by_role("button", name="复制链接").click()
    assert page.evaluate("getSelection().toString()") == f"{address}{REPORT}#{RECEIVED}"


def test_a_number_of_the_text_explains_its_cell_and_leads_to_it(report: Open) -> None:
    page = report()
    link = page.locator(f'.prose a[href="#{RESULTS}"]').first
    link.hover()
    assert lines(page)[1:3] == ["（七）总计 · 总计", "42件"]
    link.click()
    page.wait_for_function("document.querySelector(':target')")
    assert (page.locator("td:target").get_attribute("id"), focused(page)) == (RESULTS, RESULTS)
    assert lines(page)[1:3] == ["（七）总计 · 总计", "42件"]


def test_a_number_of_the_text_that_rests_on_two_cells_names_both(report: Open) -> None:
    page = report()
    page.locator("a[data-ref]").first.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert lines(page) == [
        "正文数字",
        "9",
        "与下列各格相符：",
        "行政诉讼 · 未经复议直接起诉 · 总计：8",
        "行政诉讼 · 复议后起诉 · 总计：1",
        "×",
    ]
    box(page).get_by_role("link").first.click()
    page.get_by_text("未经复议直接起诉 · 总计").last.wait_for()
    assert focused(page) == "reconsideration_and_litigation.litigation_direct.total"


def test_a_quotation_leads_back_to_the_number_in_the_text(report: Open) -> None:
    page = report()
    cell(page, RESULTS).click()
    lines(page)
    page.get_by_role("button", name="依申请公开答复42件").click()
    assert page.evaluate("document.activeElement.textContent") == "42"
    assert not box(page).is_visible()


def test_nothing_is_fetched_before_a_cell_is_asked_about(open_page: Open) -> None:
    page = open_page(REPORT)
    page.wait_for_load_state("networkidle")
    asked = [url.rpartition("/")[2] for url in page.requested]
    assert [name for name in asked if name.endswith((".json", "form.js"))] == []


def test_the_explanation_breaks_no_strict_policy(open_page: Open, address: str) -> None:
    page = open_page("404.html", own=True)
    policy = "default-src 'self'; style-src 'self'; img-src 'self' data:; script-src 'self'"

    def strict(route: object) -> None:
        answer = route.fetch()
        headers = {**answer.headers, "content-security-policy-report-only": policy}
        route.fulfill(response=answer, headers=headers)

    page.route(f"**/{REPORT}", strict)
    page.add_init_script(
        "window.broken = []; addEventListener('securitypolicyviolation', e => broken.push(e.sourceFile + ' ' + e.violatedDirective))"
    )
    page.goto(address + REPORT)
    page.wait_for_load_state("networkidle")
    before = page.evaluate("broken.length")
    cell(page, RECEIVED).click()
    lines(page)
    assert page.evaluate("broken")[before:] == []


def test_without_scripts_the_form_explains_every_row(open_page: Open) -> None:
    page = open_page(REPORT, scripts=False)
    page.locator("#disclosure_requests ~ .official .meanings a").first.click()
    row = page.locator('[id="disclosure_requests.results.not_disclosed.security_and_stability"]')
    assert row.locator("td").all_inner_texts()[:2] == [
        "“三安全一稳定”指国家安全、公共安全、经济安全、社会稳定；公开后可能危及这些的政府信息，不予公开。",
        "条例第十四条",
    ]


def shown(page: Page) -> list[str]:
    """What can be seen of the column heads of table 三 and of its first row's figures."""
    cells = page.locator("table.depth-3").locator("thead th, tbody:nth-of-type(1) td")
    return [text.replace("\n", "") for text in cells.locator("visible=true").all_inner_texts()]


@pytest.mark.parametrize("scripts", [True, False], ids=["script", "no script"])
def test_on_a_phone_one_column_at_a_time(open_page: Open, scripts: bool) -> None:
    page = open_page(REPORT, 360, scripts=scripts)
    assert shown(page) == ["总计", "46"]
    page.get_by_label("法律服务机构").check()
    assert shown(page) == ["法律服务机构", "11"]
    region = page.locator(".statistics", has=page.locator("table.depth-3"))
    assert region.evaluate("region => region.scrollWidth - region.clientWidth") == 0
    page.get_by_role("group", name="申请人情况").get_by_label("全部").check()
    assert shown(page)[-7:] == ["35", "0", "0", "0", "11", "0", "46"]


def test_a_wide_screen_and_paper_show_all_columns(open_page: Open) -> None:
    page = open_page(REPORT)
    assert (len(shown(page)), page.locator(".choose").first.is_visible()) == (9 + 7, False)
    page.set_viewport_size({"width": 360, "height": 800})
    page.emulate_media(media="print")
    assert (len(shown(page)), page.locator(".choose").first.is_visible()) == (9 + 7, False)


APPEALS = {
    "行政复议": ["行政复议", "结果维持", "结果纠正", "其他结果", "尚未审结", "总计", "1", "1", "0", "0", "2"],
    "行政诉讼（未经复议直接起诉）": [
        *["行政诉讼", "未经复议直接起诉", "结果维持", "结果纠正", "其他结果", "尚未审结", "总计"],
        *["7", "0", "0", "1", "8"],
    ],
    "行政诉讼（复议后起诉）": [
        *["行政诉讼", "复议后起诉", "结果维持", "结果纠正", "其他结果", "尚未审结", "总计"],
        *["1", "0", "0", "0", "1"],
    ],
}


def appeals(page: Page) -> tuple[list[str], int]:
    """What can be seen of table 四, and how much of it only by scrolling."""
    region = page.locator(".statistics", has=page.locator("table.depth-0"))
    texts = region.locator("th, td").locator("visible=true").all_inner_texts()
    more = region.evaluate("region => region.scrollWidth - region.clientWidth")
    return [text.replace("\n", "") for text in texts], more


@pytest.mark.parametrize("width", [360, 320])
@pytest.mark.parametrize("scripts", [True, False], ids=["script", "no script"])
def test_on_a_phone_one_kind_of_appeal_at_a_time(open_page: Open, scripts: bool, width: int) -> None:
    page = open_page(REPORT, width, scripts=scripts)
    choices = page.get_by_role("group", name="要看的栏目")
    assert appeals(page) == (APPEALS["行政复议"], 0)
    for name, texts in APPEALS.items():
        choices.get_by_label(name).check()
        assert appeals(page) == (texts, 0)
    choices.get_by_label("全部").check()
    assert len(appeals(page)[0]) == 19 + 15
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_an_address_shows_the_group_of_its_cell(open_page: Open) -> None:
    page = open_page(f"{REPORT}#reconsideration_and_litigation.litigation_direct.pending", 360)
    assert appeals(page) == (APPEALS["行政诉讼（未经复议直接起诉）"], 0)
    assert page.locator("td:target").inner_text() == "1"


def test_the_heads_that_a_shown_cell_names_are_shown(open_page: Open) -> None:
    page = open_page(REPORT, 360)
    page.get_by_label("行政诉讼（复议后起诉）").check()
    cells = page.locator("table.depth-0 td").locator("visible=true")
    heads = {id_ for each in cells.all() for id_ in (each.get_attribute("headers") or "").split()}
    assert {id_ for id_ in heads if not page.locator(f"#{id_}").is_visible()} == set()
    assert len(heads) == 2 + 5


def test_an_address_shows_the_column_of_its_cell(open_page: Open) -> None:
    page = open_page(f"{REPORT}#disclosure_requests.received_this_year.natural_person", 360)
    assert shown(page) == ["自然人", "35"]
    assert page.locator("td:target").is_visible()


def test_without_scripts_an_address_shows_all_columns(open_page: Open) -> None:
    page = open_page(f"{REPORT}#{RECEIVED}", 360, scripts=False)
    assert len(shown(page)) == 9 + 7


def test_the_arrows_pass_over_columns_that_are_put_away(open_page: Open) -> None:
    page = open_page(REPORT, 360)
    cell(page, RECEIVED).focus()
    page.keyboard.press("ArrowLeft")
    assert focused(page) == RECEIVED
    page.keyboard.press("ArrowDown")
    assert focused(page) == "disclosure_requests.carried_over.total"


def test_everything_to_touch_is_large_enough(phone: Page) -> None:
    cell(phone, RECEIVED).tap()
    lines(phone)
    small = phone.evaluate(
        """() => [...document.querySelectorAll(".choose label, .cell-box button, .official td[id]")]
            .filter((each) => each.offsetWidth && Math.min(each.offsetWidth, each.offsetHeight) < 24)
            .map((each) => each.outerHTML)"""
    )
    assert small == []


@pytest.mark.parametrize(
    ("width", "scheme"), [(1280, "light"), (1280, "dark"), (360, "light"), (360, "dark")]
)
def test_axe_finds_nothing_with_the_box_open(report: Open, width: int, scheme: str) -> None:
    page = report(width, scheme)
    cell(page, RECEIVED).click()
    lines(page)
    assert violations(page) == []


@pytest.mark.parametrize("width", [1280, 360])
def test_axe_finds_nothing_on_the_page_of_a_form(open_page: Open, width: int) -> None:
    page = open_page("reference/form-2021/", width)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert violations(page) == []


def test_the_print_names_its_source_and_numbers_its_pages(open_page: Open) -> None:
    page = open_page(REPORT, 360)  # a phone prints the whole tables too
    printed = io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True))
    text = [unicodedata.normalize("NFKC", each.extract_text()) for each in pypdf.PdfReader(printed).pages]
    assert [f"{at} / {len(text)}" in each for at, each in enumerate(text, 1)] == [True] * len(text)
    assert f"https://example.gov.cn/zfxxgknb/{REPORT}" in text[-1]


def test_the_data_of_the_page_is_what_the_box_was_made_for(open_page: Open) -> None:
    page = open_page("reference/form-2021.json")
    data = json.loads(page.locator("pre").inner_text())
    assert data["format"] == "gongkai-form/1"
    assert data["tables"]["disclosure_requests"]["rows"]["results.not_disclosed.state_secret"] == {
        "labels": ["三、本年度办理结果", "（三）不予公开", "1.属于国家秘密"],
        "explain": "依法确定为国家秘密的政府信息，不予公开。",
        "basis": "条例第十四条",
    }
