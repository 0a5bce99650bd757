"""Stretches: a text cut behind every 。, its digits all 0.

Bodies print the same sentences with other figures, year after year and after common models. What
does not depend on the figures follows from the stretch alone, so it is worked out once and kept.
Digits keep their number, so every place in a stretch is the place in the text less the stretch's own.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from .sentences import Said, said_in
from .signs import Signs, signs_of

PIECE = re.compile("[^。]*。|[^。]+")
KEPT = 8192
"""Stretches of which something is kept, each about 1 kB."""


class Stretch:
    """One stretch, with what is known of it."""

    __slots__ = ("numbers", "said", "signs", "text")
    text: str
    signs: Signs
    """What it gives the checks of prose to look at."""
    said: Said
    """What its sentences say."""
    numbers: dict[Any, Any]
    """What the claims know of its numbers, by kind of body and form."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __getattr__(self, name: str) -> Any:
        """Find out what is not known yet; the cached_property of Python 3.11 takes a lock each time."""
        found = MADE[name](self.text)
        setattr(self, name, found)
        return found


MADE: dict[str, Callable[[str], Any]] = {"signs": signs_of, "said": said_in, "numbers": lambda _: {}}


stretch_of = lru_cache(maxsize=KEPT)(Stretch)
"""The stretch of a text that is one, the same each time."""


@lru_cache(maxsize=128)
def stretches(text: str) -> tuple[tuple[int, Stretch], ...]:
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
        found.append((begin, stretch_of(piece if end - begin == len(piece) else shape[begin:end])))
        begin = end
    return tuple(found)


def without_figures(text: str) -> str:
    """The text with 0 for every digit; so it takes less time than with a pattern."""
    for digit in "123456789":
        text = text.replace(digit, "0")
    return text
