"""Nodes → values, with a defect for every one that is not what its key asks for."""

from __future__ import annotations

import contextlib
import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from ..model.report import Prose, RowPlace
from ..model.rule import Defect
from . import mistakes
from .nodes import Mapping, Node, Row, Scalar, Sequence, Sheet
from .tree import comment_after

if TYPE_CHECKING:
    from .sheets import Laid

SHAPES = {
    Scalar: "文字",
    Sequence: "方括号或“- ”列表",
    Row: "方括号或“- ”列表",
    Mapping: "分行填写的内容",
    Sheet: "分行填写的内容",
}
DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
QUOTED = re.compile(r"[“‘][^“”‘’]*[”’]")
TOKEN = re.compile(r"[!-~]+")
MAX_COMPARED = 50
"""How many unknown keys of a file are compared with the known ones; a paste may bring thousands."""
EMPTY = ("", "~", "null")


def shape(node: Node | None) -> str:
    return "空" if node is None or is_empty(node) else SHAPES[type(node)]


def is_empty(node: Node) -> bool:
    """Whether nothing is written, or what YAML calls null."""
    return isinstance(node, Scalar) and not node.style and node.text in EMPTY


class Reader(Struct):
    """Collects defects and places while one file is turned into values."""

    file: str
    lines: list[str]
    defects: list[Defect] = field(default_factory=list)
    places: dict[str, tuple[int, int]] = field(default_factory=dict)
    row_places: dict[str, RowPlace] = field(default_factory=dict)
    laid: list[Laid] = field(default_factory=list)
    """Sheets that were read, which know the places of their own entries."""
    partial: bool = False
    """Whether what is not there was left out by the program: then it is not missed."""

    def note(self, defect: Defect, node: Node, route: str = "") -> None:
        self.defects.append(replace(defect, route=route, at=(node.line, node.column)))

    def mapping(self, node: Node | None, what: str, route: str = "") -> Mapping | None:
        """The node when it is a mapping; an empty value is taken as absent."""
        if isinstance(node, Mapping):
            return node
        if node is not None and not is_empty(node):
            self.note(mistakes.wrong_shape(what, shape(node)), node, route)
        return None

    def sequence(self, node: Node | None, what: str, route: str = "") -> list[Node]:
        if isinstance(node, Sequence):
            return node.items
        if node is not None and not is_empty(node):
            self.note(mistakes.wrong_shape(what, shape(node)), node, route)
        return []

    def keys(self, node: Mapping, known: Iterable[str], route: str = "") -> None:
        """Report every key that is not known, with the nearest known one."""
        known = list(known)
        above = f"{route}." if route else ""
        for key, scalar in node.keys.items():
            if key in known:
                self.places.setdefault(above + key, (scalar.line, scalar.column))
            else:
                self.unknown(key, scalar, known)

    def unknown(self, key: str, scalar: Scalar, known: list[str]) -> None:
        bare = key.strip("　 “”\"'‘’")
        if key.startswith("\u3000"):
            self.note(mistakes.wrong_space("　"), scalar)
        elif bare != key and bare in known:
            self.note(mistakes.chinese_quotes(key), scalar)
        elif "：" in key and key.partition("：")[0] in known:
            self.note(mistakes.full_width_colon(key.partition("：")[0]), scalar)
        else:
            near: list[str] = []
            if len(key) <= 64 and len(self.defects) < MAX_COMPARED:
                plain = unicodedata.normalize("NFKC", key).casefold()
                import difflib

                near = difflib.get_close_matches(plain, known, 1, 0.6)
            foreign = next((each for each in key if each.isalpha() and not each.isascii()), "")
            shown = "、".join(known[:12]) + (" 等" if len(known) > 12 else "")
            self.note(
                mistakes.unknown_key(key, near[0] if near else "", shown, foreign if near else ""), scalar
            )

    def text(self, node: Node | None, what: str = "文字", route: str = "") -> Prose | None:
        """Author's text with its place, or None when absent, empty or not text."""
        if node is None or is_empty(node):
            return None
        if not isinstance(node, Scalar):
            self.note(mistakes.wrong_shape(what, shape(node)), node, route)
            return None
        if not node.style:
            self._unquoted(node, route)
        return self._prose(node)

    def _unquoted(self, node: Scalar, route: str) -> None:
        """What goes wrong when text is written without quotes. A comment may follow a plain word."""
        if QUOTED.fullmatch(node.text):
            self.note(mistakes.chinese_quotes(node.text), node, route)
        elif not TOKEN.fullmatch(node.text) and (lost := comment_after(node, self.lines)):
            self.note(mistakes.cut_by_comment(lost), node, route)

    def _prose(self, node: Scalar) -> Prose:
        if node.style != "|":
            quoted = 1 if node.style else 0
            return Prose(node.text, self.file, node.line, node.column - 1 + quoted, node.column + quoted)
        body = self.lines[node.line : node.line + 1 + node.text.count("\n")]
        first = next((line for line in body if line.strip()), "")
        content = next((line for line in node.text.split("\n") if line.strip()), "")
        indent = max(len(first) - len(content), 0)
        return Prose(node.text.rstrip("\n"), self.file, node.line + 1, indent, indent + 1)

    def word(self, node: Node | None, what: str, route: str = "") -> str:
        """Short text on one line."""
        prose = self.text(node, what, route)
        if prose is None or node is None:
            return ""
        word = prose.text.strip()
        if "\n" in word:
            self.note(mistakes.wrong_shape("一行文字", "几行文字"), node, route)
        return word

    def date(self, node: Node | None, name: str, route: str = "") -> date | None:
        """A calendar day written YYYY-MM-DD."""
        if node is None or is_empty(node):
            return None
        if not isinstance(node, Scalar):
            self.note(mistakes.wrong_shape("日期（写作 2021-01-19）", shape(node)), node, route)
            return None
        text = node.text.strip()
        if text.startswith(("“", "‘")):
            self.note(mistakes.chinese_quotes(text), node, route)
        elif match := DATE.fullmatch(text):
            with contextlib.suppress(ValueError):
                return date(int(match[1]), int(match[2]), int(match[3]))
            self.note(mistakes.bad_value(name, text, "日历上有的日期"), node, route)
        else:
            self.note(mistakes.bad_value(name, text, "日期，写作 2021-01-19"), node, route)
        return None

    def flag(self, node: Node | None, name: str) -> bool:
        """true or false; absent is false."""
        if node is None or is_empty(node):
            return False
        if isinstance(node, Scalar) and node.text in ("true", "false"):
            return node.text == "true"
        self.note(mistakes.bad_value(name, getattr(node, "text", shape(node)), "true 或 false"), node)
        return False
