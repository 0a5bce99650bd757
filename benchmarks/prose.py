"""The score of the prose checks on a folder of reports as found in the wild.

    python benchmarks/prose.py [FOLDER] [--all]

The folder's README names the errors that people found ("Prose: …") and the sentences that are right
although they look wrong ("Right and often suspected: …"). Printed are those found, those missed, and
contradictions that nobody named; `--all` lists every other finding of the prose too.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from corpus import Specimen, specimens
from gongkai.check import copied, dates, privacy, prose, reconciliation  # noqa: F401 - registers the checks
from gongkai.check.case import Case
from gongkai.model.rule import CHECKS, Defect

ROOT = Path(__file__).parent.parent
CORPUS = ROOT.parent / "shared/corpus"
NAMED = re.compile(r"(?<![0-9/〔])([0-2][0-9]{2})(?::| |$)")
CONTRADICTIONS = ("GK401", "GK402", "GK404", "GK405")


@dataclass(frozen=True, slots=True)
class Known:
    """What the README says of one report: the characters that a finding must show."""

    number: str
    said: str
    wrong: bool

    def fits(self, found: Found) -> bool:
        """Whether a finding is the one that the README names: its longest figure, or its marks."""
        shown = found.defect.what.replace("(", "（").replace(")", "）")
        figures = re.findall(r"[0-9]+\.[0-9]+", self.said) or re.findall("[0-9]{2,}", self.said)
        if not self.wrong:
            left = found.defect.evidence.left if found.defect.evidence else ""
            return found.code in CONTRADICTIONS and left in figures
        if not figures:
            return self.said[:3] in shown
        quoted = re.findall("「([^」]*)」", self.said)
        wanted = re.findall("[0-9]{2,}", quoted[0])[:1] if quoted else figures[:1]
        return all(each in shown for each in wanted)


@dataclass(frozen=True, slots=True)
class Found:
    """One defect of one report."""

    number: str
    defect: Defect

    @property
    def code(self) -> str:
        return self.defect.rule.code if self.defect.rule else ""

    def __str__(self) -> str:
        return f"{self.code} {self.defect.what}"


def known(readme: Path) -> Iterator[Known]:
    """The statements of the README about sentences, one for every report that it names."""
    text = readme.read_text("utf-8") if readme.exists() else ""
    prose_part = re.search(r"^Prose: (.*?)(?=^Right|\Z)", text, re.M | re.S)
    right_part = re.search(r"^Right and often suspected: (.*)", text, re.M | re.S)
    for part, wrong in ((prose_part, True), (right_part, False)):
        for chunk in re.split(r"[;,](?![^「]*」)|\n", part[1] if part else ""):
            if match := NAMED.search(chunk):
                said = chunk[match.end() :].strip(" ).`")
                if said:
                    yield Known(match[1], said, wrong)


def examine(folder: Path) -> tuple[list[Specimen], list[Found]]:
    """All specimens of the folder and what the prose checks find in them."""
    every = list(specimens(folder))
    by_year = {(each.report.body.name, each.report.year): each.report for each in every}
    project = {each.report.id: each.report for each in every}
    found = []
    for each in every:
        report = each.report
        case = Case(report, by_year.get((report.body.name, report.year - 1)), project=project)
        for check in CHECKS["prose"]:
            for defect in check(case):
                if (
                    not (each.cut and defect.rule and defect.rule.code in ("GK411", "GK416"))
                    or "重复" in defect.what
                ):
                    found.append(Found(each.number, defect))
    return every, found


def judge(folder: Path) -> Iterator[tuple[str, str, str]]:
    """found, missed, right, false or other; the report; the finding or what the README says."""
    every, found = examine(folder)
    here = {each.number for each in every}
    explained = set[int]()
    for statement in known(folder / "README.md"):
        matching = [each for each in found if each.number == statement.number and statement.fits(each)]
        explained |= {id(each) for each in matching}
        if not statement.wrong:
            for each in matching:
                yield "false", each.number, str(each)
        elif statement.number in here:
            trap = "is" in statement.said.split()
            kind = "found" if matching else "right" if trap else "missed"
            yield kind, statement.number, str(matching[0]) if matching else statement.said
    for each in found:
        if id(each) not in explained:
            yield "false" if each.code in CONTRADICTIONS else "other", each.number, str(each)


def score(folder: Path) -> tuple[int, int, int]:
    """How many named errors are found and missed, and how many contradictions nobody named."""
    kinds = [kind for kind, _, _ in judge(folder)]
    return kinds.count("found"), kinds.count("missed"), kinds.count("false")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("folder", nargs="?", type=Path, default=CORPUS)
    arguments.add_argument("--all", action="store_true")
    given = arguments.parse_args()
    counts = {"found": 0, "missed": 0, "false": 0}
    for kind, number, said in judge(given.folder):
        counts[kind] = counts.get(kind, 0) + 1
        if kind != "other" or given.all:
            click.echo(f"{kind:6} {number} {said}")
    click.echo(", ".join(f"{value} {key}" for key, value in counts.items()))


if __name__ == "__main__":
    main()
