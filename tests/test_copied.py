"""What is kept of the sentences of others is enough: the check of copied text decides as if it knew all."""

from __future__ import annotations

from array import array
from types import SimpleNamespace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from gongkai.check.texts import Names, Prints, Shared, Texts, copied_from, is_copied, shared_among

SENTENCES = st.dictionaries(st.integers(1, 12), st.just(0), min_size=1, max_size=6)
LENGTH = {each: 10 + each * 7 for each in range(1, 13)}
"""The same sentence is as long wherever it is printed."""


def decided(id_: str, mine: Prints, known: Shared) -> tuple[str, list[int]] | None:
    """Whom the report is found to be copied from, and in which sentences."""
    report: Any = SimpleNamespace(id=id_, year=2024)
    others = Texts(Names({}), known).others(report, mine)
    if not others:
        return None
    other, shared = max(others.items(), key=lambda each: (sum(mine.lengths[n] for n in each[1]), each[0]))
    return (other, shared) if is_copied(sum(mine.lengths[n] for n in shared), sum(mine.lengths)) else None


@given(st.lists(SENTENCES, min_size=2, max_size=7))
def test_nothing_else_decides(reports: list[dict[int, int]]) -> None:
    known = {
        f"shi/{number}/2024": Prints(array("Q", each), array("I", (LENGTH[one] for one in each)))
        for number, each in enumerate(reports)
    }
    shared = shared_among(2024, ((id_, prints.hashes) for id_, prints in known.items()))
    for id_, mine in known.items():
        kept = {(2024, each): ids for each, ids in copied_from(id_, 2024, mine, shared).items()}
        assert decided(id_, mine, kept) == decided(id_, mine, shared)


def test_what_is_shared_by_chance_is_not_kept() -> None:
    mine = Prints(array("Q", [1, 2, 3]), array("I", [30, 40, 50]))
    assert copied_from("a/2024", 2024, mine, {(2024, 1): ["a/2024", "b/2024"]}) == {}
    both = {(2024, 2): ["a/2024", "b/2024"], (2024, 3): ["a/2024", "b/2024", "c/2024"]}
    assert copied_from("a/2024", 2024, mine, both) == {2: ("b/2024",), 3: ("b/2024",)}
