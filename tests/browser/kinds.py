"""The kinds of page a reader meets, once: for the tests that open every kind, and for the pictures of the handbook."""

from __future__ import annotations

KINDS = {
    "home": "",
    "list": "reports/",
    "year": "reports/2020/",
    "body": "reports/daxing/qingyundian/",
    "report": "reports/daxing/qingyundian/2020/",
    "sitemap": "sitemap/",
    "search": "search/",
    "data": "data/",
    "guide": "guide/",
    "about": "about/",
    "accessibility": "accessibility/",
    "handbook": "developers/hosting/",
    "lost": "404.html",
}
"""Kind → address below the site's own, in the site of this repository."""
