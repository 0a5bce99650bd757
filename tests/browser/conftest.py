"""A browser and a server for the built site. Skipped where Chromium is not installed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from chromium import CHROMIUM, QUIET
from playwright.sync_api import Browser, Page, sync_playwright
from portal import served
from reader import Reader

Open = Callable[..., Page]


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where a portal serves the site of the repository, as MkDocs builds it."""
    with served(site) as mounted:
        yield mounted


@pytest.fixture(scope="session")
def demo_address(demo_site: Path) -> Iterator[str]:
    """Where a portal serves the fictional city."""
    with served(demo_site) as mounted:
        yield mounted


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("needs Chromium (on Debian: apt-get install chromium)")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def windows(browser: Browser) -> Iterator[Reader]:
    """The windows that all tests of a session share."""
    made = Reader(browser)
    yield made
    made.close()


@pytest.fixture
def reader(windows: Reader) -> Iterator[Reader]:
    """The shared windows, put back after the test."""
    yield windows
    windows.put_back()


@pytest.fixture
def open_page(reader: Reader, address: str) -> Open:
    """Opens an address of the site of the repository; see Reader.open."""
    return lambda path="", *how, **more: reader.open(address + path, *how, **more)


@pytest.fixture
def open_demo(reader: Reader, demo_address: str) -> Open:
    """Opens an address of the city's site; see Reader.open."""
    return lambda path="", *how, **more: reader.open(demo_address + path, *how, **more)
