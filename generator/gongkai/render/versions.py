"""The versions of a report for its readers: what each changed and why, and the earlier ones as they were."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count

from markupsafe import Markup, escape
from msgspec import Struct
from msgspec.structs import replace

from ..model.printed import anchor
from ..model.report import Report
from ..model.version import History, Revised, Version
from .contents import Site, link, report_page
from .pieces import html

SHOWN = 60
"""Characters of a text on either side of what differs in it."""
AROUND = 12


def version_page(body: str, year: int, number: int) -> str:
    """Of an earlier version: below the report's own address, which the present one has."""
    return f"reports/{body}/{year}/v{number}/index.md"


class Edition(Struct, frozen=True):
    """What is said over an earlier version, and where the present one is."""

    number: int
    day: str
    until: str
    """The day of the next version."""
    current: str
    """The relative address of the present one."""


def edition_of(history: History, number: int, here: str, current: str) -> Edition:
    """Of a version that another one followed."""
    version, following = history.versions[number - 1], history.versions[number]
    return Edition(number, version.day.isoformat(), following.day.isoformat(), link(here, current))


def versions_html(site: Site, report: Report, history: History) -> Markup:
    """The table of versions, the newest first, and that of all that they changed."""
    here = report_page(report.body.id, report.year)
    last = history.versions[-1]
    rows = []
    if history.pending:
        cells = ["", f"{len(history.pending)} 处", *([""] if site.authors else []), ""]
        rows.append(_row(f"第 {last.number + 1} 版（尚未提交）", cells))
    for version in reversed(history.versions):
        name = f"第 {version.number} 版"
        if version is last:
            name += "" if history.pending else "（现行）"
        else:
            name = f'<a href="{link(here, version_page(report.body.id, report.year, version.number))}">{name}</a>'
        cells = [version.day.isoformat(), _size(version), *_why(report, version)]
        cells += [version.author] if site.authors else []
        rows.append(_row(name, cells))
    heads = ["版本", "日期", "改动", "原因", *(["提交人"] if site.authors else [])]
    return html(
        *_table("versions-table", "历次版本", heads, rows),
        *_table(
            "revised-table", "各处改动", ["位置", "版本", "原为", "改为"], list(_revised(report, history))
        ),
    )


def _table(id_: str, name: str, heads: Sequence[str], rows: Sequence[str]) -> Iterator[str]:
    yield f'<div class="statistics wide" role="region" aria-labelledby="{id_}" tabindex="0">'
    yield '<table class="overview">'
    yield f'<caption id="{id_}"><span class="visually-hidden">{name}</span></caption>'
    yield "<thead>"
    yield "".join(["<tr>", *(f'<th scope="col">{head}</th>' for head in heads), "</tr>"])
    yield "</thead>"
    yield "<tbody>"
    yield from rows
    yield "</tbody>"
    yield "</table>"
    yield "</div>"


def _row(head: str, cells: Sequence[str]) -> str:
    """`head` is HTML, the cells are texts."""
    return "".join(
        [f'<tr><th scope="row">{head}</th>', *(f"<td>{escape(each)}</td>" for each in cells), "</tr>"]
    )


def _size(version: Version) -> str:
    return f"{len(version.revised)} 处" if version.revised else "首次公开"


def _why(report: Report, version: Version) -> list[str]:
    """The reasons that the corrections of these places give, else what the commit says of itself."""
    if not version.revised:
        return [""]
    at = {each.at for each in version.revised}
    told = [
        each.because
        for each in report.corrections
        if each.at in at
        and any(_tells(each.was, each.now, one) for one in version.revised if one.at == each.at)
    ]
    return ["；".join(dict.fromkeys(told)) or version.subject]


def _tells(was: str, now: str, revised: Revised) -> bool:
    """Whether an entry tells of this change, alone or among others."""
    if revised.prose:
        return was in revised.was and now in revised.now
    return was == revised.was or now == revised.now


def _revised(report: Report, history: History) -> Iterator[str]:
    for version in reversed(history.versions):
        for each in version.revised:
            name = escape(each.label)
            if each.at in report.cells or each.at in report.form.section:
                name = Markup('<a href="#{}">{}</a>').format(anchor(each.at), name)
            was, now = excerpts(each.was, each.now) if each.prose else (each.was, each.now)
            cells = (f"第 {version.number} 版", was or "（无）", now or "（无）")
            yield _row(name, cells)


def excerpts(was: str, now: str) -> tuple[str, str]:
    """What differs in two texts, with a little around it."""
    head = next((at for at in count() if was[at : at + 1] != now[at : at + 1] or at >= len(was)), 0)
    tail = 0
    while tail < min(len(was), len(now)) - head and was[len(was) - tail - 1] == now[len(now) - tail - 1]:
        tail += 1
    return _cut(was, head, tail), _cut(now, head, tail)


def _cut(text: str, head: int, tail: int) -> str:
    start, end = max(head - AROUND, 0), min(len(text) - tail + AROUND, len(text))
    shown = text[start:end]
    if len(shown) > 2 * SHOWN:
        shown = f"{shown[:SHOWN]}……{shown[-SHOWN:]}"
    return f"{'……' if start else ''}{shown.strip()}{'……' if end < len(text) else ''}"


def as_it_was(report: Report) -> Report:
    """An earlier version without what stands beside the page and may be another by now."""
    return replace(report, attachment=None)
