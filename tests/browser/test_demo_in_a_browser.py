"""The band that marks the fictional city, on the screen and on paper."""

from __future__ import annotations

import io
import unicodedata
from pathlib import Path

import pypdf
import pytest
from playwright.sync_api import Browser


@pytest.mark.parametrize("page", ["index.html", "reports/shili/jiaoyu/2023/index.html"])
def test_the_band_is_printed(browser: Browser, demo_site: Path, page: str) -> None:
    opened = browser.new_page()
    opened.goto((demo_site / page).as_uri())
    text = pypdf.PdfReader(io.BytesIO(opened.pdf(format="A4"))).pages[0].extract_text()
    opened.close()
    assert "仅供演示" in unicodedata.normalize("NFKC", text)


def test_the_band_stands_above_everything(browser: Browser, demo_site: Path) -> None:
    opened = browser.new_page(viewport={"width": 360, "height": 740})
    opened.goto((demo_site / "reports/shili/jiaoyu/2023/index.html").as_uri())
    box = opened.locator(".demo-band").bounding_box()
    opened.close()
    assert box is not None
    assert 0 <= box["y"] < 40
    assert box["width"] <= 360
