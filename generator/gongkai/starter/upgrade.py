"""Generated files brought up to date without losing what people changed in them: three ways, by hashes.

A file is ours as long as it holds what was last generated for it, whose hash is kept in gongkai.json.
"""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Iterator, Mapping
from enum import Enum
from pathlib import Path

from msgspec import Struct

from ..files import put

SUFFIX = ".gongkai-new"


class Action(Enum):
    """What is to be done with a file; the value is what people read."""

    ADD = "新增"
    CHANGE = "更新"
    REMOVE = "删除"
    BESIDE = "您改过，保留；新内容写在旁边"
    KEPT = "您改过，保留；新版本已不用它"
    GONE = "您删去了，不再写入"


class Step(Struct, frozen=True):
    """One file, what becomes of it, and the new bytes where there are any."""

    path: str
    action: Action
    new: bytes = b""


def digest(data: bytes) -> str:
    """SHA-256, line ends aside: git may have changed them on Windows."""
    return hashlib.sha256(data.replace(b"\r\n", b"\n")).hexdigest()


def plan(root: Path, wanted: Mapping[str, bytes], known: Mapping[str, str]) -> list[Step]:
    """What has to be done so that `root` holds `wanted`; `known` is path → hash of what was generated last."""
    steps = []
    for path in sorted({*wanted, *known}):
        here = _read(root / path)
        action = (
            _dropped(here, known[path])
            if path not in wanted
            else _wanted(here, digest(wanted[path]), known.get(path))
        )
        if action:
            steps.append(Step(path, action, wanted.get(path, b"")))
    return steps


def _read(file: Path) -> bytes | None:
    return file.read_bytes() if file.is_file() else None


def _wanted(here: bytes | None, new: str, old: str | None) -> Action | None:
    """A file that this version generates."""
    if here is None:
        return Action.ADD if old is None else Action.GONE if new != old else None
    now = digest(here)
    if now == new or new == old:  # there already; or nothing new, and what people changed is theirs
        return None
    return Action.CHANGE if now == old else Action.BESIDE


def _dropped(here: bytes | None, old: str) -> Action | None:
    """A file that this version does not generate any more."""
    if here is None:
        return None
    return Action.REMOVE if digest(here) == old else Action.KEPT


def apply(root: Path, steps: list[Step]) -> None:
    """Do it. Raises OSError."""
    for step in steps:
        file = root / step.path
        if step.action in (Action.ADD, Action.CHANGE):
            put(str(file), step.new)
        elif step.action is Action.BESIDE:
            put(str(file.with_name(file.name + SUFFIX)), step.new)
        elif step.action is Action.REMOVE:
            file.unlink()


def shown(root: Path, steps: list[Step]) -> Iterator[str]:
    """A line for each step, and the changed lines of texts below it."""
    for step in steps:
        yield f"{step.action.value}：{step.path}"
        if step.action in (Action.CHANGE, Action.BESIDE):
            yield from _difference((root / step.path).read_bytes(), step.new)


def _difference(old: bytes, new: bytes, most: int = 20) -> Iterator[str]:
    try:
        before, after = (data.decode("utf-8").splitlines() for data in (old, new))
    except UnicodeDecodeError:
        return
    lines = [
        f"    {line}"
        for line in difflib.unified_diff(before, after, n=0, lineterm="")
        if not line.startswith(("---", "+++", "@@"))
    ]
    yield from lines[:most]
    if len(lines) > most:
        yield f"    ……另有 {len(lines) - most} 行"
