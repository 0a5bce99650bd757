"""The site as a whole: figures on the page, both engines, and a public folder that is never half."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from lxml import html

import samples
from conftest import copy_of_the_repository
from gongkai import cli
from gongkai.load.project import load_project
from gongkai.site.build import build
from gongkai.site.configuration import production_problems
from gongkai.site.locked import BuildError, alone
from gongkai.site.pipeline import Delta
from gongkai.site.render import render
from gongkai.site.switch import previous, recover, switch
from test_pages import INVENTED, INVENTED_REPORT

SEED_PAGE = "reports/daxing/qingyundian/2020/index.html"


def cells_of(page: Path) -> dict[str, str]:
    """Route → what a reader sees in the cell."""
    found = html.parse(str(page)).xpath("//td[@id]")
    return {cell.get("data-cell", cell.get("id")): cell.text_content().strip() for cell in found}


def test_every_built_table_equals_its_yaml(site: Path) -> None:
    for report in load_project(samples.ROOT).reports.values():
        page = site / f"reports/{report.body.id}/{report.year}/index.html"
        assert cells_of(page) == {route: cell.text for route, cell in report.cells.items()}


def test_both_engines_show_the_same_figures(site: Path, zensical_site: Path) -> None:
    pages = {path.relative_to(site) for path in (site / "reports").rglob("index.html")}
    assert pages == {
        path.relative_to(zensical_site) for path in (zensical_site / "reports").rglob("index.html")
    }
    for page in pages:
        assert cells_of(site / page) == cells_of(zensical_site / page)


def test_both_engines_show_the_same_words(site: Path, zensical_site: Path) -> None:
    def words(folder: Path) -> str:
        article = html.parse(str(folder / SEED_PAGE)).xpath("//article")[0]
        return "".join(article.text_content().split()).replace("¶", "")

    assert words(site) == words(zensical_site)


def test_the_government_page_tags_of_a_report(site: Path) -> None:
    tags = {
        meta.get("name"): meta.get("content")
        for meta in html.parse(str(site / SEED_PAGE)).xpath("//meta[@name]")
        if meta.get("name")[0].isupper()
    }
    assert tags == {
        "SiteName": "（待填写：网站规范名称）",
        "SiteDomain": "（待填写：英文域名）",
        "SiteIDCode": "（待填写：政府网站标识码）",
        "ColumnName": "政府信息公开年报",
        "ColumnDescription": "政府信息公开工作年度报告：按机关、按年度查阅，全文检索。",
        "ColumnKeywords": "政府信息公开,年度报告",
        "ColumnType": "信息公开年报",
        "ArticleTitle": "北京市大兴区青云店镇人民政府2020年政府信息公开工作年度报告",
        "ContentSource": "北京市大兴区青云店镇人民政府",
        "Keywords": "政府信息公开,年度报告,北京市大兴区青云店镇人民政府,2020年",
        "Description": "北京市大兴区青云店镇人民政府2020年政府信息公开工作年度报告全文、统计表、下载和核验单。",
        "Url": "https://example.gov.cn/zfxxgknb/reports/daxing/qingyundian/2020/",
    }


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("index.html", ["SiteName", "SiteDomain", "SiteIDCode"]),
        (
            "reports/index.html",
            [
                "SiteName",
                "SiteDomain",
                "SiteIDCode",
                "ColumnName",
                "ColumnDescription",
                "ColumnKeywords",
                "ColumnType",
            ],
        ),
    ],
)
def test_the_page_tags_of_home_and_column(site: Path, page: str, expected: list[str]) -> None:
    metas = html.parse(str(site / page)).xpath("//meta[@name]/@name")
    assert [name for name in metas if name[0].isupper()] == expected


def test_nothing_on_a_page_comes_from_another_host(site: Path) -> None:
    for page in site.rglob("*.html"):
        tree = html.parse(str(page))
        loaded = tree.xpath("//script/@src | //link[@rel!='canonical']/@href | //img/@src | //iframe/@src")
        assert [address for address in loaded if "//" in address] == []


def run(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli.cli, [*arguments, "--root", str(root)])


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return copy_of_the_repository(tmp_path)


def spoil(root: Path) -> None:
    file = root / "reports/daxing/qingyundian/2020.yml"
    file.write_text(file.read_text("utf-8").replace("[35, ", "[36, "), "utf-8")


def test_a_bad_report_keeps_the_page_it_had(root: Path) -> None:
    render(root, root / "docs")
    page = root / "docs/reports/daxing/qingyundian/2020/index.md"
    before = page.read_text("utf-8")
    spoil(root)
    render(root, root / "docs")
    assert page.read_text("utf-8") == before


def test_a_bad_report_that_never_had_a_page_is_told_on_its_bodys(root: Path) -> None:
    spoil(root)
    render(root, root / "docs")
    text = (root / "docs/reports/daxing/qingyundian/index.md").read_text("utf-8")
    assert '<p class="held"><strong>2020年</strong>　核验未通过，暂未发布</p>' in text
    assert not (root / "docs/reports/daxing/qingyundian/2020/index.md").exists()


def test_the_page_of_a_removed_report_goes(root: Path) -> None:
    render(root, root / "docs")
    (root / "reports/daxing/qingyundian/2020.yml").unlink()
    render(root, root / "docs")
    assert not (root / "docs/reports/daxing/qingyundian/2020/index.md").exists()


def test_a_second_render_writes_nothing(root: Path) -> None:
    assert render(root, root / "docs").changed
    assert render(root, root / "docs") == Delta()


def test_a_build_with_errors_says_so_and_exits_with_1(root: Path) -> None:
    spoil(root)
    result = run(root, "build")
    assert result.exit_code == 1
    assert "有 1 份报告存在错误，未更新其页面；其余报告不受影响\n" in result.output
    assert (root / "site/index.html").is_file()


def test_a_build_that_fails_leaves_the_site_as_it_was(root: Path) -> None:
    (root / "site").mkdir()
    (root / "site/index.html").write_text("昨天", "utf-8")
    (root / "mkdocs.yml").write_text("site_name: x\ntheme: {name: 没有的主题}\n", "utf-8")
    result = run(root, "build")
    assert result.exit_code == 2
    assert result.output.startswith("无法运行：mkdocs 未能生成网站，公开文件夹没有改动。它的说明：\n")
    assert (root / "site/index.html").read_text("utf-8") == "昨天"


def test_a_page_that_the_engine_left_out_is_noticed(root: Path) -> None:
    (root / "docs/reports").mkdir()
    (root / "docs/index.md").write_text("# 首页\n", "utf-8")
    (root / "docs/reports/index.md").write_text("# 列表\n", "utf-8")
    with (root / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write("exclude_docs: |\n  guide-lost.md\n")
    (root / "docs/guide-lost.md").write_text("# 丢失\n", "utf-8")
    with pytest.raises(BuildError, match=r"^网站缺少 1 个页面，例如 guide-lost\.md；公开文件夹没有改动$"):
        build(root, "mkdocs", root / "site")


def test_two_builds_at_once_are_refused(root: Path) -> None:
    with alone(root):
        failure: list[str] = []

        def other() -> None:
            try:
                build(root, "mkdocs", root / "site")
            except BuildError as error:
                failure.append(str(error))

        thread = threading.Thread(target=other)
        thread.start()
        thread.join()
    assert failure == ["另一个 gongkai build 正在运行，请等它结束"]


def test_production_is_refused_while_values_are_placeholders(root: Path) -> None:
    result = run(root, "build", "--production")
    assert (result.exit_code, result.output) == (
        2,
        """\
无法运行：正式发布前须填写 mkdocs.yml 中的：
  site_url：网站地址
  extra.government.site_name：网站名称（SiteName）
  extra.government.site_domain：网站域名（SiteDomain）
  extra.government.site_id_code：政府网站标识码（SiteIDCode）
  extra.government.sponsor：主办单位
  extra.government.icp：ICP 备案号
  extra.government.police：公安备案号
  extra.government.contact：联系方式
""",
    )


def test_filled_in_values_pass(root: Path) -> None:
    text = (root / "mkdocs.yml").read_text("utf-8")
    text = text.replace("example.gov.cn", "www.shili.gov.cn").replace("（待填写：", "（已填：")
    (root / "mkdocs.yml").write_text(text, "utf-8")
    assert production_problems(root / "mkdocs.yml") == []


def folders(tmp_path: Path) -> tuple[Path, Path]:
    new, public = tmp_path / "new", tmp_path / "public"
    for folder, word in ((new, "今天"), (public, "昨天")):
        folder.mkdir()
        (folder / "index.html").write_text(word, "utf-8")
    return new, public


@pytest.mark.parametrize("exchange", [True, False])
def test_the_switch_replaces_the_whole_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exchange: bool
) -> None:
    if not exchange:
        monkeypatch.setattr("gongkai.site.switch._exchange", lambda new, public: False)
    new, public = folders(tmp_path)
    (public / "old.html").write_text("旧页", "utf-8")
    switch(new, public)
    assert {path.name: path.read_text("utf-8") for path in public.iterdir()} == {"index.html": "今天"}
    assert [path.name for path in tmp_path.iterdir()] == ["public"]


def test_a_switch_that_was_cut_off_is_undone(tmp_path: Path) -> None:
    new, public = folders(tmp_path)
    public.rename(previous(public))
    shutil.rmtree(new)
    recover(public)
    assert (public / "index.html").read_text("utf-8") == "昨天"


HOSTILE = r"""甲、9:00=~10:00~ ^2^ $x$ a_b_c *d* `e` [f](g) <h> & "i" 'j' {k} l|m \n #!"""


@pytest.mark.parametrize("engine", ["mkdocs", "zensical"])
def test_a_form_of_the_sites_own_is_published_without_any_code(root: Path, engine: str) -> None:
    (root / "forms").mkdir()
    heading = f"heading: '{HOSTILE.replace(chr(39), chr(39) * 2)}'"
    (root / "forms/own.yml").write_text(INVENTED.replace("heading: 甲、工作情况", heading), "utf-8")
    samples.project(root, INVENTED_REPORT)
    result = run(root, "build", "--engine", engine)
    assert result.exit_code == 0, result.output
    page = root / "site/reports/shili/zhen/2024/index.html"
    assert list(cells_of(page).values()) == ["1", "2", "3", "4"] * 3 + ["3", "6", "9", "不填"]
    tree = html.parse(page)
    assert [
        " ".join(tree.xpath(f"string({each})").split()) for each in ("//h2", "//a[@href='#work']/span")
    ] == [
        HOSTILE,
        HOSTILE,
    ]


@pytest.mark.parametrize("engine", ["mkdocs", "zensical"])
def test_a_site_without_government_values_is_built_all_the_same(root: Path, engine: str) -> None:
    text = (root / "mkdocs.yml").read_text("utf-8")
    (root / "mkdocs.yml").write_text(text[: text.index("extra:\n")], "utf-8")
    result = run(root, "build", "--engine", engine)
    assert (result.exit_code, result.output.count("\n")) == (0, 1), result.output


def test_without_a_configuration_no_site_is_built(root: Path) -> None:
    (root / "mkdocs.yml").unlink()
    result = run(root, "build")
    assert (result.exit_code, result.output) == (
        2,
        "无法运行：站点根目录里没有 mkdocs.yml（网站配置），无法生成网站\n",
    )


def test_production_needs_a_configuration_that_can_be_read(root: Path) -> None:
    (root / "mkdocs.yml").write_text("site_name: [\n", "utf-8")
    problems = production_problems(root / "mkdocs.yml")
    assert [problem.partition("：")[0] for problem in problems] == ["mkdocs.yml 读不出来"]
