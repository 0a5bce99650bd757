"""Text that is not this body's own: another body's name (GK417), copied sentences (GK418)."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.finding import Evidence, Severity
from ..model.report import Report
from ..model.rule import Defect, check
from .case import Case
from .texts import LEAST, Prints, is_copied, sentences


@check("GK417", Severity.WARNING, "prose")
def names_of_others(case: Case) -> Iterator[Defect]:
    """文中是其他机关的名称

    依据：以其他机关为主语、联系人的句子，多半是照抄时没有改名。
    改法：改为本机关名称；确实说的是该机关的，在 accepted 中说明原因。
    错例：
        neighbour: 示例市邻居镇人民政府
        overview: |
          示例市邻居镇人民政府认真贯彻条例。
    正例：
        neighbour: 示例市邻居镇人民政府
        overview: |
          示例市示例镇人民政府认真贯彻条例。
    """
    own, names, beginnings = case.report.body, case.texts.names.ids, case.texts.names.beginnings
    for section, prose, signs in case.signs if names else ():
        known = [(at, each) for at, each in signs if not beginnings.isdisjoint(each.heads)]
        for start, run in [(at + start, run) for at, each in known for start, run in each.subjects]:
            named = next((run[:size] for size in range(len(run), 2, -1) if run[:size] in names), "")
            if named and not _related(names[named], own.id) and named not in (own.name, own.short_name):
                place = prose.place(start)
                yield Defect(
                    f"“{run[: len(named) + 8]}”：“{named}”不是本机关（{own.called}）",
                    route=section,
                    mark=named,
                    at=(place.line, place.column),
                )


def _related(id_: str, own: str) -> bool:
    """Whether a body is this one, one above it or one below it, which a report may well speak of."""
    return id_ == own or own.startswith(f"{id_}/") or id_.startswith(f"{own}/")


@check("GK418", Severity.WARNING, "prose")
def copied_text(case: Case) -> Iterator[Defect]:
    """内容与上年或者其他机关雷同

    依据：国办公开办函〔2021〕30号：发布内容雷同、敷衍塞责并造成不良后果的，依据条例第四十七条追究责任。
    改法：按本机关本年度的实际情况重写雷同的句子；固定表述不计在内。
    错例：
        before: {problems_and_improvements: 公开内容不够细化，群众关心的事项更新不够及时。业务人员变动频繁，答复文书质量还不够稳定。每季度组织一次业务培训，并请法律顾问逐件审核答复文书。群众关心的惠农补贴信息公开得不够充分。}
        problems_and_improvements: |
          公开内容不够细化，群众关心的事项更新不够及时。业务人员变动频繁，答复文书质量还不够稳定。每季度组织一次业务培训，并请法律顾问逐件审核答复文书。群众关心的惠农补贴信息公开得不够充分。
    正例：
        before: {problems_and_improvements: 公开内容不够细化，群众关心的事项更新不够及时。业务人员变动频繁，答复文书质量还不够稳定。每季度组织一次业务培训，并请法律顾问逐件审核答复文书。群众关心的惠农补贴信息公开得不够充分。}
        problems_and_improvements: |
          本年新设的便民服务站点信息尚未纳入目录，老年群众不便查阅。下一步印制纸质目录送到各村，并在公开栏张贴查阅办法。
    """
    report, texts = case.report, case.texts
    mine = texts.prints(report)
    if sum(mine.lengths) < LEAST:
        return
    if case.before is not None:
        shared = texts.shared(mine, case.before)
        yield from _copied(report, mine, shared, f"本机关 {case.before.year} 年报告", "before")
    others = texts.others(report, mine)
    if others:
        other, shared = max(others.items(), key=lambda each: (sum(mine.lengths[n] for n in each[1]), each[0]))
        name = case.bodies[other.rpartition("/")[0]].called
        yield from _copied(report, mine, shared, f"{name} {report.year} 年报告", other)


def _copied(report: Report, mine: Prints, shared: list[int], whose: str, mark: str) -> Iterator[Defect]:
    length, total = sum(mine.lengths[number] for number in shared), sum(mine.lengths)
    if len(shared) < 2 or not is_copied(length, total):
        return
    every = sentences(report)
    quoted = "；".join(f"“{every[number][1]}”" for number in shared[:3])
    yield Defect(
        f"文字的 {length * 100 // total}% 与{whose}相同（共 {len(shared)} 句）：{quoted}",
        route=every[shared[0]][0],
        mark=mark,
        evidence=Evidence("\n".join(every[number][1] for number in shared), whose),
    )
