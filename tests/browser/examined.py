"""What axe-core objects to."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

OPTIONS = {"resultTypes": ["violations"]}
"""All rules run; of those that hold nothing is gathered, which takes half of the time."""


def violations(page: Page) -> list[tuple[str, str, str]]:
    """Violations of any impact: rule, impact, the first element."""
    found = Axe().run(page, options=OPTIONS).response["violations"]
    return [(each["id"], each["impact"], each["nodes"][0]["html"][:120]) for each in found]
