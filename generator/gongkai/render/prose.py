"""Author's text as paragraphs of segments; the templates escape every one of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..model.report import Prose, Report

MARKUP = re.compile(r"\{(?P<route>[^{}\s]+)\}|(?P<link>https?://[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+)")
SUBHEAD = re.compile(r"（[一二三四五六七八九十]+）|[一二三四五六七八九十]是")


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of prose that is tied to cells: offsets into the text."""

    start: int
    end: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a paragraph: plain text, a figure by reference, a tied number, or a link."""

    kind: str
    text: str
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of the author's text; `head` when it begins with （一） or 一是."""

    head: bool
    segments: tuple[Segment, ...]


def paragraphs(prose: Prose, report: Report, marks: Sequence[Mark] = ()) -> tuple[Paragraph, ...]:
    """The paragraphs of a text: one a line, blank lines and leading full-width spaces dropped."""
    found = []
    offset = 0
    for line in prose.text.split("\n"):
        body = line.strip("　 ")
        if body:
            start = offset + line.index(body[0])
            inside = [mark for mark in marks if start <= mark.start and mark.end <= start + len(body)]
            found.append(Paragraph(bool(SUBHEAD.match(body)), tuple(_segments(body, start, report, inside))))
        offset += len(line) + 1
    return tuple(found)


def _segments(text: str, start: int, report: Report, marks: list[Mark]) -> list[Segment]:
    pieces: list[tuple[int, int, Segment]] = []
    for match in MARKUP.finditer(text):
        if match["link"]:
            pieces.append((match.start(), match.end(), Segment("link", match["link"])))
        elif cell := report.cells.get(match["route"]):
            figure = Segment("tied", cell.text, (match["route"],))
            pieces.append((match.start(), match.end(), figure))
    for mark in marks:
        at, end = mark.start - start, mark.end - start
        if all(end <= left or right <= at for left, right, _ in pieces):
            pieces.append((at, end, Segment("tied", text[at:end], mark.cells)))
    segments, done = [], 0
    for left, right, piece in sorted(pieces, key=lambda each: each[0]):
        if left > done:
            segments.append(Segment("text", text[done:left]))
        segments.append(piece)
        done = right
    if done < len(text):
        segments.append(Segment("text", text[done:]))
    return segments
