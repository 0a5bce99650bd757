"""The comment of a pull request, made from a record: all of its markup is written here, every text from the record is code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..quoting import code
from .record import KINDS, SEVERITIES, Change, NewFinding, Review

MARKER = "<!-- gongkai-review -->"
"""How the comment is found again; GitHub does not show it."""
LONGEST = 60_000
"""Characters; GitHub refuses a comment of more than 65,536."""
LONGEST_SUMMARY = 300_000
"""Characters of a job summary, at most three bytes each of the 1 MiB that GitHub takes."""
LINES = 40
"""Lines of one report in a comment that are shown; all others are on request (`gongkai diff`)."""


def comment(review: Review, preview: str = "", run: str = "") -> str:
    """The whole comment. `preview` and `run` are addresses that GitHub itself named, never the record."""
    links = [f"[网站预览]({preview})（下载解压后打开 index.html）"] if preview else []
    links += [f"[本次核验的记录]({run})"] if run else []
    end = ["", "　".join(links)] if links else []
    return _whole([MARKER, *_head(review)], review, end, LONGEST)


def summary(review: Review) -> str:
    """The same for the summary of the job, at greater length."""
    return _whole(_head(review), review, [], LONGEST_SUMMARY)


def says_something(review: Review) -> bool:
    """Whether there is anything to tell: a pull request that touches no report needs no comment."""
    return bool(review.changed or sum(review.counts))


def _head(review: Review) -> list[str]:
    counts = "，".join(
        f"{name} {count} 项" for name, count in zip(SEVERITIES.values(), review.counts, strict=True)
    )
    first = f"涉及报告 {review.changed} 份；新出现的问题：{counts}。"
    if not says_something(review):
        first = "没有改动报告，也没有新出现的问题。"
    return ["## 政府信息公开年报审阅", "", first]


def _whole(head: list[str], review: Review, end: list[str], limit: int) -> str:
    """Head, findings, changes as far as there is room, end."""
    left = [
        (sum(review.counts), "### 新出现的问题", map(_finding, review.findings)),
        (review.changed, "### 改动", map(_change, review.changes)),
    ]
    lines = list(head)
    for total, title, pieces in left:
        if total:
            room = limit - sum(len(each) + 1 for each in [*lines, *end]) - 200
            shown = list(_fitting(pieces, room))
            lines += ["", title, "", *shown]
            if total > len(shown):
                lines += [
                    "",
                    f"另有 {total - len(shown)} 项未列出，见核验记录的摘要，或在本地运行 gongkai check、gongkai diff。",
                ]
    return "\n".join([*lines, *end]) + "\n"


def _fitting(pieces: Iterable[str], room: int) -> Iterator[str]:
    for piece in pieces:
        room -= len(piece) + 1
        if room < 0:
            return
        yield piece


def _finding(finding: NewFinding) -> str:
    place = code(f"{finding.file}:{finding.line}")
    lines = [f"- **{SEVERITIES[finding.severity]} {finding.code}** {code(finding.name)} {place}"]
    lines += [f"  - {code(finding.message)}"]
    lines += [f"  - 改法：{code(finding.fix)}"] if finding.fix else []
    return "\n".join(lines)


def _change(change: Change) -> str:
    lines = [f"- **{KINDS[change.kind]}** {code(change.title)} {code(change.report)}"]
    lines += [f"  - {code(each)}" for each in change.lines[:LINES]]
    if len(change.lines) > LINES:
        lines.append(f"  - 另有 {len(change.lines) - LINES} 处未列出")
    return "\n".join(lines)
