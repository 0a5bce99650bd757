"""Folding: what search takes for the same text. docs/assets/search.js does the same, step by step.

1. A comma of thousands goes: 1,234 is 1234. (Only `,` itself: ，stands between figures of a list.)
2. Every character is brought to its compatibility form and lower case (NFKC: Ａ → a, ４ → 4, ％ → %),
   and a traditional character to its simplified one.
3. Blanks go, unless they part two words or figures of ASCII: 2020 年 is 2020年, `annual report` stays.
4. A line break parts two texts; nothing that is searched for reaches across it.

`fold` says what folding is. `fold_units` does the same for a whole page in a quarter of the time: of a
page's few hundred different characters some ten change, and each is replaced everywhere at once.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from functools import lru_cache
from importlib.resources import files

THOUSANDS = re.compile(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")
BLANKS = re.compile(r"[ \t\r]+")
NEEDLESS = re.compile(r"(?<![0-9a-z]) | (?![0-9a-z])")
UTF16 = f"utf-16-{sys.byteorder[0]}e"
"""UTF-16 as this machine stores numbers: text is read as integers by a cast."""
ODD = frozenset({0, *range(0xD800, 0xE000)})
"""Units that are no character of their own, or not told from none: text with them takes the plain way."""
VANISHING = frozenset(b"\t\r ,")
"""What may be gone from a folded text though no character stands for it."""
FIGURE = re.compile(r"[0-9]+(?:\.[0-9]+)*")
"""A whole figure: 46, 288.0191, 1.2.3."""


@lru_cache(maxsize=1)
def traditional() -> tuple[str, str]:
    """Traditional characters, and in the same order the simplified ones.

    Source: OpenCC (Apache-2.0), its conversion t2s of every single character of the Unicode blocks
    CJK Unified Ideographs and Extension A. tests/test_search.py makes it anew and compares.
    """
    text = (files(__package__) / "traditional.txt").read_text("utf-8")
    one, other = text.split("\n")[:2]
    return one, other


class _Characters(dict[int, str]):
    """Code point → folded text, worked out at the first meeting."""

    def __missing__(self, point: int) -> str:
        plain = unicodedata.normalize("NFKC", chr(point)).lower()
        self[point] = "".join(self.simplified.get(each, each) for each in plain)
        return self[point]

    def __init__(self) -> None:
        super().__init__()
        self.simplified = dict(zip(*traditional(), strict=True))


@lru_cache(maxsize=1)
def _characters() -> _Characters:
    return _Characters()


def fold(text: str) -> str:
    """The text as it is compared."""
    plain = THOUSANDS.sub("", text).translate(_characters())
    if " " not in plain and "\t" not in plain:
        return plain
    return NEEDLESS.sub("", BLANKS.sub(" ", plain))


def units_of(text: str) -> set[int]:
    """The UTF-16 code units of the text: its characters, where none is in ODD."""
    return set(memoryview(text.encode(UTF16, "surrogatepass")).cast("H"))


_stable: set[int] = set()
"""Units met so far that folding leaves alone."""


def fold_units(text: str, units: set[int]) -> tuple[str, set[int]]:
    """`fold(text)` and its units, from the text and `units_of(text)`, which is not changed."""
    changing = units - _stable
    if not changing.isdisjoint(ODD):
        plain = fold(text)
        return plain, units_of(plain)
    if 0x2C in units:
        text = THOUSANDS.sub("", text)
    found = units & _stable
    for unit in changing:
        folded = _characters()[unit]
        if folded == chr(unit):
            _stable.add(unit)
        else:
            text = text.replace(chr(unit), folded)
        found |= units_of(folded)
    if 0x20 in found or 0x09 in found:
        text = NEEDLESS.sub("", BLANKS.sub(" ", text))
    return text, found - {unit for unit in VANISHING & found if chr(unit) not in text}


def has_traditional(text: str) -> bool:
    """Whether folding replaces traditional characters of the text."""
    return are_traditional(units_of(text))


def are_traditional(units: set[int]) -> bool:
    """Whether any of the units is a traditional character."""
    return not _traditional_units().isdisjoint(units)


@lru_cache(maxsize=1)
def _traditional_units() -> frozenset[int]:
    return frozenset(map(ord, traditional()[0]))
