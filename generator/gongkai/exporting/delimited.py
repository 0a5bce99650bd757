"""CSV by RFC 4180, UTF-8 with BOM, in which no text becomes a formula.

A spreadsheet runs what begins with = + - @. Figures (-18, +431) and the mark “-” are safe and stay
as they are; any other such text gets an apostrophe before it, and so does one that begins with an
apostrophe: taking away one leading apostrophe gives back the text, character for character.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..model.remembered import remembered

BOM = "\ufeff"
END = "\r\n"
RISKY = re.compile(r"\s*[=+\-@＝＋－＠']")
SAFE = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?|[-－]")
QUOTED = re.compile(r"[\",;\r\n\t]|^\s|\s$")


@remembered
def field(text: str) -> str:
    """One field: guarded against formulas, quoted where the format needs it.

    Remembered: the same few figures and labels fill most of all files.
    """
    if RISKY.match(text) and not SAFE.fullmatch(text):
        text = f"'{text}"
    return '"' + text.replace('"', '""') + '"' if QUOTED.search(text) else text


def line(texts: Iterable[str]) -> str:
    """One record with its line end."""
    return ",".join(map(field, texts)) + END
