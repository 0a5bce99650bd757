"""Runs the jobs of our workflows outside GitHub, as its runner would: bash -e, files for outputs and summary, `if:` obeyed.

Actions of GitHub are played: checkout puts the program where it is asked to, upload-artifact packs what it finds,
download-artifact unpacks what earlier jobs have packed.
Setting gongkai up takes a `.venv` that starts the code of the checkout: tests/test_tooling.py tries the set-up itself.
"""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import yaml

from fake_github import packed_all
from workflow_expressions import filled, holds

BIN = Path(sys.executable).parent
CAPTURED: dict[str, Any] = {"capture_output": True, "text": True}
SETUP = re.compile(r'python3 "?(\S+?)/generator"? setup')
SHA = "5a" * 20


def workflow(file: Path) -> Any:
    return yaml.safe_load(file.read_text("utf-8"))


@dataclass
class Event:
    """What set a workflow off. `more` joins the environment of every step."""

    name: str = "push"
    payload: dict[str, Any] = field(default_factory=dict)
    ref: str = "refs/heads/main"
    repository: str = "shili/nianbao"
    more: dict[str, str] = field(default_factory=dict)


@dataclass
class Step:
    """What a step did: exit code and output, or None for one that was left out."""

    code: int | None = None
    output: str = ""
    outputs: dict[str, str] = field(default_factory=dict)

    @property
    def outcome(self) -> str:
        return {None: "skipped", 0: "success"}.get(self.code, "failure")


@dataclass
class Job:
    """A job that has run."""

    workspace: Path
    program: Path
    event: Event
    steps: dict[str, Step] = field(default_factory=dict)
    artifacts: dict[str, bytes] = field(default_factory=dict)
    environment: dict[str, str] = field(default_factory=dict)
    ids: dict[str, Step] = field(default_factory=dict)
    inputs: dict[str, str] = field(default_factory=dict)
    matrix: dict[str, Any] = field(default_factory=dict)
    earlier: dict[str, bytes] = field(default_factory=dict)
    """Artifacts of the jobs before."""

    def codes(self) -> dict[str, int | None]:
        return {name: step.code for name, step in self.steps.items()}

    @property
    def summary(self) -> str:
        return self._file("GITHUB_STEP_SUMMARY").read_text("utf-8")

    def _file(self, name: str) -> Path:
        file = self.workspace.parent / f"{self.workspace.name}-{name}"
        file.touch()
        return file

    def contexts(self) -> dict[str, Any]:
        github = {"event": self.event.payload, "event_name": self.event.name, "ref": self.event.ref}
        github |= {"repository": self.event.repository, "token": "token-of-the-job"}
        return {
            "github": github,
            "job": {"workflow_repository": "moumou/gongkai", "workflow_sha": SHA},
            "steps": {
                id_: {"outcome": step.outcome, "outputs": step.outputs} for id_, step in self.ids.items()
            },
            "inputs": self.inputs,
            "matrix": self.matrix,
        }

    def functions(self) -> dict[str, Any]:
        failed = any(step.outcome == "failure" for step in self.steps.values())
        return {
            "success": lambda: not failed,
            "failure": lambda: failed,
            "always": lambda: True,
            "cancelled": lambda: False,
        }

    def fill(self, value: Any) -> str:
        return filled(value, self.contexts(), self.functions())


def run_job(job: Any, workspace: Path, program: Path, event: Event, **more: Any) -> Job:
    """Run a job of a workflow in a workspace; `program` is what checking gongkai out brings, `more` what a
    caller, the matrix or the jobs before bring."""
    done = Job(workspace, program, event, **more)
    payload = done._file("event.json")
    payload.write_text(json.dumps(event.payload), "utf-8")
    done.environment = {
        "PATH": f"{BIN}:/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "HOME": str(workspace.parent),
        "CI": "true",
        "GITHUB_ACTIONS": "true",
        "GITHUB_EVENT_NAME": event.name,
        "GITHUB_EVENT_PATH": str(payload),
        "GITHUB_REPOSITORY": event.repository,
        "GITHUB_STEP_SUMMARY": str(done._file("GITHUB_STEP_SUMMARY")),
        **event.more,
    }
    done.environment |= {name: done.fill(value) for name, value in job.get("env", {}).items()}
    for step in job["steps"]:
        take(done, step)
    return done


def take(job: Job, step: Any) -> None:
    """Take one step, or leave it out."""
    done = Step()
    if holds(step.get("if"), job.contexts(), job.functions()):
        done = run(job, step) if "run" in step else act(job, step)
    job.steps[step["name"]] = done
    if "id" in step:
        job.ids[step["id"]] = done


def run(job: Job, step: Any) -> Step:
    command = step["run"]
    assert "${{" not in command, "an expression in a script is code"
    if found := SETUP.search(command):
        path = found[1].replace("$GITHUB_ACTION_PATH", job.environment.get("GITHUB_ACTION_PATH", ""))
        install(job.workspace / path)
        command = command.replace(found[0], "true")
    output = job._file("GITHUB_OUTPUT")
    output.write_text("")
    environment = job.environment | {"GITHUB_OUTPUT": str(output)}
    environment |= {name: job.fill(value) for name, value in step.get("env", {}).items()}
    folder = job.workspace / step.get("working-directory", ".")
    done = subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", command], cwd=folder, env=environment, **CAPTURED
    )
    lines = [line.partition("=") for line in output.read_text("utf-8").splitlines()]
    return Step(done.returncode, done.stdout + done.stderr, {name: value for name, _, value in lines})


def act(job: Job, step: Any) -> Step:
    """Play one of GitHub's actions."""
    action = step["uses"].partition("@")[0]
    given = {name: job.fill(value) for name, value in step.get("with", {}).items()}
    if action == "actions/checkout":
        assert given["persist-credentials"] == "False"
        if "repository" in given:
            assert (given["repository"], given["ref"]) == ("moumou/gongkai", SHA)
            check_out(job, given.get("path", ""))
        return Step(0)
    if action in ("actions/upload-artifact", "actions/upload-pages-artifact"):
        return upload(job, given)
    if action == "actions/download-artifact":
        return download(job, given)
    assert action in ("actions/setup-python", "actions/deploy-pages"), action
    return Step(0)


def check_out(job: Job, path: str) -> None:
    """The program: below a path a link to it, so that it is compiled once for all jobs; else its code."""
    if not path:
        shutil.copytree(job.program / "generator", job.workspace / "generator")
        return
    (job.workspace / path).parent.mkdir(parents=True, exist_ok=True)
    (job.workspace / path).unlink(missing_ok=True)
    (job.workspace / path).symlink_to(job.program)


def upload(job: Job, given: dict[str, str]) -> Step:
    """Pack the files of a path, hidden ones only when asked to; a single file under its bare name."""
    top = job.workspace / given["path"]
    files = [file for file in ([top] if top.is_file() else sorted(top.rglob("*"))) if file.is_file()]
    if given.get("include-hidden-files") != "True":
        files = [
            file
            for file in files
            if not any(part.startswith(".") for part in file.relative_to(job.workspace).parts)
        ]
    if not files:
        return Step(1, f"nothing to upload in {given['path']}")
    base = top.parent if top.is_file() else top
    entries = [(file.relative_to(base).as_posix(), file.read_bytes(), 0o100644) for file in files]
    job.artifacts[given.get("name", "github-pages")] = packed_all(entries)
    return Step(0)


def download(job: Job, given: dict[str, str]) -> Step:
    """Unpack the artifacts that fit a pattern, each in a folder of its name."""
    names = [name for name in job.earlier if fnmatch(name, given["pattern"])]
    for name in names:
        with zipfile.ZipFile(io.BytesIO(job.earlier[name])) as archive:
            archive.extractall(job.workspace / given["path"] / name)
    return Step(0)


def install(folder: Path) -> None:
    """What the set-up leaves behind: a program that starts the code in the folder."""
    program = folder / ".venv/bin/gongkai"
    program.parent.mkdir(parents=True, exist_ok=True)
    code = (
        f"import sys; sys.path.insert(0, {str(folder / 'generator')!r}); from gongkai.cli import main; main()"
    )
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -c "{code}" "$@"\n')
    program.chmod(0o755)


def run_action(action: Any, workspace: Path, folder: Path, inputs: dict[str, str]) -> Job:
    """Run a composite action that lies in `folder` with the inputs given by its caller."""
    job = Job(workspace, folder, Event())
    job.inputs = {
        name: inputs.get(name, value.get("default", "")) for name, value in action["inputs"].items()
    }
    job.environment = {"PATH": f"{BIN}:/usr/bin:/bin", "LANG": "C.UTF-8", "GITHUB_ACTION_PATH": str(folder)}
    for step in action["runs"]["steps"]:
        take(job, step)
    return job
