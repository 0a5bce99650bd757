"""Pages: whole ones against golden files, tables of any shape, author's text that stays text."""

from __future__ import annotations

import os
from pathlib import Path

import markdown
import pytest
from lxml import html

import samples
from gongkai.check.run import check_project
from gongkai.load.project import Project, load_project
from gongkai.model.report import Prose
from gongkai.render.contents import Site, link
from gongkai.render.pages import markdown as pages_of
from gongkai.render.prose import Mark, prose_html

GOLDEN = Path(__file__).parent / "golden"
SEED_PAGES = {
    "home.md": "index.md",
    "list.md": "reports/index.md",
    "year.md": "reports/2020/index.md",
    "body.md": "reports/daxing/qingyundian/index.md",
    "parent.md": "reports/daxing/index.md",
    "report.md": "reports/daxing/qingyundian/2020/index.md",
}


def pages(project: Project) -> dict[str, str]:
    findings = check_project(project)
    by_report = {id_: [each for each in findings if each.subject == id_] for id_ in project.reports}
    return dict(
        pages_of(
            Site(
                bodies=project.bodies, reports=project.reports, findings=by_report, explained=["2019", "2021"]
            )
        )
    )


def article(text: str) -> html.HtmlElement:
    """The page as Python-Markdown renders it."""
    body = text.split("---\n", 2)[2]
    return html.fromstring(f"<main>{markdown.markdown(body, extensions=['attr_list'])}</main>")


def report_page(folder: Path, text: str) -> html.HtmlElement:
    return article(pages(samples.project(folder, text))["reports/shili/zhen/2024/index.md"])


@pytest.mark.parametrize("golden", SEED_PAGES)
def test_the_pages_of_the_seed(golden: str) -> None:
    """Run with GOLDEN=write to accept a change, then read the difference in git."""
    made = pages(load_project(samples.ROOT))[SEED_PAGES[golden]]
    if os.environ.get("GOLDEN") == "write":
        (GOLDEN / golden).write_text(made, "utf-8")
    assert made == (GOLDEN / golden).read_text("utf-8")


@pytest.mark.parametrize(
    ("here", "there", "expected"),
    [
        ("index.md", "reports/index.md", "reports/"),
        ("reports/index.md", "index.md", "../"),
        ("reports/a/b/2020/index.md", "reports/a/b/index.md", "../"),
        ("reports/a/b/2020/index.md", "reports/a/b/2021/index.md", "../2021/"),
        ("reports/a/b/2020/index.md", "reports/2020/index.md", "../../../2020/"),
        ("reports/a/index.md", "reports/a/index.md", "./"),
    ],
)
def test_links_between_pages(here: str, there: str, expected: str) -> None:
    assert link(here, there) == expected


PAYLOADS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "# 标题",
    "![](https://foreign.example/x.png)",
    "{: onclick=alert(1) }",
    "</div></section><h1>x</h1>",
    "&lt;b&gt;",
    "{{ 7*7 }} {% raw %}",
    "- 列表",
    "<!-- 注释 -->",
    "[^1] [TOC] *[HTML]: x",
    "`code` **粗** ~~删~~",
)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_authors_text_stays_text(payload: str, tmp_path: Path) -> None:
    text = samples.zeros().replace("本年度没有收取信息处理费。", payload)
    page = report_page(tmp_path, text)
    assert page.xpath("string(//h2[@id='other_matters']/following-sibling::div[1]/p)") == payload


@pytest.mark.parametrize("payload", PAYLOADS[:3])
def test_a_title_is_escaped_for_the_theme(payload: str, tmp_path: Path) -> None:
    quoted = payload.replace('"', "'")
    page = pages(samples.project(tmp_path, samples.zeros() + f'title: "{quoted}"\n'))[
        "reports/shili/zhen/2024/index.md"
    ]
    title = next(line for line in page.split("\n") if line.startswith("title: "))
    assert "<" not in title
    assert article(page).xpath("string(//h1)") == payload


def test_only_http_links_become_links(tmp_path: Path) -> None:
    text = samples.zeros().replace(
        "本年度没有收取", "见https://www.gov.cn/a?b=1，javascript:alert(1)。没有收取"
    )
    assert report_page(tmp_path, text).xpath("//div[@class='prose']//a/@href") == ["https://www.gov.cn/a?b=1"]


def test_a_number_by_reference_is_printed_as_the_figure(tmp_path: Path) -> None:
    route = "disclosure_requests.received_this_year.total"
    text = samples.zeros().replace("本年度没有收取", f"新收申请{{{route}}}件。没有收取")
    tied = report_page(tmp_path, text).xpath("//div[@class='prose']//a")[0]
    assert (tied.text, tied.get("href")) == ("0", f"#{route}")


def test_a_number_on_several_cells_names_the_others_by_what_differs(tmp_path: Path) -> None:
    """cells.js puts the parts of the first cell's route in again."""
    report = next(iter(samples.project(tmp_path, samples.zeros()).reports.values()))
    cells = ("t.results.a.total", "t.results.b.total", "t.received.total", "t.results.a.x.y.total")
    made = prose_html(Prose("共3件", "", 1, 0), report, [Mark(1, 2, cells)])
    tied = html.fromstring(made).xpath("//a")[0]
    assert (tied.get("href"), tied.get("data-ref")) == (
        "#t.results.a.total",
        "..b. .received.total ...x.y.total",
    )


def test_blank_not_applicable_and_zero_differ(tmp_path: Path) -> None:
    text = samples.overlay(samples.zeros(), "disclosure_requests:\n  carried_over: [~, '/', 0, 0, 0, 0, 0]\n")
    cells = report_page(tmp_path, text).xpath("//td[starts-with(@id, 'disclosure_requests.carried_over')]")
    assert [(cell.get("class"), cell.text_content()) for cell in cells[:3]] == [
        ("blank", "空白"),
        ("not-applicable", "/不适用"),
        (None, "0"),
    ]


def test_an_accepted_finding_is_shown_with_its_reason(tmp_path: Path) -> None:
    text = samples.overlay(
        samples.zeros(), "reconsideration_and_litigation:\n  reconsideration: [1, 0, 0, 0, 0]\n"
    )
    text += (
        "accepted:\n  - {check: GK301, at: reconsideration_and_litigation.reconsideration, "
        "because: 原件如此，照录}\n"
    )
    notice = report_page(tmp_path, text).xpath("//h2[@id='accepted']/following-sibling::ul/li")[0]
    assert notice.text_content() == (
        "四、政府信息公开行政复议、行政诉讼情况 · 行政复议 · 总计：1+0+0+0 = 1，表中为 0。说明：原件如此，照录"
    )


def test_a_correction_is_shown(tmp_path: Path) -> None:
    text = samples.zeros() + (
        "corrections:\n  - {on: 2025-06-01, at: disclosure_requests.carried_over.total, was: 7, now: 0, because: 笔误}\n"
    )
    page = report_page(tmp_path, text)
    assert page.xpath("//p[@class='notice']/a/@href") == ["#corrections"]
    assert page.xpath("//h2[@id='corrections']/following-sibling::ul/li")[0].text_content() == (
        "2025-06-01　三、收到和处理政府信息公开申请情况 · 二、上年结转政府信息公开申请数量 · 总计："
        "原为“7”，更正为“0”。原因：笔误"
    )


INVENTED = """
id: invented
name: 示例表式
source: 为测试编造
title: "{body}{year}年示例报告"
sections:
  - id: work
    heading: 甲、工作情况
    kind: table
    table:
      corner: 项目
      columns:
        - label: 全部
          columns:
            - id: north
              label: 北
              columns:
                - label: 上半年
                  columns:
                    - {id: spring, label: 春}
                    - {id: summer, label: 夏}
                - {id: autumn, label: 秋}
            - id: south
              label: 南
              columns:
                - {id: whole, label: 全年}
      rows:
        - id: a
          label: 大类
          rows:
            - id: b
              label: 中类
              rows: [{id: x, label: 小类一}, {id: y, label: 小类二}]
            - {id: c, label: 其余}
        - {id: z, label: 合计}
      not_asked: [z.south.whole]
      relations:
        - {id: sums, kind: sum, along: rows, left: [a.b.x, a.b.y, a.c], right: [z], basis: 合计等于各项之和}
"""
INVENTED_REPORT = """
form: invented
work:
  a:
    b:
      x:
        north: [1, 2, 3]
        south: [4]
      y:
        north: [1, 2, 3]
        south: [4]
    c:
      north: [1, 2, 3]
      south: [4]
  z:
    north: [3, 6, 9]
"""


def test_a_form_of_four_head_levels_and_three_row_levels_needs_no_code(tmp_path: Path) -> None:
    (tmp_path / "forms").mkdir()
    (tmp_path / "forms/own.yml").write_text(INVENTED, "utf-8")
    project = samples.project(tmp_path, INVENTED_REPORT)
    assert [each.what for each in check_project(project) if each.blocks] == []
    table = article(pages(project)["reports/shili/zhen/2024/index.md"]).xpath("//table")[0]
    assert [
        [(th.text_content(), th.get("colspan", "1"), th.get("rowspan", "1")) for th in row]
        for row in table.xpath("./thead/tr")
    ] == [
        [("项目", "3", "4"), ("全部", "4", "1")],
        [("北", "3", "1"), ("南", "1", "1")],
        [("上半年", "2", "1"), ("秋", "1", "2"), ("全年", "1", "2")],
        [("春", "1", "1"), ("夏", "1", "1")],
    ]
    assert [
        [(th.text_content(), th.get("colspan", "1"), th.get("rowspan", "1")) for th in row.xpath("./th")]
        for row in table.xpath("./tbody/tr")
    ] == [
        [("大类", "1", "3"), ("中类", "1", "2"), ("小类一", "1", "1")],
        [("小类二", "1", "1")],
        [("其余", "2", "1")],
        [("合计", "3", "1")],
    ]
    assert [[td.text_content() for td in row.xpath("./td")] for row in table.xpath("./tbody/tr")] == [
        ["1", "2", "3", "4"],
        ["1", "2", "3", "4"],
        ["1", "2", "3", "4"],
        ["3", "6", "9", "不填"],
    ]


def test_an_archive_report_is_prose_and_tables_of_its_own(tmp_path: Path) -> None:
    text = (
        "content:\n  - heading: 一、概述\n    text: |\n      本年度主动公开信息208条。\n"
        "  - table:\n      caption: 附表\n      head: [[指标名称, 计量单位, 本期实际]]\n"
        "      rows:\n        - [主动公开信息数, 条, 208]\n"
    )
    project = samples.project(tmp_path, text, 2012)
    page = article(pages(project)["reports/shili/zhen/2012/index.md"])
    assert [each.what for each in check_project(project) if each.blocks] == []
    assert [[cell.text_content() for cell in row] for row in page.xpath("//table//tr")] == [
        ["指标名称", "计量单位", "本期实际"],
        ["主动公开信息数", "条", "208"],
    ]


def test_a_hybrid_prints_each_section_by_its_own_edition(tmp_path: Path) -> None:
    parts = samples.zeros(2024)
    start, end = parts.index("proactive_disclosure:"), parts.index("# 三、")
    text = "form:\n  disclosure_requests: 2019\n  reconsideration_and_litigation: 2019\n" + samples.zeros(
        2020
    )
    old = text[text.index("proactive_disclosure:") : text.index("# 三、")]
    text = text.replace(old, parts[start:end]).replace("published: 2021", "published: 2023")
    page = article(pages(samples.project(tmp_path, text, 2022))["reports/shili/zhen/2022/index.md"])
    assert len(page.xpath("//td[@id]")) == 10 + 161 + 15
