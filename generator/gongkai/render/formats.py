"""The output formats of `gongkai check`, by name."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ..model.finding import Finding
from . import findings, interchange

FORMATS: dict[str, Callable[[Sequence[Finding], int], str]] = {
    "text": findings.text,
    "json": findings.as_json,
    "github": findings.github,
    "summary": findings.summary,
    "sarif": interchange.sarif,
    "rdjson": interchange.rdjson,
}
"""Each takes the findings and the number of reports examined, and returns the whole output."""
