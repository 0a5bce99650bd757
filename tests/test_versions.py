"""The public versions of reports, from git's data alone."""

from __future__ import annotations

import subprocess
from datetime import date
from pathlib import Path

import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

import samples
from gongkai.history.histories import Histories, read_histories
from gongkai.history.repository import Repository
from gongkai.history.snapshot import project_at
from gongkai.history.versions import SHALLOW, revisions
from gongkai.history.walk import day_in_china
from gongkai.load.forms import load_forms
from gongkai.load.project import load_project
from gongkai.model.report import Report
from gongkai.model.version import History, Revised
from repositories import commit, git

ID = "shili/zhen/2024"
FILE = f"reports/{ID}.yml"
FORMS = load_forms()
ISSUED = "proactive_disclosure.article_20_1.normative_documents.issued_this_year"
LABEL = "二、主动公开政府信息情况 · 第二十条第（一）项 · 行政规范性文件 · 本年制发件数"
ROW = "normative_documents: [0, 0, 0]"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    samples.project(tmp_path, samples.zeros())
    return tmp_path


def edit(root: Path, old: str, new: str, file: str = FILE) -> None:
    text = (root / file).read_text("utf-8")
    assert old in text
    (root / file).write_text(text.replace(old, new, 1), "utf-8")


def read(root: Path) -> Histories:
    project = load_project(root)
    return read_histories(root, project.forms, project.bodies)


def told(history: History) -> list[tuple[int, str, str, list[tuple[str, str, str]]]]:
    return [
        (
            each.number,
            each.day.isoformat(),
            each.subject,
            [(one.at, one.was, one.now) for one in each.revised],
        )
        for each in history.versions
    ]


def test_a_version_is_what_changed_a_value_since_publication(root: Path) -> None:
    edit(root, "published: 2025-01-20", "published: ~")
    commit(root, "草稿", "2025-01-10T09:00:00+08:00")
    edit(root, "rules: [0, 0, 0]", "rules: [1, 0, 1]")
    commit(root, "草稿改数", "2025-01-12T09:00:00+08:00")
    edit(root, "published: ~", "published: 2025-01-20")
    commit(root, "发布", "2025-01-20T09:00:00+08:00")
    edit(root, ROW, "normative_documents:   [0, 0, 0]   # 注释")
    commit(root, "整理版式", "2025-02-01T09:00:00+08:00")
    edit(root, "[0, 0, 0]   # 注释", "[2, 0, 2]")
    edit(root, "全年没有发生责任追究的情形", "全年没有发生问责")
    commit(root, "补计两件", "2025-03-01T23:30:00+00:00")
    history = read(root)[ID]
    assert told(history) == [
        (1, "2025-01-20", "发布", []),
        (
            2,
            "2025-03-02",  # in China
            "补计两件",
            [
                (ISSUED, "0", "2"),
                (ISSUED.replace("issued_this_year", "in_force"), "0", "2"),
                (
                    "overview",
                    samples.PROSE["overview"],
                    samples.PROSE["overview"].replace("责任追究的情形", "问责"),
                ),
            ],
        ),
    ]
    assert history.versions[1].revised[0].label == LABEL
    assert [(version.number, figure) for version, figure in history.biography(ISSUED)] == [(1, "0"), (2, "2")]
    assert history.biography("overview") == []
    assert (history.versions[0].author, history.pending) == ("示例编辑", ())


def test_a_day_of_publication_that_has_not_come_makes_a_draft(root: Path) -> None:
    commit(root, "提前录入", "2025-01-10T09:00:00+08:00")
    edit(root, ROW, "normative_documents: [1, 0, 1]")
    commit(root, "改数", "2025-01-15T09:00:00+08:00")
    assert ID not in read(root)
    (root / "readme").write_text("", "utf-8")
    commit(root, "别的", "2025-01-22T09:00:00+08:00")
    assert told(read(root)[ID]) == [(1, "2025-01-20", "改数", [])]


def test_what_is_not_committed_is_pending(root: Path) -> None:
    commit(root, "发布")
    assert len(read(root)) == 0
    edit(root, ROW, "normative_documents: [1, 0, 1]")
    history = read(root)[ID]
    assert told(history) == [(1, "2025-01-20", "发布", [])]
    assert [(each.at, each.was, each.now) for each in history.pending] == [
        (ISSUED, "0", "1"),
        (ISSUED.replace("issued_this_year", "in_force"), "0", "1"),
    ]


def test_a_report_keeps_its_versions_when_its_body_moves(root: Path) -> None:
    commit(root, "发布")
    edit(root, ROW, "normative_documents: [1, 0, 1]")
    commit(root, "更正", "2025-02-01T09:00:00+08:00")
    (root / "reports/shili/zhen").rename(root / "reports/shili/xinzhen")
    commit(root, "改名", "2025-03-01T09:00:00+08:00")
    edit(root, "[1, 0, 1]", "[3, 0, 3]", "reports/shili/xinzhen/2024.yml")
    commit(root, "再更正", "2025-04-01T09:00:00+08:00")
    histories = read(root)
    assert list(histories) == ["shili/xinzhen/2024"]
    assert [(each.subject, each.path) for each in histories["shili/xinzhen/2024"].versions] == [
        ("发布", FILE),
        ("更正", FILE),
        ("再更正", "reports/shili/xinzhen/2024.yml"),
    ]


def test_a_report_that_was_deleted_and_came_back_keeps_its_versions(root: Path) -> None:
    commit(root, "发布")
    text = (root / FILE).read_text("utf-8")
    (root / FILE).unlink()
    commit(root, "删除", "2025-02-01T09:00:00+08:00")
    (root / FILE).write_text(text.replace(ROW, "normative_documents: [1, 0, 1]"), "utf-8")
    commit(root, "重新录入", "2025-03-01T09:00:00+08:00")
    assert [each.subject for each in read(root)[ID].versions] == ["发布", "重新录入"]


def test_a_version_that_cannot_be_read_was_never_public(root: Path) -> None:
    commit(root, "发布")
    edit(root, "overview: |", "overview：|")
    edit(root, ROW, "normative_documents: [1, 0, 1]")
    commit(root, "冒号", "2025-02-01T09:00:00+08:00")
    edit(root, "overview：|", "overview: |")
    commit(root, "改回", "2025-03-01T09:00:00+08:00")
    assert [each.subject for each in read(root)[ID].versions] == ["发布", "改回"]


def test_what_a_branch_did_is_the_one_change_of_its_merge(root: Path) -> None:
    commit(root, "发布")
    git(root, "checkout", "-q", "-b", "gai")
    edit(root, ROW, "normative_documents: [1, 0, 1]")
    commit(root, "先改一", "2025-02-01T09:00:00+08:00")
    edit(root, "[1, 0, 1]", "[2, 0, 2]")
    commit(root, "再改二", "2025-02-02T09:00:00+08:00")
    git(root, "checkout", "-q", "main")
    git(root, "merge", "-q", "--no-ff", "-m", "更正规范性文件数", "gai", on="2025-02-03T09:00:00+08:00")
    assert told(read(root)[ID])[1:] == [
        (
            2,
            "2025-02-03",
            "更正规范性文件数",
            [(ISSUED, "0", "2"), (ISSUED.replace("issued_this_year", "in_force"), "0", "2")],
        )
    ]


def test_a_shallow_clone_is_named_and_shows_nothing(
    root: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    commit(root, "发布")
    edit(root, ROW, "normative_documents: [1, 0, 1]")
    commit(root, "更正", "2025-02-01T09:00:00+08:00")
    clone = tmp_path_factory.mktemp("qian") / "clone"
    git(root, "clone", "-q", "--depth", "1", f"file://{root}", str(clone))
    histories = read(clone)
    assert (list(histories), histories.warning) == ([], SHALLOW)


def test_without_git_no_process_is_started(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a process was started")

    monkeypatch.setattr(subprocess, "run", refuse)
    monkeypatch.setattr(subprocess, "Popen", refuse)
    assert (list(read(root)), read(root).warning) == ([], "")


def test_a_repository_without_commits(root: Path) -> None:
    git(root, "init", "-q")
    assert (list(read(root)), read(root).warning) == ([], "")


def test_prose_is_compared_as_it_is_printed(root: Path) -> None:
    edit(root, "公开内容还不够细", "新收申请0件，公开内容还不够细")
    commit(root, "发布")
    edit(root, "新收申请0件", "新收申请{disclosure_requests.received_this_year.total}件")
    commit(root, "数字写作引用", "2025-02-01T09:00:00+08:00")
    edit(root, "received_this_year: [0, 0, 0, 0, 0, 0, 0]", "received_this_year: [1, 0, 0, 0, 0, 0, 1]")
    edit(root, "还不够细", "还不够全")
    commit(root, "更正", "2025-03-01T09:00:00+08:00")
    assert [
        [(one.at, one.was[:6], one.now[:6]) for one in each.revised] for each in read(root)[ID].versions
    ] == [
        [],
        [
            ("disclosure_requests.received_this_year.natural_person", "0", "1"),
            ("disclosure_requests.received_this_year.total", "0", "1"),
            ("problems_and_improvements", "（一）新收申", "（一）新收申"),
        ],
    ]
    revised = read(root)[ID].versions[1].revised[-1]
    assert ("新收申请0件" in revised.was, "新收申请1件" in revised.now) == (True, True)


def test_nothing_unseen_comes_from_a_commit(root: Path) -> None:
    commit(root, "发布")
    edit(root, ROW, "normative_documents: [1, 0, 1]")
    commit(root, "改\u202e数\u200b\x02\ue000<b>", "2025-02-01T09:00:00+08:00")
    assert read(root)[ID].versions[1].subject == "改数<b>"


def test_the_digest_changes_with_the_history_only(root: Path) -> None:
    commit(root, "发布")
    edit(root, ROW, "normative_documents: [1, 0, 1]")
    commit(root, "更正", "2025-02-01T09:00:00+08:00")
    first = read(root).digest(ID)
    assert (first == read(root).digest(ID), read(root).digest("shili/zhen/2023")) == (True, "")
    edit(root, "[1, 0, 1]", "[3, 0, 3]")
    commit(root, "再更正", "2025-03-01T09:00:00+08:00")
    assert read(root).digest(ID) != first


class Script:
    """A repository whose one report is edited step by step."""

    def __init__(self, root: Path) -> None:
        self.root, self.folder, self.day = root, "zhen", 5
        self.values = {"figure": 0, "prose": "。", "published": "~", "comment": "", "broken": False}
        self.there = True
        body = root / "reports/shili/zhen"
        body.mkdir(parents=True)
        (body / "body.yml").write_text("name: 示例市示例镇人民政府\nkind: township\n", "utf-8")
        self.base = samples.zeros()

    def step(self, kind: str, number: int) -> None:
        if kind == "move" and self.there:  # of a file that is not there git knows no rename
            other = "xinzhen" if self.folder == "zhen" else "zhen"
            (self.root / f"reports/shili/{self.folder}").rename(self.root / f"reports/shili/{other}")
            self.folder = other
        elif kind == "delete":
            self.there = not self.there
        elif kind == "break":
            self.values["broken"] = not self.values["broken"]
        elif kind == "published":
            self.values[kind] = "~" if number == 3 else f"2025-01-{10 + number}"
        elif kind == "prose":
            self.values[kind] = "。" * number
        else:
            self.values[kind] = number
        self.write()
        self.day += 1
        commit(self.root, f"{kind} {number}", f"2025-01-{self.day:02}T12:00:00+08:00")

    def write(self) -> None:
        file = self.root / f"reports/shili/{self.folder}/2024.yml"
        if not self.there:
            file.unlink(missing_ok=True)
            return
        value = self.values
        text = (
            self.base.replace("published: 2025-01-20", f"published: {value['published']}")
            .replace(ROW, f"normative_documents: [{value['figure']}, 0, {value['figure']}]")
            .replace("公开内容还不够细。", f"公开内容还不够细{value['prose']}")
        )
        if value["broken"]:
            text = text.replace("overview: |", "overview：|")
        file.write_text(f"{text}# {value['comment']}\n", "utf-8")


STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            ["figure", "figure", "prose", "published", "published", "comment", "move", "delete", "break"]
        ),
        st.integers(0, 3),
    ),
    min_size=1,
    max_size=7,
)


def recomputed(root: Path) -> list[tuple[str, date, list[Revised]]]:
    """The versions of the one report, from whole projects of every commit on the main line."""
    repository = Repository(root)
    states: list[tuple[str, date, str, Report]] = []
    last = date.min
    for id_ in git(root, "rev-list", "--first-parent", "--reverse", "HEAD").splitlines():
        last = day_in_china(repository.committed(id_))
        with project_at(repository, id_) as project:
            for report in project.reports.values():
                blob = repository.tree(id_, "reports")[report.file].id
                if not states or states[-1][2] != blob:
                    states.append((id_, last, blob, report))
    public: Report | None = None
    found: list[tuple[str, date, list[Revised]]] = []
    for at, (id_, day, _, report) in enumerate(states):
        if public is None:
            until = states[at + 1][1] if at + 1 < len(states) else last
            if report.published and report.published <= until:
                found.append((id_, max(day, report.published), []))
                public = report
        elif changed := list(revisions(public, report)):
            found.append((id_, day, changed))
            public = report
    return found


@settings(max_examples=4, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@example(steps=[("figure", 0), ("published", 0), ("delete", 0)], cut=2)
@example(steps=[("published", 0), ("figure", 1), ("move", 0), ("delete", 0), ("figure", 2)], cut=3)
@example(steps=[("comment", 0), ("published", 0), ("move", 0), ("published", 3)], cut=1)
@example(steps=[("published", 1), ("break", 0), ("break", 0), ("delete", 0)], cut=0)
@given(steps=STEPS, cut=st.integers(0, 6))
def test_versions_are_those_of_every_commit_recomputed(
    steps: list[tuple[str, int]], cut: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = tmp_path_factory.mktemp("li")
    script = Script(root)
    script.step("comment", 9)
    for number, (kind, value) in enumerate(steps):
        script.step(kind, value)
        if number == cut:
            read(root)  # what is remembered of here must not tell
    script.there = True
    script.values["broken"] = False
    script.write()
    script.step("comment", 8)
    found = read(root).get(f"shili/{script.folder}/2024")
    versions = [(each.commit, each.day, list(each.revised)) for each in found.versions] if found else []
    expected = recomputed(root)
    assert versions == expected or (not found and len(expected) < 2)
    (root / ".gongkai/history.sqlite").unlink()
    again = read(root).get(f"shili/{script.folder}/2024")
    assert again == found
