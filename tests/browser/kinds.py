"""The kinds of page a reader meets, once: for the tests that open every kind, and for the pictures of the handbook."""

from __future__ import annotations

from typing import NamedTuple


class Kind(NamedTuple):
    """A kind of page: its name, and where one of it is, below the site's address."""

    name: str
    here: str
    """In the site of this repository."""
    city: str = ""
    """In the fictional city; the same when empty."""


TABLE = {
    "home": Kind("首页", ""),
    "list": Kind("年报列表", "reports/"),
    "year": Kind("年度页", "reports/2020/", "reports/2024/"),
    "body": Kind("机关页", "reports/daxing/qingyundian/", "reports/shili/"),
    "report": Kind("报告页", "reports/daxing/qingyundian/2020/", "reports/shili/2023/"),
    "questions": Kind("按问题查阅", "topics/"),
    "question": Kind("问题页", "topics/outcomes/2020/", "topics/outcomes/2024/"),
    "compare": Kind("对比", "compare/", "compare/?b=shili/fagai,shili/ziran&y=2024,2023&t=outcomes"),
    "search": Kind("检索", "search/", "search/?q=46件"),
    "data": Kind("数据下载", "data/"),
    "sitemap": Kind("网站地图", "sitemap/"),
    "guide": Kind("使用说明", "guide/"),
    "about": Kind("关于本站", "about/"),
    "accessibility": Kind("无障碍说明", "accessibility/"),
    "handbook": Kind("工程师手册", "developers/hosting/"),
    "lost": Kind("没有这个页面", "404.html"),
}
KINDS = {key: kind.here for key, kind in TABLE.items()}
"""Kind → address in the site of this repository."""
