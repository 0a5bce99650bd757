"""What the relations hold together: every figure of tables 三 and 四, in every direction."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import pytest

import samples
from gongkai.model.relations import of_form

sys.path.insert(0, str(samples.ROOT / "benchmarks"))
import mutation


def test_every_single_change_of_the_seed_is_named() -> None:
    report = samples.load_project(samples.ROOT).reports["daxing/qingyundian/2020"]
    assert mutation.missed(report) == ([], 352)  # 161 + 15 cells, each ±1


def test_a_change_in_a_report_of_zeros_is_named(tmp_path: Path) -> None:
    report = samples.project(tmp_path, samples.zeros(2024)).reports["shili/zhen/2024"]
    assert mutation.missed(report) == ([], 380)  # 175 + 15 cells, each ±1


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("2019", {"applicants": 23, "results": 7, "balance": 7}),
        ("2021", {"applicants": 25, "results": 7, "balance": 7}),
    ],
)
def test_hard_relations_of_an_official_form(form: str, expected: dict[str, int]) -> None:
    equations = of_form(samples.load_forms()[form])
    found = Counter(each.relation.id for each in equations if each.relation.kind in ("sum", "balance"))
    table_4 = {"reconsideration": 1, "litigation_direct": 1, "litigation_after_reconsideration": 1}
    assert found == expected | table_4
