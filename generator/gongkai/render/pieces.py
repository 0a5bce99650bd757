"""Pieces of HTML that nearly every page has, as functions that the templates call.

They are put together here and not by macros because there are so many of them: a macro costs ten times
as much. Whatever comes in is escaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from ..model.downloads import Download
from .contents import HOME, link
from .downloads import DATA, file_link
from .escaping import escape, label


def html(*parts: str) -> Markup:
    """Parts that are HTML already, on lines of their own."""
    return Markup("\n".join([*parts, ""]))  # noqa: S704 - what calls this has escaped its values


def crumbs(here: str, trail: Iterable[tuple[str, str]], current: str) -> Markup:
    """Where the reader is: texts and pages from below the home page to above this one."""
    return html(
        '<nav class="crumbs" aria-label="当前位置">',
        "<ol>",
        *(
            f'<li><a href="{label(link(here, page))}">{label(text)}</a></li>'
            for text, page in [("首页", HOME), *trail]
        ),
        f'<li><span aria-current="page">{escape(current)}</span></li>',
        "</ol>",
        "</nav>",
    )


def facts_list(facts: Iterable[tuple[str, str]]) -> Markup:
    """Names and what they stand for."""
    return html(
        '<dl class="facts">',
        *(f"<div><dt>{label(name)}</dt><dd>{escape(text)}</dd></div>" for name, text in facts),
        "</dl>",
    )


def years_nav(here: str, pages: Sequence[tuple[int, str]], current: int) -> Markup:
    """The pages of the same thing in other years; nothing where there is no other year."""
    if len(pages) < 2:
        return Markup()
    return html(
        '<nav class="years" aria-label="各年度">',
        "<ul>",
        *(
            f'<li><span aria-current="page">{year}年</span></li>'
            if year == current
            else f'<li><a href="{label(link(here, page))}">{year}年</a></li>'
            for year, page in pages
        ),
        "</ul>",
        "</nav>",
    )


PRINT = '<li hidden><button type="button" data-print>打印</button></li>'


def downloads(here: str, files: Sequence[Download], printable: bool = False) -> Markup:
    """Links to files; a button that prints appears where scripts run."""
    if not files:
        return Markup()
    return html(
        '<nav class="downloads" aria-label="下载">',
        '<span class="downloads-title">下载</span>',
        "<ul>",
        *(
            f'<li><a href="{escape(file_link(here, each.path))}" title="{label(each.what)}" download>'
            f"{label(each.label)}</a></li>"
            for each in files
        ),
        f'<li><a href="{link(here, DATA)}">数据说明</a></li>',
        *([PRINT] if printable else []),
        "</ul>",
        "</nav>",
    )
