"""Record → terms: what the index knows of a page. A pure function of the record and its frame.

Terms of folded text are its characters, its pairs of neighbours, and `#` with each whole figure: as
it stands (#46), with its sign (#+431), and with the character after it (#46件). A cell gives the
terms of its figure and unit; when more than a number is printed in it, those of its text too.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from .fold import FIGURE, fold
from .record import Frame, Record

NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)*")


def terms_of(record: Record) -> set[str]:
    """All terms of the page."""
    found = _terms(fold(record.text))
    found |= _of_frame(record.frame)
    for text, unit in set(zip(record.figures, record.frame.units, strict=True)):
        found |= _of_cell(text, unit)
    return found


@lru_cache(maxsize=64)
def _of_frame(frame: Frame) -> frozenset[str]:
    return frozenset(_terms(fold(frame.labels)))


@lru_cache(maxsize=65536)
def _of_cell(text: str, unit: str) -> frozenset[str]:
    folded = fold(text)
    if NUMBER.fullmatch(folded):
        return frozenset(_figures(folded + fold(unit)))
    return frozenset(_terms(folded))


def _terms(text: str) -> set[str]:
    found = set(map("".join, pairwise(text)))
    found = {pair for pair in found if "\n" not in pair and " " not in pair}
    found.update(text)
    found -= {"\n", " "}
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
