"""Pictures as they are seen: every kind, at every width, in both schemes, with large text, on paper."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Callable

import pypdf
import pytest
from examined import violations
from playwright.sync_api import Page
from reader import Reader

import samples
from gongkai.render.picture_html import pictures_of
from test_pictures import awkward_pictures, every_picture

STYLES = [
    (samples.ROOT / f"docs/assets/{name}.css").read_text("utf-8") for name in ("site", "tables", "pictures")
]
POLICY = "default-src 'none'; style-src 'nonce-test'; script-src 'none'"
"""No style attribute and no script would have an effect under it."""
PAGE = """<!doctype html><html lang="zh"><head><title>图示</title><meta http-equiv="Content-Security-Policy"
content="{policy}"><style nonce="test">html {{ font-size: {size}% }} body {{ margin: .8rem; background: var(--gk-paper) }}
{styles}</style></head><body data-md-color-scheme="{scheme}"><main class="md-typeset"><h1>图</h1><h2>示</h2>{pictures}</main></body></html>"""


Show = Callable[..., Page]


@pytest.fixture
def show(reader: Reader) -> Show:
    """Opens a page with a picture of every kind; `size` is the reader's text size in percent."""

    def shown(
        width: int, scheme: str = "default", size: int = 125, csp: bool = False, all: bool = False
    ) -> Page:
        page = reader.open("about:blank", width)
        found = [*every_picture(), *awkward_pictures()] if all else every_picture()
        pictures = pictures_of(found)
        policy = POLICY if csp else ""
        page.set_content(
            PAGE.format(policy=policy, size=size, scheme=scheme, styles="\n".join(STYLES), pictures=pictures)
        )
        return page

    return shown


@pytest.mark.parametrize("scheme", ["default", "slate"])
@pytest.mark.parametrize("width", [1280, 360])
def test_axe_finds_nothing(show: Show, width: int, scheme: str) -> None:
    page = show(width, scheme)
    assert violations(page) == []


@pytest.mark.parametrize(("width", "size"), [(1280, 125), (360, 125), (320, 125), (640, 250)])
def test_no_word_leaves_its_picture(show: Show, width: int, size: int) -> None:
    outside = show(width, size=size, all=True).evaluate(
        """[...document.querySelectorAll("svg text")].filter(text => {
            const inner = text.getBoundingClientRect(), outer = text.ownerSVGElement.getBoundingClientRect()
            return inner.width && (inner.right > outer.right + 1 || inner.left < outer.left - 1 || inner.bottom > outer.bottom + 1)
        }).map(text => text.textContent)"""
    )
    assert outside == []


@pytest.mark.parametrize(("width", "size"), [(1280, 125), (360, 125), (320, 125), (640, 250)])
def test_no_words_lie_on_one_another(show: Show, width: int, size: int) -> None:
    overlapping = show(width, size=size, all=True).evaluate(
        """[...document.querySelectorAll("svg")].flatMap(svg => {
            const boxes = [...svg.querySelectorAll("text")].map(text => [text.textContent, text.getBoundingClientRect()])
            return boxes.flatMap(([name, a], n) => boxes.slice(n + 1).filter(([, b]) =>
                a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - a.height / 4 && b.top < a.bottom - a.height / 4
            ).map(([other]) => `${name} | ${other}`))
        })"""
    )
    assert overlapping == []


@pytest.mark.parametrize("width", [1280, 360, 320])
def test_the_page_does_not_scroll_sideways(show: Show, width: int) -> None:
    assert show(width, all=True).evaluate("document.documentElement.scrollWidth") == width


def test_a_screen_reader_hears_title_and_sentence(show: Show) -> None:
    page = show(1280)
    for each in every_picture():
        assert page.get_by_role("img", name=f"{each.title} {each.summary}", exact=True).count() >= 1


def test_a_strict_policy_has_nothing_to_refuse(show: Show) -> None:
    assert show(1280, csp=True).errors == []


@pytest.mark.parametrize("scheme", ["default", "slate"])
def test_the_print_holds_every_word_of_the_drawings(show: Show, scheme: str) -> None:
    page = show(1280, scheme)
    wanted = page.evaluate("[...document.querySelectorAll('svg text')].map(text => text.textContent)")
    printed = "".join(
        each.extract_text() for each in pypdf.PdfReader(io.BytesIO(page.pdf(format="A4"))).pages
    )
    text = squeezed(printed)
    assert [each for each in wanted if squeezed(each) not in text] == []


def test_in_print_the_colours_are_those_for_paper(show: Show) -> None:
    page = show(1280, "slate")
    page.emulate_media(media="print")
    fill = "getComputedStyle(document.querySelector('{}')).fill"
    assert page.evaluate(fill.format(".drawing rect:not(.track)")) == "rgb(31, 78, 140)"
    assert page.evaluate(fill.format(".drawing text")) == "rgb(26, 26, 26)"


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
