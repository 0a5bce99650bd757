"""Requests and appeals of one body and year: whole numbers whose sums hold by construction."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from msgspec import Struct

from .profile import Profile

BASE_YEAR = 2019
NATURAL, BUSINESS = 0, 1
QUIET, LOUD = 0.87, 1.15
"""How far one year differs from another. Wider, and totals would jump (GK504)."""


class Requests(Struct, frozen=True):
    """What came in during a year and what was left at its end, by applicant (six columns)."""

    received: tuple[int, ...]
    forward: tuple[int, ...]


def requests(profile: Profile, dice: Random, year: int) -> Requests:
    """The requests of one year; needs no other year."""
    count = round(profile.requests * profile.trend ** (year - BASE_YEAR) * dice.uniform(QUIET, LOUD))
    received = [0] * len(profile.applicants)
    for number, share in enumerate(profile.applicants[1:], 1):
        expected = count * share
        received[number] = int(expected) + (dice.random() < expected % 1)
    received[NATURAL] = max(count - sum(received), 0)
    left = round(count * profile.left * dice.uniform(QUIET, LOUD))
    forward = [0] * len(received)
    forward[BUSINESS] = min(left // 6, received[BUSINESS])
    forward[NATURAL] = min(left - forward[BUSINESS], received[NATURAL])
    return Requests(tuple(received), tuple(forward))


def outcomes(
    profile: Profile, dice: Random, rows: Sequence[str], handled: Sequence[int]
) -> dict[str, list[int]]:
    """Row of the results → its figure for each of the six applicants; the columns add up to `handled`."""
    weights = [profile.outcomes[row] * dice.uniform(QUIET, LOUD) for row in rows]
    totals = share_out(sum(handled), weights)
    left = list(totals)
    found = {row: [0] * len(handled) for row in rows}
    for column in range(1, len(handled)):
        for _ in range(handled[column]):
            at = _pick(dice, left)
            left[at] -= 1
            found[rows[at]][column] += 1
    for row, rest in zip(rows, left, strict=True):
        found[row][NATURAL] = rest
    return found


def appeals(profile: Profile, dice: Random, received: int) -> tuple[tuple[int, ...], ...]:
    """Three groups (reconsideration, suits without and after one): 维持, 纠正, 其他, 未审结, 总计."""
    found = []
    for rate in profile.appeals:
        total = round(received * rate * dice.uniform(QUIET, LOUD))
        results = share_out(total, [0.62, 0.1 * dice.uniform(0.3, 2), 0.18, 0.1])
        found.append((*results, total))
    return tuple(found)


def share_out(total: int, weights: Sequence[float]) -> list[int]:
    """Whole numbers in proportion to the weights, adding up to the total (largest remainders)."""
    whole = sum(weights)
    exact = [total * weight / whole for weight in weights]
    found = [int(each) for each in exact]
    order = sorted(range(len(weights)), key=lambda at: (found[at] - exact[at], at))
    for at in order[: total - sum(found)]:
        found[at] += 1
    return found


def _pick(dice: Random, weights: Sequence[int]) -> int:
    at = dice.randrange(sum(weights))
    for number, weight in enumerate(weights):
        at -= weight
        if at < 0:
            return number
    raise ValueError(weights)
