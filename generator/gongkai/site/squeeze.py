"""Built pages without the empty lines and the indentation that the theme's templates leave behind."""

from __future__ import annotations

import re
from pathlib import Path

GAP = re.compile(r"\s*\n\s*")
BLANK = re.compile(r"\n\s*\n")
START = (
    r"\s*(?=</?(?:caption|thead|tbody|tr|th|td|ul|ol|li|dl|dt|dd|div|section|nav|header|footer|main|aside"
    r"|h[1-6]|p|table|figure|figcaption|fieldset|legend|link|meta|script)\b)"
)
PARTS = re.compile(rf"\n{START}")
"""Line ends before what is never in a line of text: they show nothing."""
TAG = re.compile(START.encode()).match
LINE_ENDS = re.compile(PARTS.pattern.encode())
BLANK_LINES = re.compile(rb"\n(?:\s|\xe3\x80\x80)*\n")
"""As BLANK has them; of other wide spaces a report has none."""
BLANKS = b" \xe3\x80"
"""The bytes of a line that is blank."""
NAMESPACE = ' xmlns="http://www.w3.org/2000/svg"'


def squeeze(folder: Path) -> None:
    """Rewrite every page below a folder; from its article only white space is taken that shows nothing."""
    for file in folder.rglob("*.html"):
        page = file.read_text("utf-8")
        file.write_text(squeezed(page), "utf-8")


def squeezed(page: str) -> str:
    """The page with its chrome on as few lines as it has texts and tags, its article without empty ones
    and with the parts of tables and lists on the line of what they belong to. One with <pre> stays."""
    start, end = page.find("<article"), page.rfind("</article>")
    if start < 0 or end < start:
        return _chrome(page)
    article = page[start:end]
    if "<pre" not in article:
        article = PARTS.sub("", BLANK.sub("\n", article))
    return _chrome(page[:start]) + article + _chrome(page[end:])


def article_of(html: bytes) -> bytes:
    """The article of a page that has blank lines and line ends as Python-Markdown leaves them, squeezed."""
    return LINE_ENDS.sub(b"", BLANK_LINES.sub(b"\n", html))


def _chrome(part: str) -> str:
    """Inside HTML an icon needs no namespace."""
    return PARTS.sub("", GAP.sub("\n", part)).replace(NAMESPACE, "")
