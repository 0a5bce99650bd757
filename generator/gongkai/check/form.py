"""Whether a report fills its form (GK21x): blank cells, units, heads, empty parts, the title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ..model.finding import Severity
from ..model.form import Form, Kind, Table, cell_route, join
from ..model.report import LocalRows, Report, State
from ..model.rule import Defect, check
from .case import Case


@check("GK210", Severity.WARNING, "form")
def blank_cells(case: Case) -> Iterator[Defect]:
    """格中空白

    依据：统一格式各格均应填数，没有发生的填 0；空白不等于 0，涉及空白的勾稽关系无法核验。
    改法：没有发生的填 0；不适用的写 "/"；原件空白而无从核实的，保留 ~ 并在 accepted 中说明。
    错例：
        disclosure_requests:
          carried_over: [~, 0, 0, 0, 0, 0, 0]
    正例：
        disclosure_requests:
          carried_over: [0, 0, 0, 0, 0, 0, 0]
    """
    blank = {route for route, cell in case.unfilled.items() if cell.state is State.BLANK}
    for table in case.report.form.tables if blank else ():
        told: set[str] = set()
        for what, route, routes in _blank_groups(case.report, table, blank):
            told.update(routes)
            yield Defect(what, '没有发生的填 0，不适用的写 "/"', route, mark=what)
        for line in case.report.lines(table):
            for route in line.cells:
                if route in blank and route not in told:
                    yield Defect("这一格是空白", '没有发生的填 0，不适用的写 "/"', route)


def _blank_groups(
    report: Report, table: Table, blank: set[str]
) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """What, where and which cells: whole tables, columns and lines are one finding, not seven."""
    lines, rows = report.lines(table), report.rows(table)
    every = tuple(route for line in lines for route in line.cells)
    if len(lines) > 1 and blank.issuperset(every):
        yield f"整张表 {len(every)} 格都是空白", table.route, every
        return
    full: set[str] = set()
    for path in table.column_paths if len(rows) > 1 else ():
        column = tuple(cell_route(table.route, row, path) for row in rows)
        if blank.issuperset(column):
            full.update(column)
            yield f"“{path[-1].label}”整列 {len(column)} 格都是空白", column[0], column
    rest = [line for line in lines if len(set(line.cells) - full) > 1 and blank.issuperset(line.cells)]
    if len(rest) > 2:
        names = "、".join(line.label.rpartition(" · ")[2] for line in rest[:3])
        yield (
            f"{len(rest)} 行整行空白：{names}" + (" 等" if len(rest) > 3 else ""),
            rest[0].route,
            tuple(route for line in rest for route in line.cells),
        )
        return
    for line in rest:
        yield f"整行 {len(line.cells)} 格都是空白", line.route, line.cells


@check("GK211", Severity.NOTE, "form")
def not_applicable(case: Case) -> Iterator[Defect]:
    """格中写了不适用

    依据：“/”“-”“不适用”照原样发布，不作 0 计算；涉及该格的勾稽关系无法核验。
    改法：确不适用的不必改；其实没有发生的填 0。
    错例：
        disclosure_requests:
          carried_over: ["/", 0, 0, 0, 0, 0, 0]
    正例：
        disclosure_requests:
          carried_over: [0, 0, 0, 0, 0, 0, 0]
    """
    for route, cell in case.unfilled.items():
        if cell.state is State.NOT_APPLICABLE:
            yield Defect(
                f"这一格写的是“{cell.text}”（不适用），相关勾稽关系不核验", "其实没有发生的填 0", route
            )


@check("GK212", Severity.WARNING, "form")
def amount_without_unit(case: Case) -> Iterator[Defect]:
    """金额没有单位

    依据：2019年表式的“采购总金额”未印单位，实践中有元、有万元，读者无从判断。
    改法：在 columns 中注明单位，例如 procurement_amount: {label: 采购总金额（万元）, unit: 万元}；或在数后写明，例如 251000元。
    错例：
        form: 2019
        proactive_disclosure:
          article_20_9:
            centralized_government_procurement: [1, 25.1]
    正例：
        form: 2019
        proactive_disclosure:
          article_20_9:
            centralized_government_procurement: [1, 251000元]
    """
    for route, printed, unit in _amounts(case.report):
        if not unit and not printed and case.report.value(route):
            yield Defect(f"金额 {case.report.cells[route].text} 没有单位", "注明元或万元", route)


@check("GK213", Severity.ERROR, "form")
def unit_contradicts(case: Case) -> Iterator[Defect]:
    """格中的单位与表头不符

    依据：表头已注明单位（2021年表式“本年收费金额（单位：万元）”），格中只写数。
    改法：按表头的单位换算后只写数字。
    错例：
        proactive_disclosure:
          article_20_8:
            administrative_fees: [251000元]
    正例：
        proactive_disclosure:
          article_20_8:
            administrative_fees: [25.1]
    """
    for route, printed, unit in _amounts(case.report):
        if printed and unit and printed != unit:
            yield Defect(
                f"格中写“{case.report.cells[route].text}”，表头单位是{unit}", f"换算成{unit}，只写数字", route
            )


def _amounts(report: Report) -> Iterator[tuple[str, str, str]]:
    """Route of every amount, the unit printed in the cell, the unit of its column."""
    for route, column, unit in _amount_cells(report.form, report.shape):
        if cell := report.cells.get(route):
            own = report.column_prints.get(column)
            yield route, cell.unit, own.unit if own else unit


@lru_cache(maxsize=1024)
def _amount_cells(form: Form, shape: LocalRows) -> tuple[tuple[str, str, str], ...]:
    """Routes of every amount and of its column, and the column's unit in the form."""
    return tuple(
        (cell_route(table.route, row, path), cell_route(table.route, (), path), path[-1].unit)
        for table in form.tables
        for path in table.column_paths
        if path[-1].kind is Kind.AMOUNT
        for row in table.rows_with(dict(shape))
    )


@check("GK214", Severity.WARNING, "form")
def column_head_departs(case: Case) -> Iterator[Defect]:
    """表头与统一格式不同

    依据：统一格式的表头逐字使用；地方可在后面用括号注明单位等，不宜改动原文。
    改法：表头以统一格式的文字开头，补充内容写在括号里。
    错例：
        proactive_disclosure:
          article_20_8:
            columns:
              amount_charged: {label: 收费总额}
            administrative_fees: [0]
    正例：
        proactive_disclosure:
          article_20_8:
            administrative_fees: [0]
    """
    report = case.report
    for column, official, route in _columns(report.form) if report.column_prints else ():
        own = report.column_prints.get(column)
        if own and not own.label.startswith(official):
            yield Defect(
                f"表头写“{own.label}”，统一格式是“{official}”",
                f"写成“{official}”，补充内容加括号写在后面",
                route,
            )


@lru_cache(maxsize=64)
def _columns(form: Form) -> tuple[tuple[str, str, str], ...]:
    """Every column: its route, its label, and the route of what a report writes of its head."""
    return tuple(
        (cell_route(table.route, (), path), path[-1].label, join(table.route, "columns", path[-1].id))
        for table in form.tables
        for path in table.column_paths
    )


@check("GK215", Severity.ERROR, "form")
def empty_section(case: Case) -> Iterator[Defect]:
    """部分没有内容

    依据：条例第五十条；统一格式各部分均应有内容，不能遗漏。
    改法：写上内容；确无其他事项的，第六部分写“无。”。
    错例：
        other_matters: ""
    正例：
        other_matters: 无。
    """
    report = case.report
    for section in report.form.sections:
        empty = section.kind == "prose" and not (
            section.id in report.prose and report.prose[section.id].text.strip()
        )
        if empty or (section.kind == "free" and not report.free.get(section.id) and not report.attachment):
            yield Defect("这一部分没有内容", "写上内容；确无其他事项的写“无。”", section.id)


TITLE = re.compile(r"(?P<body>.+?)(?P<year>\d{4})年(度)?政府信息公开(工作)?年度报告")


@check("GK216", Severity.WARNING, "form")
def odd_title(case: Case) -> Iterator[Defect]:
    """标题不规范

    依据：标题应为“机关全称＋年份＋政府信息公开工作年度报告”；常见错误是写成“工作报告”、年份不符、
        “年度”重复，或误贴了报送函。
    改法：删去 title，由机关全称和年份自动生成；或照规范改写。
    错例：
        title: 示例市示例镇人民政府2024年度政府信息公开工作报告
    正例：
        title: 示例市示例镇人民政府2024年政府信息公开工作年度报告
    """
    report = case.report
    if not report.title:
        return
    match = TITLE.fullmatch(report.title.replace(" ", ""))
    standard = report.form.title.format(body=report.body.name, year=report.year)
    if not match:
        what = f"标题“{report.title}”不是“机关全称＋年份＋政府信息公开工作年度报告”"
    elif int(match["year"]) != report.year:
        what = f"标题写的是 {match['year']} 年，报告年度是 {report.year} 年"
    elif match["body"] != report.body.name:
        what = f"标题里的机关是“{match['body']}”，机关全称是“{report.body.name}”"
    else:
        return
    yield Defect(what, f"写成“{standard}”，或删去 title", "title")
