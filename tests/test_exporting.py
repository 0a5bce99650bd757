"""What readers take away equals the YAML and the page, character for character."""

from __future__ import annotations

import csv
import gzip
import io
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

import samples
from gongkai.check.run import check_project
from gongkai.exporting import catalogue, delimited, lists, official, record, schema, series, tidy
from gongkai.exporting.slots import Slot, grids, shape
from gongkai.exporting.tables import tables_json
from gongkai.load.project import Project, load_project
from gongkai.model.report import Cell, Report, State
from gongkai.model.years import counterpart
from gongkai.render.contents import Site
from gongkai.render.report_page import report_markdown
from test_pages import INVENTED, INVENTED_REPORT, article, pages

NOTED = samples.overlay(
    samples.seed(),
    "disclosure_requests:\n  carried_over: [~, '/', 不适用, —, '-', 0, 0]\n"
    "proactive_disclosure:\n  article_20_1:\n    rules: [0, 0, 16（其中修订16件）]\n"
    "  article_20_6:\n    administrative_penalties: [5, -18, 减少3]\n"
    "  article_20_9:\n    centralized_government_procurement: [1, 288.0190万元]\n",
)
FREE = (
    "content:\n  - heading: 一、概述\n    text: |\n      　　本年度主动公开信息208条。\n\n      =1+1\n"
    "  - table:\n      caption: 附表\n      head: [[指标名称, 计量单位, 本期实际]]\n"
    "      rows:\n        - [主动公开信息数, 条, '=HYPERLINK(1)']\n"
)
EXPLAINED = samples.zeros().replace(
    "本年度没有收取", "新收申请{disclosure_requests.received_this_year.total}件。本年度没有收取"
) + (
    "corrections:\n  - {on: 2025-06-01, at: disclosure_requests.carried_over.total, was: 7, now: 0, because: 笔误}\n"
)


def hybrid() -> str:
    """2022 with sections of the form of 2019."""
    new, old = samples.zeros(2024), samples.zeros(2020)
    part = slice(new.index("proactive_disclosure:"), new.index("# 三、"))
    was = old[old.index("proactive_disclosure:") : old.index("# 三、")]
    named = "form:\n  disclosure_requests: 2019\n  reconsideration_and_litigation: 2019\n"
    return (named + old).replace(was, new[part]).replace("published: 2021", "published: 2023")


ODD = {
    "seed": (2020, samples.seed()),
    "zeros": (2024, samples.zeros()),
    "blank": (
        2024,
        samples.overlay(samples.zeros(), "disclosure_requests:\n  carried_over: [~, ~, ~, ~, ~, ~, ~]\n"),
    ),
    "noted": (2020, NOTED),
    "missing": (2024, samples.overlay(samples.zeros(), "disclosure_requests:\n  carried_over: # 删除\n")),
    "archive": (2012, FREE),
    "hybrid": (2022, hybrid()),
    "explained": (2024, EXPLAINED),
    "own form": (2024, INVENTED_REPORT),
}


@pytest.fixture(params=ODD)
def case(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Project, Report]:
    """A project with one odd report, and the report."""
    year, text = ODD[request.param]
    (tmp_path / "forms").mkdir()
    (tmp_path / "forms/own.yml").write_text(INVENTED, "utf-8")
    project = samples.project(tmp_path, text, year)
    return project, project.reports[f"shili/zhen/{year}"]


def taken(report: Report, project: Project) -> dict[str, Any]:
    findings = [each for each in check_project(project) if each.subject == report.id]
    return json.loads(record.as_json(report, record.head(report, project.bodies, findings)))


def cells_of(made: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The cells of a report's JSON as its readers get them: id → column, state, text, value, note, unit."""
    found = {}
    for table in made["tables"]:
        for row in table["rows"]:
            for column, text in zip(table["columns"], row["texts"], strict=True):
                cell = {"state": "number", "value": text, "note": "", "unit": column["unit"]}
                other = row.get("other", {}).get(column["id"], {"value": text})
                id_ = ".".join(filter(None, (table["id"], row["id"], column["id"])))
                found[id_] = {**cell, "value": None, **other, "text": text}
    return found


def slots(report: Report) -> list[Slot]:
    return [slot for grid in grids(*shape(report)) for row in grid.rows for slot in row.slots]


def details(report: Report) -> list[dict[str, str]]:
    """The tidy rows as their readers get them."""
    return table(gzip.decompress(tidy.file_of(report)).decode("utf-8"))


def plain(text: str) -> str:
    """A field of a CSV file without its guard."""
    return text.removeprefix("'")


def table(text: str) -> list[dict[str, str]]:
    """A CSV file as its readers get it."""
    data = io.StringIO(text.encode("utf-8").decode("utf-8-sig"), newline="")
    return [{key: plain(value) for key, value in row.items()} for row in csv.DictReader(data)]


def lines(text: str) -> list[list[str]]:
    data = io.StringIO(text.encode("utf-8").decode("utf-8-sig"), newline="")
    return [[plain(value) for value in row] for row in csv.reader(data)]


def on_the_page(project: Project, report: Report) -> Any:
    return article(pages(project)[f"reports/{report.id}/index.md"])


def test_every_cell_of_the_json_equals_the_yaml(case: tuple[Project, Report]) -> None:
    project, report = case
    made = cells_of(taken(report, project))
    asked = {id_: each["text"] for id_, each in made.items() if each["state"] not in ("not_asked", "missing")}
    assert asked == {route: cell.text for route, cell in report.cells.items()}


def test_every_cell_of_the_details_equals_the_yaml(case: tuple[Project, Report]) -> None:
    report = case[1]
    rows = {row["cell"]: row for row in details(report)}
    assert {id_: (row["text"], row["note"]) for id_, row in rows.items() if id_ in report.cells} == {
        route: (cell.text, cell.note) for route, cell in report.cells.items()
    }
    assert {row["text"] for id_, row in rows.items() if id_ not in report.cells} <= {""}


def expanded(table: Any) -> list[list[str]]:
    """An HTML table as Word lays it out: a merged cell's text in its first field."""
    rows = table.xpath("./thead/tr | ./tbody/tr")
    grid: dict[tuple[int, int], str] = {}
    for y, row in enumerate(rows):
        x = 0
        for cell in row:
            while (y, x) in grid:
                x += 1
            for dy in range(int(cell.get("rowspan", "1"))):
                for dx in range(int(cell.get("colspan", "1"))):
                    grid[y + dy, x + dx] = "" if dx or dy else seen(cell)
            x += int(cell.get("colspan", "1"))
    return [[grid[y, x] for x in range(1 + max(x for _, x in grid))] for y in range(len(rows))]


def seen(cell: Any) -> str:
    """What is printed in a cell, without the words for those who cannot see it."""
    return "".join(cell.xpath(".//text()[not(ancestor::span[@class='visually-hidden'])]"))


def test_the_official_tables_are_laid_out_as_on_the_page(case: tuple[Project, Report]) -> None:
    project, report = case
    page = on_the_page(project, report)
    wanted = [[page.xpath("string(//h1)")]]
    for heading in page.xpath("//h2"):
        tables = page.xpath("//table[preceding::h2[1][@id=$id]]", id=heading.get("id"))
        wanted += [[], [heading.text_content()]] if tables else []
        for each in tables:
            caption = each.xpath("string(./caption[not(span)])")
            wanted += [[caption]] if caption else []
            wanted += expanded(each)
    assert lines(official.as_csv(report)) == wanted


def test_the_text_is_that_of_the_page(case: tuple[Project, Report]) -> None:
    project, report = case
    page, made = on_the_page(project, report), taken(report, project)
    shown = [each.text_content() for each in page.xpath("//div[@class='prose']/p")]
    texts = [made["preamble"]]
    for section in made["sections"]:
        texts += [section["paragraphs"], *(block["paragraphs"] for block in section["blocks"])]
    assert [text for part in texts for text in part] == shown


def test_headings_and_addresses_are_those_of_the_page(case: tuple[Project, Report]) -> None:
    project, report = case
    page, made = on_the_page(project, report), taken(report, project)
    headings = {each.get("id"): each.text_content() for each in page.xpath("//h2")}
    assert {each["id"]: each["heading"] for each in made["sections"]}.items() <= headings.items()
    anchors = {f"reports/{report.id}/#{id_}" for id_ in page.xpath("//@id")}
    ids = [*cells_of(made), *(each["id"] for each in made["sections"])]
    assert {f"{made['page']}#{id_}" for id_ in ids} <= anchors


def test_the_labels_are_the_official_ones(case: tuple[Project, Report]) -> None:
    report = case[1]
    assert {slot.route: slot.label for slot in slots(report) if slot.asked} == {
        slot.route: report.labels[slot.route] for slot in slots(report) if slot.asked
    }


def test_the_json_is_valid_by_its_schema(case: tuple[Project, Report]) -> None:
    project, report = case
    jsonschema.validate(taken(report, project), schema.REPORT, jsonschema.Draft7Validator)


@pytest.mark.parametrize("name", catalogue.schemas())
def test_a_schema_is_itself_valid_and_published(name: str) -> None:
    made = catalogue.schemas()[name]
    jsonschema.Draft7Validator.check_schema(made)
    assert json.loads((samples.ROOT / f"docs/reference/schema/{name}.json").read_text("utf-8")) == made


def seed() -> Report:
    return load_project(samples.ROOT).reports["daxing/qingyundian/2020"]


STATES = {
    "~": ("blank", "", None, ""),
    "'/'": ("not_applicable", "/", None, ""),
    "'-'": ("not_applicable", "-", None, ""),
    "不适用": ("not_applicable", "不适用", None, ""),
    "0": ("number", "0", "0", ""),
    "16（其中修订16件）": ("number", "16（其中修订16件）", "16", "（其中修订16件）"),
}


@pytest.mark.parametrize("written", STATES)
def test_the_states_of_a_cell(written: str, tmp_path: Path) -> None:
    text = samples.overlay(
        samples.zeros(), f"disclosure_requests:\n  carried_over: [{written}, 0, 0, 0, 0, 0, 0]\n"
    )
    project = samples.project(tmp_path, text)
    made = cells_of(taken(project.reports["shili/zhen/2024"], project))
    cell = made["disclosure_requests.carried_over.natural_person"]
    assert (cell["state"], cell["text"], cell["value"], cell["note"]) == STATES[written]


@pytest.mark.parametrize(
    ("route", "text", "value", "unit"),
    [
        (
            "proactive_disclosure.article_20_9.centralized_government_procurement.procurement_amount",
            "288.0190万元",
            "288.0190",
            "万元",
        ),
        ("proactive_disclosure.article_20_6.administrative_penalties.items_change", "-18", "-18", "项"),
    ],
)
def test_no_digit_of_a_value_is_lost(route: str, text: str, value: str, unit: str, tmp_path: Path) -> None:
    project = samples.project(tmp_path, NOTED, 2020)
    report = project.reports["shili/zhen/2020"]
    cell = cells_of(taken(report, project))[route]
    row = next(each for each in details(report) if each["cell"] == route)
    assert (cell["text"], cell["value"], cell["unit"]) == (text, value, unit)
    assert (row["text"], row["value"], row["unit"]) == (text, value, unit)


def test_a_table_of_the_seed() -> None:
    made = json.loads(tables_json(seed()))[0]
    assert made == {
        "id": "proactive_disclosure.article_20_1",
        "caption": "第二十条第（一）项",
        "columns": [
            {"id": "produced_this_year", "labels": ["本年新制作数量"], "kind": "count", "unit": "件"},
            {"id": "disclosed_this_year", "labels": ["本年新公开数量"], "kind": "count", "unit": "件"},
            {"id": "disclosed_total", "labels": ["对外公开总数量"], "kind": "count", "unit": "件"},
        ],
        "rows": [
            {"id": "rules", "labels": ["规章"], "texts": ["0", "0", "0"]},
            {"id": "normative_documents", "labels": ["规范性文件"], "texts": ["1", "1", "2"]},
        ],
    }


def test_a_row_of_the_seed() -> None:
    assert details(seed())[0] == {
        "body": "daxing/qingyundian",
        "year": "2020",
        "cell": "proactive_disclosure.article_20_1.rules.produced_this_year",
        "section": "二、主动公开政府信息情况",
        "table": "第二十条第（一）项",
        "row": "规章",
        "column": "本年新制作数量",
        "kind": "count",
        "unit": "件",
        "state": "number",
        "text": "0",
        "value": "0",
        "note": "",
    }


def test_a_row_of_the_json_says_only_what_does_not_follow_from_its_texts(tmp_path: Path) -> None:
    report = samples.project(tmp_path, NOTED, 2020).reports["shili/zhen/2020"]
    rows = {
        f"{table['id']}.{row['id']}": row
        for table in json.loads(tables_json(report))
        for row in table["rows"]
    }
    row = rows["proactive_disclosure.article_20_9.centralized_government_procurement"]
    assert (row["texts"], row["other"]) == (
        ["1", "288.0190万元"],
        {"procurement_amount": {"state": "number", "value": "288.0190", "unit": "万元"}},
    )
    assert rows["proactive_disclosure.article_20_1.rules"]["other"] == {
        "disclosed_total": {"state": "number", "value": "16", "note": "（其中修订16件）"}
    }
    assert rows["disclosure_requests.carried_over"]["other"] == {
        "natural_person": {"state": "blank"},
        "business_enterprise": {"state": "not_applicable"},
        "research_institution": {"state": "not_applicable"},
        "public_welfare_organization": {"state": "not_applicable"},
        "legal_services_organization": {"state": "not_applicable"},
    }


def test_packed_files_one_after_another_are_a_packed_file() -> None:
    assert (
        gzip.decompress(tidy.packed("甲\n".encode()) + tidy.packed(b"\xef\xbb\xbf")) == "甲\n\ufeff".encode()
    )


def test_a_cell_that_the_form_does_not_ask_for_is_not_one_that_is_missing(tmp_path: Path) -> None:
    (tmp_path / "forms").mkdir()
    (tmp_path / "forms/own.yml").write_text(INVENTED, "utf-8")
    report = samples.project(tmp_path, INVENTED_REPORT).reports["shili/zhen/2024"]
    del report.cells["work.z.north.autumn"]  # type: ignore[attr-defined]
    states = {row["cell"]: row["state"] for row in details(report)}
    assert (states["work.z.north.autumn"], states["work.z.south.whole"]) == ("missing", "not_asked")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("-18", "-18"),
        ("+431", "+431"),
        ("-", "-"),
        ("288.0190", "288.0190"),
        ("=1+1", "'=1+1"),
        ("+1+1", "'+1+1"),
        ("-2+3+cmd|' /C calc'!A0", "'-2+3+cmd|' /C calc'!A0"),
        ("@SUM(1)", "'@SUM(1)"),
        ("  =1+1", "'  =1+1"),
        ("＝1+1", "'＝1+1"),
        ("+431（其中修订16件）", "'+431（其中修订16件）"),
        ("'引文", "''引文"),
        ('甲,"乙"', '"甲,""乙"""'),
        ("甲\n乙", '"甲\n乙"'),
        ("—", "—"),
        ("", ""),
    ],
)
def test_no_text_becomes_a_formula(text: str, written: str) -> None:
    assert delimited.field(text) == written


@given(st.lists(st.text(), min_size=1))
def test_a_line_reads_back_as_it_was(texts: list[str]) -> None:
    rows = list(csv.reader(io.StringIO(delimited.line([*texts, "末"]), newline="")))
    assert [[plain(text) for text in row] for row in rows] == [[*texts, "末"]]


@given(st.text())
def test_what_a_spreadsheet_would_run_is_guarded(text: str) -> None:
    read = next(csv.reader(io.StringIO(delimited.line([text, ""]), newline="")))[0]
    assert read.lstrip()[:1] not in set("=+-@＝＋－＠") - {""} or delimited.SAFE.fullmatch(read) or not read


WORDS = st.text(
    st.characters(categories=("L", "N", "P", "S"), exclude_characters="\ufffe"), min_size=1, max_size=20
)


@settings(max_examples=8)
@given(st.lists(WORDS, min_size=3, max_size=60))
def test_any_text_of_a_cell_is_the_same_everywhere(texts: list[str]) -> None:
    project = load_project(samples.ROOT)
    found = project.reports["daxing/qingyundian/2020"]
    own = replace(found.form)  # what is kept for the form must not meet figures that have no value
    report = replace(found, form=own)
    written = {
        route: Cell(texts[number % len(texts)], State.NUMBER) for number, route in enumerate(report.cells)
    }
    changed = replace(report, cells=written)
    project.reports[report.id] = changed
    wanted = {route: cell.text for route, cell in written.items()}
    page = article(pages_of_one(project)).xpath("//td[@id]")
    made = cells_of(json.loads(record.as_json(changed, record.head(changed, project.bodies))))
    rows = lines(official.as_csv(changed))
    assert {cell.get("data-cell", cell.get("id")): cell.text_content() for cell in page} == wanted
    assert {id_: each["text"] for id_, each in made.items()} == wanted
    assert {row["cell"]: row["text"] for row in details(changed)} == wanted
    assert [text for row in rows for text in row if text in set(texts)][-15:] == list(wanted.values())[-15:]


def pages_of_one(project: Project) -> str:
    site = Site(bodies=project.bodies, reports=project.reports)
    return report_markdown(site, next(iter(project.reports.values())))


def test_the_csv_of_the_seed_begins_with_a_mark_and_ends_its_lines_by_the_rfc() -> None:
    for data in (gzip.decompress(tidy.file_of(seed())), official.as_csv(seed()).encode("utf-8")):
        assert data.startswith(b"\xef\xbb\xbf")
        assert data.count(b"\n") == data.count(b"\r\n") > 0
        assert data.endswith(b"\r\n")


def side_by_side(*reports: Report) -> dict[str, Any]:
    body = lists.body_entry(reports[0].body, [each.year for each in reports])
    made = json.loads(series.body_json(body, reports))
    jsonschema.validate(made, schema.BODY, jsonschema.Draft7Validator)
    return made


def figures(made: dict[str, Any], form: int = 0) -> dict[str, list[str | None]]:
    """Cell → its figures under one of the forms."""
    rows = made["forms"][form]["rows"].items()
    return {f"{row}.{last}": texts for row, cells in rows for last, texts in cells.items()}


def test_all_years_side_by_side(tmp_path: Path) -> None:
    samples.project(tmp_path, samples.zeros())
    before = samples.overlay(
        samples.zeros(2023), "disclosure_requests:\n  carried_over: [3, ~, 0, 0, 0, 0, 3]\n"
    )
    project = samples.project(tmp_path, before, 2023)
    report, other = project.reports["shili/zhen/2024"], project.reports["shili/zhen/2023"]
    made = side_by_side(other, report)
    assert made["years"] == [2024, 2023]
    assert [form["id"] for form in made["forms"]] == ["2021"]
    assert figures(made) == {
        route: [cell.text, other.cells[route].text] for route, cell in report.cells.items()
    }


def test_a_figure_stands_once_and_beside_those_that_may_be_compared(tmp_path: Path) -> None:
    samples.project(tmp_path, samples.zeros(2020), 2020)
    project = samples.project(tmp_path, samples.zeros(2021), 2021)
    new, old = project.reports["shili/zhen/2021"], project.reports["shili/zhen/2020"]
    made = side_by_side(new, old)
    same = {route: counterpart(new, old, route) for route in new.cells}
    assert figures(made) == {
        route: [cell.text, old.cells[there].text if (there := same[route]) else None]
        for route, cell in new.cells.items()
    }
    assert figures(made, 1) == {
        route: [None, cell.text] for route, cell in old.cells.items() if route not in same.values()
    }
    assert made["forms"][0]["renamed"] == {
        there: route for route, there in same.items() if there not in (None, route)
    }


def test_rows_that_only_an_earlier_year_has_stand_there_too(tmp_path: Path) -> None:
    (tmp_path / "forms").mkdir()
    (tmp_path / "forms/own.yml").write_text(INVENTED, "utf-8")
    samples.project(tmp_path, INVENTED_REPORT, 2023)
    project = samples.project(tmp_path, INVENTED_REPORT)
    new, old = project.reports["shili/zhen/2024"], project.reports["shili/zhen/2023"]
    fewer = replace(new, local_rows={}, cells={id_: each for id_, each in new.cells.items() if "work" in id_})
    assert set(figures(side_by_side(fewer, old))) >= set(old.cells)


def test_the_index_and_the_lists_are_valid_and_complete(tmp_path: Path) -> None:
    project = load_project(samples.ROOT)
    report = seed()
    entry = lists.listed(taken(report, project))
    bodies = [lists.body_entry(body, [2020]) for body in project.bodies.values()]
    files = {
        "gongkai-reports-1": lists.reports_json([lists.text(entry)]),
        "gongkai-bodies-1": lists.bodies_json(bodies),
        "gongkai-index-1": catalogue.index_json(2, {2020: 1}),
    }
    for name, text in files.items():
        jsonschema.validate(json.loads(text), catalogue.schemas()[name], jsonschema.Draft7Validator)
    row = table(lists.reports_csv([entry], lists.labels_in([entry])))[0]
    assert list(row) == [
        *(field.name for field in lists.REPORT_COLUMNS),
        "本年新收申请",
        "本年办理结果",
        "结转下年度",
        "行政复议",
    ]
    assert (row["deadline"], row["deadline_met"], row["本年新收申请"]) == ("2021-01-31", "", "46")
    assert [each["id"] for each in table(lists.bodies_csv(bodies))] == ["daxing", "daxing/qingyundian"]


@pytest.mark.parametrize("name", catalogue.schemas())
def test_every_field_of_a_schema_is_explained(name: str) -> None:
    fields = list(catalogue.fields(catalogue.schemas()[name]))
    assert [field.name for field in fields if not (field.meaning and field.kind)] == []
