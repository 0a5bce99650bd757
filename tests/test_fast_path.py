"""Pages stamped from one that MkDocs built are those that MkDocs would have built."""

from __future__ import annotations

import html
import shutil
from pathlib import Path

import markdown
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as parsed
from mkdocs.utils import meta

import samples
from conftest import copy_of_the_repository
from gongkai import cli
from gongkai.files import put
from gongkai.render.environment import heading, page
from gongkai.site import build as building
from gongkai.site import folders
from gongkai.site.markup import outline_of, page_of, squeezed_page, written_page
from gongkai.site.plan import Refused, navigation, over
from gongkai.site.render import render
from gongkai.site.shell import NoShell, cut

EXTENSIONS = ["toc", "tables", "fenced_code", "attr_list"]
"""Those that MkDocs gives Python-Markdown: its own, and those of mkdocs.yml."""
TITLE = """A"><b>{{ page }}</b> &amp; 'b' [x](y) \\1 {0} %s"""


def files_of(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in folders.files(folder)[0]}


def difference(fast: Path, slow: Path) -> list[str]:
    """Files that are not the same in both; nothing may differ."""
    one, other = files_of(fast), files_of(slow)
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def small(folder: Path, title: str = "") -> Path:
    """The root of one report with such a title, its pages rendered."""
    text = samples.zeros()
    if title:
        quoted = title.replace("'", "''")
        text = text.replace("published:", f"title: '{quoted}'\npublished:")
    samples.project(folder, text)
    shutil.copytree(samples.ROOT / "generator/theme", folder / "generator/theme")
    shutil.copy(samples.ROOT / "mkdocs.yml", folder)
    generated = shutil.ignore_patterns("reports", "data", "search", "topics", "developers")
    shutil.copytree(samples.ROOT / "docs", folder / "docs", ignore=generated)
    shutil.copy(samples.ROOT / "docs/search.md", folder / "docs")
    render(folder, folder / "docs")
    return folder


def built(root: Path) -> tuple[str, list[str]]:
    """Why the fast path was not taken, and what differs from the slow one."""
    why_not = building.build(root, "mkdocs", root / "fast")
    building.build(root, "mkdocs", root / "slow", slow=True)
    return why_not, difference(root / "fast", root / "slow")


@pytest.mark.parametrize("city", ["repository", "demo"])
def test_both_paths_make_the_same_site(city: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    root = tmp_path / "root"
    if city == "demo":
        shutil.copytree(request.getfixturevalue("demo_root"), root)
    else:
        copy_of_the_repository(root)
    result = CliRunner().invoke(cli.cli, ["build", "--root", str(root)])
    building.build(root, "mkdocs", root / "slow", slow=True)
    assert ("快速方式" in result.output, difference(root / "site", root / "slow")) == (False, [])


def test_a_hostile_title_is_the_same_on_both_paths(tmp_path: Path) -> None:
    assert built(small(tmp_path, TITLE)) == ("", [])


def test_a_page_that_is_not_known_is_built_by_mkdocs(tmp_path: Path) -> None:
    root = small(tmp_path)
    file = root / "docs/reports/shili/zhen/2024/index.md"
    file.write_text(file.read_text("utf-8").replace("## 一、总体情况", "## 一、*总体*情况"), "utf-8")
    assert built(root) == ("", [])
    assert "<em>总体</em>" in (root / "fast/reports/shili/zhen/2024/index.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("branch", "why_not"),
    [
        (
            "{% if page and '2024' in page.meta.title | d('') %}<p>2024</p>{% endif %}",
            "快速生成的 reports/2024/index.md 与 MkDocs 生成的不同",
        ),
        ("{% if page %}{{ page.meta.title | e }}{% endif %}", "主题改动了所印的文字"),
        ("{% for each in pages %}{{ each.page.url }}{% endfor %}", "主题改动了所印的文字"),
    ],
)
def test_a_theme_that_cannot_be_stamped_is_left_to_mkdocs(branch: str, why_not: str, tmp_path: Path) -> None:
    root = small(tmp_path)
    with (root / "generator/theme/main.html").open("a", encoding="utf-8") as theme:
        theme.write(f"{{% block hero %}}{branch}{{% endblock %}}")
    said, different = built(root)
    assert (said.startswith(why_not), different) == (True, []), said


CONFIGURATION = """
plugins: [{search: {enabled: false}}]
markdown_extensions: [attr_list, tables, {toc: {permalink: false}}]
nav: [{首页: index.md}, {年报: [reports/index.md]}]
"""


def test_the_pages_of_the_navigation_are_known(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(CONFIGURATION, "utf-8")
    assert navigation(tmp_path / "mkdocs.yml") == {"index.md", "reports/index.md"}


@pytest.mark.parametrize(
    ("was", "becomes", "why_not"),
    [
        ("plugins:", "hooks: [a.py]\nplugins:", "mkdocs.yml 中有 hooks"),
        ("plugins:", "exclude_docs: a\nplugins:", "mkdocs.yml 中有 exclude_docs"),
        ("enabled: false", "lang: zh", "mkdocs.yml 中有其他 plugins"),
        ("attr_list, ", "attr_list, admonition, ", "mkdocs.yml 中 markdown_extensions 有改动"),
        ("permalink: false", "permalink: true", "mkdocs.yml 中 markdown_extensions 有改动"),
        ("plugins:", "docs_dir: pages\nplugins:", "mkdocs.yml 中 docs_dir 或 use_directory_urls 有改动"),
        ("nav:", "none:", "mkdocs.yml 中没有 nav"),
    ],
)
def test_a_configuration_that_tells_pages_apart_is_refused(
    was: str, becomes: str, why_not: str, tmp_path: Path
) -> None:
    file = tmp_path / "mkdocs.yml"
    file.write_text(CONFIGURATION.replace(was, becomes), "utf-8")
    with pytest.raises(Refused) as refused:
        navigation(file)
    assert str(refused.value) == why_not


def test_what_is_published_stays_when_pages_are_rendered_anew(tmp_path: Path) -> None:
    source, target = tmp_path / "docs", tmp_path / "site"
    put(f"{source}/a/b.json", b"old")
    folders.place(["a/b.json"], source, target)
    put(f"{source}/a/b.json", b"new")
    assert ((source / "a/b.json").read_bytes(), (target / "a/b.json").read_bytes()) == (b"new", b"old")


def test_a_prototype_without_its_content_makes_no_shell() -> None:
    with pytest.raises(NoShell):
        cut("<html></html>", "reports/gongkai-shell-0/")


def test_the_folder_over_an_address_is_the_lowest() -> None:
    assert over("reports/shili/2024/", {"", "reports/", "topics/"}) == "reports/"


def oracle(source: str) -> tuple[dict[str, object], str, list[tuple[int, str, str]]]:
    """What MkDocs takes from a page: front matter, HTML, table of contents."""
    body, front = meta.get_data(source)
    made = markdown.Markdown(extensions=EXTENSIONS)
    text = made.convert(body)
    entries = []
    waiting = list(made.toc_tokens)  # type: ignore[attr-defined]
    while waiting:
        entry = waiting.pop(0)
        entries.append((entry["level"], entry["id"], entry["name"]))
        waiting = [*entry["children"], *waiting]
    return front, text, entries


TEXTS = st.text(
    st.one_of(
        st.sampled_from("<>&\"'`~#*_[](){}\\|!-+.:=$^ 　;年报0"),
        st.characters(codec="utf-8", exclude_categories=["Cc", "Co", "Cs", "Zl", "Zp"]),
    ),
    max_size=20,
)
BLOCKS = st.one_of(
    st.builds(lambda text: f'<p class="a">{html.escape(text)}</p>', TEXTS),
    st.builds(
        lambda one, two: f'<div class="prose">\n<div>\n<p>{html.escape(one)}</p>\n\n</div>\n{two}</div>',
        TEXTS,
        st.sampled_from(["", "<br>", '<svg viewBox="0 0 1 1"><path d="M0 0"/></svg>\n', "   \n"]),
    ),
    st.builds(
        lambda text: f'<ul>\n<li><a href="{html.escape(text)}" title="{html.escape(text)}">x</a></li>\n</ul>',
        TEXTS,
    ),
    st.builds(lambda text, level: f"{level} {heading(text)} {{ #a }}", TEXTS, st.sampled_from(["##", "###"])),
)
PAGES = st.builds(
    lambda title, blocks: (
        page("faulty.md.j2", "", {"title": title, "level": "content"}, title=title, open_findings=())
        + "".join(f"{gap}{block}\n" for block, gap in blocks)
    ),
    TEXTS,
    st.lists(st.tuples(BLOCKS, st.sampled_from(["", "\n", "\n\n", " \n"])), max_size=6),
)


@given(PAGES)
@settings(max_examples=200)
def test_what_is_converted_is_what_python_markdown_makes_of_it(source: str) -> None:
    made = page_of(source.encode("utf-8"))
    if made is not None:
        found = (
            made.meta,
            made.html.decode("utf-8"),
            [(each.level, each.id, each.text) for each in made.headings],
        )
        assert found == oracle(source)
        assert written_page(source.encode("utf-8")) in (None, squeezed_page(source.encode("utf-8")))


@given(TEXTS)
def test_a_heading_shows_its_text_and_nothing_else(text: str) -> None:
    shown = f"甲{text}乙"
    source = f"---\na: 1\n---\n<h1>a</h1>\n\n## {heading(shown)} {{ #a }}\n"
    _, made, entries = oracle(source)
    assert parsed.fromstring(f"<div>{made}</div>").xpath("string(h2)").split() == shown.split()
    assert [parsed.fromstring(name).text_content().split() for *_, name in entries] == [shown.split()]


@pytest.mark.parametrize("text", ["9:00=~10:00", "A^2$", "“x” & 'y'", "a_b*c|d", "<b>#1</b>"])
def test_a_heading_without_markup_is_converted(text: str) -> None:
    made = page_of(f"---\na: 1\n---\n<h1>a</h1>\n\n## {heading(text)} {{ #a }}\n".encode())
    assert (made.headings[0].text if made else None) == (None if {*text} & {*"<&"} else text)


def test_every_page_of_the_repository_but_two_is_converted(site: Path) -> None:
    documents = site.parent / "docs"
    names = [each for each in folders.files(documents)[0] if each.endswith("/index.md")]
    sources = {name: (documents / name).read_bytes() for name in names}
    assert [name for name in names if page_of(sources[name]) is None] == ["compare/index.md", "data/index.md"]


def test_a_page_that_was_written_in_this_run_is_converted_to_the_same(demo_site: Path) -> None:
    sources = [file.read_bytes() for file in (demo_site.parent / "docs").rglob("index.md")]
    pages = [(squeezed_page(source), written_page(source)) for source in sources]
    assert len(pages) > 100
    assert all(quick == page for page, quick in pages if page)


@pytest.mark.parametrize("lines", ["\ntext", "<p>a\n## b { #c }\n</p>"])
def test_a_line_that_may_be_no_html_is_not_converted_though_it_was_written_in_this_run(lines: str) -> None:
    assert written_page(f"---\na: 1\n---\n<h1>a</h1>\n{lines}\n".encode()) is None


def test_the_outline_of_a_page_is_that_of_its_conversion(site: Path) -> None:
    source = (site.parent / "docs/reports/daxing/qingyundian/2020/index.md").read_bytes()
    made = page_of(source)
    assert made is not None
    assert outline_of(source) == (made.meta, tuple(each.level for each in made.headings))
