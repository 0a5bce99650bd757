"""YAML text → a tree of nodes that keeps every character and its place, and decides no type.

A strict subset: mappings, lists and scalars. Everything that lets a file mean something other
than what it shows (aliases, tags, merge keys, folding, several documents) is refused.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from ..model.rule import Defect
from . import mistakes, syntax
from .text import placed

MAX_DEPTH = 12
MAX_NODES = 50_000
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True)
class Scalar:
    """Text as written. `style` is "" plain, ' or " quoted, | block."""

    text: str
    style: str
    line: int
    column: int
    end_line: int = 0
    end_column: int = 0


@dataclass(slots=True)
class Sequence:
    line: int
    column: int
    items: list[Node] = field(default_factory=list)
    flow: bool = False


@dataclass(slots=True)
class Mapping:
    line: int
    column: int
    items: dict[str, Node] = field(default_factory=dict)
    keys: dict[str, Scalar] = field(default_factory=dict)


Node = Scalar | Sequence | Mapping


class Refused(Exception):
    """Reading cannot go on; carries the one defect that says why."""

    def __init__(self, defect: Defect) -> None:
        super().__init__(defect.what)
        self.defect = defect


def parse(text: str) -> tuple[Node | None, list[Defect]]:
    """The tree of one document (None when empty or unreadable) and what is wrong with it."""
    try:
        builder = _Builder(text)
        for event in yaml.parse(text, Loader=LOADER):
            builder.take(event)
    except Refused as refusal:
        return None, [refusal.defect]
    except yaml.YAMLError as error:
        return None, [syntax.explain(text, error)]
    return builder.root, builder.defects


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

    def take(self, event: Any) -> None:
        handler = getattr(self, f"_{type(event).__name__}", None)
        if handler:
            handler(event)

    def _refuse(self, event: Any, defect: Defect) -> None:
        mark = event.start_mark
        raise Refused(placed(defect, mark.line + 1, mark.column + 1))

    def _DocumentStartEvent(self, event: Any) -> None:
        self.documents += 1
        if event.tags or event.version:
            self._refuse(event, mistakes.not_used("YAML 指令（%）", "删去以 % 开头的行"))
        if self.documents > 1:
            self._refuse(
                event, mistakes.not_used("第二个文档（---）", "一份文件只写一份报告，删去 --- 及其后的内容")
            )

    def _AliasEvent(self, event: Any) -> None:
        self._refuse(event, mistakes.not_used("别名（*）", "直接写出数据；文字以 * 开头时用半角引号括起来"))

    def _ScalarEvent(self, event: Any) -> None:
        self._plain(event)
        start, end = event.start_mark, event.end_mark
        scalar = Scalar(
            event.value,
            event.style or "",
            start.line + 1,
            start.column + 1,
            end.line + 1,
            end.column + 1,
        )
        if scalar.style == ">":
            self._note(scalar, mistakes.folded_text("这里用了折叠写法（>）"))
        elif scalar.style != "|" and start.line != end.line:
            self._note(scalar, mistakes.folded_text("这段文字没有“|”却跨了几行"))
        self._add(scalar)

    def _SequenceStartEvent(self, event: Any) -> None:
        self._open(
            event,
            Sequence(event.start_mark.line + 1, event.start_mark.column + 1, flow=bool(event.flow_style)),
        )

    def _MappingStartEvent(self, event: Any) -> None:
        self._open(event, Mapping(event.start_mark.line + 1, event.start_mark.column + 1))

    def _SequenceEndEvent(self, event: Any) -> None:
        self.stack.pop()

    _MappingEndEvent = _SequenceEndEvent

    def _open(self, event: Any, node: Sequence | Mapping) -> None:
        self._plain(event)
        if len(self.stack) >= MAX_DEPTH:
            self._refuse(event, mistakes.too_big("嵌套过深", f"{MAX_DEPTH} 层"))
        self._add(node)
        self.stack.append(node)

    def _plain(self, event: Any) -> None:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            self._refuse(event, mistakes.too_big("数据过多", f"{MAX_NODES:,} 项"))
        if event.anchor:
            self._refuse(
                event, mistakes.not_used("锚（&）", "删去 & 及其名称；文字以 & 开头时用半角引号括起来")
            )
        if event.tag:
            self._refuse(
                event, mistakes.not_used(f"标签（{event.tag}）", "删去它；文字以 ! 开头时用半角引号括起来")
            )

    def _add(self, node: Node) -> None:
        if not self.stack:
            self.root = node
            return
        parent = self.stack[-1]
        if isinstance(parent, Sequence):
            parent.items.append(node)
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
        for known in parent.keys.values() if folded not in parent.items else ():
            if unicodedata.normalize("NFKC", known.text).casefold() == folded:
                self._note(key, mistakes.repeated_key(key.text, known.text, known.line))
                return
        if key.text in parent.items:
            self._note(key, mistakes.repeated_key(key.text, key.text, parent.keys[key.text].line))
            return
        parent.items[key.text] = node
        parent.keys[key.text] = key

    def _note(self, scalar: Scalar, defect: Defect) -> None:
        self.defects.append(placed(defect, scalar.line, scalar.column))


def comment_after(scalar: Scalar, lines: list[str]) -> str:
    """What stands behind “ #” on the line of an unquoted scalar, or ""."""
    if scalar.style or scalar.end_line > len(lines):
        return ""
    rest = lines[scalar.end_line - 1][scalar.end_column - 1 :]
    return rest.strip() if rest.lstrip().startswith("#") else ""


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
