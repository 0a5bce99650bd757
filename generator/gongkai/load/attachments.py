"""Attachments: original documents kept beside a report, admitted by type, size and hash."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from ..model.report import Attachment
from ..model.rule import Defect
from . import file_mistakes

MAGIC = {".pdf": b"%PDF-", ".docx": b"PK\x03\x04", ".doc": b"\xd0\xcf\x11\xe0"}
MAX_BYTES = 20_000_000
NAME = re.compile(r"[^/\\:*?\"<>|\s.][^/\\:*?\"<>|]{0,120}")


def examine(attachment: Attachment, folder: Path) -> Defect | None:
    """Why the attachment cannot be published, or None when it can."""
    name = attachment.file
    fix = "只用同一文件夹里的 PDF、DOCX 或 DOC 文件"
    if not NAME.fullmatch(name) or Path(name).suffix.lower() not in MAGIC:
        return file_mistakes.bad_attachment(name, "不是允许的文件名或类型", fix)
    path = folder / name
    if path.is_symlink() or not path.is_file():
        return file_mistakes.bad_attachment(name, "不在报告所在的文件夹里", fix)
    if path.stat().st_size > MAX_BYTES:
        return file_mistakes.bad_attachment(name, "超过 20 MB", "压缩后再放入")
    data = path.read_bytes()
    if not data.startswith(MAGIC[Path(name).suffix.lower()]):
        return file_mistakes.bad_attachment(name, "的内容与扩展名不符", "另存为正确的格式")
    digest = hashlib.sha256(data).hexdigest()
    if attachment.sha256 != digest:
        return file_mistakes.bad_attachment(
            name, "与登记的 SHA-256 不一致", f"核对文件；无误时写 sha256: {digest}"
        )
    return None
