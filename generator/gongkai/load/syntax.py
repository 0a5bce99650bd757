"""Why libyaml could not read a file, said in the words of the mistake that was made.

libyaml names a symptom, often a line too late; the mistakes that Chinese keyboards and Word
produce are few and can be recognised on the line itself or the one before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ..model.rule import Defect
from . import mistakes
from .text import placed

KEY_FULL_COLON = re.compile(r"^(\s*)([A-Za-z_][A-Za-z0-9_.]*)\s*：")
FULL_SPACE = re.compile(r"^[ ]*(\u3000)")
UNQUOTED_COLON = re.compile(
    r"^(\s*)([^\s\"'#|\[{][^:#]*): +([^\s\"'#|>\[{](?:[^:#]|:(?! |$)|(?<! )#)*:(?: .*)?)$"
)
SIGN_IN_BRACKETS = re.compile(r"[\[,]\s*([-*&!%@`|>?])\s*(?=[,\]])")
BARE_KEY = re.compile(r"^\s*([a-z][a-z0-9_]*)\s*$")
MAX_BACK = 20
KEY = re.compile(r"\s*[^\s#:：]+:(?: |$)")
BLOCK = re.compile(r":\s*[|>][+\-0-9]*\s*(#.*)?$")
NO_SPACE_COLON = re.compile(r"^\s*([A-Za-z_][A-Za-z0-9_]*):(?=[^\s:])")


def explain(text: str, error: Any) -> Defect:
    """The defect behind a YAMLError, at the place to mend."""
    problem = str(getattr(error, "problem", None) or error)
    mark = getattr(error, "problem_mark", None)
    context = getattr(error, "context_mark", None)
    lines = text.split("\n")
    if context and problem.startswith(AT_CONTEXT):
        mark = context
    for number in _suspects(lines, mark.line) if mark else ():
        if defect := recognise(lines[number], number):
            return defect
    line, column = (min(mark.line, len(lines) - 1), mark.column) if mark else (0, 0)
    return placed(_translate(problem, lines[line]), line + 1, column + 1)


def _suspects(lines: list[str], at: int) -> Iterator[int]:
    """The line where libyaml gave up, and those above it back to the last one that has a key.

    Text under a “|” is left out: anything may stand there.
    """
    for number in range(min(at, len(lines) - 1), max(at - MAX_BACK, -1), -1):
        block = _in_block(lines, number)
        if not block:
            yield number
        if number < at and (block or KEY.match(lines[number])):
            return


def _in_block(lines: list[str], number: int) -> bool:
    indent = _indent(lines[number])
    above = (
        line
        for line in reversed(lines[max(number - 1000, 0) : number])
        if line.strip() and _indent(line) < indent
    )
    return bool(BLOCK.search(next(above, "")))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def recognise(source: str, number: int) -> Defect | None:
    """The mistake that line `number` (from 0) shows by itself, or None."""
    if match := FULL_SPACE.match(source):
        return placed(mistakes.wrong_space("\u3000"), number + 1, match.start(1) + 1)
    if match := KEY_FULL_COLON.match(source):
        return placed(mistakes.full_width_colon(match[2]), number + 1, match.end())
    if match := NO_SPACE_COLON.match(source):
        return placed(
            mistakes.syntax(f"“{match[1]}:”的冒号后面没有空格", f"写成“{match[1]}: ”（冒号后留一个空格）"),
            number + 1,
            match.end(),
        )
    if match := BARE_KEY.match(source):
        return placed(
            mistakes.syntax(f"“{match[1]}”后面缺少半角冒号", f"写成“{match[1]}:”"),
            number + 1,
            match.end(1) + 1,
        )
    if match := SIGN_IN_BRACKETS.search(source):
        mark = match[1]
        return placed(
            mistakes.syntax(f"“{mark}”直接写在方括号里", f'用半角引号括起来：["{mark}", …]'),
            number + 1,
            match.start(1) + 1,
        )
    if match := UNQUOTED_COLON.match(source):
        return placed(
            mistakes.syntax(
                "文字里有半角冒号加空格，会被当作另一个键", "用半角双引号括起整句，或用“|”另起一行书写"
            ),
            number + 1,
            match.start(3) + 1,
        )
    return None


TRANSLATIONS = (
    (
        "did not find expected ',' or ']'",
        "方括号没有配对，或少了逗号",
        "在行末补上“]”，各格之间用半角逗号加空格",
    ),
    (
        "did not find expected ',' or '}'",
        "花括号没有配对，或少了逗号",
        "在行末补上“}”，各项之间用半角逗号加空格",
    ),
    ("found unexpected end of stream", "引号没有配对", "在文字末尾补上同样的半角引号"),
    ("found unknown escape character", "双引号里有反斜杠“\\”", "删去反斜杠，或改用半角单引号"),
    ("did not find expected hexdecimal number", "双引号里有反斜杠“\\”", "删去反斜杠，或改用半角单引号"),
    (
        "found character that cannot start any token",
        "这一行以 YAML 保留的符号（如 @、`、%）开头",
        "用半角双引号括起来",
    ),
    (
        "mapping values are not allowed",
        "这里多了一个冒号，或缩进与上一行不一致",
        "检查缩进；文字里有冒号时用半角双引号括起整句",
    ),
    ("could not find expected ':'", "这一行缺少半角冒号", "写成“键: 值”；如是正文，请与上一行文字对齐缩进"),
    (
        "did not find expected key",
        "缩进与前面各行不一致，或括号、引号之后还有文字",
        "与同级的键左对齐；引号里的引号改用中文引号“”",
    ),
    ("did not find expected '-' indicator", "缩进与前面各行不一致", "列表各项的“- ”左对齐"),
    (
        "block sequence entries are not allowed",
        "“-”写在了不该写的位置",
        '列表另起一行书写；表示不适用时写成 "-"',
    ),
    ("did not find expected alphabetic or numeric character", "文字以“*”或“&”开头", "用半角双引号括起整句"),
    (
        "did not find expected node content",
        "方括号里缺少一格，或多了一个逗号",
        "空白的格写 ~，例如 [35, ~, 0]",
    ),
    (
        "did not find expected <document start>",
        "前面的内容已经结束，这里多出了文字",
        "与同级的键左对齐，写成“键: 值”",
    ),
    ("found undefined tag handle", "文字以“!”开头", "用半角双引号括起整句"),
    ("did not find expected whitespace or line break", "文字以“!”开头", "用半角双引号括起整句"),
    ("found unexpected document indicator", "文字中间出现了 --- 或 ...", "删去，或与上下文字对齐缩进"),
    ("found a tab character", "这里有制表符（Tab）", "改用半角空格"),
    ("did not find expected comment or line break", "“|”后面不能接着写文字", "文字从下一行起缩进书写"),
    ("found undefined alias", "这里用了别名（*）", "用半角双引号括起整句"),
    ("found invalid Unicode character escape code", "双引号里有反斜杠“\\”", "删去反斜杠和它后面的代码"),
    ("found an indentation indicator equal to 0", "“|”后面的数字不对", "只写“|”"),
    ("control characters are not allowed", "这里有控制字符", "删去它"),
)


AT_CONTEXT = (
    "did not find expected ',' or",
    "found unexpected end of stream",
    "found unexpected document indicator",
    "could not find expected ':'",
    "did not find expected alphabetic or numeric character",
    "did not find expected whitespace or line break",
)
"""The place to mend is where the bracket, quote or key began, not where libyaml gave up."""


def _translate(problem: str, source: str) -> Defect:
    for english, chinese, fix in TRANSLATIONS:
        if english in problem:
            return mistakes.syntax(chinese, fix)
    shown = source.strip()[:30]
    return mistakes.syntax(
        f"读不懂这一行：{shown}" if shown else "读不懂文件的结构", "与上一年的文件对照，检查缩进、引号和括号"
    )
