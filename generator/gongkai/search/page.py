"""A page that is to be found: its place among the results, and how to get its record."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from msgspec import Struct

from .record import Order, Record


class Page(Struct, frozen=True):
    """Its record is made where and when it is needed, so that no process holds all."""

    order: Order
    make: Callable[[], Record]
    key: str = ""
    """Stands for all that the record is made from: it is the same while the key is. "" if not known."""
    written: bool = False
    """Whether its record is in the folder already, and `make` reads it there."""

    @property
    def id(self) -> str:
        return self.order[2]


class Facts(NamedTuple):
    """What the index as a whole has to know of a page."""

    digest: bytes
    """SHA-256 of the record as published."""
    body: str
    body_name: str
    frame: str
