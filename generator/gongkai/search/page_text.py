"""HTML of a hand-written page → blocks: what stands under each heading."""

from __future__ import annotations

import re
from html import unescape

from .record import Block

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
APART = HEADINGS | {"p", "li", "ul", "ol", "td", "th", "tr", "table", "caption", "dt", "dd", "div", "pre"}
APART |= {"blockquote", "section", "header", "nav", "br", "hr", "summary", "details", "figcaption"}
PARTS = re.compile(
    r"""<!--.*?(?:-->|\Z)
      | <(?:script|style|template|noscript)\b.*?</(?:script|style|template|noscript)\s*>
      | <(/?)([A-Za-z][^\s/>]*)((?:[^>"']|"[^"]*"|'[^']*')*)>
      | <[!?][^>]*>
      | ([^<]+|<)""",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
"""What is not seen; a tag: its slash, name and attributes; a declaration; a text."""
ID = re.compile(r"""\sid\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)


def blocks_of(html: str) -> tuple[Block, ...]:
    """The blocks in order; a heading's own block comes first when it has no text before the next."""
    reader = _Reader()
    for closing, name, attributes, text in PARTS.findall(html):
        if text:
            reader.words.append(unescape(text))
        elif (tag := name.lower()) in APART:
            reader.end_text()
            if tag in HEADINGS and not closing:
                reader.open_heading(attributes)
    reader.end_text()
    found = (Block(anchor, heading, tuple(texts)) for anchor, heading, texts in reader.blocks)
    return tuple(block for block in found if block.heading or block.texts)


class _Reader:
    def __init__(self) -> None:
        self.blocks: list[tuple[str, str, list[str]]] = [("", "", [])]
        self.words: list[str] = []
        self.anchor: str | None = None
        """Id of the heading that is open."""

    def open_heading(self, attributes: str) -> None:
        found = ID.search(attributes)
        self.anchor = unescape("".join(found.groups(""))) if found else ""

    def end_text(self) -> None:
        """What was read since the last border is one text, or the heading."""
        text = " ".join("".join(self.words).split())
        self.words.clear()
        if self.anchor is not None:
            self.blocks.append((self.anchor, text, []))
            self.anchor = None
        elif text:
            self.blocks[-1][2].append(text)
