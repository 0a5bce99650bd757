"""Findings of two states compared by fingerprint, and no more said than the checks know.

An error stops the stages after its own. What those would find is unknown on that side: it has neither
vanished nor appeared.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from ..check.run import STAGES
from ..model.finding import Finding
from ..model.rule import STAGE

UNUSED = "GK902"
"""That an acceptance is not needed is told only when every stage has run."""


class Turned(Struct, frozen=True):
    """What became of the findings of one report; see ReportDifference for each."""

    appeared: tuple[Finding, ...]
    vanished: tuple[Finding, ...]
    settled: tuple[Finding, ...]
    revealed: tuple[Finding, ...]
    unexamined: tuple[Finding, ...]

    @property
    def any(self) -> bool:
        """Whether anything is certain to have turned."""
        return bool(self.appeared or self.vanished or self.settled or self.revealed)


def turned(old: Sequence[Finding], new: Sequence[Finding]) -> Turned:
    """The findings of both sides, sorted by what became of them."""
    was = {each.fingerprint: each for each in old}
    now = {each.fingerprint: each for each in new}
    come = [each for print_, each in now.items() if print_ not in was]
    gone = [each for print_, each in was.items() if print_ not in now]
    both = [(was[print_], each) for print_, each in now.items() if print_ in was]
    reached, reaches = _reached(old), _reached(new)
    return Turned(
        appeared=(
            *(each for each in come if _stage(each) <= reached),
            *(each for earlier, each in both if earlier.accepted and not each.accepted),
        ),
        vanished=tuple(each for each in gone if _stage(each) <= reaches),
        settled=tuple(each for earlier, each in both if each.accepted and not earlier.accepted),
        revealed=tuple(each for each in come if _stage(each) > reached),
        unexamined=tuple(each for each in gone if _stage(each) > reaches),
    )


def _stage(finding: Finding) -> int:
    """When it is found: 0 on reading, then stage by stage."""
    if finding.code == UNUSED:
        return len(STAGES) + 1
    name = STAGE.get(finding.code)
    return next((number for number, stage in enumerate(STAGES, 1) if name in stage), 0)


def _reached(findings: Sequence[Finding]) -> int:
    """The last stage that ran. What is wrong with entries of `accepted` (GK9xx) stops none."""
    stopping = [_stage(each) for each in findings if each.blocks and not each.code.startswith("GK9")]
    return min(stopping, default=len(STAGES) + 1)
