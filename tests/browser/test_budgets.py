"""What a page may weigh and do: bytes, shifts, errors, requests; the policy; a portal's sub-path."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from kinds import KINDS
from lxml import html
from playwright.sync_api import Browser, Page
from portal import served
from reader import Reader

WATCH = """
window.violations = []; window.shifts = 0;
document.addEventListener("securitypolicyviolation", (e) => violations.push(`${e.violatedDirective} ${e.blockedURI}`));
new PerformanceObserver((list) => list.getEntries().forEach((e) => shifts += e.value)).observe({type: "layout-shift", buffered: true});
"""
HTML_LIMIT, PACKED_LIMIT, VIEW_LIMIT = 60_000, 15_000, 200_000
"""Bytes. What travels is packed; unpacked, a third of it are the addresses and the head references of 201 cells."""


@pytest.fixture(scope="module", params=["site", "zensical_site"])
def mounted(request: pytest.FixtureRequest) -> Iterator[str]:
    """Where a portal serves the site, as each engine builds it."""
    with served(request.getfixturevalue(request.param)) as address:
        yield address


Visit = Callable[..., Page]


@pytest.fixture(scope="module")
def watching(browser: Browser) -> Iterator[Reader]:
    """A window whose pages note what breaks the policy and what moves."""
    made = Reader(browser, WATCH)
    yield made
    made.close()


@pytest.fixture
def visit(watching: Reader, mounted: str) -> Iterator[Visit]:
    """Opens a page of the mounted site."""
    yield lambda path, *how, **more: watching.open(urljoin(mounted, path), *how, **more)
    watching.put_back()


def test_a_report_weighs_little(site: Path, zensical_site: Path, demo_site: Path) -> None:
    """The repository's with either engine, and every one of the fictional city."""
    files = [*demo_site.glob("reports/**/20??/index.html")]
    files += [built / KINDS["report"] / "index.html" for built in (site, zensical_site)]
    sizes = {file: (len(data), len(gzip.compress(data, 6))) for file in files for data in [file.read_bytes()]}
    heavy = {file: size for file, size in sizes.items() if size > (HTML_LIMIT, 0) or size[1] > PACKED_LIMIT}
    assert (len(files) > 60, heavy) == (True, {})


def test_the_first_view_of_a_report_is_light(visit: Visit) -> None:
    page = visit(KINDS["report"], own=True)
    page.wait_for_load_state("networkidle")
    sizes = page.evaluate(
        "performance.getEntries().filter(e => 'encodedBodySize' in e).map(e => [e.name, e.encodedBodySize])"
    )
    assert sum(size for _, size in sizes) <= VIEW_LIMIT, sizes


@pytest.mark.parametrize(
    ("kind", "width"),
    [*((kind, 360) for kind in KINDS), *((kind, 1280) for kind in ("home", "body", "report"))],
)
def test_a_page_stays_put_breaks_no_policy_and_asks_only_its_own_site(
    visit: Visit, mounted: str, kind: str, width: int
) -> None:
    page = visit(KINDS[kind], width, "dark" if width == 360 else "light")
    page.wait_for_load_state("networkidle")
    if page.locator(".md-search__button").count():
        pytest.skip("Zensical's own search box brings a <style> element; ours takes its place")
    bad = [each for each in page.loaded if each[0] != 200 or not each[1].startswith((mounted, "data:"))]  # type: ignore[attr-defined]
    assert (page.evaluate("[violations, shifts]"), page.errors, bad) == ([[], 0], [], [])  # type: ignore[attr-defined]


def test_every_address_of_the_mounted_site_answers_and_lies_within_it(mounted: str) -> None:
    portal = HTTPConnection(urlsplit(mounted).netloc)
    seen, waiting, wrong = {mounted}, [mounted], []
    while waiting:
        address = waiting.pop()
        portal.request("GET", urlsplit(address).path)
        answer = portal.getresponse()
        data = answer.read()
        if answer.status != 200:
            wrong.append((answer.status, address))
        if not answer.headers["content-type"].startswith("text/html"):
            continue
        tree = html.fromstring(gzip.decompress(data).decode("utf-8"))
        for each in tree.xpath(
            "//a/@href | //link[not(@rel='canonical')]/@href | //script/@src | //img/@src"
        ):
            target = urldefrag(urljoin(address, each)).url
            if target.startswith("https://beian.") or target in seen:
                continue
            seen.add(target)
            if target.startswith(mounted):
                waiting.append(target)
            elif target.startswith(urljoin(mounted, "/")) and f"{target}/" != mounted:
                wrong.append((0, target))
    portal.close()
    assert wrong == []
    assert len(seen) > 20


def test_a_script_in_the_page_does_not_run(visit: Visit) -> None:
    """Were escaping ever to fail, the policy would still hold; the page's own <meta> says it too."""
    page = visit(KINDS["report"])
    page.evaluate(
        """() => {
            const script = document.createElement("script");
            script.textContent = "window.ran = true";
            document.body.append(script);
            document.body.insertAdjacentHTML("beforeend", "<img src=x onerror='window.ran = true'>");
        }"""
    )
    page.wait_for_function("violations.length >= 2")
    assert page.evaluate("window.ran") is None


def test_the_reader_chooses_the_colours_once(visit: Visit, mounted: str) -> None:
    page = visit("")
    page.locator("label[for=__palette_1]").click()
    page.goto(urljoin(mounted, KINDS["report"]), wait_until="commit")
    page.wait_for_selector("body")
    assert page.evaluate("document.body.dataset.mdColorScheme") == "slate"


def test_the_colours_of_the_system_are_there_before_the_theme(visit: Visit, mounted: str) -> None:
    """No flash: the theme itself would choose only after its large script has come."""
    page = visit("", scheme="dark")
    page.route("**/bundle*", lambda route: route.abort())
    page.goto(urljoin(mounted, "reports/"))
    assert page.evaluate("document.body.dataset.mdColorScheme") == "slate"


def test_a_table_scrolls_under_the_policy(visit: Visit) -> None:
    page = visit(KINDS["report"], 360)
    page.get_by_role("group", name="申请人情况").get_by_label("全部").check()
    region = page.locator(".statistics", has=page.locator("table.depth-3"))
    region.evaluate("region => region.scrollLeft = 120")
    assert region.evaluate("region => region.scrollLeft") == 120


def test_a_wrong_address_leads_to_the_search(visit: Visit, mounted: str) -> None:
    page = visit("reports/nowhere/2020/")
    page.get_by_label("检索机关名称、词语或数字").fill("行政复议")
    with page.expect_request("**/search/?q=*") as request:
        page.get_by_role("button", name="检索").click()
    assert request.value.url == f"{mounted}search/?q=%E8%A1%8C%E6%94%BF%E5%A4%8D%E8%AE%AE"
