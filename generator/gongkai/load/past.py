"""Earlier contents of a report's file, two at a time: only what differs in them is read.

Most of a report stays when one figure of it is corrected, and reading rows takes most of the time.
A part that is the same in both has the same values, and no fault if the other content has none.
"""

from __future__ import annotations

from collections.abc import Mapping as Dict

from msgspec import Struct

from ..model.body import Body
from ..model.form import Form
from ..model.report import Report
from . import text, tree
from .nodes import Mapping, Node, Row, Scalar, Sequence
from .project import spoils
from .reports import APPENDED, METADATA, read_report
from .values import Reader

KEPT = {*METADATA, *APPENDED}
"""Keys that are read in any case: `form` decides how, the others are few."""


class Content(Struct, frozen=True):
    """A file that is YAML as reports are; what its keys hold is not known yet."""

    file: str
    lines: list[str]
    root: Mapping


def content(data: bytes, file: str) -> Content | None:
    """The content of a file; None when it cannot be relied upon as a whole."""
    source, defects = text.read(data)
    root, more = tree.parse(source)
    if not isinstance(root, Mapping) or any(map(spoils, (*defects, *more))):
        return None
    return Content(file, source.split("\n"), root)


def read_whole(found: Content, body: Body, year: int, forms: Dict[str, Form]) -> Report | None:
    """The report of a content; None when it cannot be relied upon."""
    reader = Reader(found.file, found.lines)
    report = read_report(reader, found.root, body, year, forms)
    return None if any(map(spoils, reader.defects)) else report


def read_both(
    old: Content, new: Content, body: Body, year: int, forms: Dict[str, Form]
) -> tuple[Report | None, Report | None]:
    """Both reports without the rows and texts that are the same in both; None for one that cannot be
    relied upon, provided that the other one's whole can.
    """
    mine, theirs = old.root, new.root
    if _same(mine.items.get("form"), theirs.items.get("form")):
        mine, theirs = _differing(mine, theirs, KEPT)

    def read(found: Content, root: Mapping) -> Report | None:
        reader = Reader(found.file, found.lines, partial=root is not found.root)
        report = read_report(reader, root, body, year, forms)
        return None if any(map(spoils, reader.defects)) else report

    return read(old, mine), read(new, theirs)


def _differing(old: Mapping, new: Mapping, kept: set[str]) -> tuple[Mapping, Mapping]:
    """Both without what is the same; whole where they have not the same keys in the same order,
    because local rows are counted and ordered."""
    mine, theirs = Mapping(old.line, old.column), Mapping(new.line, new.column)
    if list(old.items) != list(new.items):
        return old, new
    for key, child in old.items.items():
        other = new.items[key]
        if key not in kept:
            if _is_plain(child) and _same(child, other):
                continue
            if isinstance(child, Mapping) and isinstance(other, Mapping):
                child, other = _differing(child, other, {"columns"})
        mine.items[key], mine.keys[key] = child, old.keys[key]
        theirs.items[key], theirs.keys[key] = other, new.keys[key]
    return mine, theirs


def _is_plain(node: Node) -> bool:
    """Whether a node is a row, a text, or made of such; what else there is may tell how rows are read."""
    if isinstance(node, Mapping):
        return "columns" not in node.items and all(map(_is_plain, node.items.values()))
    return isinstance(node, Row | Scalar)


def _same(old: Node | None, new: Node | None) -> bool:
    """Whether two nodes hold the same characters, wherever they stand."""
    if type(old) is not type(new):
        return False
    if isinstance(old, Row) and isinstance(new, Row):
        return old.text == new.text
    if isinstance(old, Scalar) and isinstance(new, Scalar):
        return old.text == new.text and old.style == new.style
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        return list(old.items) == list(new.items) and all(
            _same(child, new.items[key]) for key, child in old.items.items()
        )
    if isinstance(old, Sequence) and isinstance(new, Sequence):
        return len(old.items) == len(new.items) and all(map(_same, old.items, new.items))
    return old is None
