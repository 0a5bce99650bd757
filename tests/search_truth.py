"""What a search has to find, by reading every text: the measure of the index and of the client."""

from __future__ import annotations

import json
import random
import re
import tempfile
import zlib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import chain
from pathlib import Path

from gongkai.search import index
from gongkai.search.fold import fold
from gongkai.search.page import Page
from gongkai.search.record import Record
from gongkai.search.terms import terms_of

WITH_UNIT = re.compile(r"([+-]?[0-9]+(?:\.[0-9]+)*)([\u3400-\u9fff%‰]{0,2})")
PLAIN = re.compile(r"[+-]?[0-9.,]+")

QUERIES = [
    *["公开", "开", "〇", "依申请公开", "行政复议", "主动公开政府信息", "鹦鹉螺", "本机关不掌握相关政府信息"],
    *["示例市", "镇人民政府", "街道", "办事处", "2024年", "2019年", "年", "存在的主要问题及改进情况", "，"],
    *["0", "1", "46", "46件", "3件", "12条", "100%", "0.5", "2", "0件", "5项", "万元", "1件，", "0万元"],
    *["公开 复议", "示例市 2023年 诉讼", "無", "行政複議", "２０２３年", "ＧＯＮＧ", "件 条 项", "第五十条"],
    *["信息公开指南", "怎样看表", "采购总金额"],
]
"""Fixed queries: words, one character, figures with and without unit, several words, other forms."""


@cache
def texts(record: Record) -> tuple[str, ...]:
    """Every folded text of the page that a word may stand in; a cell's figure with its unit."""
    cells = zip(record.figures, record.frame.units, strict=True)
    figures = {text + unit if PLAIN.fullmatch(text) else text for text, unit in cells}
    lines = [*record.text.split("\n"), *record.frame.labels.split("\n"), *sorted(figures)]
    return tuple(fold(line) for line in lines)


def pattern(word: str) -> re.Pattern[str]:
    """A figure, alone or with its unit, is a whole figure; anything else stands for itself."""
    folded = fold(word)
    figure = WITH_UNIT.fullmatch(folded)
    if not figure:
        return re.compile(re.escape(folded))
    before = r"(?<![0-9])(?<![0-9]\.)" if folded[0].isdigit() else ""
    return re.compile(before + re.escape(figure[1]) + r"(?![0-9])(?!\.[0-9])" + figure[2])


def found(query: str, records: Iterable[Record]) -> list[str]:
    """Ids of the pages that have every word of the query, in their order."""
    patterns = [pattern(word) for word in query.split()]
    return [
        each.id
        for each in sorted(records, key=lambda each: each.order)
        if all(any(word.search(text) for text in texts(each)) for word in patterns)
    ]


def phrases(records: Sequence[Record], number: int, seed: int) -> list[str]:
    """Stretches of 1 to 12 characters of the pages' own texts, wherever they may begin.

    A bare piece of a figure (“.9”) is not among them: it is looked up in texts, not in the cells of tables.
    """
    dice = random.Random(seed)
    made: list[str] = []
    while len(made) < number:
        line = dice.choice(dice.choice(records).text.split("\n"))
        begin = dice.randrange(len(line) + 1)
        phrase = line[begin : begin + dice.randint(1, 12)]
        if phrase.strip() and not re.search(r"\s|^[.,][0-9.,]+$|^[+-]?[0-9.,]+[.,]$", phrase):
            made.append(phrase)
    return made


def pages_of(records: Iterable[Record]) -> list[Page]:
    """Pages whose records are there already."""
    return [Page(each.order, lambda each=each: each) for each in records]  # type: ignore[misc]


def files_of(folder: Path) -> dict[str, bytes]:
    """Path below the folder → content."""
    return {
        each.relative_to(folder).as_posix(): each.read_bytes() for each in folder.rglob("*") if each.is_file()
    }


def index_of(records: Iterable[Record]) -> dict[str, bytes]:
    """The files of the index of these records."""
    with tempfile.TemporaryDirectory() as name:
        (work := Path(name) / "work").mkdir()
        index.write(pages_of(records), Path(name) / "search", work)
        return files_of(Path(name) / "search")


def shards_of(records: Iterable[Record], count: int) -> dict[str, bytes]:
    """The shards as the docstrings of index.py and postings.py say, the plainest way."""
    pages: dict[bytes, list[int]] = {}
    for number, record in enumerate(sorted(records, key=lambda each: each.order)):
        for term in terms_of(record):
            pages.setdefault(term.encode(), []).append(number)
    found = {f"terms/{number}.bin": b"" for number in range(count)}
    for term, numbers in sorted(pages.items()):
        runs = _runs(numbers)
        found[f"terms/{zlib.crc32(term) % count}.bin"] += _coded(len(term)) + term + _coded(len(runs)) + runs
    return found


def _runs(numbers: list[int]) -> bytes:
    here = set(numbers)
    starts = [number for number in numbers if number - 1 not in here]
    ends = [number + 1 for number in numbers if number + 1 not in here]
    return b"".join(
        _coded((start - free) * 2 + (end - start > 1)) + (_coded(end - start - 2) if end - start > 1 else b"")
        for start, end, free in zip(starts, ends, chain([0], ends), strict=False)
    )


def _coded(number: int) -> bytes:
    rest, low = divmod(number, 128)
    return bytes([low | 128]) + _coded(rest) if rest else bytes([low])


def pages_with(term: str, files: Mapping[str, bytes]) -> list[int]:
    """The numbers that the index holds for a term, read as its docstrings say."""
    shards = json.loads(files["root.json"])["shards"]
    data = files[f"terms/{zlib.crc32(term.encode()) % shards}.bin"]
    while data:
        name, data = _taken(data)
        runs, data = _taken(data)
        if name == term.encode():
            return _numbers(runs)
    return []


def _numbers(runs: bytes) -> list[int]:
    numbers: list[int] = []
    free = 0
    while runs:
        first, runs = _varint(runs)
        length, runs = _varint(runs) if first & 1 else (-1, runs)
        start = free + (first >> 1)
        free = start + length + 2
        numbers += range(start, free)
    return numbers


def _taken(data: bytes) -> tuple[bytes, bytes]:
    length, rest = _varint(data)
    return rest[:length], rest[length:]


def _varint(data: bytes) -> tuple[int, bytes]:
    value = shift = 0
    for place, byte in enumerate(data):
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return value, data[place + 1 :]
    raise ValueError("cut off")
