"""The workflows: audited by zizmor and GitHub's schema, held to our own rules, and their steps run on a clone."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
BAD = """\
name: bad
on: pull_request_target
jobs:
  check:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          ref: ${{ github.event.pull_request.head.sha }}
      - run: echo "${{ github.event.pull_request.title }}"
"""


def run(program: str, *arguments: str | Path) -> tuple[int, str]:
    done = subprocess.run([BIN / program, *arguments], cwd=ROOT, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


def audit(path: Path) -> tuple[int, str]:
    return run("zizmor", "--offline", "--pedantic", "--no-progress", "--color", "never", path)


def test_zizmor_finds_nothing() -> None:
    code, output = audit(ROOT / ".github")
    assert (code, "No findings to report" in output) == (0, True), output


def test_zizmor_finds_a_bad_workflow(tmp_path: Path) -> None:
    (tmp_path / ".github/workflows").mkdir(parents=True)
    (tmp_path / ".github/workflows/bad.yml").write_text(BAD)
    found = set(re.findall(r"^error\[([\w-]+)\]", audit(tmp_path)[1], re.M))
    assert found >= {"dangerous-triggers", "template-injection", "unpinned-uses"}


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.name)
def test_github_can_read_the_workflow(file: Path) -> None:
    code, output = run("check-jsonschema", "--builtin-schema", "vendor.github-workflows", file)
    assert code == 0, output


def test_github_can_read_the_updates() -> None:
    code, output = run(
        "check-jsonschema", "--builtin-schema", "vendor.dependabot", ROOT / ".github/dependabot.yml"
    )
    assert code == 0, output


def test_the_schema_finds_a_bad_workflow(tmp_path: Path) -> None:
    bad = tmp_path / "bad.yml"
    bad.write_text(BAD.replace("runs-on: ubuntu-latest\n", "run-on: ubuntu-latest\n"))
    code, output = run("check-jsonschema", "--builtin-schema", "vendor.github-workflows", bad)
    assert (code, "runs-on" in output) == (1, True), output


def workflow(file: Path) -> Any:
    return yaml.safe_load(file.read_text("utf-8"))


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.name)
def test_a_workflow_starts_without_rights_or_secrets(file: Path) -> None:
    assert (workflow(file)["permissions"], "secrets." in file.read_text("utf-8")) == ({}, False)


def test_the_rights_of_every_job() -> None:
    rights = {
        f"{file.stem}/{name}": job["permissions"]
        for file in WORKFLOWS
        for name, job in workflow(file)["jobs"].items()
    }
    assert rights == {
        "check/reports": {"contents": "read"},
        "check/tests": {"contents": "read"},
        "publish/build": {"contents": "read"},
        "publish/deploy": {"pages": "write", "id-token": "write"},
    }


def test_pull_requests_are_checked_and_only_main_is_published() -> None:
    triggers = {file.stem: workflow(file)[True] for file in WORKFLOWS}  # YAML 1.1 reads `on` as true
    assert triggers == {
        "check": {"pull_request": None},
        "publish": {"push": {"branches": ["main"]}, "workflow_dispatch": None},
    }


def test_every_action_is_pinned_by_commit_and_named_by_release() -> None:
    lines = [line for file in WORKFLOWS for line in file.read_text("utf-8").splitlines() if "uses:" in line]
    pinned = re.compile(r" +uses: actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
    assert [line for line in lines if not pinned.fullmatch(line)] == []
