"""How many figures of a report's prose are noticed when one is changed by 1.

    python benchmarks/prose_mutation.py [REPORT.yml] [--section overview] [--verbose]

Every number that counts something (件, 条, %) is raised by 1, one at a time; it is noticed when a
contradiction appears that the unchanged text does not have.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import click
from msgspec.structs import replace

from gongkai.check import claims
from gongkai.load.project import load_project
from gongkai.model.claim import Claim, Verdict
from gongkai.model.report import Report

ROOT = Path(__file__).parent.parent
SEED = ROOT / "reports/daxing/qingyundian/2020.yml"


@dataclass(frozen=True, slots=True)
class Mutation:
    """One number raised by 1, and the contradictions that this brought."""

    claim: Claim
    now: str
    found: tuple[Claim, ...]


def mutations(report: Report, section: str) -> Iterator[Mutation]:
    """Every number of a section raised by 1, one at a time."""
    before = {_key(claim) for claim in _contradictions(report)}
    for claim in claims.of_report(report):
        if claim.section != section or claim.value is None or claim.verdict is Verdict.BY_REFERENCE:
            continue
        prose = report.prose[section]
        now = f"{Decimal(claim.text) + 1}"
        text = prose.text[: claim.start] + now + prose.text[claim.end :]
        changed = replace(report, prose={**report.prose, section: replace(prose, text=text)})
        found = tuple(each for each in _contradictions(changed) if _key(each) not in before)
        yield Mutation(claim, now, found)


def _contradictions(report: Report) -> list[Claim]:
    return [claim for claim in claims.of_report(report) if claim.verdict is Verdict.CONTRADICTS]


def _key(claim: Claim) -> tuple[str, str]:
    return claim.section, claim.sentence


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("file", nargs="?", type=Path, default=SEED)
    arguments.add_argument("--section", default="overview")
    arguments.add_argument("--verbose", action="store_true")
    given = arguments.parse_args()
    file = given.file.resolve()
    root = next(parent.parent for parent in file.parents if parent.name == "reports")
    project = load_project(root)
    report = next(each for each in project.reports.values() if (root / each.file).resolve() == file)
    done = list(mutations(report, given.section))
    for each in done:
        if given.verbose or not each.found:
            quote = report.prose[given.section].text[max(0, each.claim.start - 12) : each.claim.end + 2]
            what = each.found[0].sentence if each.found else "未发现"
            click.echo(f"{quote!r} → {each.now}: {what}")
    click.echo(f"{sum(bool(each.found) for each in done)} / {len(done)} noticed")


if __name__ == "__main__":
    main()
