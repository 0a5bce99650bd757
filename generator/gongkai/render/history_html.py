"""The table 历年数据 as HTML: one row a cell of the form, one column a year."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from ..model.body import Body
from ..model.report import State
from .contents import link, report_page
from .escaping import escape, label
from .history import Figure, Group, History, Place, Year, figure
from .pieces import html

HERE = "点数字可查看原报告中的这一格。"


def history_table(here: str, history: History, body: Body) -> Markup:
    """The table with its note; every figure leads to its cell on the page of its report."""
    pages = [escape(link(here, report_page(body.id, each.year))) for each in history.years]
    breaks = [" break" if each.breaks else "" for each in history.years]
    note = f"竖粗线处表式有变化（{escape('；'.join(history.forms))}）。含义不同的项目不并列，标“—”；"
    return html(
        '<div class="statistics wide" role="region" aria-labelledby="history-name" tabindex="0">',
        '<table class="overview history">',
        f'<caption id="history-name"><span class="visually-hidden">{escape(body.name)}历年数据</span></caption>',
        "<thead>",
        "<tr>",
        '<th scope="col" class="what">项目</th>',
        *(
            f'<th scope="col" class="figure{css}">'
            + (f'<a href="{page}">{each.year}年</a>' if each.report else _absent(each))
            + "</th>"
            for each, page, css in zip(history.years, pages, breaks, strict=True)
        ),
        "</tr>",
        "</thead>",
        *(_group(group, history.years, pages, breaks) for group in history.groups),
        "</table>",
        "</div>",
        f'<p class="history-note">{note if len(history.forms) > 1 else ""}{HERE}</p>',
        "",
    )


def _absent(year: Year) -> str:
    return f'{year.year}年<span class="none">{year.why}</span>'


def _group(group: Group, years: Sequence[Year], pages: Sequence[str], breaks: Sequence[str]) -> str:
    head = f'<tr><th scope="rowgroup" colspan="{len(pages) + 1}" class="section">{escape(group.heading)}</th></tr>'
    lines = map("".join, zip(*map(_cells, years, group.columns, pages, breaks), strict=True))
    rows = [
        f'<tr><th scope="row">{label(name)}</th>{cells}</tr>\n'
        for name, cells in zip(group.labels, lines, strict=True)
    ]
    return f"<tbody>\n{head}\n{''.join(rows)}</tbody>"


def _cells(year: Year, places: Sequence[Place | None], page: str, css: str) -> list[str]:
    """The cells of one year. Nearly all are numbers: of them nothing else is asked."""
    cells, number = year.report.cells if year.report else {}, State.NUMBER
    start = f'<td class="figure{css}"><a href="{page}#'
    nowhere = _without_number(figure(year, None), page, css)
    return [
        nowhere
        if place is None
        else f'{start}{place[1]}">{label(cell.text)}</a></td>'
        if (cell := cells.get(place[0])) and cell.state is number
        else _without_number(figure(year, place), page, css)
        for place in places
    ]


def _without_number(it: Figure, page: str, css: str) -> str:
    own = f"{css} {it.css}"
    text = escape(it.text)
    said = f'<span class="visually-hidden">{it.said}</span>'
    if it.anchor:
        shown = f"{text or '空白'}{said if it.said and text else ''}"
        return f'<td class="figure{own}"><a href="{page}#{it.anchor}">{shown}</a></td>'
    return f'<td class="figure{own}"><span aria-hidden="true">{text}</span>{said}</td>'
