"""The files under reports/, and which of them changed since they were looked at last.

A file is taken for unchanged while size, times and inode are the same; where it was written so
shortly before that the same times could hide another edit, it is read again. Its time of change
(ctime) cannot be set by anybody, so that neither copies with old times nor a clock that was put
back pass for unchanged.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from ..load.project import refused
from ..load.scan import YEAR_FILE, scan
from ..model.finding import Finding

Signature = tuple[int, int, int, int]
Seen = tuple[Signature, bytes]
"""How a file looked, NEVER where that cannot be relied on, and the SHA-256 of its content."""
NEVER: Signature = (-1, 0, 0, 0)
RECENT = 2_000_000_000
"""Nanoseconds in which two edits may bear the same time: no file system counts in larger steps."""


@dataclass
class Sources:
    """What there is."""

    seen: dict[str, Seen]
    """Path below reports/ → how its file is now."""
    findings: list[Finding]
    """What is wrong with paths."""
    changed: set[str] = field(default_factory=set)
    """Folders in which a file came, went or has another content."""

    def files(self) -> dict[str, list[str]]:
        """Folder → names of its files of reports, in order; folders that may be bodies without any, too."""
        found: dict[str, list[str]] = {}
        for path in self.seen:
            folder, _, name = path.rpartition("/")
            names = found.setdefault(folder, [])
            if YEAR_FILE.fullmatch(name):
                names.append(name)
        return found

    def body_files(self) -> Iterator[str]:
        """Folders that have a body.yml."""
        return (path.removesuffix("/body.yml") for path in self.seen if path.endswith("/body.yml"))


def look(reports: Path, before: Mapping[str, Seen], now: int) -> Sources:
    """What is there now, compared with what was `before`; `now` is the time of the file system (ns)."""
    found = Sources({}, [])
    top = f"{reports}/"
    for path, defect in scan(reports):
        if defect:
            found.findings.append(refused(path, defect))
            continue
        signature = signature_of(top + path)
        known = before.get(path)
        if known and known[0] == signature:
            found.seen[path] = known
            continue
        digest = sha256(Path(top + path).read_bytes()).digest()
        if known is None or known[1] != digest:
            found.changed.add(path.rpartition("/")[0])
        sure = max(signature[1], signature[2]) < now - RECENT
        found.seen[path] = signature if sure else NEVER, digest
    found.changed |= {path.rpartition("/")[0] for path in before if path not in found.seen}
    return found


def signature_of(path: str | Path) -> Signature:
    """Size, time of content and of anything (ns), inode."""
    found = os.stat(path)  # noqa: PTH116 - asked ten thousand times
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino


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
        for name in sorted(_all(str(path))):
            digest.update(f"{name} {signature_of(name)}\n".encode())
    return digest.hexdigest()


def contents_of(paths: Iterable[Path]) -> str:
    """A digest of what is in these files and folders. Files that get second names, as documents do while
    MkDocs builds, have another time of change afterwards: of them only the content tells."""
    digest = sha256()
    for path in paths:
        for name in sorted(_all(str(path))):
            digest.update(f"{name} ".encode() + sha256(Path(name).read_bytes()).digest())
    return digest.hexdigest()


def _all(path: str) -> Iterator[str]:
    if not os.path.isdir(path):  # noqa: PTH112
        if os.path.exists(path):  # noqa: PTH110
            yield path
        return
    with os.scandir(path) as entries:
        for each in entries:
            if each.name != "__pycache__":
                if each.is_dir():
                    yield from _all(each.path)
                elif each.is_file():
                    yield each.path
