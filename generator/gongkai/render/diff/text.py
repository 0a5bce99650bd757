"""A difference for a terminal: 〔删：…〕 and 〔增：…〕 mark words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from .blocks import PHRASE, Come, Gone, Line, Part, Span, Spans, Strong, Table, visible


def as_text(parts: Sequence[Part]) -> str:
    """All parts, an empty line between them."""
    return "\n".join("\n".join(_lines(part)) + "\n" for part in parts)


def sentences(lines: Iterable[Line]) -> list[str]:
    """Lines of a list as plain text, one each, indented by their depth."""
    return [f"{'  ' * line.depth}{_spans(line.spans)}" for line in lines]


def _lines(part: Part) -> Iterator[str]:
    yield _spans(part.heading)
    for block in part.blocks:
        if isinstance(block, Line):
            yield f"{'  ' * (block.depth + 1)}{_spans(block.spans)}"
        else:
            yield from _rows(block)


def _rows(table: Table) -> Iterator[str]:
    for row in table.rows:
        yield "  " + "｜".join(_spans(cell) for cell in row)


def _spans(spans: Spans) -> str:
    return "".join(map(_span, spans))


def _span(span: Span) -> str:
    if isinstance(span, str):
        return span
    if isinstance(span, Gone):
        return f"〔删：{visible(span.text, PHRASE)}〕"
    if isinstance(span, Come):
        return f"〔增：{visible(span.text, PHRASE)}〕"
    return f"【{span.text}】" if isinstance(span, Strong) else visible(*span)
