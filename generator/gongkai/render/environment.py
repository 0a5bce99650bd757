"""Templates: values in, Markdown pages out. Every text of an author is escaped on the way."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import jinja2
import markupsafe

from ..model.body import BODY_KINDS
from .contents import (
    BOARD,
    COMPARE,
    FEED,
    HOME,
    LIST,
    TOPICS,
    body_page,
    link,
    report_page,
    topic_page,
    year_page,
)
from .downloads import DATA, file_link
from .grid import anchor
from .history_html import history_table
from .overview import by_body, by_year, overview
from .picture_html import pictures_of
from .pieces import crumbs, downloads, facts_list, years_nav

as_json = json.JSONEncoder(ensure_ascii=False).encode
"""One encoder for all values: json.dumps makes a new one for each."""


def _compiled() -> jinja2.BytecodeCache | None:
    """Compiled templates in the user's own temporary folder: compiling takes longer than a report."""
    try:
        return jinja2.FileSystemBytecodeCache()
    except (OSError, RuntimeError):  # there is none that only the user can write to
        return None


@lru_cache(maxsize=1)
def environment() -> jinja2.Environment:
    made = jinja2.Environment(
        loader=jinja2.PackageLoader("gongkai.render"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        bytecode_cache=_compiled(),
        auto_reload=False,  # or it would look at the files of all templates for every page
    )
    made.globals.update(
        link=link,
        file_link=file_link,
        report_page=report_page,
        body_page=body_page,
        year_page=year_page,
        LIST=LIST,
        HOME=HOME,
        FEED=FEED,
        TOPICS=TOPICS,
        COMPARE=COMPARE,
        BOARD=BOARD,
        topic_page=topic_page,
        DATA=DATA,
        kinds=BODY_KINDS,
        crumbs=crumbs,
        facts_list=facts_list,
        years_nav=years_nav,
        downloads=downloads,
        overview=overview,
        by_body=by_body,
        by_year=by_year,
        history_table=history_table,
        pictures_of=pictures_of,
    )
    made.filters.update(heading=heading, anchor=anchor)
    return made


def page(template: str, here: str, meta: Mapping[str, Any], **values: Any) -> str:
    """A Markdown page: front matter whose values are JSON (and so YAML), then the body.

    Texts in the front matter are escaped as HTML, because the theme prints them as they are; empty ones are
    left out.
    """
    safe = {
        key: html.escape(value) if isinstance(value, str) else value
        for key, value in meta.items()
        if value != ""
    }
    front = "".join([f"{key}: {as_json(value)}\n" for key, value in safe.items()])
    body = environment().get_template(template).render(here=here, **values)
    return f"---\n{front}---\n{body}"


@lru_cache(maxsize=1024)
def heading(text: str) -> markupsafe.Markup:
    """A text for a Markdown heading, where it may be neither markup nor HTML.

    A backslash goes before the characters that Python-Markdown knows it before; elsewhere it would be seen.
    """
    safe = html.escape(text, quote=False)  # &#x27; would get one inside
    return markupsafe.Markup(re.sub(r"([\\`*_{}\[\]()#+\-.!|])", r"\\\1", safe))  # noqa: S704 - escaped above
