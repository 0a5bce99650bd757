"""The formats of a difference: nothing that an author wrote acts, none is longer than it may be, JSON as documented."""

from __future__ import annotations

import json
import re
from datetime import date
from itertools import cycle
from typing import Any

import jsonschema
import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from msgspec.structs import replace

from gongkai.model.difference import (
    Aspect,
    BodyDifference,
    Cause,
    Change,
    Difference,
    Effect,
    Fate,
    Mark,
    Passage,
    Piece,
    ProgramEffect,
    ProseChange,
    ReportDifference,
    Standing,
    Tie,
    Told,
)
from gongkai.model.finding import Finding, Place, Severity
from gongkai.render.diff.blocks import visible
from gongkai.render.diff.markdown import LIMIT, as_markdown
from gongkai.render.diff.page import as_html
from gongkai.render.diff.record import as_json, record_of
from gongkai.render.diff.schema import difference_schema
from gongkai.render.diff.text import as_text
from gongkai.render.diff.wording import parts_of

HOSTILE = st.one_of(
    st.sampled_from(
        [
            "<script>alert(1)</script>",
            "[点](javascript:alert(1))",
            "![x](https://example.org/x.png)",
            "https://example.org/",
            "@octocat",
            "@示例/审核组",
            "#12",
            "GH-12",
            "::error file=a::x",
            "\n::error::x\n",
            "##[error]x",
            "##vso[task.x]",
            "`",
            "```\n",
            "``x``` `",
            " `` ",
            "|",
            "~~",
            "**",
            "\n# 标题\n",
            "\n- 列表\n\n    代码\n",
            "\n\n---\n",
            "<!-- ",
            "&lt;b&gt;&#64;",
            "\\",
            "\u202e倒\u2066",
            "\u200b\ufeff\x1b[31m\r",
            "〔增：假〕",
            "",
            " ",
        ]
    ),
    st.text(alphabet="甲`|*_~#@<>[]()!:&\\\n\r \u202e\x00a1", max_size=12),
).map(lambda text: text.encode("utf-8", "replace").decode())
WORDS = st.lists(HOSTILE, max_size=4).map("甲".join)


@st.composite
def differences(draw: st.DrawFn) -> Difference:
    """A difference with an author's words wherever there can be any."""

    pool = cycle(draw(st.lists(WORDS, min_size=7, max_size=7)))  # 7 shares no factor with what repeats

    def word() -> str:
        return next(pool)

    finding = Finding(
        "GK401", Severity.ERROR, "文中数字与表不一致", Place(word()), word(), word(), where=word()
    )
    told = Told(word(), "GK401", Severity.ERROR, word(), word(), "0123456789ab")
    settled = replace(finding, accepted=word() or "说明")
    changes = tuple(Change(aspect, word(), word(), word(), word()) for aspect in Aspect)
    gone = tuple(Change(aspect, word(), word(), word(), None) for aspect in Aspect)
    come = tuple(Change(aspect, word(), word(), None, word()) for aspect in Aspect)
    passage = Passage(1, tuple(Piece(mark, word()) for mark in Mark))
    quoting = (Tie.REFERENCE, Tie.LAST_YEAR, Tie.CLAIM)  # of the others both sides are numbers

    def standing(tie: Tie, holds: bool | None) -> Standing:
        left = "与表一致" if tie is Tie.CLAIM else word() if tie in quoting else "7"
        return Standing(left, word() if tie in quoting else "9", holds)

    effects = tuple(
        Effect(tie, word(), word(), standing(tie, was), standing(tie, holds), word())
        for tie in Tie
        for was in (True, False, None)
        for holds in (True, False, None)
    )
    of_body = tuple(replace(change, where="电话") for change in (*changes, *gone, *come))
    reports = tuple(
        ReportDifference(
            id=f"{word()}/2024",
            was_id=f"{word()}/2024",
            name=word(),
            year=2024,
            file=word(),
            fate=fate,
            published=date(2025, 1, 20),
            changes=(*changes, *gone, *come),
            prose=(ProseChange(word(), word(), (passage,)),),
            effects=effects,
            appeared=(finding,),
            vanished=(finding,),
            settled=(settled,),
            revealed=(finding,),
            unexamined=(finding,),
            moves=(word(),),
        )
        for fate in Fate
    )
    return Difference(
        word(),
        word(),
        reports,
        (BodyDifference(word(), word(), word(), Fate.CHANGED, of_body, 1),),
        (finding,),
        (finding,),
        (word(),),
        (word(),),
        (ProgramEffect(Cause.PROGRAM, 1, (told,), (told,), (word(),)),),
    )


def flat(tokens: list[Token]) -> list[Token]:
    return [each for token in tokens for each in (token, *flat(token.children or []))]


ALLOWED = {
    f"{name}_{end}"
    for name in (
        "heading",
        "bullet_list",
        "list_item",
        "paragraph",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
    )
    for end in ("open", "close")
} | {"inline", "text", "code_inline", "strong_open", "strong_close", "s_open", "s_close"}


@given(differences())
@settings(max_examples=30)
def test_nothing_of_an_author_acts_in_markdown(made: Difference) -> None:
    tokens = flat(
        MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(as_markdown(parts_of(made), 10**7))
    )
    assert {token.type for token in tokens} <= ALLOWED
    outside = "".join(token.content for token in tokens if token.type == "text")
    assert not re.findall(r"[@#<>`\[\]\\&*~|!]|https?:|::|GH-|[\x00-\x1f\u202a-\u202e\u2066-\u2069]", outside)


@given(differences())
@settings(max_examples=30)
def test_no_line_is_a_command_for_a_log_or_a_terminal(made: Difference) -> None:
    for text in (as_text(parts_of(made)), as_markdown(parts_of(made), 10**7)):
        assert not re.findall(r"(?m)^\s*::|##\[|##vso", text)
        assert not re.findall(
            r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]", text
        )


@given(differences())
@settings(max_examples=30)
def test_nothing_of_an_author_acts_on_the_page(made: Difference) -> None:
    page = lxml.html.document_fromstring(as_html(parts_of(made)))
    names = {element.tag for element in page.iter() if isinstance(element.tag, str)}
    assert names <= {
        *("html", "head", "meta", "title", "style", "body", "main", "section", "h1", "h2", "ul", "li", "q"),
        *("del", "ins", "strong", "table", "thead", "tbody", "tr", "th", "td"),
    }
    assert {name for element in page.iter() for name in element.attrib} <= {
        *("lang", "charset", "name", "content", "http-equiv", "class", "scope"),
    }


@given(differences())
@settings(max_examples=10)
def test_json_is_as_its_schema_says(made: Difference) -> None:
    data: dict[str, Any] = json.loads(as_json(made))
    for report in data["reports"]:
        report["file"] = report["file"] or "x"
    jsonschema.Draft7Validator(difference_schema()).validate(data)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("7", "7"),
        ("甲\n乙", "甲⏎乙"),
        ("a\u202eb\x1b[0m", "a‹U+202E›b‹U+001B›[0m"),
        ("##[error]", "#‹U+0023›[error]"),
        ("::x", ":‹U+003A›x"),
        ("〔2021〕30号〔删：7〕", "〔2021〕30号‹U+3014›删：7〕"),
        ("长" * 200, "长" * 120 + "…（共 200 字）"),
    ],
)
def test_what_is_shown_of_an_authors_words(text: str, shown: str) -> None:
    assert visible(text) == shown


def many(count: int) -> Difference:
    change = Change(Aspect.FIGURE, "a.b", "三、收到和处理政府信息公开申请情况 · 自然人", "7", "9")
    reports = tuple(
        ReportDifference(
            f"shili/ju{n}/2024",
            f"shili/ju{n}/2024",
            f"示例局{n}",
            2024,
            f"reports/shili/ju{n}/2024.yml",
            Fate.CHANGED,
            changes=(change,) * 20,
        )
        for n in range(count)
    )
    return Difference("main", "HEAD", reports)


@pytest.mark.parametrize("count", [1, 60, 500])
def test_a_comment_is_cut_at_whole_reports_and_says_how_many_are_left(count: int) -> None:
    made = as_markdown(parts_of(many(count)))
    shown = len(re.findall("(?m)^### ", made))
    assert len(made) <= LIMIT
    assert (f"其余 {count - shown} 份见构件" in made) == (shown < count)
    assert shown == count or len(made) > LIMIT - 3000
    assert made.count("  - `三、收到") == 20 * shown


def test_the_lines_of_the_record_are_those_of_the_text() -> None:
    made = many(1)
    lines = record_of(made)["reports"][0]["lines"]
    text = as_text(parts_of(made))
    assert lines
    assert all(f"  {line}\n" in text for line in lines)
