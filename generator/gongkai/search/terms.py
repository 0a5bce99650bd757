"""Record → terms: what the index knows of a page. A pure function of the record and its frame.

Terms of folded text are its characters, its pairs of neighbours, and `#` with each whole figure: as
it stands (#46), with its sign (#+431), and with the character after it (#46件). A cell gives the
terms of its figure and unit; when more than a number is printed in it, those of its text too.

While pages are read a pair is a code: text in UTF-16, read as 32-bit integers, once from its first
and once from its second character, is the list of its pairs, without a step of Python for each. The
text need only be settled (fold.py): the rest of folding is done when all pages have been read, once for
each different pair. Every character is the first of a pair, since a line break ends the text, so
characters need no code. What pairs do not hold (figures, characters beyond 16 bits) is a term itself.
"""

from __future__ import annotations

import re
import sys
from array import array
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain, repeat
from operator import add

from .fold import FIGURE, fold, fold_character, settle
from .record import Frame, Record

Code = int | str
"""A pair of characters, the second 16 bits above the first; or a term that is none."""
UTF16 = "utf-16-le"
NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)*")
ENDS = [text.encode(UTF16) for text in ("\n\n", "\n")]
NOTHING = frozenset(("\n", " ", ""))
FIGURES = re.compile(r"[0-9][0-9.]*.?")
"""A whole figure with the character after it; several, where points stand strangely."""
SIGNED = {sign: re.compile(rf"{re.escape(sign)}(?=({FIGURES.pattern}))") for sign in "+-"}
WITH_NEXT = re.compile(rf"({FIGURE.pattern})(?=(.?))")


def terms_of(record: Record) -> set[str]:
    """All terms of the page."""
    return {name.decode("utf-8") for name in names_of(record)}


def names_of(record: Record) -> set[bytes]:
    """The terms of the page in UTF-8."""
    return _names(codes_of(record)) | frame_names(record.frame)


def frame_names(frame: Frame) -> frozenset[bytes]:
    """Those of a frame: every page that has it has them."""
    return _of_labels(frame.labels)


def codes_of(record: Record) -> Iterator[Iterable[Code]]:
    """Codes of the page's terms but for those of its frame, in several parts; many come more than once."""
    yield from _of_text(record.text)
    for unit, cells_of in record.frame.of_unit:
        yield chain.from_iterable(map(_of_cell, set(cells_of(record.figures)), repeat(unit)))


class _Characters(dict[int, bytes]):
    """16 bits → the character's term in UTF-8, worked out at the first meeting; empty when it has none."""

    def __missing__(self, point: int) -> bytes:
        character = chr(point)
        self[point] = name = b"" if character in NOTHING else fold_character(character).encode("utf-8")
        return name


CHARACTERS = _Characters()


def _names(parts: Iterable[Iterable[Code]]) -> set[bytes]:
    found = set[bytes]()
    for code in set[Code]().union(*parts):
        if isinstance(code, str):
            found.add(code.encode("utf-8"))
        else:
            first, second = CHARACTERS[code & 0xFFFF], CHARACTERS[code >> 16]
            found |= {first, first + second} if second else {first}
    return found - {b""}


@lru_cache(maxsize=64)
def _of_labels(labels: str) -> frozenset[bytes]:
    return frozenset(_names(_of_text(labels)))


@lru_cache(maxsize=65536)
def _of_cell(text: str, unit: str) -> tuple[Code, ...]:
    folded = fold(text)
    if NUMBER.fullmatch(folded):
        return tuple(_of_figures(folded + fold(unit)))
    return tuple({code for some in _of_text(folded) for code in some})


def _of_text(text: str) -> Iterator[Iterable[Code]]:
    text = settle(text)
    yield _of_figures(text)
    data = text.encode(UTF16)
    if len(data) > 2 * len(text):  # a character has more than 16 bits
        yield _spelled(text)
    else:
        yield _pairs(data)


def _pairs(data: bytes) -> array[int]:
    """The pairs of a text, and of its last character and a line break."""
    data += ENDS[len(data) // 2 % 2]
    pairs = array("I", data)
    pairs.frombytes(data[2:-2])
    if sys.byteorder == "big":
        pairs.byteswap()
    return pairs


def _spelled(text: str) -> set[str]:
    """Characters and pairs of a settled text, whatever its characters are."""
    plain = "".join(map(fold_character, text))
    found = {*plain, *map(add, plain, plain[1:])}
    return {term for term in found if "\n" not in term and " " not in term}


def _of_figures(text: str) -> Iterator[str]:
    """The terms of the whole figures of a settled text."""
    yield from chain.from_iterable(map(_of_figure, FIGURES.findall(text)))
    for sign, signed in SIGNED.items():
        if sign in text:
            yield from chain.from_iterable(map(_of_signed, signed.findall(text), repeat(sign)))


@lru_cache(maxsize=65536)
def _of_figure(text: str) -> tuple[str, ...]:
    return tuple(term for found in WITH_NEXT.findall(text) for term in _with_next("#", *found))


@lru_cache(maxsize=65536)
def _of_signed(text: str, sign: str) -> tuple[str, ...]:
    """Of a figure that a sign stands before."""
    return tuple(_with_next(f"#{sign}", *WITH_NEXT.findall(text)[0]))


def _with_next(start: str, figure: str, after: str) -> Iterator[str]:
    term = start + figure
    yield term
    if after not in NOTHING:
        yield term + fold_character(after)
