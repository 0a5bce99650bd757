"""Lists of page numbers as bytes: runs, so that what stands on every page costs two bytes.

A run is a variable-length number (7 bits a byte, the lowest first, the high bit says that more
follow): twice the pages skipped since the last run, plus 1 when the run is longer than one page;
then its length less 2.

Lists are made in three steps, so that ranges of pages can be read apart and only runs, a tenth of
the pages, are looked at one by one. First a row: a byte for every page of a range, 1 where the term
is. Then a stretch: its runs, coded but for the first and the last, which may go on in the range
before and after. Then all stretches of a list are joined.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

Row = bytearray | bytes
"""A range of pages, one byte each: 1 or 0."""
ENDING, CUT = b"\1\0", b"\1\2\0"
"""Where a run ends in a row, and the same to be cut at the 2."""

Stretch = tuple[int, int, bytes, int, int, int]
"""The runs of one range of pages: first page of the first run, and the page after it; the other runs but
the last, coded; pages between them and the last run, its first page, and the page after it. The first run
may be the last."""


def stretch(first: int, row: Row) -> Stretch:
    """What a row says that begins with the page `first`; at least one byte is 1."""
    begin, over = row.find(1), row.rfind(1) + 1
    start, end = first + begin, first + over
    if end - start == 1:
        return start, end, b"", 0, start, end
    runs = bytes(row[begin:over]).replace(ENDING, CUT).split(b"\2")  # as bytes they can be looked up
    if len(runs) == 1:
        return start, end, b"", 0, start, end
    last = runs[-1]
    skipped = last.find(1)
    between = b"".join(map(_coded_run, runs[1:-1]))
    return start, start + len(runs[0]), between, skipped, end - len(last) + skipped, end


def either(rows: Sequence[Row]) -> Row:
    """The pages that are in one of some rows, which are equally long."""
    if len(rows) == 1:
        return rows[0]
    both = 0
    for row in rows:
        both |= int.from_bytes(row, "little")
    return both.to_bytes(len(rows[0]), "little")


def join(stretches: Iterable[Stretch]) -> bytes:
    """Stretches in ascending order as one list."""
    parts = []
    skipped = begin = end = 0  # of the run that may go on
    for start, stop, between, skipped_then, last, end_then in stretches:
        if start > end:
            if end:
                parts.append(_run(skipped, end - begin))
            skipped, begin = start - end, start
        end = stop
        if end < end_then:
            parts += (_run(skipped, end - begin), between)
            skipped, begin, end = skipped_then, last, end_then
    return b"".join([*parts, _run(skipped, end - begin)])


def encode(numbers: Sequence[int]) -> bytes:
    """Ascending numbers as bytes."""
    if not numbers:
        return b""
    row = bytearray(numbers[-1] - numbers[0] + 1)
    for number in numbers:
        row[number - numbers[0]] = 1
    return join([stretch(numbers[0], row)])


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


def read_varint(data: bytes, place: int) -> tuple[int, int]:
    """The number that begins at a place, and the place after it. Raises IndexError when cut off."""
    number = shift = 0
    while (byte := data[place]) > 127:
        number |= (byte & 127) << shift
        shift += 7
        place += 1
    return number | byte << shift, place + 1


def _run(skipped: int, length: int) -> bytes:
    if length == 1:
        return coded(2 * skipped)
    return coded(2 * skipped + 1) + coded(length - 2)


class _Numbers(dict[int, bytes]):
    """Number ≥ 0 → its bytes, 7 bits in each, worked out at the first meeting."""

    def __missing__(self, number: int) -> bytes:
        rest, low = divmod(number, 128)
        self[number] = data = bytes([low | 128]) + self[rest] if rest else bytes([low])
        return data


coded = _Numbers().__getitem__


class _Runs(dict[bytes, bytes]):
    """A run as a row shows it, with the pages skipped before it → coded."""

    def __missing__(self, run: bytes) -> bytes:
        skipped = run.find(1)
        self[run] = data = _run(skipped, len(run) - skipped)
        return data


_coded_run = _Runs().__getitem__
