"""The comment of a pull request, made from a record: as `gongkai diff` writes it, with a mark to be found by, and links."""

from __future__ import annotations

from ..render.diff.markdown import as_markdown
from .record import Refused, Review

MARKER = "<!-- gongkai-review -->"
"""How the comment is found again; GitHub does not show it."""
LONGEST = 60_000
"""Characters; GitHub refuses a comment of more than 65,536."""


def comment(review: Review, preview: str = "", run: str = "") -> str:
    """The whole comment. Raises Refused for one that GitHub would not take. `preview` and `run` are addresses that GitHub itself named, never the record."""
    said = as_markdown(review.parts, LONGEST)
    if len(said) > LONGEST + 1_000:  # the first part always stands
        raise Refused(f"第一部分超过 {LONGEST} 个字符")
    pieces = [f"{MARKER}\n{said}"]
    if review.more:
        pieces.append(f"另有 {review.more} 部分未列出，见核验记录的摘要，或在本地运行 `gongkai diff`。\n")
    links = [f"[网站预览]({preview})（下载解压后打开 index.html）"] if preview else []
    links += [f"[本次核验的记录]({run})"] if run else []
    if links:
        pieces.append("　".join(links) + "\n")
    return "\n".join(pieces)
