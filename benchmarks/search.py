"""The readers' search: what the index costs to build, to keep and to load.

    python benchmarks/search.py [--reports 1000] [--reports 10000]

For each number of reports: makes a fictional city (gongkai demo), times records, terms and shards on
one core, writes the index with all cores, whole and after one figure changed, sums up the files, holds the candidates of random phrases against a reading of every text,
and asks in Chromium, where there is one, through the client itself, cold and on this machine's own address:
all bytes from the focus on, and the time from the end of typing to results.
"""

from __future__ import annotations

import argparse
import functools
import http.server
import json
import re
import resource
import shutil
import statistics
import sys
import tempfile
import threading
import time
from itertools import pairwise
from pathlib import Path
from typing import Any

from click.testing import CliRunner
from msgspec.structs import replace
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

import search_truth  # noqa: E402
from gongkai import cli  # noqa: E402
from gongkai.load.project import load_project  # noqa: E402
from gongkai.search.fold import fold  # noqa: E402
from gongkai.search.index import write  # noqa: E402
from gongkai.search.page import Page  # noqa: E402
from gongkai.search.record import Record  # noqa: E402
from gongkai.search.records import body_record, report_record  # noqa: E402
from gongkai.search.segments import PAGES, merged, segment  # noqa: E402
from gongkai.search.summary import shard_count  # noqa: E402
from gongkai.search.terms import terms_of  # noqa: E402

ASKED = [
    "46件",
    "行政复议",
    "棚户区改造",
    "公开",
    "镇人民政府",
    "2022年 诉讼",
    "本机关不掌握相关政府信息",
    "288",
]
PHRASES = 200


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--reports", type=int, action="append")
    for reports in parser.parse_args().reports or [1000, 10_000]:
        with tempfile.TemporaryDirectory() as folder:
            measure(reports, Path(folder))


def measure(reports: int, folder: Path) -> None:
    city = folder / "city"
    arguments = [
        "demo",
        "--bodies",
        str(-(-reports // 6)),
        "--years",
        "6",
        "--out",
        str(city),
        "--root",
        str(ROOT),
    ]
    done = CliRunner().invoke(cli.cli, arguments)
    if done.exit_code:
        sys.exit(done.output)
    project = load_project(city)
    made = len(project.reports)
    started = time.process_time()
    records = [report_record(each) for each in project.reports.values()]
    records += [body_record(each) for each in project.bodies.values()]
    written = sum(len(each.data) for each in records)
    taken = time.process_time()
    terms_and_shards(records, folder)
    indexed = time.process_time()
    print(f"{made} reports")
    makers = [functools.partial(report_record, each) for each in project.reports.values()]
    makers += [functools.partial(body_record, each) for each in project.bodies.values()]
    pages = [Page(each.order, make, "1") for each, make in zip(records, makers, strict=True)]
    lines = [on_disk(pages, folder, made), one_figure(pages, records, folder)]
    files = search_truth.files_of(folder / "index")
    print(
        f"  records        {(taken - started) / made * 1000:.2f} ms CPU a report, {written / len(records):.0f} bytes"
    )
    print(f"  terms, shards  {(indexed - taken) / made * 1000:.2f} ms CPU a report")
    shards = [len(data) for name, data in files.items() if name.startswith("terms/")]
    print(
        f"  {len(shards)} shards      {sum(shards) / 1e6:.1f} MB, mean {statistics.mean(shards):.0f}, largest {max(shards)} bytes"
    )
    print(f"  all files      {sum(map(len, files.values())) / 1e6:.1f} MB")
    print("\n".join(lines))
    candidates(records)
    if executable := shutil.which("chromium"):
        in_a_browser(files, folder / "site", executable)


def candidates(records: list[Record]) -> None:
    """Recall and precision of the candidates of phrases of 3 to 12 characters, before the proof."""
    made = dict.fromkeys(search_truth.phrases(records, 4 * PHRASES, 1))
    long = [each for each in made if len(fold(each)) > 2 and not search_truth.WITH_UNIT.fullmatch(fold(each))]
    some = long[:PHRASES]
    pairs = {each: {one + other for one, other in pairwise(fold(each))} for each in some}
    pages: dict[str, set[str]] = {each: set() for each in some}
    true: dict[str, set[str]] = {each: set() for each in some}
    for record in records:
        terms, text = terms_of(record), "\n".join(map(fold, search_truth.texts.__wrapped__(record)))
        for phrase in some:
            if pairs[phrase] <= terms:
                pages[phrase].add(record.id)
            if fold(phrase) in text:
                true[phrase].add(record.id)
    found, right = sum(map(len, pages.values())), sum(map(len, true.values()))
    kept = sum(len(pages[each] & true[each]) for each in some)
    more = sum(pages[each] != true[each] for each in some)
    print(
        f"  candidates     recall {kept / right:.4f}, precision {kept / found:.4f}; too many for {more} of {PHRASES} phrases"
    )


def terms_and_shards(records: list[Record], folder: Path) -> None:
    """The work of all processes in this one; nothing but the segments is written."""
    ordered = sorted(records, key=lambda each: each.order)
    count = shard_count(len(ordered))
    segments = []
    for at in range(0, len(ordered), PAGES):
        some = ordered[at : at + PAGES]
        segments.append(folder / f"{at}.segment")
        segments[-1].write_bytes(segment(range(at, at + len(some)), some, count))
    for _ in merged(segments, range(count), count):
        pass


def on_disk(pages: list[Page], folder: Path, made: int) -> str:
    (folder / "work").mkdir()
    began, before = time.perf_counter(), cpu()
    written = write(pages, folder / "index", folder / "work")
    spent, used = time.perf_counter() - began, cpu() - before
    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return (
        f"  cold, written  {used / made * 1000:.2f} ms CPU a report with the records and {written.changed} files, "
        f"{spent:.1f} s; largest other process {largest:.0f} MB, what it shares with this one included"
    )


def one_figure(pages: list[Page], records: list[Record], folder: Path) -> str:
    which = next(place for place, each in enumerate(records) if each.figures)
    spent = []
    for figure in ("987654", "987655", "987656"):
        other = replace(records[which], figures=(figure, *records[which].figures[1:]))
        pages[which] = Page(other.order, lambda other=other: other, figure)
        began = time.perf_counter()
        written = write(pages, folder / "index", folder / "work")
        spent.append(time.perf_counter() - began)
    return f"  one figure     {statistics.median(spent):.3f} s, {written.changed} files written"


def cpu() -> float:
    """Seconds of this process and those it has started."""
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in both)


def in_a_browser(files: dict[str, bytes], folder: Path, executable: str) -> None:
    for name, data in files.items():
        file = folder / "search" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    shutil.copytree(ROOT / "docs/assets", folder / "assets")
    box = re.sub(
        r"\{[{%#].*?[}%#]\}",
        "",
        (ROOT / "generator/theme/partials/search.html").read_text("utf-8"),
        flags=re.S,
    )
    scripts = '<script src="assets/search.js"></script><script src="assets/search-view.js"></script>'
    (folder / "index.html").write_text(f"<!doctype html><meta charset=utf-8><body>{box}{scripts}", "utf-8")
    (folder / "favicon.ico").write_bytes(b"")
    handler = functools.partial(Silent, directory=str(folder))
    with (
        http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server,
        sync_playwright() as playwright,
    ):
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browser = playwright.chromium.launch(
            executable_path=executable, args=["--no-sandbox", "--disable-gpu"]
        )
        for query in ASKED:
            ask(browser, f"http://127.0.0.1:{server.server_port}/", query)
        browser.close()
        server.shutdown()


def ask(browser: Browser, address: str, query: str) -> None:
    """One cold query in a fresh context."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(address)
    loaded: list[Any] = []
    page.on("response", lambda response: loaded.append(response))
    with page.expect_response("**/root.json"):
        page.locator(".gk-search__input").focus()
    spent = page.evaluate(
        """async (query) => {
          const box = document.querySelector(".gk-search__input"), said = document.querySelector(".gk-search__status");
          const began = performance.now();
          box.value = query;
          box.dispatchEvent(new CompositionEvent("compositionend"));  // as an input method ends: at once
          while (!/个页面|没有找到|未能/.test(said.textContent)) await new Promise((next) => setTimeout(next, 2));
          return performance.now() - began;
        }""",
        query,
    )
    said = page.locator(".gk-search__status").inner_text()
    sizes = [len(each.body()) for each in loaded]
    print(
        f"  {json.dumps(query, ensure_ascii=False):<24} {sum(sizes) / 1000:6.1f} kB  {len(sizes):3} files  {spent:5.0f} ms  {said}"
    )
    context.close()


class Silent(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *arguments: object) -> None:
        pass


if __name__ == "__main__":
    main()
