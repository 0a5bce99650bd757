"""A difference as Markdown for a comment: authors' words stand in code spans, where nothing acts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .blocks import PHRASE, Come, Gone, Line, Part, Span, Spans, Strong, Table, visible

LIMIT = 65_000
"""A comment on GitHub holds 65,536 characters; some are left for who posts it."""


def as_markdown(parts: Sequence[Part], limit: int = LIMIT) -> str:
    """The parts that fit into so many characters, and how many do not. The first always stands."""
    texts = ["\n".join(_lines(part)) + "\n" for part in parts]
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
    text = ""
    for span in spans:
        piece = _span(span, in_table)
        apart = (
            " " if text.endswith("`") and piece.startswith("`") else ""
        )  # or the fences of two spans were one
        text += apart + piece
    return re.sub(" {2,}(?=[~*])", " ", text)


def _span(span: Span, in_table: bool) -> str:
    if isinstance(span, str):
        return span
    if isinstance(span, Strong):
        return f"**{span.text}**"
    if isinstance(span, Gone):
        return f" ~~{code(visible(span.text, PHRASE), in_table)}~~ "
    if isinstance(span, Come):
        return f" **{code(visible(span.text, PHRASE), in_table)}** "
    return code(visible(*span), in_table)


def code(text: str, in_table: bool = False) -> str:
    """A code span that cannot be left: its fence is longer than any in it; "" has none."""
    if not text:
        return ""
    if in_table:
        text = text.replace("|", "\\|")
    fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    room = " " if text[0] in "` " or text[-1] in "` " else ""
    return f"{fence}{room}{text}{room}{fence}"
