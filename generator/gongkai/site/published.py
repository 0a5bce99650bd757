"""The manifest of the site that readers see now: what a new site is compared with where no old one is at hand."""

from __future__ import annotations

import urllib.error
import urllib.request
from pathlib import Path

from ..files import put
from . import manifest
from .configuration import PLACEHOLDER, Settings

SECONDS = 60
LONGEST = 256 * 1024 * 1024
"""Bytes; a manifest has some hundred for every report."""


class NoAnswer(Exception):
    """The public site did not say what it holds; the message is Chinese."""


def fetch(settings: Settings, file: Path) -> str:
    """Write the manifest of the public site into `file`; says in Chinese what was done.

    Where nothing was published yet there is no file afterwards. Raises NoAnswer when that is not certain.
    """
    file.unlink(missing_ok=True)
    if not settings.url or PLACEHOLDER.search(settings.url):
        return "mkdocs.yml 的 site_url 没有填写，没有已公开的网站可比"
    address = settings.url + manifest.NAME
    if not address.startswith(("https://", "http://")):
        raise NoAnswer(f"site_url“{settings.url}”不是网址")
    try:
        with urllib.request.urlopen(address, timeout=SECONDS) as answer:  # noqa: S310 - checked above
            data: bytes = answer.read(LONGEST + 1)
    except urllib.error.HTTPError as error:
        if error.code in (404, 410):
            return f"{address} 还没有，视为首次发布；已经发布过的，请先查明原因"
        raise NoAnswer(f"{address} 回答 {error.code}") from error
    except (OSError, ValueError) as error:
        raise NoAnswer(f"连不上 {address}：{error}") from error
    if len(data) > LONGEST:
        raise NoAnswer(f"{address} 太大")
    put(str(file), data)
    try:
        return f"已取回 {address}：{len(manifest.read(file))} 个地址"
    except manifest.ManifestError as error:
        file.unlink()
        raise NoAnswer(f"{address} 不是地址清单：{error}") from error
