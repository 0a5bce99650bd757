"""The board of a year as CSV, for Excel."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.board import Board, Row
from ..model.body import BODY_KINDS
from .delimited import BOM, line

COLUMNS = (
    "状态",
    "机关",
    "机关标识",
    "机关类别",
    "报告年度",
    "公布期限",
    "期限依据",
    "发布日期",
    "逾期天数",
    "错误",
    "警告",
    "事项",
    "文件",
)


def board_csv(board: Board) -> str:
    """One line a body, in the order of the board."""
    return BOM + line(COLUMNS) + "".join(line(_fields(row)) for row in board.rows)


def _fields(row: Row) -> Iterator[str]:
    yield from (row.standing.value, row.body.name, row.body.id, BODY_KINDS[row.body.kind], str(row.year))
    yield from (row.last.isoformat(), row.source, row.published.isoformat() if row.published else "")
    yield from (str(row.overdue or ""), str(row.errors or ""), str(row.warnings or ""), row.matter, row.file)
