"""Work on many items in as many processes as there are cores, where processes can be forked."""

from __future__ import annotations

import contextlib
import gc
import marshal
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

LEAST = 200
"""Items below which starting processes costs more than it saves."""
PIECES = 8
"""Pieces for each process, so that none waits long for the slowest."""

PARENT_DEATH_SIGNAL = 1
"""PR_SET_PDEATHSIG of prctl(2), Linux."""

_work: Callable[[Any], Any] | None = None
"""What a forked process is to do; it finds it here, because closures cannot be sent."""


def cores() -> int:
    """Processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def in_pieces(
    work: Callable[[Sequence[T]], R],
    items: Sequence[T],
    pack: Callable[[R], Any] = lambda result: result,
    unpack: Callable[[Any], R] = lambda packed: packed,
    least: int | None = None,
    most: int | None = None,
    smallest: int = 1,
    at_once: int | None = None,
) -> Iterator[R]:
    """The results of `work` on consecutive pieces of `items`, in order.

    A forked process sees all that was computed before, so that only results are sent: what `pack`
    makes of them there, and `unpack` makes into results again here. Where processes cannot be
    forked (Windows, macOS), or for fewer items than `least`, it is done in this process. No piece but
    the last has fewer items than `smallest`, where a piece has costs of its own, and none has more than
    `most`, which bounds what is on its way back. No more than `at_once` processes
    work, where that bounds the memory of all; their memory is gone with them, that of this process is not.
    """
    global _work
    count = cores()
    if len(items) < (LEAST if least is None else least) or count < 2 or not sys.platform.startswith("linux"):
        yield from map(work, _pieces(items, most or len(items) or 1))
        return
    import multiprocessing  # both take a while, and small work goes without
    from concurrent.futures import ProcessPoolExecutor

    count = min(count, at_once or count)
    size = max(smallest, -(-len(items) // (count * PIECES)))
    pieces = _pieces(items, min(most or len(items), size))
    _work = lambda piece: pack(work(piece))  # noqa: E731
    try:
        with ProcessPoolExecutor(
            count, multiprocessing.get_context("fork"), _end_with, (os.getpid(),)
        ) as pool:
            for packed in pool.map(_do, pieces):
                yield unpack(packed)
    finally:
        _work = None


def meanwhile(work: Callable[[], R]) -> Callable[[], R] | None:
    """Begin work in a process of its own, and return what waits for its result, a plain value; where that
    process failed, the work is done here. None where there is no core for it, or it cannot be forked."""
    if cores() < 2 or not sys.platform.startswith("linux"):
        return None
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        with contextlib.suppress(BaseException):
            found: Any = work()
            with open(writing, "wb") as there:  # noqa: PTH123
                there.write(marshal.dumps(found))
            os._exit(0)  # what this process has opened and begun is the other's to end
        os._exit(1)
    os.close(writing)

    def result() -> R:
        with open(reading, "rb") as there:  # noqa: PTH123
            data = there.read()
        failed = os.waitpid(child, 0)[1]
        return work() if failed else marshal.loads(data)  # noqa: S302 - our own

    return result


def _end_with(parent: int) -> None:
    """Have this process end when the one that forked it does, however that ends: it would wait for work for ever."""
    import ctypes
    import signal

    ctypes.CDLL(None).prctl(PARENT_DEATH_SIGNAL, signal.SIGKILL)
    if os.getppid() != parent:  # it has ended before that
        os._exit(1)


def _pieces(items: Sequence[T], size: int) -> list[Sequence[T]]:
    return [items[at : at + size] for at in range(0, len(items), size)] or [items]


@contextlib.contextmanager
def without_collector() -> Iterator[None]:
    """Work that makes many objects and no cycles: looking for cycles would take a twentieth of it.

    Nor is what it has made looked through afterwards, until such work is done again.
    """
    was = gc.isenabled()
    gc.disable()
    gc.unfreeze()
    try:
        yield
    finally:
        gc.freeze()
        if was:
            gc.enable()


def _do(piece: Any) -> Any:
    if _work is None:
        raise RuntimeError("no work was handed over")
    return _work(piece)
