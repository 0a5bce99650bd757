"""The page of a report as a join of kept pieces.

Most of it is the same in nearly every report. So the template runs once for what decides (the form, and
which texts there are at all) with a gap for every text. A page that has more to say (corrections, findings,
versions, blocks of its own) is rendered for itself, from the same texts.
"""

from __future__ import annotations

import html
import re
from typing import Any

from markupsafe import Markup
from msgspec import Struct
from msgspec.json import encode

from ..model.form import Section
from ..model.printed import Stencil
from ..model.report import FreeBlock, Report
from .environment import page
from .kept import Kept
from .prose import prose_html

Meta = dict[str, str]
Texts = dict[str, str]
"""Name → HTML: of the parts of a page, of the words of sections and of their tables; "" where there is none."""
Outline = tuple[tuple[bool, str], ...]
"""Of every section whether a table may be wider than a phone, and where its rows and columns are explained."""


class Part(Struct, frozen=True):
    """What the template needs of a section: `words` and `tables` are HTML, `reference` an address or ""."""

    section: Section
    words: Markup
    tables: list[Markup]
    is_wide: bool
    """Whether a table may be wider than a phone."""
    reference: str
    blocks: list[tuple[FreeBlock, Markup]]


def joined(here: str, meta: Meta, texts: Texts, outline: Outline, report: Report) -> str:
    """The page of a report that has nothing beyond these texts."""
    gaps = {**{f"meta.{key}": _in_front(text) for key, text in meta.items()}, **texts}
    key = report.form, outline, *[name for name, text in gaps.items() if text]
    return "".join(_frames.get(key, lambda: _frame(here, meta, texts, outline, report)).filled(gaps, str))


_frames = Kept[Stencil](most=256)
"""About 10 KB each: a form has one for every set of texts that are there."""
GAP = re.compile("\ue000([^\ue001]+)\ue001")
"""No form may contain these characters; the texts of reports go in afterwards."""


def _frame(here: str, meta: Meta, texts: Texts, outline: Outline, report: Report) -> Stencil:
    """The page with gaps for the texts that are there; nothing else is different in two reports of a form."""
    front = {key: text and f"\ue000meta.{key}\ue001" for key, text in meta.items()}
    gaps = {name: text and f"\ue000{name}\ue001" for name, text in texts.items()}
    found = GAP.split(rendered(here, front, gaps, outline, report))
    return Stencil.of(found[::2], found[1::2])


def _in_front(text: str) -> str:
    """A text as it stands between quotes in the front matter; see `page`."""
    return encode(html.escape(text)).decode()[1:-1]


def rendered(here: str, meta: Meta, texts: Texts, outline: Outline, report: Report, **more: Any) -> str:
    """The page by its template; `more` is what few pages have."""
    found = {name: Markup(text) for name, text in texts.items()}  # noqa: S704 - HTML, escaped where it is made
    parts = [
        Part(
            section,
            found[f"words.{section.id}"],
            [found[f"table.{table.route}"] for table in section.tables],
            is_wide,
            reference,
            [(block, prose_html(block.prose, report)) for block in report.free.get(section.id, ())],
        )
        for section, (is_wide, reference) in zip(report.form.sections, outline, strict=True)
    ]
    names = "title", "way", "facts", "years", "files", "preamble", "pictures", "checked", "record"
    rest: dict[str, Any] = {"edition": None, "versions": "", "accepted": [], "open_findings": []}
    return page(
        "report.md.j2",
        here,
        {**meta, "hide": ["navigation"]},
        report=report,
        sections=parts,
        **{name: found[name] for name in names},
        **(rest | more),
    )
