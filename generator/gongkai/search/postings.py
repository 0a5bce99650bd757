"""Lists of page numbers as bytes: runs, so that what stands on every page costs two bytes.

A run is a variable-length number (7 bits a byte, the lowest first, the high bit says that more
follow): twice the pages skipped since the last run, plus 1 when the run is longer than one page;
then its length less 2.

Lists are made in two steps, so that ranges of pages can be read apart and no page costs a step of
Python. First a stretch: for every page twice the pages skipped since the last one. A 0 then says
"the next page", and no other number has a byte 0 in it; so the runs are the zero bytes, and when
all stretches of a list are joined, the zeros are turned into runs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain
from operator import sub
from typing import NamedTuple

TWICE_THE_SKIPPED = bytes(max(0, 2 * difference - 2) & 255 for difference in range(256))
NEXT_PAGES = re.compile(rb"\x00+")


class Stretch(NamedTuple):
    """The numbers of one range of pages."""

    first: int
    last: int
    steps: bytes
    """From each number to the next."""


def stretch(numbers: Sequence[int]) -> Stretch:
    """Ascending numbers, at least one."""
    return Stretch(numbers[0], numbers[-1], _steps(numbers) if len(numbers) > 1 else b"")


def _steps(numbers: Sequence[int]) -> bytes:
    differences = list(map(sub, numbers[1:], numbers))
    if max(differences) <= 64:  # each is one byte: the common case where there are many
        return bytes(differences).translate(TWICE_THE_SKIPPED)
    return b"".join(map(_step, differences))


def join(stretches: Sequence[tuple[int, int, bytes]]) -> bytes:
    """Stretches in ascending order as one list."""
    before = -1
    parts: list[bytes] = []
    for first, last, steps in stretches:
        parts += (_step(first - before), steps)
        before = last
    data = b"".join(parts)
    return _with_runs(data) if data.find(0, 1) > 0 else data


def encode(numbers: Sequence[int]) -> bytes:
    """Ascending numbers as bytes."""
    return join([stretch(numbers)]) if numbers else b""


def decode(data: bytes) -> list[int]:
    """The numbers of a list."""
    numbers: list[range] = []
    free = place = 0  # free: the first number after the last run
    while place < len(data):
        gap, place = read_varint(data, place)
        more, place = read_varint(data, place) if gap & 1 else (-1, place)
        start = free + (gap >> 1)
        free = start + more + 2
        numbers.append(range(start, free))
    return list(chain.from_iterable(numbers))


def varint(number: int) -> bytes:
    """A number ≥ 0, 7 bits a byte."""
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)
    return bytes(out)


def read_varint(data: bytes, place: int) -> tuple[int, int]:
    """The number that begins at a place, and the place after it. Raises IndexError when cut off."""
    number = shift = 0
    while (byte := data[place]) > 127:
        number |= (byte & 127) << shift
        shift += 7
        place += 1
    return number | byte << shift, place + 1


class _Steps(dict[int, bytes]):
    """From one number to the next, coded: twice the pages skipped. Worked out at the first meeting."""

    def __missing__(self, difference: int) -> bytes:
        self[difference] = step = varint((difference - 1) * 2)
        return step


_step = _Steps().__getitem__


def _with_runs(data: bytes) -> bytes:
    """Steps with all zeros after the first byte put into runs."""
    out = bytearray()
    done = 0
    for found in NEXT_PAGES.finditer(data, 1):
        start, end = found.span()
        step = (
            start - 1
        )  # of the first page of the run: its last byte, and those before that are not the last
        while step > done and data[step - 1] > 127:
            step -= 1
        out += data[done:step]
        out.append(data[step] | 1)
        out += data[step + 1 : start]
        zeros = end - start - 1
        if zeros < 128:
            out.append(zeros)
        else:
            out += varint(zeros)
        done = end
    out += data[done:]
    return bytes(out)
