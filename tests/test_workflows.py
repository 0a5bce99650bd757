"""The workflows: audited by zizmor and GitHub's schema, held to our own rules, and their steps run on a clone."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
CAPTURED: dict[str, Any] = {"capture_output": True, "text": True}
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


@dataclass
class Job:
    """What happened to the steps of a job: exit code and output, or None for one that was left out."""

    steps: dict[str, tuple[int, str] | None]
    summary: str

    def codes(self) -> dict[str, int | None]:
        return {name: done and done[0] for name, done in self.steps.items()}


GOES_ON = "${{ !cancelled() && steps.setup.outcome == 'success' }}"
SETUP = "python3 -m generator setup"


def run_job(job: Any, checkout: Path) -> Job:
    """Run the `run:` steps of a job as GitHub does: bash -e, files for summary and outputs, `if:` obeyed.

    Actions are not run; uploading one finds its path there or fails. The set-up is not run either
    (tests/test_tooling.py tries it): its place takes a `.venv` that starts the checkout's code.
    """
    files = {name: checkout.parent / name for name in ("GITHUB_STEP_SUMMARY", "GITHUB_OUTPUT", "GITHUB_ENV")}
    for file in files.values():
        file.touch()
    environment = {"PATH": f"{BIN}:/usr/bin:/bin", "LANG": "C.UTF-8", "HOME": str(checkout.parent)}
    environment |= {"CI": "true"} | {name: str(file) for name, file in files.items()}
    steps: dict[str, tuple[int, str] | None] = {}
    failed = False
    for step in job["steps"]:
        assert step.get("if") in (None, GOES_ON)
        assert "${{" not in step.get("run", "")
        if failed and "if" not in step:
            steps[step["name"]] = None
            continue
        steps[step["name"]] = done = run_step(step, checkout, environment)
        failed = failed or bool(done[0])
    return Job(steps, files["GITHUB_STEP_SUMMARY"].read_text("utf-8"))


def run_step(step: Any, checkout: Path, environment: dict[str, str]) -> tuple[int, str]:
    command = step.get("run")
    if command is None:
        path = step.get("with", {}).get("path")
        return (1 if path and not any(checkout.glob(f"{path}*")) else 0), ""
    if command == SETUP:
        install(checkout)
        return 0, ""
    done = subprocess.run(["bash", "-e", "-c", command], cwd=checkout, env=environment, **CAPTURED)
    return done.returncode, done.stdout + done.stderr


def install(checkout: Path) -> None:
    program = checkout / ".venv/bin/gongkai"
    program.parent.mkdir(parents=True)
    code = f"import sys; sys.path.insert(0, {str(checkout / 'generator')!r}); from gongkai.cli import main; main()"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -c "{code}" "$@"\n')
    program.chmod(0o755)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """The files that git knows, or would, as a commit of their own: nothing generated is there."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--exclude=/reports/"],
        cwd=ROOT,
        **CAPTURED,
    )
    if listed.returncode:
        pytest.skip("not a git checkout")
    folder = tmp_path / "checkout"
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    who = ["-c", "user.name=test", "-c", "user.email=test@example.org"]
    for command in (["init", "-q"], ["add", "."], [*who, "commit", "-q", "-m", "All"]):
        subprocess.run(["git", *command], cwd=folder, check=True)
    return folder


def job(file: str, name: str) -> Any:
    return workflow(ROOT / f".github/workflows/{file}.yml")["jobs"][name]


def break_report(checkout: Path) -> None:
    edit(checkout / "reports/daxing/qingyundian/2020.yml", "[35, 0,", "[36, 0,")


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def fill_in(checkout: Path) -> None:
    """What a body fills in before it publishes."""
    file = checkout / "mkdocs.yml"
    file.write_text(
        re.sub(r"（待填写：.*）|example\.gov\.cn", "daxing.gov.cn", file.read_text("utf-8")), "utf-8"
    )


def test_the_check_of_a_good_change_passes(checkout: Path) -> None:
    done = run_job(job("check", "reports"), checkout)
    assert (done.codes(), done.summary.splitlines()[0], (checkout / "site/index.html").is_file()) == (
        dict.fromkeys(done.steps, 0),
        "## 政府信息公开年报核验结果",
        True,
    ), done.steps


def test_the_check_of_a_bad_change_fails_annotates_and_still_shows_the_site(checkout: Path) -> None:
    break_report(checkout)
    done = run_job(job("check", "reports"), checkout)
    assert [name for name, code in done.codes().items() if code] == ["核验，在改动处标注"]
    annotated = done.steps["核验，在改动处标注"]
    assert annotated
    assert annotated[1].startswith(
        "::error file=reports/daxing/qingyundian/2020.yml,line=36,col=54,title=GK301 "
    )
    assert "GK301 合计不符" in done.summary


def test_an_unfinished_configuration_is_not_published(checkout: Path) -> None:
    done = run_job(job("publish", "build"), checkout)
    assert (done.codes()["核验并建成网站"], done.codes()["打包"]) == (2, None)


def test_a_finished_configuration_is_packed(checkout: Path) -> None:
    fill_in(checkout)
    done = run_job(job("publish", "build"), checkout)
    assert done.codes() == dict.fromkeys(done.steps, 0), done.steps


def test_a_report_with_an_error_is_not_published(checkout: Path) -> None:
    fill_in(checkout)
    break_report(checkout)
    done = run_job(job("publish", "build"), checkout)
    assert (done.codes()["核验并建成网站"], done.codes()["打包"]) == (1, None)


def test_nothing_is_deployed_unless_the_build_succeeded() -> None:
    deploy = job("publish", "deploy")
    assert (deploy["needs"], "if" in deploy) == ("build", False)
