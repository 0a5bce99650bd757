"""Accepted findings (GK9xx): a known defect is published with its reason, visible to readers."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from ..model.finding import Finding, Severity
from ..model.report import Report
from ..model.rule import RULES, Defect, mistake


def settle(report: Report, findings: list[Finding]) -> tuple[list[Finding], set[int]]:
    """The findings with their reasons filled in, and which entries of `accepted` were used.

    An entry fits a finding of its code at its route or anywhere below it. Defects of the file
    itself (GK1xx) and of the acceptance (GK9xx) cannot be accepted.
    """
    used: set[int] = set()
    settled = []
    for finding in findings:
        for number, entry in enumerate(report.accepted):
            if entry.because and acceptable(entry.check) and fits(entry.check, entry.at, finding):
                used.add(number)
                finding = replace(finding, accepted=entry.because)
                break
        settled.append(finding)
    return settled, used


def fits(check: str, at: str, finding: Finding) -> bool:
    """Whether an entry of `accepted` names this finding."""
    return check == finding.code and (finding.route == at or finding.route.startswith(f"{at}."))


def acceptable(code: str) -> bool:
    return code in RULES and code[2] not in "19"


def defects(report: Report, used: set[int], complete: bool) -> Iterator[tuple[int, Defect]]:
    """What is wrong with the entries of `accepted`, each with the entry's number.

    Unused entries are told only when every stage has run: before that, nobody knows.
    """
    for number, entry in enumerate(report.accepted):
        if entry.check not in RULES:
            yield number, unknown_check(entry.check)
        elif not acceptable(entry.check):
            yield number, not_acceptable(entry.check, RULES[entry.check].name)
        elif len(entry.because) < 4:
            yield number, without_reason(entry.check, entry.because)
        elif complete and number not in used:
            yield number, unused(entry.check, entry.at)


@mistake("GK901")
def without_reason(check: str, because: str) -> Defect:
    """接受的问题没有写明原因

    依据：已知问题照原样发布时，须向读者说明原因（条例第六条：及时、准确公开）。
    改法：在 because 后写明原因，会显示在公开页面上。
    错例：
        accepted:
          - {check: GK301, at: disclosure_requests.carried_over}
    正例：
        accepted: ~
    """
    written = f"“{because}”太短" if because else "没有写 because"
    return Defect(
        f"接受 {check} 的原因{written}", "在 because 后用一句话写明原因，会显示在公开页面上", mark=check
    )


@mistake("GK902", Severity.WARNING)
def unused(check: str, at: str) -> Defect:
    """接受的问题已不存在

    依据：说明与数据须一致；问题改正以后，说明仍留在页面上会误导读者。
    改法：删去这一条；如问题仍在而位置变了，改正 at。
    错例：
        accepted:
          - {check: GK301, at: disclosure_requests.carried_over, because: 原件如此，照录}
    正例：
        accepted: ~
    """
    return Defect(
        f"这里接受了 {check}（{at}），但现在没有这个问题",
        "删去这一条；如位置变了，改正 at",
        mark=f"{check} {at}",
    )


@mistake("GK903")
def unknown_check(check: str) -> Defect:
    """接受了不存在的检查

    依据：每项检查有固定代码，见参考手册“检查”。
    改法：按提示信息里的代码填写，例如 GK301。
    错例：
        accepted:
          - {check: GK999, at: overview, because: 原件如此，照录}
    正例：
        accepted: ~
    """
    return Defect(f"没有代码为“{check}”的检查", "按检查结果里的代码填写，例如 GK301", mark=check)


@mistake("GK904")
def not_acceptable(check: str, name: str) -> Defect:
    """这类问题不能接受

    依据：文件读不出来时无法发布，说明原因也无济于事；只有内容上的问题可以照原样发布并说明。
    改法：改正文件，删去这一条。
    错例：
        accepted:
          - {check: GK107, at: overview, because: 原件如此，照录}
    正例：
        accepted: ~
    """
    return Defect(f"{check}（{name}）不能接受", "改正文件，删去这一条", mark=check)
