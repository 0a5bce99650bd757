"""What the checks of numbers say, word for word, on the real report with one thing changed."""

from __future__ import annotations

from pathlib import Path

import pytest

import samples
from gongkai.check.run import check_project
from gongkai.load.project import load_project
from gongkai.model.body import Body
from gongkai.model.finding import Finding
from gongkai.model.relations import of_report

QINGYUNDIAN = Body("daxing/qingyundian", "北京市大兴区青云店镇人民政府", "青云店镇", "township")


def findings(folder: Path, *edits: tuple[str, str]) -> list[Finding]:
    """GK3xx findings of the seed after replacing each text once."""
    text = samples.seed()
    for old, new in edits:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    project = samples.project(folder, text, 2020, QINGYUNDIAN)
    return [each for each in check_project(project) if each.code.startswith("GK3")]


def said(folder: Path, *edits: tuple[str, str]) -> list[str]:
    return [f"{each.code} {each.where}：{each.what}。{each.fix}" for each in findings(folder, *edits)]


RECEIVED = "[35, 0, 0, 0, 11, 0, 46]"
RESULTS = "[31, 0, 0, 0, 11, 0, 42]"
T3 = "三、收到和处理政府信息公开申请情况"


def test_the_seed_reconciles(tmp_path: Path) -> None:
    assert said(tmp_path) == []


def test_a_wrong_total_of_a_row(tmp_path: Path) -> None:
    assert said(tmp_path, (RECEIVED, "[35, 0, 0, 0, 11, 0, 47]")) == [
        f"GK301 {T3} · 一、本年新收政府信息公开申请数量 · 总计：35+0+0+0+11+0 = 46，表中为 47。"
        "改一格即可：一、本年新收政府信息公开申请数量 · 总计 47→46",
        f"GK303 {T3} · 四、结转下年度继续办理 · 总计：“总计”列：一、本年新收政府信息公开申请数量 47 + "
        "二、上年结转政府信息公开申请数量 0 = 47，（七）总计 42 + 四、结转下年度继续办理 4 = 46，相差 1。"
        "改一格即可：一、本年新收政府信息公开申请数量 · 总计 47→46",
    ]


def test_a_wrong_total_of_results(tmp_path: Path) -> None:
    edits = (("[ 7, 0, 0, 0,  0, 0,  7]", "[ 8, 0, 0, 0,  0, 0,  8]"),)
    terms = "8+3+0+0+0+3+0+0+0+0+16+0+0+0+2+0+0+0+0"
    assert said(tmp_path, *edits) == [
        f"GK302 {T3} · 三、本年度办理结果 · （七）总计 · 自然人：{terms} = 32，表中为 31。"
        "核对该列；若仅“（七）总计”有误，改为 32；仅凭勾稽关系不能确定是哪一格",
        f"GK302 {T3} · 三、本年度办理结果 · （七）总计 · 总计："
        "8+14+0+0+0+3+0+0+0+0+16+0+0+0+2+0+0+0+0 = 43，表中为 42。核对该列；若仅“（七）总计”有误，改为 43；仅凭勾稽关系不能确定是哪一格",
    ]


def test_the_place_is_the_total(tmp_path: Path) -> None:
    found = findings(tmp_path, (RECEIVED, "[35, 0, 0, 0, 11, 0, 47]"))
    line = next(n for n, line in enumerate(samples.seed().split("\n"), 1) if RECEIVED in line)
    assert (found[0].place.line, found[0].place.column) == (line, 54)


def test_a_total_of_reconsideration(tmp_path: Path) -> None:
    assert said(tmp_path, ("[1, 1, 0, 0, 2]", "[1, 1, 0, 0, 0]")) == [
        "GK301 四、政府信息公开行政复议、行政诉讼情况 · 行政复议 · 总计：1+1+0+0 = 2，表中为 0。"
        "改一格即可：行政复议 · 总计 0→2"
    ]


def test_a_row_of_totals_left_at_zero_is_one_finding(tmp_path: Path) -> None:
    assert said(tmp_path, (RESULTS, "[0, 0, 0, 0, 0, 0, 0]")) == [
        f"GK304 {T3} · 三、本年度办理结果 · （七）总计 · 自然人：“（七）总计”整行 7 格都是 0，"
        "应依次为 31、0、0、0、11、0、42。依次填写 31、0、0、0、11、0、42"
    ]


def test_a_column_of_totals_left_at_zero_is_one_finding(tmp_path: Path) -> None:
    text = samples.seed()
    edits = []
    for line in text.split("\n"):
        if "# " in line and line.split("#")[0].rstrip().endswith("]") and line.count(",") == 6:
            head, _, tail = line.partition("]")
            edits.append((line, head.rpartition(",")[0] + ",  0]" + tail))
    found = findings(tmp_path, *edits)
    assert [each.code for each in found] == ["GK304"]


def test_a_blank_cell_makes_relations_not_assessable(tmp_path: Path) -> None:
    assert said(tmp_path, (RECEIVED, "[35, 0, 0, 0, 11, 0, ~]")) == []


@pytest.mark.parametrize(("year", "expected"), [(2020, 40), (2024, 42)])
def test_the_number_of_hard_relations(tmp_path: Path, year: int, expected: int) -> None:
    report = samples.project(tmp_path, samples.zeros(year), year).reports[f"shili/zhen/{year}"]
    hard = [each for each in of_report(report) if each.relation.kind in ("sum", "balance")]
    assert len(hard) == expected


def test_the_repository_has_no_errors() -> None:
    assert [each for each in check_project(load_project(samples.ROOT)) if each.blocks] == []
