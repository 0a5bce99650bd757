"""Replacing the public folder as a whole: readers see the old site or the new one, never between."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from pathlib import Path

AT_FDCWD = -100
RENAME_EXCHANGE = 2


def switch(new: Path, public: Path) -> None:
    """Put the folder `new` in the place of `public`, wherever that is; the old site is deleted.

    On Linux the two are exchanged in one step; elsewhere there is a moment between two renames,
    from which `recover` brings the old site back. Raises OSError with `public` as it was.
    """
    public.parent.mkdir(parents=True, exist_ok=True)
    recover(public)
    beside = public.with_name(f".{public.name}.next")
    if beside.exists():
        shutil.rmtree(beside)
    shutil.move(new, beside)  # a rename, or across file systems a copy that may fail before the switch
    old = previous(public)
    if not public.exists():
        beside.rename(public)
    elif _exchange(beside, public):
        shutil.rmtree(beside, ignore_errors=True)
    else:
        public.rename(old)
        beside.rename(public)
        shutil.rmtree(old, ignore_errors=True)


def exchange(one: Path, two: Path) -> None:
    """Exchange two folders of one file system; where that is no single step, `recover` mends `two`."""
    if not _exchange(one, two):
        old = previous(two)
        two.rename(old)
        one.rename(two)
        old.rename(one)


def recover(public: Path) -> None:
    """Undo a switch that was cut off between its two renames; sweep up after one that was cut off later."""
    old = previous(public)
    if old.exists():
        if public.exists():
            shutil.rmtree(old)
        else:
            old.rename(public)


def previous(public: Path) -> Path:
    return public.with_name(f".{public.name}.previous")


def _exchange(one: Path, two: Path) -> bool:
    """renameat2(…, RENAME_EXCHANGE); False where the system or the file system has no such call."""
    if sys.platform != "linux":
        return False
    try:
        call = ctypes.CDLL(None, use_errno=True).renameat2
    except AttributeError:
        return False
    return bool(call(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(two), RENAME_EXCHANGE) == 0)
