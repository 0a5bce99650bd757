"""Folding: what search takes for the same text. docs/assets/search.js does the same, step by step.

1. A comma of thousands goes: 1,234 is 1234. (Only `,` itself: ，stands between figures of a list.)
2. Every character is brought to its compatibility form and lower case (NFKC: Ａ → a, ４ → 4, ％ → %),
   and a traditional character to its simplified one.
3. Blanks go, unless they part two words or figures of ASCII: 2020 年 is 2020年, `annual report` stays.
4. A line break parts two texts; nothing that is searched for reaches across it.

`fold` says what folding is. `settle` does what looks at more than one character, a page at a time; what
is left of folding is done character by character, and can wait until equal pairs of characters are one.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from pathlib import Path

THOUSANDS = re.compile(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")
BLANKS = re.compile(r"[ \t\r]+")
NEEDLESS = re.compile(r"(?<![0-9a-z]) | (?![0-9a-z])")
APART = re.compile(r"(?<![0-9A-Za-z]) | (?![0-9A-Za-z])")
"""The same blanks in a text whose letters may be capitals."""
UNPLAIN = re.compile(
    r"[^\n -~\u3400-\u4dbf\u4e00-\u9fff，。、；：？！“”‘’（）《》〈〉【】〔〕「」『』—·％～]"
)
"""Characters that may fold into none or several, into a blank, a letter or a figure of ASCII. All others
fold into one that is none of these, but for letters into letters."""
FIGURE = re.compile(r"[0-9]+(?:\.[0-9]+)*")
"""A whole figure: 46, 288.0191, 1.2.3."""


@lru_cache(maxsize=1)
def traditional() -> tuple[str, str]:
    """Traditional characters, and in the same order the simplified ones.

    Source: OpenCC (Apache-2.0), its conversion t2s of every single character of the Unicode blocks
    CJK Unified Ideographs and Extension A. tests/test_search.py makes it anew and compares.
    """
    text = Path(__file__).with_name("traditional.txt").read_text("utf-8")
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
    return NEEDLESS.sub("", BLANKS.sub(" ", plain)) if BLANKS.search(plain) else plain


def settle(text: str) -> str:
    """The text folded as far as that takes more than a look at each of its characters: every one of them
    still has to be given to `fold_character`, and the result is `fold(text)`."""
    if UNPLAIN.search(text):
        lines = text.split("\n")
        return "\n".join(fold(line) if UNPLAIN.search(line) else _settle(line) for line in lines)
    return _settle(text)


def _settle(text: str) -> str:
    if "," in text:
        text = THOUSANDS.sub("", text)
    return APART.sub("", BLANKS.sub(" ", text)) if " " in text else text


def fold_character(character: str) -> str:
    """The folded text of one character; what is folded stays as it is."""
    return _characters()[ord(character)]


def has_traditional(text: str) -> bool:
    """Whether folding replaces traditional characters of the text."""
    return _traditional().search(text) is not None


@lru_cache(maxsize=1)
def _traditional() -> re.Pattern[str]:
    return re.compile(f"[{traditional()[0]}]")
