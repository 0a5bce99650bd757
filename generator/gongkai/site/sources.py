"""The files under reports/, and which of them changed since they were looked at last.

A file is taken for unchanged while size, times and inode are the same; where it was written so
shortly before that the same times could hide another edit, it is read again. Its time of change
(ctime) cannot be set by anybody, so that neither copies with old times nor a clock that was put
back pass for unchanged.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from msgspec import Struct, field

from ..load.scan import entries_of, examined, refused
from ..model.finding import Finding
from ..processes import in_pieces, meanwhile
from .store import Store

Signature = bytes
"""Size, times of content and of anything (ns), inode: in one piece, for all are read at every start."""
Seen = tuple[Signature, bytes]
"""How a file looked, NEVER where that cannot be relied on, and the SHA-256 of its content."""
NEVER: Signature = b""
LOOK = struct.Struct("<qqqQ")
BODY = "body.yml"
MANY = 5000
"""Folders that are worth processes of their own: to ask about one takes 40 microseconds."""
RECENT = 2_000_000_000
"""Nanoseconds in which two edits may bear the same time: no file system counts in larger steps."""


Folder = tuple[tuple[str, ...], dict[str, Seen]]
"""Names of all that is in a folder, in order, and how its files were seen; no names where one is refused."""
NOTHING: Folder = (), {}


class Sources(Struct):
    """What there is."""

    seen: dict[str, Folder]
    """Path below reports/ → what is in that folder now."""
    findings: list[Finding]
    """What is wrong with paths."""
    changed: set[str] = field(default_factory=set)
    """Folders in which a file came, went or has another content."""
    bodies: set[str] = field(default_factory=set)
    """Those of them in which that is body.yml, and it is there."""

    def files(self) -> dict[str, list[str]]:
        """Folder → names of its files of reports, in order; folders that may be bodies without any, too."""
        return {
            folder: [name for name in files if name.endswith(".yml") and name != BODY]
            for folder, (_, files) in self.seen.items()
            if files
        }

    def body_files(self) -> Iterator[str]:
        """Folders that have a body.yml."""
        return (folder for folder, (_, files) in self.seen.items() if BODY in files)


def look(
    reports: Path, before: Mapping[str, Folder], now: int, asked: Callable[[], Iterable[str]] | None = None
) -> Sources:
    """What is there now, compared with what was `before`; `now` is the time of the file system (ns), `asked`
    tells what `differing` would, where that was begun before."""
    found = Sources({}, [])
    waiting = [(str(reports), "")] if reports.is_dir() else []
    others = (asked() if asked else differing(reports, before)) if before else ()
    same = before.keys() - others
    while waiting:
        path, folder = waiting.pop()
        names, files = before.get(folder, NOTHING)
        if folder in same:
            found.seen[folder] = before[folder]
            inner = [name for name in names if name not in files]
        else:
            entries = _examined(found, folder, entries_of(path), files, now)
            inner = [each.name for each in entries if each.is_dir(follow_symlinks=False)]
        above = f"{folder}/" if folder else ""
        waiting += [(f"{path}/{name}", above + name) for name in reversed(inner)]
    found.changed |= {folder for folder, (_, files) in before.items() if files and folder not in found.seen}
    return found


def differing(reports: Path, before: Mapping[str, Folder]) -> list[str]:
    """The folders that are not as they were; of very many, asked by all processes, for each is many calls of
    the system."""

    def among(some: Sequence[str]) -> list[str]:
        return [folder for folder in some if not _is_as_before(f"{reports}/{folder}", *before[folder])]

    return [folder for found in in_pieces(among, list(before), least=MANY) for folder in found]


def ask(reports: Path, file: Path) -> Callable[[], list[str]] | None:
    """Begin to ask which folders differ from what the store in this file says, while this process goes on:
    it takes as long as to import what makes the pages. None where that cannot be."""
    return meanwhile(lambda: differing(reports, Store(file).seen())) if file.is_file() else None


def _is_as_before(path: str, names: tuple[str, ...], files: Mapping[str, Seen]) -> bool:
    try:
        return _are_as_before(entries_of(path), names, files)
    except OSError:  # it is gone
        return False


def _are_as_before(
    entries: Sequence[os.DirEntry[str]], names: tuple[str, ...], files: Mapping[str, Seen]
) -> bool:
    """Whether a folder holds what it held, and no file that is not as it was. Then no name need be examined."""
    if tuple([each.name for each in entries]) != names:
        return False
    for each in entries:
        known = files.get(each.name)
        if known is None:
            if not each.is_dir(follow_symlinks=False):
                return False
        elif known[0] != signature_of(each.path, False):  # of a link that took its place, the link's
            return False
    return True


def _examined(
    found: Sources,
    folder: str,
    entries: Sequence[os.DirEntry[str]],
    known: Mapping[str, Seen],
    now: int,
) -> list[os.DirEntry[str]]:
    """Add what is in a folder; returns the entries that are not refused."""
    above = f"{folder}/" if folder else ""
    admitted, files = [], {}
    for each, defect in examined(entries, above):
        if defect:
            found.findings.append(refused(above + each.name, defect))
            continue
        admitted.append(each)
        if each.is_file():
            files[each.name] = _seen(each.path, known.get(each.name), now)
    digests, before = ({name: digest for name, (_, digest) in some.items()} for some in (files, known))
    if digests != before:
        found.changed.add(folder)
    if digests.get(BODY) not in (None, before.get(BODY)):
        found.bodies.add(folder)
    whole = len(admitted) == len(entries)
    found.seen[folder] = tuple([each.name for each in entries]) if whole else (), files
    return admitted


def _seen(path: str, known: Seen | None, now: int) -> Seen:
    signature = signature_of(path)
    _, written, changed, _ = LOOK.unpack(signature)
    if known and known[0] == signature:
        return known
    digest = sha256(Path(path).read_bytes()).digest()
    sure = max(written, changed) < now - RECENT
    return signature if sure else NEVER, digest


def signature_of(path: str, follow: bool = True) -> Signature:
    """Of what a link leads to, or of itself."""
    found = os.stat(path, follow_symlinks=follow)  # noqa: PTH116 - asked ten thousand times
    inode = found.st_ino & 0xFFFFFFFFFFFFFFFF  # Windows' may be longer
    return LOOK.pack(found.st_size, found.st_mtime_ns, found.st_ctime_ns, inode)


def time_of(folder: Path) -> int:
    """The time that the file system stamps on a file now."""
    probe = folder / ".now"
    probe.write_bytes(b"")
    try:
        return probe.stat().st_mtime_ns
    finally:
        probe.unlink()


def looks_of(paths: Iterable[Path]) -> str:
    """A digest of how these files and folders look, all that is below them."""
    digest = sha256()
    for path in paths:
        for name in sorted(all_files(str(path))):
            digest.update(f"{name} ".encode() + signature_of(name))
    return digest.hexdigest()


def contents_of(paths: Iterable[Path]) -> str:
    """A digest of what is in these files and folders. Files that get second names, as documents do while
    MkDocs builds, have another time of change afterwards: of them only the content tells."""
    digest = sha256()
    for path in paths:
        for name in sorted(all_files(str(path))):
            digest.update(f"{name} ".encode() + sha256(Path(name).read_bytes()).digest())
    return digest.hexdigest()


def all_files(path: str) -> Iterator[str]:
    """Paths of the file, or of all files in the folder and below it, but for what Python compiled."""
    if not os.path.isdir(path):  # noqa: PTH112
        if os.path.exists(path):  # noqa: PTH110
            yield path
        return
    with os.scandir(path) as entries:
        for each in entries:
            if each.name != "__pycache__":
                if each.is_dir():
                    yield from all_files(each.path)
                elif each.is_file():
                    yield each.path
