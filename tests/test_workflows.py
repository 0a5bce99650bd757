"""The workflows and the action: audited by zizmor and GitHub's schemas, and held to our own rules. test_workflow_runs.py runs them."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from workflow_runner import workflow

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


def audit(*paths: Path) -> tuple[int, str]:
    return run("zizmor", "--offline", "--pedantic", "--no-progress", "--color", "never", *paths)


def test_zizmor_finds_nothing() -> None:
    """Ignored is the one trigger that may write, for which comment.yml gives the reason."""
    code, output = audit(ROOT / ".github", ROOT / "action.yml")
    assert (code, "No findings to report. Good job! (1 ignored)" in output) == (0, True), output


def test_zizmor_finds_a_bad_workflow(tmp_path: Path) -> None:
    (tmp_path / ".github/workflows").mkdir(parents=True)
    (tmp_path / ".github/workflows/bad.yml").write_text(BAD)
    found = set(re.findall(r"^error\[([\w-]+)\]", audit(tmp_path)[1], re.M))
    assert found >= {"dangerous-triggers", "template-injection", "unpinned-uses"}


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.name)
def test_github_can_read_the_workflow(file: Path) -> None:
    code, output = run("check-jsonschema", "--builtin-schema", "vendor.github-workflows", file)
    assert code == 0, output


def test_github_can_read_the_action() -> None:
    code, output = run("check-jsonschema", "--builtin-schema", "vendor.github-actions", ROOT / "action.yml")
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
        "comment/comment": {"contents": "read", "actions": "read", "pull-requests": "write"},
        "publish/build": {"contents": "read"},
        "publish/deploy": {"pages": "write", "id-token": "write"},
        "publish-sharded/plan": {"contents": "read"},
        "publish-sharded/part": {"contents": "read"},
        "publish-sharded/build": {"contents": "read"},
        "publish-sharded/deploy": {"pages": "write", "id-token": "write"},
        "tests/tests": {"contents": "read"},
    }


def test_what_sets_the_workflows_off() -> None:
    triggers = {file.stem: workflow(file)[True] for file in WORKFLOWS}  # YAML 1.1 reads `on` as true
    assert triggers == {
        "check": {"pull_request": None, "merge_group": None, "workflow_call": None},
        "comment": {
            "workflow_run": {"workflows": ["核验"], "types": ["completed"]},
            "workflow_call": None,
        },
        "publish": {"push": {"branches": ["main"]}, "workflow_dispatch": None, "workflow_call": None},
        "publish-sharded": {
            "workflow_dispatch": {
                "inputs": {"shards": {"description": "分成几片", "type": "number", "default": 4}}
            },
            "workflow_call": {"inputs": {"shards": {"type": "number", "default": 4}}},
        },
        "tests": {"pull_request": None, "merge_group": None, "schedule": [{"cron": "17 19 * * 6"}]},
    }


def test_the_job_that_may_write_runs_nothing_of_a_pull_request() -> None:
    (job,) = workflow(ROOT / ".github/workflows/comment.yml")["jobs"].values()
    assert [
        (step.get("uses", "").partition("@")[0], step.get("run"), step.get("with", {}).get("ref"))
        for step in job["steps"]
    ] == [
        ("actions/checkout", None, "${{ job.workflow_sha }}"),
        ("", "python3 -m gongkai.review", None),
    ]


def test_no_script_holds_an_expression() -> None:
    steps = [
        step for file in WORKFLOWS for job in workflow(file)["jobs"].values() for step in job.get("steps", [])
    ]
    steps += workflow(ROOT / "action.yml")["runs"]["steps"]
    assert [step["run"] for step in steps if "${{" in step.get("run", "")] == []


def test_every_action_is_pinned_by_commit_and_named_by_release() -> None:
    lines = [
        line
        for file in [*WORKFLOWS, ROOT / "action.yml"]
        for line in file.read_text("utf-8").splitlines()
        if re.match(r"[ -]+uses:", line)
    ]
    pinned = re.compile(r" +uses: actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
    assert [line for line in lines if not pinned.fullmatch(line)] == []


def test_the_handbook_says_what_every_job_may_do() -> None:
    text = (ROOT / "docs/developers/review.md").read_text("utf-8")
    rows = re.findall(r"^\| `([\w-]+)\.yml` \S+ \| (\w+) \| [^|]+ \| ([^|]+) \|", text, re.M)
    told = {f"{file}/{job}": dict(re.findall(r"`([\w-]+): (\w+)`", rights)) for file, job, rights in rows}
    assert told == {
        f"{file.stem}/{name}": job["permissions"]
        for file in WORKFLOWS
        for name, job in workflow(file)["jobs"].items()
    }
