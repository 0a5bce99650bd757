"""YAML text → a tree of nodes that keeps every character and its place, and decides no type.

A strict subset: mappings, lists and scalars. Everything that lets a file mean something other
than what it shows (aliases, tags, merge keys, folding, several documents) is refused.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, NoReturn

from ..model.rule import Defect
from . import house, mistakes, syntax
from .characters import HIDDEN, shown
from .nodes import Mapping, Node, Scalar, Sequence
from .text import placed

MAX_DEPTH = 12
MAX_NODES = 50_000
ESCAPED = HIDDEN.pattern + "|\n"
"""What nobody sees in a file, written as an escape between double quotes."""
COMMENT = re.compile(r"\s*(#.*?)\s*$")


class Refused(Exception):
    """Reading cannot go on; carries the one defect that says why."""

    def __init__(self, defect: Defect) -> None:
        super().__init__(defect.what)
        self.defect = defect


def parse(source: str, lines: list[str] | None = None) -> tuple[Node | None, list[Defect]]:
    """The tree of one document (None when empty or unreadable) and what is wrong with it. `lines` are those
    of the source, where they are known."""
    root = house.read(source, source.split("\n") if lines is None else lines)
    return (root, []) if root is not None else parse_any(source)


def parse_any(source: str) -> tuple[Node | None, list[Defect]]:
    """The same for text in any layout, by libyaml."""
    import yaml

    handlers = _handlers()
    try:
        builder = _Builder(source)
        next_event = loader()(source).get_event
        while (event := next_event()) is not None:
            if handler := handlers.get(type(event)):
                handler(builder, event)
    except Refused as refusal:
        return None, [refusal.defect]
    except yaml.YAMLError as error:
        return None, [syntax.explain(source, error)]
    return builder.root, builder.defects


@cache
def loader() -> Any:
    """libyaml's safe loader. It takes a while to import, and files in the house layout go without."""
    import yaml

    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Builder:
    """Takes libyaml's events one by one, so that a hostile file is refused before it grows."""

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        self.root: Node | None = None
        self.defects: list[Defect] = []
        self.stack: list[Sequence | Mapping] = []
        self.key: Scalar | None = None
        self.documents = 0
        self.nodes = 0

    def document(self, event: Any) -> None:
        self.documents += 1
        if event.tags or event.version:
            refuse(event, mistakes.not_used("YAML 指令（%）", "删去以 % 开头的行"))
        if self.documents > 1:
            fix = "一份文件只写一份报告，删去 --- 及其后的内容"
            refuse(event, mistakes.not_used("第二个文档（---）", fix))

    def alias(self, event: Any) -> None:
        refuse(event, mistakes.not_used("别名（*）", "直接写出数据；文字以 * 开头时用半角引号括起来"))

    def scalar(self, event: Any) -> None:
        self._admit(event)
        start, end = event.start_mark, event.end_mark
        line, style = start.line, event.style or ""
        scalar = Scalar(event.value, style, line + 1, start.column + 1, end.line + 1, end.column + 1)
        if not style and line == end.line:
            pass  # by far the most: a figure
        elif style == '"' and line == end.line and (match := re.search(ESCAPED, scalar.text)):
            self._note(scalar, mistakes.hidden_character(match[0], "删去双引号里的反斜杠和它后面的代码"))
        elif style == ">":
            self._note(scalar, mistakes.folded_text("这里用了折叠写法（>）"))
        elif style != "|" and line != end.line:
            self._note_lines(scalar)
        self._add(scalar)

    def sequence(self, event: Any) -> None:
        mark = event.start_mark
        self._open(event, Sequence(mark.line + 1, mark.column + 1, flow=bool(event.flow_style)))

    def mapping(self, event: Any) -> None:
        self._open(event, Mapping(event.start_mark.line + 1, event.start_mark.column + 1))

    def end(self, event: Any) -> None:
        self.stack.pop()

    def _open(self, event: Any, node: Sequence | Mapping) -> None:
        self._admit(event)
        if len(self.stack) >= MAX_DEPTH:
            refuse(event, mistakes.too_big("嵌套过深", f"{MAX_DEPTH} 层"))
        self._add(node)
        self.stack.append(node)

    def _admit(self, event: Any) -> None:
        self.nodes += 1
        if not (event.anchor or event.tag or self.nodes > MAX_NODES):
            return
        if self.nodes > MAX_NODES:
            refuse(event, mistakes.too_big("数据过多", f"{MAX_NODES:,} 项"))
        if event.anchor:
            refuse(event, mistakes.not_used("锚（&）", "删去 & 及其名称；文字以 & 开头时用半角引号括起来"))
        refuse(
            event, mistakes.not_used(f"标签（{shown(event.tag)}）", "删去它；文字以 ! 开头时用半角引号括起来")
        )

    def _add(self, node: Node) -> None:
        parent = self.stack[-1] if self.stack else None
        if isinstance(parent, Sequence):
            parent.items.append(node)
        elif parent is None:
            self.root = node
        elif self.key is None:
            self._take_key(node)
        else:
            key, self.key = self.key, None
            self._put(parent, key, node)

    def _take_key(self, node: Node) -> None:
        if not isinstance(node, Scalar):
            raise Refused(placed(mistakes.wrong_shape("键名", "方括号或花括号"), node.line, node.column))
        if node.text == "<<":
            raise Refused(placed(mistakes.not_used("合并键（<<）", "直接写出数据"), node.line, node.column))
        self.key = node

    def _put(self, parent: Mapping, key: Scalar, node: Node) -> None:
        folded = unicodedata.normalize("NFKC", key.text).casefold()
        if known := parent.folded.get(folded):
            self._note(key, mistakes.repeated_key(key.text, known, parent.keys[known].line))
            return
        parent.folded[folded] = key.text
        parent.items[key.text] = node
        parent.keys[key.text] = key

    def _note_lines(self, scalar: Scalar) -> None:
        """Unquoted text over several lines: often a line whose colon was not one."""
        for number in range(scalar.line - 1, scalar.end_line if not scalar.style else 0):
            if defect := syntax.recognise(self.lines[number], number):
                self.defects.append(defect)
                return
        self._note(scalar, mistakes.folded_text("这段文字没有“|”却跨了几行"))

    def _note(self, scalar: Scalar, defect: Defect) -> None:
        self.defects.append(placed(defect, scalar.line, scalar.column))


@cache
def _handlers() -> dict[type, Callable[[_Builder, Any], None]]:
    import yaml

    return {
        yaml.DocumentStartEvent: _Builder.document,
        yaml.AliasEvent: _Builder.alias,
        yaml.ScalarEvent: _Builder.scalar,
        yaml.SequenceStartEvent: _Builder.sequence,
        yaml.MappingStartEvent: _Builder.mapping,
        yaml.SequenceEndEvent: _Builder.end,
        yaml.MappingEndEvent: _Builder.end,
    }


def refuse(event: Any, defect: Defect) -> NoReturn:
    """Stop reading at an event. Raises Refused."""
    raise Refused(placed(defect, event.start_mark.line + 1, event.start_mark.column + 1))


def comment_after(scalar: Scalar, lines: list[str]) -> str:
    """What stands behind “ #” on the line of an unquoted scalar, or ""."""
    if scalar.style or scalar.end_line > len(lines):
        return ""
    match = COMMENT.match(lines[scalar.end_line - 1], scalar.end_column - 1)
    return match[1] if match else ""


def walk(node: Node) -> Iterator[Scalar]:
    """Every scalar of a tree, keys included."""
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from walk(item)
    else:
        for key, item in node.items.items():
            yield node.keys[key]
            yield from walk(item)
