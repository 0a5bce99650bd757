"""Bytes → text: the encoding, and characters that a reader of the file cannot see."""

from __future__ import annotations

import re

from ..model.rule import Defect
from . import mistakes

MAX_BYTES = 1_000_000
HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00a0\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069"
    "\ufe00-\ufe0f\ufeff\ufff0-\uffff\ud800-\udfff\ue000-\uf8ff\U000e0000-\U000e007f\U000f0000-\U0010ffff]"
    "|\r(?!\n)|\t"
)


def read(data: bytes) -> tuple[str, list[Defect]]:
    """The text with \\n line ends and without BOM, and what is wrong with it (errors first).

    Text with hidden characters is returned all the same, so that its other faults can be told.
    """
    if len(data) > MAX_BYTES:
        return "", [mistakes.too_big(f"文件有 {len(data):,} 字节", f"{MAX_BYTES:,} 字节")]
    text, defects = _decode(data)
    for match in HIDDEN.finditer(text):
        character = match[0]
        line = text.count("\n", 0, match.start()) + 1
        column = match.start() - text.rfind("\n", 0, match.start())
        word = mistakes.wrong_space if character == "\t" else mistakes.hidden_character
        defects.append(placed(word(character), line, column))
        if len(defects) >= 20:  # one paste brings hundreds of the same; the first ones say it
            break
    return text.replace("\r\n", "\n"), defects


def placed(defect: Defect, line: int, column: int) -> Defect:
    """The defect at a line and column, both from 1."""
    values = {name: getattr(defect, name) for name in Defect.__slots__}
    return Defect(**{**values, "at": (line, column)})


def _decode(data: bytes) -> tuple[str, list[Defect]]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "", [mistakes.wrong_encoding("UTF-16")]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        return "", [placed(mistakes.wrong_encoding(_guess(data)), line, column)]
    bom = [mistakes.byte_order_mark()] if data.startswith(b"\xef\xbb\xbf") else []
    return text, bom


def _guess(data: bytes) -> str:
    """GB18030 when the bytes read as Chinese in it, else nothing."""
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return ""
    han = sum("\u4e00" <= character <= "\u9fff" for character in text)
    return "GBK（GB18030）" if han * 10 >= len(re.sub(r"[\x00-\x7f]", "", text)) * 5 else ""
