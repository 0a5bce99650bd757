"""Pieces of text that mean something to GitHub, and how its runner reads what is printed."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt

PIECES = [
    *(
        "::",
        "##[",
        "error",
        "add-mask",
        "]",
        "::error file=a::b",
        "%0A",
        "%25",
        ":",
        ",",
        "=",
        "\n",
        "\r",
        "\u3000",
        "\t",
    ),
    *(
        " ",
        "\ufeff",
        "`",
        "``",
        "```",
        "~~~",
        "\\",
        "|",
        "@all",
        "#1",
        "<img src=x onerror=alert(1)>",
        "<!--",
        "-->",
    ),
    *(
        "</code>",
        "[x](javascript:1)",
        "![x](http://a)",
        "**",
        "$`",
        "&#64;all",
        "- ",
        "1. ",
        "> ",
        "# ",
        "\x00",
    ),
    *(
        "\x1b[31m",
        "\u202e",
        "\u200b",
        "\u2028",
        "\x85",
        "\ue000",
        "\ud800",
        "予以公开",
        "7 → 9",
        "www.a.example",
    ),
]
MARKDOWN = MarkdownIt("gfm-like", {"linkify": False})


def is_command(line: str) -> bool:
    """What actions/runner takes for one: `::` after white space, `##[` anywhere."""
    return line.strip().startswith("::") or "##[" in line


def lines(text: str) -> list[str]:
    """The lines of a log."""
    return re.split(r"\r\n|\r|\n", text)


def decoded(text: str) -> str:
    """A property or message of a command as the runner reads it."""
    for what, character in (("%3A", ":"), ("%2C", ","), ("%0A", "\n"), ("%0D", "\r"), ("%25", "%")):
        text = text.replace(what, character)
    return text
