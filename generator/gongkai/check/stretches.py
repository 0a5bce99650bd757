"""Stretches: a text cut behind every 。, its digits all 0.

Bodies print the same sentences with other figures, year after year and after common models. What
does not depend on the figures follows from the stretch alone, so it is worked out once and kept.
Digits keep their number, so every place in a stretch is the place in the text less the stretch's own.
"""

from __future__ import annotations

import re
from functools import lru_cache

PIECE = re.compile("[^。]*。|[^。]+")
KEPT = 8192
"""Stretches of which something is kept, each about 1 kB."""


@lru_cache(maxsize=128)
def stretches(text: str) -> tuple[tuple[int, str], ...]:
    """Every stretch of a text, each with the place where it begins.

    No number, word, ordinal or list mark reaches over the end of one, nor does what makes it one; only
    marks that stand together (。，) do. Quotes are not cut: a number after “ may be of a slogan.
    """
    shape = without_figures(text)
    found, begin, end, quoting = [], 0, 0, False
    for piece in PIECE.findall(shape):
        end += len(piece)
        if quoting or "“" in piece:
            opened, closed = piece.rfind("“"), piece.rfind("”")
            quoting = opened > closed or (quoting and closed < 0)
            if quoting and end < len(shape):
                continue
        found.append((begin, piece if end - begin == len(piece) else shape[begin:end]))
        begin = end
    return tuple(found)


def without_figures(text: str) -> str:
    """The text with 0 for every digit; so it takes less time than with a pattern."""
    for digit in "123456789":
        text = text.replace(digit, "0")
    return text
