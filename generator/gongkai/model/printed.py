"""What a report prints, as plain characters: the same on its page and in every file taken from it."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from .report import Prose, Report

REFERENCE = re.compile(r"\{([^{}\s]+)\}")


@lru_cache(maxsize=16384)
def anchor(route: str) -> str:
    """The address of a cell on its page: its route; a space in a local row's name cannot stay."""
    return re.sub(r"\s", "_", route)


def with_figures(text: str, report: Report) -> str:
    """The text with its references replaced by the figures of the cells that they name."""

    def figure(match: re.Match[str]) -> str:
        cell = report.cells.get(match[1])
        return cell.text if cell else match[0]

    return REFERENCE.sub(figure, text)


def paragraphs(prose: Prose | None, report: Report) -> list[str]:
    """The paragraphs of a text as printed: one a line, without blank lines and indentation."""
    lines = (line.strip("　 ") for line in prose.text.split("\n")) if prose else ()
    return [with_figures(line, report) for line in lines if line]


def width(text: str) -> int:
    """Columns on a screen: Chinese characters take two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def padded(text: str, columns: int) -> str:
    """The text with spaces behind it, so wide."""
    return text + " " * (columns - width(text))
