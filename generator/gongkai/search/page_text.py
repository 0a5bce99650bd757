"""HTML of a hand-written page → blocks: what stands under each heading."""

from __future__ import annotations

from html.parser import HTMLParser

from .record import Block

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
APART = HEADINGS | {"p", "li", "ul", "ol", "td", "th", "tr", "table", "caption", "dt", "dd", "div", "pre"}
APART |= {"blockquote", "section", "header", "nav", "br", "hr", "summary", "details", "figcaption"}
UNSEEN = {"script", "style", "template", "noscript"}


def blocks_of(html: str) -> tuple[Block, ...]:
    """The blocks in order; a heading's own block comes first when it has no text before the next."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.end_text()
    found = (Block(anchor, heading, tuple(texts)) for anchor, heading, texts in reader.blocks)
    return tuple(block for block in found if block.heading or block.texts)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[tuple[str, str, list[str]]] = [("", "", [])]
        self.words: list[str] = []
        self.anchor: str | None = None
        """Id of the heading that is open."""
        self.unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in APART:
            self.end_text()
        if tag in HEADINGS:
            self.anchor = dict(attrs).get("id") or ""
        self.unseen += tag in UNSEEN

    def handle_endtag(self, tag: str) -> None:
        if tag in APART:
            self.end_text()
        self.unseen -= tag in UNSEEN

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.words.append(data)

    def end_text(self) -> None:
        """What was read since the last border is one text, or the heading."""
        text = " ".join("".join(self.words).split())
        self.words.clear()
        if self.anchor is not None:
            self.blocks.append((self.anchor, text, []))
            self.anchor = None
        elif text:
            self.blocks[-1][2].append(text)
