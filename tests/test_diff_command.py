"""`gongkai diff`: what it takes, how it ends, and what it says when it cannot."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cases import edits
from gongkai import cli
from repositories import commit, git


def run(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli.cli, ["diff", *arguments, "--root", str(root)])


@pytest.fixture
def root(tmp_path: Path) -> Path:
    site = tmp_path / "站点"
    site.mkdir()
    edits.base(site)
    draft(site)
    commit(site, "起点")
    return site


def words(root: Path) -> None:
    edits.replace(root, edits.TOWN, "逐项整改", "全部整改")


def draft(root: Path) -> None:
    """No report is public yet."""
    for file in root.glob("reports/**/20*.yml"):
        text = file.read_text("utf-8")
        file.write_text(re.sub("(?m)^published: .*$", "published: ~", text), "utf-8", newline="\n")


CHANGED = """改动说明：HEAD → 工作区
  报告：修改 1 份

示例镇 2024年 · 修改
  文件：reports/shili/zhen/2024.yml
  正文
    一、总体情况 第3段：…群众关心的事项更新不够及时的，〔删：逐项〕〔增：全部〕整改。
"""


def test_a_revision_against_the_working_tree(root: Path) -> None:
    words(root)
    result = run(root, "HEAD")
    assert (result.exit_code, result.output) == (0, CHANGED)


def test_nothing_changed(root: Path) -> None:
    result = run(root, "HEAD")
    assert (result.exit_code, result.output) == (0, "改动说明：HEAD → 工作区\n  报告数据没有变化\n")


def test_an_edit_that_brings_an_error_ends_with_1(root: Path) -> None:
    edits.one_cell(root)
    assert run(root, "HEAD").exit_code == 1


def test_two_folders(root: Path, tmp_path: Path) -> None:
    other = tmp_path / "旧"
    other.mkdir()
    edits.base(other)
    draft(other)
    words(root)
    assert run(root, str(other)).output == CHANGED.replace("HEAD", str(other))
    assert run(root, str(other), str(root)).output == CHANGED.replace("HEAD", str(other)).replace(
        "工作区", str(root)
    )


def test_a_revision_and_another_folder(root: Path, tmp_path: Path) -> None:
    other = tmp_path / "新"
    other.mkdir()
    edits.base(other)
    draft(other)
    words(other)
    assert run(root, "HEAD", str(other)).output == CHANGED.replace("工作区", str(other))


def test_two_files(root: Path, tmp_path: Path) -> None:
    old, new = tmp_path / "old.yml", root / edits.TOWN
    old.write_bytes(new.read_bytes())
    words(root)
    assert run(root, str(old), str(new)).output == CHANGED.replace("HEAD", str(old)).replace(
        "工作区", str(new)
    )
    there = tmp_path / "new.yml"
    there.write_bytes(new.read_bytes())
    new.write_bytes(old.read_bytes())
    assert run(root, str(new), str(there)).output == CHANGED.replace("HEAD", str(new)).replace(
        "工作区", str(there)
    )


def test_from_where_two_branches_parted(root: Path) -> None:
    git(root, "switch", "-qc", "draft")
    words(root)
    commit(root, "草稿")
    git(root, "switch", "-q", "main")
    edits.replace(root, f"{edits.JU}/2024.yml", "本年度没有收取", "全年没有收取")
    commit(root, "另一处")
    plain = json.loads(run(root, "main", "draft", "--format", "json").output)
    assert [each["id"] for each in plain["reports"]] == ["shili/ju/2024", "shili/zhen/2024"]
    parted = json.loads(run(root, "main", "draft", "--merge-base", "--format", "json").output)
    assert [each["id"] for each in parted["reports"]] == ["shili/zhen/2024"]
    assert parted["old"] == git(root, "merge-base", "main", "draft")


def test_a_site_below_the_top_of_its_repository(tmp_path: Path) -> None:
    site = tmp_path / "top" / "年报"
    site.mkdir(parents=True)
    edits.base(site)
    draft(site)
    commit(tmp_path / "top", "起点")
    words(site)
    assert run(site, "HEAD").output == CHANGED


@pytest.mark.parametrize("format_", ["text", "markdown", "html", "json"])
def test_every_format(root: Path, format_: str) -> None:
    words(root)
    output = run(root, "HEAD", "--format", format_).output
    assert "全部" in output
    assert output.endswith("\n")


def test_a_limit_on_markdown(root: Path) -> None:
    words(root)
    output = run(root, "HEAD", "--format", "markdown", "--limit", "200").output
    assert output.endswith("其余 1 份见构件（`gongkai diff` 的完整输出）。\n")


CANNOT = [
    (["weizhi"], "git 里没有版本“weizhi”"),
    (["--", "-x"], "“-x”不是 git 版本"),
    (["{root}/reports/shili/zhen/2024.yml"], "报告文件只能与另一份报告文件比较：gongkai diff 旧文件 新文件"),
    (
        ["{root}/reports/shili/zhen/2023.yml", "{root}/reports/shili/zhen/2024.yml"],
        "两份都是本站的报告；diff 比较同一份报告的两个版本，请把旧的一份放到 reports/ 以外",
    ),
    (["{root}/../a.txt", "{root}/../a.txt"], "两份文件都不在 reports/ 里，不知道是哪个机关、哪一年的报告"),
]


@pytest.mark.parametrize(("arguments", "message"), CANNOT)
def test_what_cannot_be_compared(root: Path, arguments: list[str], message: str) -> None:
    (root.parent / "a.txt").write_text("x", "utf-8")
    given = ["--root", str(root), *(each.format(root=root) for each in arguments)]
    result = CliRunner().invoke(cli.cli, ["diff", *given])
    assert (result.exit_code, result.output) == (2, f"无法运行：{message}\n")


def test_a_folder_without_git(tmp_path: Path) -> None:
    edits.base(tmp_path)
    result = run(tmp_path, "HEAD")
    assert result.exit_code == 2
    assert result.output == f"无法运行：“{tmp_path}”不在 git 仓库里，没有版本可比\n"


def test_a_form_that_cannot_be_used(root: Path) -> None:
    (root / "forms").mkdir()
    (root / "forms" / "own.yml").write_text("id: x\n", "utf-8")
    result = run(root, "HEAD")
    assert result.exit_code == 2
    assert result.output.startswith("无法运行：表式文件有误：own.yml")


@pytest.fixture
def public(tmp_path: Path) -> Path:
    """A site whose reports were published on the day of its one commit."""
    edits.base(tmp_path)
    commit(tmp_path, "发布", on="2025-03-20T09:00:00+08:00")
    return tmp_path


UNEXPLAINED = """\
  新出现的问题 1 项
    错误 GK704 公布后的改动没有更正说明 一、总体情况：公布后改动，没有更正说明："""


def test_a_change_after_publication_without_an_entry_is_an_error(public: Path) -> None:
    words(public)
    result = run(public, "HEAD")
    assert result.exit_code == 1
    assert UNEXPLAINED in result.output
    commit(public, "改动", on="2025-04-01T09:00:00+08:00")
    assert UNEXPLAINED in run(public, "HEAD~1", "HEAD").output


def test_what_an_earlier_change_left_unexplained_is_not_this_ones(public: Path) -> None:
    words(public)
    commit(public, "没有说明", on="2025-04-01T09:00:00+08:00")
    edits.only_the_layout_of_a_comment(public)
    result = run(public, "HEAD")
    assert (result.exit_code, "GK704" in result.output) == (0, False)
    commit(public, "加注释", on="2025-04-02T09:00:00+08:00")
    assert "GK704" not in run(public, "HEAD~1", "HEAD").output


def test_a_shallow_clone_is_named(public: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    commit(public, "空", on="2025-04-01T09:00:00+08:00")
    top = tmp_path_factory.mktemp("shallow")
    git(top, "clone", "-q", "--depth", "1", f"file://{public}", "clone")
    words(top / "clone")
    result = run(top / "clone", "HEAD")
    assert "注意：这是浅克隆" in result.output
    assert "GK704" not in result.output
