"""A site's bodies divided among machines: by subtrees of reports/, so that each has about as many reports.

Every machine works out the same shares from the same files; nobody has to be told who does what.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping

from msgspec import Struct


class Share(Struct, frozen=True):
    """What one machine does."""

    tops: tuple[str, ...]
    """Bodies that it does with all below them, but those that another share names."""
    bodies: tuple[str, ...]
    reports: int


class _Tree(Struct, frozen=True):
    """A body and all below it that nothing was taken out of, or a body by itself."""

    top: str
    bodies: tuple[str, ...]
    reports: int


def shares(reports: Mapping[str, int], count: int) -> list[Share]:
    """`count` shares of the bodies (id → number of its reports); those at the end may be empty.

    Subtrees stay whole unless one is larger than a share: then its top is done apart from what is below.
    """
    trees = _divided(reports, count)
    least = [(0, number) for number in range(count)]
    found: list[list[_Tree]] = [[] for _ in least]
    for tree in sorted(trees, key=lambda each: (-each.reports, -len(each.bodies), each.top)):
        done, number = heapq.heappop(least)
        found[number].append(tree)
        heapq.heappush(least, (done + max(tree.reports, 1), number))
    return [_share(each) for each in found]


def _share(trees: Iterable[_Tree]) -> Share:
    ordered = sorted(trees, key=lambda each: each.top)
    return Share(
        tuple(each.top for each in ordered),
        tuple(sorted(id_ for each in ordered for id_ in each.bodies)),
        sum(each.reports for each in ordered),
    )


def _divided(reports: Mapping[str, int], count: int) -> list[_Tree]:
    """Subtrees of which none is larger than a share, as far as that can be."""
    below: dict[str, list[str]] = {}
    for id_ in sorted(reports):
        above = id_.rpartition("/")[0]
        while above and above not in reports:
            above = above.rpartition("/")[0]
        below.setdefault(above, []).append(id_)

    def tree(top: str) -> _Tree:
        found = [top]
        for each in found:
            found += below.get(each, ())
        return _Tree(top, tuple(found), sum(reports[each] for each in found))

    most = -(-sum(reports.values()) // count)
    waiting, found = [tree(each) for each in below.get("", ())], []
    while waiting:
        each = waiting.pop()
        if each.reports > most and len(each.bodies) > 1:
            found.append(_Tree(each.top, (each.top,), reports[each.top]))
            waiting += map(tree, below[each.top])
        else:
            found.append(each)
    return found
