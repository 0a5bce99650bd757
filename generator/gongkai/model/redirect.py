"""Addresses that were given up: where their readers are sent, or why there is nothing any more."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct

from .finding import Place

ADDRESS = re.compile(r"(?:(?!\.{1,2}/)[^/\s?#%\\]+/)*(?:(?!\.{1,2}$)[^/\s?#%\\]+)?")
"""The path of a page (with a slash at its end) or file below the site's own address; "" is the home page."""
YEAR = re.compile(r"(?:19|20)[0-9]{2}/")


class Redirect(Struct, frozen=True):
    """One entry of redirects.yml; either `to` or `because` says something."""

    old: str
    to: str
    because: str
    place: Place

    @property
    def with_what_belongs(self) -> bool:
        """Whether what belongs to the new page stands in for what belonged to the old one.

        So it is for two bodies, two reports, two questions; not for a report and a list.
        """
        same = self.old.partition("/")[0] == self.to.partition("/")[0]
        alike = bool(YEAR.fullmatch(last(self.old))) == bool(YEAR.fullmatch(last(self.to)))
        return self.to.endswith("/") and same and alike


def last(address: str) -> str:
    """The last folder of a page's address, with its slash."""
    return address.rstrip("/").rpartition("/")[2] + "/"


def part_of(page: str, address: str) -> str | None:
    """What an address has behind that of the page it belongs to; None when it does not belong to it.

    Below a page stand its own pages and files; beside a report stand its files, e.g. 2020.json.
    """
    if page and address.startswith(page):
        return address.removeprefix(page)
    stem = page.rstrip("/")
    if YEAR.fullmatch(last(page)) and address.startswith((f"{stem}.", f"{stem}-")):
        return address.removeprefix(stem)
    return None


def final(old: str, redirects: Mapping[str, Redirect]) -> str | None:
    """Where an address leads after all redirects; None when they go round in a circle."""
    seen = {old}
    while (entry := redirects.get(old)) and not entry.because:
        old = entry.to
        if old in seen:
            return None
        seen.add(old)
    return old
