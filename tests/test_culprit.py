"""The culprit finder: the fewest cells whose change clears every failing relation."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

import samples
from gongkai.check.culprit import Change, culprits, sentence
from gongkai.model.relations import of_report
from gongkai.model.report import Report

SEED = samples.load_project(samples.ROOT).reports["daxing/qingyundian/2020"]
T3 = "disclosure_requests"


def with_values(report: Report, values: dict[str, int]) -> Report:
    cells = dict(report.cells)
    for route, value in values.items():
        cells[route] = replace(cells[route], value=type(cells[route].value)(value), text=str(value))
    return replace(report, cells=cells)


def answers(report: Report, before: Report | None = None) -> list[tuple[tuple[Change, ...], ...]]:
    return [culprit.answers for culprit in culprits(report, before)]


def summed(report: Report) -> set[str]:
    """Every cell that stands in a sum or in the balance."""
    return {
        cell
        for equation in of_report(report)
        if equation.relation.kind in ("sum", "balance")
        for cell in equation.cells
    }


@pytest.mark.parametrize("delta", [1, -1, 9])
def test_every_single_change_in_table_three_is_named(delta: int) -> None:
    missed = []
    for route in (cell for cell in sorted(summed(SEED)) if cell.startswith(T3)):
        was = int(SEED.value(route) or 0)
        if was + delta >= 0:
            found = answers(with_values(SEED, {route: was + delta}))
            if [[(c.route, c.now) for c in answer] for each in found for answer in each] != [[(route, was)]]:
                missed.append(route)
    assert missed == []


def test_table_four_has_one_relation_a_group_so_it_is_undetermined() -> None:
    broken = with_values(SEED, {"reconsideration_and_litigation.litigation_direct.upheld": 8})
    culprit = culprits(broken)[0]
    assert not culprit.determined
    assert sentence(broken, culprit, "核对该行") == "核对该行；仅凭勾稽关系不能确定是哪一格"


def test_two_errors_far_apart_are_two_culprits() -> None:
    broken = with_values(
        SEED,
        {
            f"{T3}.received_this_year.natural_person": 34,
            f"{T3}.results.not_processed.repeat_request.research_institution": 5,
        },
    )
    assert [len(each) for each in answers(broken)] == [1, 1]


def test_a_row_shifted_by_one_column_is_two_cells() -> None:
    broken = with_values(
        SEED,
        {f"{T3}.received_this_year.natural_person": 0, f"{T3}.received_this_year.business_enterprise": 35},
    )
    found = answers(broken)
    assert [[(c.route.rpartition(".")[2], int(c.was), int(c.now)) for c in found[0][0]]] == [
        [("natural_person", 0, 35), ("business_enterprise", 35, 0)]
    ]


def test_swapped_digits_are_said() -> None:
    broken = with_values(SEED, {f"{T3}.received_this_year.natural_person": 53})
    assert sentence(broken, culprits(broken)[0], "") == (
        "改一格即可：一、本年新收政府信息公开申请数量 · 自然人 53→35（数字颠倒）"
    )


def test_a_value_left_from_last_year_is_said(tmp_path: Path) -> None:
    before = replace(with_values(SEED, {f"{T3}.carried_over.natural_person": 7}), year=2019)
    broken = with_values(SEED, {f"{T3}.carried_over.natural_person": 7})
    assert sentence(broken, culprits(broken, before)[0], "") == (
        "改一格即可：二、上年结转政府信息公开申请数量 · 自然人 7→0（与2019年报告同一格相同，可能未更新）"
    )


def test_a_clean_report_has_no_culprit() -> None:
    assert culprits(SEED) == ()
