"""Earlier versions, corrections, the board and former addresses, as a browser shows them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from click.testing import CliRunner
from examined import violations
from playwright.sync_api import Page
from portal import served
from reader import Reader

from conftest import copy_of_the_repository
from corrected import CELL, PAGE, replaced, scripted
from gongkai import cli

Open = Callable[..., Page]
PAGES = [f"{PAGE}/", f"{PAGE}/v1/", "corrections/", "board/", "withdrawn/"]


@pytest.fixture(scope="module")
def corrected(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a portal serves a site with versions, a board, a page that moved and one that was withdrawn."""
    root = copy_of_the_repository(tmp_path_factory.mktemp("banben"))
    replaced(root / "mkdocs.yml", "  board: false", "  board: true")
    moved, gone = "old/: reports/daxing/\n", "withdrawn/: {withdrawn: 误发的网页，已撤下}\n"
    (root / "redirects.yml").write_text(moved + gone, "utf-8")
    result = CliRunner().invoke(cli.cli, ["build", "--root", str(scripted(root))])
    assert result.exit_code == 0, result.output
    with served(root / "site") as mounted:
        yield mounted


@pytest.fixture
def open_page(reader: Reader, corrected: str) -> Open:
    return lambda path="", *how, **more: reader.open(corrected + path, *how, **more)


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_axe_has_no_objection(open_page: Open, path: str, width: int, scheme: str) -> None:
    page = open_page(path, width, scheme)
    assert (violations(page), page.errors) == ([], [])  # type: ignore[attr-defined]


@pytest.mark.parametrize("path", PAGES)
def test_no_page_is_wider_than_a_phone(open_page: Open, path: str) -> None:
    page = open_page(path, 360)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize(("path", "figure"), [(f"{PAGE}/", "255"), (f"{PAGE}/v1/", "250")])
def test_a_figure_tells_what_it_was_in_every_version(open_page: Open, path: str, figure: str) -> None:
    page = open_page(path)
    page.locator(f"[id='{CELL}']").click()
    term = page.locator(".cell-box dt", has_text="历次数值")
    term.wait_for()
    assert page.locator(".cell-value").inner_text() == f"{figure}件"
    told = page.locator(".cell-box dt:text-is('历次数值') ~ dd").all_inner_texts()[:2]
    assert told == [
        "第 1 版（2021-01-19）250 → 第 2 版（2021-06-01）260",
        "第 3 版（2021-07-01）255",
    ]
    assert [each for each in page.loaded if each[0] != 200] == []  # type: ignore[attr-defined]


@pytest.mark.parametrize("scripts", [True, False])
def test_a_former_address_leads_on(open_page: Open, corrected: str, scripts: bool) -> None:
    page = open_page("old/#bodies", scripts=scripts)
    page.wait_for_url(f"{corrected}reports/daxing/{'#bodies' if scripts else ''}")
    assert page.locator("h1").inner_text() == "北京市大兴区人民政府"
