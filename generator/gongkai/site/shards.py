"""A site built in parts: each machine works on its share of the bodies, the last puts the parts together.

A part is what a run leaves behind: documents, and the store of what is known of each body. Put together
they are a run that is to go on: where a body sees something of bodies in other shares, it is worked on again,
then come the pages that show many bodies. docs/developers/sharding.md.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
import zlib
from collections.abc import Collection, Sequence
from pathlib import Path
from sys import version_info

from msgspec import Struct
from msgspec.structs import asdict

from ..render.contents import form_page
from . import folders
from .body_work import Frame
from .documents import site_of
from .pipeline import Run
from .rounds import Result, Rounds
from .shares import Share, shares
from .sources import Sources
from .versions import PACKAGE, installed

PART, STORE, DOCUMENTS = "part.json", "part.db", "docs"
FORMAT = "gongkai-part/1"


class ShardError(Exception):
    """Parts do not belong together, or one is missing; the message is Chinese."""


class Part(Struct, frozen=True):
    """What stands in part.json."""

    number: int
    count: int
    key: str
    """Of all that the part was made from and by: parts with other keys would not fit."""
    bodies: list[str]
    format: str = FORMAT


def shares_of(sources: Sources, count: int) -> list[Share]:
    """The shares of a site's bodies."""
    return shares({id_: len(names) for id_, names in sources.files().items()}, count)


def key_of(run: Run) -> str:
    """A digest of the program, of what is installed beside it, of forms, configuration, reports and their
    histories: of contents, so that it is the same on every machine."""
    digest = hashlib.sha256(repr((tuple(version_info), zlib.ZLIB_RUNTIME_VERSION, installed())).encode())
    looks = {folder: files for folder, (_, files) in run.sources.seen.items()}
    found = sorted((f"{folder}/{name}", seen[1]) for folder in looks for name, seen in looks[folder].items())
    digest.update(repr(found).encode())
    digest.update(repr(sorted((id_, run.histories.digest(id_)) for id_ in run.histories)).encode())
    for folder in (PACKAGE, run.root / "forms", run.root / "docs/reference"):
        for name in folders.files(folder)[0] if folder.is_dir() else ():
            if "__pycache__" not in name:
                digest.update(name.encode() + hashlib.sha256((folder / name).read_bytes()).digest())
    file = run.root / "mkdocs.yml"
    digest.update(file.read_bytes() if file.is_file() else b"")
    return digest.hexdigest()


class PartRun(Run):
    """Work on the bodies of one share alone, into a folder of its own."""

    def __init__(self, root: Path, number: int, count: int, folder: Path) -> None:
        """Share `number` of `count`, from 1. What is in the folder is replaced."""
        if folder.exists() and any(folder.iterdir()) and not (folder / PART).is_file():
            raise ShardError(f"“{folder}”里已有别的内容；请换一个空文件夹")
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        super().__init__(root, folder / STORE, folder / DOCUMENTS)
        self.share = shares_of(self.sources, count)[number - 1]
        self.part = Part(number, count, key_of(self), list(self.share.bodies))
        self.folder = folder

    def explained(self) -> list[str]:
        """As on the machine that will have all documents."""
        return [form for form in self.forms if (self.root / "docs" / form_page(form)).is_file()]

    def make(self) -> None:
        """Do all the work, and say so at the end."""
        frame = Frame(self.root, self.forms, self.register.bodies, self.histories, self.out, site_of(self))
        rounds = Rounds(frame, self.store, self.sources.files(), noting=False)
        self.store.begin()
        rounds.run(self.share.bodies, True, self.share.bodies)
        self.store.commit()
        self.finish()
        (self.folder / PART).write_text(json.dumps(asdict(self.part)) + "\n", "utf-8")


class MergedRun(Run):
    """A run whose work on bodies was done elsewhere: `pages` puts the parts together and makes the rest."""

    def __init__(self, root: Path, file: Path, out: Path, parts: Sequence[Path]) -> None:
        """`parts` are the folders of all parts. Raises ShardError where they do not fit."""
        found = {folder: _part(folder) for folder in parts}
        file.unlink(missing_ok=True)
        super().__init__(root, file, out)
        _fit(found, key_of(self), self.sources)
        self.parts = found

    def work(self, frame: Frame) -> Result:
        rounds = Rounds(frame, self.store, self.sources.files())
        _take_in(self.store.connection, self.parts)
        for folder in self.parts:
            _place(folder / DOCUMENTS, frame.out)
        self.store.begin()
        years = [year for (year,) in self.store.rows("SELECT DISTINCT year FROM report")]
        result = rounds.run(rounds.sharing(years) | self._apart(frame))
        self.store.put_seen(self.sources.seen)
        self.store.put_word("histories", {id_: self.histories.digest(id_) for id_ in self.histories})
        self.store.commit()
        return result

    def _apart(self, frame: Frame) -> set[str]:
        """Bodies that were done in another part than one directly below them."""
        of = {id_: part.number for part in self.parts.values() for id_ in part.bodies}
        return {
            id_
            for id_, below in frame.bodies.below.items()
            if id_ in of and any(of.get(each.id) != of[id_] for each in below)
        }


def _part(folder: Path) -> Part:
    try:
        read = json.loads((folder / PART).read_text("utf-8"))
        if read["format"] == FORMAT:
            return Part(**read)
    except (OSError, ValueError, TypeError, KeyError):
        pass
    raise ShardError(f"“{folder}”不是完整的一片：没有可用的 {PART}，请重新运行 gongkai build --shard")


def _fit(parts: dict[Path, Part], key: str, sources: Sources) -> None:
    for folder, part in parts.items():
        if part.key != key:
            raise ShardError(
                f"“{folder}”（第 {part.number}/{part.count} 片）由别的版本生成：报告、表式、配置或者程序与这里不同；"
                "各片和合并须用同一次提交、同一套依赖"
            )
    counts = {part.count for part in parts.values()}
    if len(counts) > 1:
        raise ShardError(f"各片的总数不一致：{'、'.join(map(str, sorted(counts)))}")
    numbers = sorted(part.number for part in parts.values())
    if twice := sorted({each for each in numbers if numbers.count(each) > 1}):
        raise ShardError(f"有重复的片：第 {'、'.join(map(str, twice))} 片")
    done = {id_ for part in parts.values() for id_ in part.bodies}
    wanted = shares_of(sources, counts.pop())
    missing = [number for number, share in enumerate(wanted, 1) if not done.issuperset(share.bodies)]
    if missing:
        raise ShardError(f"缺第 {'、'.join(map(str, missing))} 片，共应有 {len(wanted)} 片")


def _take_in(connection: sqlite3.Connection, folders_of: Collection[Path]) -> None:
    """Copy what the stores of the parts know of bodies."""
    for folder in folders_of:
        connection.execute("ATTACH ? AS part", (str(folder / STORE),))
        for table in ("body", "report", "shared"):
            connection.execute(f"INSERT INTO {table} SELECT * FROM part.{table}")  # noqa: S608 - our words
        connection.execute("DETACH part")


def _place(source: Path, target: Path | None) -> None:
    """Put the documents of a part into the documents folder, in place of what is there."""
    if target is None or not source.is_dir():
        return
    names = folders.files(source)[0]
    for name in names:
        (target / name).unlink(missing_ok=True)
    folders.place(names, source, target)
