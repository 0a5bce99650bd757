"""Pictures on a page: title, sentence, drawing, and the equal table where the page has no other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from .charts.picture import Picture, Row
from .escaping import escape
from .pieces import html


def pictures_of(found: Sequence[Picture], above: bool = False) -> Markup:
    """All pictures of a page; `above` when their figures stand in the page's own tables."""
    if not found:
        return Markup()
    lines = ["<p>各图所用的数字都在上文的统计表中。</p>", ""] if above else []
    lines.append('<div class="pictures">')
    for each in found:
        lines += _figure(each, not above)
    return html(*lines, "</div>")


def _figure(it: Picture, with_table: bool) -> Iterator[str]:
    title = escape(it.title)
    yield f'<figure class="picture" id="picture-{it.id}">'
    yield "<figcaption>"
    yield f'<h3 id="p-{it.id}">{title}</h3>'
    yield f'<p id="s-{it.id}">{escape(it.summary)}</p>'
    yield "</figcaption>"
    if it.svg:
        yield it.svg
    for note in it.notes:
        yield f'<p class="picture-note">{escape(note)}</p>'
    if with_table:
        yield '<details class="picture-table">'
        yield f"<summary>{title}：数据表</summary>"
        yield '<table class="overview">'
        yield "<thead>"
        yield f"<tr>{''.join(_column(text) for text in it.head)}</tr>"
        yield "</thead>"
        yield "<tbody>"
        yield from map(_row, it.rows)
        yield "</tbody>"
        yield "</table>"
        yield "</details>"
    yield "</figure>"


def _column(text: str) -> str:
    return f'<th scope="col">{escape(text)}</th>'


def _row(row: Row) -> str:
    first, *others = row
    return f'<tr><th scope="row">{escape(first)}</th>{"".join(f"<td>{escape(text)}</td>" for text in others)}</tr>'
