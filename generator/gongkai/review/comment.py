"""The comment of a pull request, made from a record: as `gongkai diff` writes it, with a mark to be found by, and links."""

from __future__ import annotations

from collections.abc import Sequence

from ..quoting import code
from ..render.diff.markdown import as_markdown
from .record import Refused, Review

MARKER = "<!-- gongkai-review -->"
"""How the comment is found again; GitHub does not show it."""
LONGEST = 60_000
"""Characters; GitHub refuses a comment of more than 65,536."""


SHOWN = 10
"""Files outside of reports/ that are named."""


def comment(review: Review, preview: str = "", run: str = "", outside: Sequence[str] = ()) -> str:
    """The whole comment. Raises Refused for one that GitHub would not take.

    `preview` and `run` are addresses, and `outside` the changed files that are no reports: all of them GitHub
    itself named, never the record.
    """
    said = as_markdown(review.parts, LONGEST)
    if len(said) > LONGEST + 1_000:  # the first part always stands
        raise Refused(f"第一部分超过 {LONGEST} 个字符")
    pieces = [f"{MARKER}\n{_warning(outside)}{said}"]
    if review.more:
        pieces.append(f"另有 {review.more} 部分未列出，见核验记录的摘要，或在本地运行 `gongkai diff`。\n")
    links = [f"[网站预览]({preview})（下载解压后打开 index.html）"] if preview else []
    links += [f"[本次核验的记录]({run})"] if run else []
    if links:
        pieces.append("　".join(links) + "\n")
    return "\n".join(pieces)


def _warning(outside: Sequence[str]) -> str:
    """What to look at first where a pull request does not keep to reports: it may have changed who speaks here."""
    if not outside:
        return ""
    names = "、".join(code(name, 120) for name in outside[:SHOWN]) + (" 等" if len(outside) > SHOWN else "")
    return (
        f"> **先看这里**：这个请求改动了 reports/ 以外的文件 {len(outside)} 个：{names}。\n"
        "> 以下说明和网站预览由请求自己的程序生成，请先审核这些文件。\n\n"
    )
