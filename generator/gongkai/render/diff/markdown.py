"""A difference as Markdown for a comment: authors' words stand in code spans, where nothing acts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from ...quoting import cell, code
from .blocks import MESSAGE, PHRASE, Come, Gone, Line, Part, Span, Spans, Strong, Table, visible

LIMIT = 65_000
"""A comment on GitHub holds 65,536 characters; some are left for who posts it."""
ALL = 100 * MESSAGE
"""Texts have been cut before; hidden characters made visible take more room."""


def as_markdown(parts: Sequence[Part], limit: int = LIMIT) -> str:
    """The parts that fit into so many characters, and how many do not. The first always stands."""
    texts = ["\n".join(_lines(part)).rstrip("\n") + "\n" for part in parts]
    shown = texts[:1]
    room = limit - len(texts[0].encode("utf-16-le")) // 2 - 100 if texts else 0
    for text in texts[1:]:
        room -= len(text.encode("utf-16-le")) // 2 + 1
        if room < 0:
            break
        shown.append(text)
    left = len(texts) - len(shown)
    closing = [f"其余 {left} 份见构件（`gongkai diff` 的完整输出）。\n"] if left else []
    return "\n".join([*shown, *closing])


def _lines(part: Part) -> Iterator[str]:
    yield f"{'#' * (part.level + 1)} {_spans(part.heading)}"
    yield ""
    for block in part.blocks:
        if isinstance(block, Line):
            yield f"{'  ' * block.depth}- {_spans(block.spans)}"
        else:
            yield from _table(block)


def _table(table: Table) -> Iterator[str]:
    yield ""
    yield f"| {' | '.join(table.head)} |"
    yield f"|{' --- |' * len(table.head)}"
    for row in table.rows:
        yield f"| {' | '.join(_spans(cell, True) for cell in row)} |"
    yield ""


def _spans(spans: Spans, in_table: bool = False) -> str:
    quote = cell if in_table else code
    text = ""
    for span in spans:
        piece = _span(span, quote)
        apart = " " if text.endswith("`") and piece.startswith("`") else ""  # or two fences would be one
        text += apart + piece
    return re.sub(" {2,}(?=[~*])", " ", text).rstrip()


def _span(span: Span, quote: Callable[[str, int], str]) -> str:
    if isinstance(span, str):
        return span
    if isinstance(span, Strong):
        return f"**{span.text}**"
    if isinstance(span, Gone):
        return f" ~~{quote(visible(span.text, PHRASE), ALL)}~~ "
    if isinstance(span, Come):
        return f" **{quote(visible(span.text, PHRASE), ALL)}** "
    return quote(visible(*span), ALL)
