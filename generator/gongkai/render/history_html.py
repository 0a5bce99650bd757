"""The table 历年数据 as HTML: one row a cell of the form, one column a year."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from ..model.body import Body
from .contents import link, report_page
from .escaping import escape, label
from .history import Figure, Group, History, Year
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
        *(_group(group, pages, breaks) for group in history.groups),
        "</table>",
        "</div>",
        f'<p class="history-note">{note if len(history.forms) > 1 else ""}{HERE}</p>',
        "",
    )


def _absent(year: Year) -> str:
    return f'{year.year}年<span class="none">{year.why}</span>'


def _group(group: Group, pages: Sequence[str], breaks: Sequence[str]) -> str:
    head = f'<tr><th scope="rowgroup" colspan="{len(pages) + 1}" class="section">{escape(group.heading)}</th></tr>'
    years = zip(*[row.figures for row in group.rows], strict=True)
    lines = map("".join, zip(*map(_cells, years, pages, breaks), strict=True))
    rows = [
        f'<tr><th scope="row">{label(row.label)}</th>{cells}</tr>\n'
        for row, cells in zip(group.rows, lines, strict=True)
    ]
    return f"<tbody>\n{head}\n{''.join(rows)}</tbody>"


def _cells(figures: Sequence[Figure], page: str, css: str) -> list[str]:
    """The cells of one year."""
    start = f'<td class="figure{css}"><a href="{page}#'
    return [
        _without_number(figure, page, css)
        if figure.css
        else f'{start}{figure.anchor}">{label(figure.text)}</a></td>'
        for figure in figures
    ]


def _without_number(figure: Figure, page: str, css: str) -> str:
    own = f"{css} {figure.css}"
    text = escape(figure.text)
    said = f'<span class="visually-hidden">{figure.said}</span>'
    if figure.anchor:
        shown = f"{text or '空白'}{said if figure.said and text else ''}"
        return f'<td class="figure{own}"><a href="{page}#{figure.anchor}">{shown}</a></td>'
    return f'<td class="figure{own}"><span aria-hidden="true">{text}</span>{said}</td>'
