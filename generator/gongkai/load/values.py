"""Nodes → values, with a defect for every one that is not what its key asks for."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from ..model.finding import Place
from ..model.report import Prose
from ..model.rule import Defect
from . import mistakes
from .text import placed
from .tree import Mapping, Node, Scalar, Sequence, comment_after

SHAPES = {Scalar: "文字", Sequence: "方括号或“- ”列表", Mapping: "下面分各行的内容"}
DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
EMPTY = ("", "~", "null")


def shape(node: Node | None) -> str:
    return SHAPES[type(node)] if node else "空"


@dataclass
class Reader:
    """Collects defects and places while one file is turned into values."""

    file: str
    lines: list[str]
    defects: list[Defect] = field(default_factory=list)
    places: dict[str, Place] = field(default_factory=dict)

    def note(self, defect: Defect, node: Node, route: str = "") -> None:
        values = {name: getattr(defect, name) for name in Defect.__slots__}
        self.defects.append(placed(Defect(**{**values, "route": route}), node.line, node.column))

    def mapping(self, node: Node | None, what: str, route: str = "") -> Mapping | None:
        """The node when it is a mapping; an empty value is taken as absent."""
        if isinstance(node, Mapping):
            return node
        if node is not None and not self.is_empty(node):
            self.note(mistakes.wrong_shape(what, shape(node)), node, route)
        return None

    def sequence(self, node: Node | None, what: str, route: str = "") -> list[Node]:
        if isinstance(node, Sequence):
            return node.items
        if node is not None and not self.is_empty(node):
            self.note(mistakes.wrong_shape(what, shape(node)), node, route)
        return []

    def is_empty(self, node: Node) -> bool:
        return isinstance(node, Scalar) and not node.style and node.text in EMPTY

    def keys(self, node: Mapping, known: Iterable[str], route: str = "") -> None:
        """Report every key that is not known, with the nearest known one."""
        known = list(known)
        for key, scalar in node.keys.items():
            if key in known:
                self.places.setdefault(
                    route + "." + key if route else key, Place(self.file, scalar.line, scalar.column)
                )
            else:
                self.unknown(key, scalar, known)

    def unknown(self, key: str, scalar: Scalar, known: list[str]) -> None:
        bare = key.strip("　 “”\"'‘’")
        if key.startswith("　"):
            self.note(mistakes.wrong_space("　"), scalar)
        elif bare != key and bare in known:
            self.note(mistakes.chinese_quotes(key), scalar)
        elif "：" in key and key.partition("：")[0] in known:
            self.note(mistakes.full_width_colon(key.partition("：")[0]), scalar)
        else:
            near = difflib.get_close_matches(key, known, 1, 0.6)
            shown = "、".join(known[:12]) + (" 等" if len(known) > 12 else "")
            self.note(mistakes.unknown_key(key, near[0] if near else "", shown), scalar)

    def text(self, node: Node | None, what: str = "文字", route: str = "") -> Prose | None:
        """Author's text with its place, or None when absent, empty or not text."""
        if node is None or self.is_empty(node):
            return None
        if not isinstance(node, Scalar):
            self.note(mistakes.wrong_shape(what, shape(node)), node, route)
            return None
        if lost := comment_after(node, self.lines):
            self.note(mistakes.cut_by_comment(lost), node, route)
        return self._prose(node)

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
        if prose is None:
            return ""
        if re.fullmatch(r"[“‘].*[”’]", prose.text) and node is not None:
            self.note(mistakes.chinese_quotes(prose.text), node, route)
        return prose.text.strip()

    def date(self, node: Node | None, name: str, route: str = "") -> date | None:
        """A calendar day written YYYY-MM-DD."""
        if node is None or self.is_empty(node):
            return None
        text = node.text.strip() if isinstance(node, Scalar) else ""
        if text[:1] in "“‘" and text:
            self.note(mistakes.chinese_quotes(text), node, route)
            return None
        match = DATE.fullmatch(text)
        try:
            return (
                date(int(match[1]), int(match[2]), int(match[3]))
                if match
                else self._bad_date(node, name, text or shape(node), route)
            )
        except ValueError:
            return self._bad_date(node, name, text, route)

    def _bad_date(self, node: Node, name: str, text: str, route: str) -> None:
        self.note(mistakes.bad_value(name, text, "真实的日期，写作 2021-01-19"), node, route)

    def flag(self, node: Node | None, name: str) -> bool:
        """true or false; absent is false."""
        if node is None or self.is_empty(node):
            return False
        if isinstance(node, Scalar) and node.text in ("true", "false"):
            return node.text == "true"
        self.note(mistakes.bad_value(name, getattr(node, "text", shape(node)), "true 或 false"), node)
        return False
