"""One process at a time with what it writes to, and what is said when a build cannot be."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from .store import WORK

UNCHANGED = "公开文件夹没有改动"


class BuildError(Exception):
    """The site could not be built; the public folder is as it was. The message is Chinese."""


def cannot_write(error: OSError) -> BuildError:
    return BuildError(f"写不了文件：{error.strerror}（{error.filename}）；{UNCHANGED}")


class Taken(Exception):
    """Another process, or another part of this one, has the lock."""


@contextlib.contextmanager
def locked(root: Path, name: str) -> Iterator[Path]:
    """The scratch folder of a site, while nobody else has the lock of this name there. Raises Taken, and
    OSError where there can be none.

    The lock is SQLite's on an empty file: all systems have it, and it ends with the process, however that ends.
    """
    work = root / WORK
    work.mkdir(exist_ok=True)
    file = work / f"{name}.lock"
    with contextlib.ExitStack() as stack:
        try:
            lock = stack.enter_context(
                contextlib.closing(sqlite3.connect(file, timeout=0, isolation_level=None))
            )
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
                raise Taken from error
            raise OSError(None, str(error), str(file)) from error
        yield work


@contextlib.contextmanager
def alone(root: Path) -> Iterator[Path]:
    """The scratch folder of a site, for one build at a time. Raises BuildError."""
    with contextlib.ExitStack() as stack:
        try:
            work = stack.enter_context(locked(root, "build"))
        except Taken as error:
            raise BuildError("另一个 gongkai build 正在运行，请等它结束") from error
        except OSError as error:
            raise cannot_write(error) from error
        yield work
