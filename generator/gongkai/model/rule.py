"""Rules: what a code means, where it comes from, how to mend it, with examples that run.

A rule is one decorated function. Its docstring is the documentation that `gongkai explain`
and the reference page print, in Chinese and in this order: a title line, then the parts
依据 (why, and the source), 改法 (how to mend it), 错例 and 正例 (examples, run as tests).
"""

from __future__ import annotations

import inspect
import re
import textwrap
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, ParamSpec

from msgspec import Struct
from msgspec.structs import replace

from .finding import Evidence, Finding, Place, Severity

P = ParamSpec("P")
PART = re.compile(r"^(依据|改法|错例|正例)：(.*)$")


class Rule(Struct, frozen=True):
    """The documented meaning of one code. Codes are never renumbered and never reused."""

    code: str
    severity: Severity
    name: str
    basis: str
    fix: str
    bad: str
    good: str


class Defect(Struct, frozen=True):
    """What a rule found, before the place in the file is known."""

    what: str
    fix: str = ""
    route: str = ""
    evidence: Evidence | None = None
    basis: str = ""
    mark: str = ""
    severity: Severity | None = None
    at: tuple[int, int] | None = None
    """Line and column, when the route does not say it (text inside prose)."""
    rule: Rule | None = None


RULES: dict[str, Rule] = {}


def rule_of(code: str, severity: Severity, docstring: str) -> Rule:
    """Read a rule from its docstring. Raises ValueError when a part is missing."""
    title, _, rest = inspect.cleandoc(docstring).partition("\n")
    parts: dict[str, list[str]] = {}
    current = ""
    for line in rest.splitlines():
        if match := PART.match(line):
            current = match[1]
            parts[current] = [match[2]]
        elif current:
            parts[current].append(line)
    missing = [part for part in ("依据", "改法", "错例", "正例") if part not in parts]
    if missing:
        raise ValueError(f"{code}: docstring lacks {'、'.join(missing)}")
    text = {part: "\n".join(lines).strip("\n") for part, lines in parts.items()}
    return Rule(
        code,
        severity,
        title.strip("。"),
        text["依据"].strip(),
        text["改法"].strip(),
        textwrap.dedent(text["错例"]),
        textwrap.dedent(text["正例"]),
    )


def register(code: str, severity: Severity, docstring: str | None) -> Rule:
    """Add the rule to RULES and return it. Raises ValueError for a code that is taken."""
    if code in RULES:
        raise ValueError(f"{code} is taken by “{RULES[code].name}”")
    RULES[code] = rule_of(code, severity, docstring or "")
    return RULES[code]


def mistake(
    code: str, severity: Severity = Severity.ERROR
) -> Callable[[Callable[P, Defect]], Callable[P, Defect]]:
    """Decorate a function that words one mistake: it takes the facts and returns the defect."""

    def decorate(function: Callable[P, Defect]) -> Callable[P, Defect]:
        rule = register(code, severity, function.__doc__)

        def worded(*args: P.args, **kwargs: P.kwargs) -> Defect:
            return under(rule, function(*args, **kwargs))

        worded.__doc__ = function.__doc__
        return worded

    return decorate


def under(rule: Rule, defect: Defect) -> Defect:
    """The defect, marked as found by this rule."""
    return replace(defect, rule=rule)


def check(
    code: str, severity: Severity, stage: str
) -> Callable[[Callable[..., Iterator[Defect]]], Callable[..., Iterator[Defect]]]:
    """Decorate a check: a generator of defects over a report. Stages: form, numbers, prose, …"""

    def decorate(function: Callable[..., Iterator[Defect]]) -> Callable[..., Iterator[Defect]]:
        mark = partial(under, register(code, severity, function.__doc__))

        def found(*args: Any, **kwargs: Any) -> Iterator[Defect]:
            return map(mark, function(*args, **kwargs))

        found.__doc__ = function.__doc__
        CHECKS.setdefault(stage, []).append(found)
        STAGE[code] = stage
        return found

    return decorate


CHECKS: dict[str, list[Callable[..., Iterator[Defect]]]] = {}
"""The checks of each stage, in the order in which their modules are imported."""
STAGE: dict[str, str] = {}
"""Code → the stage of its check. Codes of mistakes are told on reading and have none."""


def finding_of(defect: Defect, place: Place, subject: str = "", where: str = "") -> Finding:
    """The finding for a defect: what its rule says, at the defect's own place or the given one."""
    rule = defect.rule
    if rule is None:
        raise ValueError(f"defect without a rule: {defect.what}")
    return Finding(
        code=rule.code,
        severity=defect.severity or rule.severity,
        name=rule.name,
        place=Place(place.file, *defect.at) if defect.at else place,
        what=defect.what,
        fix=defect.fix or rule.fix,
        basis=defect.basis or rule.basis,
        route=defect.route,
        where=where,
        evidence=defect.evidence,
        mark=defect.mark or ("" if defect.route else defect.what),
        subject=subject,
    )
