"""Certificates: what was tested on which data, and that anyone can repeat it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from click.testing import CliRunner, Result

import samples
from gongkai import cli
from gongkai.check.run import check_project
from gongkai.load.project import load_project
from gongkai.site.certificate import as_json, certificate


def certified(root: Path, id_: str) -> dict[str, object]:
    project = load_project(root)
    return json.loads(as_json(certificate(project, project.reports[id_], check_project(project))))


def verify(root: Path, record: dict[str, object]) -> Result:
    file = root / "certificate.json"
    file.write_text(json.dumps(record), "utf-8")
    return CliRunner().invoke(cli.cli, ["verify", str(file), "--root", str(root)])


def test_the_certificate_of_the_seed() -> None:
    record = certified(samples.ROOT, "daxing/qingyundian/2020")
    assert record["yaml_sha256"] == hashlib.sha256(samples.SEED.read_bytes()).hexdigest()
    assert record["relations"] == {
        "tested": 44,
        "passed": 44,
        "failed": 0,
        "accepted": 0,
        "not_assessable": 0,
    }
    assert record["claims"]["contradicts"] == 0  # type: ignore[index]


def test_a_certificate_verifies_where_it_was_made(tmp_path: Path) -> None:
    samples.project(tmp_path, samples.zeros())
    result = verify(tmp_path, certified(tmp_path, "shili/zhen/2024"))
    assert (result.exit_code, result.output) == (0, "与核验单一致\n")


def test_a_changed_report_no_longer_verifies(tmp_path: Path) -> None:
    samples.project(tmp_path, samples.zeros())
    record = certified(tmp_path, "shili/zhen/2024")
    samples.project(
        tmp_path,
        samples.overlay(samples.zeros(), "disclosure_requests:\n  carried_over: [1, 0, 0, 0, 0, 0, 1]\n"),
    )
    result = verify(tmp_path, record)
    assert result.exit_code == 1
    assert [line.partition("：")[0] for line in result.output.splitlines()] == [
        "数据文件的 SHA-256",
        "勾稽关系",
        "问题",
        "与核验单不一致",
    ]


def test_an_accepted_failure_is_counted_as_such(tmp_path: Path) -> None:
    text = samples.overlay(
        samples.zeros(), "reconsideration_and_litigation:\n  reconsideration: [1, 0, 0, 0, 0]\n"
    )
    text += "accepted:\n  - {check: GK301, at: reconsideration_and_litigation.reconsideration, because: 原件如此，照录}\n"
    samples.project(tmp_path, text)
    relations = certified(tmp_path, "shili/zhen/2024")["relations"]
    assert (relations["failed"], relations["accepted"]) == (0, 1)  # type: ignore[index]


def test_an_accepted_row_of_unfilled_totals_explains_what_hangs_on_it(tmp_path: Path) -> None:
    text = samples.overlay(
        samples.zeros(),
        "disclosure_requests:\n  received_this_year: [1, 2, 0, 0, 0, 0, 3]\n"
        "  results:\n    disclosed: [1, 2, 0, 0, 0, 0, 3]\n",
    )
    text += "accepted:\n  - {check: GK304, at: disclosure_requests.results, because: 原件如此，照录}\n"
    samples.project(tmp_path, text)
    relations = certified(tmp_path, "shili/zhen/2024")["relations"]
    assert (relations["failed"], relations["accepted"]) == (0, 6)  # type: ignore[index]


def test_a_file_that_is_no_certificate(tmp_path: Path) -> None:
    samples.project(tmp_path, samples.zeros())
    result = verify(tmp_path, {"kind": "别的"})
    assert (result.exit_code, result.output) == (
        2,
        "无法运行：“certificate.json”不是核验单（kind 应为 gongkai/certificate/v1）\n",
    )


def test_a_certificate_of_a_report_that_is_not_here(tmp_path: Path) -> None:
    samples.project(tmp_path, samples.zeros())
    result = verify(tmp_path, {"kind": "gongkai/certificate/v1", "report": "a/b/2024"})
    assert (result.exit_code, result.output) == (
        2,
        "无法运行：本地没有核验单所指的报告“a/b/2024”，或它读不出来\n",
    )
