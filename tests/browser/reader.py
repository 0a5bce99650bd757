"""A reader's browser window, used by one test after another: opening a new one costs more than most tests.

What a test may leave behind is put back before the next page opens: size, media, routes, storage, mouse. A
test that changes more (permissions, the clock, what runs before a page) asks for a window of its own.
"""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Browser, Page

CLEAR = "() => { try { localStorage.clear(); sessionStorage.clear() } catch {} }"


class Reader:
    """Windows of one browser; `page.requested` (addresses), `page.loaded` (status, address) and
    `page.errors` (texts) tell what has happened since the page was opened."""

    def __init__(self, browser: Browser, before: str = "") -> None:
        """`before` is a script that runs before those of any page."""
        self._browser, self._before = browser, before
        self._kept: dict[bool, Page] = {}
        self._own: list[Page] = []

    def open(
        self,
        address: str,
        width: int = 1280,
        scheme: str = "light",
        scripts: bool = True,
        own: bool = False,
        touch: bool = False,
    ) -> Page:
        """Opens an address at a width and in a colour scheme; `own` and `touch` in a window that is closed
        after the test."""
        if own or touch:
            page = self._new(scripts, touch)
            self._own.append(page)
        else:
            page = self._as_new(scripts)
        page.set_viewport_size({"width": width, "height": 740 if touch else 900})
        page.emulate_media(media="null", color_scheme=scheme)  # type: ignore[arg-type]
        page.requested, page.loaded, page.errors = [], [], []  # type: ignore[attr-defined]
        page.goto(address)
        return page

    def put_back(self) -> None:
        """After a test: its own windows are closed."""
        for page in self._own:
            page.context.close()
        self._own.clear()

    def close(self) -> None:
        for page in self._kept.values():
            page.context.close()

    def _as_new(self, scripts: bool) -> Page:
        if scripts in self._kept:
            _leave(self._kept[scripts])
        else:
            self._kept[scripts] = self._new(scripts, False)
        return self._kept[scripts]

    def _new(self, scripts: bool, touch: bool) -> Page:
        context = self._browser.new_context(java_script_enabled=scripts, has_touch=touch, is_mobile=touch)
        if self._before:
            context.add_init_script(self._before)
        page = context.new_page()
        made: Any = page
        page.on("request", lambda request: made.requested.append(request.url))
        page.on("response", lambda answer: made.loaded.append((answer.status, answer.url)))
        page.on("console", lambda said: made.errors.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: made.errors.append(str(error)))
        return page


def _leave(page: Page) -> None:
    """Away from the page of another test; from about:blank an address with # is no jump on the same page."""
    page.unroute_all(behavior="ignoreErrors")
    page.mouse.move(0, 0)
    page.evaluate(CLEAR)
    page.goto("about:blank")
