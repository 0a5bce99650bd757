"""Our generated pages converted without Python-Markdown: to the same HTML, in a hundredth of its time.

They are front matter of JSON values, HTML blocks, and headings with an id; a page with anything
else is not converted at all. docs/developers/fast-path.md says why the result is the same.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

FRONT = re.compile(r"---\n((?:[a-z]+: [^\n]*\n)+)---\n+")
TAGS = ("dl", "div", "h1", "header", "nav", "p", "section", "ul")
BLOCK = re.compile(
    rf"\n*(?:<(?P<tag>{'|'.join(TAGS)})(?=[ >])"
    r"|(?P<level>\#{2,6})[ ](?P<text>[^\n]+)[ ]\{[ ]\#(?P<id>[A-Za-z0-9_.-]+)[ ]\}(?=\n))"
)
SAME = {tag: re.compile(rf"<(/?){tag}[ >]") for tag in TAGS}
"""Opening and closing tags of one name. One that closes itself opens for good, and the page is not converted."""
CHANGED = ("\t", "\r", "\x02", "\x03", "\n```", "\n~~~")
"""Characters that Python-Markdown takes away or replaces, and the fences of its code blocks."""
UNKNOWN_TAG = re.compile(
    r"<(?:[^a-z/]|/[^a-z]"
    r"|(?:article|iframe|noembed|noframes|noscript|plaintext|pre|script|style|textarea|title|xmp)\b)"
)
UNKNOWN_ENTITY = re.compile(r"&(?!amp;|lt;|gt;|\#34;|\#39;)")
"""What an HTML reader, or `squeeze`, treats otherwise than as it stands."""
LEVEL = re.compile(rb"\n(##+) ")
LINE_OF_SPACES = re.compile(r"\n +\n")
SPACES = re.compile(r"(?<=\n) +\n")
BLANK_LINE = re.compile(r"(?: *\n){2}")
PLAIN = re.compile(r"(?:[^\\`*_{}\[\]()<>#&!|~^$:=]|\\[\\`*_{}\[\]()>#+\-.!|])+")
"""Text of a heading that is no markup, once the backslashes are gone."""


@dataclass(frozen=True, slots=True)
class Heading:
    """An entry of the table of contents."""

    level: int
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page as the theme takes it: front matter, HTML, table of contents."""

    meta: dict[str, Any]
    html: str
    headings: tuple[Heading, ...]


def outline_of(source: bytes) -> tuple[dict[str, Any], tuple[int, ...]] | None:
    """Front matter and levels of the headings, read in passing; None when `page_of` will give None.

    A page that has them otherwise, or that cannot be converted, is found out when it is converted.
    """
    end = source.find(b"\n---\n", 4) + 5
    front = FRONT.match(source[:end].decode("utf-8"))
    meta = _meta(front[1]) if front else None
    return None if meta is None else (meta, tuple(len(each) for each in LEVEL.findall(source, end - 1)))


def page_of(source: str) -> Page | None:
    """The page of a Markdown text; None when anything in it is not known here."""
    front = FRONT.match(source)
    meta = _meta(front[1]) if front else None
    if front is None or meta is None:
        return None
    body = source[front.end() :] + "\n\n"
    if LINE_OF_SPACES.search(body):
        body = SPACES.sub("\n", body)
    if "<h1" not in body or any(each in body for each in CHANGED):
        return None  # without a first heading the theme would write one
    if UNKNOWN_TAG.search(body) or UNKNOWN_ENTITY.search(body):
        return None
    return _converted(meta, body)


def _converted(meta: dict[str, Any], body: str) -> Page | None:
    parts: list[str] = []
    headings: list[Heading] = []
    at, last = 0, len(body.rstrip("\n"))
    while at < last:
        found = BLOCK.match(body, at)
        if found is None:
            return None
        if tag := found["tag"]:
            start = found.start("tag") - 1
            at = _end(body, tag, start)
            if not at:
                return None
            parts.append(body[start:at] + ("\n" if BLANK_LINE.match(body, at) else ""))
        else:
            heading = _heading(found)
            if heading is None:
                return None
            headings.append(heading)
            parts.append(f'<h{heading.level} id="{heading.id}">{heading.text}</h{heading.level}>')
            at = found.end()
        if body[at] != "\n":
            return None
    return Page(meta, "\n".join(parts).strip(), tuple(headings))


def _meta(front: str) -> dict[str, Any] | None:
    """Values that YAML reads as JSON does, and that no white space of a template can run into."""
    meta = {}
    for line in front.splitlines():
        key, _, text = line.partition(": ")
        try:
            value = json.loads(text)
        except ValueError:
            return None
        if isinstance(value, str) and not _is_plain(value):
            return None
        meta[key] = value
    return meta


def _is_plain(value: str) -> bool:
    return value == value.strip() and value.replace("\u3000", " ").isprintable()


def _end(body: str, tag: str, start: int) -> int:
    """Where the element ends that starts there; 0 when it does not."""
    depth = 0
    for found in SAME[tag].finditer(body, start):
        depth += -1 if found[1] else 1
        if depth == 0:
            return found.end()
    return 0


def _heading(found: re.Match[str]) -> Heading | None:
    text = found["text"]
    if not PLAIN.fullmatch(text) or " ".join(text.split()) != text:
        return None
    return Heading(len(found["level"]), found["id"], re.sub(r"\\(.)", r"\1", text))
