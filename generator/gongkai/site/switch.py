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
    """Put the folder `new` in the place of `public`; both on one file system.

    On Linux the two are exchanged in one step; elsewhere there is a moment between two renames,
    from which `recover` brings the old site back.
    """
    old = aside(public)
    recover(public)
    if not public.exists():
        new.rename(public)
    elif _exchange(new, public):
        shutil.rmtree(new)
    else:
        public.rename(old)
        new.rename(public)
        shutil.rmtree(old)


def recover(public: Path) -> None:
    """Undo a switch that was cut off between its two renames."""
    old = aside(public)
    if old.exists():
        if public.exists():
            shutil.rmtree(old)
        else:
            old.rename(public)


def aside(public: Path) -> Path:
    return public.with_name(f".{public.name}.previous")


def _exchange(one: Path, two: Path) -> bool:
    """renameat2(…, RENAME_EXCHANGE); False where the system has no such call."""
    if sys.platform != "linux":
        return False
    try:
        call = ctypes.CDLL(None, use_errno=True).renameat2
    except AttributeError:
        return False
    return call(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(two), RENAME_EXCHANGE) == 0
