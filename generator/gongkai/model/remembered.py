"""What is made of a text, made once: for texts that come again and again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class Remembered(dict[str, T]):
    """Text → what is made of it. When there are too many, all are dropped and it begins anew."""

    def __init__(self, make: Callable[[str], T], most: int) -> None:
        super().__init__()
        self._make, self._most = make, most

    def __missing__(self, text: str) -> T:
        if len(self) >= self._most:
            self.clear()
        self[text] = made = self._make(text)
        return made


def remembered(make: Callable[[str], T]) -> Callable[[str], T]:
    """`make`, asked once for every text. Like lru_cache, whose every answer costs three times as much: the same
    few figures stand in all tables, and each is looked up for every file of a report."""
    return Remembered(make, 16384).__getitem__
