"""`gongkai bind`: numbers become references to the cell that they restate."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

import samples
from gongkai import cli
from gongkai.check import claims
from gongkai.load.project import load_project
from gongkai.model.claim import Verdict

FILE = "reports/shili/zhen/2024.yml"
TEXT = samples.overlay(
    samples.zeros(),
    "disclosure_requests:\n  received_this_year: [3, 0, 0, 0, 0, 0, 3]\n"
    "  results:\n    disclosed: [3, 0, 0, 0, 0, 0, 3]\n    total: [3, 0, 0, 0, 0, 0, 3]\n",
).replace("示例镇认真贯彻", "2024年新收政府信息公开申请3件，予以公开3件。示例镇认真贯彻")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    samples.project(tmp_path, TEXT)
    return tmp_path / FILE


def test_proposals_are_listed_and_nothing_is_written(file: Path) -> None:
    result = CliRunner().invoke(cli.cli, ["bind", str(file)])
    line = next(n for n, text in enumerate(TEXT.split("\n"), 1) if "新收政府信息公开申请3件" in text)
    assert result.output == (
        f"{FILE}:{line}:18: 3 → {{disclosure_requests.received_this_year.total}}"
        "（三、收到和处理政府信息公开申请情况 · 一、本年新收政府信息公开申请数量 · 总计）\n"
        f"{FILE}:{line}:25: 3 → {{disclosure_requests.results.disclosed.total}}"
        "（三、收到和处理政府信息公开申请情况 · 三、本年度办理结果 · （一）予以公开 · 总计）\n"
        "可改写 2 处；核对后加 --write 写入文件\n"
    )
    assert file.read_text("utf-8") == TEXT


def test_write_puts_the_references_in(file: Path) -> None:
    result = CliRunner().invoke(cli.cli, ["bind", "--write", str(file)])
    assert result.output.endswith("已改写 2 处\n")
    assert (
        "2024年新收政府信息公开申请{disclosure_requests.received_this_year.total}件，"
        "予以公开{disclosure_requests.results.disclosed.total}件。"
    ) in file.read_text("utf-8")


def test_what_was_written_is_read_as_references(file: Path) -> None:
    CliRunner().invoke(cli.cli, ["bind", "--write", str(file)])
    report = load_project(file.parents[3]).reports["shili/zhen/2024"]
    assert [each.verdict for each in claims.of_report(report)] == [Verdict.BY_REFERENCE, Verdict.BY_REFERENCE]
