"""The picture of the results: seconds by reports, both on scales of powers of ten."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil, floor, log10

from .results import CHANGED, COLD, Size, wall

COLOURS = {
    "gongkai": "#0b62a4",
    "hugo": "#c2410c",
    "zensical": "#6d28d9",
    "mkdocs-material": "#4d7c0f",
}
WIDTH, HEIGHT = 940, 430
PANELS = ((COLD, "Cold build, seconds", 60), (CHANGED, "One figure changed, seconds", 530))
PLOT_WIDTH, TOP, BOTTOM = 260, 60, 370
LEAST_APART = 15
"""Pixels between two labels."""


def draw(known: dict[int, Size]) -> str:
    """The picture as SVG."""
    sizes = {size.reports: size for size in known.values()}
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" '
        'font-size="13" role="img" aria-label="Seconds by reports; the figures are in the tables">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
    ]
    for case, title, left in PANELS:
        found = {
            engine: [
                (reports, value)
                for reports in sorted(sizes)
                if (value := sizes[reports].median(engine, case, wall)) is not None
            ]
            for engine in COLOURS
        }
        lines = {engine: points for engine, points in found.items() if points}
        if lines:
            parts += _panel(title, left, lines)
    return "\n".join([*parts, "</svg>\n"])


def _panel(title: str, left: int, lines: dict[str, list[tuple[int, float]]]) -> Iterator[str]:
    reports = sorted({each for points in lines.values() for each, _ in points})
    seconds = [value for points in lines.values() for _, value in points]
    low, high = floor(log10(min(seconds))), max(ceil(log10(max(seconds))), floor(log10(min(seconds))) + 1)
    first, last = log10(reports[0]), max(log10(reports[-1]), log10(reports[0]) + 1)

    def x(count: int) -> float:
        return left + (log10(count) - first) / (last - first) * PLOT_WIDTH

    def y(value: float) -> float:
        return BOTTOM - (log10(value) - low) / (high - low) * (BOTTOM - TOP)

    yield f'<text x="{left}" y="30" font-size="15" font-weight="bold">{title}</text>'
    for power in range(low, high + 1):
        at = y(10**power)
        yield f'<path d="M{left} {at:.1f}h{PLOT_WIDTH}" stroke="#ddd"/>'
        yield f'<text x="{left - 8}" y="{at + 4:.1f}" text-anchor="end" fill="#555">{10**power:g}</text>'
    for count in reports:
        yield f'<text x="{x(count):.1f}" y="{BOTTOM + 22}" text-anchor="middle" fill="#555">{count:,}</text>'
    yield (
        f'<text x="{left + PLOT_WIDTH / 2}" y="{BOTTOM + 44}" text-anchor="middle" fill="#555">reports</text>'
    )
    heights = _apart({engine: y(points[-1][1]) for engine, points in lines.items()})
    for engine, points in lines.items():
        colour = COLOURS[engine]
        path = "L".join(f"{x(count):.1f} {y(value):.1f}" for count, value in points)
        yield f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2"/>'
        for count, value in points:
            yield f'<circle cx="{x(count):.1f}" cy="{y(value):.1f}" r="4" fill="{colour}"/>'
        label = f"{engine} {points[-1][1]:.3g}"
        yield (
            f'<text x="{x(points[-1][0]) + 10:.1f}" y="{heights[engine] + 4:.1f}" fill="{colour}">{label}</text>'
        )


def _apart(heights: dict[str, float]) -> dict[str, float]:
    """The same heights, moved down where labels would meet."""
    moved: dict[str, float] = {}
    last = float("-inf")
    for engine, height in sorted(heights.items(), key=lambda each: each[1]):
        last = moved[engine] = max(height, last + LEAST_APART)
    return moved
