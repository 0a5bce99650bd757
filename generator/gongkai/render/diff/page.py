"""A difference as one page of HTML that needs nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

import markupsafe

from ..environment import environment
from .blocks import PHRASE, Come, Gone, Line, Part, Span, Spans, Strong, Table, visible


def as_html(parts: Sequence[Part]) -> str:
    """The whole page."""
    template = environment().get_template("diff.html.j2")
    return template.render(parts=[(part, list(_grouped(part.blocks))) for part in parts], words=_spans)


def _grouped(blocks: Sequence[Line | Table]) -> Iterator[tuple[str, Table | list[Line]]]:
    """Lines that follow one another are one list."""
    for kind, found in groupby(blocks, key=type):
        if kind is Line:
            yield "list", [each for each in found if isinstance(each, Line)]
        else:
            yield from (("table", each) for each in found if isinstance(each, Table))


def _spans(spans: Spans) -> markupsafe.Markup:
    return markupsafe.Markup("".join(map(_span, spans)))  # noqa: S704 - every span is escaped


def _span(span: Span) -> str:
    if isinstance(span, str):
        return escape(span)
    if isinstance(span, Strong):
        return f"<strong>{escape(span.text)}</strong>"
    if isinstance(span, Gone):
        return f"<del>{escape(visible(span.text, PHRASE))}</del>"
    if isinstance(span, Come):
        return f"<ins>{escape(visible(span.text, PHRASE))}</ins>"
    return f"<q>{escape(visible(*span))}</q>"
