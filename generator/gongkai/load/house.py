"""Files in the house layout, as `gongkai new` and `gongkai fmt` write them, read line by line.

Most files are in it, and reading them so takes a fourth of the time that libyaml's events take.
It knows only lines that mean one thing in YAML; at the first other line it gives up, and the
whole file goes through libyaml. That both give the same tree is a property test.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

from .nodes import FIGURE, Mapping, Node, Row, Scalar, Sequence, Sheet, Template, rows_in

OTHER = "A-Za-z0-9（）、“”《》〔〕·—"
KEY = rf"[a-z_][a-z0-9_]*|(?![{OTHER}])[\u4e00-\u9fff{OTHER}]+"
"""The range of Chinese characters stands in patterns as seldom as can be: to compile it takes most of a millisecond."""
WORDS = r"[0-9A-Za-z\u4e00-\u9fff](?:[^\s:#,\[\]{}]|:(?=[^\s,\[\]{}])|(?<=\S)#)*"
PLAIN = r"~|[0-9A-Za-z\u4e00-\u9fff](?:[^\s:#]|:(?=\S)|(?<=\S)#| (?=[^\s#]))*"
PAIR = rf"({KEY}): ({WORDS})"
BRACES = r"\{[^{}]*\}"
"""Whether they hold PAIRs is seen when there are any: few files have them."""
LINE = re.compile(
    rf"(?P<indent> *)(?:(?P<key>{KEY}):(?:(?P<open>)| +(?:"
    rf"(?P<row>\[ *(?:{FIGURE})(?:, *(?:{FIGURE}))*\])|(?P<text>\|)|(?P<pairs>{BRACES})|(?P<plain>{PLAIN})))"
    rf"|- (?P<item>{BRACES}))?(?: *|(?:^| +)#.*)"
)
ROW = re.compile(rf"\[ *(?:{FIGURE})(?:, *(?:{FIGURE}))*\]")
BRACKETS = re.compile(r"(\[[^\[\]\n]*\])")
OTHER_ENDS = "\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
"""What ends a line besides \\n, for Python or for YAML."""
MOST_LINES, MOST_NODES, DEEPEST = 2_000, 20_000, 8
"""A file with more is not in the house layout; libyaml's reader has the limits that are told."""


class _Line(NamedTuple):
    """What stands on a line; the house layout has few that are not in a hundred other files."""

    kind: str
    indent: int
    key: str
    key_end: int
    column: int
    """Where the value begins, from 0."""
    value: str


LONGEST = 160
"""Characters of a line that is worth keeping: text is not."""


@lru_cache(maxsize=16_384)
def _kept(line: str) -> _Line | None:
    return _parsed(line)


@cache
def _pair() -> re.Pattern[str]:
    return re.compile(PAIR)


def _are_pairs(braces: str) -> bool:
    """Whether there is nothing but pairs between the braces. A pair ends where it cannot go on."""
    pairs = ", ".join([f"{key}: {words}" for key, words in _pair().findall(braces)])
    return bool(pairs) and braces == f"{{{pairs}}}"


def _parsed(line: str) -> _Line | None:
    """The parts of a line, or None when it is not one of the house layout."""
    match = LINE.fullmatch(line)
    if match is None:
        return None
    kind = match.lastgroup or ""
    if kind in ("pairs", "item") and not _are_pairs(match[kind]):
        return None
    indent = match.end("indent")
    if kind in ("indent", "item"):
        return _Line(kind, indent, "", 0, match.start(kind), "")
    return _Line(kind, indent, match["key"], match.end("key"), match.start(kind), match[kind])


@lru_cache(maxsize=16_384)
def _is_row(text: str) -> bool:
    return ROW.fullmatch(text) is not None


@lru_cache(maxsize=1024)
def template(text: str) -> Template | None:
    """A top key and the lines under it, with [0] for every row; None for lines that the house layout does
    not have, or that have brackets elsewhere."""
    try:
        house = _House(text.split("\n"), sheets=False)
    except _Other:
        return None
    ((_, entries),) = house.root.items.items()
    if not isinstance(entries, Mapping) or sum(1 for _ in rows_in(entries)) != text.count("["):
        return None
    return Template(text, entries, house.nodes)


def read(source: str, lines: list[str]) -> Mapping | None:
    """The tree of a file in the house layout, or None when it is in another. `lines` are those of the source."""
    if len(lines) > MOST_LINES or not source.endswith("\n") or any(end in source for end in OTHER_ENDS):
        return None
    try:
        return _House(lines).root
    except _Other:
        return None


class _Other(Exception):
    """The file is in another layout."""


class _House:
    def __init__(self, lines: list[str], *, sheets: bool = True) -> None:
        self.lines, self.sheets = lines, sheets
        self.nodes = 0
        self.stack: list[tuple[int, Mapping]] = []
        self.waiting: tuple[int, Scalar] | None = None
        """A key whose value begins on a later line, and its indentation."""
        number = 0
        while number < len(lines):
            number = self.line(number)
        if self.waiting or not self.stack or self.nodes > MOST_NODES:
            raise _Other
        self.root = self.stack[0][1]

    def line(self, number: int) -> int:
        """Take one line, with the text under it when it opens one; returns the number of the next."""
        line = self.lines[number]
        found = _kept(line) if len(line) < LONGEST else _parsed(line)
        if found is None:
            raise _Other
        kind, indent, name, key_end, column, value = found
        if kind == "indent":
            return number + 1
        if kind == "item":
            return self.items(number)
        key = Scalar(name, "", number + 1, indent + 1, number + 1, key_end + 1)
        parent = self.parent(indent, key)
        if kind == "row":
            self.nodes += value.count(",") + 1
            self.put(parent, key, Row(number + 1, column + 1, value))
        elif kind == "open":
            if not indent and self.sheets and (sheet := self.sheet(number)):
                self.put(parent, key, sheet[0])
                return sheet[1]
            self.waiting = (indent, key)
            self.put(parent, key, None)
        elif kind == "pairs":
            self.put(parent, key, self.pairs(line, number + 1, column))
        elif kind == "plain":
            end = column + len(value) + 1
            self.put(parent, key, Scalar(value, "", number + 1, column + 1, number + 1, end))
        else:
            return self.text(number, indent, column, parent, key)
        return number + 1

    def sheet(self, number: int) -> tuple[Sheet, int] | None:
        """The lines of figures under a top key, and the number of the line behind them; None for other lines."""
        lines, end = self.lines, number + 1
        while end < len(lines) and (not lines[end] or lines[end][0] in " #"):
            end += 1
        text = "\n".join(lines[number:end])
        parts = BRACKETS.split(text) if "|\n" not in text else []
        rows = parts[1::2]
        found = template("[0]".join(parts[::2])) if rows and all(map(_is_row, rows)) else None
        if found is None:
            return None
        self.nodes += found.size + sum(row.count(",") for row in rows)
        return Sheet(number, found, rows), end

    def parent(self, indent: int, key: Scalar) -> Mapping:
        """The mapping that a key at this indentation belongs to."""
        if self.waiting:
            above, name = self.waiting
            if indent <= above:
                raise _Other
            made = Mapping(key.line, key.column)
            self.stack[-1][1].items[name.text] = made
            self.stack.append((indent, made))
            self.waiting = None
        elif not self.stack:
            if indent:
                raise _Other
            self.stack.append((0, Mapping(key.line, key.column)))
        stack = self.stack
        while stack[-1][0] > indent:
            stack.pop()
        if stack[-1][0] != indent or len(stack) > DEEPEST:
            raise _Other
        return stack[-1][1]

    def put(self, parent: Mapping, key: Scalar, node: Node | None) -> None:
        """Add an entry; a waiting one holds its place until its value is there."""
        name = key.text
        folded = name if name.isascii() else unicodedata.normalize("NFKC", name).casefold()
        if folded in parent.folded:
            raise _Other
        parent.folded[folded] = name
        parent.keys[name] = key
        parent.items[name] = key if node is None else node
        self.nodes += 2

    def pairs(self, text: str, line: int, column: int) -> Mapping:
        made = Mapping(line, column + 1)
        for match in _pair().finditer(text, column):
            key, value = (
                Scalar(match[n], "", line, match.start(n) + 1, line, match.end(n) + 1) for n in (1, 2)
            )
            self.put(made, key, value)
        return made

    def items(self, number: int) -> int:
        """A list of entries, one a line, under the key that waits for it."""
        if self.waiting is None:
            raise _Other
        above, name = self.waiting
        made: Sequence | None = None
        while number < len(self.lines):
            found = _parsed(self.lines[number])
            if found is None or found.kind != "item":
                break
            indent = found.indent
            if made is None:
                made = Sequence(number + 1, indent + 1)
            if indent <= above or indent + 1 != made.column:
                raise _Other
            made.items.append(self.pairs(self.lines[number], number + 1, found.column))
            number += 1
        if made is not None:
            self.stack[-1][1].items[name.text] = made
        self.waiting = None
        return number

    def text(self, number: int, above: int, column: int, parent: Mapping, key: Scalar) -> int:
        """Text under a “|”, up to the first line that is not further in than its key."""
        first = number + 1
        indent = len(self.lines[first]) - len(self.lines[first].lstrip(" ")) if first < len(self.lines) else 0
        if indent <= above or not self.lines[first].strip(" ") or not self.lines[number].endswith("|"):
            raise _Other
        pad, at, last = " " * indent, first, first
        while at < len(self.lines) and (not self.lines[at] or self.lines[at].startswith(pad)):
            if self.lines[at]:
                last = at
                if not self.lines[at].strip(" "):
                    raise _Other
            at += 1
        if at < len(self.lines) and self.lines[at].startswith(" " * (above + 1)):
            raise _Other
        end = min(at + 1, len(self.lines))
        text = "\n".join(line[indent:] for line in self.lines[first : last + 1])
        self.put(parent, key, Scalar(text + "\n", "|", number + 1, column + 1, end, 1))
        return at
