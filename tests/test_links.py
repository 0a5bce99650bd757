"""gongkai links: what leads nowhere is told with page and line; nothing else is."""

from __future__ import annotations

import posixpath
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from gongkai import cli
from gongkai.render.links import relative
from gongkai.site.link_scan import REFRESH, Scanned, scan

HOME = """\
<!doctype html>
<html><head>
<link rel="canonical" href="https://www.shili.example/nb/">
<link rel="stylesheet" href="assets/a.css">
</head><body>
{}
</body></html>
"""


def site(folder: Path, body: str, **others: str) -> Path:
    files = {"index.html": HOME.format(body), "b/index.html": '<h1 id="ding">乙</h1>', **others}
    files["assets/a.css"] = others.get("css", "")
    for name, text in files.items():
        if name != "css":
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, "utf-8")
    return folder


def told(folder: Path) -> tuple[int, list[str]]:
    result = CliRunner().invoke(cli.cli, ["links", str(folder)])
    return result.exit_code, result.output.splitlines()


GOOD = [
    '<a href="b/">',
    '<a href="b">',
    '<a href="b/index.html?x=1#ding">',
    '<a href="b/#ding">',
    "<a href='./'>",
    '<a href="">',
    '<p id="zhe"><a href="#zhe">',
    '<p id="行政 复议"><a href="#%E8%A1%8C%E6%94%BF%20%E5%A4%8D%E8%AE%AE">',
    '<a name="old"><a href="#old">',
    '<a href="#">',
    "<A HREF=b/>",
    '<a href="https://www.shili.example/nb/b/">',
    '<a href="/nb/b/">',
    '<a href="/portal/">',
    '<a href="https://beian.miit.gov.cn/">',
    '<a href="mailto:a@b.example">',
    '<a href="//cdn.example/x">',
    '<img src="data:image/png;base64,AA==">',
    '<!-- <a href="none/"> -->',
    "<script>const a = '<a href=\"none/\">';</script>",
    '<code>&lt;a href="none/"&gt;</code>',
    '<p title="<a href=none/>">',
    '<meta name="description" content="0; url=none/">',
]


@pytest.mark.parametrize("body", GOOD)
def test_what_leads_somewhere_is_not_told(tmp_path: Path, body: str) -> None:
    code, lines = told(site(tmp_path, body))
    assert (code, len(lines)) == (0, 1), lines


@pytest.mark.parametrize(
    ("body", "what"),
    [
        ('<a href="c/">', "链接“c/”没有目标"),
        ('<a href="../">', "链接“../”没有目标"),
        ("<a href='c/&amp;d'>", "链接“c/&d”没有目标"),
        ("<img src=c.png>", "链接“c.png”没有目标"),
        ('<script src="c.js"></script>', "链接“c.js”没有目标"),
        ('<form action="c/">', "链接“c/”没有目标"),
        ('<img srcset="c.png 2x">', "链接“c.png”没有目标"),
        ('<object data="c.pdf">', "链接“c.pdf”没有目标"),
        ('<meta http-equiv="refresh" content="0; url=c/">', "链接“c/”没有目标"),
        ('<a href="https://www.shili.example/nb/c/">', "链接“https://www.shili.example/nb/c/”没有目标"),
        ('<a href="/nb/c/">', "链接“/nb/c/”没有目标"),
        ('<a href="#c">', "锚点“#c”在本页没有"),
        ('<a href="b/#c">', "锚点“#c”在 b/index.html 里没有"),
        ('<p title="a > b"><a title=\'"\' href="c/">', "链接“c/”没有目标"),
    ],
)
def test_what_leads_nowhere_is_told_with_page_and_line(tmp_path: Path, body: str, what: str) -> None:
    code, lines = told(site(tmp_path, f"\n{body}"))
    assert (code, lines[0], lines[1][-6:]) == (1, f"index.html:7: {what}", "失效 1 处")


def test_style_sheets_sitemaps_feeds_and_the_manifest_are_examined(tmp_path: Path) -> None:
    folder = site(
        tmp_path,
        "",
        css='p { background: url("../none.svg"); }\nq { background: url(data:image/png,) }\n',
        **{
            "sitemap.xml": "<url><loc>https://www.shili.example/nb/none/</loc></url>",
            "feed.xml": '\n<link href="https://www.shili.example/nb/b/"/><link href="https://www.shili.example/nb/c/"/>',
            "manifest.json": '{"format": "gongkai-manifest/1", "addresses": {"": "", "b/": "",\n"c/": "", "d.csv": ""}}',
        },
    )
    assert told(folder) == (
        1,
        [
            "assets/a.css:1: 链接“../none.svg”没有目标",
            "feed.xml:2: 链接“https://www.shili.example/nb/c/”没有目标",
            "manifest.json:2: 清单里的地址“c/”没有网页或文件",
            "manifest.json:2: 清单里的地址“d.csv”没有网页或文件",
            "sitemap.xml:1: 链接“https://www.shili.example/nb/none/”没有目标",
            "共检查网页和文件 5 个、链接 7 处：失效 5 处",
        ],
    )


def test_a_folder_without_a_site(tmp_path: Path) -> None:
    assert told(tmp_path) == (
        2,
        [f"无法运行：“{tmp_path}”里没有网站；先运行 gongkai build，或写明网站的文件夹"],
    )


def test_every_link_of_the_fictional_city_leads_somewhere(demo_site: Path) -> None:
    code, lines = told(demo_site)
    assert (code, len(lines)) == (0, 1), lines[:5]


class Parser(HTMLParser):
    """The same by the standard library; only the start tags are taken from it."""

    def __init__(self) -> None:
        super().__init__()
        self.links: set[str] = set()
        self.anchors: set[str] = set()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in reversed(attrs)}
        if anchor := found.get("id") or (found.get("name") if tag == "a" else None):
            self.anchors.add(anchor)
        if tag == "meta":
            refresh = REFRESH.fullmatch(found.get("content", ""))
            if found.get("http-equiv", "").lower() == "refresh" and refresh:
                self.links.add(refresh[1].strip("\"' "))
            return
        names = ["href", "src", "action", "poster", *(["data"] if tag == "object" else [])]
        self.links |= {found[name].strip() for name in names if name in found}
        self.links |= {each.split()[0] for each in found.get("srcset", "").split(",") if each.strip()}


def parsed(page: str) -> tuple[set[str], set[str]]:
    parser = Parser()
    parser.feed(page)
    parser.close()
    return parser.links, parser.anchors


def found(scanned: Scanned) -> tuple[set[str], set[str]]:
    return set(scanned.links), scanned.anchors


def test_the_scan_finds_what_a_parser_finds_on_every_page(demo_site: Path) -> None:
    for page in demo_site.rglob("*.html"):
        text = page.read_text("utf-8")
        assert found(scan(text.encode())) == parsed(text), page


PIECES = [
    *GOOD,
    *[
        '<a href="x">',
        "<td id=a.b>",
        "</td>",
        "text & < 3 > 2",
        "<br/>",
        '<img alt="" src=i.png/>',
        '<A Name="N">',
        "<p ID = 'q' id=z>",
    ],
    "<style>a { b: url(<a href=c>) }</style>",
    '<SCRIPT type="module" src="s.js">if (a < b) "</p>"</SCRIPT>',
    '<input data="d" value="1>2">',
    "<my-tag id='t' href=\"a'b\">",
]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("\n".join))
def test_the_scan_finds_what_a_parser_finds_in_any_order(page: str) -> None:
    assert found(scan(page.encode())) == parsed(page)


PATH = st.lists(st.sampled_from(["a", "b", "2024"]), max_size=4).map("/".join)


@given(PATH, PATH)
def test_the_way_between_two_places_of_the_site_is_that_of_posixpath(there: str, folder: str) -> None:
    assert relative(there, folder) == posixpath.relpath(f"/{there}", f"/{folder}")
