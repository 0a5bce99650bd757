"""Author's text on GitHub: whatever it is, it is shown and does nothing. benchmarks/quoting.py tries far more of it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.hostile import MARKDOWN, PIECES, decoded, is_command, lines
from gongkai.model.finding import Finding, Place, Severity
from gongkai.quoting import cell, code, command, inert, visible
from gongkai.render import findings

HOSTILE = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=12).map("".join)


def without_spaces(text: str) -> str:
    return re.sub(r"\s", "", text.replace("## [", "##["))


@given(HOSTILE)
def test_no_line_of_a_log_is_a_command(text: str) -> None:
    assert [line for line in lines(inert(text)) if is_command(line)] == []


@given(HOSTILE, HOSTILE)
def test_no_line_of_the_findings_is_a_command(what: str, name: str) -> None:
    found = Finding(
        "GK301", Severity.ERROR, "合计不符", Place(f"reports/{name}"), what, name, what, where=name
    )
    assert [line for line in lines(findings.text([found], 1)) if is_command(line)] == []


@given(HOSTILE, HOSTILE)
def test_an_annotation_is_one_command_and_reads_back(message: str, title: str) -> None:
    line = command("error", message, file=title, line=7)
    found = re.fullmatch(r"::error file=(.*?),line=7::(.*)", line, re.S)
    assert found
    assert (len(lines(line)), decoded(found[1]), decoded(found[2])) == (1, title, message)


@given(HOSTILE)
def test_code_is_one_span_that_shows_the_text(text: str) -> None:
    tokens = MARKDOWN.parse(f"- **修改** {code(text)} 后")
    (inline,) = [each for each in tokens if each.type == "inline"]
    spans = [each.content for each in inline.children or [] if each.type == "code_inline"]
    kinds = {each.type for each in inline.children or []} - {"text"}
    assert (kinds, [without_spaces(each) for each in spans]) == (
        {"strong_open", "strong_close", "code_inline"},
        [without_spaces(visible(text)) or "（空）"],
    )


@given(HOSTILE)
def test_code_in_a_table_stays_in_its_cell(text: str) -> None:
    tokens = MARKDOWN.parse(f"| 一 | 二 |\n| --- | --- |\n| {cell(text)} | 后 |")
    cells = [each for each in tokens if each.type == "inline"]
    kinds = [[child.type for child in each.children or []] for each in cells]
    assert kinds == [["text"], ["text"], ["code_inline"], ["text"]]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("予以公开 7 → 9", "`予以公开 7 → 9`"),
        ("a`b", "`` a`b ``"),
        ("一\n\n二", "`一 二`"),
        ("", "`（空）`"),
        ("a\u202eb\x00", "`aU+202EbU+0000`"),
        ("x" * 600, f"`{'x' * 499}…`"),
    ],
)
def test_what_code_looks_like(text: str, shown: str) -> None:
    assert code(text) == shown


def test_a_table_cell_shows_a_wide_bar() -> None:
    assert cell("a\\|b|c") == "`a\\｜b｜c`"
