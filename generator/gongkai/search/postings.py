"""Lists of page numbers as bytes: runs, so that what stands on every page costs two bytes.

A run is a variable-length number (7 bits a byte, the lowest first, the high bit says that more
follow): twice the pages skipped since the last run, plus 1 when the run is longer than one page;
then its length less 2.
"""

from __future__ import annotations

from collections.abc import Sequence


def encode(numbers: Sequence[int]) -> bytes:
    """Ascending numbers as bytes."""
    out = bytearray()
    free = 0  # the first number after the last run
    place, end = 0, len(numbers)
    while place < end:
        start = last = numbers[place]
        place += 1
        while place < end and numbers[place] == last + 1:
            last += 1
            place += 1
        gap = start - free << 1
        if last == start:
            if gap < 128:
                out.append(gap)
            else:
                out += varint(gap)
        else:
            out += varint(gap | 1) + varint(last - start - 1)
        free = last + 1
    return bytes(out)


def varint(number: int) -> bytes:
    """A number ≥ 0, 7 bits a byte."""
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)
    return bytes(out)
