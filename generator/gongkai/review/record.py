"""The record of a review: what a pull request changes and the findings new in it, as JSON of at most 64 KB.

The job that checks a pull request runs code of its author, so that the record may hold anything. `parse` takes nothing on
trust: sizes, keys, types, and every text is only ever shown as text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from typing import Any

SCHEMA = "gongkai-review-1"
LIMIT = 64 * 1024
"""Bytes of a record; GitHub takes no longer comment either."""
LONGEST = 400
"""Characters of a text of the record; longer ones are cut when it is made, refused when it is read."""
MOST = 500
"""Reports, findings, and lines of one report."""
KINDS = {
    "changed": "修改",
    "added": "新增",
    "removed": "删除",
    "renamed": "改名或移动",
    "layout": "只改版式",
    "unreadable": "读不出来",
}
SEVERITIES = {"error": "错误", "warning": "警告", "note": "提示"}
CODE = re.compile(r"GK[0-9]{3}")
FINDINGS_SHARE = LIMIT * 2 // 5
"""Bytes that findings may take up, so that there is room for the changes."""


class Refused(ValueError):
    """The record is not one; the message says in Chinese what is wrong and quotes nothing from it."""


@dataclass(frozen=True, slots=True)
class Change:
    """What happens to one report: a heading, and sentences in the order to be read."""

    report: str
    title: str
    kind: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NewFinding:
    """A finding that the pull request brings."""

    code: str
    severity: str
    name: str
    file: str
    line: int
    message: str
    fix: str


@dataclass(frozen=True, slots=True)
class Review:
    """`counts` are of all new findings by severity, and `changed` of all reports, also those left out below."""

    changed: int
    counts: tuple[int, int, int]
    changes: tuple[Change, ...] = ()
    findings: tuple[NewFinding, ...] = ()


def dump(review: Review) -> bytes:
    """The record as UTF-8 JSON of at most LIMIT bytes: what comes last is left out when there is more."""
    changes = [_shortened(each) for each in review.changes[:MOST]]
    findings = [_shortened_finding(each) for each in review.findings[:MOST]]
    told = list(_fitting(findings, FINDINGS_SHARE))
    room = LIMIT - 512 - sum(map(_size, told))
    return _json(replace(review, changes=tuple(_fitting(changes, room)), findings=tuple(told)))


def _shortened(change: Change) -> Change:
    lines = [_cut(each) for each in change.lines[:MOST]]
    if len(change.lines) > MOST:
        lines[-1] = f"……另有 {len(change.lines) - MOST + 1} 处"
    return replace(change, report=_cut(change.report), title=_cut(change.title), lines=tuple(lines))


def _shortened_finding(finding: NewFinding) -> NewFinding:
    return replace(
        finding,
        name=_cut(finding.name),
        file=_cut(finding.file),
        message=_cut(finding.message),
        fix=_cut(finding.fix),
    )


def _cut(text: str) -> str:
    text = text.encode("utf-8", "replace").decode("utf-8")  # half of a surrogate pair has no UTF-8
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _fitting(entries: Iterable[Any], room: int) -> Iterator[Any]:
    for each in entries:
        room -= _size(each)
        if room < 0:
            return
        yield each


def _size(entry: object) -> int:
    return len(_encoded(asdict(entry))) + 1  # type: ignore[call-overload]


def _json(review: Review) -> bytes:
    return _encoded({"schema": SCHEMA, **asdict(review)})


def _encoded(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def parse(data: bytes) -> Review:
    """The review in a record. Raises Refused when it is not exactly of the shape that `dump` writes."""
    if len(data) > LIMIT:
        raise Refused(f"超过 {LIMIT} 字节")
    try:
        read = json.loads(data.decode("utf-8"), object_pairs_hook=_once, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise error if isinstance(error, Refused) else Refused("不是 UTF-8 编码的 JSON") from error
    top = _object(read, ("schema", "changed", "counts", "changes", "findings"))
    if top["schema"] != SCHEMA:
        raise Refused(f"schema 不是 {SCHEMA}")
    counts = [_count(each) for each in _list(top["counts"], 3)]
    if len(counts) != 3:
        raise Refused("counts 应为三个数")
    return Review(
        changed=_count(top["changed"]),
        counts=(counts[0], counts[1], counts[2]),
        changes=tuple(map(_change, _list(top["changes"]))),
        findings=tuple(map(_finding, _list(top["findings"]))),
    )


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Refused("有重复的键")
    return found


def _no_constant(_: str) -> None:
    raise Refused("有 NaN 或 Infinity")


def _change(value: object) -> Change:
    found = _object(value, ("report", "title", "kind", "lines"))
    kind = _text(found["kind"])
    if kind not in KINDS:
        raise Refused("kind 不在允许的范围内")
    lines = tuple(map(_text, _list(found["lines"])))
    return Change(_text(found["report"]), _text(found["title"]), kind, lines)


def _finding(value: object) -> NewFinding:
    found = _object(value, tuple(NewFinding.__slots__))
    if _text(found["severity"]) not in SEVERITIES:
        raise Refused("severity 不在允许的范围内")
    if not CODE.fullmatch(_text(found["code"])):
        raise Refused("code 不是检查代码")
    texts = {key: _text(found[key]) for key in ("code", "severity", "name", "file", "message", "fix")}
    return NewFinding(**texts, line=_count(found["line"]))


def _object(value: object, keys: tuple[str, ...]) -> dict[str, Any]:
    if not isinstance(value, dict) or set(value) != set(keys):
        raise Refused(f"应为恰有 {'、'.join(keys)} 各键的对象")
    return value


def _list(value: object, most: int = MOST) -> list[object]:
    if not isinstance(value, list) or len(value) > most:
        raise Refused(f"应为不超过 {most} 项的列表")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str) or len(value) > LONGEST:
        raise Refused(f"应为不超过 {LONGEST} 个字符的文字")
    return value


def _count(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 10**7:
        raise Refused("应为非负整数")
    return value
