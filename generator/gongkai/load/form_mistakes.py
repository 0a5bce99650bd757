"""Where a report does not follow its form (GK2xx), in words. Examples in the docstrings are run."""

from __future__ import annotations

from ..model.finding import Severity
from ..model.rule import Defect, mistake
from .characters import shown


@mistake("GK201")
def missing_section(heading: str, id: str) -> Defect:
    """缺少部分

    依据：条例第五十条；年度报告须按统一格式列全各部分，不能遗漏。
    改法：补上该部分；确无内容的写“无。”。
    错例：
        other_matters: # 删除
    正例：
        other_matters: 无。
    """
    return Defect(f"缺少“{heading}”", f"补上 {id}；确无内容的写“无。”", route="")


@mistake("GK202")
def missing_row(labels: str, id: str, what: str = "一行") -> Defect:
    """表中缺少行

    依据：统一格式的各行均须填报，没有发生的填 0。
    改法：补上该行，按表头顺序逐格填写。
    错例：
        disclosure_requests:
          carried_over: # 删除
    正例：
        disclosure_requests:
          carried_over: [0, 0, 0, 0, 0, 0, 0]
    """
    written = f"{id}: […]" if what == "一行" else f"{id}: 及其各行"
    return Defect(f"缺少“{labels}”{what}", f"补上 {written}，没有发生的填 0")


@mistake("GK203")
def wrong_length(expected: int, found: int, columns: str, hint: str = "") -> Defect:
    """一行的格数不对

    依据：每行依表头顺序一格一数，多一格或少一格都会错位。
    改法：与表头逐格核对；空白的格写 ~，数字里不要写千位分隔符。
    错例：
        disclosure_requests:
          carried_over: [0, 0, 0, 0, 0, 0]
    正例：
        disclosure_requests:
          carried_over: [0, 0, 0, 0, 0, 0, 0]
    """
    return Defect(
        f"这一行应有 {expected} 格（{columns}），现有 {found} 格", hint or "与表头逐格核对；空白的格写 ~"
    )


@mistake("GK204")
def not_a_number(text: str, instead: str = "") -> Defect:
    """格中不是数字

    依据：统一格式各格填数字；没有数据的留空（~），不适用的写 "/"，附注写在数字后的括号里。
    改法：只写数字，例如 46；需说明的写成 22（其中修订16件）。
    错例：
        disclosure_requests:
          carried_over: [无, 0, 0, 0, 0, 0, 0]
    正例：
        disclosure_requests:
          carried_over: [0, 0, 0, 0, 0, 0, 0]
    """
    fix = f"只写 {instead}" if instead else '写阿拉伯数字（不超过 12 位）；空白写 ~，不适用写 "/"'
    return Defect(f"“{shown(text)}”不是数字", fix)


@mistake("GK205")
def bad_count(text: str, why: str, instead: str) -> Defect:
    """数字的类型不对

    依据：件数、项数是不小于 0 的整数；只有 2019 年表式的“本年增/减”可以带正负号，金额可以有小数。
    改法：按该格的类型填写。
    错例：
        disclosure_requests:
          carried_over: [-1, 0, 0, 0, 0, 0, -1]
    正例：
        disclosure_requests:
          carried_over: [1, 0, 0, 0, 0, 0, 1]
    """
    return Defect(f"“{shown(text)}”：{why}", f"核对后改写，例如 {instead}" if instead else "")


@mistake("GK206")
def unknown_form(name: str, known: str) -> Defect:
    """不认识的表式

    依据：表式由报告年度确定，也可用 form 指明；名称须是已有表式之一。
    改法：改成已有的表式，或删去 form。
    错例：
        form: 2020
    正例：
        form: 2021
    """
    return Defect(f"没有名为“{shown(name)}”的表式", f"现有表式：{known}")


@mistake("GK207")
def local_row_refused(name: str, table: str) -> Defect:
    """这里不能增设行

    依据：统一格式只在“主动公开政府信息情况”表中允许地方细分或增设事项；其他各表不得增减。
    改法：删去该行，或核对键名是否写错。
    错例：
        disclosure_requests:
          其他情况: [0, 0, 0, 0, 0, 0, 0]
    正例：
        proactive_disclosure:
          article_20_5:
            administrative_licensing: [0]
    """
    return Defect(f"“{table}”不能增设“{shown(name)}”一行", "删去该行，或核对键名")


@mistake("GK208", Severity.NOTE)
def other_form(year: int, used: str, usual: str) -> Defect:
    """采用的表式与年度不一致

    依据：表式由年度确定；实践中有个别机关沿用旧表式或混用两种表式，按原样发布并注明。
    改法：如非有意，删去 form。
    错例：
        form: 2019
    正例：
        form: 2021
    """
    return Defect(f"{year}年度通常采用{usual}，本报告采用{used}", "如非有意，删去 form")
