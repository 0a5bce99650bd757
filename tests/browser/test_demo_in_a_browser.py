"""The band that marks the fictional city, on the screen and on paper."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Callable

import pypdf
import pytest
from playwright.sync_api import Page

Open = Callable[..., Page]
REPORT = "reports/shili/jiaoyu/2023/"


@pytest.mark.parametrize("path", ["", REPORT])
def test_the_band_is_printed(open_demo: Open, path: str) -> None:
    printed = open_demo(path).pdf(format="A4", page_ranges="1")
    text = pypdf.PdfReader(io.BytesIO(printed)).pages[0].extract_text()
    assert "仅供演示" in unicodedata.normalize("NFKC", text)


def test_the_band_stands_above_everything(open_demo: Open) -> None:
    box = open_demo(REPORT, 360).locator(".demo-band").bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 40
    assert box["width"] <= 360
