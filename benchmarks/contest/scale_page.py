"""docs/developers/scale.md: what was measured, and the same for sizes that were not, along a line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from .city import ROOT
from .report import number

PAGE = ROOT / "docs/developers/scale.md"
SHARDS = 4
SIZES = (1_000, 10_000, 100_000, 1_500_000)
SITE = ("pages", "downloads", "search", "assets and others")
GB, MINUTES = 1e9, 60
TEXT = """\
# Scale: what many reports cost

Written by `benchmarks/scale.py --write`; do not edit. Measured on {days}: {machines}. Every command ran once.

The city is fictional, five years of every body, a report of {yaml} kB of YAML; real reports differ, mostly by the length of
their prose.

"""
LIMITS = """
## Which limits bind

The limits are GitHub's published ones; the numbers of reports follow from the tables above.

| limit | reached at about |
| --- | --- |
| GitHub Pages: a site of 1 GB | {pages} reports |
| GitHub Pages: a deployment within 10 minutes | not measured here: it depends on GitHub. The site of the line above is packed into {packed} GB |
| the artifact of a Pages site: 10 GB as one tar | {artifact} reports |
| a runner's disk: 14 GB free, with YAML, documents, site and state | {disk} reports |
| a file system of 1 million inodes (what a default ext4 of 16 GB has) | {inodes} reports |
| a job of 6 hours, on one machine as fast as the one measured | {hours} reports |
| a matrix of 256 jobs, each within the 6 hours | beyond all of these |
| a sitemap of 50,000 addresses | none: the sitemap is divided by the build |

So one repository with GitHub Pages carries a city, or a province for a few years. Beyond that:

1. **Hosting first.** The site goes to object storage or a web server (`docs/developers/hosting.md`): it is plain files, and most change rarely.
   A build after one figure writes only what changed.
2. **A repository, and a site, for each province or city.** Nothing of a report depends on other provinces. Their Parquet datasets
   are one when their folders are put together (`docs/developers/national-data.md`), which is where figures of a nation are asked for.
3. **Shards** (`docs/developers/sharding.md`) where one site is to hold it all: they divide time and memory of the work on bodies. They do
   not divide the merge, nor the disk and inodes of the machine that has the whole site in the end.

1,500,000 reports as one site are possible only off GitHub; the figures above say what disk and time they would take, by
extrapolation, not by trial.
"""


@dataclass(frozen=True, slots=True)
class Step:
    """Wall and CPU seconds, peak MB."""

    wall: float
    cpu: float
    peak: float


@dataclass(frozen=True, slots=True)
class Files:
    """Number, bytes, and what is left of a byte when packed."""

    count: int
    bytes: int
    packed: float


@dataclass
class Scale:
    """All of one size."""

    day: str
    machine: str
    reports: int
    bodies: int
    steps: dict[str, Step] = field(default_factory=dict)
    files: dict[str, Files] = field(default_factory=dict)
    disk: int = 0
    inodes: int = 0

    @property
    def site(self) -> int:
        """Bytes of the site."""
        return sum(self.files[kind].bytes for kind in SITE)

    @property
    def packed(self) -> float:
        return sum(self.files[kind].bytes * self.files[kind].packed for kind in SITE)

    def parts(self, what: Callable[[Step], float]) -> list[float]:
        return [what(step) for name, step in self.steps.items() if name.startswith("part ")]


Value = Callable[[Scale], float]
ROWS: tuple[tuple[str, Value], ...] = (
    ("check: CPU s", lambda each: each.steps["check"].cpu),
    ("check: MB of memory", lambda each: each.steps["check"].peak),
    ("build from nothing: CPU s", lambda each: each.steps["build"].cpu),
    ("build from nothing: minutes", lambda each: each.steps["build"].wall / MINUTES),
    ("build from nothing: MB of memory", lambda each: each.steps["build"].peak),
    ("build after one figure: s", lambda each: each.steps["one figure changed"].wall),
    (
        f"{SHARDS} shards: longest part, minutes",
        lambda each: max(each.parts(lambda step: step.wall)) / MINUTES,
    ),
    (f"{SHARDS} shards: all parts, CPU s", lambda each: sum(each.parts(lambda step: step.cpu))),
    (f"{SHARDS} shards: merge, CPU s", lambda each: each.steps["merge"].cpu),
    (f"{SHARDS} shards: merge, minutes", lambda each: each.steps["merge"].wall / MINUTES),
    (f"{SHARDS} shards: GB of parts to send", lambda each: each.files["parts"].bytes / GB),
    ("YAML: GB", lambda each: each.files["YAML"].bytes / GB),
    ("site: GB", lambda each: each.site / GB),
    ("site packed (transfer): GB", lambda each: each.packed / GB),
    ("site: thousands of files", lambda each: sum(each.files[kind].count for kind in SITE) / 1000),
    ("disk, all of it: GB", lambda each: each.disk / GB),
    ("disk: thousands of inodes", lambda each: each.inodes / 1000),
    ("Parquet: GB", lambda each: each.files["Parquet"].bytes / GB),
)


def page(known: dict[int, Scale]) -> str:
    """The page as Markdown. Needs two sizes."""
    sizes = [known[reports] for reports in sorted(known)]
    last = sizes[-1]
    days, machines = ({getattr(each, name) for each in sizes} for name in ("day", "machine"))
    yaml = number(last.files["YAML"].bytes / last.reports / 1000)
    parts = [TEXT.format(days=", ".join(sorted(days)), machines="; ".join(sorted(machines)), yaml=yaml)]
    parts += ["## A report\n\n", *_a_report(last), *_commands(sizes), *_sizes(known)]
    return "".join(parts) + LIMITS.format(**_limits(known))


def _a_report(last: Scale) -> Iterator[str]:
    yield f"Of {last.reports:,} reports of {last.bodies:,} bodies, each:\n\n"
    yield "| | files | kB | packed |\n| --- | --- | --- | --- |\n"
    for kind, each in last.files.items():
        yield (
            f"| {kind} | {number(each.count / last.reports)} | {number(each.bytes / last.reports / 1000)} "
            f"| {each.packed:.0%} |\n"
        )
    yield f"\nIn all {number(last.site / last.reports / 1000)} kB of site a report. “pages” are those of bodies, years and questions too.\n"


def _commands(sizes: list[Scale]) -> Iterator[str]:
    yield "\n## A command\n\nCPU ms a report / peak MB, in all processes:\n\n"
    yield f"| | {' | '.join(f'{each.reports:,} reports' for each in sizes)} |\n| --- |{' --- |' * len(sizes)}\n"
    for name in sizes[-1].steps:
        cells = [
            f"{number(step.cpu / each.reports * 1000)} / {number(step.peak)}"
            for each in sizes
            for step in [each.steps[name]]
        ]
        yield f"| {name} | {' | '.join(cells)} |\n"
    yield f"\nA part is a quarter of the reports, so its ms are of all reports; `merge` puts {SHARDS} of them together.\n"


def _sizes(known: dict[int, Scale]) -> Iterator[str]:
    yield "\n## Sizes\n\n"
    yield "Measured in **bold**; the others lie on the line through the two largest sizes measured, and are no promise (–: what "
    yield "was measured did not grow, so that single runs say nothing of larger sizes).\n\n"
    yield f"| | {' | '.join(f'{each:,}' for each in SIZES)} |\n| --- |{' --- |' * len(SIZES)}\n"
    for title, value in ROWS:
        cells = [
            f"**{number(value(known[size]))}**" if size in known else f"*{number(line(known, value)(size))}*"
            for size in SIZES
        ]
        yield f"| {title} | {' | '.join(cells)} |\n"
    yield (
        "\nMinutes are those of the machine above; a job on GitHub also takes about a minute to check out and to set gongkai up, and is "
        "billed by whole minutes: one job costs its minutes, shards those of all parts and of the merge. A first build is "
        "what every job on GitHub is, since nothing is kept between jobs.\n"
    )


def line(known: dict[int, Scale], value: Value) -> Callable[[float], float | None]:
    """Reports → value, along the line through the two largest sizes; None where it falls."""
    one, two = (known[reports] for reports in sorted(known)[-2:])
    slope = (value(two) - value(one)) / (two.reports - one.reports)
    return lambda reports: None if slope < 0 else max(value(two) + slope * (reports - two.reports), 0.0)


def reached(known: dict[int, Scale], value: Value, limit: float) -> str:
    """The number of reports at which a value comes to a limit, in two digits."""
    one, two = (known[reports] for reports in sorted(known)[-2:])
    slope = (value(two) - value(one)) / (two.reports - one.reports)
    if slope <= 0:
        return "–"
    found = two.reports + (limit - value(two)) / slope
    digits = max(len(str(int(found))) - 2, 0)
    return f"{round(found / 10**digits) * 10**digits:,}"


def _limits(known: dict[int, Scale]) -> dict[str, str]:
    share = known[max(known)].packed / known[max(known)].site
    return {
        "pages": reached(known, lambda each: each.site, GB),
        "packed": number(share),
        "artifact": reached(known, lambda each: each.site, 10 * GB),
        "disk": reached(known, lambda each: each.disk, 14 * GB),
        "inodes": reached(known, lambda each: each.inodes, 1e6),
        "hours": reached(known, lambda each: each.steps["build"].wall, 6 * 3600),
    }


def plain(known: dict[int, Scale]) -> dict[str, Any]:
    """For JSON."""
    return {str(reports): asdict(known[reports]) for reports in sorted(known)}


def read(data: dict[str, Any]) -> dict[int, Scale]:
    """The inverse of `plain`."""
    found = {}
    for reports, each in data.items():
        scale = Scale(**each)
        scale.steps = {name: Step(**step) for name, step in each["steps"].items()}
        scale.files = {name: Files(**some) for name, some in each["files"].items()}
        found[int(reports)] = scale
    return found
