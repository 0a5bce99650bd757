"""What is kept from one page to the next never shows: files are the same whatever was made before them."""

from __future__ import annotations

import sys

import markupsafe
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

import samples
from gongkai.exporting import record, series
from gongkai.model.certificate import Certificate
from gongkai.model.claim import Verdict
from gongkai.model.form import cell_route
from gongkai.model.remembered import Remembered
from gongkai.model.report import ColumnPrint, Report
from gongkai.render import report_page
from gongkai.render.contents import Site
from gongkai.render.escaping import escape
from gongkai.render.kept import Kept
from gongkai.render.pages import markdown
from gongkai.render.report_frame import rendered
from gongkai.render.report_page import report_markdown
from gongkai.render.topics import comparison
from gongkai.search.records import report_record
from gongkai.site.exports import report_files
from test_load_properties import CHARACTER, QUICK, loaded, reports

PACKAGES = ("gongkai.model.", "gongkai.render.", "gongkai.exporting.", "gongkai.search.")
HOSTILE = st.sampled_from(["<cell/>", "</td><b>&amp;", "'\"", "单位（件）"])

CERTIFICATE = Certificate(
    "shili/zhen/2023",
    "",
    "",
    "0" * 64,
    "gongkai",
    {"tested": 3, "passed": 2, "failed": 1, "accepted": 0, "not_assessable": 0},
    {verdict.name.lower(): 1 for verdict in Verdict},
    {},
)


def forget() -> None:
    """Drop everything that is kept between pages."""
    for name, module in list(sys.modules.items()):
        for each in list(vars(module).values()) if name.startswith(PACKAGES) else ():
            if isinstance(each, Kept):
                vars(each)["_found"].clear()
            elif callable(getattr(each, "cache_clear", None)):
                each.cache_clear()
            elif isinstance(kept := getattr(each, "__self__", None), Remembered):
                kept.clear()


@st.composite
def cities(draw: st.DrawFn) -> list[Site]:
    """Two or three years of one body: blanks, marks, notes, units, local rows; the same in other years; with heads of its own."""
    texts = draw(st.lists(reports(), min_size=2, max_size=3))
    read = [loaded(text).reports["shili/zhen/2024"] for text, _, _ in texts]
    head = ColumnPrint(draw(HOSTILE), draw(HOSTILE))
    return [
        city(read, None),
        city(read[::-1], None),
        replace(city(read, None), explained=[]),
        city(read, head),
    ]


def city(read: list[Report], head: ColumnPrint | None) -> Site:
    found = {}
    for year, each in enumerate(read, 2023):
        columns = (
            cell_route(table.route, (), path) for table in each.form.tables for path in table.column_paths
        )
        prints = dict.fromkeys(columns, head) if head else {}
        made = replace(each, year=year, column_prints=prints, title=head.label if head else "")
        found[made.id] = made
    return Site(
        bodies={samples.TOWN.id: samples.TOWN},
        reports=found,
        explained=["2021"],
        certificates={next(iter(found)): CERTIFICATE},
    )


def files(site: Site) -> dict[str, str | bytes]:
    """Every page and every file of a site."""
    made: dict[str, str | bytes] = dict(markdown(site))
    for id_, report in site.reports.items():
        for ending, content in report_files(report, record.head(report, site.bodies)):
            made[f"{id_}{ending}"] = content
        made[f"search/{id_}"] = report_record(report).data
    reports = list(site.reports.values())
    made |= {"compare": comparison(samples.TOWN, reports), "body": series.body_json({}, reports)}
    return made


@settings(QUICK, max_examples=8)  # each makes some eighty files
@given(cities())
def test_files_are_the_same_whatever_was_made_before(some: list[Site]) -> None:
    warm = [files(each) for each in (*some, some[0])]
    for site, made in zip((*some, some[0]), warm, strict=True):
        forget()
        reports = {id_: replace(each) for id_, each in site.reports.items()}  # nothing is kept with these
        assert files(replace(site, reports=reports)) == made


@settings(QUICK, max_examples=8)
@given(cities())
def test_a_page_that_is_joined_is_what_the_template_makes(some: list[Site]) -> None:
    made = [report_markdown(site, report) for site in some for report in site.reports.values()]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(report_page, "joined", rendered)
        assert [report_markdown(site, report) for site in some for report in site.reports.values()] == made


@given(st.one_of(st.text(), st.text("&<>'\"a"), st.text(CHARACTER)))
def test_texts_are_escaped_as_templates_escape_them(text: str) -> None:
    assert escape(text) == str(markupsafe.escape(text))
