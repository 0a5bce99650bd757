"""Built pages with less white space: what a reader sees, copies and hears is the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from gongkai.site.squeeze import squeeze, squeezed

SQUEEZED = {
    "chrome": ("<head>\n\n   <meta>\n  \n</head>\n", "<head><meta>\n</head>\n"),
    "icon": ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0"/>', '<svg viewBox="0"/>'),
    "list": ("<ul>\n  <li>一\n  </li>\n  <li>二</li>\n</ul>", "<ul><li>一</li><li>二</li></ul>"),
    "article": (
        "<body>\n\n<article>\n<p>一</p>\n\n\n<p>二\n三</p>\n</article>\n\n</body>",
        "<body>\n<article><p>一</p><p>二\n三</p>\n</article>\n</body>",
    ),
    "table": (
        "<article><table>\n<tr>\n<td>1</td>\n<td>2</td>\n</tr>\n</table>\n</article>",
        "<article><table><tr><td>1</td><td>2</td></tr></table>\n</article>",
    ),
    "drawing": (
        '<article><svg xmlns="http://www.w3.org/2000/svg"/>\n</article>',
        '<article><svg xmlns="http://www.w3.org/2000/svg"/>\n</article>',
    ),
    "words": (
        "<article><p><a>一</a>\n<a>二</a>  三</p></article>",
        "<article><p><a>一</a>\n<a>二</a>  三</p></article>",
    ),
    "code": (
        "\n\n<article><pre>a\n\n\n  b</pre>\n\n</article>\n\n",
        "\n<article><pre>a\n\n\n  b</pre>\n\n</article>\n",
    ),
}


@pytest.mark.parametrize("name", SQUEEZED)
def test_a_page_is_squeezed(name: str) -> None:
    page, expected = SQUEEZED[name]
    assert squeezed(page) == expected
    assert squeezed(expected) == expected


def test_every_page_below_a_folder_and_nothing_else(tmp_path: Path) -> None:
    for name in ("a/index.html", "404.html", "a/x.json"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("<p>一</p>\n\n\n", "utf-8")
    squeeze(tmp_path)
    assert [
        (tmp_path / name).read_text("utf-8").count("\n") for name in ("a/index.html", "404.html", "a/x.json")
    ] == [1, 1, 3]


def test_no_word_and_no_tag_of_a_built_page_goes(either: Path) -> None:
    for file in either.rglob("*.html"):
        page = file.read_text("utf-8")
        again = html.fromstring(squeezed(page))
        was = html.fromstring(page)
        assert [each.tag for each in again.iter()] == [each.tag for each in was.iter()]
        assert "".join(again.text_content().split()) == "".join(was.text_content().split())
        assert squeezed(page) == page, file  # it was squeezed when it was built
