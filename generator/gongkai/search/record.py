"""What is searched: one record a page, and the frames that reports share.

A record and its frame, as they are published, hold every text that can be found on the page; the
terms of a page follow from them alone.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from functools import cached_property
from operator import itemgetter

from msgspec import Struct
from msgspec.json import decode, encode

from ..model.form import join
from .fold import has_traditional

Order = tuple[int, int, str]
"""Kind, year (negative), id: results stand in this order."""


def order_of(id_: str, year: int, body: str) -> Order:
    """Bodies, reports from the newest year, pages; then by id."""
    return 1 if year else 0 if body else 2, -year, id_


class Block(Struct, frozen=True, array_like=True):
    """Texts under one heading. A line break inside a text parts what stands apart on the page."""

    anchor: str
    """Id on the page; "" for its top."""
    heading: str
    texts: tuple[str, ...]


class FrameTable(Struct, frozen=True, array_like=True):
    """What a table prints besides its figures."""

    anchor: str
    """Id of the section's heading."""
    heading: str
    route: str
    texts: tuple[str, ...]
    """Caption and corner."""
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    """Route of a row below the table, and its labels from the outermost."""
    columns: tuple[tuple[str, str, tuple[str, ...]], ...]
    """Route of a column, its unit, and its labels."""


class Frame(Struct, frozen=True, eq=False, dict=True):
    """The tables of a report without its figures. Reports of one form share it, so it is stored once."""

    tables: tuple[FrameTable, ...] = ()

    @cached_property
    def data(self) -> bytes:
        """The frame as published: JSON."""
        return encode(self.tables)

    @cached_property
    def id(self) -> str:
        """Name by content."""
        return hashlib.sha256(self.data).hexdigest()[:12]

    @cached_property
    def labels(self) -> str:
        """Every text of the tables, one a line."""
        texts: dict[str, None] = {}
        for table in self.tables:
            texts |= dict.fromkeys((table.heading, *table.texts))
            for _, labels in table.rows:
                texts |= dict.fromkeys(labels)
            for _, _, labels in table.columns:
                texts |= dict.fromkeys(labels)
        return "\n".join(texts)

    @cached_property
    def traditional(self) -> bool:
        """Whether reading the labels needs the map of traditional characters."""
        return has_traditional(self.labels)

    @cached_property
    def units(self) -> tuple[str, ...]:
        """The unit of every cell, in the order of a record's figures."""
        return tuple(unit for table in self.tables for _ in table.rows for _, unit, _ in table.columns)

    @cached_property
    def of_unit(self) -> tuple[tuple[str, Callable[[tuple[str, ...]], tuple[str, ...]]], ...]:
        """Units, and what takes from a record's figures those counted in one."""
        places: dict[str, list[int]] = {}
        for place, unit in enumerate(self.units):
            places.setdefault(unit, []).append(place)
        return tuple(
            (unit, itemgetter(*some, some[0])) for unit, some in places.items()
        )  # a tuple of one too

    def cells(self) -> Iterator[tuple[str, str]]:
        """Anchor and unit of every cell, in the order of a record's figures."""
        for table in self.tables:
            for row, _ in table.rows:
                for column, unit, _ in table.columns:
                    yield re.sub(r"\s", "_", join(table.route, row, column)), unit


NO_FRAME = Frame()


class Record(Struct, frozen=True, dict=True):
    """One page: a report (year > 0), a body, or a page written by hand (no body)."""

    id: str
    """Address of the page without its last slash, e.g. reports/daxing/qingyundian/2020."""
    title: str
    body: str
    """Id of the body, or ""."""
    body_name: str
    year: int
    blocks: tuple[Block, ...]
    frame: Frame = NO_FRAME
    figures: tuple[str, ...] = ()
    """What the cells of the frame print, in its order; "" where nothing is printed."""

    @property
    def order(self) -> Order:
        """Where it stands among results."""
        return order_of(self.id, self.year, self.body)

    @cached_property
    def text(self) -> str:
        """Title and blocks, one text a line; what the frame holds is not in it."""
        lines = [self.title, self.body_name]
        for block in self.blocks:
            lines.append(block.heading)
            lines += block.texts
        return "\n".join(lines)

    @cached_property
    def data(self) -> bytes:
        """The record as published: JSON. `traditional` tells whether reading it needs the map."""
        return encode(
            {
                "title": self.title,
                "body": self.body,
                "name": self.body_name,
                "year": self.year,
                "traditional": has_traditional(self.text) or self.frame.traditional,
                "frame": self.frame.id if self.frame.tables else "",
                "figures": "\t".join(self.figures),
                "blocks": self.blocks,
            }
        )


class _Published(Struct):
    """What `Record.data` says."""

    title: str
    body: str
    name: str
    year: int
    frame: str
    figures: str
    blocks: tuple[Block, ...]


def read_record(id_: str, data: bytes, frame: Callable[[str], Frame]) -> Record:
    """The record from its published form; `frame` gives the one of an id."""
    given = decode(data, type=_Published)
    figures = tuple(given.figures.split("\t")) if given.frame else ()
    own = frame(given.frame) if given.frame else NO_FRAME
    return Record(id_, given.title, given.body, given.name, given.year, given.blocks, own, figures)


def read_frame(data: bytes) -> Frame:
    """The frame from its published form."""
    return Frame(decode(data, type=tuple[FrameTable, ...]))
