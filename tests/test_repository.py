"""A git repository read as data."""

from __future__ import annotations

import subprocess
from datetime import datetime
from pathlib import Path

import pytest

import samples
from gongkai.history.listings import Blob, FileChange
from gongkai.history.repository import Repository, RevisionError
from gongkai.history.snapshot import project_at
from repositories import git

FILE = "reports/shili/zhen/2024.yml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A site in a subfolder of its repository, with one commit."""
    site = tmp_path / "top" / "站点"
    site.mkdir(parents=True)
    git(tmp_path / "top", "init", "-q", "-b", "main")
    samples.project(site, samples.zeros())
    (tmp_path / "top" / "outside.yml").write_text("x", "utf-8")
    git(tmp_path / "top", "add", "-A")
    commit_here(site, "第一版\n\n说明：首次\n第二行")
    return site


def commit_here(site: Path, message: str, on: str = "2025-01-20T09:00:00+08:00") -> str:
    git(site, "add", "-A", on=on)
    git(site, "commit", "-qm", message, on=on)
    return git(site, "rev-parse", "HEAD")


def test_the_files_of_a_revision_relative_to_the_site(root: Path) -> None:
    tree = Repository(root).tree("HEAD", "reports", "forms")
    assert sorted(tree) == [FILE, "reports/shili/zhen/body.yml"]
    assert tree[FILE] == Blob("100644", git(root, "hash-object", FILE))


def test_contents_in_the_order_asked_for_however_many(root: Path) -> None:
    texts = [f"{number}\n" * number for number in range(1200)]
    for number, text in enumerate(texts):
        (root / "reports" / f"{number}.txt").write_text(text, "utf-8")
    commit_here(root, "许多文件")
    repository = Repository(root)
    tree = repository.tree("HEAD", "reports")
    ids = [tree[f"reports/{number}.txt"].id for number in range(1200)]
    assert [data.decode() for _, data in repository.read(ids)] == texts


def test_a_blob_that_git_does_not_have(root: Path) -> None:
    with pytest.raises(RevisionError, match=f"^git 里没有文件 {'1' * 40}$"):
        list(Repository(root).read(["1" * 40]))


def test_names_that_git_would_quote(root: Path) -> None:
    (root / "reports" / '引"号\n.txt').write_text("x", "utf-8")
    commit_here(root, "怪名")
    assert 'reports/引"号\n.txt' in Repository(root).tree("HEAD")


def test_changes_between_two_revisions(root: Path) -> None:
    first = git(root, "rev-parse", "HEAD")
    git(root, "mv", FILE, "reports/shili/zhen/2023.yml")
    (root / "reports/shili/zhen/body.yml").write_text("name: 示例市示例镇人民政府\n", "utf-8")
    second = commit_here(root, "改名")
    same = Blob("100644", git(root, "hash-object", "reports/shili/zhen/2023.yml"))
    changes = Repository(root).changes(first, second, "reports")
    assert FileChange("reports/shili/zhen/2023.yml", same, same, FILE) in changes
    assert [each.path for each in changes] == ["reports/shili/zhen/2023.yml", "reports/shili/zhen/body.yml"]
    plain = Repository(root).changes(first, second, "reports", renames=False)
    assert FileChange(FILE, same, None) in plain
    assert FileChange("reports/shili/zhen/2023.yml", None, same) in plain


def test_changes_of_the_working_tree_new_files_included(root: Path) -> None:
    (root / FILE).write_text("x", "utf-8")
    (root / "reports/shili/zhen/2025.yml").write_text("y", "utf-8")
    found = {each.path: each for each in Repository(root).changes("HEAD", None, "reports")}
    assert sorted(found) == [FILE, "reports/shili/zhen/2025.yml"]
    assert found[FILE].new == Blob("100644", "")
    assert (found["reports/shili/zhen/2025.yml"].old, found["reports/shili/zhen/2025.yml"].new) == (
        None,
        Blob("100644", ""),
    )


def test_commits_with_what_they_changed_the_newest_first(root: Path) -> None:
    (root / FILE).write_text("第二版\n", "utf-8")
    second = commit_here(root, ":改 :100644\n\ncommit 字样", on="2025-02-03T10:00:00+08:00")
    (root.parent / "outside.yml").write_text("y", "utf-8")
    commit_here(root.parent, "与站点无关")
    newest, oldest = Repository(root).log("HEAD", "reports")
    assert (newest.id, newest.subject, newest.body) == (second, ":改 :100644", "commit 字样")
    assert newest.committed == datetime.fromisoformat("2025-02-03T10:00:00+08:00")
    assert [(each.path, each.old is None) for each in newest.changes] == [(FILE, False)]
    assert (oldest.subject, oldest.body, oldest.author) == ("第一版", "说明：首次\n第二行", "示例编辑")
    assert sorted(each.path for each in oldest.changes) == [FILE, "reports/shili/zhen/body.yml"]
    assert all(each.old is None for each in oldest.changes)


def test_a_merge_is_one_change(root: Path) -> None:
    git(root, "switch", "-qc", "draft")
    for text in ("草稿一\n", "草稿二\n"):
        (root / FILE).write_text(text, "utf-8")
        commit_here(root, text.strip())
    git(root, "switch", "-q", "main")
    git(root, "merge", "-q", "--no-ff", "-m", "发布", "draft")
    newest, _ = Repository(root).log("HEAD", "reports")
    assert (newest.subject, len(newest.parents), [each.path for each in newest.changes]) == (
        "发布",
        2,
        [FILE],
    )


def test_a_reader_may_leave_the_log_early(root: Path) -> None:
    log = Repository(root).log("HEAD", "reports")
    assert next(log).subject == "第一版"
    log.close()


@pytest.mark.parametrize("revision", ["-h", "--output=x", "", " "])
def test_what_is_no_revision(root: Path, revision: str) -> None:
    with pytest.raises(RevisionError, match=f"^“{revision}”不是 git 版本$"):
        Repository(root).tree(revision)


def test_a_revision_that_is_unknown(root: Path) -> None:
    with pytest.raises(RevisionError, match=r"^git 里没有版本“weizhi”$"):
        Repository(root).commit("weizhi")


def test_a_shallow_clone_is_named(root: Path, tmp_path: Path) -> None:
    (root / FILE).write_text("x", "utf-8")
    commit_here(root, "二")
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{root.parent}", "clone")
    repository = Repository(tmp_path / "clone" / root.name)
    assert repository.shallow
    assert not Repository(root).shallow
    with pytest.raises(
        RevisionError, match=r"^git 里没有版本“HEAD~1”；这是浅克隆，请先取回历史（git fetch --unshallow）$"
    ):
        repository.commit("HEAD~1")


def test_a_folder_without_git(tmp_path: Path) -> None:
    with pytest.raises(RevisionError, match=r"^“.*”不在 git 仓库里，没有版本可比$"):
        Repository(tmp_path)


def test_a_hook_does_not_lead_astray(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/index.lock")
    assert FILE in Repository(root).tree("HEAD")


def test_a_merge_base(root: Path) -> None:
    first = git(root, "rev-parse", "HEAD")
    git(root, "switch", "-qc", "draft")
    (root / FILE).write_text("x", "utf-8")
    commit_here(root, "草稿")
    assert Repository(root).merge_base("main", "draft") == first


def test_a_project_as_it_was(root: Path) -> None:
    (root / FILE).unlink()
    with project_at(Repository(root), "HEAD") as project:
        assert list(project.reports) == ["shili/zhen/2024"]
        assert project.root != root
    assert not project.root.exists()


def test_a_link_is_refused_and_its_target_never_read(root: Path) -> None:
    secret = root.parent / "outside.yml"
    (root / FILE).unlink()
    (root / FILE).symlink_to(secret)
    commit_here(root, "链接")
    with project_at(Repository(root), "HEAD") as project:
        assert (project.root / FILE).readlink() == Path("nowhere")
        assert [finding.what for finding in project.findings] == ["“2024.yml”是符号链接"]


def test_a_tree_that_would_leave_its_folder(root: Path) -> None:
    blob = git(root, "hash-object", "-w", FILE)
    listing = f"100644 blob {blob}\t..\n".encode()
    tree = subprocess.run(["git", "mktree"], cwd=root, input=listing, capture_output=True, check=True)
    made = git(root, "commit-tree", "-m", "x", tree.stdout.decode().strip())
    assert Repository(root.parent).tree(made) == {}
