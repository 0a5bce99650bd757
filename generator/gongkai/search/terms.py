"""Record → terms: what the index knows of a page. A pure function of the record and its frame.

Terms of folded text are its characters, its pairs of neighbours, and `#` with each whole figure: as
it stands (#46), with its sign (#+431), and with the character after it (#46件). A cell gives the
terms of its figure and unit; when more than a number is printed in it, those of its text too.
"""

from __future__ import annotations

import re
from functools import lru_cache
from operator import add

from .fold import FIGURE, fold
from .record import Frame, Record

NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)*")


def terms_of(record: Record) -> set[str]:
    """All terms of the page."""
    return own_terms(record) | frame_terms(record.frame)


def own_terms(record: Record) -> set[str]:
    """The terms of the page that do not follow from its frame."""
    found = _terms(fold(record.text))
    for text, unit in set(zip(record.figures, record.frame.units, strict=True)):
        found |= _of_cell(text, unit)
    return found - frame_terms(record.frame)


def frame_terms(frame: Frame) -> frozenset[str]:
    """The terms of a frame: those of every page that has it."""
    return _of_labels(frame.labels)


@lru_cache(maxsize=64)
def _of_labels(labels: str) -> frozenset[str]:
    return frozenset(_terms(fold(labels)))


@lru_cache(maxsize=65536)
def _of_cell(text: str, unit: str) -> frozenset[str]:
    folded = fold(text)
    if NUMBER.fullmatch(folded):
        return frozenset(_figures(folded + fold(unit)))
    return frozenset(_terms(folded))


def _terms(text: str) -> set[str]:
    found = set(text)
    for line in text.split("\n"):
        found.update(map(add, line, line[1:]))
    found.discard("\n")
    if " " in found:
        found = {term for term in found if " " not in term}
    return found | _figures(text)


def _figures(text: str) -> set[str]:
    """Terms of the whole figures of a text."""
    found: set[str] = set()
    for match in FIGURE.finditer(text):
        start, end = match.span()
        marked = f"#{match[0]}"
        after = text[end : end + 1]
        found.add(marked)
        found.add(marked + after)
        if start and text[start - 1] in "+-":
            signed = f"#{text[start - 1]}{match[0]}"
            found.add(signed)
            found.add(signed + after)
    return {term for term in found if term[-1] not in "\n "}
