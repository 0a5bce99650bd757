"""Accepted findings: a reason is compulsory, and an acceptance that fits nothing is told."""

from __future__ import annotations

from pathlib import Path

import samples
from gongkai.check.run import check_project
from gongkai.model.finding import Finding

WRONG = "disclosure_requests:\n  received_this_year: [1, 0, 0, 0, 0, 0, 2]\n  carried_forward: [1, 0, 0, 0, 0, 0, 2]\n"
ROW = "disclosure_requests.received_this_year"


def findings(folder: Path, accepted: str) -> list[Finding]:
    text = samples.overlay(samples.zeros(), WRONG) + f"accepted:\n{accepted}"
    return check_project(samples.project(folder, text))


def entry(check: str, at: str, because: str = "") -> str:
    return f"  - {{check: {check}, at: {at}" + (f", because: {because}" if because else "") + "}\n"


def both(because: str = "原件如此，照录") -> str:
    return entry("GK301", ROW, because) + entry("GK301", "disclosure_requests.carried_forward.total", because)


def test_an_accepted_error_does_not_block(tmp_path: Path) -> None:
    assert [each.blocks for each in findings(tmp_path, both())] == [False, False]


def test_the_reason_is_kept_for_readers(tmp_path: Path) -> None:
    assert {each.accepted for each in findings(tmp_path, both())} == {"原件如此，照录"}


def test_without_a_reason_nothing_is_accepted(tmp_path: Path) -> None:
    found = findings(tmp_path, entry("GK301", ROW))
    assert [(each.code, each.what) for each in found if each.code == "GK901"] == [
        ("GK901", "接受 GK301 的原因没有写 because")
    ]
    assert any(each.code == "GK301" and each.blocks for each in found)


def test_another_row_is_not_accepted_along(tmp_path: Path) -> None:
    found = findings(tmp_path, entry("GK301", ROW, "原件如此，照录"))
    assert [each.route for each in found if each.blocks] == ["disclosure_requests.carried_forward.total"]


def test_an_acceptance_that_fits_nothing_is_told(tmp_path: Path) -> None:
    found = findings(tmp_path, both() + entry("GK303", "overview", "原件如此，照录"))
    assert [(each.code, each.what) for each in found if each.code[2] == "9"] == [
        ("GK902", "这里接受了 GK303（overview），但现在没有这个问题")
    ]


def test_a_look_at_some_families_calls_no_acceptance_unused(tmp_path: Path) -> None:
    text = samples.overlay(samples.zeros(), f"accepted:\n{entry('GK401', 'overview', '原件如此，照录')}")
    assert check_project(samples.project(tmp_path, text), families=("form", "numbers")) == []


def test_file_errors_cannot_be_accepted(tmp_path: Path) -> None:
    found = findings(tmp_path, both() + entry("GK107", "overview", "原件如此，照录"))
    assert [each.what for each in found if each.code == "GK904"] == ["GK107（同一个键写了两次）不能接受"]


def test_unknown_codes_are_told(tmp_path: Path) -> None:
    found = findings(tmp_path, both() + entry("GK999", "overview", "原件如此，照录"))
    assert [each.what for each in found if each.code == "GK903"] == ["没有代码为“GK999”的检查"]


def test_an_edit_elsewhere_keeps_the_fingerprint(tmp_path: Path) -> None:
    before = findings(tmp_path / "a", both())
    text = samples.overlay(samples.zeros(), WRONG) + f"accepted:\n{both()}"
    after = check_project(
        samples.project(tmp_path / "b", "# 新的一行\n" + text.replace("细。", "细，仍须努力。"))
    )
    assert [each.fingerprint for each in before] == [each.fingerprint for each in after]
