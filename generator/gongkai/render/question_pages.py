"""The ways in by question: the list of questions, one page for each and year, and the page 对比."""

from __future__ import annotations

import json
from itertools import groupby

from .contents import COMPARE, TOPICS, Site, column, topic_page
from .environment import page
from .topics import Topic, small, table, topics


def question_pages(site: Site) -> dict[str, str]:
    """Path below the documents folder → Markdown."""
    found = topics(site)
    meta = column("按问题查阅", "按问题查阅各机关的数字。", site.entries)
    made = {
        TOPICS: page("topics.md.j2", TOPICS, meta, site=site, topics=found),
        COMPARE: _compare(site, found),
    }
    for topic in found:
        for year in topic.years:
            made[topic_page(topic.id, year)] = _topic(site, topic, year)
    return made


def _topic(site: Site, topic: Topic, year: int) -> str:
    columns, lines = table(site, topic, year)
    title = f"{topic.question}？（{year}年）"
    return page(
        "topic.md.j2",
        topic_page(topic.id, year),
        column(title, f"各机关{year}年{topic.title}。", site.by_year[year]),
        site=site,
        topic=topic,
        year=year,
        years=[(each, topic_page(topic.id, each)) for each in topic.years],
        columns=columns,
        groups=[(name, len(list(under))) for name, under in groupby(columns, lambda each: each.group)],
        lines=lines,
        small=small(lines, columns),
    )


def _compare(site: Site, found: list[Topic]) -> str:
    choices = [
        {
            "id": each.id,
            "question": each.question,
            "title": each.title,
            "unit": each.unit,
            "shared": each.shared,
        }
        for each in found
    ]
    meta = column("对比", "最多选六个机关，看它们各年度的同一项数据。", site.entries)
    return page("compare.md.j2", COMPARE, meta, site=site, choices=json.dumps(choices, ensure_ascii=False))
