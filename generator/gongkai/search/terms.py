"""Record → terms: what the index knows of a page. A pure function of the record and its frame.

Terms of folded text are its characters, its pairs of neighbours, and `#` with each whole figure: as
it stands (#46), with its sign (#+431), and with the character after it (#46件). A cell gives the
terms of its figure and unit; when more than a number is printed in it, those of its text too.

While pages are read a term is a code. Text in UTF-16, read as 32-bit integers, once from its first
and once from its second character, is the list of its pairs, without a step of Python for each; a
character is the 16-bit integer it is there. What neither holds (figures, characters beyond 16 bits)
is a string. `name_of` gives the term of a code; pairs with a blank or a line break are none.
"""

from __future__ import annotations

import re
import sys
from array import array
from functools import lru_cache
from operator import add

from .fold import FIGURE, ODD, UTF16, fold, fold_units, units_of
from .record import Frame, Record

Code = int | str
NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)*")
DIGITS = frozenset(b"0123456789")
NOTHING = frozenset(("\n", " ", ""))
FIGURES = re.compile(rf"({FIGURE.pattern})(?=(.?))")
SIGNED = re.compile(rf"([+-]{FIGURE.pattern})(?=(.?))")


def terms_of(record: Record) -> set[str]:
    """All terms of the page."""
    names = map(name_of, own_codes(record) | frame_codes(record.frame))
    return {name.decode("utf-8") for name in names if name}


def own_codes(record: Record) -> set[Code]:
    """Codes of the terms of the page that do not follow from its frame."""
    found = _codes(*fold_units(record.text, record.text_units))
    for text, unit in set(zip(record.figures, record.frame.units, strict=True)):
        found |= _of_cell(text, unit)
    found -= frame_codes(record.frame)
    return found


def frame_codes(frame: Frame) -> frozenset[Code]:
    """Codes of the terms of a frame: those of every page that has it."""
    return _of_labels(frame.labels)


class _Names(dict[Code, bytes]):
    """Code → the term's UTF-8 bytes, worked out at the first meeting; empty when it is no term."""

    def __missing__(self, code: Code) -> bytes:
        text = code
        if isinstance(text, int):
            text = text.to_bytes(2 if text < 0x10000 else 4, sys.byteorder).decode(UTF16)
        self[code] = name = b"" if " " in text or "\n" in text else text.encode("utf-8")
        return name


name_of = _Names().__getitem__


def code_of(term: str) -> Code:
    """The code of a term, the only one it has."""
    if len(term) > 2 or not ODD.isdisjoint(units_of(term)):
        return term
    return int.from_bytes(term.encode(UTF16), sys.byteorder)


@lru_cache(maxsize=64)
def _of_labels(labels: str) -> frozenset[Code]:
    return frozenset(_of_text(fold(labels)))


@lru_cache(maxsize=65536)
def _of_cell(text: str, unit: str) -> frozenset[Code]:
    folded = fold(text)
    if NUMBER.fullmatch(folded):
        return frozenset(_figures(folded + fold(unit)))
    return frozenset(_of_text(folded))


def _of_text(text: str) -> set[Code]:
    return _codes(text, units_of(text))


def _codes(text: str, units: set[int]) -> set[Code]:
    """Codes of the terms of a folded text whose units these are; some more, that name no term."""
    if not units.isdisjoint(ODD):
        return {code_of(term) for term in _spelled(text)} | _figures(text)
    data = (text + "\n" * (len(text) % 2)).encode(UTF16)
    pairs = array("I", data)
    pairs.frombytes(data[2:-2])
    found: set[Code] = {*units, *pairs}
    if not units.isdisjoint(DIGITS):
        found |= _figures(text)
    return found


def _spelled(text: str) -> set[str]:
    """Characters and pairs of the text, whatever its characters are."""
    found = set(text)
    for line in text.split("\n"):
        found.update(map(add, line, line[1:]))
    return {term for term in found if "\n" not in term and " " not in term}


def _figures(text: str) -> set[Code]:
    """Codes of the whole figures of a text."""
    found: set[Code] = set()
    found.update(*map(_of_figure, set(FIGURES.findall(text))))
    if "+" in text or "-" in text:
        found.update(*map(_of_figure, set(SIGNED.findall(text))))
    return found


@lru_cache(maxsize=65536)
def _of_figure(figure_and_after: tuple[str, str]) -> tuple[Code, ...]:
    """Codes of a figure, and of it with the character after it."""
    figure, after = figure_and_after
    code = code_of(f"#{figure}")
    return (code,) if after in NOTHING else (code, f"#{figure}{after}")
