"""The files on the site: beside their pages, kept and removed with them, and found by every link."""

from __future__ import annotations

import csv
import gzip
import json
import shutil
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result
from lxml import html

import samples
from conftest import copy_of_the_repository
from gongkai import cli
from gongkai.exporting import catalogue
from gongkai.site.render import render

BODY = "reports/shili/zhen"
TEN = "disclosure_requests:\n  received_this_year: [10, 0, 0, 0, 0, 0, 10]\n  results:\n    disclosed: [10, 0, 0, 0, 0, 0, 10]\n    total: [10, 0, 0, 0, 0, 0, 10]\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Two years of one town, rendered."""
    samples.project(tmp_path, samples.zeros(2023), 2023)
    samples.project(tmp_path, samples.overlay(samples.zeros(), TEN))
    rendered(tmp_path)
    return tmp_path


def rendered(root: Path) -> int:
    """How many files were not so before."""
    done = render(root, root / "docs")
    return len(done.changed) + len(done.removed)


def files(root: Path, below: str = "") -> list[str]:
    """The names of all files to take away below a folder of the documents; the search index is none."""
    found = (root / "docs" / below).rglob("*.[cj]s*")
    names = (each.relative_to(root / "docs").as_posix() for each in found)
    return sorted(name for name in names if not name.startswith("search/"))


def read(root: Path, name: str) -> list[dict[str, str]]:
    opened = gzip.open if name.endswith(".gz") else open
    with opened(root / "docs" / name, "rt", encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_what_is_written(root: Path) -> None:
    assert files(root) == [
        "data/bodies.csv",
        "data/bodies.json",
        "data/cells-2023.csv.gz",
        "data/cells-2024.csv.gz",
        "data/index.json",
        "data/reports.csv",
        "data/reports.json",
        f"{BODY}/2023-tables.csv",
        f"{BODY}/2023.check.json",
        f"{BODY}/2023.csv.gz",
        f"{BODY}/2023.json",
        f"{BODY}/2024-tables.csv",
        f"{BODY}/2024.check.json",
        f"{BODY}/2024.csv.gz",
        f"{BODY}/2024.json",
        f"{BODY}/compare.json",
        f"{BODY}/data.csv.gz",
        f"{BODY}/data.json",
    ]


def test_every_json_file_is_valid_by_its_schema(root: Path) -> None:
    for name in files(root):
        if name.endswith(".json") and not name.endswith(".check.json"):
            made = json.loads((root / "docs" / name).read_text("utf-8"))
            made_by = catalogue.schemas()[made["format"].replace("/", "-")]
            jsonschema.validate(made, made_by, jsonschema.Draft7Validator)


def test_the_files_of_a_body_and_of_a_year_hold_the_rows_of_their_reports(root: Path) -> None:
    one, other = read(root, f"{BODY}/2023.csv.gz"), read(root, f"{BODY}/2024.csv.gz")
    assert read(root, f"{BODY}/data.csv.gz") == other + one
    assert read(root, "data/cells-2024.csv.gz") == other


def test_all_years_of_a_body_side_by_side(root: Path) -> None:
    made = json.loads((root / f"docs/{BODY}/data.json").read_text("utf-8"))
    cells = made["forms"][0]["rows"]["disclosure_requests.received_this_year"]
    assert (made["years"], cells["total"]) == ([2024, 2023], ["10", "0"])


def test_the_list_of_reports(root: Path) -> None:
    rows = read(root, "data/reports.csv")
    assert [(row["year"], row["published"], row["deadline_met"], row["本年新收申请"]) for row in rows] == [
        ("2024", "2025-01-20", "true", "10"),
        ("2023", "2024-01-20", "true", "0"),
    ]
    listed = json.loads((root / "docs/data/reports.json").read_text("utf-8"))["reports"]
    assert [(each["page"], each["headlines"]["本年新收申请"]) for each in listed] == [
        (f"{BODY}/2024/", "10"),
        (f"{BODY}/2023/", "0"),
    ]


def test_the_files_of_a_removed_report_go(root: Path) -> None:
    (root / f"{BODY}/2023.yml").unlink()
    rendered(root)
    assert [name for name in files(root) if "2023" in name] == []
    assert {row["year"] for row in read(root, f"{BODY}/data.csv.gz")} == {"2024"}


def test_the_files_of_a_report_that_has_errors_now_stay_as_they_were(root: Path) -> None:
    before = {name: (root / "docs" / name).read_bytes() for name in files(root)}
    bad = (
        (root / f"{BODY}/2024.yml")
        .read_text("utf-8")
        .replace("[10, 0, 0, 0, 0, 0, 10]", "[11, 0, 0, 0, 0, 0, 10]")
    )
    (root / f"{BODY}/2024.yml").write_text(bad, "utf-8")
    rendered(root)
    after = {name: (root / "docs" / name).read_bytes() for name in files(root)}
    # Beside other years, and on the page 对比, no figure of a report that cannot be read is shown.
    assert {name for name in after if after[name] != before[name]} == {
        f"{BODY}/compare.json",
        f"{BODY}/data.json",
    }
    assert after.keys() == before.keys()


def test_a_second_render_writes_none_of_them(root: Path) -> None:
    assert rendered(root) == 0


def test_an_archive_report_has_no_details_but_its_own_tables(tmp_path: Path) -> None:
    text = "content:\n  - table:\n      head: [[指标, 本期]]\n      rows:\n        - [公开数, '=1+1']\n"
    samples.project(tmp_path, text, 2012)
    rendered(tmp_path)
    assert files(tmp_path, BODY) == [
        f"{BODY}/2012-tables.csv",
        f"{BODY}/2012.check.json",
        f"{BODY}/2012.json",
        f"{BODY}/compare.json",
        f"{BODY}/data.csv.gz",
        f"{BODY}/data.json",
    ]
    assert (tmp_path / f"docs/{BODY}/2012-tables.csv").read_bytes().decode("utf-8-sig").split("\r\n") == [
        "示例市示例镇人民政府2012年政府信息公开工作年度报告",
        "",
        "报告正文",
        "指标,本期",
        "公开数,'=1+1",
        "",
    ]


@pytest.mark.parametrize("engine", ["site", "zensical_site"])
def test_every_download_link_leads_to_a_file(engine: str, request: pytest.FixtureRequest) -> None:
    site: Path = request.getfixturevalue(engine)
    found = set()
    for page in site.rglob("*.html"):
        for address in html.parse(str(page)).xpath("//article//a[@download]/@href"):
            target = (page.parent / address).resolve()
            assert target.is_file(), f"{page}: {address}"
            found.add(target.relative_to(site.resolve()).as_posix())
    assert {name for name in found if name.startswith(("data/", "reports/"))} == {
        "data/bodies.csv",
        "data/bodies.json",
        "data/cells-2020.csv.gz",
        "data/index.json",
        "data/reports.csv",
        "data/reports.json",
        "reports/daxing/qingyundian/2020-tables.csv",
        "reports/daxing/qingyundian/2020.check.json",
        "reports/daxing/qingyundian/2020.csv.gz",
        "reports/daxing/qingyundian/2020.json",
        "reports/daxing/qingyundian/data.csv.gz",
        "reports/daxing/qingyundian/data.json",
    }


@pytest.mark.parametrize("engine", ["site", "zensical_site"])
def test_every_link_of_a_page_leads_to_a_page(engine: str, request: pytest.FixtureRequest) -> None:
    site: Path = request.getfixturevalue(engine)
    lost = []
    for page in site.rglob("index.html"):
        for address in html.parse(str(page)).xpath("//article//a/@href"):
            path = address.partition("#")[0]
            target = page.parent / path
            if (
                "//" not in path
                and not (target / "index.html" if path[-1:] in ("/", "", ".") else target).is_file()
            ):
                lost.append((page.relative_to(site).as_posix(), address))
    assert lost == []


def test_the_published_files_are_those_that_were_written(site: Path) -> None:
    documents = site.parent / "docs"
    for folder in ("data", "reports"):
        for file in (documents / folder).rglob("*.[cj]s*"):
            assert (site / file.relative_to(documents)).read_bytes() == file.read_bytes()


def test_the_page_explains_every_field(site: Path) -> None:
    page = html.parse(str(site / "data/index.html"))
    for each in catalogue.datasets():
        rows = page.xpath(f"//h3[@id='{each.id}']/following::table[1]//tbody/tr") if each.fields else []
        shown = [tuple(cell.text_content() for cell in row) for row in rows]
        assert shown == [(field.name, field.kind, field.meaning) for field in each.fields]


def test_what_the_popover_loads_is_small(site: Path) -> None:
    body = site / "reports/daxing/qingyundian"
    assert sum((body / name).stat().st_size for name in ("2020.json", "data.json")) < 35_000


def export(root: Path, *arguments: str) -> Result:
    out = str(root / "taken")
    return CliRunner().invoke(cli.cli, ["export", *arguments, "--out", out, "--root", str(root)])


def test_export_writes_the_files_of_the_site(root: Path) -> None:
    result = export(root)
    assert (result.exit_code, result.output) == (0, f"已导出报告 2 份、文件 6 个：{root}/taken\n")
    for file in (root / "taken").rglob("*.*"):
        assert file.read_bytes() == (root / "docs/reports" / file.relative_to(root / "taken")).read_bytes()


@pytest.mark.parametrize(
    ("format_", "names"),
    [("json", ["2024.json"]), ("csv", ["2024-tables.csv", "2024.csv.gz"])],
)
def test_export_of_one_report_in_one_format(root: Path, format_: str, names: list[str]) -> None:
    result = export(root, str(root / f"{BODY}/2024.yml"), "--format", format_)
    assert result.exit_code == 0
    assert sorted(each.name for each in (root / "taken").rglob("*.*")) == names


def test_export_says_what_it_could_not_read(root: Path) -> None:
    (root / f"{BODY}/2023.yml").write_text("overview：无\n", "utf-8")
    result = export(root)
    assert (result.exit_code, result.output) == (
        1,
        f"已导出报告 1 份、文件 3 个：{root}/taken\n"
        f"读不出来，未导出：{BODY}/2023.yml（运行 gongkai check 查看原因）\n",
    )


def test_export_of_nothing(root: Path) -> None:
    (root / "reports/other").mkdir()
    result = export(root, str(root / "reports/other"))
    assert (result.exit_code, result.output) == (2, "无法运行：没有可以导出的报告\n")


def test_export_to_where_nothing_can_be_written(root: Path) -> None:
    (root / "taken").write_text("", "utf-8")
    assert export(root).exit_code == 2


def test_the_accepted_and_the_corrected_are_told(tmp_path: Path) -> None:
    text = samples.overlay(
        samples.zeros(), "reconsideration_and_litigation:\n  reconsideration: [1, 0, 0, 0, 0]\n"
    )
    text += (
        "accepted:\n  - {check: GK301, at: reconsideration_and_litigation.reconsideration, because: 原件如此，照录}\n"
        "corrections:\n  - {on: 2025-06-01, at: overview, was: 甲, now: 乙, because: 笔误}\n"
    )
    samples.project(tmp_path, text)
    rendered(tmp_path)
    made = json.loads((tmp_path / f"docs/{BODY}/2024.json").read_text("utf-8"))
    assert made["accepted"] == [
        {
            "check": "GK301",
            "name": "合计不符",
            "at": "reconsideration_and_litigation.reconsideration.total",
            "label": "四、政府信息公开行政复议、行政诉讼情况 · 行政复议 · 总计",
            "what": "1+0+0+0 = 1，表中为 0",
            "because": "原件如此，照录",
        }
    ]
    assert made["corrections"] == [
        {
            "on": "2025-06-01",
            "at": "overview",
            "label": "一、总体情况",
            "was": "甲",
            "now": "乙",
            "because": "笔误",
        }
    ]


def test_no_file_meets_a_page_or_a_body(tmp_path: Path) -> None:
    """A body called data below a body, and one at the top: pages and files stand side by side."""
    copy = copy_of_the_repository(tmp_path)
    for name in ("data", "daxing/data"):
        shutil.copytree(copy / "reports/daxing/qingyundian", copy / "reports" / name)
    result = CliRunner().invoke(cli.cli, ["build", "--root", str(copy)])
    assert result.exit_code == 0, result.output
    assert (copy / "site/reports/daxing/data/2020/index.html").is_file()
    assert (copy / "site/reports/data/2020.csv.gz").is_file()
    assert (copy / "site/data/index.html").is_file()
