"""The record of a review: what a pull request does, in words, as JSON of at most 64 KB.

The job that checks a pull request runs code of its author, so that the record may hold anything. `parse` takes nothing on
trust: sizes, keys, types; and what claims to be our own words is shown as plain text only where nothing in it could act.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from ..quoting import cell
from ..render.diff.blocks import PHRASE, Come, Gone, Line, Part, Quoted, Span, Spans, Strong, Table, visible

SCHEMA = "gongkai-review-1"
LIMIT = 64 * 1024
"""Bytes of a record."""
LONGEST = 5_000
"""Characters of a text: the longest that is ever shown, every character of it written as its code."""
MOST = 1_000
"""Entries of a list."""
DEEPEST, LEVELS = 5, (1, 2, 3)
PLAIN = re.compile(r"(?:[^\W_]|[ \u3000·→：，。；（）、—《》“”…％+=×-]|(?<=[0-9])\.(?=[0-9]))*")
"""Letters, digits, and signs that mean nothing to Markdown: no link, mention, reference, markup or command is made of them."""
MARKS: dict[str, type[Quoted] | type[Gone] | type[Come] | type[Strong]] = {
    "quoted": Quoted,
    "gone": Gone,
    "come": Come,
    "strong": Strong,
}


class Refused(ValueError):
    """The record is not one; the message says in Chinese what is wrong and quotes nothing from it."""


@dataclass(frozen=True, slots=True)
class Review:
    """The parts that there was room for, what needs attention first, and how many more there are."""

    parts: tuple[Part, ...]
    more: int = 0
    silent: bool = False
    """Whether the pull request changes nothing that a reviewer of reports would have to look at."""


def dump(review: Review) -> bytes:
    """The record as UTF-8 JSON of at most LIMIT bytes: what comes last is left out when there is more."""
    parts: list[Any] = []
    room = LIMIT - 200
    for part in review.parts[:MOST]:
        written = _part(part)
        while (
            not parts and len(_encoded(written)) > room
        ):  # the summary always stands, perhaps with fewer rows
            part = _shorter(part)
            written = _part(part)
        room -= len(_encoded(written)) + 1
        if room < 0:
            break
        parts.append(written)
    more = review.more + len(review.parts) - len(parts)
    return _encoded({"schema": SCHEMA, "silent": review.silent, "more": more, "parts": parts})


def _shorter(part: Part) -> Part:
    """Half of the blocks, and of the rows of the tables among them."""
    kept = part.blocks[: max(len(part.blocks) // 2, 1)] if len(part.blocks) > 20 else part.blocks
    blocks = (
        _with_rows(each, each.rows[: len(each.rows) // 2]) if isinstance(each, Table) else each
        for each in kept
    )
    return replace(part, blocks=tuple(blocks))


def _with_rows(table: Table, rows: tuple[tuple[Spans, ...], ...]) -> Table:
    return table._replace(rows=rows)


def _encoded(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "backslashreplace")


def _part(part: Part) -> dict[str, Any]:
    return {
        "heading": _spans(part.heading),
        "level": part.level,
        "blocks": [_block(each) for each in part.blocks[:MOST]],
    }


def _block(block: Line | Table) -> dict[str, Any]:
    if isinstance(block, Line):
        return {"depth": block.depth, "line": _spans(block.spans)}
    return {"head": list(block.head), "rows": [[_spans(cell) for cell in row] for row in block.rows[:MOST]]}


def _spans(spans: Spans) -> list[Any]:
    return [each if isinstance(each, str) else _marked(each) for each in spans[:MOST]]


def _marked(span: Quoted | Gone | Come | Strong) -> list[str]:
    """Authors' words are cut as they will be shown."""
    if isinstance(span, Quoted):
        return ["quoted", visible(span.text, span.most)]
    if isinstance(span, Strong):
        return ["strong", span.text]
    return ["gone" if isinstance(span, Gone) else "come", visible(span.text, PHRASE)]


def parse(data: bytes) -> Review:
    """The review in a record. Raises Refused when it is not exactly of the shape that `dump` writes."""
    if len(data) > LIMIT:
        raise Refused(f"超过 {LIMIT} 字节")
    try:
        read = json.loads(data.decode("utf-8"), object_pairs_hook=_once, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise error if isinstance(error, Refused) else Refused("不是 UTF-8 编码的 JSON") from error
    top = _object(read, ("schema", "silent", "more", "parts"))
    if top["schema"] != SCHEMA:
        raise Refused(f"schema 不是 {SCHEMA}")
    if not isinstance(top["silent"], bool):
        raise Refused("silent 应为 true 或 false")
    return Review(tuple(map(_read_part, _list(top["parts"]))), _count(top["more"], 10**6), top["silent"])


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Refused("有重复的键")
    return found


def _no_constant(_: str) -> None:
    raise Refused("有 NaN 或 Infinity")


def _read_part(value: object) -> Part:
    found = _object(value, ("heading", "level", "blocks"))
    level = _count(found["level"], LEVELS[-1])
    if level not in LEVELS:
        raise Refused(f"level 应为 {'、'.join(map(str, LEVELS))}")
    return Part(_read_spans(found["heading"]), tuple(map(_read_block, _list(found["blocks"]))), level)


def _read_block(value: object) -> Line | Table:
    if isinstance(value, dict) and "line" in value:
        found = _object(value, ("depth", "line"))
        return Line(_count(found["depth"], DEEPEST), _read_spans(found["line"]))
    found = _object(value, ("head", "rows"))
    head = tuple(_said(_text(each)) for each in _list(found["head"]))
    rows = tuple(tuple(map(_read_spans, _list(row))) for row in _list(found["rows"]))
    if not head or any(len(row) != len(head) for row in rows):
        raise Refused("表格各行的格数不一致")
    return Table(
        tuple(each if isinstance(each, str) else cell(visible(*each), LONGEST) for each in head), rows
    )


def _read_spans(value: object) -> Spans:
    return tuple(map(_read_span, _list(value)))


def _read_span(value: object) -> Span:
    if isinstance(value, str):
        return _said(_text(value))
    mark, text = _pair(_list(value))
    kind = MARKS.get(mark)
    if kind is None:
        raise Refused("标记不在允许的范围内")
    if kind is Strong:
        return (
            Strong(text) if text and PLAIN.fullmatch(text) and text == text.strip() else Quoted(text, LONGEST)
        )
    return Quoted(text, LONGEST) if kind is Quoted else kind(text)


def _pair(value: Sequence[object]) -> tuple[str, str]:
    if len(value) != 2:
        raise Refused("应为标记和文字两项")
    return _text(value[0]), _text(value[1])


def _said(text: str) -> str | Quoted:
    """What is said to be our own words: as it is where nothing in it could act, else as an author's."""
    return text if PLAIN.fullmatch(text) else Quoted(text, LONGEST)


def _object(value: object, keys: tuple[str, ...]) -> dict[str, Any]:
    if not isinstance(value, dict) or set(value) != set(keys):
        raise Refused(f"应为恰有 {'、'.join(keys)} 各键的对象")
    return value


def _list(value: object) -> Sequence[object]:
    if not isinstance(value, list) or len(value) > MOST:
        raise Refused(f"应为不超过 {MOST} 项的列表")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str) or len(value) > LONGEST:
        raise Refused(f"应为不超过 {LONGEST} 个字符的文字")
    return value


def _count(value: object, most: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= most:
        raise Refused(f"应为 0 至 {most} 的整数")
    return value
