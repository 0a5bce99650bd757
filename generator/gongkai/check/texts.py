"""The texts of all reports in hand: the names in them, and who else prints a sentence."""

from __future__ import annotations

import re
from array import array
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

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

Sentences = Mapping[str, tuple[str, str]]


def sentences(report: Report) -> dict[str, tuple[str, str]]:
    """Sentence without figures, marks and the body's own name → its section and its words.

    Formulas (legal basis, guiding thought, no fee charged) and short sentences are left out.
    """
    names = [name for name in (report.body.name, report.body.short_name) if name]
    found: dict[str, tuple[str, str]] = {}
    for section, prose in report.prose.items():
        bare = "".join(WORDS.findall(prose.text))
        for norm, words in zip(STOP.split(bare), STOP.split(prose.text), strict=True):
            if len(norm) < SHORTEST or _formula(norm):
                continue
            for name in names:
                norm = norm.replace(name, "")
            found.setdefault(norm, (section, words.strip()))
    return found


def _formula(norm: str) -> bool:
    """Whether everyone says it so: the legal basis, guiding thought, fees."""
    return (
        norm.startswith(FORMULAS)
        or "习近平" in norm
        or "收取" in norm
        or ("党的" in norm and CONGRESS.search(norm) is not None)
    )


@dataclass(frozen=True)
class Texts:
    """What is worked out once from all reports and bodies, for the check of every one of them."""

    reports: Mapping[str, Report]
    bodies: Mapping[str, Body]
    hashes: dict[str, array[int]] = field(default_factory=dict)
    """Report id → the hashes of its sentences, once `printed` has been worked out."""

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
    def printed(self) -> dict[tuple[int, int], list[str]]:
        """Year and hash of a sentence → ids of the reports that print it."""
        found: dict[tuple[int, int], list[str]] = {}
        for id_, report in self.reports.items():
            mine = array("q", map(hash, sentences(report)))
            self.hashes[id_] = mine
            for each in mine:
                found.setdefault((report.year, each), []).append(id_)
        return found

    def may_share(self, report: Report, before: Report | None) -> bool:
        """Whether a sentence of the report stands in last year's or in another body's; a glance that
        spares most reports the reading of their sentences."""
        printed = self.printed
        mine = self.hashes.get(report.id)
        if mine is None or (before is not None and before.id not in self.reports):
            return True
        year = report.year
        return any(1 < len(printed[year, each]) < COMMON for each in mine) or (
            before is not None and any(before.id in printed.get((before.year, each), ()) for each in mine)
        )

    def also_in(self, other: Report, mine: Sentences) -> list[str]:
        """The sentences that another report prints too."""
        if other.id not in self.reports:
            theirs = sentences(other)
            return [norm for norm in mine if norm in theirs]
        return [norm for norm in mine if other.id in self.printed.get((other.year, hash(norm)), ())]

    def others(self, report: Report, mine: Sentences) -> dict[str, list[str]]:
        """Report id → sentences shared with it, of the same year, common ones left out."""
        found: dict[str, list[str]] = {}
        for norm in mine:
            printers = self.printed.get((report.year, hash(norm)), ())
            if 1 < len(printers) < COMMON:
                for id_ in printers:
                    if id_ != report.id:
                        found.setdefault(id_, []).append(norm)
        return found
