"""The quick reader of the house layout says what libyaml says, or leaves the file to it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import samples
from gongkai.load import house, tree
from gongkai.load.nodes import Mapping, Node, Scalar, Sequence

BODY = (samples.SEED.parent / "body.yml").read_text("utf-8")
CASE = (Path(__file__).parent / "cases/report.yml").read_text("utf-8")
ACCEPTED = """\
accepted:
  - {check: GK412, at: overview, because: 撤销的3件不计入新收}
  - {check: GK301, at: disclosure_requests.results, because: 原件如此}
other_matters: |
  无。

  第二段。
published: 2021-01-19 # 发布日期
"""
SOURCES = [samples.seed(), samples.zeros(2024), BODY, CASE, ACCEPTED]
INSERTED = [
    " ", "  ", "\n", "\n\n", ":", ": ", "-", "- ", "#", " #", "[", "]", ",", '"', "'", "~", "a", "中", "|", "{",
    "}", "?", "&a", "*a", "!", "%", "---\n", "k: v\n", "  k: v\n", "- {a: b}\n", "\u3000", "：", "x:\n", "1", "+",
]  # fmt: skip


def plain(node: Node | None) -> Any:
    """A tree as plain values."""
    if isinstance(node, Scalar):
        return (node.text, node.style, node.line, node.column, node.end_line, node.end_column)
    if isinstance(node, Sequence):
        return (node.line, node.column, node.flow, [plain(item) for item in node.items])
    if isinstance(node, Mapping):
        entries = [(name, plain(node.keys[name]), plain(item)) for name, item in node.items.items()]
        return (node.line, node.column, entries, node.folded)
    return None


@pytest.mark.parametrize("source", SOURCES, ids=["seed", "new", "body", "case", "accepted"])
def test_files_as_the_program_writes_them_are_read_quickly(source: str) -> None:
    expected, defects = tree.parse_any(source)
    assert (plain(house.read(source, source.split("\n"))), defects) == (plain(expected), [])


@st.composite
def edited(draw: st.DrawFn) -> str:
    """Some lines of a file, with up to four edits anywhere."""
    lines = draw(st.sampled_from(SOURCES)).split("\n")
    start = draw(st.integers(0, len(lines) - 1))
    text = "\n".join(line[:40] for line in lines[start : start + draw(st.integers(1, 25))]) + "\n"
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(text)))
        cut = draw(st.integers(0, 3))
        text = text[:at] + draw(st.sampled_from(["", *INSERTED])) + text[at + cut :]
    return text


@given(edited())
@settings(max_examples=600)
def test_what_it_reads_libyaml_reads_the_same(source: str) -> None:
    quick = house.read(source, source.split("\n"))
    if quick is not None:
        slow, defects = tree.parse_any(source)
        assert (plain(quick), defects) == (plain(slow), [])


@pytest.mark.parametrize(
    "source",
    [
        "name: 甲\nname: 乙\n",
        "overview: >\n  折叠\n",
        "overview: 一\n  二\n",
        "name: &a 甲\n",
        "rules: [0, 0, # 三\n  0]\n",
        "overview: |\n\n  空行在前\n",
        "name: 甲",
        "",
    ],
)
def test_anything_else_is_left_to_libyaml(source: str) -> None:
    assert house.read(source, source.split("\n")) is None
