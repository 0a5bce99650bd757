"""The results as a table on the terminal, and as docs/developers/benchmarks.md with its picture."""

from __future__ import annotations

from collections.abc import Iterator

from . import drawing
from .city import ROOT
from .goals import NO_SEARCH, PAGES, goals
from .results import CHANGED, COLD, Size, cpu, peak, wall

PAGE = ROOT / "docs/developers/benchmarks.md"
PICTURE = ROOT / "docs/assets/benchmarks.svg"
OURS = ("gongkai", "gongkai, no search", "gongkai, from pages")
HEAD = (
    "engine",
    "runs",
    "wall s",
    "CPU s",
    "ms a page",
    "peak MB",
    "changed: wall s",
    "CPU s",
    "site MB",
    "kB a page",
)
TEXT = """\
# Benchmarks: against MkDocs, Zensical and Hugo

Written by `make bench ARGS=--write`; do not edit. {when}

![Seconds of the clock, by the number of reports, for a cold build and for one changed figure](../assets/benchmarks.svg)

## What is compared

The fictional city of `gongkai demo`, five years of every body; every engine makes **all pages of the site**: reports, bodies,
years, questions, lists and hand-written pages. In each round every engine runs once, in another order each time;
times are medians, ratios are medians of the rounds' ratios. CPU seconds and memory are those of all processes together.
*Cold*: everything that a build leaves behind is deleted first. *Changed*: one figure of one report is another, and the
same command is run again.

| engine | what it is charged for |
| --- | --- |
| gongkai | `gongkai build`: reads and checks the YAML, writes pages, downloads and the search index, builds the site |
| gongkai, no search | the same without the search, neither records nor index, which the benchmark leaves out (no option does) |
| gongkai, from pages | from ready-made pages to the site, as MkDocs does: neither YAML nor checks, downloads or search |
| hugo | from ready-made pages, with a theme that is cut from ours: about as many bytes a page; no search |
| zensical | from ready-made pages, the same `mkdocs.yml`, with its own search |
| mkdocs-material | from ready-made pages, the same `mkdocs.yml`, with its search for Chinese (jieba) |

An engine sits out further rounds once its runs of a case have taken longer than `--patience` seconds, and the changed figure
when a cold run took four times as long: MkDocs keeps nothing from build to build, so it would take as long again. (`mkdocs build --dirty` would leave a search index of one page.)
On which file system a size was built, and why that matters, says `benchmarks/README.md`.

"""
INSTEAD = """\
## With another engine in the place of ours

Every row above but the first two leaves out what comes before the site: to read and check the YAML, to write pages and downloads.
That is `gongkai, no search` less `gongkai, from pages`, whoever builds the site. With it, cold, wall time: theirs, and ours
divided by theirs (search on neither side but for that of MkDocs and Zensical, which cannot be taken out):

"""
ELSEWHERE = """
–: not measured by this command. What an edit among 100,000 costs, and the memory of building them: [incremental.md](incremental.md).
"""
CHECKING = """\
## Checking

Reports loaded and checked a second, on one core and on all, and the same files validated by check-jsonschema:
`.venv/bin/python benchmarks/check_throughput.py --peer check-jsonschema`. What sizes cost beyond the time of a build:
[scale.md](scale.md). What is measured besides, and what it said: `benchmarks/README.md` in the repository.
"""


def write(known: dict[int, Size]) -> None:
    """Write the page and the picture."""
    PICTURE.write_text(drawing.draw(known), "utf-8")
    PAGE.write_text(page(known), "utf-8")


def page(known: dict[int, Size]) -> str:
    """The page as Markdown."""
    days = sorted({size.day for size in known.values()})
    machines = sorted({size.machine for size in known.values()})
    programs = sorted({size.programs for size in known.values()})
    when = f"Measured on {', '.join(days)}; {'; '.join(machines)}; {'; '.join(programs)}."
    parts = [TEXT.format(when=when), "## Goals\n\n", *_goals(known), ELSEWHERE]
    for reports in sorted(known):
        size = known[reports]
        parts.append(f"\n## {size.reports:,} reports, {size.pages:,} pages\n\n")
        parts += _table(HEAD, list(rows(size)))
        parts += [
            "\nOurs divided by theirs, wall / CPU:\n\n",
            *_table(("", *others(size)), list(ratios(size))),
        ]
    parts += ["\n", *_instead(known), "\n", *_growth(known), "\n", CHECKING]
    return "".join(parts)


def lines(reports: int, size: Size) -> Iterator[str]:
    """The tables of one size for the terminal."""
    yield f"{size.reports:,} reports, {size.pages:,} pages, {size.day}, {size.machine}"
    for head, body in ((HEAD, list(rows(size))), (("", *others(size)), list(ratios(size)))):
        widths = [max(len(row[at]) for row in (head, *body)) for at in range(len(head))]
        for row in (head, *body):
            yield "  ".join(
                text.ljust(width) if at == 0 else text.rjust(width)
                for at, (text, width) in enumerate(zip(row, widths, strict=True))
            )


def rows(size: Size) -> Iterator[tuple[str, ...]]:
    """What each engine used."""
    for engine, cases in size.runs.items():
        made, used = size.outputs[engine], size.median(engine, COLD, cpu)
        yield (
            engine,
            f"{len(cases[COLD])}/{len(cases[CHANGED])}",
            number(size.median(engine, COLD, wall)),
            number(used),
            number(used and used / made.pages * 1000),
            number(size.median(engine, COLD, peak)),
            number(size.median(engine, CHANGED, wall)),
            number(size.median(engine, CHANGED, cpu)),
            number(made.bytes / 1e6),
            number(made.page_bytes / made.pages / 1000),
        )


def others(size: Size) -> list[str]:
    return [engine for engine in size.runs if engine not in OURS]


def ratios(size: Size) -> Iterator[tuple[str, ...]]:
    """Ours divided by each other's, by way and case."""
    for case in (COLD, CHANGED):
        for ours in (engine for engine in size.runs if engine in OURS):
            found = [[size.ratio(ours, other, case, what) for what in (wall, cpu)] for other in others(size)]
            if any(value is not None for pair in found for value in pair):
                yield f"{ours}, {case}", *(" / ".join(map(number, pair)) for pair in found)


def _instead(known: dict[int, Size]) -> Iterator[str]:
    """What the whole work takes when another engine builds the site of our pages."""
    sizes = [known[reports] for reports in sorted(known)]
    yield INSTEAD
    engines = list(dict.fromkeys(engine for size in sizes for engine in others(size)))
    body = []
    for engine in engines:
        cells = []
        for size in sizes:
            whole, pages, theirs = (size.median(each, COLD, wall) for each in (NO_SEARCH, PAGES, engine))
            if whole is None or pages is None or theirs is None:
                cells.append("–")
            else:
                both = whole - pages + theirs
                cells.append(f"{number(both)} s, {number(whole / both)} ×")
        body.append((engine, *cells))
    yield from _table(("engine", *(f"{size.reports:,} reports" for size in sizes)), body)


def _growth(known: dict[int, Size]) -> Iterator[str]:
    engines = list(dict.fromkeys(engine for size in known.values() for engine in size.runs))
    sizes = [known[reports] for reports in sorted(known)]
    yield "## Growth: CPU ms a page, cold\n\n"
    body = []
    for engine in engines:
        spent = [(size.median(engine, COLD, cpu), size.outputs.get(engine)) for size in sizes]
        body.append(
            (engine, *(number(used / made.pages * 1000 if used and made else None) for used, made in spent))
        )
    yield from _table(("engine", *(f"{size.reports:,} reports" for size in sizes)), body)


def _goals(known: dict[int, Size]) -> Iterator[str]:
    body = [
        (text, limit, number(value), "" if met is None else "met" if met else "**missed**")
        for text, limit, value, met in goals(known)
    ]
    yield from _table(("goal", "at most", "measured", ""), body)


def _table(head: tuple[str, ...], body: list[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |\n| --- |{' --- |' * (len(head) - 1)}\n"
    for row in body:
        yield f"| {' | '.join(row)} |\n"


def number(value: float | None) -> str:
    """Three digits, or more before the point; – for what was not measured."""
    if value is None:
        return "–"
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}" if abs(value) >= 1 else f"{value:.3f}"
