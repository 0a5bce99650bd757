"""Forms are data: the official ones are complete and word for word, and a new one needs no code."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

import samples
from gongkai.load.forms import FormError, load_form, load_forms
from gongkai.model.form import Heading, Table, label_of

FIELDS = samples.ROOT.parent / "shared/domain/fields.yaml"


def size(table: Table) -> int:
    return sum(len(line.cells) for line in table.lines)


@pytest.mark.parametrize(("form", "cells"), [("2019", (22, 161, 15)), ("2021", (10, 175, 15))])
def test_numbers_of_cells(form: str, cells: tuple[int, ...]) -> None:
    sections = [each for each in load_forms()[form].sections if each.tables]
    assert tuple(sum(map(size, each.tables)) for each in sections) == cells


def test_the_depth_of_table_3() -> None:
    table = load_forms()["2021"].section["disclosure_requests"].tables[0]
    assert (max(each.depth for each in table.columns), max(each.depth for each in table.rows)) == (3, 3)


def printed(form: str) -> set[str]:
    def of(headings: tuple[Heading, ...]) -> set[str]:
        return {each.label for each in headings}.union(*(of(each.children) for each in headings))

    found: set[str] = set()
    for section in load_forms()[form].sections:
        found.add(section.heading)
        for table in section.tables:
            found |= {table.caption, table.corner, table.note} | of(table.rows) | of(table.columns)
    return found


def chinese(node: object) -> set[str]:
    """Every label in the field list: strings that hold a Chinese character."""
    if isinstance(node, dict):
        return set().union(*map(chinese, node.values()))
    if isinstance(node, list):
        return set().union(*map(chinese, node))
    return {node} if isinstance(node, str) and any("\u4e00" <= each <= "\u9fff" for each in node) else set()


@pytest.mark.skipif(not FIELDS.exists(), reason="the field list is kept beside the repository")
def test_every_official_label_is_word_for_word() -> None:
    fields = yaml.safe_load(FIELDS.read_text("utf-8"))
    both = [fields["disclosure_requests"], fields["reconsideration_and_litigation"]]
    assert chinese(both) - printed("2021") == set()
    for form in ("2019", "2021"):
        assert chinese(fields["proactive_disclosure"][f"form_{form}"]) - printed(form) == set()


@pytest.mark.skipif(not FIELDS.exists(), reason="the field list is kept beside the repository")
@pytest.mark.parametrize(("form", "column"), [("2019", 0), ("2021", 1)])
def test_section_headings(form: str, column: int) -> None:
    fields = yaml.safe_load(FIELDS.read_text("utf-8"))
    expected = {id_: labels[column] for id_, labels in fields["sections"].items()}
    assert {each.id: each.heading for each in load_forms()[form].sections} == expected


INVENTED = """
id: invented
name: 示例表式
source: 为测试编写
title: "{body}{year}年报告"
sections:
  - id: facts
    heading: 一、情况
    kind: table
    table:
      columns:
        - label: 甲
          columns:
            - label: 乙
              columns:
                - label: 丙
                  columns:
                    - {id: first, label: 丁}
                    - {id: second, label: 戊}
      rows:
        - id: top
          label: 上
          rows:
            - id: middle
              label: 中
              rows:
                - {id: low, label: 低}
                - {id: lower, label: 更低}
        - {id: bottom, label: 下}
      not_asked: [bottom.second]
      relations:
        - {id: rows, kind: sum, along: rows, left: [top.middle.low, top.middle.lower], right: [bottom], basis: 相加}
"""


def invented(folder: Path, *edits: tuple[str, str]) -> Path:
    text = INVENTED
    for old, new in edits:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    file = folder / "invented.yml"
    file.write_text(text, "utf-8")
    return file


def test_an_invented_form_of_four_head_levels_and_three_row_levels(tmp_path: Path) -> None:
    table = load_form(invented(tmp_path)).tables[0]
    assert [(line.route, line.label, line.cells) for line in table.lines] == [
        (
            "facts.top.middle.low",
            "上 · 中 · 低",
            ("facts.top.middle.low.first", "facts.top.middle.low.second"),
        ),
        (
            "facts.top.middle.lower",
            "上 · 中 · 更低",
            ("facts.top.middle.lower.first", "facts.top.middle.lower.second"),
        ),
        ("facts.bottom", "下", ("facts.bottom.first",)),
    ]
    assert [label_of(path) for path in table.column_paths] == ["丁", "戊"]


def test_a_report_of_the_invented_form_loads(tmp_path: Path) -> None:
    (tmp_path / "forms").mkdir()
    invented(tmp_path / "forms")
    text = (
        "form: invented\nfacts:\n  top:\n    middle:\n      low: [1, 2]\n      lower: [3, 4]\n  bottom: [4]\n"
    )
    project = samples.project(tmp_path, text)
    report = project.reports["shili/zhen/2024"]
    assert [each.code for each in project.findings] == ["GK208"]
    assert {route: str(cell.value) for route, cell in report.cells.items()} == {
        "facts.top.middle.low.first": "1",
        "facts.top.middle.low.second": "2",
        "facts.top.middle.lower.first": "3",
        "facts.top.middle.lower.second": "4",
        "facts.bottom.first": "4",
    }


BAD = {
    "no-name": (("name: 示例表式\n", ""), "invented.yml: 不是有效的表式：缺少 name"),
    "no-columns": (("      columns:\n        - label: 甲", "      colums:\n        - label: 甲"), "invented.yml: 不是有效的表式：缺少 columns"),
    "kind": (("kind: table", "kind: tabel"), "invented.yml: 不是有效的表式：kind 不能是 tabel"),
    "relation-to-nothing": (("right: [bottom]", "right: [floor]"), "invented.yml: 不是有效的表式：facts: 勾稽关系 rows 提到不存在的 floor"),
    "same-id-twice": (("{id: second,", "{id: first,"), "invented.yml: 不是有效的表式：facts: 有两格的路径相同"),
    "row-called-columns": (("{id: bottom, label", "{id: columns, label"), "invented.yml: 不是有效的表式：facts: 行 id 不能是 columns"),
    "sections-as-text": (("sections:\n", "sections: 无\nrest:\n"), "invented.yml: 不是有效的表式：有一处的形式不对（string indices must be integers, not 'str'）"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_a_bad_form_file(name: str, tmp_path: Path) -> None:
    edit, expected = BAD[name]
    with pytest.raises(FormError) as error:
        load_form(invented(tmp_path, edit))
    assert str(error.value) == expected


def test_a_form_file_that_is_not_yaml(tmp_path: Path) -> None:
    file = invented(tmp_path, ("name: 示例表式", "name: [示例表式"))
    with pytest.raises(FormError, match=r"^invented\.yml: 第 3 行不是有效的 YAML$"):
        load_form(file)


def test_an_id_that_is_taken(tmp_path: Path) -> None:
    invented(tmp_path, ("id: invented", "id: '2021'"))
    with pytest.raises(FormError, match=r"^invented\.yml: 表式 id“2021”已被占用，请改用其他 id$"):
        load_forms(tmp_path)


def test_years_that_overlap(tmp_path: Path) -> None:
    invented(tmp_path, ("id: invented", "id: invented\nyears: {from: 2030}"))
    with pytest.raises(FormError, match=r"^invented\.yml: 适用年度与表式“2021”重叠，"):
        load_forms(tmp_path)
