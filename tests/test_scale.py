"""The page about scale says what was measured, and marks what was not."""

from __future__ import annotations

import json

from contest import scale_page
from contest.scale_page import SITE, Files, Scale, Step

NAMES = (
    "check",
    "build",
    "one figure changed",
    "Parquet",
    *(f"part {each}" for each in range(1, 5)),
    "merge",
)


def scale(reports: int, fixed: float = 1.0, each: float = 0.001) -> Scale:
    """A size of which everything lies on one line: fixed costs, and a share of every report."""
    cost = fixed + each * reports
    files = dict.fromkeys(("YAML", *SITE, "Parquet", "parts"), Files(int(cost * 1000), int(cost * 1e6), 0.5))
    steps = dict.fromkeys(NAMES, Step(cost, 2 * cost, 10 * cost))
    return Scale(
        "2026-11-27", "2 cores", reports, reports // 5, steps, files, int(cost * 4e6), int(cost * 1000)
    )


KNOWN = {1000: scale(1000), 10_000: scale(10_000)}


def test_sizes_between_and_beyond_lie_on_the_line() -> None:
    at = scale_page.line(KNOWN, lambda each: each.steps["check"].cpu)
    assert [round(at(reports) or 0, 6) for reports in (1000, 10_000, 100_000)] == [4, 22, 202]


def test_what_did_not_grow_says_nothing_of_larger_sizes() -> None:
    known = {1000: scale(1000, fixed=100), 10_000: scale(10_000)}
    assert scale_page.line(known, lambda each: each.steps["check"].cpu)(100_000) is None
    assert scale_page.reached(known, lambda each: each.site, 1e9) == "–"


def test_what_is_measured_is_bold_and_what_is_not_is_italic() -> None:
    lines = scale_page.page(KNOWN).splitlines()
    (row,) = (line for line in lines if line.startswith("| check: CPU s |"))
    assert row == "| check: CPU s | **4.00** | **22.0** | *202* | *3,002* |"


def test_a_limit_is_reached_where_the_line_comes_to_it() -> None:
    """A site of 4 kB a report and 4 MB besides comes to 1 GB at 249,000 reports."""
    assert scale_page.reached(KNOWN, lambda each: each.site, 1e9) == "250,000"
    assert "| GitHub Pages: a site of 1 GB | 250,000 reports |" in scale_page.page(KNOWN)


def test_sizes_are_read_as_they_were_written() -> None:
    assert scale_page.read(json.loads(json.dumps(scale_page.plain(KNOWN)))) == KNOWN
