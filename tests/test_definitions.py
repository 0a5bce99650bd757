"""Definitions belong to the form: each is there or its lack has a reason, and each cites known law."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import samples
from gongkai.load.forms import load_form, official_forms
from gongkai.model.form import Heading, join, route_of, tree
from gongkai.render.definitions import definitions
from gongkai.render.reference import form_page

RULES = samples.ROOT.parent / "shared/domain/RULES.md"
OFFICIAL = ("2019", "2021")
APPLICANT = "申请人的类别，表式和条例没有另作解释"
OUTCOME = "结案方式怎样归入，表式没有解释"
NONE = {
    "自然人": APPLICANT,
    "商业企业": APPLICANT,
    "科研机构": APPLICANT,
    "社会公益组织": APPLICANT,
    "法律服务机构": APPLICANT,
    "结果维持": OUTCOME,
    "结果纠正": OUTCOME,
}
"""Labels that no source of ours explains, and why."""
ARTICLES = {14, 15, 16, 20, 30, 31, 32, 35, 36, 37, 38, 39, 42, 50}
"""Articles of 条例 that the rules of the domain know for these tables."""
OTHER_LAW = {
    "立法法（2023年修正）第九十一条、第九十三条",
    "行政复议法（2023年修订）第二十三条",
    "国办函〔2020〕109号",
}


def headings(form: str) -> dict[str, Heading]:
    """Anchor on the reference page → heading, for all rows and columns that have an id."""
    found = {}
    for table in official_forms()[form].tables:
        for above, nodes in ((table.route, table.rows), (join(table.route, "columns"), table.columns)):
            found |= {join(above, route_of(path)): path[-1] for path in tree(nodes) if path[-1].id}
    return found


@pytest.mark.parametrize("form", OFFICIAL)
def test_every_row_and_column_is_explained_or_known_not_to_be(form: str) -> None:
    unexplained = {each.label for each in headings(form).values() if not each.explain}
    assert unexplained == NONE.keys()


def number(numeral: str) -> int:
    """一 to 九十九 as a number."""
    tens, ten, ones = numeral.rpartition("十")
    digits = " 一二三四五六七八九"
    return (digits.index(tens or "一") * 10 if ten else 0) + (digits.index(ones) if ones else 0)


def cited(basis: str) -> list[str]:
    """The articles of 条例 in a basis, in the short form of the rules: 36(1)(2)."""
    found: list[str] = []
    for law in basis.split("；"):
        for numeral, part in re.findall(r"第([一二三四五六七八九十]+)([条款项])", law):
            if law not in OTHER_LAW:
                found += [str(number(numeral))] if part == "条" else [found.pop() + f"({number(numeral)})"]
    return found


@pytest.mark.parametrize("form", OFFICIAL)
def test_a_basis_cites_only_law_that_is_known(form: str) -> None:
    laws = {law for each in headings(form).values() for law in each.basis.split("；") if law}
    unknown = {law for law in laws - OTHER_LAW if not law.startswith("条例第")}
    articles = {int(re.match(r"\d+", each)[0]) for law in laws for each in cited(law)}  # type: ignore[index]
    assert (unknown, articles - ARTICLES) == (set(), set())


@pytest.mark.skipif(not RULES.is_file(), reason="the rules of the domain are kept beside the repository")
@pytest.mark.parametrize("form", OFFICIAL)
def test_the_articles_of_table_3_are_those_of_the_rules(form: str) -> None:
    table = RULES.read_text("utf-8").partition("Table 三 rows")[2]
    hooks = {
        label.partition(" (")[0]: hook.strip(" -")
        for label, hook in re.findall(r"^\| ?[^|]+\| ([^|]+?) \| ([^|]*)\|$", table, re.M)
    }
    rows = {
        each.label: ", ".join(cited(each.basis))
        for route, each in headings(form).items()
        if route.startswith("disclosure_requests.") and ".columns." not in route and not each.children
    }
    assert rows == {label: hooks[label] for label in rows}


EXPLAINED = """
id: explained
name: 示例表式
source: 为测试编写
title: "{body}{year}年报告"
sections:
  - id: facts
    heading: 一、情况
    kind: table
    table:
      unit: 件
      columns:
        - label: 合并
          columns:
            - {id: first, label: 甲, explain: 第一种情形。}
            - {id: second, label: 乙}
      rows:
        - id: top
          label: 上
          explain: 上面的两行。
          rows:
            - {id: low, label: 低, basis: 条例第十四条}
            - {id: lower, label: 更低}
      relations:
        - {id: same, kind: sum, along: columns, left: [first], right: [second], basis: 应相等}
"""


@pytest.fixture
def explained(tmp_path: Path) -> Path:
    file = tmp_path / "explained.yml"
    file.write_text(EXPLAINED, "utf-8")
    return file


def test_the_data_of_a_form(explained: Path) -> None:
    assert definitions(load_form(explained)) == {
        "format": "gongkai-form/1",
        "id": "explained",
        "name": "示例表式",
        "source": "为测试编写",
        "tables": {
            "facts": {
                "labels": ["一、情况"],
                "rows": {
                    "top": {"labels": ["上"], "explain": "上面的两行。"},
                    "top.low": {"labels": ["上", "低"], "basis": "条例第十四条"},
                    "top.lower": {"labels": ["上", "更低"]},
                },
                "columns": {
                    "first": {"labels": ["合并", "甲"], "explain": "第一种情形。", "unit": "件"},
                    "second": {"labels": ["合并", "乙"], "unit": "件"},
                },
                "relations": [
                    {
                        "id": "same",
                        "kind": "sum",
                        "along": "columns",
                        "left": ("first",),
                        "right": ("second",),
                        "previous": (),
                        "basis": "应相等",
                    }
                ],
            }
        },
    }


def test_the_reference_page_explains_every_heading_at_its_anchor(explained: Path) -> None:
    lines = form_page(load_form(explained)).split("\n")
    assert [line for line in lines if line.startswith("<tr")] == [
        '<tr><th scope="row">合并</th><td></td><td></td><td></td><td></td><td></td></tr>',
        '<tr id="facts.columns.first"><th scope="row">&emsp;甲</th><td>第一种情形。</td><td></td>'
        "<td>整数，不小于 0</td><td>件</td><td><code>first</code></td></tr>",
        '<tr id="facts.columns.second"><th scope="row">&emsp;乙</th><td></td><td></td>'
        "<td>整数，不小于 0</td><td>件</td><td><code>second</code></td></tr>",
        '<tr id="facts.top"><th scope="row">上</th><td>上面的两行。</td><td></td><td><code>top</code></td></tr>',
        '<tr id="facts.top.low"><th scope="row">&emsp;低</th><td></td><td>条例第十四条</td>'
        "<td><code>top.low</code></td></tr>",
        '<tr id="facts.top.lower"><th scope="row">&emsp;更低</th><td></td><td></td>'
        "<td><code>top.lower</code></td></tr>",
    ]


@pytest.mark.parametrize("form", OFFICIAL)
def test_an_anchor_stands_on_the_reference_page_once(form: str) -> None:
    text = form_page(official_forms()[form])
    assert {route: text.count(f'id="{route}"') for route in headings(form)} == dict.fromkeys(
        headings(form), 1
    )
