"""What is found in the stretches of a text is what is found in the text."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from gongkai.check import ordinals, sentences, signs
from gongkai.check.claims import lists, phrases, scope, tokens
from gongkai.check.stretches import stretches, without_figures

PIECES = (
    *"。。。，、；：！\n （）“”",
    *("12", "7", "2020", "1,204", "３", "百分之五十", "三", "十", "余", "近", "超过", "万", "%", "第", "0.5"),
    *("件", "条", "次", "个", "元", "年", "月", "日", "2019年", "上年", "季度", "一", "是", "（二）", "3."),
    *(
        "收到",
        "申请",
        "信息公开申请",
        "予以公开",
        "结转",
        "办结",
        "规范性文件",
        "行政复议",
        "维持",
        "其中",
        "分别",
    ),
    *(
        "包括",
        "按方式分：",
        "申请方式：",
        "全市",
        "镇政府办公室",
        "财政局收到",
        "本机关",
        "占",
        "同比",
        "比",
        "电话",
    ),
    *("示例镇人民政府", "请与", "<a", ">", "[bookmark:", "]", "_GoBack", "XX", "某", "共公开", "{a.b_1.c}"),
)
TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=60).map("".join)


@given(TEXTS)
def test_stretches_are_the_text_with_0_for_every_digit(text: str) -> None:
    assert "".join(each.text for _, each in stretches(text)) == without_figures(text)
    assert all(without_figures(text).startswith(each.text, at) for at, each in stretches(text))


@given(TEXTS)
def test_numbers(text: str) -> None:
    found = [
        tokens.placed(number, text, at)
        for at, each in stretches(text)
        for number in tokens.numbers(each.text)
    ]
    assert found == tokens.numbers(text)


@given(TEXTS, st.sampled_from(("city", "township", "department")))
def test_settings_of_numbers(text: str, kind: str) -> None:
    plain = without_figures(text)
    whole = phrases.settings(plain, tokens.numbers(plain), kind)
    parts = [
        (at, setting)
        for at, each in stretches(text)
        for setting in phrases.settings(
            each.text, tokens.numbers(each.text), kind if scope.tells_kinds_apart(each.text) else ""
        )
    ]
    assert [moved(setting, at) for at, setting in parts] == [moved(setting, 0) for setting in whole]


def moved(setting: phrases.Setting, at: int) -> object:
    """A setting at its place in the text, but for whether requests are spoken of before it."""
    spans = (setting.sentence, setting.left, setting.right, setting.scope, setting.year)
    number = setting.number
    return (
        [span and (at + span[0], at + span[1]) for span in spans],
        (at + number.start, at + number.end, at + number.close, number.unit, number.hedge),
        (setting.tags, setting.topic),
    )


@given(TEXTS)
def test_places_of_lists_and_signs(text: str) -> None:
    parts = [(at, each.text, each.signs) for at, each in stretches(text)]
    plain = without_figures(text)
    marks = [(at + end, ways) for at, each, _ in parts for end, ways in lists.marks_in(each)]
    assert marks == [(match.end(), bool(match["ways"])) for match in lists.MARK.finditer(text)]
    long = [text[at + start : at + end] for at, _, of in parts for start, end in of.long_numbers]
    assert long == signs.LONG_NUMBER.findall(text)
    assert [(at + start, run) for at, _, of in parts for start, run in of.subjects] == signs._subjects(plain)
    printed = [(at + each.start, at + each.end, each.depth) for at, _, of in parts for each in of.ordinals]
    assert printed == [each[:3] for each in ordinals.found(text)]


@given(TEXTS)
def test_no_fault_goes_unsuspected(text: str) -> None:
    faults = {fault for _, each in stretches(text) for fault in each.signs.faults}
    assert ("placeholder" in faults) == bool(signs.PLACEHOLDER.search(text))
    assert ("missing" in faults) == bool(signs.MISSING.search(text))
    assert "debris" in faults or not signs.DEBRIS.search(text)


@given(TEXTS)
def test_sentences_of_their_own(text: str) -> None:
    found, above = [], 0
    for _, each in stretches(text):
        found += [(above + number, norm) for number, norm in each.said.own]
        above += each.said.ended
    whole = sentences.said_in(text)
    assert (found, above) == (list(whole.own), whole.ended)


def test_figures_come_from_the_text_and_not_from_the_stretch() -> None:
    (at, stretch), *_ = stretches("收到申请1,204件。")
    (number,) = [tokens.placed(each, "收到申请1,204件。", at) for each in tokens.numbers(stretch.text)]
    assert (stretch.text, number.value) == ("收到申请0,000件。", Decimal(1204))
