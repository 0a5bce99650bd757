"""Bytes → text: the encoding, and characters that a reader of the file cannot see."""

from __future__ import annotations

import os
import re
from pathlib import Path

from msgspec.structs import replace

from ..model.rule import Defect
from . import file_mistakes, mistakes
from .characters import HIDDEN, ORDINARY

MAX_BYTES = 1_000_000
BOM = b"\xef\xbb\xbf"
MAX_TOLD = 20
"""One paste brings hundreds of hidden characters; the first ones say it."""


def read_file(file: Path) -> tuple[str, list[Defect]]:
    """The text of a file, and what is wrong with it; a file that is too big is not read to its end."""
    try:
        with open(file, "rb", buffering=0) as stream:  # noqa: PTH123 - takes half as long as Path's
            if (size := os.fstat(stream.fileno()).st_size) > MAX_BYTES:
                return "", [mistakes.too_big(f"文件有 {size:,} 字节", f"{MAX_BYTES:,} 字节")]
            return read(stream.read(MAX_BYTES))
    except OSError as error:
        return "", [
            file_mistakes.bad_path(
                file.name, f"无法读取（{error.strerror}）", "检查文件是否完好、有无读取权限"
            )
        ]


def read(data: bytes) -> tuple[str, list[Defect]]:
    """The text with \\n line ends and without BOM, and what is wrong with it."""
    text, defects = _decode(data)
    run = (-1, "")
    for match in () if ORDINARY.fullmatch(text) else HIDDEN.finditer(text):
        again, run = run == (match.start(), match[0]), (match.end(), match[0])
        if again:
            continue
        line = text.count("\n", 0, match.start()) + 1
        column = match.start() - text.rfind("\n", 0, match.start())
        defects.append(placed(of_character(match[0]), line, column))
        if len(defects) >= MAX_TOLD:
            break
    return text.replace("\r\n", "\n"), defects


def of_character(character: str) -> Defect:
    """What is wrong with a character that HIDDEN matches."""
    return (mistakes.wrong_space if character == "\t" else mistakes.hidden_character)(character)


def placed(defect: Defect, line: int, column: int) -> Defect:
    """The defect at a line and column, both from 1."""
    return replace(defect, at=(line, column))


def _decode(data: bytes) -> tuple[str, list[Defect]]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or data[:4000].count(0) * 5 > len(data[:4000]):
        return "", [placed(file_mistakes.wrong_encoding("UTF-16"), 1, 1)]
    try:
        text = data.removeprefix(BOM).decode("utf-8")
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode("utf-8")
        line = before.count("\n") + 1
        column = len(before) - before.rfind("\n")
        return "", [placed(file_mistakes.wrong_encoding(_guess(data)), line, column)]
    return text, [file_mistakes.byte_order_mark()] if data.startswith(BOM) else []


def _guess(data: bytes) -> str:
    """GB18030 when the bytes read as Chinese in it, else nothing."""
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return ""
    han = sum("\u4e00" <= character <= "\u9fff" for character in text)
    return "GBK（GB18030）" if han * 10 >= len(re.sub(r"[\x00-\x7f]", "", text)) * 5 else ""
