"""Reports of other years and other bodies beside one another; the legal deadline."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import samples
from gongkai.check.run import check_project
from gongkai.load.project import load_project
from gongkai.model.body import Body
from gongkai.model.deadlines import deadline
from gongkai.model.finding import Finding


def laid(year: int, fragment: str = "") -> str:
    return samples.overlay(samples.zeros(year), fragment) if fragment else samples.zeros(year)


def found(folder: Path, reports: dict[int, str], year: int) -> list[str]:
    """What is said of one year's report of 示例镇 beside its others."""
    for each, text in reports.items():
        samples.project(folder, text, each)
    return said(check_project(load_project(folder)), f"shili/zhen/{year}")


def said(findings: list[Finding], subject: str) -> list[str]:
    return [f"{each.code} {each.where}：{each.what}" for each in findings if each.subject == subject]


T3 = "三、收到和处理政府信息公开申请情况"
FORWARD = (
    "disclosure_requests:\n  received_this_year: [2, 0, 0, 0, 0, 0, 2]\n"
    "  carried_forward: [2, 0, 0, 0, 0, 0, 2]\n"
)
OVER = (
    "disclosure_requests:\n  carried_over: [2, 0, 0, 0, 0, 0, 2]\n  carried_forward: [2, 0, 0, 0, 0, 0, 2]\n"
)


def test_carry_over_is_compared_column_by_column(tmp_path: Path) -> None:
    assert found(tmp_path, {2023: laid(2023, FORWARD), 2024: laid(2024)}, 2024) == [
        f"GK501 {T3} · 二、上年结转政府信息公开申请数量 · {column}：本年 0 = 0，"
        f"2023年报告 “四、结转下年度继续办理 · {column}” 2 = 2"
        for column in ("自然人", "总计")
    ]


def test_carry_over_that_agrees(tmp_path: Path) -> None:
    assert found(tmp_path, {2023: laid(2023, FORWARD), 2024: laid(2024, OVER)}, 2024) == []


def test_carry_over_is_compared_across_the_editions(tmp_path: Path) -> None:
    codes = [each[:5] for each in found(tmp_path, {2020: laid(2020, FORWARD), 2021: laid(2021)}, 2021)]
    assert codes == ["GK501", "GK501"]


def test_stock_is_not_compared_across_the_editions(tmp_path: Path) -> None:
    old = laid(2020, "proactive_disclosure:\n  article_20_1:\n    normative_documents: [3, 3, 90]\n")
    new = laid(2021, "proactive_disclosure:\n  article_20_1:\n    normative_documents: [1, 0, 5]\n")
    assert found(tmp_path, {2020: old, 2021: new}, 2021) == []


def test_decisions_mean_the_same_in_both_editions(tmp_path: Path) -> None:
    old = laid(2020, "proactive_disclosure:\n  article_20_6:\n    administrative_penalties: [0, 0, 3]\n")
    new = laid(2021, "proactive_disclosure:\n  article_20_6:\n    administrative_penalties: [60]\n")
    assert found(tmp_path, {2020: old, 2021: new}, 2021) == [
        "GK504 二、主动公开政府信息情况 · 第二十条第（六）项 · 行政处罚 · 本年处理决定数量：上年 3，本年 60"
    ]


def test_stock_follows_from_last_year(tmp_path: Path) -> None:
    row = "proactive_disclosure:\n  article_20_1:\n    normative_documents: {}\n"
    old, new = row.format("[0, 0, 5]"), row.format("[3, 1, 6]")
    assert found(tmp_path, {2023: laid(2023, old), 2024: laid(2024, new)}, 2024) == [
        "GK502 二、主动公开政府信息情况 · 第二十条第（一）项 · 行政规范性文件 · 现行有效件数："
        "本年 6 + 1 = 7，2023年报告 “第二十条第（一）项 · 行政规范性文件 · 现行有效件数” 5 + 3 = 8"
    ]


def test_a_gap_in_the_years(tmp_path: Path) -> None:
    assert found(tmp_path, {2021: laid(2021), 2024: laid(2024)}, 2024) == [
        "GK503 ：有 2021 年和 2024 年的报告，缺少 2022、2023 年的"
    ]


def county(folder: Path, children: dict[str, str], complete: bool = True) -> list[str]:
    """A county whose report is all zeros, and its towns' (name → carried_over row, "" for no report)."""
    top = Body("xian", "示例县人民政府", "示例县", "county")
    samples.project(folder, samples.zeros().replace("2025-01-20", "2025-03-01"), 2024, top)
    with (folder / "reports/xian/body.yml").open("a", encoding="utf-8") as file:
        file.write("complete: true\n" if complete else "")
    for number, (name, row) in enumerate(children.items()):
        town = Body(f"xian/zhen{number}", name, "", "township")
        fragment = f"disclosure_requests:\n  carried_over: {row}\n  carried_forward: {row}\n" if row else ""
        samples.project(folder, laid(2024, fragment), 2024, town)
        if not row:
            (folder / f"reports/xian/zhen{number}/2024.yml").unlink()
    return said(check_project(load_project(folder)), "xian/2024")


ONE, NONE = "[1, 0, 0, 0, 0, 0, 1]", "[0, 0, 0, 0, 0, 0, 0]"


def test_a_parent_is_the_sum_of_its_children(tmp_path: Path) -> None:
    assert county(tmp_path, {"甲镇": ONE, "乙镇": ONE})[:1] == [
        f"GK601 {T3} · 二、上年结转政府信息公开申请数量：自然人 0，下级之和 2；总计 0，下级之和 2"
    ]


def test_without_a_declared_complete_list_nothing_is_summed(tmp_path: Path) -> None:
    assert county(tmp_path, {"甲镇": ONE}, complete=False) == []


def test_missing_children_are_one_finding_and_nothing_is_summed(tmp_path: Path) -> None:
    assert county(tmp_path, {"甲镇": ONE, "乙镇": "", "丙镇": ""}) == [
        "GK602 ：缺少 2 个下级机关 2024 年的报告：乙镇、丙镇"
    ]


def test_a_sum_that_agrees(tmp_path: Path) -> None:
    assert county(tmp_path, {"甲镇": NONE, "乙镇": NONE}) == []


def body(kind: str, parent: str = "", **more: object) -> Body:
    return Body(f"{parent}/x" if parent else "x", "示例机关", "", kind, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "year", "last"),
    [
        ("department", 2024, date(2025, 1, 31)),
        ("township", 2024, date(2025, 1, 31)),
        ("subdistrict", 2019, date(2020, 1, 31)),
        ("county", 2024, date(2025, 3, 31)),
        ("province", 2019, date(2020, 3, 31)),
        ("department", 2018, date(2019, 3, 31)),
        ("county", 2010, date(2011, 3, 31)),
    ],
)
def test_the_deadline_of_the_law(kind: str, year: int, last: date) -> None:
    assert deadline(body(kind), year, {})[0] == last


def test_a_local_deadline_of_a_body_above() -> None:
    top = Body("a", "示例市人民政府", "示例市", "city", deadlines={"department": "01-28"})
    assert deadline(body("department", "a"), 2024, {"a": top}) == (date(2025, 1, 28), "示例市规定的公布期限")


def test_a_local_deadline_binds_its_kind_only() -> None:
    top = Body("a", "示例市人民政府", "示例市", "city", deadlines={"department": "01-28"})
    assert deadline(body("county", "a"), 2024, {"a": top})[0] == date(2025, 3, 31)


def test_a_late_report_says_by_how_much_and_by_which_rule(tmp_path: Path) -> None:
    text = samples.zeros().replace("2025-01-20", "2025-02-03")
    finding = check_project(samples.project(tmp_path, text))[0]
    assert (finding.code, finding.what, finding.basis) == (
        "GK703",
        "发布日期 2025-02-03，公布期限 2025-01-31，逾期 3 天",
        "《政府信息公开条例》第四十九条（2019年5月15日起施行）",
    )


def test_rules_are_for_those_who_may_make_them(tmp_path: Path) -> None:
    fragment = "proactive_disclosure:\n  article_20_1:\n    rules: [1, 0, 4]\n"
    assert found(tmp_path, {2024: laid(2024, fragment)}, 2024) == [
        "GK603 二、主动公开政府信息情况 · 第二十条第（一）项 · 规章：“规章”填了 1、0、4，该类机关没有制定权"
    ]
