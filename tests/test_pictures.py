"""Pictures: what is drawn is what the reports say, and nothing else is drawn."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from msgspec.structs import replace

import samples
from gongkai.load.forms import FormError, load_form, load_forms
from gongkai.load.project import load_project
from gongkai.model.body import Body
from gongkai.model.form import Form
from gongkai.model.report import Cell, Report, State
from gongkai.render.charts import Picture, figures_of_body, figures_of_report, figures_of_year
from gongkai.render.entry import Entry
from gongkai.render.picture_html import pictures_of
from gongkai.render.summary import entry_of
from test_forms import invented

T3, T4 = "disclosure_requests", "reconsideration_and_litigation"
RECEIVED = f"{T3}.received_this_year.total"
FORMS = load_forms()
BLANK, SLASH = Cell("", State.BLANK), Cell("/", State.NOT_APPLICABLE)


def number(text: str) -> Cell:
    return Cell(text, State.NUMBER, Decimal(text))


def report(
    cells: Mapping[str, int | Cell] | None = None,
    year: int = 2024,
    form: Form | None = None,
    body: Body = samples.TOWN,
) -> Report:
    """A report with 0 in every cell but these."""
    form = form or next(each for each in FORMS.values() if each.covers(year))
    routes = [cell for table in form.tables for line in table.lines for cell in line.cells]
    made = {route: number("0") for route in routes}
    for route, value in (cells or {}).items():
        assert route in made, route
        made[route] = value if isinstance(value, Cell) else number(str(value))
    return Report(body, year, form, "x.yml", cells=made)


def results(**counts: int | Cell) -> dict[str, int | Cell]:
    """Totals of rows under 办理结果, dots in their names written as __; their sum as the total."""
    cells: dict[str, int | Cell] = {
        f"{T3}.results.{name.replace('__', '.')}.total": value for name, value in counts.items()
    }
    cells.setdefault(
        f"{T3}.results.total.total", sum(each for each in counts.values() if isinstance(each, int))
    )
    return cells


def received(**years: int | Cell | None) -> list[Report]:
    return [report({RECEIVED: value}, int(year[1:])) for year, value in years.items() if value is not None]


def one(id: str, found: list[Picture]) -> Picture:
    return next(each for each in found if each.id == id)


def drawn(picture: Picture) -> html.HtmlElement:
    return html.fromstring(str(picture.svg))


def bars(picture: Picture, css: str = "c1") -> list[tuple[float, ...]]:
    """x, y, width, height of the bars of a class, in percent and em; what is not said is as in pictures.css."""
    usual = {"x": "0", "y": "", "width": "", "height": "0.7"}
    return [
        tuple(float(bar.get(name, value).rstrip("%em")) for name, value in usual.items())
        for bar in drawn(picture).xpath("//rect")
        if bar.get("class", "c1") == css
    ]


def texts(picture: Picture) -> list[str]:
    return [" ".join(each.text_content().split()) for each in drawn(picture).xpath("//text")]


MANY = results(
    disclosed=20, partially_disclosed=10, not_disclosed__third_party_rights=4, unable_to_provide__not_held=6
)
FEW = results(disclosed=20, unable_to_provide__not_held=9)


# --- Parts of a whole


def test_outcomes() -> None:
    picture = one("outcomes", figures_of_report(report(MANY)))
    assert (
        picture.summary
        == "2024年办理结果共40件：予以公开20件（50.0%），部分公开10件（25.0%），不予公开4件（10.0%），无法提供6件（15.0%），其余2项为0。"
    )
    assert texts(picture) == [
        "予以公开 20件 50.0%",
        "部分公开 10件 25.0%",
        "不予公开 4件 10.0%",
        "无法提供 6件 15.0%",
        "不予处理 0件 0.0%",
        "其他处理 0件 0.0%",
    ]
    assert picture.rows == (
        ("予以公开", "20", "50.0%"), ("部分公开", "10", "25.0%"), ("不予公开", "4", "10.0%"),
        ("无法提供", "6", "15.0%"), ("不予处理", "0", "0.0%"), ("其他处理", "0", "0.0%"), ("总计", "40", "100%"),
    )  # fmt: skip


def test_each_part_begins_where_the_one_before_it_ends() -> None:
    picture = one("outcomes", figures_of_report(report(MANY)))
    assert [(x, width) for x, _, width, _ in bars(picture)] == [(0, 50), (50, 25), (75, 10), (85, 15)]


def test_under_thirty_no_share_is_stated() -> None:
    picture = one("outcomes", figures_of_report(report(FEW)))
    assert picture.summary == "2024年办理结果共29件：予以公开20件，无法提供9件，其余4项为0。"
    assert picture.notes == ("总数不足30件，增减一件占比就大幅变动，因此只列数量，不计算占比。",)
    assert "%" not in "".join(
        [*texts(picture), *picture.head, *(text for row in picture.rows for text in row)]
    )
    assert picture.svg


def test_shares_that_do_not_add_up_after_rounding_are_explained() -> None:
    thirds = results(disclosed=10, partially_disclosed=10, unable_to_provide__not_held=10)
    picture = one("outcomes", figures_of_report(report(thirds)))
    assert picture.notes == ("占比四舍五入到一位小数，相加与100%略有出入。",)


NOT_DRAWN = {
    "nothing": (results(), "2024年办理结果共0件。"),
    "wrong-total": (results(disclosed=40, total=41), "2024年办理结果各项之和40件，与表中总计41件不一致，不绘图。"),
    "blank-part": (results(disclosed=40, partially_disclosed=BLANK), "2024年办理结果共40件，有的项没有数字，不绘图。"),
    "blank-total": (results(disclosed=40, total=BLANK), "2024年办理结果总计空白，不绘图。"),
    "not-applicable": (results(disclosed=SLASH, total=SLASH), "2024年办理结果总计不适用，不绘图。"),
    "one-of-a-sum-blank": (results(disclosed=40, not_disclosed__state_secret=BLANK), "2024年办理结果共40件，有的项没有数字，不绘图。"),
}  # fmt: skip


@pytest.mark.parametrize("name", NOT_DRAWN)
def test_what_the_numbers_do_not_support_is_not_drawn(name: str) -> None:
    cells, summary = NOT_DRAWN[name]
    picture = one("outcomes", figures_of_report(report(cells)))
    assert (picture.svg, picture.summary) == ("", summary)


def test_blank_and_not_applicable_stay_so_in_the_table() -> None:
    picture = one("outcomes", figures_of_report(report(NOT_DRAWN["blank-part"][0])))
    assert picture.rows[:2] == (("予以公开", "40"), ("部分公开", "空白"))


# --- Reasons


def test_refusals() -> None:
    picture = one("refusals", figures_of_report(report(MANY | results(not_disclosed__internal_affairs=1))))
    assert (
        picture.summary
        == "2024年不予公开5件，最多的是“4.保护第三方合法权益”（4件）；无法提供6件，都是“1.本机关不掌握相关政府信息”。"
    )
    assert texts(picture) == [
        "不予公开 5件",
        "4.保护第三方合法权益 4件",
        "5.属于三类内部事务信息 1件",
        "无法提供 6件",
        "1.本机关不掌握相关政府信息 6件",
    ]
    assert [(x, width) for x, _, width, _ in bars(picture)] == [(0, 66.67), (0, 16.67), (0, 100)]
    assert picture.notes == ("为0的8项没有画出。",)
    assert len(picture.rows) == 11


def test_a_reason_without_a_number_has_a_word_and_no_bar() -> None:
    picture = one(
        "refusals",
        figures_of_report(report(results(not_disclosed__state_secret=BLANK, unable_to_provide__not_held=2))),
    )
    assert texts(picture)[:2] == ["不予公开 有的项没有数字，不合计", "1.属于国家秘密 空白"]
    assert len(bars(picture)) == 1


def test_no_refusals_are_a_sentence() -> None:
    picture = one("refusals", figures_of_report(report()))
    assert (picture.svg, picture.summary) == ("", "2024年不予公开0件；无法提供0件。")


# --- Wholes of the same parts


def appeals(**kinds: list[int]) -> dict[str, int | Cell]:
    names = ("upheld", "corrected", "other", "pending", "total")
    return {
        f"{T4}.{kind}.{name}": value
        for kind, row in kinds.items()
        for name, value in zip(names, row, strict=True)
    }


def test_appeals() -> None:
    cells = appeals(reconsideration=[2, 1, 0, 1, 4], litigation_direct=[1, 0, 0, 1, 2])
    picture = one("appeals", figures_of_report(report(cells)))
    assert (
        picture.summary
        == "2024年行政复议4件（维持2件，纠正1件，未审结1件，其余1项为0）；未经复议直接起诉2件（维持1件，未审结1件，其余2项为0）；复议后起诉共0件。"
    )
    assert texts(picture) == [
        "行政复议 4件",
        "■维持2 ■纠正1 ■其他0 ■未审结1",
        "未经复议直接起诉 2件",
        "■维持1 ■纠正0 ■其他0 ■未审结1",
        "复议后起诉 0件",
    ]
    assert {css: [(x, width) for x, _, width, _ in bars(picture, css)] for css in ("c1", "c2", "c3", "c4")} == {
        "c1": [(0, 50), (0, 25)], "c2": [(50, 25)], "c3": [], "c4": [(75, 25), (25, 25)]
    }  # fmt: skip


def test_a_row_whose_parts_do_not_make_its_total_is_not_drawn() -> None:
    cells = appeals(reconsideration=[2, 1, 0, 1, 5], litigation_direct=[1, 0, 0, 1, 2])
    picture = one("appeals", figures_of_report(report(cells)))
    assert texts(picture)[:2] == ["行政复议 5件", "与表中总计5件不一致，不绘图"]
    assert len(bars(picture)) == 1


def test_no_appeals_are_a_sentence() -> None:
    picture = one("appeals", figures_of_report(report()))
    assert (picture.svg, picture.summary) == (
        "",
        "2024年行政复议共0件；未经复议直接起诉共0件；复议后起诉共0件。",
    )


# --- Years of one body

TRENDS = {
    "up": ({"y2022": 10, "y2023": 15, "y2024": 20}, "2022—2024年新收申请由10件增至20件。"),
    "down-with-a-peak": ({"y2022": 10, "y2023": 15, "y2024": 5}, "2022—2024年新收申请由10件减至5件，其间最多的是2023年（15件）。"),
    "back-again": ({"y2022": 10, "y2023": 5, "y2024": 10}, "2022—2024年新收申请首尾两年都是10件，其间最少的是2023年（5件）。"),
    "level": ({"y2023": 10, "y2024": 10}, "2023—2024年新收申请各年都是10件。"),
    "gap": ({"y2021": 46, "y2023": 81}, "2021—2023年新收申请由46件增至81件，2022年没有报告。"),
    "blank": ({"y2021": 46, "y2022": BLANK, "y2023": 81}, "2021—2023年新收申请由46件增至81件，2022年空白。"),
    "not-applicable": ({"y2021": 46, "y2022": 1, "y2023": SLASH}, "2021—2022年新收申请由46件减至1件，2023年不适用。"),
    "one-year": ({"y2024": 46}, "2024年新收申请46件。有数字的不足两年，不绘图。"),
    "one-number": ({"y2023": 46, "y2024": BLANK}, "2023年新收申请46件，2024年空白。有数字的不足两年，不绘图。"),
    "zeros": ({"y2023": 0, "y2024": 0}, "2023—2024年新收申请各年都是0件。"),
}  # fmt: skip


@pytest.mark.parametrize("name", TRENDS)
def test_a_trend_in_words(name: str) -> None:
    years, summary = TRENDS[name]
    picture = one("received", figures_of_body(received(**years)))
    assert (picture.summary, bool(picture.svg)) == (summary, name not in ("one-year", "one-number", "zeros"))


def test_a_year_without_a_report_is_a_gap_with_its_word() -> None:
    picture = one("received", figures_of_body(received(y2021=46, y2023=81)))
    assert texts(picture) == ["2021", "46", "2022", "无", "报", "告", "2023", "81"]
    assert [round(x, 1) for x, *_ in bars(picture)] == [5.2, 37.2]
    assert picture.rows == (("2021年", "46"), ("2022年", "无报告"), ("2023年", "81"))


def test_zero_among_numbers_is_a_figure_without_a_bar() -> None:
    picture = one("received", figures_of_body(received(y2022=4, y2023=0, y2024=2)))
    assert texts(picture) == ["2022", "4", "2023", "0", "2024", "2"]
    assert [height for *_, height in bars(picture)] == [7, 3.5]


def test_a_report_that_is_held_back_is_not_called_missing() -> None:
    picture = one("received", figures_of_body(received(y2021=46, y2023=81), {2022}))
    assert picture.summary == "2021—2023年新收申请由46件增至81件，2022年的报告尚未发布。"


def test_a_peak_and_a_low_between_the_ends() -> None:
    picture = one("received", figures_of_body(received(y2021=5, y2022=9, y2023=2, y2024=6)))
    assert (
        picture.summary
        == "2021—2024年新收申请由5件增至6件，其间最多的是2022年（9件），最少的是2023年（2件）。"
    )


def test_forms_that_mean_the_same_join() -> None:
    picture = one("received", figures_of_body(received(y2020=46, y2021=52)))
    assert picture.summary == "2020—2021年新收申请由46件增至52件。"
    assert picture.notes == ("2021年起报告格式改版，这里的数字含义未变，可以比较。",)
    assert drawn(picture).xpath("//line/@class") == ["axis"]


def unlike_2019() -> Form:
    """A form whose figures do not mean what those of 2019 mean."""
    sections = [replace(each, comparable={}) for each in FORMS["2021"].sections]
    return Form("2021", "新表式", "", "{body}{year}", tuple(sections), first_year=2021)


def test_forms_that_mean_something_else_are_parted() -> None:
    years = [
        report({RECEIVED: 5}, 2019),
        report({RECEIVED: 46}, 2020),
        report({RECEIVED: 52}, 2021, unlike_2019()),
    ]
    picture = one("received", figures_of_body(years))
    assert picture.summary == "2019—2020年新收申请由5件增至46件，2021年新收申请52件。"
    assert picture.notes == ("2021年起报告格式改版，这里的数字含义不同，前后不能比较。",)
    assert drawn(picture).xpath("//line[@class='break']/@x1") == ["34%"]
    assert "口径不同，不可比" in texts(picture)


def test_years_before_there_was_such_a_form_are_left_out() -> None:
    old = Report(samples.TOWN, 2018, FORMS["archive"], "x.yml")
    picture = one("received", figures_of_body([old, *received(y2023=1, y2024=2)]))
    assert [row[0] for row in picture.rows] == ["2023年", "2024年"]


def test_a_body_without_such_forms_has_no_pictures() -> None:
    assert figures_of_body([Report(samples.TOWN, 2018, FORMS["archive"], "x.yml")]) == []


def test_on_a_phone_a_long_series_names_every_second_year() -> None:
    years = [report({RECEIVED: 5}, year) for year in range(2019, 2028)]
    picture = one("received", figures_of_body(years))
    hidden = [each.text_content() for each in drawn(picture).xpath("//text[@class='alternate']")]
    assert hidden == ["2020", "5", "2022", "5", "2024", "5", "2026", "5"]


# --- What is carried over


def flow(year: int, over: int | Cell, new: int, done: int, forward: int) -> Report:
    cells = {
        "carried_over": over,
        "received_this_year": new,
        "results.total": done,
        "carried_forward": forward,
    }
    return report({f"{T3}.{row}.total": value for row, value in cells.items()}, year)


def carry(*reports: Report) -> Picture:
    return one("carry", figures_of_body(reports))


def test_what_is_left_over_leads_to_the_next_year() -> None:
    picture = carry(flow(2023, 0, 46, 42, 4), flow(2024, 4, 76, 80, 0))
    assert (
        picture.summary
        == "2024年应办申请80件（上年结转4件，本年新收76件），去向：结转下年0件，本年办结80件。"
    )
    assert texts(picture) == [
        "2023年", "■上年结转0 ■本年新收46", "■结转下年4 ■本年办结42",
        "2024年", "■上年结转4 ■本年新收76", "■结转下年0 ■本年办结80",
    ]  # fmt: skip
    assert [(x, width) for x, _, width, _ in bars(picture, "c2")] == [(20, 4), (20, 4)]
    assert len(drawn(picture).xpath("//line[@class='thread']")) == 1


def test_what_does_not_agree_is_said_and_not_joined() -> None:
    picture = carry(flow(2023, 0, 46, 42, 4), flow(2024, 5, 76, 80, 0))
    assert (
        picture.summary
        == "2024年应办申请81件（上年结转5件，本年新收76件），去向：结转下年0件，本年办结80件。2024年应办81件，去向80件，两者不等。2024年上年结转5件，与2023年结转下年4件不同。"
    )
    assert drawn(picture).xpath("//line") == []


def test_a_chain_does_not_lead_over_a_missing_year() -> None:
    picture = carry(flow(2022, 0, 46, 42, 4), flow(2024, 4, 76, 80, 0))
    assert drawn(picture).xpath("//line") == []
    assert picture.rows[1] == ("2023年", "无报告", "无报告", "无报告", "无报告")


def test_a_side_with_a_blank_cell_has_no_bars() -> None:
    picture = carry(flow(2023, 0, 46, 42, 4), flow(2024, BLANK, 46, 42, 4))
    assert (
        picture.summary
        == "2023年应办申请46件（上年结转0件，本年新收46件），去向：结转下年4件，本年办结42件。"
    )
    assert "■上年结转空白 ■本年新收46" in texts(picture)
    assert (len(bars(picture, "c1")), len(bars(picture, "c3"))) == (1, 2)


def test_a_chain_without_a_whole_year_is_a_sentence() -> None:
    picture = carry(flow(2024, BLANK, 46, 42, 4))
    assert (picture.svg, picture.summary) == ("", "各年的数字都不完整，不绘图。")


def test_nothing_to_do_is_a_sentence() -> None:
    picture = carry(flow(2024, 0, 0, 0, 0))
    assert (picture.svg, picture.summary) == (
        "",
        "2024年应办申请0件（上年结转0件，本年新收0件），去向：结转下年0件，本年办结0件。",
    )


# --- Bodies of one year


def bodies(*values: int | Cell) -> list[Entry]:
    return [
        entry_of(report({RECEIVED: value}, body=Body(f"b{n}", f"第{n}局"))) for n, value in enumerate(values)
    ]


def test_three_bodies_stand_by_name_the_greatest_first() -> None:
    (picture,) = figures_of_year(bodies(5, 20, 0))
    assert picture.summary == "2024年3个机关的新收申请，最多的是第1局（20件），中位数5件，1个机关为0。"
    assert texts(picture) == ["第1局 20件", "第0局 5件", "第2局 0件"]
    assert [width for _, _, width, _ in bars(picture)] == [100, 25]
    assert picture.rows == (("第1局", "20"), ("第0局", "5"), ("第2局", "0"))


def test_two_hundred_bodies_are_counted_in_classes() -> None:
    (picture,) = figures_of_year(bodies(*[0] * 50, *range(1, 151)))
    assert (
        picture.summary == "2024年200个机关的新收申请，最多的是第199局（150件），中位数50.5件，50个机关为0。"
    )
    assert picture.rows == (("0", "50"), ("1—9", "9"), ("10—29", "20"), ("30—99", "70"), ("100—299", "51"))
    assert [width for _, _, width, _ in bars(picture)] == [71.43, 12.86, 28.57, 100, 72.86]


def test_a_body_without_a_number_is_named_and_not_counted() -> None:
    (picture,) = figures_of_year(bodies(5, 20, BLANK, SLASH))
    assert (
        picture.summary
        == "2024年2个机关的新收申请，最多的是第1局（20件），中位数12.5件，最少5件；1个机关空白，不计入；1个机关不适用，不计入。"
    )
    assert texts(picture)[2:] == ["第2局 空白", "第3局 不适用"]


@pytest.mark.parametrize(("values", "summary"), [
    ((7,), "2024年第0局新收申请7件。"),
    ((0, 0), "2024年2个机关的新收申请都是0件。"),
    ((BLANK, BLANK), "2024年没有机关填报新收申请；2个机关空白，不计入。"),
])  # fmt: skip
def test_a_year_with_nothing_to_compare_is_a_sentence(values: tuple[int | Cell, ...], summary: str) -> None:
    (picture,) = figures_of_year(bodies(*values))
    assert (picture.svg, picture.summary) == ("", summary)


def test_a_tie_at_the_top_is_said() -> None:
    (picture,) = figures_of_year(bodies(5, 5, 1))
    assert picture.summary == "2024年3个机关的新收申请，最多的是第0局等2个机关（5件），中位数5件，最少1件。"


def test_a_year_without_reports_has_no_pictures() -> None:
    assert figures_of_year([]) == []


# --- All of them


def every_picture() -> list[Picture]:
    cells = MANY | appeals(reconsideration=[12, 13, 14, 15, 54])
    years = [flow(2023, 0, 46, 42, 4), flow(2024, 4, 76, 80, 0)]
    return [*figures_of_report(report(cells)), *figures_of_body(years), *figures_of_year(bodies(5, 20, 0))]


def awkward_pictures() -> list[Picture]:
    """Long names, great numbers, many years, gaps, a break at either side."""
    most = appeals(reconsideration=[1234, 2345, 3456, 4567, 11602], litigation_direct=[1, 0, 0, 0, 1])
    crowd = [report({RECEIVED: 12345 * (year % 3)}, year) for year in range(2019, 2028) if year != 2022]
    late = [report({RECEIVED: 46}, year) for year in (2019, 2020)] + [
        report({RECEIVED: 5}, 2021, unlike_2019())
    ]
    early = [
        report({RECEIVED: 46}, 2020),
        *(report({RECEIVED: 5}, y, unlike_2019()) for y in (2021, 2022, 2024)),
    ]
    named = [
        report({RECEIVED: n}, body=Body(f"b{n}", "示例市经济技术开发区行政审批和政务信息管理局"))
        for n in (1, 123456)
    ]
    flows = [flow(2023, 12345, 123456, 135800, 1), flow(2024, 1, 99999, 99999, 1)]
    found = [
        figures_of_report(report(most)),
        figures_of_year(map(entry_of, named)),
        figures_of_year(bodies(*range(0, 9000, 30))),
    ]
    return [
        each for several in [*found, *map(figures_of_body, (crowd, late, early, flows))] for each in several
    ]


def test_a_hostile_name_stays_text() -> None:
    name = '</text><script>alert(1)</script>" onload="x'
    found = figures_of_year(
        map(entry_of, [report({RECEIVED: 3}, body=Body("a", name)), report({RECEIVED: 5})])
    )
    page = html.fromstring(str(pictures_of(found)))
    assert page.xpath("//script | //@onload") == []
    assert name in page.xpath("//tbody/tr/th/text()")
    assert texts(found[0])[1] == "</text><script>alert(… 3件"


def test_every_picture_of_the_seed_says_what_its_table_says() -> None:
    seed = load_project(samples.ROOT).reports["daxing/qingyundian/2020"]
    printed = {cell.text for cell in seed.cells.values()}
    groups = seed.form.pictures["refusals"].groups
    routes = [part.cells[0] for group in groups for part in group.parts]
    assert [row[-1] for row in one("refusals", figures_of_report(seed)).rows] == [
        seed.cells[route].text for route in routes
    ]
    appeals_rows = one("appeals", figures_of_report(seed)).rows
    assert {text for row in appeals_rows for text in row[1:]} <= printed
    assert one("outcomes", figures_of_report(seed)).rows[-1] == ("总计", "42", "100%")


@pytest.mark.parametrize("picture", every_picture(), ids=lambda each: each.id)
def test_a_drawing_carries_no_style_no_script_and_no_colour(picture: Picture) -> None:
    svg = str(picture.svg)
    assert not {
        each
        for each in ("style", "script", "#", "rgb", "href", "fill", "on")
        if f"{each}=" in svg or f"<{each}" in svg
    }
    assert svg.startswith(f'<svg class="drawing" role="img" aria-labelledby="p-{picture.id} s-{picture.id}" ')
    assert len(svg.encode()) < 4096


@pytest.mark.parametrize(
    "picture",
    [*every_picture(), *filter(lambda each: each.svg, awkward_pictures())],
    ids=lambda each: each.id,
)
def test_no_line_of_text_is_wider_than_a_phone(picture: Picture) -> None:
    lines = [
        (float(text.get("x", "0").rstrip("%")) / 100, text.text_content())
        for text in drawn(picture).xpath("//text[not(@text-anchor)]")
    ]
    assert [
        text
        for x, text in lines
        if 21.8 * x + sum(1 if each > "\u2fff" else 0.6 for each in text.strip()) > 21.8
    ] == []


@given(st.lists(st.integers(0, 10**9), min_size=2, max_size=12).filter(any))
def test_bars_are_as_long_as_their_values(values: list[int]) -> None:
    (picture,) = figures_of_year(bodies(*values))
    ordered = sorted(filter(None, values), reverse=True)
    lengths = [width for _, _, width, _ in bars(picture)]
    expected = [100 * value / ordered[0] for value in ordered]
    assert lengths == pytest.approx([each for each in expected if round(each, 2)], abs=0.006)


@given(st.lists(st.integers(0, 10**9), min_size=2, max_size=6).filter(any))
def test_columns_are_as_tall_as_their_values(values: list[int]) -> None:
    picture = one(
        "received", figures_of_body([report({RECEIVED: v}, 2021 + n) for n, v in enumerate(values)])
    )
    expected = [7 * value / max(values) for value in values]
    heights = [height for *_, height in bars(picture)]
    assert heights == pytest.approx([each for each in expected if round(each, 2)], abs=0.006)


def test_the_same_reports_make_the_same_pictures() -> None:
    assert every_picture() == every_picture()


# --- What forms declare

PLAN = "    pictures:\n      - {{id: p, kind: {kind}, title: 图, subject: 数, groups: {groups}}}\n"
BAD = {
    "nowhere": ("years", "[{parts: {甲: nowhere.first}}]", "图示提到不存在的 facts.nowhere.first"),
    "too-many-groups": ("years", "[{parts: {甲: bottom.first}}, {parts: {甲: bottom.first}}]", "图示 p 应有 1 组"),
    "too-many-parts": ("years", "[{each: top.middle.*.first}]", "图示 p 每组应有 1 至 1 项"),
    "no-part": ("bars", "[{label: 甲}]", "图示 p 每组应有 1 项以上"),
    "no-whole": ("shares", "[{each: top.middle.*.first}]", "图示 p 各组应写明 whole（总计）"),
    "whole-nowhere": ("shares", "[{whole: x, each: top.middle.*.first}]", "图示提到不存在的 facts.x"),
    "kind": ("pie", "[]", "图示的 kind 不能是 pie"),
}  # fmt: skip


def with_pictures(folder: Path, kind: str, groups: str) -> Path:
    return invented(
        folder, ("    kind: table\n", "    kind: table\n" + PLAN.format(kind=kind, groups=groups))
    )


@pytest.mark.parametrize("name", BAD)
def test_a_plan_that_cannot_be_drawn_stops_the_run(name: str, tmp_path: Path) -> None:
    kind, groups, message = BAD[name]
    with pytest.raises(FormError) as error:
        load_form(with_pictures(tmp_path, kind, groups))
    assert str(error.value) == f"invented.yml: 不是有效的表式：{message}"


def test_a_new_form_has_its_pictures_without_code(tmp_path: Path) -> None:
    form = load_form(
        with_pictures(
            tmp_path, "bars", "[{label: 行, each: top.middle.*.first}, {label: 列, each: bottom.*}]"
        )
    )
    (picture,) = figures_of_report(report({"facts.top.middle.low.first": 4}, form=form))
    assert picture.rows == (("行", "低", "4"), ("行", "更低", "0"), ("列", "丁", "0"))


def test_a_hybrid_takes_the_pictures_of_the_sections_it_takes() -> None:
    hybrid = FORMS["2021"].replacing(T3, FORMS["2019"])
    assert hybrid.pictures["outcomes"] is FORMS["2019"].pictures["outcomes"]
    assert hybrid.pictures["appeals"] is FORMS["2021"].pictures["appeals"]
