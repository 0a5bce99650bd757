"""Our generated pages converted without Python-Markdown: to the same HTML, in a hundredth of its time.

They are front matter of JSON values, HTML blocks, and headings with an id; a page with anything
else is not converted at all. docs/developers/fast-path.md says why the result is the same.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from msgspec import Struct
from msgspec.json import decode

from .squeeze import BLANKS, TAG, article_of

FRONT = re.compile(rb"---\n((?:[a-z]+: [^\n]*\n)+)---\n+")
BLOCK = re.compile(rb"\n*(?:<(?P<tag>dl|div|h1|header|nav|p|section|ul)(?=[ >])|(?P<heading>\#\#[^\n]+))")
CHANGED = (b"\t", b"\r", b"\x02", b"\x03")
"""Characters that Python-Markdown takes away or replaces."""
FENCES = ((b"`", b"```"), (b"~", b"~~~"))
"""Those of code blocks. One character is looked for in a thirtieth of the time of three."""
UNKNOWN_TAG = re.compile(
    rb"<(?:[^a-z/]|/[^a-z]"
    rb"|(?:article|iframe|noembed|noframes|noscript|plaintext|pre|script|style|textarea|title|xmp)\b)"
)
UNKNOWN_ENTITY = re.compile(rb"&(?!amp;|lt;|gt;|\#34;|\#39;)")
"""What an HTML reader, or `squeeze`, treats otherwise than as it stands."""
ENDS = {
    tag: re.compile(rb"<(?:(?P<close>/%b>)|%b[ >]|(?P<table>table[ >]))" % (tag, tag)).search
    for tag in (b"dl", b"div", b"h1", b"header", b"nav", b"p", b"section", b"ul")
}
HEADING = re.compile(rb"(\#{2,6})[ ]([^\n]+)[ ]\{[ ]\#([A-Za-z0-9_.-]+)[ ]\}")
LEVEL = re.compile(rb"\n(##+) ")
LINE_OF_SPACES = re.compile(rb"\n +\n")
SPACES = re.compile(rb"(?<=\n) +\n")
BLANK_LINE = re.compile(rb"(?: *\n){2}")
PLAIN = re.compile(r"(?:[^\\`*_{}\[\]()<>#&!|]|\\[\\`*_{}\[\]()>#+\-.!|])+")
"""Text of a heading that is no markup, once the backslashes are gone."""


class Heading(Struct, frozen=True):
    """An entry of the table of contents."""

    level: int
    id: str
    text: str


class Page(Struct, frozen=True):
    """A page as the theme takes it: front matter, HTML (UTF-8), table of contents."""

    meta: dict[str, Any]
    html: bytes
    headings: tuple[Heading, ...]


def outline_of(source: bytes) -> tuple[dict[str, Any], tuple[int, ...]] | None:
    """Front matter and levels of the headings, read in passing; None when `page_of` will give None.

    A page that has them otherwise, or that cannot be converted, is found out when it is converted.
    """
    front = FRONT.match(source)
    meta = _meta(front[1]) if front else None
    if front is None or meta is None:
        return None
    return meta, tuple(len(each) for each in LEVEL.findall(source, front.end() - 1))


def page_of(source: bytes) -> Page | None:
    """The page of a Markdown text; None when anything in it is not known here."""
    front = FRONT.match(source)
    meta = _meta(front[1]) if front else None
    if front is None or meta is None:
        return None
    body = source[front.end() :] + b"\n\n"
    if LINE_OF_SPACES.search(body):
        body = SPACES.sub(b"\n", body)
    if b"<h1" not in body or any(each in body for each in CHANGED):
        return None  # without a first heading the theme would write one
    if any(one in body and fence in body for one, fence in FENCES):
        return None
    if UNKNOWN_TAG.search(body) or UNKNOWN_ENTITY.search(body):
        return None
    return _converted(meta, body)


def squeezed_page(source: bytes) -> Page | None:
    """The same, its HTML squeezed."""
    page = page_of(source)
    return page and Page(page.meta, article_of(page.html), page.headings)


def written_page(source: bytes) -> Page | None:
    """The squeezed page of a text that one of our templates made, line by line: in a third of the time, because
    what no template writes is not looked for. None when it is not clear what a line is."""
    front = FRONT.match(source)
    meta = _meta(front[1]) if front else None
    if front is None or meta is None:
        return None
    parts: list[bytes] = []
    headings: list[Heading] = []
    follows = False  # whether the line goes on what is before it
    for line in source[front.end() :].split(b"\n"):
        if begins := TAG(line):
            parts.append(line[begins.end() :])
            follows = True
        elif not line.strip(BLANKS):
            follows = False
        elif line.startswith(b"##"):
            heading = None if follows else _heading(line)
            if heading is None:
                return None
            headings.append(heading[0])
            parts.append(heading[1])
        elif follows:
            parts += b"\n", line
        else:
            return None
    return Page(meta, b"".join(parts), tuple(headings))


def _converted(meta: dict[str, Any], body: bytes) -> Page | None:
    parts: list[bytes] = []
    headings: list[Heading] = []
    at, last = 0, len(body.rstrip(b"\n"))
    while at < last:
        found = BLOCK.match(body, at)
        if found is None:
            return None
        if tag := found["tag"]:
            start = found.start("tag") - 1
            at = _end(body, tag, start)
            if not at:
                return None
            parts.append(body[start:at] + (b"\n" if BLANK_LINE.match(body, at) else b""))
        else:
            heading = _heading(found["heading"])
            if heading is None:
                return None
            headings.append(heading[0])
            parts.append(heading[1])
            at = found.end()
        if not body.startswith(b"\n", at):
            return None
    return Page(meta, b"\n".join(parts).strip(), tuple(headings))


def _meta(front: bytes) -> dict[str, Any] | None:
    """Values that YAML reads as JSON does, and that no white space of a template can run into."""
    meta = {}
    for line in front.decode("utf-8").split("\n")[:-1]:
        key, _, text = line.partition(": ")
        try:
            value = decode(text)
        except ValueError:
            return None
        if isinstance(value, str) and not _is_plain(value):
            return None
        meta[key] = value
    return meta


def _is_plain(value: str) -> bool:
    return value == value.strip() and value.replace("\u3000", " ").isprintable()


def _end(body: bytes, tag: bytes, start: int) -> int:
    """Where the element ends that starts there; 0 when it does not. One that closes itself never does.

    Tables, nine tenths of a page, are stepped over: what begins in one of our cells ends in it.
    """
    search, depth, at = ENDS[tag], 0, start
    while found := search(body, at):
        at = found.end()
        if found["table"]:
            at = body.find(b"</table>", at)
            if at < 0:
                return 0
            continue
        depth += -1 if found["close"] else 1
        if depth == 0:
            return at
    return 0


@lru_cache(maxsize=1024)
def _heading(line: bytes) -> tuple[Heading, bytes] | None:
    """A heading and its HTML: nearly all pages have the same few."""
    found = HEADING.fullmatch(line)
    text = found[2].decode("utf-8") if found else ""
    if found is None or not PLAIN.fullmatch(text) or " ".join(text.split()) != text:
        return None
    level, text = len(found[1]), re.sub(r"\\(.)", r"\1", text)
    html = b'<h%d id="%b">%b</h%d>' % (level, found[3], text.encode(), level)
    return Heading(level, found[3].decode("ascii"), text), html
