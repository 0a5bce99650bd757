"""Author's text where GitHub reads it: in Markdown, in annotations and in the log of a job. It is shown and does nothing.

Standard library only: the job that may write comments uses it without installing anything.
"""

from __future__ import annotations

import re
import unicodedata

EMPTY = "（空）"
HIDDEN = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
"""Categories of characters that cannot be seen or end a line."""


def visible(text: str) -> str:
    """The text on one line: runs of spaces and line ends as one space, hidden characters as U+ and their code."""
    if not text.isprintable():
        text = "".join(map(_seen, text))
    return re.sub(r"\s+", " ", text).strip()


def _seen(character: str) -> str:
    if unicodedata.category(character) in HIDDEN and character not in "\t\n\r":
        return f"U+{ord(character):04X}"
    return " " if character in "\t\n\r" else character


def code(text: str, limit: int = 500) -> str:
    """A code span that its text cannot leave: no markup, no mention, no command. At most `limit` characters are shown."""
    flat = visible(text[: 4 * limit])
    flat = f"{flat[: limit - 1]}…" if len(flat) > limit else flat
    longest = max((len(run) for run in re.findall("`+", flat)), default=0)
    fence = "`" * (longest + 1)
    inner = flat.replace("##[", "## [") or EMPTY  # a job's summary is a file, but people copy it into logs
    return f"{fence} {inner} {fence}" if longest else f"{fence}{inner}{fence}"


def cell(text: str, limit: int = 500) -> str:
    """A code span for a table, where `|` ends the cell even inside of code; it is shown as `｜`."""
    return code(text.replace("|", "｜"), limit)


def command(kind: str, message: str, **properties: str | int) -> str:
    """One workflow command, for instance an annotation: error, warning or notice with file, line, title."""
    given = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    return f"::{kind} {given}::{_data(message)}"


def _data(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")


def inert(text: str) -> str:
    """Lines for a log: none of them is a command for GitHub, nor steers the terminal."""
    return "\n".join(map(_inert_line, text.split("\n")))


def _inert_line(line: str) -> str:
    if not line.isprintable():
        line = "".join(each if each == "\t" else _seen(each) for each in line)
    line = line.replace("##[", "## [")
    return f"| {line}" if line.lstrip().startswith("::") else line
