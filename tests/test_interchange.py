"""SARIF and rdjson, whole; and `--new-since`: only what a change introduced."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import samples
from gongkai import __version__, cli

FILE = "reports/shili/zhen/2024.yml"
WRONG = "reconsideration_and_litigation:\n  reconsideration: [1, 0, 0, 0, 0]\n"
LATE = "published: 2025-02-20\n"
ACCEPT = "accepted:\n  - {check: GK703, at: published, because: 按上级统一安排发布}\n"


def run(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli.cli, ["check", *arguments, "--root", str(root)])


@pytest.fixture
def root(tmp_path: Path) -> Path:
    samples.project(tmp_path, samples.overlay(samples.zeros(), WRONG + LATE) + ACCEPT)
    return tmp_path


def test_sarif(root: Path) -> None:
    log = json.loads(run(root, "--format", "sarif").output)
    results = log["runs"][0].pop("results")
    rules = log["runs"][0]["tool"]["driver"].pop("rules")
    assert log == {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "gongkai", "version": __version__, "language": "zh-CN"}},
                "columnKind": "unicodeCodePoints",
                "properties": {"reports": 1},
            }
        ],
    }
    assert [(rule["id"], rule["defaultConfiguration"]["level"]) for rule in rules] == [("GK301", "error")]
    fingerprints = results[0].pop("partialFingerprints")
    assert list(fingerprints) == ["gongkai/v1"]
    assert results == [
        {
            "ruleId": "GK301",
            "ruleIndex": 0,
            "level": "error",
            "message": {
                "text": "四、政府信息公开行政复议、行政诉讼情况 · 行政复议 · 总计：1+0+0+0 = 1，表中为 0。"
                "改法：核对该行；若仅“总计”有误，改为 1；仅凭勾稽关系不能确定是哪一格"
            },
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": FILE},
                        "region": {"startLine": 47, "startColumn": 33},
                    }
                }
            ],
        }
    ]


def test_an_accepted_finding_is_suppressed_with_its_reason(tmp_path: Path) -> None:
    samples.project(tmp_path, samples.overlay(samples.zeros(), LATE) + ACCEPT)
    results = json.loads(run(tmp_path, "--format", "sarif").output)["runs"][0]["results"]
    assert [(each["ruleId"], each["suppressions"]) for each in results] == [
        ("GK703", [{"kind": "inSource", "justification": "按上级统一安排发布"}])
    ]


def test_rdjson(root: Path) -> None:
    data = json.loads(run(root, "--format", "rdjson").output)
    assert [
        (each["code"]["value"], each["severity"], each["location"]["path"]) for each in data["diagnostics"]
    ] == [("GK301", "ERROR", FILE)]


def git(root: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *identity, *arguments], cwd=root, check=True, capture_output=True)


def test_only_what_a_change_introduced(root: Path) -> None:
    git(root, "init", "-q")
    git(root, "add", ".")
    git(root, "commit", "-qm", "x")
    file = root / FILE
    text = file.read_text("utf-8").replace(
        "litigation_direct: [0, 0, 0, 0, 0]", "litigation_direct: [1, 0, 0, 0, 0]"
    )
    file.write_text("# 新的一行\n" + text, "utf-8")
    data = json.loads(run(root, "--format", "json", "--new-since", "HEAD").output)
    assert [each["route"] for each in data["findings"]] == [
        "reconsideration_and_litigation.litigation_direct.total"
    ]


def test_a_revision_that_git_does_not_know(root: Path) -> None:
    git(root, "init", "-q")
    result = run(root, "--new-since", "HEAD")
    assert (result.exit_code, result.output) == (
        2,
        "无法运行：git 里没有版本“HEAD”\n",
    )


def test_what_was_unexplained_before_is_not_new(tmp_path: Path) -> None:
    samples.project(tmp_path, samples.zeros())
    git(tmp_path, "init", "-q")
    for words in ("第一版", "第二版"):
        file = tmp_path / FILE
        file.write_text(re.sub("第.版|本年度没有", words, file.read_text("utf-8")), "utf-8")
        git(tmp_path, "add", ".")
        git(tmp_path, "commit", "-qm", words)
    assert [each["code"] for each in json.loads(run(tmp_path, "--format", "json").output)["findings"]] == [
        "GK704"
    ]
    assert json.loads(run(tmp_path, "--format", "json", "--new-since", "HEAD").output)["findings"] == []
    since = json.loads(run(tmp_path, "--format", "json", "--new-since", "HEAD~1").output)["findings"]
    assert [each["code"] for each in since] == ["GK704"]
