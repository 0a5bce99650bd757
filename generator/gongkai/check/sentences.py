"""What the sentences of a text say that is their own, whatever their figures."""

from __future__ import annotations

import re
from typing import NamedTuple

STOP = re.compile(r"[。！？\n]")
FORMULAS = ("依据", "根据", "按照", "本报告", "本年报", "现将", "如对", "报告中", "所列数据", "电子版")
CONGRESS = re.compile("党的[一二三四五六七八九十]+大")
WORDS = re.compile(r"[^0-9. \t\u3000，,、：:；;“”\"（）()《》]+")
"""What is left of a sentence without its figures and marks."""
SHORTEST = 14
"""Characters of a sentence that says something of its own."""


class Said(NamedTuple):
    """What a stretch of text says."""

    own: tuple[tuple[int, str], ...]
    """Number and words of every sentence that says something of its own."""
    ended: int
    """How many sentences end in the stretch."""


def said_in(stretch: str) -> Said:
    """The sentences of a stretch without figures and marks."""
    every = STOP.split("".join(WORDS.findall(stretch)))
    own = [each for each in enumerate(every) if len(each[1]) >= SHORTEST and not _formula(each[1])]
    return Said(tuple(own), len(every) - 1)


def _formula(norm: str) -> bool:
    """Whether everyone says it so: the legal basis, guiding thought, fees."""
    return (
        norm.startswith(FORMULAS)
        or "习近平" in norm
        or "收取" in norm
        or ("党的" in norm and CONGRESS.search(norm) is not None)
    )
