"""The archive that GitHub hands out for an artifact: one file in it is read, nothing is unpacked."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib

from .record import LIMIT, Refused

NAME = "review.json"
LARGEST = LIMIT + 4096
"""Bytes of the archive itself: what cannot be compressed, and the directory."""


def content(archive: bytes) -> bytes:
    """The bytes of review.json. Raises Refused unless it is the one plain file in the archive, and small."""
    if len(archive) > LARGEST:
        raise Refused(f"压缩包超过 {LARGEST} 字节")
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as opened:
            return _only(opened)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        raise Refused("不是完好的 ZIP 压缩包") from error


def _only(opened: zipfile.ZipFile) -> bytes:
    members = opened.infolist()
    if [each.filename for each in members] != [NAME]:
        raise Refused(f"压缩包里应恰有一个文件 {NAME}")
    kind = stat.S_IFMT(members[0].external_attr >> 16)
    if kind not in (0, stat.S_IFREG):
        raise Refused(f"{NAME} 不是普通文件")
    with opened.open(members[0]) as file:
        data = file.read(LIMIT + 1)  # the size that the directory states may be a lie
    if len(data) > LIMIT:
        raise Refused(f"{NAME} 超过 {LIMIT} 字节")
    return data
