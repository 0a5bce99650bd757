"""Tidy rows: one cell a line, with ids, labels, unit and state."""

from __future__ import annotations

from functools import lru_cache

from ..model.downloads import Field
from ..model.form import Form
from ..model.report import Cell, LocalRows, Report
from .delimited import BOM, field, line
from .slots import ColumnPrints, Figure, Slot, figure, shape, slots_of

COLUMNS = (
    Field("body", "文字", "机关标识，即网址中 reports/ 之后、年度之前的部分"),
    Field("body_name", "文字", "机关全称"),
    Field("year", "整数", "报告年度"),
    Field("form", "文字", "表式标识；混用几种表式的以“+”连接"),
    Field("cell", "文字", "格的标识，在各年、各机关的同一表式中相同；也是页面上该格的锚点"),
    Field("row_id", "文字", "行的标识；没有行名的表为空"),
    Field("column_id", "文字", "列的标识"),
    Field("section", "文字", "部分的标题"),
    Field("table", "文字", "表的标题；没有标题的为空"),
    Field("row", "文字", "行名，各级以“ · ”连接"),
    Field("column", "文字", "列名，各级以“ · ”连接"),
    Field("kind", "文字", "count 件数，change 增减数，amount 金额"),
    Field("unit", "文字", "计量单位"),
    Field(
        "state",
        "文字",
        "number 有数字，blank 空白（不等于 0），not_applicable 不适用，not_asked 统一格式不要求填写，"
        "missing 统一格式要求而报告没有这一格",
    ),
    Field("text", "文字", "报告原样印出的字符"),
    Field("value", "数值", "其中的数，保留原有小数位；没有数字的为空"),
    Field("note", "文字", "印在数字后面的括注"),
)
HEADER = BOM + line(column.name for column in COLUMNS)


def rows(report: Report) -> str:
    """The lines of one report, without the header."""
    head = ",".join(map(field, (report.body.id, report.body.name, str(report.year), report.form.id)))
    cells = report.cells
    return "".join(
        f"{head},{before},{_unit(unit, cell)},{_written(figure(slot, cell))}"
        for slot, before, unit in _stencils(*shape(report))
        for cell in [cells.get(slot.route)]
    )


def as_csv(report: Report) -> str:
    """The file of one report."""
    return HEADER + rows(report)


@lru_cache(maxsize=512)
def _stencils(form: Form, local_rows: LocalRows, prints: ColumnPrints) -> tuple[tuple[Slot, str, str], ...]:
    """Every slot with its fields as they stand in the line, and its unit."""
    return tuple((slot, _fields(slot), field(slot.unit)) for slot in slots_of(form, local_rows, prints))


def _fields(slot: Slot) -> str:
    texts = (slot.route, slot.row, slot.column, slot.heading, slot.caption)
    return ",".join(map(field, (*texts, slot.row_label, slot.column_label, slot.kind)))


def _unit(usual: str, cell: Cell | None) -> str:
    return field(cell.unit) if cell and cell.unit else usual


@lru_cache(maxsize=8192)
def _written(known: Figure) -> str:
    """The end of the line; the same few cells fill most of all tables."""
    return line(known)
