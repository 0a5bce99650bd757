"""The table of reports on the pages of years and bodies: headline figures, and when they were published."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from markupsafe import Markup

from .contents import Entry, Site, link
from .escaping import escape
from .pieces import html

HINT = '<p class="hint">表格较宽，可左右滑动查看。</p>'
"""On a phone only; the date of publication is the last column."""


def by_body(entry: Entry) -> str:
    """What names the rows of a year."""
    return entry.body.name


def by_year(entry: Entry) -> str:
    """What names the rows of a body."""
    return f"{entry.year}年"


def overview(
    site: Site, here: str, entries: Sequence[Entry], head: str, named: Callable[[Entry], str], name: str
) -> Markup:
    """One row a report; `head` stands over what `named` says of each, `name` is the table's."""
    labels = headlines(entries)
    said = escape(name)
    wide = f' wide" role="region" aria-label="{said}" tabindex="0' if labels else ""
    return html(
        *([HINT] if labels else []),
        f'<div class="statistics{wide}">',
        '<table class="overview">',
        f'<caption class="visually-hidden">{said}</caption>',
        "<thead>",
        "<tr>",
        f'<th scope="col">{escape(head)}</th>',
        *(f'<th scope="col" class="figure">{escape(label)}</th>' for label in labels),
        '<th scope="col" class="day">发布日期</th>',
        "</tr>",
        "</thead>",
        "<tbody>",
        *(_row(site, here, entry, labels, named(entry)) for entry in entries),
        "</tbody>",
        "</table>",
        "</div>",
    )


def headlines(entries: Sequence[Entry]) -> list[str]:
    """The headline labels of all these reports, each once, the newest form's first."""
    return list(dict.fromkeys(label for entry in entries for label in entry.figures))


def _row(site: Site, here: str, entry: Entry, labels: Sequence[str], name: str) -> str:
    start = f'<tr><th scope="row"><a href="{escape(link(here, entry.page))}">{escape(name)}</a></th>'
    if entry.kept:
        return f'{start}<td colspan="{len(labels) + 1}" class="kept">更新内容核验未通过，仍为上一版</td></tr>'
    figures = entry.figures
    cells = "".join(f'<td class="figure">{escape(figures.get(label, "—"))}</td>' for label in labels)
    return f'{start}{cells}<td class="day">{entry.published}{_timing(site.days_late(entry))}</td></tr>'


def _timing(late: int | None) -> str:
    if late is None:
        return ""
    return f'<span class="late">逾期{late}天</span>' if late else '<span class="in-time">按期</span>'
