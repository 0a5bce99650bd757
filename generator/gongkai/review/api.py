"""The few calls of GitHub's REST API that a comment needs; standard library only."""

from __future__ import annotations

import json
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

PAGES = 20
"""Pages of 100 entries of a list that are read."""
LONGEST_ANSWER = 16 * 1024 * 1024
SECONDS = 30


class ApiError(Exception):
    """GitHub did not answer as expected; the message is Chinese."""


@dataclass(frozen=True)
class Api:
    """`address` is GITHUB_API_URL, `repository` is owner/name: both are told by GitHub, not by a pull request."""

    address: str
    repository: str
    token: str

    def get(self, path: str, limit: int = LONGEST_ANSWER) -> bytes:
        """The bytes below repos/OWNER/NAME/, at most one more than `limit`. Raises ApiError."""
        return self._call("GET", path, None, limit)

    def every(self, path: str, key: str = "") -> Iterator[dict[str, Any]]:
        """The entries of a list that comes in pages, or of the list under `key`."""
        for page in range(1, PAGES + 1):
            mark = "&" if "?" in path else "?"
            answer = json.loads(self.get(f"{path}{mark}per_page=100&page={page}"))
            entries = answer[key] if key else answer
            yield from entries
            if len(entries) < 100:
                return

    def send(self, method: str, path: str, body: dict[str, str]) -> None:
        """POST or PATCH. Raises ApiError."""
        self._call(method, path, json.dumps(body).encode("utf-8"), LONGEST_ANSWER)

    def _call(self, method: str, path: str, body: bytes | None, limit: int) -> bytes:
        address = f"{self.address}/repos/{urllib.parse.quote(self.repository)}/{path}"
        if not address.startswith(("https://", "http://")):
            raise ApiError("GITHUB_API_URL 不是网址")
        request = urllib.request.Request(address, body, method=method)  # noqa: S310 - checked above
        request.add_header("Accept", "application/vnd.github+json")
        request.add_header("X-GitHub-Api-Version", "2022-11-28")
        # An archive is fetched from another host by a redirection, which must not see the token.
        request.add_unredirected_header("Authorization", f"Bearer {self.token}")
        try:
            with urllib.request.urlopen(request, timeout=SECONDS) as answer:  # noqa: S310 - as above
                read: bytes = answer.read(limit + 1)
                return read
        except urllib.error.HTTPError as error:
            raise ApiError(f"GitHub 对 {method} {path} 回答 {error.code}") from error
        except OSError as error:
            raise ApiError(f"连不上 GitHub（{method} {path}）：{error}") from error
