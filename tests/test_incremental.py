"""Whatever was edited, and whatever happened on the way: what is there is what a clean run makes."""

from __future__ import annotations

import io
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import samples
from gongkai import cli
from gongkai.check.run import check_project
from gongkai.cli.showing import show_progress
from gongkai.load.project import load_project
from gongkai.site import folders, twin, watch
from gongkai.site.pipeline import Delta, Run
from gongkai.site.render import render

SENTENCE = "本机关另行安排相关工作人员开展政府信息公开业务培训活动"


def city(root: Path, bodies: int = 8, years: int = 3) -> Path:
    arguments = ["demo", "--bodies", str(bodies), "--years", str(years), "--out", str(root)]
    assert CliRunner().invoke(cli.cli, [*arguments, "--root", str(samples.ROOT)]).exit_code == 0
    return root


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small fictional city, its documents made and its site built. Tests copy it."""
    root = city(tmp_path_factory.mktemp("city") / "shili")
    assert build(root).exit_code == 0
    return root


@pytest.fixture
def root(fresh: Path, tmp_path: Path) -> Path:
    """A copy that goes on from the last run of the original: links and times as they were."""
    subprocess.run(["cp", "-a", str(fresh), str(tmp_path)], check=True)
    root = tmp_path / fresh.name
    build(root)  # the copy has other inodes
    return root


PUBLISHED = re.compile(r"(?m)^published: (\d{4}-\d{2}-\d{2})$")


def build(root: Path) -> Result:
    return CliRunner().invoke(cli.cli, ["build", "--root", str(root)])


def run(root: Path) -> Delta:
    """One run that relies on the last one."""
    going = Run(root, root / ".gongkai/build.db", root / "docs")
    delta = going.pages()
    going.finish()
    going.store.close()
    return delta


def files_of(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in folders.files(folder)[0]}


def differences(root: Path, before: Path) -> list[str]:
    """Documents that are not what a run makes that relies on nothing; `before` is the root before the last run,
    with the sources of now: a report with errors keeps the page that it had there."""
    shutil.rmtree(before / "reports")
    shutil.copytree(root / "reports", before / "reports")
    render(before, before / "docs")
    one, other = files_of(root / "docs"), files_of(before / "docs")
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def copied(root: Path, to: Path) -> Path:
    """Reports, documents, configuration, theme, without what a run remembers."""
    shutil.rmtree(to, ignore_errors=True)
    return Path(shutil.copytree(root, to, ignore=shutil.ignore_patterns(".gongkai", "site")))


class Edits:
    """What people do to files, by a die."""

    def __init__(self, root: Path, dice: random.Random) -> None:
        self.root, self.dice = root, dice

    def one(self) -> str:
        kinds = ("figure", "figure", "text", "copy", "delete", "rename", "title", "address", "move", "order")
        kind = self.dice.choice((*kinds, "spoil", "name", "complete"))
        getattr(self, kind)()
        return kind

    def report(self) -> Path:
        return self.dice.choice(sorted((self.root / "reports").rglob("20*.yml")))

    def body(self) -> Path:
        return self.dice.choice(sorted((self.root / "reports").rglob("body.yml")))

    def figure(self) -> None:
        file = self.report()
        text = file.read_text("utf-8")
        if found := list(re.finditer(r"(?<=\[)( *)(\d+)", text)):
            at = self.dice.choice(found)
            file.write_text(f"{text[: at.start(2)]}{self.dice.randrange(9)}{text[at.end(2) :]}", "utf-8")

    def text(self) -> None:
        file = self.report()
        file.write_text(file.read_text("utf-8").replace("。", f"。{SENTENCE}。", 1), "utf-8")

    def copy(self) -> None:
        self.report().write_bytes(self.report().read_bytes())

    def delete(self) -> None:
        self.report().unlink()

    def rename(self) -> None:
        file = self.report()
        other = file.with_name(f"{self.dice.randrange(2008, 2026)}.yml")
        if not other.exists():
            file.rename(other)

    def title(self) -> None:
        file = self.report()
        text = re.sub(r"(?m)^title: .*\n", "", file.read_text("utf-8"))
        file.write_text(f"title: 年度报告{self.dice.randrange(99)}\n{text}", "utf-8")

    def spoil(self) -> None:
        with self.report().open("a", encoding="utf-8") as file:
            file.write("没有冒号的一行\n")

    def say(self, key: str, value: str) -> None:
        file = self.body()
        text = re.sub(rf"(?m)^{key}: .*\n", "", file.read_text("utf-8"))
        file.write_text(f"{text}{key}: {value}\n", "utf-8")

    def address(self) -> None:
        self.say("phone", f"'{self.dice.randrange(10**6)}'")

    def order(self) -> None:
        self.say("order", str(self.dice.randrange(9)))

    def name(self) -> None:
        self.say("short_name", f"第{self.dice.randrange(99)}办公室")

    def complete(self) -> None:
        self.say("complete", self.dice.choice(["true", "false"]))

    def move(self) -> None:
        folder = self.body().parent
        if folder.parent != self.root / "reports" and len(folder.name) < 40:
            folder.rename(folder.with_name(f"{folder.name}x"))


@pytest.mark.parametrize("seed", range(3))
def test_random_edits_leave_the_documents_of_a_clean_run(root: Path, tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)
    edits, done = Edits(root, dice), []
    for _ in range(6):
        before = copied(root, tmp_path / "before")
        done += [edits.one() for _ in range(dice.choice([1, 1, 3]))]
        delta = run(root)
        assert (delta.anew, differences(root, before)) == (False, []), done


@pytest.mark.parametrize("seed", range(2))
def test_random_edits_leave_the_findings_of_a_clean_check(root: Path, seed: int) -> None:
    edits = Edits(root, random.Random(seed))
    for _ in range(8):
        kind = edits.one()
        going = Run(root, root / ".gongkai/check.db")
        found = going.check()
        going.finish()
        going.store.close()
        assert found == check_project(load_project(root)), kind


def edit(root: Path) -> Path:
    """A report has one sentence more."""
    file = sorted(root.glob("reports/**/2023.yml"))[0]
    text = file.read_text("utf-8")
    file.write_text(text.replace("。", f"。{SENTENCE}。", 1), "utf-8")
    return file


def test_a_change_is_published_by_exchanging_two_trees(root: Path, tmp_path: Path) -> None:
    for number in range(3):
        trees = twin.identity(root / "site"), twin.identity(root / ".gongkai/twin")
        edit(root)
        assert build(root).exit_code == 0
        assert (twin.identity(root / ".gongkai/twin"), twin.identity(root / "site")) == trees
        other = copied(root, tmp_path / f"clean{number}")
        assert build(other).exit_code == 0
        assert files_of(root / "site") == files_of(other / "site")


def test_the_newest_day_of_all_is_published_without_mkdocs(root: Path, tmp_path: Path) -> None:
    """Home page and lists print it, and the sitemap tells it of them."""
    trees = twin.identity(root / "site"), twin.identity(root / ".gongkai/twin")
    files = {file: file.read_text("utf-8") for file in sorted(root.glob("reports/**/2024.yml"))}
    days = {file: match[1] for file, text in files.items() if (match := PUBLISHED.search(text))}
    file = max(days, key=lambda each: days[each])
    later = (date.fromisoformat(days[file]) + timedelta(1)).isoformat()
    file.write_text(PUBLISHED.sub(f"published: {later}", files[file]), "utf-8")
    assert build(root).exit_code == 0
    assert (twin.identity(root / ".gongkai/twin"), twin.identity(root / "site")) == trees
    assert f"<lastmod>{later}</lastmod>" in (root / "site/sitemap.xml").read_text("utf-8")
    other = copied(root, tmp_path / "clean")
    assert build(other).exit_code == 0
    assert files_of(root / "site") == files_of(other / "site")


def test_nothing_to_do_leaves_the_public_folder_alone(root: Path) -> None:
    before = twin.identity(root / "site")
    assert build(root).exit_code == 0
    assert twin.identity(root / "site") == before


@pytest.mark.parametrize("what", ["configuration", "theme", "document", "tree", "twin", "store"])
def test_what_is_not_a_report_makes_the_site_whole(root: Path, tmp_path: Path, what: str) -> None:
    if what == "configuration":
        file = root / "mkdocs.yml"
        file.write_text(file.read_text("utf-8").replace("site_name: ", "site_name: 新"), "utf-8")
    elif what == "theme":
        file = root / "generator/theme/main.html"
        file.write_text(file.read_text("utf-8").replace("网址：", "本页网址："), "utf-8")
    elif what == "document":
        (root / "docs/about.md").write_text("# 关于\n\n新的说明。\n", "utf-8")
    elif what == "tree":
        shutil.rmtree(root / "site")
    elif what == "twin":
        shutil.rmtree(root / ".gongkai/twin")
    else:
        (root / ".gongkai/build.db").write_bytes(b"not a database")
    edit(root)
    assert build(root).exit_code == 0
    other = copied(root, tmp_path / "clean")
    assert build(other).exit_code == 0
    assert files_of(root / "site") == files_of(other / "site")


def test_an_edit_that_leaves_size_and_time_is_seen(root: Path) -> None:
    file = edit(root)
    run(root)
    looks = file.stat()
    text = file.read_text("utf-8")
    file.write_text(text.replace(SENTENCE[:2], SENTENCE[1::-1], 1), "utf-8")
    os.utime(file, ns=(looks.st_atime_ns, looks.st_mtime_ns))
    assert file.stat().st_size == looks.st_size
    assert run(root).changed


def test_a_build_that_was_killed_is_made_good(root: Path, tmp_path: Path) -> None:
    dice = random.Random(4)
    command = [sys.executable, "-c", "from gongkai.cli import main; main()", "build", "--root", str(root)]
    for _ in range(4):
        edit(root)
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(dice.uniform(0.3, 3))
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert (root / "site/index.html").is_file()
    assert build(root).exit_code == 0
    other = copied(root, tmp_path / "clean")
    assert build(other).exit_code == 0
    assert files_of(root / "site") == files_of(other / "site")


def test_another_version_of_anything_makes_everything_anew(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(root) == Delta(anew=False)
    monkeypatch.setattr("gongkai.site.versions.installed", lambda: ["mkdocs-9.dist-info"])
    before = files_of(root / "docs")
    assert (run(root).anew, files_of(root / "docs")) == (True, before)


def test_timings_say_where_the_time_went(root: Path) -> None:
    edit(root)
    said = CliRunner().invoke(cli.cli, ["build", "--root", str(root), "--timings"]).output
    steps = [line.split()[-1] for line in said.split("\n") if line.startswith("  ")]
    assert steps == [
        "查看文件",
        "载入报告",
        "核验",
        "报告和机关的网页、数据文件",
        "各机关并列的网页和目录",
        "检索索引",
        "更新网站",
        "从开始到结束",
    ]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("ci", "shown"), [("", True), ("true", False)])
def test_a_bar_shows_on_a_terminal_and_not_in_ci(
    monkeypatch: pytest.MonkeyPatch, ci: str, shown: bool
) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("CI", ci)
    monkeypatch.setattr("gongkai.cli.showing.PATIENCE", 0)
    monkeypatch.setattr(watch, "_bar", watch._bar)
    show_progress()
    watch.step("核验", 40, 100)
    watch.step("核验", 100, 100)
    assert ("核验" in terminal.getvalue()) is shown
