"""What is changed after publication is told, and told as it was (GK704–GK706)."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

import samples
from gongkai import cli
from gongkai.check.corrections import quoted, segment
from gongkai.check.run import check_project
from gongkai.history.histories import read_histories
from gongkai.history.versions import SHALLOW
from gongkai.load.project import load_project
from gongkai.model.finding import Finding
from repositories import commit, git

FILE = "reports/shili/zhen/2024.yml"
ROW = "normative_documents: [0, 0, 0]"
CELL = "proactive_disclosure.article_20_1.normative_documents.repealed_this_year"
LABEL = "二、主动公开政府信息情况 · 第二十条第（一）项 · 行政规范性文件 · 本年废止件数"


class Site:
    def __init__(self, root: Path) -> None:
        self.root = root
        samples.project(root, samples.zeros())
        commit(root, "发布", "2025-01-20T09:00:00+08:00")

    def edit(self, old: str, new: str) -> None:
        file = self.root / FILE
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), "utf-8")

    def corrections(self, *entries: str) -> None:
        text = (self.root / FILE).read_text("utf-8").partition("corrections:")[0]
        lines = "".join(f"  - {{{each}}}\n" for each in entries)
        (self.root / FILE).write_text(f"{text}corrections:\n{lines}", "utf-8")

    def commit(self, day: str) -> None:
        commit(self.root, "改", f"{day}T09:00:00+08:00")

    def found(self) -> list[Finding]:
        project = load_project(self.root)
        project.histories = read_histories(self.root, project.forms, project.bodies)
        return check_project(project)

    def told(self) -> list[str]:
        return [f"{each.place} {each.code} {each.what}" for each in self.found()]


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


def entry(was: str, now: str, on: str = "2025-03-01", at: str = CELL, because: str = "漏计") -> str:
    return f"on: {on}, at: {at}, was: {was}, now: {now}, because: {because}"


def test_a_published_report_as_it_was_is_right(site: Site) -> None:
    site.edit(ROW, "normative_documents:  [0,  0, 0]  # 只改版式")
    site.commit("2025-02-01")
    assert site.found() == []


def test_a_change_without_an_entry_is_an_error_that_brings_the_lines(site: Site) -> None:
    site.edit(ROW, "normative_documents: [0, 2, 0]")
    site.commit("2025-03-01")
    found = site.found()
    assert [(str(each.place), each.code, each.severity.value, each.route) for each in found] == [
        (f"{FILE}:13:30", "GK704", "错误", CELL)
    ]
    assert found[0].what == "公布后改动，没有更正说明：0 → 2"
    assert found[0].fix == (
        "在 corrections 下加入（写明原因）：\n"
        f"  - {{on: 2025-03-01, at: {CELL}, was: 0, now: 2, because: （原因）}}\n"
        "  改错了的，改回公布时的内容"
    )


def test_the_lines_that_it_brings_mend_it_once_there_is_a_reason(site: Site) -> None:
    site.edit(ROW, "normative_documents: [0, 2, 0]")
    site.edit("公开内容还不够细", "公开内容：还不够细、不够全")
    site.edit("published: 2025-01-20", "published: 2025-01-21")
    site.commit("2025-03-01")
    lines = [line[5:-1] for each in site.found() for line in each.fix.split("\n") if line.startswith("  - {")]
    assert len(lines) == 3
    site.corrections(*lines)
    assert {each.split()[1] for each in site.told()} == {"GK705"}
    site.corrections(*(line.replace("（原因）", "核对后更正") for line in lines))
    assert site.told() == []


def test_what_is_not_committed_needs_an_entry_too(site: Site) -> None:
    site.edit(ROW, "normative_documents: [0, 2, 0]")
    assert site.told() == [f"{FILE}:13:30 GK704 公布后改动，没有更正说明：0 → 2"]
    site.corrections(entry("0", "2"))
    assert site.told() == []


@pytest.mark.parametrize(
    "entries",
    [
        [entry("0", "2"), entry("2", "5", "2025-04-01")],
        [entry("0", "5", "2025-04-01")],
    ],
)
def test_two_changes_are_told_one_by_one_or_as_one(site: Site, entries: list[str]) -> None:
    site.edit(ROW, "normative_documents: [0, 2, 0]")
    site.commit("2025-03-01")
    site.edit("[0, 2, 0]", "[0, 5, 0]")
    site.commit("2025-04-01")
    assert site.told() == [f"{FILE}:13:30 GK704 公布后改动，没有更正说明：0 → 5"]
    site.corrections(*entries)
    assert site.told() == []


def test_the_second_change_needs_an_entry_of_its_own(site: Site) -> None:
    site.edit(ROW, "normative_documents: [0, 2, 0]")
    site.corrections(entry("0", "2"))
    site.commit("2025-03-01")
    site.edit("[0, 2, 0]", "[0, 5, 0]")
    site.commit("2025-04-01")
    assert site.told() == [f"{FILE}:13:30 GK704 公布后改动，没有更正说明：2 → 5"]


def test_a_change_that_was_taken_back_was_public_all_the_same(site: Site) -> None:
    site.edit(ROW, "normative_documents: [0, 2, 0]")
    site.commit("2025-03-01")
    site.edit("[0, 2, 0]", "[0, 0, 0]")
    site.commit("2025-03-02")
    found = site.found()
    assert found[0].what == "公布后改动，没有更正说明：0 → 2 → 0"
    assert [line for line in found[0].fix.split("\n") if "{" in line] == [
        f"  - {{on: 2025-03-01, at: {CELL}, was: 0, now: 2, because: （原因）}}",
        f"  - {{on: 2025-03-02, at: {CELL}, was: 2, now: 0, because: （原因）}}",
    ]


def test_changed_prose_is_told_by_words_that_went_and_came(site: Site) -> None:
    site.edit("公开内容还不够细", "公开内容还不够全面")
    site.commit("2025-03-01")
    found = site.found()[0]
    assert (found.code, found.what) == (
        "GK704",
        "公布后改动，没有更正说明：“容还不够细。下一步”→“容还不够全面。下一步”",
    )
    site.corrections(entry("不够细", "不够全面", at="problems_and_improvements"))
    assert site.told() == []
    site.corrections(entry("不够好", "不够全面", at="problems_and_improvements"))
    assert [each.split()[1] for each in site.told()] == ["GK704", "GK705"]


def test_the_day_of_publication_is_not_moved_quietly(site: Site) -> None:
    site.edit("published: 2025-01-20", "published: 2025-01-15")
    site.commit("2025-03-01")
    assert site.told() == [f"{FILE}:3:1 GK706 发布日期在公布后改动，没有更正说明：2025-01-20 → 2025-01-15"]
    site.edit("published: 2025-01-15", "published: ~")
    assert [each for each in site.told() if "GK706" in each] == [
        f"{FILE}:3:1 GK706 发布日期在公布后改动，没有更正说明：2025-01-20 → （无）"
    ]


def test_a_day_that_was_wrong_is_corrected_openly(site: Site) -> None:
    site.edit("published: 2025-01-20", "published: 2025-01-15")
    site.corrections(entry("2025-01-20", "2025-01-15", at="published", because="公布当日误填"))
    assert site.told() == []


@pytest.mark.parametrize(
    ("made", "what"),
    [
        (entry("0", "2", at="xxx"), "更正的位置“xxx”在本报告中没有"),
        (entry("0", "2", on="2025-01-19"), "更正日期 2025-01-19 早于发布日期 2025-01-20"),
        (entry("1", "2"), f"{LABEL}：公布过的内容没有从“1”改为“2”"),
        (entry("0", "3"), f"{LABEL}：公布过的内容没有从“0”改为“3”"),
        (entry("0", "2", because="（原因）"), f"{LABEL}的更正没有写明原因"),
        (
            entry("旧", "新", at="overview"),
            "一、总体情况：公布过的内容没有从“旧”改为“新”",
        ),
    ],
)
def test_an_entry_that_does_not_fit(site: Site, made: str, what: str) -> None:
    site.edit(ROW, "normative_documents: [0, 2, 0]")
    site.commit("2025-03-01")
    site.corrections(made)
    told = [each.partition(" GK705 ")[2] for each in site.told() if "GK705" in each]
    assert told == [what]


def test_entries_that_were_there_from_the_first_are_older_than_the_history(tmp_path: Path) -> None:
    text = samples.zeros() + f"corrections:\n  - {{{entry('4', '0')}}}\n"
    samples.project(tmp_path, text)
    commit(tmp_path, "录入旧报告", "2026-01-20T09:00:00+08:00")
    site = Site.__new__(Site)
    site.root = tmp_path
    assert site.told() == []
    site.edit(ROW, "normative_documents: [0, 2, 0]")
    site.corrections(entry("4", "0"), entry("0", "2", "2026-03-01"))
    site.commit("2026-03-01")
    assert site.told() == []
    site.corrections(entry("4", "1"), entry("0", "2", "2026-03-01"))
    assert site.told() == [f"{FILE}:69:5 GK705 {LABEL}：更正为“1”，其后却是“0”"]


def test_without_git_entries_are_held_against_the_data_alone(tmp_path: Path) -> None:
    text = samples.zeros()
    project = samples.project(tmp_path, f"{text}corrections:\n  - {{{entry('4', '0')}}}\n")
    assert check_project(project) == []
    project = samples.project(tmp_path, f"{text}corrections:\n  - {{{entry('4', '1')}}}\n")
    assert [each.what for each in check_project(project)] == [f"{LABEL}：更正为“1”，其后却是“0”"]


@pytest.mark.parametrize(
    ("text", "written"),
    [("7", "7"), ("", "~"), ("空白", "空白"), ("+431", '"+431"'), ("a, b", '"a, b"'), ("：“甲”", '"：“甲”"')],
)
def test_values_are_written_as_yaml_reads_them(text: str, written: str) -> None:
    assert quoted(text) == written


@pytest.mark.parametrize(
    ("was", "now", "parts"),
    [
        ("共公开7件。", "共公开9件。", ("共公开7件。", "共公开9件。")),
        ("甲\n乙", "甲\n丙\n乙", ("", "丙")),
        ("甲\n乙", "甲", ("乙", "")),
        ("一" * 200 + "甲", "一" * 200 + "乙", ("一一一一甲", "一一一一乙")),
    ],
)
def test_what_differs_in_two_texts(was: str, now: str, parts: tuple[str, str]) -> None:
    assert segment(was, now) == parts


def test_accepting_it_needs_a_reason_that_readers_see(site: Site) -> None:
    site.edit(ROW, "normative_documents: [0, 2, 0]")
    with (site.root / FILE).open("a", encoding="utf-8") as file:
        file.write(f"accepted:\n  - {{check: GK704, at: {CELL}, because: 迁移系统时已另文说明}}\n")
    assert [(each.code, each.blocks) for each in site.found()] == [("GK704", False)]


def check(root: Path) -> tuple[int, list[str]]:
    result = CliRunner().invoke(cli.cli, ["check", "--root", str(root)])
    return result.exit_code, [line for line in result.output.splitlines() if line.startswith("reports/")]


def test_the_command_notices_what_git_tells_without_a_file_that_changed(site: Site) -> None:
    site.edit(ROW, "normative_documents: [0, 2, 0]")
    site.corrections(entry("0", "2"))
    assert check(site.root) == (0, [])
    commit(site.root, "更正", "2025-03-01T09:00:00+08:00")
    assert check(site.root) == (0, [])
    site.edit("[0, 2, 0]", "[0, 3, 0]")
    assert check(site.root) == (1, [f"{FILE}:13:30: 错误 GK704 公布后的改动没有更正说明"])
    site.commit("2025-04-01")
    assert check(site.root) == (1, [f"{FILE}:13:30: 错误 GK704 公布后的改动没有更正说明"])
    git(site.root, "reset", "-q", "--soft", "HEAD~1")  # the file stays as it is
    git(site.root, "commit", "-q", "--amend", "-m", "当天", on="2025-01-20T09:00:00+08:00")
    assert check(site.root)[0] == 1


def test_a_shallow_clone_is_said_to_be_one(site: Site, tmp_path_factory: pytest.TempPathFactory) -> None:
    site.commit("2025-03-01")
    clone = tmp_path_factory.mktemp("qian") / "clone"
    git(site.root, "clone", "-q", "--depth", "1", f"file://{site.root}", str(clone))
    result = CliRunner().invoke(cli.cli, ["check", "--root", str(clone)])
    assert (result.exit_code, result.stderr) == (0, f"注意：{SHALLOW}\n")
