"""Corrections (GK704–GK706): what was changed after publication is told, and told as it was."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct, field

from ..model.finding import Severity
from ..model.report import Correction, Report
from ..model.rule import Defect, check
from ..model.version import Revised
from .case import Case

PUBLISHED = "published"
METADATA = ("title", PUBLISHED, "written", "index_number", "document_number", "period", "form", "preamble")
PLACEHOLDER = "（原因）"
PLAIN = r"[0-9A-Za-z\u4e00-\u9fff](?:[^\s:#,\[\]{}\"'|>&*!%@`]|(?<=\S) (?=\S))*"
MOST = 60
"""Characters of a text that are proposed for an entry: they need to be found, not to be all."""


@check("GK704", Severity.ERROR, "publishing")
def unexplained(case: Case) -> Iterator[Defect]:
    """公布后的改动没有更正说明

    依据：公布后的内容有改动，须向公众说明（条例第六条：及时、准确公开）；公布的内容可以更正，不得悄悄替换。
        公布过的版本以 git 主线的历史为准。
    改法：把提示中的各行加到 corrections 下，写明原因；改错了的，改回公布时的内容。
    错例：
        committed: {proactive_disclosure: {article_20_1: {normative_documents: [1, 0, 1]}}}
    正例：
        committed: {proactive_disclosure: {article_20_1: {normative_documents: [1, 0, 1]}}}
        corrections:
          - {on: 2025-06-01, at: proactive_disclosure.article_20_1.normative_documents.issued_this_year, was: 1, now: 0, because: 误计}
          - {on: 2025-06-01, at: proactive_disclosure.article_20_1.normative_documents.in_force, was: 1, now: 0, because: 误计}
    """
    for value in settled(case).values:
        if value.steps and value.at != PUBLISHED:
            lines = "\n".join(value.proposals())
            # The place is told with every finding; a note or a unit is more than its place.
            what = "" if case.report.labels.get(value.at) == value.label else f"{value.label}："
            yield Defect(
                f"{what}公布后改动，没有更正说明：{value.told()}",
                f"在 corrections 下加入（写明原因）：\n{lines}\n  改错了的，改回公布时的内容",
                value.at,
                mark=value.label,
            )


@check("GK705", Severity.ERROR, "publishing")
def unfounded(case: Case) -> Iterator[Defect]:
    """更正说明与数据或者历史不符

    依据：更正说明须写明原来公布的是什么、现在是什么，与实际一致才能取信于公众。
    改法：按提示改正 on、at、was 或者 now；多余的删去。
    错例：
        corrections:
          - {on: 2025-06-01, at: disclosure_requests.results.total.total, was: 8, now: 7, because: 录入错误}
    正例：
        corrections:
          - {on: 2025-06-01, at: disclosure_requests.results.total.total, was: 8, now: 0, because: 录入错误}
    """
    report = case.report
    if not report.corrections:
        return
    done = settled(case)
    unused = [id(entry) for entry in done.unused]
    open_ = {value.at for value in done.values if value.steps}
    later = {key: shown for key, (at, shown) in _following(report).items() if at not in open_}
    for entry in report.corrections:
        if wrong := _wrong(report, entry, later.get(id(entry)), id(entry) in unused):
            what, fix = wrong
            yield Defect(
                what,
                fix,
                "corrections",
                mark=f"{entry.on} {entry.at} {entry.was} {entry.now}",
                at=(entry.place.line, entry.place.column) if entry.place.file else None,
            )


@check("GK706", Severity.ERROR, "publishing")
def date_moved(case: Case) -> Iterator[Defect]:
    """发布日期在公布后改动

    依据：发布日期须是真实的；伪造发稿日期属单项否决事项。公布时的日期以 git 主线的历史为准。
    改法：改回公布时的日期；公布时就写错的，在 corrections 中以 at: published 说明。
    错例：
        committed: {published: 2025-02-10}
    正例：
        committed: {published: 2025-01-20}
    """
    for value in settled(case).values:
        if value.steps and value.at == PUBLISHED:
            lines = "\n".join(value.proposals())
            yield Defect(
                f"发布日期在公布后改动，没有更正说明：{value.told()}",
                f"改回公布时的日期；公布时就写错的，在 corrections 下加入（写明原因）：\n{lines}",
                PUBLISHED,
            )


class Value(Struct):
    """One value that changed after publication; `steps` are those that no entry tells."""

    at: str
    label: str
    steps: list[tuple[date, Revised]]

    def told(self) -> str:
        """What became of it."""
        first, last = self.steps[0][1], self.steps[-1][1]
        if first.prose:
            was, now = segment(first.was, last.now)
            return f"“{was}”→“{now}”" if first.was != last.now else "改动后又改回"
        passed = [first.was, *(step.now for _, step in self.steps)]
        return " → ".join(
            each or "（无）" for each in (passed if first.was == last.now else (first.was, last.now))
        )

    def proposals(self) -> Iterator[str]:
        """The lines of YAML that tell it, but for the reason."""
        first, (day, last) = self.steps[0][1], self.steps[-1]
        whole = first.was != last.now
        for on, was, now in (
            [(day, first.was, last.now)] if whole else [(d, s.was, s.now) for d, s in self.steps]
        ):
            was, now = segment(was, now) if first.prose else (was, now)
            words = f"was: {quoted(was)}, now: {quoted(now)}, because: {PLACEHOLDER}"
            yield f"  - {{on: {on}, at: {quoted(self.at)}, {words}}}"


class Settled(Struct):
    """What changed, and the entries that tell of no change."""

    values: list[Value] = field(default_factory=list)
    unused: list[Correction] = field(default_factory=list)


def settled(case: Case) -> Settled:
    """The changes since publication held against the entries of `corrections`."""
    history = case.history
    if history is None:
        return Settled()
    entries = sorted(case.report.corrections, key=lambda each: each.on)
    stated = list(history.stated)
    open_ = []
    for entry in entries:
        if entry in stated:
            stated.remove(entry)
        elif entry.on >= history.first.day or entry.at in {at for at, _ in history.revised}:
            open_.append(entry)
    found = Settled(unused=open_)
    for (at, label), steps in history.revised.items():
        left = _explained(steps, [entry for entry in open_ if entry.at == at], found.unused)
        found.values.append(Value(at, label, left))
    return found


def _explained(
    steps: list[tuple[date, Revised]], entries: Sequence[Correction], unused: list[Correction]
) -> list[tuple[date, Revised]]:
    """The steps that no entry tells. An entry may tell several at once; of prose, several may tell one."""
    at = 0
    prose = steps[0][1].prose
    for entry in entries:
        for start in range(at, -1, -1) if prose else [at]:
            fits = (
                end
                for end in range(start, len(steps))
                if _fits(entry, steps[start][1].was, steps[end][1].now, prose)
            )
            if (end := next(fits, None)) is not None:
                unused[:] = [each for each in unused if each is not entry]
                at = max(at, end + 1)
                break
        if at >= len(steps) and not prose:
            break
    return steps[at:]


def _fits(entry: Correction, was: str, now: str, prose: bool) -> bool:
    if not prose:
        return (entry.was, entry.now) == (was.strip(), now.strip())
    went = not entry.was or was.count(entry.was) > now.count(entry.was)
    came = not entry.now or now.count(entry.now) > was.count(entry.now)
    there = entry.was in was and entry.now in now
    return there and (went or came) and bool(entry.was or entry.now)


def _following(report: Report) -> dict[int, tuple[str, str]]:
    """Entry → its cell, and what the next entry for it says was there, or what is there now."""
    found: dict[int, tuple[str, str]] = {}
    last: dict[str, str] = {at: cell.text for at, cell in report.cells.items()}
    for entry in sorted(report.corrections, key=lambda each: each.on)[::-1]:
        if entry.at in last:
            found[id(entry)] = entry.at, last[entry.at]
            last[entry.at] = entry.was
    return found


def _wrong(report: Report, entry: Correction, following: str | None, unused: bool) -> tuple[str, str] | None:
    """What is wrong with an entry, and how to mend it."""
    if not _known(report, entry.at):
        return f"更正的位置“{entry.at}”在本报告中没有", "把 at 改成格或者部分的标识，与检查结果里的一致"
    if report.published and entry.on < report.published:
        return f"更正日期 {entry.on} 早于发布日期 {report.published}", "改正 on；公布以前的改动不必说明"
    if entry.because == PLACEHOLDER:
        return f"{_name(report, entry)}的更正没有写明原因", "在 because 后写明原因，会显示在公开页面上"
    if following is not None and not _shows(report, entry, following):
        return (
            f"{_name(report, entry)}：更正为“{entry.now}”，其后却是“{following}”",
            "改正 now 或者表中的数；后来又改动的，再加一条",
        )
    if unused:
        return (
            f"{_name(report, entry)}：公布过的内容没有从“{entry.was}”改为“{entry.now}”",
            "按历次版本改正 was、now；没有这一改动的，删去这一条",
        )
    return None


def _known(report: Report, at: str) -> bool:
    if at in report.labels or at in report.form.section or at in METADATA or at == "attachment":
        return True
    return at in report.column_prints or at.rpartition(".")[0] in report.labels


def _shows(report: Report, entry: Correction, following: str) -> bool:
    """Whether a cell showed afterwards what the entry says; a note and a unit may be left out."""
    cell = report.cells[entry.at]
    bare = cell.text.removesuffix(cell.note).removesuffix(cell.unit)
    marks = {"空白", "不适用"} if cell.value is None else set()
    return entry.now == following or (
        following == cell.text and entry.now in {bare, cell.note, cell.unit, *marks}
    )


def _name(report: Report, entry: Correction) -> str:
    return report.labels.get(entry.at, entry.at)


def segment(was: str, now: str) -> tuple[str, str]:
    """What differs in two texts: the first lines that do, without what they have in common at both ends."""
    mine, theirs = was.split("\n"), now.split("\n")
    head = _common(mine, theirs)
    old, new = "".join(mine[head : head + 1]), "".join(theirs[head : head + 1])
    if len(mine) != len(theirs):  # a paragraph came or went
        old, new = (old, "") if len(mine) > len(theirs) else ("", new)
    head = max(_common(old, new) - 4, 0)
    tail = _common(old[head:][::-1], new[head:][::-1])
    tail = max(tail - 4, 0)
    return old[head : len(old) - tail][:MOST].strip(), new[head : len(new) - tail][:MOST].strip()


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many parts are the same from the beginning."""
    return next(
        (at for at, (mine, theirs) in enumerate(zip(one, other, strict=False)) if mine != theirs),
        min(len(one), len(other)),
    )


def quoted(text: str) -> str:
    """A text as a value between braces of YAML."""
    if not text:
        return "~"
    return text if re.fullmatch(PLAIN, text) else json.dumps(text, ensure_ascii=False)
