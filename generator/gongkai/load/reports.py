"""YEAR.yml → Report, by the keys of its form."""

from __future__ import annotations

from collections.abc import Mapping as Dict
from datetime import date

from ..model.body import Body
from ..model.finding import Place
from ..model.form import Form, Section
from ..model.report import Acceptance, Attachment, Cell, Correction, FreeBlock, FreeTable, Prose, Report
from . import form_mistakes, mistakes
from .forms import form_of_year
from .nodes import Mapping, Node, Scalar, Sequence, Sheet
from .sheets import Cells, Places, RowPlaces, read_sheet
from .tables import Values, read_tables
from .values import Reader, is_empty, shape

METADATA = ("form", "title", "published", "written", "index_number", "document_number", "period", "preamble")
APPENDED = ("accepted", "corrections", "attachment")


def read_report(
    reader: Reader, node: Mapping, body: Body, year: int, forms: Dict[str, Form]
) -> Report | None:
    """The report in a file, or None when no form applies. Defects are left in the reader."""
    form = _form(reader, node, year, forms)
    if form is None:
        return None
    reader.keys(node, [*METADATA, *(section.id for section in form.sections), *APPENDED])
    get = node.items.get
    prose: dict[str, Prose] = {}
    free: dict[str, tuple[FreeBlock, ...]] = {}
    values = Values()
    for section in form.sections:
        _section(reader, node, section, prose, free, values)
    return Report(
        body=body,
        year=year,
        form=form,
        file=reader.file,
        title=reader.word(get("title"), "文字", "title"),
        published=reader.date(get("published"), "发布日期", "published"),
        written=reader.date(get("written"), "成文日期", "written"),
        index_number=reader.word(get("index_number"), "文字", "index_number"),
        document_number=reader.word(get("document_number"), "文字", "document_number"),
        period=_period(reader, get("period")),
        preamble=reader.text(get("preamble"), "文字", "preamble"),
        prose=prose,
        free=free,
        cells=_cells(reader, values),
        places=Places(reader.places, reader.laid) if reader.laid else reader.places,
        row_places=RowPlaces(reader.row_places, reader.laid) if reader.laid else reader.row_places,
        local_rows=values.local_rows,
        column_prints=values.column_prints,
        accepted=_accepted(reader, get("accepted")),
        corrections=_corrections(reader, get("corrections")),
        attachment=_attachment(reader, get("attachment")),
    )


def _cells(reader: Reader, values: Values) -> Dict[str, Cell]:
    if not reader.laid or sum(each.plan.size for each in reader.laid) != len(values.cells):
        return values.cells
    found = Cells(values.cells)
    found.laid = reader.laid
    return found


def _form(reader: Reader, node: Mapping, year: int, forms: Dict[str, Form]) -> Form | None:
    usual = form_of_year(forms.values(), year)
    named = node.items.get("form")
    known = "、".join(forms)
    if named is None or is_empty(named):
        if usual is None:
            reader.note(form_mistakes.unknown_form(f"{year}年", known), node, "form")
        return usual
    if isinstance(named, Mapping):
        return _hybrid(reader, named, usual, forms)
    name = reader.word(named, "文字", "form")
    form = forms.get(name)
    if form is None:
        reader.note(form_mistakes.unknown_form(name, known), named, "form")
    elif usual and form is not usual:
        reader.note(form_mistakes.other_form(year, form.name, usual.name), named, "form")
    return form


def _hybrid(reader: Reader, node: Mapping, usual: Form | None, forms: Dict[str, Form]) -> Form | None:
    """Section id → edition; sections that are not named follow the year's form."""
    form = usual
    for key, child in node.items.items():
        name = reader.word(child, "文字", "form")
        other = forms.get(name)
        if other is None:
            reader.note(form_mistakes.unknown_form(name, "、".join(forms)), child, "form")
        elif form is None or key not in form.section or key not in other.section:
            known = [section.id for section in (form or other).sections]
            reader.unknown(key, node.keys[key], known)
        elif form.section[key] is not other.section[key]:
            form = form.replacing(key, other)
    return form


def _section(
    reader: Reader,
    node: Mapping,
    section: Section,
    prose: dict[str, Prose],
    free: dict[str, tuple[FreeBlock, ...]],
    values: Values,
) -> None:
    child = node.items.get(section.id)
    if child is None and reader.partial:
        return
    if child is None:
        reader.note(form_mistakes.missing_section(section.heading, section.id), node, section.id)
    elif section.kind == "prose":
        if text := reader.text(child, "文字", section.id):
            prose[section.id] = text
    elif section.kind == "free":
        free[section.id] = tuple(_free(reader, child, section.id))
    elif reader.partial or not isinstance(child, Sheet) or not read_sheet(reader, child, section, values):
        read_tables(reader, child, node, section, values)


def _free(reader: Reader, node: Node, route: str) -> list[FreeBlock]:
    blocks = []
    for item in reader.sequence(node, "“- ”列表", route):
        if not (mapping := reader.mapping(item, "heading、text 或 table 各项", route)):
            continue
        reader.keys(mapping, ("heading", "text", "table"), route)
        blocks.append(
            FreeBlock(
                reader.word(mapping.items.get("heading"), "文字", route),
                reader.text(mapping.items.get("text"), "文字", route),
                _free_table(reader, mapping.items.get("table"), route),
            )
        )
    return blocks


def _free_table(reader: Reader, node: Node | None, route: str) -> FreeTable | None:
    mapping = reader.mapping(node, "caption、head 和 rows 各项", route)
    if mapping is None:
        return None
    reader.keys(mapping, ("caption", "head", "rows"), route)

    def rows(key: str) -> tuple[tuple[str, ...], ...]:
        return tuple(
            tuple(_free_cell(reader, cell, route) for cell in reader.sequence(row, "方括号里的各格", route))
            for row in reader.sequence(mapping.items.get(key), "各行", route)
        )

    table = FreeTable(reader.word(mapping.items.get("caption"), "文字", route), rows("head"), rows("rows"))
    width = max((len(row) for row in table.head + table.rows), default=0)
    for row in table.head + table.rows:
        if len(row) != width:
            reader.note(mistakes.wrong_shape(f"每行 {width} 格的表", f"有一行 {len(row)} 格"), mapping, route)
            break
    return table


def _free_cell(reader: Reader, cell: Node, route: str) -> str:
    if isinstance(cell, Scalar):
        return "" if is_empty(cell) else cell.text
    reader.note(mistakes.wrong_shape("一格文字", shape(cell)), cell, route)
    return ""


def _period(reader: Reader, node: Node | None) -> tuple[date, date] | None:
    if node is None or is_empty(node):
        return None
    if isinstance(node, Sequence) and len(node.items) == 2:
        first, last = (reader.date(item, "统计期限", "period") for item in node.items)
        if not (first and last):
            return None
        if first <= last:
            return first, last
    reader.note(mistakes.bad_value("统计期限", "", "起止日期，写作 [2020-01-01, 2020-12-31]"), node, "period")
    return None


def _accepted(reader: Reader, node: Node | None) -> tuple[Acceptance, ...]:
    found = []
    for item in reader.sequence(node, "“- ”列表", "accepted"):
        if mapping := reader.mapping(item, "check、at 和 because 各项", "accepted"):
            reader.keys(mapping, ("check", "at", "because"), "accepted")
            check, at, because = (
                reader.word(mapping.items.get(key), "文字", "accepted") for key in ("check", "at", "because")
            )
            found.append(Acceptance(check, at, because, Place(reader.file, item.line, item.column)))
    return tuple(found)


def _corrections(reader: Reader, node: Node | None) -> tuple[Correction, ...]:
    found = []
    keys = ("on", "at", "was", "now", "because")
    for item in reader.sequence(node, "“- ”列表", "corrections"):
        mapping = reader.mapping(item, "on、at、was、now 和 because 各项", "corrections")
        if mapping is None:
            continue
        reader.keys(mapping, keys, "corrections")
        on = reader.date(mapping.items.get("on"), "更正日期", "corrections")
        at, was, now, because = (
            reader.word(mapping.items.get(key), "文字", "corrections") for key in keys[1:]
        )
        if on and at and because:
            place = Place(reader.file, item.line, item.column)
            found.append(Correction(on, at, was, now, because, place))
        elif on or "on" not in mapping.items:  # a day that is wrong has been told
            reader.note(mistakes.bad_value("更正", "", "on（日期）、at（位置）和 because（原因）齐全"), item)
    return tuple(found)


def _attachment(reader: Reader, node: Node | None) -> Attachment | None:
    mapping = reader.mapping(node, "file、title 和 sha256 各项", "attachment")
    if mapping is None:
        return None
    reader.keys(mapping, ("file", "title", "sha256"), "attachment")
    file, title, sha256 = (
        reader.word(mapping.items.get(key), "文字", "attachment") for key in ("file", "title", "sha256")
    )
    return Attachment(file, title or file, sha256)
