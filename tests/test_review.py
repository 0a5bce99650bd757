"""The record of a review, the comment made of it, and the job that posts it: hostile artifacts change nothing else."""

from __future__ import annotations

import json
import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

import fake_github
from fake_github import FORK, HEAD, FakeGitHub, packed, packed_all, pull
from gongkai import cli
from gongkai.review.__main__ import main
from gongkai.review.archive import content
from gongkai.review.comment import LONGEST, MARKER, comment, summary
from gongkai.review.record import LIMIT, Change, NewFinding, Refused, Review, dump, parse

FOUND = NewFinding(
    "GK301",
    "error",
    "合计不符",
    "reports/shili/zhen/2024.yml",
    57,
    "行政复议 · 总计：1+1+0+0 = 2，表中为 3",
    "改为 2",
)
EDIT = Change(
    "shili/zhen/2024",
    "示例市示例镇人民政府 · 2024年",
    "changed",
    ("表三 · 自然人 · （一）予以公开 7 → 9", "正文“予以公开7件”与表三不再一致"),
)
REVIEW = Review(1, (1, 0, 0), (EDIT,), (FOUND,))
GOOD = json.loads(dump(REVIEW))

COMMENT = """\
<!-- gongkai-review -->
## 政府信息公开年报审阅

涉及报告 1 份；新出现的问题：错误 1 项，警告 0 项，提示 0 项。

### 新出现的问题

- **错误 GK301** `合计不符` `reports/shili/zhen/2024.yml:57`
  - `行政复议 · 总计：1+1+0+0 = 2，表中为 3`
  - 改法：`改为 2`

### 改动

- **修改** `示例市示例镇人民政府 · 2024年` `shili/zhen/2024`
  - `表三 · 自然人 · （一）予以公开 7 → 9`
  - `正文“予以公开7件”与表三不再一致`

[网站预览](https://github.com/shili/nianbao/actions/runs/77/artifacts/502)（下载解压后打开 index.html）　[本次核验的记录](https://github.com/shili/nianbao/actions/runs/77)
"""


def test_a_record_is_read_back() -> None:
    assert parse(dump(REVIEW)) == REVIEW


texts = st.text(max_size=600)
findings = st.builds(
    NewFinding, st.just("GK301"), st.sampled_from(["error", "note"]), texts, texts, st.just(1), texts, texts
)
changes = st.builds(Change, texts, texts, st.just("changed"), st.lists(texts, max_size=4).map(tuple))


@settings(deadline=None, max_examples=40)
@given(st.lists(changes, max_size=9), st.lists(findings, max_size=9), st.integers(1, 120))
def test_a_record_is_always_small_and_always_read_back(
    changes: list[Change], findings: list[NewFinding], times: int
) -> None:
    data = dump(Review(9, (1, 2, 3), tuple(changes * times), tuple(findings * times)))
    read = parse(data)
    assert (len(data) <= LIMIT, len(read.findings) <= 500, len(comment(read)) <= LONGEST) == (
        True,
        True,
        True,
    )


def test_graver_findings_come_first_and_what_is_left_out_is_counted() -> None:
    review = Review(900, (600, 0, 0), (EDIT,) * 900, (FOUND,) * 600)
    read = parse(dump(review))
    text = comment(read)
    shown = text.count("- **错误 GK301**")
    assert (
        read.findings[0],
        f"另有 {600 - shown} 项未列出" in text,
        f"另有 {900 - text.count('- **修改**')} 项未列出" in text,
    ) == (
        FOUND,
        True,
        True,
    )


def test_a_summary_stays_below_what_github_takes() -> None:
    huge = Change("r" * 400, "示" * 400, "changed", ("示" * 400,) * 40)
    assert 100_000 < len(summary(Review(500, (0, 0, 0), (huge,) * 500)).encode()) < 1024 * 1024


def altered(**values: Any) -> bytes:
    return packed(json.dumps(GOOD | values).encode())


def finding(**values: Any) -> bytes:
    return altered(findings=[GOOD["findings"][0] | values])


HOSTILE: dict[str, tuple[bytes, str]] = {
    "not a zip": (b"review", "不是完好的 ZIP 压缩包"),
    "nothing": (b"", "不是完好的 ZIP 压缩包"),
    "truncated": (packed(dump(REVIEW))[:-30], "不是完好的 ZIP 压缩包"),
    "flipped bytes": (
        packed(dump(REVIEW), method=0).replace("合计不符".encode(), b"x" * 12),
        "不是完好的 ZIP 压缩包",
    ),
    "huge": (packed(bytes(range(256)) * 4096, method=zipfile.ZIP_STORED), "审阅材料超过 69632 字节"),
    "a bomb": (packed(b" " * 60_000_000), "review.json 超过 65536 字节"),
    "two files": (
        packed_all([("review.json", dump(REVIEW), 0o100644), ("run.sh", b"id", 0o100755)]),
        "压缩包里应恰有一个文件 review.json",
    ),
    "one file twice": (
        packed_all([("review.json", dump(REVIEW), 0o100644), ("reviews.json", b"{}", 0o100644)]).replace(
            b"reviews.json", b"review.json\0"
        ),
        "压缩包里应恰有一个文件 review.json",
    ),
    "zip slip": (packed(dump(REVIEW), "../../review.json"), "压缩包里应恰有一个文件 review.json"),
    "an absolute path": (packed(dump(REVIEW), "/review.json"), "压缩包里应恰有一个文件 review.json"),
    "a symbolic link": (packed(b"/etc/passwd", mode=stat.S_IFLNK | 0o777), "review.json 不是普通文件"),
    "a device": (packed(b"", mode=stat.S_IFCHR | 0o666), "review.json 不是普通文件"),
    "not JSON": (packed(b"::error::hi"), "不是 UTF-8 编码的 JSON"),
    "not UTF-8": (packed('{"schema": "公开"}'.encode("gb18030")), "不是 UTF-8 编码的 JSON"),
    "deep": (packed(b"[" * 30_000 + b"]" * 30_000), "不是 UTF-8 编码的 JSON"),
    "a number of 60,000 digits": (packed(b"1" * 60_000), "不是 UTF-8 编码的 JSON"),
    "a list": (packed(b"[]"), "应为恰有 schema、changed、counts、changes、findings 各键的对象"),
    "NaN": (altered(changed=float("nan")), "有 NaN 或 Infinity"),
    "a key twice": (
        packed(dump(REVIEW).replace(b'"changed":1', b'"changed":1,"changed":2')),
        "有重复的键",
    ),
    "another schema": (altered(schema="gongkai-review-2"), "schema 不是 gongkai-review-1"),
    "another pull request": (
        altered(number=1),
        "应为恰有 schema、changed、counts、changes、findings 各键的对象",
    ),
    "a body of its own": (
        altered(body="@all"),
        "应为恰有 schema、changed、counts、changes、findings 各键的对象",
    ),
    "true for a number": (altered(changed=True), "应为非负整数"),
    "a negative number": (altered(counts=[-1, 0, 0]), "应为非负整数"),
    "two counts": (altered(counts=[1, 0]), "counts 应为三个数"),
    "counts as a text": (altered(counts="100"), "应为不超过 3 项的列表"),
    "too many findings": (altered(findings=[None] * 501), "应为不超过 500 项的列表"),
    "another severity": (finding(severity="@all"), "severity 不在允许的范围内"),
    "a severity that is a list": (finding(severity=["error"]), "应为不超过 400 个字符的文字"),
    "a code that is markup": (finding(code="GK301**"), "code 不是检查代码"),
    "a code of wide digits": (finding(code="GK３０１"), "code 不是检查代码"),
    "a line that is a text": (finding(line="1) @all"), "应为非负整数"),
    "a long text": (finding(message="长" * 401), "应为不超过 400 个字符的文字"),
    "a text that is an object": (finding(message={"@all": 1}), "应为不超过 400 个字符的文字"),
    "another kind of change": (
        altered(changes=[GOOD["changes"][0] | {"kind": "<b>"}]),
        "kind 不在允许的范围内",
    ),
}


@pytest.fixture
def github() -> Iterator[FakeGitHub]:
    with fake_github.serving() as server:
        yield server


def run(
    github: FakeGitHub, folder: Path, capsys: pytest.CaptureFixture[str], **event: Any
) -> tuple[int, str]:
    """The exit code of the job, and what it says."""
    code = main(github.environment(fake_github.event(folder, **event)))
    return code, capsys.readouterr().out


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_artifact_is_refused_and_nothing_is_written(
    case: str, github: FakeGitHub, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, why = HOSTILE[case]
    github.artifacts = {"review": data}
    assert (run(github, tmp_path, capsys), github.writes) == (
        (1, f"审阅材料不合规定，没有写评论：{why}\n"),
        [],
    )


EVIL = "@all `` ` <img src=x onerror=alert(1)> [x](javascript:1)\n::error::a ##[add-mask]b\n\n# h\u202e"


def test_hostile_text_is_shown_as_code_in_the_one_comment(
    github: FakeGitHub, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change = Change(EVIL, EVIL, "removed", (EVIL,))
    evil = Review(1, (1, 0, 0), (change,), (NewFinding("GK301", "error", EVIL, EVIL, 1, EVIL, EVIL),))
    github.artifacts = {"review": packed(dump(evil))}
    code = run(github, tmp_path, capsys)
    shown = (
        "``` @all `` ` <img src=x onerror=alert(1)> [x](javascript:1) ::error::a ## [add-mask]b # hU+202E ```"
    )
    assert (code[0], github.writes, github.comments[7][0]["body"].count(shown)) == (
        0,
        ["POST /repos/shili/nianbao/issues/7/comments"],
        6,
    )


def test_the_comment_as_a_whole(
    github: FakeGitHub, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    github.artifacts = {"review": packed(dump(REVIEW)), "site": b"never fetched"}
    assert (run(github, tmp_path, capsys), [each["body"] for each in github.comments[7]]) == (
        (0, "已在合并请求 7 写下评论\n"),
        [COMMENT],
    )


def test_the_token_goes_to_the_api_only(
    github: FakeGitHub, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    github.artifacts = {"review": packed(dump(REVIEW))}
    run(github, tmp_path, capsys)
    assert github.tokens == {("repos", "Bearer token-of-the-job"), ("blob", "")}


def test_a_second_push_edits_the_comment(
    github: FakeGitHub, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    others = [{"id": number, "user": {"login": "moumou"}, "body": f"{MARKER} mine"} for number in range(120)]
    github.comments[7] = [*others, {"id": 500, "user": fake_github.BOT, "body": f"{MARKER}\nold"}]
    github.artifacts = {"review": packed(dump(Review(0, (0, 0, 0))))}
    first, second = run(github, tmp_path, capsys), run(github, tmp_path, capsys)
    assert (first, second, github.writes, github.comments[7][0]["body"]) == (
        (0, "已更新合并请求 7 的评论\n"),
        (0, "合并请求 7 的评论没有变化\n"),
        ["PATCH /repos/shili/nianbao/issues/comments/500"],
        f"{MARKER} mine",
    )


QUIET = "没有以这个提交为最新提交的合并请求（可能已有新的提交），不写评论\n"


@pytest.mark.parametrize(
    ("pulls", "event", "said"),
    [
        ([pull(7, "2" * 40)], {}, QUIET),
        ([pull(7, HEAD, FORK + 1)], {}, QUIET),
        ([pull(7, HEAD, None)], {}, QUIET),
        ([pull(7), pull(8)], {}, QUIET),
        ([], {}, QUIET),
        ([pull(7)], {"kind": "push"}, "不是合并请求的核验，不写评论\n"),
    ],
)
def test_nothing_is_written_where_the_pull_request_is_not_certain(
    pulls: list[Any],
    event: Any,
    said: str,
    github: FakeGitHub,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    github.pulls, github.artifacts = pulls, {"review": packed(dump(REVIEW))}
    assert (run(github, tmp_path, capsys, **event), github.writes) == ((0, said), [])


def test_the_right_one_of_300_open_requests(
    github: FakeGitHub, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    github.pulls = [pull(number, f"{number:040}") for number in range(1000, 1300)] + [pull(7)]
    github.artifacts = {"review": packed(dump(REVIEW))}
    assert run(github, tmp_path, capsys) == (0, "已在合并请求 7 写下评论\n")


def test_a_request_that_touches_no_report_gets_no_comment(
    github: FakeGitHub, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    github.artifacts = {"review": packed(dump(Review(0, (0, 0, 0))))}
    assert (run(github, tmp_path, capsys), github.writes) == ((0, "没有要说的，不写评论\n"), [])


def test_a_check_that_left_nothing(
    github: FakeGitHub, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(github, tmp_path, capsys) == (0, "这次核验没有留下审阅材料，不写评论\n")


def test_github_that_does_not_answer(
    github: FakeGitHub, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    github.broken = True
    assert run(github, tmp_path, capsys) == (
        2,
        "无法运行：GitHub 对 GET actions/runs/77/artifacts?per_page=100&page=1 回答 503\n",
    )


def test_a_job_without_its_environment(capsys: pytest.CaptureFixture[str]) -> None:
    assert (main({}), capsys.readouterr().out) == (
        2,
        "无法运行：环境或 GitHub 的回答里缺少 'GITHUB_EVENT_PATH'\n",
    )


def test_the_comment_of_a_file_on_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "review.json").write_bytes(dump(REVIEW))
    result = CliRunner().invoke(cli.cli, ["comment", str(tmp_path / "review.json")])
    assert (result.exit_code, result.output) == (0, COMMENT.rpartition("\n[")[0])


def test_a_file_that_is_no_record(tmp_path: Path) -> None:
    (tmp_path / "review.json").write_text("{}")
    result = CliRunner().invoke(cli.cli, ["comment", str(tmp_path / "review.json")])
    assert (result.exit_code, result.output) == (
        2,
        "无法运行：审阅材料不合规定：应为恰有 schema、changed、counts、changes、findings 各键的对象\n",
    )


def test_an_archive_is_read_without_being_unpacked() -> None:
    with pytest.raises(Refused):
        content(packed(b"x", "review.json/"))
    assert content(packed(dump(REVIEW))) == dump(REVIEW)
