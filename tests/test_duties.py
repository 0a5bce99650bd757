"""Duties of a government site: page tags, breadcrumbs, footer, 网站地图, feeds, 404, nothing inline."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree, html

import samples
from conftest import copy_of_the_repository
from gongkai.load.project import load_project
from gongkai.site import sitemap
from gongkai.site.build import build
from gongkai.site.configuration import Settings, production_problems, settings
from gongkai.site.render import render

ATOM = "{http://www.w3.org/2005/Atom}"
URL = "https://example.gov.cn/zfxxgknb/"
PAGE = f"{URL}reports/shili/zhen/2024/"
CORRECTED = """\
corrections:
  - {on: 2025-06-01, at: overview, was: 7件, now: 9件, because: 漏计<2>件 & 已补}
"""
HOSTILE = """A"><script>alert(1)</script> & 'b' ]]>"""
SITE_TAGS = ["SiteName", "SiteDomain", "SiteIDCode"]
COLUMN_TAGS = [*SITE_TAGS, "ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"]


def tree_of(page: Path) -> html.HtmlElement:
    return html.parse(str(page)).getroot()


def rendered(root: Path, text: str, configured: bool = True) -> Path:
    """The documents of a project with the fictional report."""
    if configured:
        (root / "mkdocs.yml").write_text(f"site_name: 年报\nsite_url: {URL}\n", "utf-8")
    samples.project(root, text)
    render(root, root / "docs")
    return root / "docs"


def test_every_page_has_the_tags_of_its_level(either: Path) -> None:
    """政府网站发展指引: site tags on the home page, column tags too on all others, content tags on reports."""
    wrong = {}
    for page in either.rglob("*.html"):
        name = page.relative_to(either).as_posix()
        tags = [each for each in tree_of(page).xpath("//meta/@name") if each[0].isupper()]
        report = name.startswith("reports/") and name.count("/") > 2 and name.split("/")[-2].isdigit()
        content = ["ArticleTitle", "ContentSource", "Keywords", "Description", "Url"]
        wanted = SITE_TAGS if name == "index.html" else COLUMN_TAGS + (content if report else [])
        if tags != wanted:
            wrong[name] = tags
    assert wrong == {}


@pytest.mark.parametrize(
    ("page", "trail"),
    [
        ("reports/daxing/qingyundian/2020/", "首页›政府信息公开年报›大兴区›青云店镇›2020年"),
        ("reports/2020/", "首页›政府信息公开年报›2020年"),
        ("reports/", "首页›政府信息公开年报"),
        ("guide/", "首页›使用说明"),
        ("reference/checks/", "首页›编报参考›检查"),
        ("accessibility/", "首页›无障碍说明"),
        ("sitemap/", "首页›网站地图"),
    ],
)
def test_the_way_to_a_page(either: Path, page: str, trail: str) -> None:
    items = tree_of(either / page / "index.html").xpath("//nav[@class='crumbs']//li")
    assert "›".join(item.text_content().strip() for item in items) == trail


def test_the_portals_column_is_a_level_of_the_way(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(
        f"site_url: {URL}\nextra: {{government: {{disclosure: 'https://www.example.gov.cn/zwgk/'}}}}\n",
        "utf-8",
    )
    page = rendered(tmp_path, samples.zeros(), configured=False) / "reports/shili/zhen/2024/index.md"
    assert (
        '<li><a href="../../../../">首页</a></li>\n'
        '<li><a href="https://www.example.gov.cn/zwgk/">政府信息公开</a></li>\n'
        '<li><a href="../../../">政府信息公开年报</a></li>\n'
    ) in page.read_text("utf-8")


def test_the_footer_of_every_page_leads_on(either: Path) -> None:
    footer = tree_of(either / "reports/daxing/qingyundian/2020/index.html").xpath("//footer")[0]
    assert [(link.text_content(), link.get("href")) for link in footer.xpath(".//a")] == [
        ("（待填写：ICP备案号）", "https://beian.miit.gov.cn/"),
        ("（待填写：公网安备号）", "https://beian.mps.gov.cn/"),
        ("网站地图", "../../../../sitemap/"),
        ("更正", "../../../../corrections/"),
        ("无障碍说明", "../../../../accessibility/"),
        ("订阅更新", "../../../../feed.xml"),
    ]


def test_the_map_of_the_site_names_columns_years_and_bodies(either: Path) -> None:
    nav = (samples.ROOT / "mkdocs.yml").read_text("utf-8").partition("\nnav:\n")[2].partition("\n#")[0]
    named = re.findall(r"- (.+): .+\.md$|- (.+):\n +- reports/index\.md$", nav, re.MULTILINE)
    assert named[1:5] == [("", "政府信息公开年报"), ("按问题查阅", ""), ("对比", ""), ("数据下载", "")]
    article = tree_of(either / "sitemap/index.html").xpath("//article")[0]
    links = [link.text_content() for link in article.xpath(".//a[@href][not(ancestor::nav)]")]
    assert links == [
        *("2020年1 份", "北京市大兴区人民政府", "北京市大兴区青云店镇人民政府"),
        *(one or other for one, other in named),
        *("更正", "无障碍说明", "订阅更新（Atom）"),
    ]


def test_the_page_of_a_wrong_address_searches_and_links_from_anywhere(either: Path) -> None:
    page = tree_of(either / "404.html")
    form = page.xpath("//article//form")[0]
    assert (form.get("action"), form.xpath("input/@name")) == ("/zfxxgknb/search/", ["q"])
    addresses = page.xpath("//a/@href | //link/@href | //script/@src | //form/@action")
    outside = [each for each in addresses if not each.startswith(("/zfxxgknb/", "#", "https://beian."))]
    assert [each for each in outside if each != "/zfxxgknb"] == []


def test_no_page_needs_inline_scripts_or_styles(either: Path) -> None:
    """So that the policy can do without unsafe-inline; __config is data, not a script."""
    found = []
    for page in either.rglob("*.html"):
        tree = tree_of(page)
        inline = tree.xpath("//script[not(@src) and not(@type='application/json')] | //style | //*[@style]")
        events = tree.xpath("//*[@*[starts-with(name(), 'on')]]")
        found += [(page.name, each.tag) for each in [*inline, *events]]
    assert found == []


def test_every_page_carries_the_policy(either: Path) -> None:
    pages = list(either.rglob("*.html"))
    policies = {
        policy
        for page in pages
        for policy in tree_of(page).xpath("//meta[@http-equiv='Content-Security-Policy']/@content") or [page]
    }
    assert policies == {
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'"
    }


def test_the_policy_in_the_handbook_is_the_one_on_the_pages(site: Path) -> None:
    policy = tree_of(site / "index.html").xpath("//meta[@http-equiv]/@content")[0]
    text = (samples.ROOT / "docs/developers/hosting.md").read_text("utf-8")
    assert text.count(f"{policy}; frame-ancestors 'none'") == text.count("default-src") == 3


def test_a_feed_tells_new_reports(tmp_path: Path) -> None:
    assert (
        (rendered(tmp_path, samples.zeros()) / "feed.xml").read_text("utf-8")
        == f"""\
<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">
<id>{URL}feed.xml</id>
<title>年报</title>
<updated>2025-01-20T00:00:00+08:00</updated>
<link rel="self" type="application/atom+xml" href="{URL}feed.xml"/>
<link rel="alternate" type="text/html" href="{URL}"/>
<entry>
<id>{PAGE}</id>
<title>示例市示例镇人民政府2024年政府信息公开工作年度报告</title>
<updated>2025-01-20T00:00:00+08:00</updated>
<published>2025-01-20T00:00:00+08:00</published>
<author><name>示例市示例镇人民政府</name></author>
<link rel="alternate" type="text/html" href="{PAGE}"/>
<summary>2025-01-20发布</summary>
</entry>
</feed>
"""
    )


def entry_of(feed: Path) -> dict[str, str]:
    """Element → text of the first entry."""
    entry = etree.parse(str(feed)).getroot().find(f"{ATOM}entry")
    assert entry is not None
    return {each.tag.removeprefix(ATOM): (each.text or "").strip() for each in entry}


def test_a_feed_tells_corrections(tmp_path: Path) -> None:
    entry = entry_of(rendered(tmp_path, samples.zeros() + CORRECTED) / "feed.xml")
    assert (entry["id"], entry["updated"], entry["published"], entry["summary"]) == (
        PAGE,
        "2025-06-01T00:00:00+08:00",
        "2025-01-20T00:00:00+08:00",
        "2025-06-01更正 一、总体情况：原为“7件”，更正为“9件”。原因：漏计<2>件 & 已补",
    )


def test_a_hostile_title_is_text_in_a_feed(tmp_path: Path) -> None:
    quoted = HOSTILE.replace("'", "''")
    text = samples.zeros().replace("published:", f"title: '{quoted}'\npublished:")
    assert entry_of(rendered(tmp_path, text) / "feed.xml")["title"] == HOSTILE


def test_a_body_has_a_feed_that_its_page_names(tmp_path: Path) -> None:
    documents = rendered(tmp_path, samples.zeros())
    root = etree.parse(str(documents / "reports/shili/zhen/feed.xml")).getroot()
    assert [root.findtext(f"{ATOM}{name}") for name in ("id", "title")] == [
        f"{URL}reports/shili/zhen/feed.xml",
        "示例市示例镇人民政府政府信息公开工作年度报告",
    ]
    assert '\nfeed: "feed.xml"\n' in (documents / "reports/shili/zhen/index.md").read_text("utf-8")


def test_a_report_of_unknown_date_is_in_no_feed(tmp_path: Path) -> None:
    text = samples.zeros().replace("published: 2025-01-20", "published: ~")
    root = etree.parse(str(rendered(tmp_path, text) / "feed.xml")).getroot()
    assert (root.find(f"{ATOM}entry"), root.findtext(f"{ATOM}updated")) == (None, "2008-05-01T00:00:00+08:00")


def test_without_an_address_there_are_no_feeds_and_old_ones_go(tmp_path: Path) -> None:
    documents = rendered(tmp_path, samples.zeros())
    (tmp_path / "mkdocs.yml").write_text("site_name: 年报\n", "utf-8")
    rendered(tmp_path, samples.zeros(), configured=False)
    assert [each for each in documents.rglob("*") if each.name in ("feed.xml", "robots.txt")] == []


def test_robots_may_read_all_and_learn_of_the_sitemap(tmp_path: Path) -> None:
    text = (rendered(tmp_path, samples.zeros()) / "robots.txt").read_text("utf-8")
    assert text == f"User-agent: *\nAllow: /\n\nSitemap: {URL}sitemap.xml\n"


@pytest.mark.parametrize("engine", ["mkdocs", "zensical"])
def test_the_sitemap_has_the_days_of_the_reports_and_no_others(tmp_path: Path, engine: str) -> None:
    root = copy_of_the_repository(tmp_path)
    samples.project(root, samples.zeros() + CORRECTED)
    render(root, root / "docs")
    build(root, engine, root / "site")
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    found = {
        url.findtext("s:loc", namespaces=space): url.findtext("s:lastmod", namespaces=space)
        for url in etree.parse(str(root / "site/sitemap.xml")).getroot()
    }
    assert found.keys() == {
        f"{URL}{page.parent.relative_to(root / 'site').as_posix()}/".replace("/./", "/")
        for page in (root / "site").rglob("index.html")
    }
    seed = f"{URL}reports/daxing/qingyundian/2020/"  # its source names no day
    assert (found[PAGE], found[f"{URL}reports/2024/"], found[URL], found[seed], found[f"{URL}guide/"]) == (
        *["2025-06-01"] * 3,
        *[None] * 2,
    )
    assert not (root / "site/sitemap.xml.gz").exists()


def test_a_sitemap_beyond_the_limit_becomes_an_index(tmp_path: Path) -> None:
    urls = [
        f"<url><loc>{URL}{number}/</loc><lastmod>2025-01-0{number}</lastmod></url>" for number in (1, 2, 3)
    ]
    (tmp_path / "sitemap.xml").write_text("<urlset>" + "".join(urls) + "</urlset>", "utf-8")
    sitemap.divide(tmp_path, URL, limit=2)
    assert (
        (tmp_path / "sitemap.xml").read_text("utf-8")
        == f"""\
<?xml version="1.0" encoding="UTF-8"?>
<sitemapindex {sitemap.NAMESPACE}>
<sitemap><loc>{URL}sitemap-1.xml</loc><lastmod>2025-01-02</lastmod></sitemap>
<sitemap><loc>{URL}sitemap-2.xml</loc><lastmod>2025-01-03</lastmod></sitemap>
</sitemapindex>
"""
    )
    assert (
        (tmp_path / "sitemap-2.xml").read_text("utf-8")
        == f"""\
<?xml version="1.0" encoding="UTF-8"?>
<urlset {sitemap.NAMESPACE}>
{urls[2]}
</urlset>
"""
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (None, Settings()),
        ("[", Settings()),
        ("- a\n", Settings()),
        ("site_name: 年报\nextra: ~\n", Settings(name="年报")),
        ("site_url: https://a.gov.cn/x\n", Settings(url="https://a.gov.cn/x/")),
        ("extra: {government: {icp: 京}}\n", Settings(government={"icp": "京"})),
    ],
)
def test_what_the_configuration_says(tmp_path: Path, text: str | None, expected: Settings) -> None:
    if text is not None:
        (tmp_path / "mkdocs.yml").write_text(text, "utf-8")
    assert settings(tmp_path / "mkdocs.yml") == expected


def test_production_is_refused_without_a_column(tmp_path: Path) -> None:
    root = copy_of_the_repository(tmp_path)
    text = (root / "mkdocs.yml").read_text("utf-8").replace("example.gov.cn", "www.shili.gov.cn")
    text = text.replace("（待填写：", "（已填：").replace("column_type: 信息公开年报", 'column_type: ""')
    (root / "mkdocs.yml").write_text(text, "utf-8")
    assert production_problems(root / "mkdocs.yml") == [
        "extra.government.column_type：栏目类别（ColumnType）"
    ]


def test_two_renderings_of_the_same_reports_are_the_same_bytes(tmp_path: Path) -> None:
    made = []
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        documents = rendered(tmp_path / name, samples.zeros() + CORRECTED)
        files = sorted(each for each in documents.rglob("*") if each.is_file())
        made.append({each.relative_to(documents): each.read_bytes() for each in files})
    assert made[0] == made[1]
    assert load_project(tmp_path / "a").reports.keys() == {"shili/zhen/2024"}


def test_the_handbook_shows_every_picture_and_they_stay_small() -> None:
    text = (samples.ROOT / "docs/developers/pictures.md").read_text("utf-8")
    pictures = {file.name: file.stat().st_size for file in (samples.ROOT / "docs/assets/pictures").iterdir()}
    assert sorted(re.findall(r"\(\.\./assets/pictures/(.+?)\)", text)) == sorted(pictures)
    assert sum(pictures.values()) <= 2_100_000  # 64 of them: page kinds in four media
