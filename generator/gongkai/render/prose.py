"""Author's text as HTML: paragraphs, and in them links to the cells that its numbers rest on."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from markupsafe import Markup
from msgspec import Struct

from ..model.printed import anchor
from ..model.report import Prose, Report
from .escaping import escape, is_plain

MARKUP = re.compile(r"\{(?P<route>[^{}\s]+)\}|(?P<link>https?://[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+)")
SUBHEAD = re.compile(r"（[一二三四五六七八九十]+）|[一二三四五六七八九十]是")


class Mark(Struct, frozen=True):
    """A stretch of prose that is tied to cells: offsets into the text."""

    start: int
    end: int
    cells: tuple[str, ...]


Piece = tuple[int, int, str]
"""A stretch of a paragraph that is not plain text: its start, its end, its HTML."""


def prose_html(prose: Prose | None, report: Report, marks: Sequence[Mark] = ()) -> Markup:
    """The paragraphs of a text: one a line, blank lines and leading full-width spaces dropped.

    Empty where there is no text. References are replaced by the figures of their cells; they, the
    marks and addresses are links. All else is text, escaped here and only here.
    """
    if prose is None:
        return Markup()
    found = []
    offset = 0
    shown = str if is_plain(prose.text) else escape
    for line in prose.text.split("\n"):
        body = line.strip("　 ")
        if body:
            start = offset + line.index(body[0])
            end = start + len(body)
            inside = [mark for mark in marks if start <= mark.start and mark.end <= end] if marks else []
            lead = ' class="lead"' if SUBHEAD.match(body) else ""
            pieces = _pieces(body, start, report, inside)
            inner = _inner(body, pieces, shown) if pieces else shown(body)
            found.append(f"<p{lead}>{inner}</p>\n")
        offset += len(line) + 1
    return Markup(f'<div class="prose">\n{"".join(found)}</div>\n' if found else "")  # noqa: S704 - escaped


def _inner(text: str, pieces: list[Piece], shown: Callable[[str], str]) -> str:
    """The text with its pieces in their places, and escaped between them."""
    parts: list[str] = []
    done = 0
    for left, right, html in sorted(pieces):
        parts += (shown(text[done:left]), html)
        done = right
    return "".join([*parts, shown(text[done:])])


def _pieces(text: str, start: int, report: Report, marks: list[Mark]) -> list[Piece]:
    """Addresses, references, and the marks that overlap none of them; `start` is where the text begins."""
    pieces: list[Piece] = []
    for match in MARKUP.finditer(text) if "{" in text or "://" in text else ():
        if address := match["link"]:
            shown = escape(address)
            pieces.append((*match.span(), f'<a href="{shown}" rel="nofollow">{shown}</a>'))
        elif cell := report.cells.get(match["route"]):
            pieces.append((*match.span(), _tied(cell.text, (match["route"],))))
    for mark in marks:
        at, end = mark.start - start, mark.end - start
        for left, right, _ in pieces:
            if left < end and at < right:
                break
        else:
            pieces.append((at, end, _tied(text[at:end], mark.cells)))
    return pieces


def _tied(text: str, cells: tuple[str, ...]) -> str:
    """A number that leads to the cells it rests on: to the first; the others stand beside it for cells.js."""
    data = f' data-ref="{" ".join([_beside(cells[0], other) for other in cells[1:]])}"' if cells[1:] else ""
    return f'<a href="#{_anchor(cells[0])}"{data}>{escape(text)}</a>'


@lru_cache(maxsize=8192)
def _beside(first: str, other: str) -> str:
    """The address of a cell, without the parts of the route that are those of `first`: a.b.c, a.x.c → .x."""
    parts = anchor(first).split(".")
    found = ("" if parts[at : at + 1] == [part] else part for at, part in enumerate(anchor(other).split(".")))
    return escape(".".join(found))


@lru_cache(maxsize=8192)
def _anchor(route: str) -> str:
    return escape(anchor(route))
