"""Pages by question and what the page 对比 reads: whole tables, shares from 30 on, nothing invented."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date

import pytest
from lxml import html
from msgspec.structs import replace

from gongkai.model.body import Body
from gongkai.model.report import Report
from gongkai.render.contents import COMPARE, TOPICS, Site, topic_page, year_page
from gongkai.render.pages import markdown
from gongkai.render.topics import comparison
from test_pages import article
from test_pictures import BLANK, FORMS, RECEIVED, SLASH, appeals, report, results

HOSTILE = "<script>alert(1)</script>' onload=\"x"
BODIES = [
    Body("city", "示例市人民政府", "示例市", "city", order=1),
    Body("city/town", "示例镇人民政府", "示例镇", "township", order=1),
    Body("city/bureau", HOSTILE, HOSTILE, "department", order=2),
]


def markdown_of(made: Site) -> dict[str, str]:
    """All pages of a site: name → text."""
    return dict(markdown(made))


def site(reports: Sequence[Report], kept: Sequence[str] = (), held: Sequence[str] = ()) -> Site:
    bodies = {each.id: each for each in BODIES}
    return Site(bodies=bodies, reports={each.id: each for each in reports}, kept=kept, held=held)


def page_of(topic: str, reports: Sequence[Report], year: int = 2024) -> html.HtmlElement:
    return article(markdown_of(site(reports))[topic_page(topic, year)])


def shown(page: html.HtmlElement) -> list[list[str]]:
    """The rows of the table; a share stands after its figure with a space."""
    rows = page.xpath("//table//tr")
    return [[" ".join(cell.xpath(".//text()")).strip() for cell in row.xpath("./th | ./td")] for row in rows]


def notes(page: html.HtmlElement) -> str:
    return "".join(each.text_content() for each in page.xpath("//p[@class='history-note']"))


BIG = results(disclosed=20, partially_disclosed=10, unable_to_provide__not_held=6, other_handling__other=4)
SMALL = results(disclosed=20, unable_to_provide__not_held=9)
HEADS = ["机关", "总计", "予以公开", "部分公开", "不予公开", "无法提供", "不予处理", "其他处理"]


def test_shares_are_stated_from_thirty_on_and_never_below() -> None:
    thirty = results(disclosed=20, unable_to_provide__not_held=10)
    page = page_of(
        "outcomes", [report(each, body=body) for each, body in zip((BIG, SMALL, thirty), BODIES, strict=True)]
    )
    assert shown(page) == [
        HEADS,
        ["示例市人民政府", "40", "20 50.0%", "10 25.0%", "0 0.0%", "6 15.0%", "0 0.0%", "4 10.0%"],
        ["示例镇人民政府", "29", "20", "0", "0", "9", "0", "0"],
        [HOSTILE, "30", "20 66.7%", "0 0.0%", "0 0.0%", "10 33.3%", "0 0.0%", "0 0.0%"],
    ]
    assert "百分比的分母是同一行的“总计”。总计不足30件的不算百分比" in notes(page)


def test_where_every_whole_is_enough_nothing_is_said_of_small_ones() -> None:
    assert "不足30件" not in notes(page_of("outcomes", [report(BIG, body=BODIES[0])]))


def test_a_blank_total_has_no_shares_and_a_sum_without_a_number_says_why() -> None:
    cells = {
        **SMALL,
        "disclosure_requests.results.total.total": BLANK,
        "disclosure_requests.results.not_disclosed.state_secret.total": SLASH,
    }
    page = page_of("outcomes", [report(cells, body=BODIES[0])])
    assert shown(page)[1] == ["示例市人民政府", "空白", "20", "0", "不适用", "9", "0", "0"]


def test_wholes_of_the_same_parts_stand_under_their_heads() -> None:
    cells = appeals(reconsideration=[15, 9, 3, 3, 30], litigation_direct=[2, 1, 0, 0, 3])
    page = page_of("appeals", [report(cells, body=BODIES[0])])
    parts = ["总计", "维持", "纠正", "其他", "未审结"]
    assert shown(page) == [
        ["机关", "行政复议", "未经复议直接起诉", "复议后起诉"],
        parts * 3,
        [
            *("示例市人民政府", "30", "15 50.0%", "9 30.0%", "3 10.0%", "3 10.0%"),
            *("3", "2", "1", "0", "0", "0", "0", "0", "0", "0"),
        ],
    ]
    assert [each.get("colspan") for each in page.xpath("//thead/tr[1]/th")] == [None, "5", "5", "5"]


def test_reasons_are_amounts_without_shares() -> None:
    page = page_of("refusals", [report(BIG, body=BODIES[0])])
    rows = shown(page)
    assert (rows[0], [len(row) for row in rows[1:]]) == (["机关", "不予公开", "无法提供"], [11, 12])
    assert rows[2] == ["示例市人民政府", *["0"] * 8, "6", "0", "0"]
    assert "%" not in page.text_content()


def test_figures_lead_to_their_cells_and_sums_of_several_to_none() -> None:
    row = page_of("outcomes", [report(BIG, body=BODIES[1])]).xpath("//tbody/tr")[0]
    assert row.xpath("./td/a/@href") == [
        f"../../../reports/city/town/2024/#disclosure_requests.results.{name}.total"
        for name in ("total", "disclosed", "partially_disclosed")
    ]


def test_a_year_of_two_editions_has_the_columns_of_both() -> None:
    hybrid = FORMS["2021"].replacing("disclosure_requests", FORMS["2019"])
    page = page_of("refusals", [report(body=BODIES[0]), report(body=BODIES[1], form=hybrid)])
    assert {len(row) for row in shown(page)[2:]} == {len(shown(page)[1]) + 1}


def test_a_report_that_keeps_an_earlier_page_has_no_line() -> None:
    made = markdown_of(site([report(BIG, body=BODIES[0])], kept=["city/town/2024"]))
    page = article(made[topic_page("outcomes", 2024)])
    assert [row[0] for row in shown(page)[1:]] == ["示例市人民政府"]


def test_the_list_of_questions() -> None:
    page = article(markdown_of(site([report(body=BODIES[0]), report(body=BODIES[0], year=2023)]))[TOPICS])
    assert [(each.text, each.get("href")) for each in page.xpath("//a[@class='card-title']")] == [
        ("申请公开的结果怎样？", "outcomes/2024/"),
        ("为什么不公开、不能提供？", "refusals/2024/"),
        ("收到了多少申请？", "received/2024/"),
        ("复议、诉讼的结果怎样？", "appeals/2024/"),
    ]
    assert page.xpath("//p[@class='card-meta'][1]/a[contains(@href, 'outcomes')]/@href") == [
        "outcomes/2024/",
        "outcomes/2023/",
    ]


def test_without_forms_with_tables_the_pages_say_so() -> None:
    old = Report(BODIES[0], 2018, FORMS["archive"], "x.yml")
    made = markdown_of(site([old]))
    assert "收录的报告都没有统一格式的表格。" in article(made[TOPICS]).text_content()
    assert article(made[COMPARE]).xpath("//div[@id='compare']/@data-topics") == ["[]"]


def test_hostile_names_are_text_on_every_page() -> None:
    made = markdown_of(site([report(BIG, body=each) for each in BODIES]))
    for name, text in made.items():
        page = article(text)
        assert page.xpath("//script[not(@src)] | //@onload") == [], name
    assert HOSTILE in article(made[topic_page("outcomes", 2024)]).xpath("//tbody/tr/th/a/text()")


def test_what_the_page_of_comparisons_reads() -> None:
    cells = {**SMALL, RECEIVED: 31, "disclosure_requests.results.not_disclosed.state_secret.total": BLANK}
    made = json.loads(comparison(BODIES[1], [report(cells, body=BODIES[1])]))
    refusals = made["years"]["2024"].pop("refusals")
    assert [(each["label"], list(each["parts"].values())) for each in refusals] == [
        ("不予公开", ["空白", *["0"] * 7]),
        ("无法提供", ["9", "0", "0"]),
    ]
    zeros = {"维持": "0", "纠正": "0", "其他": "0", "未审结": "0"}
    assert made == {
        "format": "gongkai-compare/1",
        "body": "city/town",
        "name": "示例镇人民政府",
        "years": {
            "2024": {
                "outcomes": [
                    {
                        "label": "",
                        "whole": "29",
                        "parts": {
                            "予以公开": "20",
                            "部分公开": "0",
                            "不予公开": "空白",
                            "无法提供": "9",
                            "不予处理": "0",
                            "其他处理": "0",
                        },
                    }
                ],
                "received": [{"label": "", "parts": {"新收申请": "31"}}],
                "appeals": [
                    {"label": label, "whole": "0", "parts": zeros}
                    for label in ("行政复议", "未经复议直接起诉", "复议后起诉")
                ],
            }
        },
    }


# --- Who published when


def on(day: date | None, body: Body, year: int = 2024) -> Report:
    return replace(report(body=body, year=year), published=day)


@pytest.mark.parametrize(
    ("body", "day", "late"),
    [
        (0, date(2025, 3, 31), 0),
        (0, date(2025, 4, 1), 1),
        (0, date(2025, 1, 2), 0),
        (1, date(2025, 1, 31), 0),
        (1, date(2025, 2, 28), 28),
        (2, None, None),
    ],
)
def test_days_late(body: int, day: date | None, late: int | None) -> None:
    made = site([on(day, BODIES[body])])
    assert made.days_late(next(iter(made.by_year.values()))[0]) == late


def test_an_earlier_local_day_counts() -> None:
    town = replace(BODIES[1], deadlines={"township": "01-15"})
    made = Site(bodies={town.id: town}, reports={"x": on(date(2025, 1, 20), town)})
    assert made.days_late(next(iter(made.by_year.values()))[0]) == 5


def test_a_report_whose_page_is_of_an_earlier_day_is_neither_late_nor_in_time() -> None:
    made = site([], kept=["city/town/2024"])
    assert made.days_late(next(iter(made.by_year.values()))[0]) is None


def test_the_page_of_a_year_says_who_was_in_time_and_who_is_missing() -> None:
    reports = [
        on(date(2025, 3, 31), BODIES[0]),
        on(date(2025, 2, 28), BODIES[1]),
        on(date(2024, 1, 10), BODIES[2], 2023),
        on(None, BODIES[0], 2023),
    ]
    page = article(markdown_of(site(reports))[year_page(2024)])
    assert page.xpath("string(//p[@class='summary'])") == (
        "收录 2 个机关的报告：按期公布 1 份，逾期公布 1 份。另有 1 个机关的报告没有收录。"
    )
    assert [each.text_content() for each in page.xpath("//td[@class='day']")] == [
        "2025-03-31按期",
        "2025-02-28逾期28天",
    ]
    missing = page.xpath("//h2[@id='missing']/following-sibling::ul[1]//a")
    assert [(each.text, each.get("href")) for each in missing] == [(HOSTILE, "../city/bureau/")]
    before = article(markdown_of(site(reports))[year_page(2023)])
    assert before.xpath("string(//p[@class='summary'])").startswith(
        "收录 2 个机关的报告：按期公布 1 份，发布日期未注明 1 份。另有 1 个机关"
    )
