"""What readers see of the versions of a report: on its page, at each version's address, in its data."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import html

from conftest import copy_of_the_repository
from corrected import CELL, FILE, PAGE, replaced, scripted
from gongkai import cli
from gongkai.render.versions import excerpts
from gongkai.site import manifest

GOLDEN = Path(__file__).parent / "golden"
LABEL = "二、主动公开政府信息情况 · 第二十条第（六）项 · 行政处罚 · 处理决定数量"
TITLE = "北京市大兴区青云店镇人民政府2020年政府信息公开工作年度报告"
URL = "https://example.gov.cn/zfxxgknb/"


def run(*arguments: str) -> str:
    result = CliRunner().invoke(cli.cli, list(arguments))
    assert result.exit_code == 0, result.output
    return result.output


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = scripted(copy_of_the_repository(tmp_path_factory.mktemp("banben")))
    run("build", "--root", str(made))
    return made


def tree(root: Path, address: str) -> html.HtmlElement:
    return html.parse(str(root / "site" / address / "index.html")).getroot()


def rows(table: html.HtmlElement) -> list[list[str]]:
    return [[cell.text_content() for cell in row] for row in table.xpath(".//tbody/tr")]


def test_a_report_shows_its_versions_and_all_that_they_changed(root: Path) -> None:
    page = tree(root, PAGE)
    versions, revised = (
        page.xpath(f"//table[caption[@id='{id_}']]")[0] for id_ in ("versions-table", "revised-table")
    )
    assert rows(versions) == [
        ["第 3 版（现行）", "2021-07-01", "1 处", "重复计入5件"],
        ["第 2 版", "2021-06-01", "2 处", "漏计<第四季度>；补标点"],
        ["第 1 版", "2021-01-19", "首次公开", ""],
    ]
    assert versions.xpath(".//a/@href") == ["v2/", "v1/"]
    assert rows(revised) == [
        [LABEL, "第 3 版", "260", "255"],
        [LABEL, "第 2 版", "250", "260"],
        [
            "一、总体情况",
            "第 2 版",
            "……结1件。\n（一）专人负责加强源头管理。一是明确政……",
            "……结1件。\n（一）专人负责，加强源头管理。一是明确政……",
        ],
    ]
    assert revised.xpath(".//a/@href") == [f"#{CELL}", f"#{CELL}", "#overview"]


@pytest.mark.parametrize(
    ("golden", "page"), [("version.md", f"{PAGE}/v2/index.md"), ("corrections.md", "corrections/index.md")]
)
def test_whole_pages(root: Path, golden: str, page: str) -> None:
    """Run with GOLDEN=write to accept a change, then read the difference in git."""
    made = (root / "docs" / page).read_text("utf-8")
    if os.environ.get("GOLDEN") == "write":
        (GOLDEN / golden).write_text(made, "utf-8")
    assert made == (GOLDEN / golden).read_text("utf-8")


def test_every_version_is_as_it_was_at_its_own_address(root: Path) -> None:
    shown = {
        address: tree(root, address).xpath(f"string(//td[@id='{CELL}'])")
        for address in (f"{PAGE}/v1", f"{PAGE}/v2", PAGE)
    }
    assert list(shown.values()) == ["250", "260", "255"]
    assert not (root / "site" / PAGE / "v3").exists()


def test_an_earlier_version_says_so_and_names_the_present_one(root: Path) -> None:
    page = tree(root, f"{PAGE}/v2")
    assert page.xpath("string(//h1)") == f"{TITLE}（第 2 版）"
    notice = page.xpath("//h1/following-sibling::p[1]")[0]
    assert notice.text_content() == (
        "这是 2021-06-01 公开的第 2 版，已于 2021-07-01 由新的版本代替。引用数据请以现行版本为准；改动和原因见其历次版本。"
    )
    assert notice.xpath(".//a/@href") == ["../", "../#versions"]
    assert page.xpath("//link[@rel='canonical']/@href") == [f"{URL}{PAGE}/"]
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert page.xpath("//nav[@class='downloads'] | //*[@id='certificate']") == []


def test_the_present_version_keeps_its_address_and_its_first_day(root: Path) -> None:
    page = tree(root, PAGE)
    assert page.xpath("//link[@rel='canonical']/@href") == [f"{URL}{PAGE}/"]
    assert page.xpath("//meta[@name='robots']") == []
    assert page.xpath("string(//dt[.='发布日期']/following-sibling::dd)") == "2021-01-19"


def test_earlier_versions_are_not_searched_nor_in_the_sitemap(root: Path) -> None:
    assert f"{PAGE}/</loc>" in (root / "site/sitemap.xml").read_text("utf-8")
    for file in [root / "site/sitemap.xml", *(root / "site/search").rglob("*.json")]:
        assert f"{PAGE}/v" not in file.read_text("utf-8")


def test_earlier_versions_are_promised_and_every_link_leads_somewhere(root: Path) -> None:
    assert {f"{PAGE}/v1/", f"{PAGE}/v2/"} <= manifest.read(root / "site/manifest.json").keys()
    told = CliRunner().invoke(cli.cli, ["links", str(root / "site")]).output.splitlines()
    assert [line for line in told if line.startswith(("reports/", "corrections/", "manifest.json"))] == []


def test_a_cell_has_its_biography_in_the_data(root: Path) -> None:
    data = json.loads((root / f"site/{PAGE}.json").read_text("utf-8"))["versions"]
    lived = [
        (each["number"], each["day"], change["was"], change["now"])
        for each in data
        for change in each["changes"]
        if change["at"] == CELL
    ]
    assert lived == [(2, "2021-06-01", "250", "260"), (3, "2021-07-01", "260", "255")]
    assert [each["page"] for each in data] == [f"{PAGE}/v1/", f"{PAGE}/v2/", f"{PAGE}/"]


def test_corrections_of_all_reports_have_a_page_the_newest_first(root: Path) -> None:
    page = tree(root, "corrections")
    assert [item.text_content().partition("　")[0] for item in page.xpath("//ul[@class='remarks']/li")] == [
        "2021-07-01",
        "2021-06-01",
        "2021-06-01",
    ]
    assert page.xpath("//ul[@class='remarks']/li[1]/a/@href") == [f"../{PAGE}/#corrections"]
    assert tree(root, "guide").xpath("//footer//a[.='更正']/@href") == ["../corrections/"]


def test_the_feed_tells_the_corrections(root: Path) -> None:
    feed = (root / "site/feed.xml").read_text("utf-8")
    assert "2021-07-01更正" in feed
    assert "原因：漏计&lt;第四季度&gt;" in feed


def test_names_are_shown_only_where_configured(root: Path, tmp_path: Path) -> None:
    assert "示例编辑" not in (root / "site" / PAGE / "index.html").read_text("utf-8")
    other = tmp_path / "other"
    shutil.copytree(root, other)
    replaced(other / "mkdocs.yml", "version_authors: false", "version_authors: true")
    run("render", "--root", str(other))
    page = (other / f"docs/{PAGE}/index.md").read_text("utf-8")
    assert "<td>重复计入5件</td><td>示例编辑</td>" in page


def test_a_report_with_an_error_keeps_its_versions(root: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(root, other)
    replaced(other / FILE, "[0, +431, 255]", "[0, +431, 254]")
    result = CliRunner().invoke(cli.cli, ["build", "--root", str(other)])
    assert (result.exit_code, "GK704" in result.output) == (1, True), result.output
    assert tree(other, PAGE).xpath(f"string(//td[@id='{CELL}'])") == "255"
    assert tree(other, f"{PAGE}/v1").xpath(f"string(//td[@id='{CELL}'])") == "250"


def test_without_git_corrections_are_shown_and_no_versions(root: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(root, other, ignore=shutil.ignore_patterns(".git", ".gongkai", "site"))
    run("render", "--root", str(other))
    page = (other / f"docs/{PAGE}/index.md").read_text("utf-8")
    assert ("## 更正说明" in page, "历次版本" in page) == (True, False)
    assert not (other / f"docs/{PAGE}/v1").exists()


def test_what_is_not_committed_is_said_to_be_so(root: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(root, other)
    replaced(other / FILE, "[0, +431, 255]", "[0, +431, 254]")
    with (other / FILE).open("a", encoding="utf-8") as file:
        file.write(f"  - {{on: 2021-08-01, at: {CELL}, was: 255, now: 254, because: 复核后更正}}\n")
    run("render", "--root", str(other))
    page = html.fromstring((other / f"docs/{PAGE}/index.md").read_text("utf-8"))
    assert rows(page.xpath("//table[caption[@id='versions-table']]")[0])[:2] == [
        ["第 4 版（尚未提交）", "", "1 处", ""],
        ["第 3 版", "2021-07-01", "1 处", "重复计入5件"],
    ]


def test_a_shallow_clone_must_not_take_published_versions_away(root: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(root, other, ignore=shutil.ignore_patterns(".gongkai"))
    (other / ".git/shallow").write_text((root / ".git/refs/heads/main").read_text("utf-8"), "utf-8")
    shutil.rmtree(other / "docs/reports")
    result = CliRunner().invoke(cli.cli, ["build", "--root", str(other)])
    assert result.exit_code == 2
    assert result.stderr.startswith("注意：这是浅克隆，")
    assert f"  {PAGE}/v1/\n" in result.stderr


@pytest.mark.parametrize(
    ("was", "now", "shown"),
    [
        ("甲乙丙", "甲丁丙", ("甲乙丙", "甲丁丙")),
        ("", "新写", ("", "新写")),
        ("一" * 40 + "甲", "一" * 40 + "乙", (f"……{'一' * 12}甲", f"……{'一' * 12}乙")),
        ("甲" + "一" * 40, "甲甲" + "一" * 40, (f"甲{'一' * 12}……", f"甲甲{'一' * 12}……")),
        ("甲" * 300, "乙" * 300, (f"{'甲' * 60}……{'甲' * 60}", f"{'乙' * 60}……{'乙' * 60}")),
    ],
)
def test_what_differs_in_two_texts_is_shown_with_a_little_around(
    was: str, now: str, shown: tuple[str, str]
) -> None:
    assert excerpts(was, now) == shown
