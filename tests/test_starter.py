"""A repository of one's own: what init writes, that it works, and what upgrade does to files that people changed."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import samples
from gongkai import cli
from gongkai.layout import GENERATED
from gongkai.starter import pin as pins
from gongkai.starter.contents import contents
from gongkai.starter.pin import Pin, PinError
from gongkai.starter.upgrade import Action, digest, plan
from repositories import git

BIN = Path(sys.executable).parent
COMMIT = "c0ffee" * 6 + "abcd"
GIVEN = ("--name", "示例市人民政府", "--source", "https://github.com/moumou/gongkai", "--commit", COMMIT)


def init(folder: Path, *more: str) -> Result:
    return CliRunner().invoke(cli.cli, ["init", str(folder), *GIVEN, *more])


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "shili"
    result = init(folder, "--maintainer", "weihu", "--ci", "github", "--ci", "gitlab", "--ci", "gitee")
    assert result.exit_code == 0, result.output
    return folder


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_what_stands_in_a_new_repository(made: Path) -> None:
    assert {name for name in names(made) if not name.startswith(("docs/", "generator/theme/"))} == {
        *(
            ".editorconfig",
            ".gitattributes",
            ".gitignore",
            "Makefile",
            "README.md",
            "gongkai.json",
            "mkdocs.yml",
        ),
        *(".github/CODEOWNERS", ".github/dependabot.yml", ".gitlab-ci.yml", "ci/gongkai.sh"),
        *(f".github/workflows/{name}.yml" for name in ("check", "comment", "publish")),
        *(".workflow/check.yml", ".workflow/publish.yml", "generator/__main__.py", "reports/shili/body.yml"),
    }


def test_nothing_about_the_program_itself_is_copied(made: Path) -> None:
    parts = ("docs/developers/", "docs/reports/", "docs/assets/pictures/", "docs/assets/report-page")
    assert sorted(name for name in names(made) if name.startswith(parts)) == [
        f"docs/developers/{name}.md" for name in ("hosting", "permanence", "review", "versions")
    ]


def test_what_a_build_generates_is_not_committed(made: Path) -> None:
    def generated(root: Path) -> list[str]:
        return [
            line
            for line in (root / ".gitignore").read_text("utf-8").splitlines()
            if line.startswith("/docs/")
        ]

    assert (generated(made), "/docs/reports/" in generated(made)) == (generated(samples.ROOT), True)


def test_what_builds_generate_is_what_git_ignores() -> None:
    lines = (samples.ROOT / ".gitignore").read_text("utf-8").splitlines()
    ignored = {line.strip("/").removeprefix("docs/") for line in lines if line.startswith("/docs/")}
    assert ignored == GENERATED


def test_the_body_and_the_name_of_the_site(made: Path) -> None:
    assert (made / "reports/shili/body.yml").read_text(
        "utf-8"
    ) == 'name: "示例市人民政府"\nkind: city\norder: 10\n'
    text = (made / "mkdocs.yml").read_text("utf-8")
    assert re.findall(r"^(?:site_name|  maintainers):.*", text, re.M) == [
        'site_name: "示例市人民政府政府信息公开年报"',
        '  maintainers: ["weihu"]',
    ]


def test_the_first_report_on_request(tmp_path: Path) -> None:
    init(tmp_path / "shili", "--year", "2025")
    assert (tmp_path / "shili/reports/shili/2025.yml").read_text("utf-8").startswith("# yaml-language-server")


@pytest.mark.parametrize("name", ["check", "comment", "publish"])
def test_github_can_read_the_workflows(made: Path, name: str) -> None:
    checked(made / f".github/workflows/{name}.yml", "vendor.github-workflows")


def test_gitlab_can_read_its_file(made: Path) -> None:
    checked(made / ".gitlab-ci.yml", "vendor.gitlab-ci")


def test_the_updates_of_actions_can_be_read(made: Path) -> None:
    checked(made / ".github/dependabot.yml", "vendor.dependabot")


def checked(file: Path, schema: str) -> None:
    done = subprocess.run(
        [BIN / "check-jsonschema", "--builtin-schema", schema, file], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout


def test_zizmor_finds_nothing_in_the_workflows(made: Path) -> None:
    command = [
        BIN / "zizmor",
        "--offline",
        "--pedantic",
        "--no-progress",
        "--color",
        "never",
        made / ".github",
    ]
    done = subprocess.run(command, capture_output=True, text=True)
    assert (done.returncode, "No findings to report. Good job! (1 ignored)" in done.stdout) == (0, True), (
        done.stdout
    )


def test_a_workflow_is_one_line_that_names_a_commit(made: Path) -> None:
    lines = [
        line.strip()
        for file in sorted((made / ".github/workflows").iterdir())
        for line in file.read_text("utf-8").splitlines()
        if "uses:" in line
    ]
    assert lines == [
        f"uses: moumou/gongkai/.github/workflows/{name}.yml@{COMMIT} # v0.1.0"
        for name in ("check", "comment", "publish")
    ]


def test_who_calls_grants_exactly_what_the_called_jobs_need(made: Path) -> None:
    from workflow_runner import workflow

    for name in ("check", "comment", "publish"):
        (caller,) = workflow(made / f".github/workflows/{name}.yml")["jobs"].values()
        called = workflow(samples.ROOT / f".github/workflows/{name}.yml")["jobs"].values()
        assert caller["permissions"] == {
            key: value for job in called for key, value in job["permissions"].items()
        }


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["--body", "示例"],
            "“示例”不能作机关文件夹名；请用 --body 指明，用小写字母、数字和连字符，例如 shili",
        ),
        (["--maintainer", "张三"], "维护人“张三”不是账号、组织/团队或电子邮箱"),
        (["--commit", "main"], "commit 应为 40 位十六进制的 git 版本"),
        (["--source", "--upload-pack=id"], "source 应为 git 仓库的地址，例如 https://github.com/…/gongkai"),
        (
            ["--source", "https://gitee.com/moumou/gongkai"],
            "GitHub 的工作流只能引用 GitHub 上的 gongkai，而来源是“https://gitee.com/moumou/gongkai”；"
            "请用 --source 指明，或用 --ci gitlab",
        ),
    ],
)
def test_what_init_refuses(arguments: list[str], said: str, tmp_path: Path) -> None:
    result = init(tmp_path / "shili", *arguments)
    assert (result.exit_code, result.output, (tmp_path / "shili").exists()) == (
        2,
        f"无法运行：{said}\n",
        False,
    )


def test_a_folder_that_is_not_empty_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "shili").mkdir()
    (tmp_path / "shili/a").touch()
    result = init(Path("shili"))
    assert (result.output, names(tmp_path)) == (
        "无法运行：“shili”里已有别的内容，没有改动；请换一个空文件夹\n",
        {"shili/a"},
    )


def test_a_name_cannot_become_configuration(tmp_path: Path) -> None:
    result = init(tmp_path / "shili", "--name", 'a"\nb: \\1')
    assert (result.exit_code, result.output) == (2, "无法运行：name 应为一行文字\n")
    assert init(tmp_path / "shili", "--name", 'a": \\1 #').exit_code == 0
    assert 'site_name: "a\\": \\\\1 #政府信息公开年报"' in (tmp_path / "shili/mkdocs.yml").read_text("utf-8")


def test_a_program_with_changes_is_no_version(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    (tmp_path / "a").touch()
    git(tmp_path, "add", "a")
    git(tmp_path, "commit", "-q", "-m", "A")
    git(tmp_path, "remote", "add", "origin", "https://github.com/moumou/gongkai.git")
    wanted = Pin("", "", "0.1.0", "示例市")
    found = pins.of_program(tmp_path, wanted)
    assert (found.source, found.commit, found.repository) == (
        "https://github.com/moumou/gongkai.git",
        git(tmp_path, "rev-parse", "HEAD").strip(),
        "moumou/gongkai",
    )
    (tmp_path / "a").write_text("b")
    with pytest.raises(PinError, match="未提交"):
        pins.of_program(tmp_path, wanted)


OLD, NEW, MINE = b"old\n", b"new\n", b"mine\n"


@pytest.mark.parametrize(
    ("here", "known", "wanted", "action"),
    [
        (None, None, NEW, Action.ADD),
        (OLD, OLD, NEW, Action.CHANGE),
        (b"old\r\n", OLD, NEW, Action.CHANGE),
        (OLD, OLD, OLD, None),
        (NEW, OLD, NEW, None),
        (MINE, OLD, OLD, None),
        (MINE, OLD, NEW, Action.BESIDE),
        (MINE, None, NEW, Action.BESIDE),
        (None, OLD, OLD, None),
        (None, OLD, NEW, Action.GONE),
        (OLD, OLD, None, Action.REMOVE),
        (MINE, OLD, None, Action.KEPT),
        (None, OLD, None, None),
    ],
)
def test_what_becomes_of_a_file(
    here: bytes | None, known: bytes | None, wanted: bytes | None, action: Action | None, tmp_path: Path
) -> None:
    if here is not None:
        (tmp_path / "a").write_bytes(here)
    steps = plan(tmp_path, {"a": wanted} if wanted else {}, {"a": digest(known)} if known else {})
    assert [step.action for step in steps] == ([action] if action else [])


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A repository made by an earlier version: one file was other, one is gone since, two were edited since."""
    folder = tmp_path / "shili"
    init(folder)
    (folder / "Makefile").write_text("old: # 旧\n", "utf-8")
    (folder / "Jenkinsfile").write_text("old\n", "utf-8")
    (folder / "README.md").write_text("# 我们的说明\n", "utf-8")
    (folder / "docs/about.md").write_text("# 关于\n", "utf-8")
    (folder / ".gitattributes").unlink()
    recorded = json.loads((folder / "gongkai.json").read_text("utf-8"))
    recorded["commit"] = "0" * 40
    recorded["files"] |= {
        "Makefile": digest("old: # 旧\n".encode()),
        "Jenkinsfile": digest(b"old\n"),
        "README.md": digest(b"old\n"),
    }
    (folder / "gongkai.json").write_text(json.dumps(recorded), "utf-8")
    return folder


def upgrade(folder: Path, *more: str) -> Result:
    arguments = ["upgrade", "--root", str(folder), "--commit", COMMIT, *more]
    return CliRunner().invoke(cli.cli, arguments)


def test_upgrade_shows_what_would_change_and_changes_nothing(old: Path) -> None:
    before = {name: (old / name).read_bytes() for name in names(old)}
    result = upgrade(old, "--check")
    told = [line for line in result.output.splitlines() if not line.startswith("    ")]
    assert (result.exit_code, told) == (
        1,
        [
            *[f"更新：.github/workflows/{name}.yml" for name in ()],
            "删除：Jenkinsfile",
            "更新：Makefile",
            "您改过，保留；新内容写在旁边：README.md",
            f"版本：0.1.0（000000000000）→ 0.1.0（{COMMIT[:12]}）",
        ],
    )
    assert "    -old: # 旧" in result.output.splitlines()
    assert {name: (old / name).read_bytes() for name in names(old)} == before


def test_upgrade_keeps_what_people_changed_and_is_done_once(old: Path) -> None:
    first, second = upgrade(old), upgrade(old, "--check")
    assert (first.exit_code, second.exit_code, second.output) == (0, 0, "已是最新\n")
    wanted = contents(samples.ROOT, pins.read(old))
    assert (old / "Makefile").read_bytes() == wanted["Makefile"]
    assert (old / "README.md").read_text("utf-8") == "# 我们的说明\n"
    assert (old / "README.md.gongkai-new").read_bytes() == wanted["README.md"]
    assert (old / "docs/about.md").read_text("utf-8") == "# 关于\n"
    assert not (old / "Jenkinsfile").exists()
    assert not (old / ".gitattributes").exists()
    assert pins.read(old).commit == COMMIT


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, "这里没有 gongkai.json，不是 gongkai init 生成的仓库"),
        (
            "{",
            "gongkai.json 读不出来：Expecting property name enclosed in double quotes: line 1 column 2 (char 1)",
        ),
        ("[]", "gongkai.json 读不出来：list indices must be integers or slices, not str"),
    ],
)
def test_a_folder_that_init_did_not_make(text: str | None, said: str, tmp_path: Path) -> None:
    samples.project(tmp_path, samples.zeros())
    if text is not None:
        (tmp_path / "gongkai.json").write_text(text)
    result = upgrade(tmp_path)
    assert (result.exit_code, result.output) == (2, f"无法运行：{said}\n")


# From here on everything is real: a repository of the program, git, make, pip and hatchling, without the network.


@pytest.fixture(scope="module")
def source(files: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program as a git repository with one commit."""
    folder = tmp_path_factory.mktemp("source") / "gongkai"
    subprocess.run(["cp", "-r", files, folder], check=True)
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "All")
    return folder


@pytest.fixture(scope="module")
def repository(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new repository, committed, whose environment is there but for gongkai itself.

    The packages of the lock are those that run these tests, of the same versions (tests/test_tooling.py), so
    that pip finds them installed and asks no network.
    """
    folder = tmp_path_factory.mktemp("own") / "shili"
    more = ["--source", str(source), "--commit", git(source, "rev-parse", "HEAD").strip(), "--ci", "gitlab"]
    result = init(folder, *more)
    assert result.exit_code == 0, result.output
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "A new repository")
    venv = folder / ".gongkai/program/.venv"
    subprocess.run([sys.executable, "-m", "venv", venv], check=True)
    (there,) = venv.glob("lib/python*/site-packages")
    (packages,) = BIN.parent.glob("lib/python*/site-packages")
    (there / "packages.pth").write_text(f"{packages}\n")
    return folder


def run(folder: Path, *command: str, **more: str) -> tuple[int, str]:
    """A command in a bare environment, with no network for pip."""
    bare = {
        "PATH": f"{Path(sys.base_prefix) / 'bin'}:/usr/bin:/bin",
        "HOME": str(folder.parent),
        "LANG": "C.UTF-8",
    }
    done = subprocess.run(
        command, cwd=folder, env={**bare, "PIP_NO_INDEX": "1", **more}, capture_output=True, text=True
    )
    return done.returncode, done.stdout + done.stderr


def test_a_new_repository_builds_its_site_in_one_command(repository: Path) -> None:
    code, said = run(repository, "make", "site")
    assert (code, "网站已生成：site" in said.splitlines()) == (0, True), said
    assert "示例市人民政府" in (repository / "site/index.html").read_text("utf-8")
    assert git(repository, "status", "--porcelain") == ""
    code, said = run(repository, "python3", "-m", "generator", "links")
    assert code == 0, said


def test_another_commit_than_the_pinned_one_is_not_run(repository: Path, source: Path) -> None:
    text = (repository / "gongkai.json").read_text("utf-8")
    try:
        (repository / "gongkai.json").write_text(re.sub(r"[0-9a-f]{40}", "f" * 40, text, count=1), "utf-8")
        code, said = run(repository, "python3", "-m", "generator", "check")
    finally:
        (repository / "gongkai.json").write_text(text, "utf-8")
    failed = (
        "无法运行：没能取回 gongkai：请确认能访问 gongkai.json 里的 source；用镜像时设环境变量 GONGKAI_SOURCE"
    )
    assert (code, failed in said.splitlines()) == (2, True), said


@pytest.fixture
def clone(repository: Path, tmp_path: Path) -> Path:
    """A clone of the new repository with a sound report on main."""
    git(tmp_path, "clone", "-q", str(repository), "clone")
    folder = tmp_path / "clone"
    (folder / "reports/shili/2024.yml").write_text(
        samples.zeros().replace("../../../docs", "../../docs"), "utf-8"
    )
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "A report")
    return folder


def ci(repository: Path, clone: Path, *arguments: str) -> tuple[int, str]:
    run(repository, "make", "site")  # the program is set up where it was not yet
    program = str(repository / ".gongkai/program")
    return run(clone, "sh", "ci/gongkai.sh", *arguments, GONGKAI_PROGRAM=program, PYTHON="python3")


def test_the_script_for_other_services_checks_a_change(repository: Path, clone: Path) -> None:
    file = clone / "reports/shili/2024.yml"
    text = file.read_text("utf-8")
    assert "reconsideration: [0, 0, 0, 0, 0]" in text
    file.write_text(
        text.replace("reconsideration: [0, 0, 0, 0, 0]", "reconsideration: [1, 1, 0, 0, 3]"), "utf-8"
    )
    git(clone, "commit", "-q", "-a", "-m", "A change")
    code, said = ci(repository, clone, "check", "HEAD~1")
    review = (clone / "review.md").read_text("utf-8")
    assert (code, "错误 GK301 合计不符" in said, "错误 GK301 合计不符" in review) == (1, True, True), said
    assert (clone / "site/index.html").is_file()


def test_the_script_passes_a_sound_change(repository: Path, clone: Path) -> None:
    (clone / "docs/about.md").write_text("# 关于本站\n", "utf-8")
    run(repository, "make", "site")
    program = str(repository / ".gongkai/program")
    run(clone, "python3", "-m", "generator", "fmt", GONGKAI_PROGRAM=program)
    git(clone, "commit", "-q", "-a", "-m", "A page")
    code, said = ci(repository, clone, "check", "HEAD~1")
    assert code == 0, said


LOST = '{"format": "gongkai-manifest/1", "addresses": {"reports/shili/jiu/2019/": ""}}'


def test_the_script_publishes_a_finished_configuration_that_loses_no_address(
    repository: Path, clone: Path, public: tuple[str, Path]
) -> None:
    unfinished, said = ci(repository, clone, "publish")
    assert (unfinished, "无法运行：正式发布前须填写 mkdocs.yml 中的：" in said) == (2, True), said
    config = clone / "mkdocs.yml"
    text = re.sub(r"（待填写：.*）", "shili.gov.cn", config.read_text("utf-8"))
    config.write_text(re.sub(r"(?m)^site_url: .*", f"site_url: {public[0]}", text), "utf-8")
    code, said = ci(repository, clone, "publish")
    assert (code, (clone / "site/index.html").is_file()) == (0, True), said
    (public[1] / "manifest.json").write_text(LOST)
    code, said = ci(repository, clone, "publish")
    assert (code, "reports/shili/jiu/2019/" in said) == (2, True), said


@pytest.mark.parametrize("arguments", [(), ("deploy",), ("check",)])
def test_the_script_says_how_it_is_called(arguments: tuple[str, ...], made: Path) -> None:
    code, said = run(made, "sh", "ci/gongkai.sh", *arguments)
    assert (code != 0, "用法：sh ci/gongkai.sh check 目标版本" in said) == (True, True)


@pytest.fixture
def put_back(repository: Path) -> Iterator[None]:
    """Others use the repository as well: its pin and its files are what they were afterwards."""
    yield
    git(repository, "checkout", "-q", ".")


@pytest.mark.usefixtures("put_back")
def test_a_new_version_is_taken_with_one_command(repository: Path, source: Path) -> None:
    run(repository, "make", "site")
    with (source / "docs/guide.md").open("a", encoding="utf-8") as file:
        file.write("\n新版本的一句话。\n")
    git(source, "commit", "-q", "-a", "-m", "A new version")
    code, said = run(repository, "python3", "-m", "generator", "upgrade", "--to", "main")
    new = git(source, "rev-parse", "HEAD").strip()
    assert (code, pins.read(repository).commit) == (0, new), said
    assert "更新：docs/guide.md\n    +\n    +新版本的一句话。\n" in said
    assert (repository / "docs/guide.md").read_text("utf-8").endswith("新版本的一句话。\n")
    assert run(repository, "python3", "-m", "generator", "upgrade", "--check") == (0, "已是最新\n")
