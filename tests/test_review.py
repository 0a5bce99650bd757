"""The record of a review, the comment made of it, and the job that posts it: hostile artifacts change nothing else."""

from __future__ import annotations

import json
import stat
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

import fake_github
from fake_github import FORK, HEAD, FakeGitHub, packed, packed_all, pull
from gongkai import cli
from gongkai.render.diff.blocks import Come, Gone, Line, Part, Quoted, Strong, Table
from gongkai.render.diff.markdown import as_markdown
from gongkai.review.__main__ import main
from gongkai.review.archive import content
from gongkai.review.comment import MARKER, comment
from gongkai.review.record import LIMIT, Refused, Review, dump, parse

PARTS = (
    Part(
        ("改动说明：", Quoted("目标分支"), " → ", Quoted("合并请求")),
        (
            Line(0, ("报告：修改 2 份",)),
            Line(0, (Strong("请先看 1 份"), "：有新错误 1 份")),
            Table(
                ("机关", "需要注意"), (((Quoted("示例|镇"),), ("有新错误",)), ((Quoted("示例局"),), ("—",)))
            ),
        ),
        1,
    ),
    Part(
        (Quoted("示例镇"), " 2024年 · 修改"),
        (
            Line(0, ("改动 1 处",)),
            Line(1, (Quoted("三、… · 自然人"), "：", Quoted("288.0191"), " → ", Quoted("@all"))),
            Line(1, (Quoted("前言"), " 第1段：", Gone("七件"), Come("9件"), Quoted("，"))),
        ),
    ),
)
REVIEW = Review(PARTS, more=2)
GOOD = json.loads(dump(REVIEW))

COMMENT = """\
<!-- gongkai-review -->
## 改动说明：`目标分支` → `合并请求`

- 报告：修改 2 份
- **请先看 1 份**：有新错误 1 份

| 机关 | 需要注意 |
| --- | --- |
| `示例｜镇` | 有新错误 |
| `示例局` | — |

### `示例镇` 2024年 · 修改

- 改动 1 处
  - `三、… · 自然人`：`288.0191` → `@all`
  - `前言` 第1段： ~~`七件`~~ **`9件`** `，`

另有 2 部分未列出，见核验记录的摘要，或在本地运行 `gongkai diff`。

[网站预览](https://github.com/shili/nianbao/actions/runs/77/artifacts/502)（下载解压后打开 index.html）　[本次核验的记录](https://github.com/shili/nianbao/actions/runs/77)
"""


def test_a_record_is_read_back_as_it_is_shown() -> None:
    assert comment(parse(dump(REVIEW))) == comment(REVIEW)


texts = st.text(max_size=300)
spans = st.lists(
    texts.map(Quoted)
    | texts.map(Gone)
    | texts.map(Come)
    | st.sampled_from(["：", "改动 3 处", Strong("改名")]),
    max_size=6,
).map(tuple)
blocks = st.builds(Line, st.integers(0, 2), spans) | st.builds(
    lambda rows: Table(("机关", "报告"), tuple(rows)), st.lists(st.tuples(spans, spans), max_size=4)
)
parts = st.builds(Part, spans, st.lists(blocks, max_size=6).map(tuple))


@settings(max_examples=60)
@given(st.lists(parts, min_size=1, max_size=5), st.integers(1, 60))
def test_a_record_is_small_and_says_what_the_difference_says(parts: list[Part], times: int) -> None:
    review = Review(tuple(parts * times))
    data = dump(review)
    read = parse(data)
    assert (len(data) <= LIMIT, len(read.parts) + read.more) == (True, len(review.parts))
    assert as_markdown(read.parts) == as_markdown(review.parts[: len(read.parts)])


def test_a_summary_that_is_too_long_keeps_its_first_rows() -> None:
    rows = tuple(((Quoted(f"示例局{number}" * 20),), ("—",)) for number in range(900))
    read = parse(
        dump(
            Review((Part(("改动说明",), (Line(0, ("共 900 份",)), Table(("机关", "注意"), rows)), 1), *PARTS))
        )
    )
    table = read.parts[0].blocks[1]
    assert isinstance(table, Table)
    assert (100 < len(table.rows) < 900, len(read.parts) + read.more) == (True, 3)


def test_what_passes_for_our_own_words_is_shown_as_code_unless_it_is_harmless() -> None:
    said = [
        "共 288.0191 万元，相差 -3",
        "请 @all 看",
        "见 www.a.example",
        "**好**",
        "<b>",
        "#1",
        "[x](y)",
        "a_b",
        "GH:1",
        "1. 一",
    ]
    data = json.dumps(GOOD | {"parts": [{"heading": [], "level": 2, "blocks": [{"depth": 0, "line": said}]}]})
    (line,) = parse(data.encode()).parts[0].blocks
    assert isinstance(line, Line)
    assert [each for each in line.spans if isinstance(each, str)] == said[:1]


def altered(**values: Any) -> bytes:
    return packed(json.dumps(GOOD | values).encode())


def part(**values: Any) -> bytes:
    return altered(parts=[GOOD["parts"][1] | values])


def line(spans: Any, depth: Any = 0) -> bytes:
    return part(blocks=[{"depth": depth, "line": spans}])


TOP = "应为恰有 schema、silent、more、parts 各键的对象"
HOSTILE: dict[str, tuple[bytes, str]] = {
    "not a zip": (b"review", "不是完好的 ZIP 压缩包"),
    "nothing": (b"", "不是完好的 ZIP 压缩包"),
    "truncated": (packed(dump(REVIEW))[:-30], "不是完好的 ZIP 压缩包"),
    "flipped bytes": (
        packed(dump(REVIEW), method=0).replace("示例局".encode(), b"x" * 9),
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
    "a list": (packed(b"[]"), TOP),
    "NaN": (altered(more=float("nan")), "有 NaN 或 Infinity"),
    "a key twice": (packed(dump(REVIEW).replace(b'"more":2', b'"more":2,"more":3')), "有重复的键"),
    "another schema": (altered(schema="gongkai-review-2"), "schema 不是 gongkai-review-1"),
    "another pull request": (altered(number=1), TOP),
    "a body of its own": (altered(body="@all"), TOP),
    "silence as a text": (altered(silent="no"), "silent 应为 true 或 false"),
    "true for a number": (altered(more=True), "应为 0 至 1000000 的整数"),
    "a negative number": (altered(more=-1), "应为 0 至 1000000 的整数"),
    "too many parts": (altered(parts=[None] * 1001), "应为不超过 1000 项的列表"),
    "parts as a text": (altered(parts="@all"), "应为不超过 1000 项的列表"),
    "a heading of level 0": (part(level=0), "level 应为 1、2、3"),
    "a heading of level 9": (part(level=9), "应为 0 至 3 的整数"),
    "a heading that is a text": (part(heading="@all"), "应为不超过 1000 项的列表"),
    "a part with an address": (part(url="javascript:1"), "应为恰有 heading、level、blocks 各键的对象"),
    "a block of HTML": (part(blocks=[{"html": "<b>"}]), "应为恰有 head、rows 各键的对象"),
    "a block that is a text": (part(blocks=["@all"]), "应为恰有 head、rows 各键的对象"),
    "a line far to the right": (line(["x"], 900), "应为 0 至 5 的整数"),
    "a mark of its own": (line([["raw", "<b>"]]), "标记不在允许的范围内"),
    "a mark that is a list": (line([[["quoted"], "x"]]), "应为不超过 5000 个字符的文字"),
    "a span without text": (line([["quoted"]]), "应为标记和文字两项"),
    "a span that is a number": (line([7]), "应为不超过 1000 项的列表"),
    "a span that is an object": (line([{"@all": 1}]), "应为不超过 1000 项的列表"),
    "a long text": (line(["长" * 5001]), "应为不超过 5000 个字符的文字"),
    "a table with holes": (part(blocks=[{"head": ["一"], "rows": [[["x"], ["y"]]]}]), "表格各行的格数不一致"),
    "a table without a head": (part(blocks=[{"head": [], "rows": []}]), "表格各行的格数不一致"),
    "a comment that is too long": (
        part(blocks=[{"head": ["一"], "rows": [[[["quoted", "|" * 4900]]]] * 13}]),
        "第一部分超过 60000 个字符",
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


EVIL = "@all `` ` <img src=x onerror=alert(1)> [x](javascript:1)\n::error::a ##[add-mask]b\n\n# h\u202e | c"
SHOWN = "@all `` ` <img src=x onerror=alert(1)> [x](javascript:1)⏎:‹U+003A›error:‹U+003A›a #‹U+0023›[add-mask]b⏎⏎# h‹U+202E› "


def test_hostile_text_is_shown_as_code_in_the_one_comment(
    github: FakeGitHub, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Also where it is said to be our own words: a plain span, a loud one, the head of a table."""
    blocks = [
        {"depth": 0, "line": [EVIL, ["strong", EVIL], ["quoted", EVIL], ["gone", EVIL], ["come", EVIL]]},
        {"head": [EVIL], "rows": [[[EVIL, ["quoted", EVIL]]]]},
    ]
    github.artifacts = {"review": altered(parts=[{"heading": [EVIL], "level": 1, "blocks": blocks}])}
    code = run(github, tmp_path, capsys)
    body = github.comments[7][0]["body"]
    assert (code[0], github.writes) == (0, ["POST /repos/shili/nianbao/issues/7/comments"])
    assert body.count(SHOWN) == 9
    assert active(body) == {"a code span": 9 + 1, "a link": 1}  # and the command that shows the rest


def active(body: str) -> dict[str, int]:
    """What Markdown makes of a comment besides text and its own structure."""
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(body)
    inside = [child for each in tokens if each.type == "inline" for child in each.children or []]
    names = {"code_inline": "a code span", "link_open": "a link", "image": "an image", "html_inline": "HTML"}
    found = Counter(names[each.type] for each in inside if each.type in names)
    found += Counter(
        "HTML" for each in tokens if each.type == "html_block" and each.content.strip() != MARKER
    )
    return dict(found)


def test_the_comment_as_a_whole(
    github: FakeGitHub, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    github.artifacts = {"review": packed(dump(REVIEW)), "site": b"never fetched"}
    assert (run(github, tmp_path, capsys), [each["body"] for each in github.comments[7]]) == (
        (0, "已在合并请求 7 写下评论\n"),
        [COMMENT],
    )


def test_files_that_are_no_reports_are_named_before_anything_that_the_request_says(
    github: FakeGitHub, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    github.files = [
        "reports/shili/zhen/2024.yml",
        "generator/`@all`.py",
        *(f"docs/{n}.md" for n in range(150)),
    ]
    github.artifacts = {"review": packed(dump(REVIEW))}
    run(github, tmp_path, capsys)
    named = "、".join(f"`docs/{number}.md`" for number in range(9))
    assert github.comments[7][0]["body"].startswith(
        f"{MARKER}\n"
        f"> **先看这里**：这个请求改动了 reports/ 以外的文件 151 个：`` generator/`@all`.py ``、{named} 等。\n"
        "> 以下说明和网站预览由请求自己的程序生成，请先审核这些文件。\n\n## 改动说明"
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
    github.artifacts = {"review": packed(dump(Review((), silent=True)))}
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
    github.artifacts = {"review": packed(dump(Review((), silent=True)))}
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
    assert (result.exit_code, result.output) == (2, f"无法运行：审阅材料不合规定：{TOP}\n")


def test_an_archive_is_read_without_being_unpacked() -> None:
    with pytest.raises(Refused):
        content(packed(b"x", "review.json/"))
    assert content(packed(dump(REVIEW))) == dump(REVIEW)
