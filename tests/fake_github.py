"""GitHub's REST API, as much of it as the comment job asks: a server on this machine that records every call."""

from __future__ import annotations

import io
import json
import re
import stat
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

REPOSITORY, HEAD, FORK, RUN = "shili/nianbao", "1f" * 20, 4242, 77
BOT = {"login": "github-actions[bot]", "type": "Bot"}


def pull(number: int, head: str = HEAD, repository: int | None = FORK) -> dict[str, Any]:
    repo = None if repository is None else {"id": repository, "full_name": "moumou/nianbao"}
    return {
        "number": number,
        "head": {"sha": head, "repo": repo},
        "base": {"repo": {"full_name": REPOSITORY}},
    }


def packed(
    data: bytes, name: str = "review.json", mode: int = 0, method: int = zipfile.ZIP_DEFLATED
) -> bytes:
    """An archive with one file, as upload-artifact makes it; `mode` as in st_mode."""
    return packed_all([(name, data, mode or stat.S_IFREG | 0o644)], method)


def packed_all(files: list[tuple[str, bytes, int]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, data, mode in files:
            entry = zipfile.ZipInfo(name)
            entry.external_attr = mode << 16
            entry.compress_type = method
            archive.writestr(entry, data)
    return target.getvalue()


@dataclass
class FakeGitHub:
    """What GitHub knows, and what was asked of it."""

    address: str = ""
    artifacts: dict[str, bytes] = field(default_factory=dict)
    pulls: list[dict[str, Any]] = field(default_factory=lambda: [pull(3, "0" * 40), pull(7)])
    files: list[str] = field(default_factory=lambda: ["reports/shili/zhen/2024.yml"])
    """Changed by the pull request; with the name before where it is written `BEFORE -> NOW`."""
    comments: dict[int, list[dict[str, Any]]] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)
    tokens: set[tuple[str, str]] = field(default_factory=set)
    broken: bool = False

    @property
    def writes(self) -> list[str]:
        return [call for call in self.calls if not call.startswith("GET")]

    def environment(self, event: str) -> dict[str, str]:
        """What a job is told; `event` is the file with the event."""
        return {
            "GITHUB_API_URL": self.address,
            "GITHUB_SERVER_URL": "https://github.com",
            "GITHUB_REPOSITORY": REPOSITORY,
            "GITHUB_TOKEN": "token-of-the-job",
            "GITHUB_EVENT_PATH": event,
        }

    def answer(self, method: str, path: str, query: dict[str, list[str]], body: Any) -> object:
        here = f"/repos/{REPOSITORY}/"
        assert path.startswith(here), f"asked elsewhere: {path}"
        rest = path.removeprefix(here)
        start = (int(query.get("page", ["1"])[0]) - 1) * 100
        if rest == f"actions/runs/{RUN}/artifacts":
            listed = [
                {"id": number, "name": name, "size_in_bytes": len(data)}
                for number, (name, data) in enumerate(self.artifacts.items(), 501)
            ]
            return {"total_count": len(listed), "artifacts": listed[start : start + 100]}
        if rest == "pulls":
            return self.pulls[start : start + 100]
        if rest == "pulls/7/files":
            names = [name.rpartition(" -> ") for name in self.files[start : start + 100]]
            return [{"filename": now} | ({"previous_filename": was} if was else {}) for was, _, now in names]
        if found := re.fullmatch(r"issues/(\d+)/comments", rest):
            there = self.comments.setdefault(int(found[1]), [])
            if method == "POST":
                there.append({"id": 9000 + len(there), "user": BOT, "body": body["body"]})
            return there[start : start + 100]
        if (found := re.fullmatch(r"issues/comments/(\d+)", rest)) and method == "PATCH":
            for each in (each for there in self.comments.values() for each in there):
                if each["id"] == int(found[1]):
                    each["body"] = body["body"]
            return {}
        raise AssertionError(f"asked for something else: {method} {path}")


def event(folder: Any, kind: str = "pull_request", head: str = HEAD, repository: int = FORK) -> str:
    """The file with the event of a finished check of a pull request from a fork."""
    run = {
        "id": RUN,
        "event": kind,
        "head_sha": head,
        "head_repository": {"id": repository},
        "pull_requests": [],
    }
    file = folder / "event.json"
    file.write_text(json.dumps({"action": "completed", "workflow_run": run}), "utf-8")
    return str(file)


@contextmanager
def serving() -> Iterator[FakeGitHub]:
    """The server, until the block is left."""
    github = FakeGitHub()

    class Handler(BaseHTTPRequestHandler):
        def handle_one(self) -> None:
            parts = urlsplit(self.path)
            github.calls.append(f"{self.command} {parts.path}")
            github.tokens.add((parts.path.split("/")[1], self.headers.get("Authorization", "")))
            body = json.loads(self.rfile.read(int(self.headers.get("Content-Length") or 0)) or "null")
            if github.broken:
                return self.say(503, b"{}")
            if parts.path.startswith("/blob/"):
                return self.say(200, list(github.artifacts.values())[int(parts.path[6:]) - 501])
            if found := re.fullmatch(rf"/repos/{REPOSITORY}/actions/artifacts/(\d+)/zip", parts.path):
                return self.say(302, b"", f"{github.address}/blob/{found[1]}")
            return self.say(
                200, json.dumps(github.answer(self.command, parts.path, parse_qs(parts.query), body)).encode()
            )

        do_GET = do_POST = do_PATCH = handle_one  # noqa: N815 - the names that the library calls

        def say(self, code: int, data: bytes, location: str = "") -> None:
            self.send_response(code)
            if location:
                self.send_header("Location", location)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            """Silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    github.address = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
    try:
        yield github
    finally:
        server.shutdown()
        server.server_close()
