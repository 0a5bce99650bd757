"""A new report file: every key of the form, label comments, what last year already decided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from ..model.body import Body
from ..model.form import Form, Line, Section, Table, join
from ..model.relations import Equation, of_form
from ..model.report import Report
from ..model.years import counterparts


def blank_report(body: Body, year: int, form: Form, before: Report | None, schema: str) -> str:
    """YAML of a report to be filled in: cells are ~ (blank, not 0) except those that follow from
    last year's report (carry-over, stock). `schema` is the address of the editors' JSON Schema.
    """
    lines = [
        f"# yaml-language-server: $schema={schema}",
        f"# {form.title.format(body=body.name, year=year)} · {form.name}",
        "published: ~  # 发布当天填写，例如 " + f"{year + 1}-01-20",
    ]
    known = carried(form, before) if before else {}
    remarks = stocks(form, before) if before else {}
    for section in form.sections:
        lines += ["", f"# {section.heading}", *_section(section, known, remarks)]
    return "\n".join(lines) + "\n"


def carried(form: Form, before: Report) -> dict[str, str]:
    """Route → figure for cells that follow from last year's report alone (carry-over, items)."""
    known: dict[str, str] = {}
    for equation, there in _from_last_year(form, before):
        values = [before.value(route) for route in there]
        if len(equation.left) == 1 and not equation.right and None not in values:
            known[equation.left[0]] = str(sum(value for value in values if value is not None))
    return known


def stocks(form: Form, before: Report) -> dict[str, str]:
    """Route of a line → what last year's stock was, where this year's also depends on new figures."""
    return {
        equation.left[0].rpartition(".")[0]: "，".join(
            f"{before.year}年{before.labels[route].rpartition(' · ')[2]} {before.cells[route].text}"
            for route in there
        )
        for equation, there in _from_last_year(form, before)
        if equation.right
    }


def _from_last_year(form: Form, before: Report) -> Iterator[tuple[Equation, tuple[str, ...]]]:
    """Relations with last year, and the routes in last year's report that they mean."""
    fresh = replace(before, form=form, year=before.year + 1)
    for equation in of_form(form):
        there = counterparts(fresh, before, equation.previous)
        if there and all(there):
            yield equation, there


def _section(section: Section, known: Mapping[str, str], remarks: Mapping[str, str]) -> list[str]:
    if section.kind == "prose":
        return [f"{section.id}: |", "  "]
    if section.kind == "free":
        return [f"{section.id}:", "  - heading: ~", "    text: |", "      "]
    lines = [f"{section.id}:"]
    for table in section.tables:
        if table.route != section.id:
            lines.append(f"  {table.route.rpartition('.')[2]}:  # {table.caption}")
        lines += _table(table, known, remarks)
    return lines


def _table(table: Table, known: Mapping[str, str], remarks: Mapping[str, str]) -> list[str]:
    lines: list[str] = []
    indent = 1 + table.route.count(".")
    open_keys: list[str] = []
    for line in table.lines:
        keys = line.route.removeprefix(table.route).strip(".").split(".")
        common = 0
        while common < len(keys) - 1 and open_keys[common : common + 1] == keys[common : common + 1]:
            common += 1
        for depth in range(common, len(keys) - 1):
            lines.append(f"{'  ' * (indent + depth)}{keys[depth]}:")
        open_keys = keys[:-1]
        remark = f"  # {remarks[line.route]}" if line.route in remarks else ""
        lines.append(f"{'  ' * (indent + len(keys) - 1)}{keys[-1]}: {_cells(line, known)}{remark}")
    return lines


def _cells(line: Line, known: Mapping[str, str]) -> str:
    return "[" + ", ".join(known.get(join(line.route, path[-1].id), "~") for path in line.columns) + "]"
