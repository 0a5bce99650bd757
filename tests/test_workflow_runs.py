"""The steps of the workflows, run outside GitHub: pull requests of strangers, pushes, and the action as others use it."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

import fake_github
from fake_github import FakeGitHub
from gongkai.review.archive import content
from gongkai.review.comment import comment
from gongkai.review.record import parse
from workflow_runner import CAPTURED, Event, Job, run_action, run_job, workflow

ROOT = Path(__file__).parent.parent
REPORT = "reports/daxing/qingyundian/2020.yml"
FORKED = json.loads((ROOT / "tests/cases/fork_pull_request.json").read_text("utf-8"))


@pytest.fixture
def checkout(files: Path, tmp_path: Path) -> Path:
    """A clone of the main branch, with one commit."""
    return cloned(files, tmp_path)


def cloned(files: Path, above: Path) -> Path:
    folder = above / "checkout"
    shutil.copytree(files, folder)
    git(folder, "init", "-q", "-b", "main")
    commit(folder, "All")
    return folder


def git(folder: Path, *arguments: str) -> str:
    who = ["-c", "user.name=test", "-c", "user.email=test@example.org"]
    done = subprocess.run(["git", *who, *arguments], cwd=folder, check=True, **CAPTURED)
    return str(done.stdout)


def commit(folder: Path, message: str) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", message)


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def propose(checkout: Path, old: str = "", new: str = "") -> None:
    """A pull request that edits the report, merged as GitHub's runner checks it out."""
    git(checkout, "switch", "-q", "-c", "proposal")
    if old:
        edit(checkout / REPORT, old, new)
    else:
        (checkout / "docs/about.md").write_text("# 关于本站\n", "utf-8")
    commit(checkout, "A proposal")
    git(checkout, "switch", "-q", "main")
    git(checkout, "merge", "-q", "--no-ff", "-m", "Merge", "proposal")


def fill_in(checkout: Path, address: str) -> None:
    """What a body fills in before it publishes."""
    file = checkout / "mkdocs.yml"
    text = re.sub(r"(?m)^site_url: .*", f"site_url: {address}", file.read_text("utf-8"))
    file.write_text(re.sub(r"（待填写：.*）", "daxing.gov.cn", text), "utf-8")
    commit(checkout, "Filled in")


def job(file: str, name: str) -> Any:
    return workflow(ROOT / f".github/workflows/{file}.yml")["jobs"][name]


def check(checkout: Path, files: Path) -> Job:
    event = Event("pull_request", FORKED, "refs/pull/7/merge", fake_github.REPOSITORY)
    return run_job(job("check", "reports"), checkout, files, event)


def publish(checkout: Path, files: Path) -> Job:
    return run_job(job("publish", "build"), checkout, files, Event())


BROKEN = ("[35, 0,", "[36, 0,")
ANNOTATED = "核验，在改动处标注新出现的问题"


def test_a_good_change_of_a_stranger_passes(checkout: Path, files: Path) -> None:
    propose(checkout)
    done = check(checkout, files)
    assert (done.codes(), "## 政府信息公开年报核验结果" in done.summary, list(done.artifacts)) == (
        dict.fromkeys(done.steps, 0),
        True,
        ["site", "review"],
    ), done.steps


@pytest.fixture(scope="module")
def bad(files: Path, tmp_path_factory: pytest.TempPathFactory) -> Job:
    """The check of a stranger's change that brings an error."""
    folder = cloned(files, tmp_path_factory.mktemp("bad"))
    propose(folder, *BROKEN)
    return check(folder, files)


def test_a_bad_change_of_a_stranger_fails_is_annotated_and_told(bad: Job) -> None:
    annotated = bad.steps[ANNOTATED].output
    said = "新出现的问题 2 项\n  - 错误 GK301 合计不符"
    assert [name for name, code in bad.codes().items() if code] == [ANNOTATED]
    assert annotated.startswith(f"::error file={REPORT},line=36,col=54,title=GK301 ")
    assert (said in told(bad), said in bad.summary, "GK301 合计不符" in bad.summary) == (True, True, True)
    assert list(bad.artifacts) == ["site", "review"]


def told(job: Job) -> str:
    """The comment that the record of a check becomes."""
    return comment(parse(content(job.artifacts["review"])))


def test_an_old_error_is_not_held_against_a_new_change(checkout: Path, files: Path) -> None:
    edit(checkout / REPORT, *BROKEN)
    commit(checkout, "Broken on main")
    propose(checkout)
    done = check(checkout, files)
    assert (done.codes()[ANNOTATED], "报告数据没有变化" in told(done)) == (0, True)


def test_what_github_limits_is_kept_with_very_many_findings(checkout: Path, files: Path) -> None:
    """10 annotations of a kind, a summary of 1 MiB, a record of 64 KB, and no other command in the log."""
    git(checkout, "switch", "-q", "-c", "proposal")
    body = checkout / "reports/daxing/qingyundian"
    for number in range(60):
        copy = checkout / f"reports/daxing/zhen{number}"
        copy.mkdir()
        (copy / "body.yml").write_text("name: 示例镇 ##[error]x\nkind: township\n", "utf-8")
        text = (body / "2020.yml").read_text("utf-8").replace(*BROKEN).replace("[ 7,", "[ 9,")
        (copy / "2020.yml").write_text(text, "utf-8")
    commit(checkout, "Many")
    git(checkout, "switch", "-q", "main")
    git(checkout, "merge", "-q", "--no-ff", "-m", "Merge", "proposal")
    done = check(checkout, files)
    log = "\n".join(step.output for step in done.steps.values()).splitlines()
    kinds = [line.strip().partition(" ")[0] for line in log if line.strip().startswith("::")]
    assert (kinds.count("::error"), set(kinds) <= {"::error", "::warning", "::notice"}) == (10, True)
    assert [line for line in log if "##[" in line and not line.startswith("::error ")] == []
    assert max(kinds.count(each) for each in kinds) <= 10
    assert len(done.summary.encode()) < 1024 * 1024
    assert len(content(done.artifacts["review"])) <= 64 * 1024


def test_a_set_up_that_fails_stops_the_job(
    checkout: Path, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workflow_runner.install", lambda _: None)
    broken = job("check", "reports")
    broken["steps"][3]["run"] = "false"
    done = run_job(broken, checkout, files, Event("pull_request", FORKED))
    assert list(done.codes().values()) == [0, 0, 0, 1, *[None] * 10]


def test_from_a_strangers_change_to_the_comment(bad: Job, files: Path, tmp_path: Path) -> None:
    with fake_github.serving() as github:
        github.artifacts = bad.artifacts
        done = tell(github, tmp_path / "privileged", files)
        (written,) = github.comments[7]
    assert (done.codes(), done.steps["读审阅材料，写评论"].output) == (
        {"取出 gongkai": 0, "读审阅材料，写评论": 0},
        "已在合并请求 7 写下评论\n",
    )
    assert "：`35` → `36`\n" in written["body"]
    assert written["body"].startswith(told(bad))


def tell(github: FakeGitHub, workspace: Path, files: Path, event: Any = None) -> Job:
    workspace.mkdir()
    payload = event or json.loads(Path(fake_github.event(workspace.parent)).read_text("utf-8"))
    more = {
        name: value
        for name, value in github.environment("").items()
        if name in ("GITHUB_API_URL", "GITHUB_SERVER_URL")
    }
    event_ = Event("workflow_run", payload, repository=fake_github.REPOSITORY, more=more)
    return run_job(job("comment", "comment"), workspace, files, event_)


def test_a_hostile_record_fails_the_comment_job_only(files: Path, tmp_path: Path) -> None:
    with fake_github.serving() as github:
        github.artifacts = {"review": fake_github.packed(b'{"number": 1, "body": "@all"}')}
        done = tell(github, tmp_path / "privileged", files)
        assert (done.codes()["读审阅材料，写评论"], github.writes) == (1, [])


def test_the_comment_job_needs_nothing_installed(files: Path, tmp_path: Path) -> None:
    """-S: without site-packages there is the standard library only."""
    done = subprocess.run(
        ["python3", "-S", "-m", "gongkai.review"],
        cwd=files / "generator",
        env={"PATH": "/usr/bin:/bin"},
        **CAPTURED,
    )
    assert (done.returncode, done.stdout) == (
        2,
        "无法运行：环境或 GitHub 的回答里缺少 'GITHUB_EVENT_PATH'\n",
    ), done.stderr


@pytest.mark.parametrize(
    ("event", "conclusion", "goes"),
    [("pull_request", "failure", True), ("pull_request", "cancelled", False), ("push", "success", False)],
)
def test_when_a_comment_is_written(event: str, conclusion: str, goes: bool) -> None:
    from workflow_expressions import holds

    github = {"event": {"workflow_run": {"event": event, "conclusion": conclusion}}}
    assert holds(job("comment", "comment")["if"], {"github": github}, {"success": lambda: True}) is goes


def test_in_a_merge_queue_the_base_is_the_one_that_the_queue_names(checkout: Path, files: Path) -> None:
    base = git(checkout, "rev-parse", "HEAD").strip()
    edit(checkout / REPORT, *BROKEN)
    commit(checkout, "One")
    (checkout / "docs/about.md").write_text("# 关于本站\n", "utf-8")
    commit(checkout, "Two")
    event = Event("merge_group", {"merge_group": {"base_sha": base}})
    done = run_job(job("check", "reports"), checkout, files, event)
    assert (done.environment["BASE"], done.codes()[ANNOTATED]) == (base, 1)


BUILT = "核验并建成网站，已公开的地址不能丢失"
Public = tuple[str, Path]


def test_an_unfinished_configuration_is_not_published(checkout: Path, files: Path) -> None:
    done = publish(checkout, files)
    assert (done.codes()[BUILT], done.codes()["打包"]) == (2, None)


def test_a_finished_configuration_is_packed(checkout: Path, files: Path, public: Public) -> None:
    fill_in(checkout, public[0])
    done = publish(checkout, files)
    assert (done.codes(), list(done.artifacts)) == (dict.fromkeys(done.steps, 0), ["github-pages"]), (
        done.steps
    )
    assert done.steps["取回已公开的地址清单"].output == (
        f"{public[0]}manifest.json 还没有，视为首次发布；已经发布过的，请先查明原因\n"
    )


def test_a_report_with_an_error_is_not_published(checkout: Path, files: Path, public: Public) -> None:
    fill_in(checkout, public[0])
    edit(checkout / REPORT, *BROKEN)
    done = publish(checkout, files)
    assert (done.codes()[BUILT], done.codes()["打包"]) == (1, None)


LOST = '{"format": "gongkai-manifest/1", "addresses": {"reports/daxing/jiuzhen/2019/": ""}}'


def test_a_site_that_would_lose_an_address_is_not_published(
    checkout: Path, files: Path, public: Public
) -> None:
    fill_in(checkout, public[0])
    (public[1] / "manifest.json").write_text(LOST)
    done = publish(checkout, files)
    assert (done.codes()[BUILT], done.codes()["打包"]) == (2, None)
    assert "reports/daxing/jiuzhen/2019/" in done.steps[BUILT].output


def test_a_public_site_that_cannot_be_asked_stops_the_publication_but_no_review(
    checkout: Path, files: Path, public: Public
) -> None:
    fill_in(checkout, public[0])
    (public[1] / "manifest.json").write_text("<html>")
    published = publish(checkout, files)
    propose(checkout)
    checked = check(checkout, files)
    fetched = "取回已公开的地址清单"
    assert (published.codes()[fetched], published.codes()["打包"]) == (2, None)
    assert (checked.codes()[fetched], list(checked.artifacts)) == (0, ["site", "review"])


def test_a_change_that_would_lose_an_address_is_not_merged(
    checkout: Path, files: Path, public: Public
) -> None:
    fill_in(checkout, public[0])
    (public[1] / "manifest.json").write_text(LOST)
    propose(checkout)
    done = check(checkout, files)
    failed = [name for name, code in done.codes().items() if code]
    assert (failed, list(done.artifacts)) == (["建成网站，已公开的地址不能丢失"], ["review"])


@pytest.mark.parametrize("file", ["publish", "publish-sharded"])
def test_nothing_is_deployed_unless_the_build_succeeded(file: str) -> None:
    deploy = job(file, "deploy")
    assert (deploy["needs"], "if" in deploy) == ("build", False)


def test_the_parts_of_a_site_are_packed_as_one(
    checkout: Path, files: Path, public: Public, tmp_path: Path
) -> None:
    """Three jobs on machines of their own; the site is the one of publish.yml."""
    shutil.copytree(checkout / "reports/daxing", checkout / "reports/linshi")
    fill_in(checkout, public[0])

    def machine(name: str, at: str, **more: Any) -> Job:
        workspace = tmp_path / at
        shutil.copytree(checkout, workspace)
        done = run_job(job("publish-sharded", name), workspace, files, Event(), **more)
        assert done.codes() == dict.fromkeys(done.steps, 0), done.steps
        return done

    planned = machine("plan", "plan", inputs={"shards": "2"}).ids["plan"].outputs["matrix"]
    parts = [machine("part", each["shard"][0], matrix=each) for each in json.loads(planned)["include"]]
    packed = {name: data for part in parts for name, data in part.artifacts.items()}
    assert list(packed) == ["part-1", "part-2"]
    merged = machine("build", "merged", earlier=packed)
    assert merged.artifacts == publish(checkout, files).artifacts


def test_a_part_with_an_error_is_not_published(
    checkout: Path, files: Path, public: Public, tmp_path: Path
) -> None:
    fill_in(checkout, public[0])
    edit(checkout / REPORT, *BROKEN)
    other = shutil.copytree(checkout, tmp_path / "other")
    matrix = {"shard": "1/1", "number": 1}
    part = run_job(job("publish-sharded", "part"), checkout, files, Event(), matrix=matrix)
    assert part.codes() == dict.fromkeys(part.steps, 0)
    done = run_job(job("publish-sharded", "build"), other, files, Event(), earlier=part.artifacts)
    assert (done.codes()["合并，已公开的地址不能丢失"], done.codes()["打包"]) == (1, None)


def test_the_action_runs_the_command_that_its_caller_names(checkout: Path, files: Path) -> None:
    edit(checkout / REPORT, *BROKEN)
    done = run_action(workflow(ROOT / "action.yml"), checkout, files, {})
    assert (done.codes()["运行 gongkai"], done.steps["运行 gongkai"].output.splitlines()[0][:60]) == (
        1,
        f"::error file={REPORT},line=36,col",
    )


def test_the_words_given_to_the_action_are_not_a_script(checkout: Path, files: Path, tmp_path: Path) -> None:
    words = f"check $(touch {tmp_path}/pwned) ; touch {tmp_path}/pwned"
    done = run_action(workflow(ROOT / "action.yml"), checkout, files, {"run": words})
    assert (done.codes()["运行 gongkai"], (tmp_path / "pwned").exists()) == (2, False)
