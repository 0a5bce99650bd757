"""Claims: numbers stated in prose, and what became of each against the tables."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum
from typing import NamedTuple


class Verdict(Enum):
    """What is known about a number in the text; the value is what a reviewer reads."""

    BY_REFERENCE = "引用表中数"
    TIES = "与表一致"
    FOLLOWS = "由文中各数推得"
    CONTRADICTS = "不一致"
    NO_COUNTERPART = "表中无对应项"


class Against(Enum):
    """What a contradicting number disagrees with."""

    CELLS = "表"
    REFERENCE = "引用"
    SCOPE = "口径"
    PARTS = "分项"
    SHARE = "百分比"


class Claim(NamedTuple):
    """One number of a section. `start` and `end` are offsets into that section's text."""

    section: str
    start: int
    end: int
    text: str
    value: Decimal | None
    verdict: Verdict
    sentence: str
    """One Chinese sentence: with what, and how, the number agrees or does not."""
    cells: tuple[str, ...] = ()
    """Routes of the cells that the verdict rests on; several are a sum."""
    against: Against | None = None
    exact: bool = True
    expected: str = ""
    """The figure on the other side of a contradiction."""
    quote: str = ""
    """The sentence of the report in which the number stands."""

    @property
    def route(self) -> str:
        """The one cell that the number restates and could be replaced by, or ""."""
        bindable = self.verdict is Verdict.TIES and self.exact and len(self.cells) == 1
        return self.cells[0] if bindable and self.text.isascii() and self.text.isdigit() else ""
