"""From a finished run to the comment: which record, which pull request, which comment. All of it is asked of GitHub."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .api import Api
from .archive import LARGEST, content
from .comment import MARKER, comment
from .record import Refused, parse

RECORD, PREVIEW = "review", "site"
"""Names of the artifacts: the record, and the built site."""
AUTHOR = "github-actions[bot]"
"""Who writes with the token of a job; anybody else could put the marker into a comment of theirs."""


@dataclass(frozen=True)
class Run:
    """The finished run, as the event tells it; the event comes from GitHub."""

    id: int
    event: str
    head: str
    repository: int
    """Id of the repository that the head is in: that of a fork for a pull request from one."""

    @classmethod
    def of(cls, event: Mapping[str, Any]) -> Run:
        run = event["workflow_run"]
        return cls(int(run["id"]), run["event"], run["head_sha"], int(run["head_repository"]["id"]))


def post(api: Api, run: Run, server: str) -> str:
    """Write or renew the comment. Returns in Chinese what was done; raises Refused or ApiError."""
    if run.event != "pull_request":
        return "不是合并请求的核验，不写评论"
    artifacts = {each["name"]: each for each in api.every(f"actions/runs/{run.id}/artifacts", "artifacts")}
    if RECORD not in artifacts:
        return "这次核验没有留下审阅材料，不写评论"
    number = _number(api, run)
    if number is None:
        return "没有以这个提交为最新提交的合并请求（可能已有新的提交），不写评论"
    review = parse(content(_archive(api, artifacts[RECORD])))
    page = f"{server}/{api.repository}/actions/runs/{run.id}"
    preview = f"{page}/artifacts/{int(artifacts[PREVIEW]['id'])}" if PREVIEW in artifacts else ""
    outside = _outside(api, number)
    body = comment(review, preview, page, outside)
    mine = _mine(api, number)
    if mine is None:
        if review.silent:
            return "没有要说的，不写评论"
        api.send("POST", f"issues/{number}/comments", {"body": body})
        return f"已在合并请求 {number} 写下评论"
    if mine["body"].replace("\r\n", "\n").strip() == body.strip():
        return f"合并请求 {number} 的评论没有变化"
    api.send("PATCH", f"issues/comments/{int(mine['id'])}", {"body": body})
    return f"已更新合并请求 {number} 的评论"


def _archive(api: Api, artifact: Mapping[str, Any]) -> bytes:
    if int(artifact["size_in_bytes"]) > LARGEST:
        raise Refused(f"审阅材料超过 {LARGEST} 字节")
    return api.get(f"actions/artifacts/{int(artifact['id'])}/zip", LARGEST)


def _number(api: Api, run: Run) -> int | None:
    """The open pull request that has the head of this run. The record is never asked: it could name any."""
    found = [
        int(each["number"])
        for each in api.every("pulls?state=open")
        if each["head"]["sha"] == run.head
        and (each["head"]["repo"] or {}).get("id") == run.repository
        and each["base"]["repo"]["full_name"] == api.repository
    ]
    return found[0] if len(found) == 1 else None


def _outside(api: Api, number: int) -> list[str]:
    """The changed files that are no reports, also where a file was moved from or to."""
    names: dict[str, None] = {}
    for each in api.every(f"pulls/{number}/files"):
        names |= {str(each[key]): None for key in ("filename", "previous_filename") if each.get(key)}
    return [name for name in names if not name.startswith("reports/")]


def _mine(api: Api, number: int) -> dict[str, Any] | None:
    for each in api.every(f"issues/{number}/comments"):
        if each["user"] and each["user"]["login"] == AUTHOR and str(each["body"]).startswith(MARKER):
            return each
    return None
