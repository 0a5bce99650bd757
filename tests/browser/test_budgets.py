"""What a page may weigh and do: bytes, shifts, errors, requests; the policy; a portal's sub-path."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urldefrag, urljoin

import pytest
from kinds import KINDS
from lxml import html
from playwright.sync_api import Browser, BrowserContext, Page
from portal import served

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


@pytest.fixture
def visit(browser: Browser, mounted: str) -> Iterator[Visit]:
    """Opens a page of the mounted site and waits until it is quiet; `page.loaded` is (status, address) …"""
    contexts: list[BrowserContext] = []

    def visited(path: str, width: int = 1280, scheme: str = "light") -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
        contexts.append(context)
        context.add_init_script(WATCH)
        page = context.new_page()
        page.loaded, page.errors = [], []  # type: ignore[attr-defined]
        page.on("response", lambda each: page.loaded.append((each.status, each.url)))  # type: ignore[attr-defined]
        page.on("console", lambda said: page.errors.append(said.text) if said.type == "error" else None)  # type: ignore[attr-defined]
        page.on("pageerror", lambda error: page.errors.append(str(error)))  # type: ignore[attr-defined]
        page.goto(urljoin(mounted, path))
        page.wait_for_load_state("networkidle")
        return page

    yield visited
    for context in contexts:
        context.close()


def test_a_report_weighs_little(site: Path, zensical_site: Path) -> None:
    heavy = []
    for built in (site, zensical_site):
        data = (built / KINDS["report"] / "index.html").read_bytes()
        if len(data) > HTML_LIMIT or len(gzip.compress(data, 6)) > PACKED_LIMIT:
            heavy.append((len(data), len(gzip.compress(data, 6))))
    assert heavy == []


def test_the_first_view_of_a_report_is_light(visit: Visit) -> None:
    page = visit(KINDS["report"])
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
    if page.locator(".md-search__button").count():
        pytest.skip("Zensical's own search box brings a <style> element; ours takes its place")
    bad = [each for each in page.loaded if each[0] != 200 or not each[1].startswith((mounted, "data:"))]  # type: ignore[attr-defined]
    assert (page.evaluate("[violations, shifts]"), page.errors, bad) == ([[], 0], [], [])  # type: ignore[attr-defined]


def test_every_address_of_the_mounted_site_answers_and_lies_within_it(browser: Browser, mounted: str) -> None:
    context = browser.new_context()
    seen, waiting, wrong = {mounted}, [mounted], []
    while waiting:
        address = waiting.pop()
        answer = context.request.get(address)
        if not answer.ok:
            wrong.append((answer.status, address))
        if not answer.headers["content-type"].startswith("text/html"):
            continue
        tree = html.fromstring(answer.body())
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
    context.close()
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
    page.get_by_label("全部", exact=True).check()
    region = page.locator(".statistics", has=page.locator("table.depth-3"))
    region.evaluate("region => region.scrollLeft = 120")
    assert region.evaluate("region => region.scrollLeft") == 120


def test_a_wrong_address_leads_to_the_search(visit: Visit, mounted: str) -> None:
    page = visit("reports/nowhere/2020/")
    page.get_by_label("检索机关名称、词语或数字").fill("行政复议")
    with page.expect_request("**/search/?q=*") as request:
        page.get_by_role("button", name="检索").click()
    assert request.value.url == f"{mounted}search/?q=%E8%A1%8C%E6%94%BF%E5%A4%8D%E8%AE%AE"
