"""The ways in by question: the list of questions, one page for each and year, and the page 对比."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import groupby

from .contents import COMPARE, TOPICS, Site, column, link, topic_page
from .entry import Value
from .environment import page
from .escaping import escape, label
from .listing import last_change
from .pieces import html
from .topics import Line, Topic, small, table, topics


def topics_markdown(site: Site) -> str:
    """The page 按问题查阅: all questions and their years."""
    meta = column("按问题查阅", "按问题查阅各机关的数字。", site.all.updated)
    return page("topics.md.j2", TOPICS, meta, site=site, topics=topics(site))


def topic_markdown(site: Site, topic: Topic, year: int) -> str:
    """The page of one question and year: the figures of all bodies."""
    columns, lines = table(site, topic, year)
    title = f"{topic.question}？（{year}年）"
    here = topic_page(topic.id, year)
    kinds = ["figure whole" if each.whole else "figure" for each in columns]
    return page(
        "topic.md.j2",
        here,
        column(title, f"各机关{year}年{topic.title}。", last_change(site.by_year[year])),
        site=site,
        topic=topic,
        year=year,
        years=[(each, topic_page(topic.id, each)) for each in topic.years],
        columns=columns,
        groups=[(name, len(list(under))) for name, under in groupby(columns, lambda each: each.group)],
        lines=lines,
        rows=html(*(_row(here, line, kinds) for line in lines)) if lines else "",
        small=small(lines, columns),
    )


def _row(here: str, line: Line, kinds: Sequence[str]) -> str:
    """The figures of one body; those that are a cell of its report lead there."""
    there = escape(link(here, line.entry.page))
    name = label(line.entry.body.name)
    cells = "".join(_cell(there, value, css) for value, css in zip(line.values, kinds, strict=True))
    return f'<tr><th scope="row"><a href="{there}">{name}</a></th>{cells}</tr>'


def _cell(there: str, value: Value, css: str) -> str:
    text = label(value.text)
    shown = f'<a href="{there}#{label(value.anchor)}">{text}</a>' if value.anchor else text
    share = f'<span class="share">{value.share}</span>' if value.share else ""
    return f'<td class="{css}">{shown}{share}</td>'


def compare_markdown(site: Site) -> str:
    """The page 对比, which a script fills."""
    choices = [
        {
            "id": each.id,
            "question": each.question,
            "title": each.title,
            "unit": each.unit,
            "shared": each.shared,
        }
        for each in topics(site)
    ]
    meta = column("对比", "最多选六个机关，看它们各年度的同一项数据。", site.all.updated)
    return page("compare.md.j2", COMPARE, meta, site=site, choices=json.dumps(choices, ensure_ascii=False))
