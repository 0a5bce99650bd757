"""`gongkai fmt`: aligns and labels, and never changes a value or an author's comment."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

import samples
from gongkai.load.layout import tidy
from gongkai.model.report import Report


def report_of(text: str, folder: Path) -> Report:
    return samples.project(folder, text).reports["shili/zhen/2024"]


def laid_out(text: str) -> tuple[Report, str, Report]:
    """The report, its text in house layout, and what that text is read as."""
    with tempfile.TemporaryDirectory() as name:
        before = report_of(text, Path(name))
        new = tidy(text, before)
        return before, new, report_of(new, Path(name))


def test_the_seed_is_in_house_layout() -> None:
    report = samples.load_project(samples.ROOT).reports["daxing/qingyundian/2020"]
    assert tidy(samples.seed(), report) == samples.seed()


def test_cells_are_aligned_and_labelled() -> None:
    text = samples.zeros().replace("carried_over: [0, 0, 0,", "carried_over: [1, 200, 0,")
    lines = laid_out(text)[1].split("\n")
    at = next(n for n, line in enumerate(lines) if "received_this_year" in line)
    assert lines[at - 1 : at + 2] == [
        "  # 各列：自然人, 商业企业, 科研机构, 社会公益组织, 法律服务机构, 其他, 总计",
        "  received_this_year:           [0,   0, 0, 0, 0, 0, 0]  # 一、本年新收政府信息公开申请数量",
        "  carried_over:                 [1, 200, 0, 0, 0, 0, 0]  # 二、上年结转政府信息公开申请数量",
    ]


def test_an_authors_comment_stays_behind_the_label() -> None:
    text = samples.zeros().replace(
        "carried_over: [0, 0, 0, 0, 0, 0, 0]", "carried_over: [0, 0, 0, 0, 0, 0, 0] # 已与信访办核对"
    )
    assert "# 二、上年结转政府信息公开申请数量；已与信访办核对\n" in laid_out(text)[1]


def test_prose_that_looks_like_our_comment_stays() -> None:
    line = "# 各列：本年制发件数, 本年废止件数, 现行有效件数"
    text = samples.zeros().replace("本年度没有收取", f"{line}\n  本年度没有收取")
    assert laid_out(text)[2].prose["other_matters"].text.split("\n")[0] == line


CELL = st.one_of(
    st.integers(0, 10**9).map(str),
    st.just("~"),
    st.just('"/"'),
    st.just("—"),
    st.just("不适用"),
    st.integers(0, 999).map(lambda n: f"{n}（其中修订{n // 2}件）"),
    st.integers(0, 99).map(lambda n: f"'{n}'"),
)
COMMENT = st.text(st.sampled_from("核对a，[]#；: "), max_size=12).map(
    lambda text: f"  # {text}" if text else ""
)


@settings(max_examples=60)
@given(st.lists(st.tuples(st.lists(CELL, min_size=7, max_size=7), COMMENT), min_size=25, max_size=25))
def test_no_value_changes_and_the_layout_is_final(rows: list[tuple[list[str], str]]) -> None:
    blank = "[0, 0, 0, 0, 0, 0, 0]"
    text = samples.zeros()
    for cells, comment in rows:
        text = text.replace(blank, f"[{' ,'.join(cells)}]{comment}", 1)
    before, new, after = laid_out(text)
    assert after.cells == before.cells
    assert tidy(new, after) == new
    assert all(comment.strip("# ；") in new for _, comment in rows)
