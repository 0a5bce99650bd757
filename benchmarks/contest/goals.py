"""The goals that the project has set itself, and what was measured of them."""

from __future__ import annotations

from collections.abc import Iterator

from .results import CHANGED, COLD, Size, cpu, peak, wall

ALL, NO_SEARCH, PAGES = "gongkai", "gongkai, no search", "gongkai, from pages"
Goal = tuple[str, str, float | None, bool | None]
"""What, the limit in words, what was measured, whether that is within the limit."""
RATIOS = (
    (10_000, COLD, NO_SEARCH, "hugo", 0.7, "0.7 ×"),
    (10_000, COLD, PAGES, "hugo", 0.7, "0.7 ×"),  # the same work on both sides
    (10_000, COLD, ALL, "hugo", 1.0, "1.0 ×"),
    (1_000, COLD, ALL, "mkdocs-material", 1 / 14, "1/14 = 0.071 ×"),
    (1_000, COLD, ALL, "zensical", 1 / 11, "1/11 = 0.091 ×"),
    (10_000, CHANGED, ALL, "hugo", 1 / 30, "1/30 = 0.033 ×"),
)
SECONDS = ((10_000, 0.5), (100_000, 2.0))
MEGABYTES = ((10_000, 256), (100_000, 1000))
GROWTH, FROM = 1.3, 1_000


def goals(known: dict[int, Size]) -> Iterator[Goal]:
    """Every goal; None for what was not measured."""
    for reports, case, ours, other, limit, words in RATIOS:
        size = known.get(reports)
        value = size.ratio(ours, other, case, wall) if size else None
        yield _goal(f"{reports:,}, {case}: {ours}, wall time against {other}", words, value, limit)
    for reports, limit in SECONDS:
        size = known.get(reports)
        value = size.median(ALL, CHANGED, wall) if size else None
        yield _goal(f"{reports:,}, one figure changed, whole command", f"{limit} s", value, limit)
    for reports, limit in MEGABYTES:
        size = known.get(reports)
        value = size.median(ALL, COLD, peak) if size else None
        yield _goal(f"{reports:,}, peak memory, search included", f"{limit:,} MB", value, limit)
    largest = max(known, default=0)
    value = _growth(known, largest) if FROM in known and largest > FROM else None
    until = f"{largest:,}" if value is not None else "100,000"
    yield _goal(f"cost a page at {until} against that at {FROM:,}", f"{GROWTH} ×", value, GROWTH)


def _goal(what: str, words: str, value: float | None, limit: float) -> Goal:
    return what, words, value, None if value is None else value <= limit


def _growth(known: dict[int, Size], largest: int) -> float | None:
    spent = []
    for reports in (largest, FROM):
        used, made = known[reports].median(ALL, COLD, cpu), known[reports].outputs.get(ALL)
        if used is None or made is None:
            return None
        spent.append(used / made.pages)
    return spent[0] / spent[1]
