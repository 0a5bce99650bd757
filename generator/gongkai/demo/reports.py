"""The files of the city: every body.yml and every report, as path and text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from random import Random

from ..model.body import Body
from ..model.deadlines import GOVERNMENTS
from ..model.form import Form
from .acts import LOCAL_ROWS, SPLIT
from .archive import archive_section
from .city import COMPLETE, Office, body_file, first, offices
from .figures import FIRST_YEAR, REQUESTS, Figures, figures, summed
from .planted import NOT_APPLICABLE, Planted, planted_in
from .prose import CELLS, prose
from .writing import LocalRows, section_text

SEED = "示例市"
LAST_YEAR = 2024
ARCHIVE = "archive"


def years_of(count: int) -> range:
    """The years of a city that reports for so many, ending with LAST_YEAR."""
    return range(LAST_YEAR - count + 1, LAST_YEAR + 1)


def ids_of(city: Sequence[Office], years: range) -> list[str]:
    """Ids of all reports that there would be without gaps."""
    return [f"{office.id}/{year}" for office in city for year in years]


def files(bodies: int, years: int, forms: Mapping[str, Form]) -> Iterator[tuple[str, str]]:
    """Path below reports/ and text of every file, body by body. `forms`: id → edition."""
    city, span = offices(bodies), years_of(years)
    planted = {each.report: each for each in planted_in(ids_of(city, span))}
    for office in city:
        yield f"{office.id}/body.yml", body_file(office.body)
        editions = {year: _edition(forms, year, planted.get(f"{office.id}/{year}")) for year in span}
        known = _figures(office, editions, planted)
        for year, form in editions.items():
            each = planted.get(f"{office.id}/{year}", Planted("", ""))
            if not each.missing:
                yield f"{office.id}/{year}.yml", _report(office, year, form, known.get(year, {}), each)


def _edition(forms: Mapping[str, Form], year: int, planted: Planted | None) -> Form:
    form = next(form for form in forms.values() if form.covers(year))
    for section, other in planted.hybrid.items() if planted else ():
        form = form.replacing(section, forms[other])
    return form


def _figures(
    office: Office, editions: Mapping[int, Form], planted: Mapping[str, Planted]
) -> dict[int, Figures]:
    tables = {year: form for year, form in editions.items() if year >= FIRST_YEAR}
    if office.id == COMPLETE:
        below = [figures(each, SEED, tables, {}) for each in first() if each.body.parent == COMPLETE]
        return {year: summed(each[year] for each in below) for year in tables}
    taken_over = {year: each.taken_over for year in tables if (each := planted.get(f"{office.id}/{year}"))}
    return figures(office, SEED, tables, taken_over)


def _report(office: Office, year: int, form: Form, known: Figures, planted: Planted) -> str:
    dice = Random(f"{SEED}/{office.id}/{year}/text")  # noqa: S311 - words for show
    lines = [*_head(office.body, year, form, dice, planted)]
    if form.id == ARCHIVE:
        return "\n".join([*lines, *archive_section(office, year, dice), ""])
    texts = prose(office, year, form, known, dice, _said(planted, known))
    split = any(route.startswith(f"{SPLIT}.{LOCAL_ROWS[0]}") for route in known)
    local_rows: LocalRows = ((SPLIT, LOCAL_ROWS),) if split else ()
    cells = _written(known, planted)
    lines += _block("preamble", texts["preamble"])
    for section in form.sections:
        if section.kind == "prose":
            lines += _block(section.id, texts[section.id])
        else:
            lines += section_text(section, form, cells, local_rows)
    return "\n".join([*lines, *_tail(planted, known), ""])


def _head(body: Body, year: int, form: Form, dice: Random, planted: Planted) -> Iterator[str]:
    if not planted.hybrid:
        up = "../" * (body.id.count("/") + 2)
        yield f"# yaml-language-server: $schema={up}docs/reference/schema/{form.id}.json"
    yield f"# {form.title.format(body=body.name, year=year)} · {form.name}（示例数据，纯属虚构）"
    if planted.hybrid:
        named = ", ".join(f'{section}: "{edition}"' for section, edition in planted.hybrid.items())
        yield f"form: {{{named}}}"
    published = _published(body, year, dice)
    written = published - timedelta(days=dice.randint(1, 6))
    day = planted.published and (
        planted.published if planted.published == "~" else f"{year + 1}-{planted.published}"
    )
    yield f"published: {day or published}"
    yield f"written: {written}"
    yield f"index_number: {body.order:09d}/{year + 1}-{dice.randint(1, 400):05d}"


def _published(body: Body, year: int, dice: Random) -> date:
    """A working day before the legal one: 31 March for governments, 31 January for all others."""
    first_day = date(year + 1, 2, 18) if body.kind in GOVERNMENTS else date(year + 1, 1, 8)
    day = first_day + timedelta(days=dice.randint(0, 36 if body.kind in GOVERNMENTS else 20))
    return day - timedelta(days=max(day.weekday() - 4, 0))


def _block(key: str, text: str) -> Iterator[str]:
    yield f"{key}: |"
    for paragraph in text.split("\n"):
        yield f"  {paragraph}"


def _said(planted: Planted, known: Figures) -> dict[str, str] | None:
    if planted.said is None:
        return None
    return {slot: str(known[CELLS[slot]] + more) for slot, more in planted.said.items()}


def _written(known: Figures, planted: Planted) -> dict[str, str]:
    """Route → what stands in the cell."""
    cells = {
        route: f"{figure:+d}" if route.endswith(".items_change") and figure else str(figure)
        for route, figure in known.items()
    }
    for route, more in planted.changes.items():
        cells[route] = str(known[route] + more)
    for route in cells if planted.blank or planted.not_applicable else ():
        if planted.blank and route.startswith(f"{planted.blank}."):
            cells[route] = "~"
        if planted.not_applicable and route.startswith(REQUESTS) and route.endswith(planted.not_applicable):
            cells[route] = NOT_APPLICABLE
    return cells


def _tail(planted: Planted, known: Figures) -> Iterator[str]:
    if planted.accepted:
        yield "accepted:"
    for check, at, because in planted.accepted:
        yield f"  - {{check: {check}, at: {at}, because: {because}}}"
    if planted.corrections:
        yield "corrections:"
    for each in planted.corrections:
        now = str(known[each.at]) if each.off else each.now
        was = str(known[each.at] + each.off) if each.off else each.was
        told = f"at: {each.at}, was: {was}, now: {now}, because: {each.because}"
        yield f"  - {{on: {each.on}, {told}}}"
