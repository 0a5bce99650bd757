"""All years of a body in one table: what is counted alike stands in a row, and nothing else does."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from lxml import html

import samples
from gongkai.load.forms import load_form
from gongkai.model.form import Form
from gongkai.model.report import Cell, Report, State
from gongkai.render.history import Figure, Group, History, figure, history
from gongkai.render.history_html import history_table
from test_pages import article, pages

EARLIER = """
id: "2019"
name: 旧表式
source: 为测试编写
title: "{body}{year}年报告"
last_year: 2020
sections:
  - id: made
    heading: 一、制作
    kind: table
    table:
      columns: [{id: new, label: 新制作}, {id: all, label: 对外公开}]
      rows: [{id: rules, label: 规章}, {id: services, label: 服务事项}]
      local_rows: true
  - id: asked
    heading: 二、申请
    kind: table
    table:
      columns: [{id: people, label: 自然人}, {id: total, label: 总计}]
      rows:
        - {id: new, label: 新收}
        - id: results
          label: 结果
          rows: [{id: r1, label: 一}, {id: r2, label: 二}, {id: r3, label: 三}, {id: r4, label: 四}, {id: r5, label: 五}, {id: r6, label: 六}]
      relations:
        - {id: sums, kind: sum, along: columns, left: [people], right: [total], basis: 总计}
"""
LATER = (
    EARLIER.replace('"2019"', '"2021"')
    .replace("旧表式", "新表式")
    .replace("last_year: 2020", "first_year: 2021")
    .replace("    kind: table\n", '    kind: table\n    comparable: {"2019": {rules.made: rules.new}}\n', 1)
    .replace("{id: new, label: 新制作}, {id: all, label: 对外公开}", "{id: made, label: 制发}, {id: force, label: 现行有效}")
    .replace("二、申请\n", '二、申请\n    comparable: {"2019": ~}\n')
)  # fmt: skip


@pytest.fixture(scope="module")
def forms(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Form]:
    folder = tmp_path_factory.mktemp("forms")
    for name, text in (("2019", EARLIER), ("2021", LATER)):
        (folder / f"{name}.yml").write_text(text, "utf-8")
    return {name: load_form(folder / f"{name}.yml") for name in ("2019", "2021")}


def report(
    form: Form, year: int, start: int = 0, local: tuple[str, ...] = (), **changed: str | Cell
) -> Report:
    """A report whose cells are counted from `start`; `changed` with __ for dots."""
    made = Report(
        samples.TOWN, year, form, "x.yml", local_rows={"made.services": local} if local else {}, cells={}
    )
    routes = [cell for table in form.tables for line in made.lines(table) for cell in line.cells]
    cells = {route: Cell(str(start + n), State.NUMBER, Decimal(start + n)) for n, route in enumerate(routes)}
    for name, cell in changed.items():
        route = name.replace("__", ".")
        assert route in cells, route
        cells[route] = cell if isinstance(cell, Cell) else Cell(cell, State.NUMBER, Decimal(cell))
    return Report(samples.TOWN, year, form, "x.yml", local_rows=made.local_rows, cells=cells)


def table(made: History) -> list[list[str]]:
    """The whole table: the years with | before a break, headings, and rows with their marks."""

    rows = [[("|" if each.breaks else "") + str(each.year) + each.why for each in made.years]]
    for group, found in figures(made):
        rows.append([group.heading])
        rows += [
            [label, *(each.text + (f"[{each.said}]" if each.said else "") for each in some)]
            for label, some in zip(group.labels, found, strict=True)
        ]
    return rows


def figures(made: History) -> list[tuple[Group, list[list[Figure]]]]:
    """Every group with the figures of its rows."""
    return [
        (group, [list(map(figure, made.years, places)) for places in zip(*group.columns, strict=True)])
        for group in made.groups
    ]


def test_within_one_edition_every_row_is_a_row(forms: dict[str, Form]) -> None:
    new = forms["2021"]
    assert table(history([report(new, 2022, 100), report(new, 2021)])) == [
        ["2021", "2022"],
        ["一、制作"],
        ["规章 · 制发", "0", "100"],
        ["规章 · 现行有效", "1", "101"],
        ["服务事项 · 制发", "2", "102"],
        ["服务事项 · 现行有效", "3", "103"],
        ["二、申请"],
        ["新收", "5", "105"],
        *[[f"结果 · {name}", str(7 + 2 * n), str(107 + 2 * n)] for n, name in enumerate("一二三四五六")],
    ]


DIFFERENT = "—[表式不同，没有这一项]"


def test_between_editions_only_what_the_form_declares_is_joined(forms: dict[str, Form]) -> None:
    made = history([report(forms["2021"], 2021, 100), report(forms["2019"], 2020)])
    assert table(made) == [
        ["2020", "|2021"],
        ["一、制作"],
        ["规章 · 制发", "0", "100"],
        ["规章 · 现行有效", DIFFERENT, "101"],
        ["服务事项 · 制发", DIFFERENT, "102"],
        ["服务事项 · 现行有效", DIFFERENT, "103"],
        ["二、申请"],
        ["新收", "5", "105"],
        *[[f"结果 · {name}", str(7 + 2 * n), str(107 + 2 * n)] for n, name in enumerate("一二三四五六")],
        ["一、制作（旧表式）"],
        ["规章 · 对外公开", "1", DIFFERENT],
        ["服务事项 · 新制作", "2", DIFFERENT],
        ["服务事项 · 对外公开", "3", DIFFERENT],
    ]
    assert made.forms == ["旧表式", "新表式"]


def top(made: History, rows: int = 5) -> list[list[str]]:
    return table(made)[:rows]


def test_a_missing_year_is_a_column_that_says_so(forms: dict[str, Form]) -> None:
    new = forms["2021"]
    none = "[没有报告]"
    assert top(history([report(new, 2023, 100), report(new, 2021)]), 4) == [
        ["2021", "2022没有报告", "2023"],
        ["一、制作"],
        ["规章 · 制发", "0", none, "100"],
        ["规章 · 现行有效", "1", none, "101"],
    ]


def test_a_year_whose_report_is_withheld_is_not_called_missing(forms: dict[str, Form]) -> None:
    made = history([report(forms["2021"], 2022)], {2021, 2023})
    assert top(made, 3) == [
        ["2021暂无数据", "2022", "2023暂无数据"],
        ["一、制作"],
        ["规章 · 制发", "[暂无数据]", "0", "[暂无数据]"],
    ]


def test_the_break_is_seen_across_a_missing_year(forms: dict[str, Form]) -> None:
    made = history([report(forms["2021"], 2022), report(forms["2019"], 2020)])
    assert table(made)[0] == ["2020", "2021没有报告", "|2022"]


def test_blank_and_not_applicable_keep_their_marks(forms: dict[str, Form]) -> None:
    new = forms["2021"]
    cells = {
        "made__rules__made": Cell("", State.BLANK),
        "made__rules__force": Cell("/", State.NOT_APPLICABLE),
    }
    made = history([report(new, 2021, **cells)])
    assert top(made, 4)[2:] == [["规章 · 制发", "[空白]"], ["规章 · 现行有效", "/[不适用]"]]
    assert [row[0].css for row in figures(made)[0][1][:3]] == ["blank", "not-applicable", ""]


def test_local_rows_of_any_year_have_their_row(forms: dict[str, Form]) -> None:
    new = forms["2021"]
    none = "—[报告没有这一行]"
    made = history(
        [report(new, 2023, 100), report(new, 2022, 50, ("检查", "确认")), report(new, 2021, 0, ("检查",))]
    )
    assert table(made)[2:9] == [
        ["规章 · 制发", "0", "50", "100"],
        ["规章 · 现行有效", "1", "51", "101"],
        ["服务事项 · 制发", none, none, "102"],
        ["服务事项 · 现行有效", none, none, "103"],
        ["服务事项 · 检查 · 制发", "2", "52", none],
        ["服务事项 · 检查 · 现行有效", "3", "53", none],
        ["服务事项 · 确认 · 制发", none, "54", none],
    ]


def test_a_hybrid_joins_each_section_by_its_own_edition(forms: dict[str, Form]) -> None:
    hybrid = forms["2021"].replacing("made", forms["2019"])
    made = history([report(forms["2021"], 2022, 100), report(hybrid, 2021, 50), report(forms["2019"], 2020)])
    assert table(made) == [
        ["2020", "|2021", "|2022"],
        ["一、制作"],
        ["规章 · 制发", "0", "50", "100"],
        ["规章 · 现行有效", DIFFERENT, DIFFERENT, "101"],
        ["服务事项 · 制发", DIFFERENT, DIFFERENT, "102"],
        ["服务事项 · 现行有效", DIFFERENT, DIFFERENT, "103"],
        ["二、申请"],
        ["新收", "5", "55", "105"],
        *[
            [f"结果 · {name}", str(7 + 2 * n), str(57 + 2 * n), str(107 + 2 * n)]
            for n, name in enumerate("一二三四五六")
        ],
        [f"一、制作（{hybrid.name}）"],
        ["规章 · 对外公开", "1", "51", DIFFERENT],
        ["服务事项 · 新制作", "2", "52", DIFFERENT],
        ["服务事项 · 对外公开", "3", "53", DIFFERENT],
    ]


def test_the_sign_and_the_decimals_stay_as_printed(forms: dict[str, Form]) -> None:
    made = history([report(forms["2021"], 2021, made__rules__made=Cell("+431", State.NUMBER, Decimal(431)))])
    assert table(made)[2] == ["规章 · 制发", "+431"]


def test_a_body_without_reports_has_no_table() -> None:
    assert history([], {2022}) == History((), ())


HOSTILE = "<script>alert(1)</script>\" onload='x"


def test_the_page_of_a_body(tmp_path: Path) -> None:
    """Two editions with a year between them: links to the cells, the break, words for those who cannot see it."""
    samples.project(tmp_path, samples.zeros(2020), 2020)
    text = samples.overlay(
        samples.zeros(2022), "disclosure_requests:\n  carried_over: [0, 0, 0, 0, 0, 0, ~]\n"
    )
    project = samples.project(tmp_path, text, 2022)
    page = article(pages(project)["reports/shili/zhen/index.md"])
    (made,) = page.xpath("//table[contains(@class, 'history')]")
    assert [" ".join(each.text_content().split()) for each in made.xpath("./thead/tr/th")] == [
        *("项目", "2020年", "2021年没有报告", "2022年"),
    ]
    assert made.xpath("./thead/tr/th[contains(@class, 'break')]/a/@href") == ["2022/"]
    row = next(each for each in made.xpath(".//tr") if "二、上年结转" in each.text_content())
    assert [(cell.get("class"), cell.text_content()) for cell in row.xpath("./td")] == [
        ("figure", "0"),
        ("figure absent", "没有报告"),
        ("figure break blank", "空白"),
    ]
    assert row.xpath(".//a/@href") == [
        "2020/#disclosure_requests.carried_over.total",
        "2022/#disclosure_requests.carried_over.total",
    ]
    assert "竖粗线处表式有变化" in page.xpath("string(//p[@class='history-note'])")


def test_every_link_of_the_table_leads_to_the_cell_with_that_figure(demo_site: Path) -> None:
    page = demo_site / "reports/shili/index.html"
    anchors: dict[str, dict[str, str]] = {}
    count = 0
    for cell in html.parse(str(page)).xpath("//table[contains(@class, 'history')]//td/a"):
        address, _, anchor = cell.get("href").partition("#")
        if address not in anchors:
            there = html.parse(str(page.parent / address / "index.html"))
            anchors[address] = {
                each.get("id"): each.text_content().strip() for each in there.xpath("//td[@id]")
            }
        assert anchors[address][anchor] == cell.text_content().strip(), (address, anchor)
        count += 1
    assert count > 300


def test_a_hostile_name_of_a_local_row_is_text(forms: dict[str, Form]) -> None:
    made = history([report(forms["2021"], 2021, 0, (HOSTILE,))])
    page = html.fromstring(str(history_table("reports/shili/zhen/index.md", made, samples.TOWN)))
    assert page.xpath("//script | //@onload") == []
    assert any(HOSTILE in each for each in page.xpath("//tbody/tr/th/text()"))
