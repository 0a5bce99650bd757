"""Record → terms: what the index knows of a page. A pure function of the record and its frame.

Terms of folded text are its characters, its pairs of neighbours, and `#` with each whole figure: as
it stands (#46), with its sign (#+431), and with the character after it (#46件). A cell gives the
terms of its figure and unit; when more than a number is printed in it, those of its text too.

While pages are read a pair is a code: text in UTF-16, read as 32-bit integers, once from its first
and once from its second character, is the list of its pairs, without a step of Python for each. The
text need only be settled (fold.py): `name_of` folds each different pair once. Every character is the
first of a pair, since a line break ends the text, so characters need no code: `first_of` gives it.
What pairs do not hold (figures, characters beyond 16 bits) is a term itself.
"""

from __future__ import annotations

import re
import sys
from array import array
from collections.abc import Iterable, Iterator
from functools import lru_cache
from operator import add

from .fold import FIGURE, fold, fold_character, settle
from .record import Frame, Record

Code = int | str
"""A pair of characters, or a term that is none."""
UTF16 = f"utf-16-{sys.byteorder[0]}e"
"""UTF-16 as this machine stores numbers: text is read as integers by a cast."""
FIRST = 0 if sys.byteorder == "little" else 16
"""Lowest bit of the first character in a code."""
NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)*")
ENDS = [text.encode(UTF16) for text in ("\n\n", "\n")]
DIGITS = frozenset("0123456789")
NOTHING = frozenset(("\n", " ", ""))
FIGURES = re.compile(rf"{FIGURE.pattern}.?")
SIGNED = re.compile(rf"([+-])(?=({FIGURES.pattern}))")


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
    for text, unit in set(zip(record.figures, record.frame.units, strict=True)):
        yield _of_cell(text, unit)


class _Names(dict[int, bytes]):
    """Code → the term's UTF-8 bytes, worked out at the first meeting; empty when it is no term."""

    def __missing__(self, code: int) -> bytes:
        text = code.to_bytes(4, sys.byteorder).decode(UTF16)
        apart = " " in text or "\n" in text
        self[code] = name = b"" if apart else "".join(map(fold_character, text)).encode("utf-8")
        return name


_known = _Names()


def name_of(code: Code) -> bytes:
    """The term of a code in UTF-8; empty when it has none. Several codes may have the same."""
    return _known[code] if isinstance(code, int) else code.encode("utf-8")


def first_of(code: int) -> int:
    """The first character of a pair."""
    return code >> FIRST & 0xFFFF


def name_of_character(point: int) -> bytes:
    """Its term in UTF-8; empty when it has none."""
    character = chr(point)
    return b"" if character in NOTHING else fold_character(character).encode("utf-8")


def _names(parts: Iterable[Iterable[Code]]) -> set[bytes]:
    codes = set[Code]().union(*parts)
    found = set(map(name_of, codes))
    found.update(name_of_character(first_of(code)) for code in codes if isinstance(code, int))
    found.discard(b"")
    return found


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
    return pairs


def _spelled(text: str) -> set[str]:
    """Characters and pairs of a settled text, whatever its characters are."""
    plain = "".join(map(fold_character, text))
    found = {*plain, *map(add, plain, plain[1:])}
    return {term for term in found if "\n" not in term and " " not in term}


def _of_figures(text: str) -> set[str]:
    """The terms of the whole figures of a settled text."""
    found = set[str]()
    found.update(*map(_of_figure, set(FIGURES.findall(text))))
    if "+" in text or "-" in text:
        found.update(*map(_of_figure, set(map("".join, SIGNED.findall(text)))))
    return found


@lru_cache(maxsize=65536)
def _of_figure(text: str) -> tuple[str, ...]:
    """Of a figure with the character after it."""
    after = "" if text[-1] in DIGITS else text[-1]
    term = f"#{text.removesuffix(after)}"
    return (term,) if after in NOTHING else (term, term + fold_character(after))
