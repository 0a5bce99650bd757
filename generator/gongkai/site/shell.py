"""What pages of one kind have in common: a page that the theme built around marks, cut at the marks.

A mark is a name between two characters of the private use area, which no report may contain, and
an entity: where the theme shortens, cuts or escapes a text, its mark does not come out as it went
in, and there is no shell.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import Struct
from msgspec.json import encode

from .markup import Page

FOLDER = "gongkai-shell"
"""How the addresses of the pages begin that shells are cut from."""
LEFT, RIGHT = "\ue000", "\ue001"
MARK = re.compile(f"{LEFT}(id[0-9]+|[a-z]+[0-9]*&amp;){RIGHT}")
LITERAL = ("level", "feed")
"""Texts of the front matter that the theme decides by; all others it only prints."""
HEADING = re.compile(rb"(?m)^#{2,6} [^\n]+ \{ #[^\n]+ \}$")
OPEN, CLOSE = "<h1>gongkai-shell</h1>", "<p>gongkai-shell</p>"

Kind = tuple[Any, ...]
"""What the theme can tell pages apart by, their texts left out: pages of one kind share a shell."""


class NoShell(Exception):
    """The theme does something with a mark that cannot be repeated; the message is Chinese."""


class Shell(Struct, frozen=True):
    """Constant pieces (UTF-8), and the names of what is put in between them: one fewer."""

    pieces: tuple[bytes, ...]
    names: tuple[str, ...]

    def stamped(self, values: Mapping[str, bytes]) -> bytes:
        parts = [b""] * (len(self.pieces) + len(self.names))
        parts[::2] = self.pieces
        parts[1::2] = [values[name] for name in self.names]
        return b"".join(parts)


def kind_of(meta: Mapping[str, Any], levels: Iterable[int], address: str, above: str) -> Kind:
    """The kind of a page: where it stands, front matter, levels of its headings.

    `above` is the lowest folder over it that has pages of the navigation: links to them depend on it.
    """
    shown = tuple((key, "" if is_text(key, value) else encode(value).decode()) for key, value in meta.items())
    return above, address.count("/"), shown, tuple(levels)


def is_text(key: str, value: object) -> bool:
    """Whether the theme only prints a value of the front matter."""
    return isinstance(value, str) and key not in LITERAL


def values_of(page: Page, address: str, content: bytes) -> dict[str, bytes]:
    """What is put into the shell of a page; `content` is its HTML as it is to stand there."""
    texts = {key: value for key, value in page.meta.items() if is_text(key, value)}
    for place, heading in enumerate(page.headings):
        texts |= {f"text{place}": heading.text, f"id{place}": heading.id}
    texts["address"] = address
    return {**{name: text.encode("utf-8") for name, text in texts.items()}, "content": content}


def prototype(kind: Kind, number: int) -> tuple[str, str]:
    """Address and Markdown of the page that the shell of a kind is cut from."""
    above, depth, meta, levels = kind
    front = "".join(f"{key}: {text or json.dumps(_mark(key), ensure_ascii=False)}\n" for key, text in meta)
    headings = "".join(
        f"{'#' * level} {_mark(f'text{place}')} {{ #{_mark(f'id{place}')} }}\n\n"
        for place, level in enumerate(levels)
    )
    address = f"{above}{FOLDER}-{number}/" + "x/" * (depth - above.count("/") - 1)
    return address, f"---\n{front}---\n{OPEN}\n\n{headings}{CLOSE}\n"


def with_marks(meta: Mapping[str, Any]) -> str:
    """The front matter of a page of the navigation, with marks in the place of what it alone prints."""
    gaps = printed(meta)
    values = ((key, _mark(key) if key in gaps else value) for key, value in meta.items())
    return (
        "---\n"
        + "".join(f"{key}: {json.dumps(each, ensure_ascii=False)}\n" for key, each in values)
        + "---\n"
    )


def printed(meta: Mapping[str, Any]) -> dict[str, bytes]:
    """What a page prints of its front matter, but its title, which others may show."""
    texts = {key: value for key, value in meta.items() if is_text(key, value) and key != "title"}
    return {key: text.encode("utf-8") for key, text in texts.items()}


def cut(page: str, address: str) -> Shell:
    """The shell of a built and squeezed page with marks, its content among them. Raises NoShell."""
    if page.count(OPEN) != 1 or page.count(CLOSE) != 1:
        raise NoShell("主题改动了正文")
    before, after = page.partition(OPEN)[0], page.partition(CLOSE)[2]
    return cut_line(f"{before}{_mark('content')}{after}", address)


def cut_line(text: str, address: str) -> Shell:
    """The shell of a piece of text about a page with marks, as the sitemap's; `address` is that of a
    prototype, "" where it stays as it is. Raises NoShell."""
    pieces = MARK.split(text.replace(address, _mark("address")) if address else text)
    if any(has_marks(each) for each in pieces[::2]):
        raise NoShell("主题改动了所印的文字")
    names = (each.removesuffix("&amp;") for each in pieces[1::2])
    return Shell(tuple(each.encode("utf-8") for each in pieces[::2]), tuple(names))


def has_marks(text: str) -> bool:
    """Whether anything of a prototype is in a text."""
    return LEFT in text or RIGHT in text or FOLDER in text


def _mark(name: str) -> str:
    """In an id there can be no entity."""
    return f"{LEFT}{name}{'' if name.startswith('id') else '&amp;'}{RIGHT}"
