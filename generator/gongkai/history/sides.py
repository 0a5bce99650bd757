"""Both states of a site as projects, read as far as an edit reaches; nothing else is read."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct

from ..load.forms import load_forms
from ..load.project import Project, load_files
from ..model.body import Body
from ..model.form import Form
from .published import tell_versions
from .reach import Reports, body_of, compared_with, moved_by_bodies, moved_by_reports, names_of, sharing
from .sources import Source, changed

REPORT = re.compile(r"reports/(.+/(?:19|20)[0-9]{2})\.yml")
BODY = re.compile(r"reports/(.+)/body\.yml")
DOCUMENT = re.compile(r"reports/(.+)/[^/]+\.(?:pdf|docx?)", re.I)


class Sides(Struct, frozen=True):
    """Two projects. A report that is the same on both is the same object in both."""

    old: Project
    new: Project
    changed: frozenset[str]
    """Paths of the files below reports/ and forms/ that differ."""
    reports: tuple[str, ...]
    """Ids of the reports whose own file differs."""
    bodies: tuple[str, ...]
    """Ids of the bodies whose body.yml differs."""
    affected: frozenset[str]
    """Ids of all reports that may stand otherwise than before, those whose file differs among them."""
    warning: str = ""
    """Why the public versions are not known, in Chinese, where they should be."""

    @property
    def forms(self) -> tuple[str, ...]:
        """Paths of the site's own forms that differ."""
        return tuple(sorted(path for path in self.changed if path.startswith("forms/")))


@contextmanager
def both_sides(old: Source, new: Source) -> Iterator[Sides]:
    """Both states, for as long as they are needed. Raises RevisionError and FormError."""
    with (
        tempfile.TemporaryDirectory(prefix="gongkai-") as was,
        tempfile.TemporaryDirectory(prefix="gongkai-") as now,
    ):
        yield _read(old, new, Path(was), Path(now))


def _read(old: Source, new: Source, was: Path, now: Path) -> Sides:
    differing = changed(old, new)
    edited, bodies = _ids(REPORT, differing), _ids(BODY, differing)
    other_forms = any(path.startswith("forms/") for path in differing)
    there = _Side(new, new.root or now, differing)
    there.load_bodies({})
    same = {} if other_forms else {id_: b for id_, b in there.project.bodies.items() if id_ not in bodies}
    here = _Side(old, was, differing, None if other_forms else there.project.forms)
    here.load_bodies(same)

    known = Reports([*_ids(REPORT, old.files), *_ids(REPORT, new.files)])
    of_both = here.project.bodies, there.project.bodies
    moved = moved_by_reports(edited, known) | moved_by_bodies(bodies, *of_both, known)
    moved |= _naming(names_of(bodies, *of_both), (old, new), known)
    papers = set(_ids(DOCUMENT, differing))
    moved |= {id_ for id_ in known.ids if body_of(id_) in papers}
    if other_forms:
        moved = set(known.ids)
    reach = moved | known.of_years(edited) | compared_with(moved, known, *of_both)
    apart = {
        id_
        for id_ in reach
        if other_forms or id_ in edited or body_of(id_) in papers or body_of(id_) in bodies
    }
    there.load_reports(reach)
    here.load_reports(apart)
    here.take_over(there, reach - apart, same)
    affected = moved | (sharing(edited, here.project, there.project) & reach)
    warning = tell_versions(old, new, here.project, there.project, edited)
    return Sides(here.project, there.project, differing, edited, bodies, frozenset(affected), warning)


class _Side:
    """One state while it is being read."""

    def __init__(
        self, source: Source, folder: Path, differing: frozenset[str], forms: Mapping[str, Form] | None = None
    ) -> None:
        """`forms` are the other side's where they are the same. Raises FormError."""
        self.source, self.folder, self.differing = source, folder, differing
        self.apart = folder != source.root
        if self.apart:
            source.unpack(_wanted(source.files, differing), folder)
        self.project = Project(folder, load_forms(folder / "forms") if forms is None else forms)

    def load_bodies(self, same: Mapping[str, Body]) -> None:
        """Read all bodies but those that the other side has read."""
        self.project.bodies = {**self.project.bodies, **same}
        files = {path for path in self.source.files if (m := BODY.fullmatch(path)) and m[1] not in same}
        load_files(self.project, files)

    def load_reports(self, ids: Iterable[str]) -> None:
        """Read reports, with the documents that they name."""
        paths = {f"reports/{id_}.yml" for id_ in ids}
        if self.apart:
            self.source.unpack(paths, self.folder)
            found = self.source.read(sorted(paths))
            naming = {path.rpartition("/")[0] for path, data in found if b"attachment:" in data}
            papers = [path for path in self.source.files if DOCUMENT.fullmatch(path)]
            self.source.unpack([path for path in papers if path.rpartition("/")[0] in naming], self.folder)
        load_files(self.project, paths)
        told = paths | self.differing
        self.project.findings[:] = [
            each for each in dict.fromkeys(self.project.findings) if _concerns(each.place.file, told)
        ]

    def take_over(self, other: _Side, ids: Iterable[str], bodies: Iterable[str]) -> None:
        """Reports and bodies that the other side has read, with what is wrong with them."""
        theirs = other.project
        files = {f"reports/{id_}/body.yml" for id_ in bodies}
        for id_ in ids:
            files.add(f"reports/{id_}.yml")
            if report := theirs.reports.get(id_):
                self.project.reports[id_] = report
            if id_ in theirs.unread:
                self.project.unread[id_] = theirs.unread[id_]
        files -= self.differing
        self.project.findings += [each for each in theirs.findings if each.place.file in files]


def _wanted(files: Iterable[str], differing: frozenset[str]) -> list[str]:
    """What has to lie in a folder before reports are read: bodies, forms, and whatever differs."""
    return [path for path in files if path in differing or BODY.fullmatch(path) or path.startswith("forms/")]


def _concerns(file: str, told: set[str]) -> bool:
    """Whether a finding is about what was read. The name of another file is found on one side only."""
    return file in told or file.endswith("/body.yml") or any(path.startswith(f"{file}/") for path in told)


def _ids(pattern: re.Pattern[str], paths: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({match[1] for path in paths if (match := pattern.fullmatch(path))}))


def _naming(names: set[str], sources: Iterable[Source], reports: Reports) -> set[str]:
    """The reports in which one of the names stands, on either side."""
    found: set[str] = set()
    words = [name.encode() for name in names]
    for source in sources if words else ():
        for path, data in source.read(f"reports/{id_}.yml" for id_ in sorted(reports.ids)):
            if any(word in data for word in words):
                found.update(_ids(REPORT, [path]))
    return found
