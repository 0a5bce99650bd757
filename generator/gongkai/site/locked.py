"""One build at a time in a site, and what is said when a build cannot be."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import filelock

from .store import WORK

UNCHANGED = "公开文件夹没有改动"


class BuildError(Exception):
    """The site could not be built; the public folder is as it was. The message is Chinese."""


def cannot_write(error: OSError) -> BuildError:
    return BuildError(f"写不了文件：{error.strerror}（{error.filename}）；{UNCHANGED}")


@contextlib.contextmanager
def alone(root: Path) -> Iterator[Path]:
    """The scratch folder of a site, for one build at a time. Raises BuildError."""
    work = root / WORK
    try:
        work.mkdir(exist_ok=True)
        with filelock.FileLock(work / "build.lock", timeout=0, is_singleton=True):
            yield work
    except filelock.Timeout as error:
        raise BuildError("另一个 gongkai build 正在运行，请等它结束") from error
