"""Folding: what search takes for the same text. docs/assets/search.js does the same, step by step.

1. A comma of thousands goes: 1,234 is 1234. (Only `,` itself: ，stands between figures of a list.)
2. Every character is brought to its compatibility form and lower case (NFKC: Ａ → a, ４ → 4, ％ → %),
   and a traditional character to its simplified one.
3. Blanks go, unless they part two words or figures of ASCII: 2020 年 is 2020年, `annual report` stays.
4. A line break parts two texts; nothing that is searched for reaches across it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from importlib.resources import files

THOUSANDS = re.compile(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")
BLANKS = re.compile(r"[ \t\r]+")
NEEDLESS = re.compile(r"(?<![0-9a-z]) | (?![0-9a-z])")
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


def has_traditional(text: str) -> bool:
    """Whether folding replaces traditional characters of the text."""
    return not _traditional_set().isdisjoint(text)


@lru_cache(maxsize=1)
def _traditional_set() -> frozenset[str]:
    return frozenset(traditional()[0])
