"""The texts of all reports in hand: the names in them, and who else prints a sentence."""

from __future__ import annotations

import re
from array import array
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from ..model.body import Body
from ..model.report import Report

STOP = re.compile(r"[。！？\n]")
FORMULAS = ("依据", "根据", "按照", "本报告", "本年报", "现将", "如对", "报告中", "所列数据", "电子版")
CONGRESS = re.compile("党的[一二三四五六七八九十]+大")
WORDS = re.compile(r"[^0-9. \t\u3000，,、：:；;“”\"（）()《》]+")
"""What is left of a sentence without its figures and marks."""
SHORTEST = 14
"""Characters of a sentence that says something of its own."""
COMMON = 5
"""A sentence that so many bodies print in one year is handed down from above, not copied."""


def norms(report: Report) -> dict[str, tuple[str, int]]:
    """Sentence without figures, marks and the body's own name → its section and its number there.

    Formulas (legal basis, guiding thought, no fee charged) and short sentences are left out.
    """
    names = [name for name in (report.body.name, report.body.short_name) if name]
    found: dict[str, tuple[str, int]] = {}
    for section, prose in report.prose.items():
        for number, norm in enumerate(STOP.split("".join(WORDS.findall(prose.text)))):
            if len(norm) < SHORTEST or _formula(norm):
                continue
            for name in names:
                norm = norm.replace(name, "")
            found.setdefault(norm, (section, number))
    return found


def sentences(report: Report) -> list[tuple[str, str]]:
    """Section and words of every sentence that `norms` has, in its order."""
    return [
        (section, STOP.split(report.prose[section].text)[number].strip())
        for section, number in norms(report).values()
    ]


def _formula(norm: str) -> bool:
    """Whether everyone says it so: the legal basis, guiding thought, fees."""
    return (
        norm.startswith(FORMULAS)
        or "习近平" in norm
        or "收取" in norm
        or ("党的" in norm and CONGRESS.search(norm) is not None)
    )


class Prints(NamedTuple):
    """The sentences of one report: a hash of each, and how many characters it has."""

    hashes: array[int]
    lengths: array[int]


@dataclass(frozen=True)
class Texts:
    """What is worked out once from all reports and bodies, for the check of every one of them."""

    reports: Mapping[str, Report]
    bodies: Mapping[str, Body]

    @cached_property
    def names(self) -> dict[str, str]:
        """Full and short name → id of the body."""
        return {
            name: id_
            for id_, body in self.bodies.items()
            for name in (body.short_name, body.name)
            if len(name) > 2
        }

    @cached_property
    def beginnings(self) -> frozenset[str]:
        """The first two characters of every name: a glance spares most searches."""
        return frozenset(name[:2] for name in self.names)

    @cached_property
    def known(self) -> dict[str, Prints]:
        """Report id → its sentences."""
        return {id_: _prints(report) for id_, report in self.reports.items()}

    @cached_property
    def printers(self) -> dict[int, dict[int, list[str]]]:
        """Year → hash of a sentence → ids of the reports that print it."""
        found: dict[int, dict[int, list[str]]] = {}
        for id_, mine in self.known.items():
            of_year = found.setdefault(self.reports[id_].year, {})
            for each in mine.hashes:
                of_year.setdefault(each, []).append(id_)
        return found

    def prints(self, report: Report) -> Prints:
        """The sentences of a report, which need not be one of those in hand."""
        return self.known[report.id] if self.reports.get(report.id) is report else _prints(report)

    def shared(self, mine: Prints, other: Report) -> list[int]:
        """The numbers of the sentences that another report prints too."""
        theirs = set(self.prints(other).hashes)
        return [number for number, each in enumerate(mine.hashes) if each in theirs]

    def others(self, report: Report, mine: Prints) -> dict[str, list[int]]:
        """Report id → numbers of the sentences shared with it, of the same year, common ones left out."""
        found: dict[str, list[int]] = {}
        of_year = self.printers.get(report.year, {})
        for number, each in enumerate(mine.hashes):
            ids = of_year.get(each, ())
            if 1 < len(ids) < COMMON:
                for id_ in ids:
                    if id_ != report.id:
                        found.setdefault(id_, []).append(number)
        return found


def _prints(report: Report) -> Prints:
    mine = norms(report)
    return Prints(array("q", map(hash, mine)), array("I", map(len, mine)))
