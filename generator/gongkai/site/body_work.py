"""All work on one body, which nothing but its own files and a few words about others decide.

Its reports are read, checked, and made into pages and files; what is kept of them is a summary. So no
process ever holds the reports of more than one body, and a change is work for one.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field

from ..check.case import Case
from ..check.run import check_report
from ..check.texts import Names, Prints, Shared, Texts, prints_of
from ..load.project import Project, load_report_file
from ..model.body import Bodies, Body
from ..model.finding import Finding
from ..model.form import Form
from ..model.version import History
from . import watch

if TYPE_CHECKING:
    from ..render.contents import Site
    from .body_files import Made


class Frame(Struct, frozen=True):
    """What the work on every body starts from."""

    root: Path
    forms: Mapping[str, Form]
    bodies: Bodies
    histories: Mapping[str, History] = field(default_factory=dict)
    """Report id → its public versions."""
    out: Path | None = None
    """The documents folder, when pages are wanted."""
    site: Site | None = None
    """The site without reports, likewise."""
    record_aside: bool = False
    """Whether records of the search that changed are handed back, not written."""

    @property
    def names(self) -> Names:
        return _names(self.bodies)


def _names(bodies: Bodies) -> Names:
    found = bodies.__dict__.get("names")
    if not isinstance(found, Names):
        found = bodies.__dict__["names"] = Names(bodies)
    return found


class Subordinate(Struct, frozen=True):
    """What a body directly below reports for one year: the numbers of its cells."""

    body: Body
    numbers: Mapping[str, Decimal]

    def value(self, route: str) -> Decimal | None:
        return self.numbers.get(route)


class Around(Struct, frozen=True):
    """What the work on one body has to know of others."""

    shared: Shared = field(default_factory=dict)
    below: Mapping[int, Sequence[Subordinate]] = field(default_factory=dict)
    """Year → what the bodies directly below report, where the body says that they are complete."""
    years: Mapping[str, Sequence[int]] = field(default_factory=dict)
    """Id of a body directly below → the years that readers can open, the newest first."""


class Facts(Struct, frozen=True):
    """What is kept of a report that can be read, for the checks of others."""

    year: int
    published: str
    prints: bytes
    """Its sentences, packed."""
    numbers: dict[str, str] | None
    """Route → number; None where no body above sums them."""


class Done(Struct):
    """What came of the work on one body."""

    body: str
    findings: list[Finding]
    facts: list[Facts]
    unread: list[str]
    """Ids of the reports that could not be read."""
    made: Made | None = None
    spent: dict[str, float] = field(default_factory=dict)
    """Name of a step → seconds."""

    @property
    def blocked(self) -> set[str]:
        """Ids of the reports that have errors."""
        return {each.subject for each in self.findings if each.blocks and each.subject} | set(self.unread)


def work(frame: Frame, id_: str, files: Sequence[str], around: Around) -> Done:
    """Read and check the reports of one body, from these files of its folder; make its pages and files."""
    before = watch.taken()
    project = Project(frame.root, frame.forms, frame.bodies)
    with watch.part("载入报告"):
        for file in files:
            load_report_file(project, frame.root / "reports" / id_ / file)
    known = {each.id: prints_of(each) for each in project.reports.values()}
    with watch.part("核验"):
        findings = checked(project, around, Texts(frame.names, around.shared, known), frame.histories)
    done = Done(
        id_,
        findings,
        [
            Facts(
                each.year,
                str(each.published or ""),
                b"".join(part.tobytes() for part in known[each.id]),
                _numbers(frame, project, each.id),
            )
            for each in project.reports.values()
        ],
        list(project.unread),
    )
    if frame.site and frame.out:
        from .body_pages import made  # checks alone go without

        with watch.part("报告和机关的网页、数据文件"):
            done.made = made(frame, project, id_, done.findings, around)
    done.spent = watch.taken()
    watch.note(before)
    return done


def _numbers(frame: Frame, project: Project, id_: str) -> dict[str, str] | None:
    report = project.reports[id_]
    above = frame.bodies.get(report.body.parent)
    if above is None or not above.complete:
        return None
    return {route: str(each.value) for route, each in report.cells.items() if each.value is not None}


def checked(
    project: Project, around: Around, texts: Texts, histories: Mapping[str, History]
) -> list[Finding]:
    """The findings of one body's reports, in order of file and line."""
    loaded: dict[str, list[Finding]] = {}
    for finding in project.findings:
        loaded.setdefault(finding.subject, []).append(finding)
    found = [each for id_, findings in loaded.items() if id_ not in project.reports for each in findings]
    for id_, report in project.reports.items():
        case = Case(
            report=report,
            before=project.reports.get(f"{report.body.id}/{report.year - 1}"),
            children=tuple(around.below.get(report.year, ())),
            project=project.reports,
            bodies=project.bodies,
            history=histories.get(id_),
            shared=texts,
        )
        found += check_report(case, loaded.get(id_, ()))
    return sorted(found, key=lambda each: (each.place.file, each.place.line, each.place.column, each.code))


def numbers_of(body: Body, numbers: Mapping[str, str]) -> Subordinate:
    return Subordinate(body, {route: Decimal(text) for route, text in numbers.items()})


def prints_from(data: bytes) -> Prints:
    """The sentences of a report as they were packed: eight bytes of hash each, then four of length each."""
    found, place = Prints(array("Q"), array("I")), len(data) // 12 * 8
    found.hashes.frombytes(data[:place])
    found.lengths.frombytes(data[place:])
    return found
