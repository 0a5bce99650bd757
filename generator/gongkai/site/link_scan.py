"""Links and anchors of a built page, read by one regular expression: a hundredth of a parser's time.

It finds what the standard library's HTMLParser finds in the start tags (`tests/test_links.py` compares them).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html import unescape

from msgspec import Struct

ATTRIBUTES = rb"""[^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*"""
TAG = re.compile(
    rb"<!--.*?-->"
    rb"|<(?P<raw>script|style)(?P<of_raw>(?:[\s/]" + ATTRIBUTES + rb")?)>.*?</(?P=raw)[\s/>]"
    rb"|<(?P<name>[a-z][a-z0-9-]*)(?P<attributes>[\s/]" + ATTRIBUTES + rb")>",
    re.DOTALL | re.IGNORECASE,
)
ATTRIBUTE = re.compile(
    rb"""([^\s"'>/=]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""",
)
LINKING = {b"href", b"src", b"action", b"poster"}
REFRESH = re.compile(r"\s*[0-9.]+\s*[;,]\s*(?:url\s*=\s*)?(.+)", re.IGNORECASE | re.DOTALL)


class Scanned(Struct, frozen=True):
    """What a page refers to, each with the byte at which its tag first does; and its own anchors."""

    links: dict[str, int]
    anchors: set[str]


def scan(page: bytes) -> Scanned:
    """The links (as written, entities resolved) and anchors of a page."""
    links: dict[bytes, int] = {}
    others: dict[str, int] = {}
    anchors: set[bytes] = set()
    for match in TAG.finditer(page):
        tag, text = match["name"] or match["raw"], match["attributes"] or match["of_raw"]
        if not text:
            continue
        found = ATTRIBUTE.findall(text)
        for name, double, single, bare in found:
            if name == b"id":
                anchors.add(double or single or bare)
            elif name in LINKING:
                links.setdefault(double or single or bare, match.start())
            elif name not in PLAIN:
                break
        else:
            continue
        for link in _rare(tag.lower(), found, anchors):
            others.setdefault(link, match.start())
    decoded = {_text(link).strip(): at for link, at in links.items()}
    return Scanned({**others, **decoded}, {_text(each) for each in anchors if each})


PLAIN = {b"class", b"headers", b"scope", b"colspan", b"rowspan", b"title", b"type", b"rel", b"alt", b"for"}
PLAIN |= {b"data-cell", b"data-ref", b"aria-label", b"aria-hidden", b"tabindex", b"role", b"hidden", b"lang"}
"""Attributes that refer to nothing. Of a tag that has others, all are looked at more closely."""


def _rare(tag: bytes, found: Iterable[Sequence[bytes]], anchors: set[bytes]) -> Iterator[str]:
    """The links of a tag whose attributes are not all known at a glance; its anchor goes to the others."""
    first: dict[bytes, bytes] = {}
    for name, double, single, bare in found:
        first.setdefault(name.lower(), double or single or bare)
    if anchor := first.get(b"id") or (first.get(b"name") if tag == b"a" else None):
        anchors.add(anchor)
    if tag == b"meta":
        refresh = REFRESH.fullmatch(_text(first.get(b"content", b"")))
        if refresh and first.get(b"http-equiv", b"").lower() == b"refresh":
            yield refresh[1].strip("\"' ")
        return
    yield from (
        _text(first[name]).strip()
        for name in (*LINKING, b"data")
        if name in first and (name != b"data" or tag == b"object")
    )
    yield from (each.split()[0] for each in _text(first.get(b"srcset", b"")).split(",") if each.strip())


def _text(value: bytes) -> str:
    text = value.decode("utf-8", "replace")
    return unescape(text) if "&" in text else text
