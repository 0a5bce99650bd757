"""The board of a year as a table for the terminal, as a file of its own, and as a page of the site."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..model.printed import padded, width
from .contents import BOARD, Site, body_page, column, link, report_page
from .environment import environment, page
from .listing import last_change

if TYPE_CHECKING:
    from ..model.board import Board, Row

HEADS = ("状态", "机关", "公布期限", "发布日期", "逾期", "事项")


def board_text(board: Board) -> str:
    """Counts first, then one line a body; columns stand below each other where Chinese takes two places."""
    lines = [HEADS, *map(_cells, board.rows)]
    widths = [max(width(line[at]) for line in lines) for at in range(len(HEADS) - 1)]
    (name, number), *others = board.counts
    counts = f"{name} {number} 个：" + "，".join(f"{each} {count}" for each, count in others)
    return "\n".join([title(board), counts, "", *(_line(each, widths) for each in lines)]) + "\n"


def board_html(board: Board) -> str:
    """A page that needs nothing beside it: it can be sent by mail and printed."""
    return environment().get_template("board.html.j2").render(board=board, title=title(board))


def board_markdown(site: Site) -> str:
    """The page 办理情况 of a site whose configuration asks for one."""
    board = site.board
    if board is None:
        raise ValueError("a site without a board")
    name = title(board)
    meta = column(name, f"{name}。", last_change(site.by_year.get(board.year, [])))

    def href(row: Row) -> str:
        id_ = row.body.id
        return link(
            BOARD, report_page(id_, row.year) if row.year in site.years.get(id_, ()) else body_page(id_)
        )

    return page("board.md.j2", BOARD, meta, site=site, board=board, title=name, href=href)


def title(board: Board) -> str:
    day = board.day
    return f"{board.year}年度报告办理情况（截至{day.year}年{day.month}月{day.day}日）"


def _cells(row: Row) -> tuple[str, ...]:
    return (
        row.standing.value,
        row.body.name,
        row.last.isoformat(),
        row.published.isoformat() if row.published else "-",
        f"{row.overdue}天" if row.overdue else "-",
        row.matter,
    )


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    fixed = [padded(text, wide) for text, wide in zip(cells, widths, strict=False)]
    return "  ".join([*fixed, cells[-1]]).rstrip()
