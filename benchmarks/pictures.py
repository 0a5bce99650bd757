"""Pictures of every kind of page, for the handbook.

    python benchmarks/pictures.py

Builds the fictional city, opens one page of every kind wide, on a phone, dark and as printed, and
writes docs/assets/pictures/*.webp and docs/developers/pictures.md, which shows them.
"""

from __future__ import annotations

import base64
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests/browser"))

from chromium import CHROMIUM, QUIET  # noqa: E402 - beside the tests that use them too
from kinds import TABLE, Kind  # noqa: E402
from portal import served  # noqa: E402

PICTURES = ROOT / "docs/assets/pictures"
PAGE = ROOT / "docs/developers/pictures.md"
QUALITY = 30
LOOKS = {
    "wide": ("宽屏", 1280, 900, "light", "screen"),
    "phone": ("手机", 360, 740, "light", "screen"),
    "dark": ("深色", 1280, 900, "dark", "screen"),
    "print": ("打印", 718, 1009, "light", "print"),
}
"""Look → its name, width and height in CSS pixels, colour scheme, medium. An A4 page within its margins is 718 wide."""


def main() -> None:
    if CHROMIUM is None:
        sys.exit("需要 Chromium（Debian：apt-get install chromium）")
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        site = city(Path(name) / "shili")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        PICTURES.mkdir(parents=True, exist_ok=True)
        for old in PICTURES.glob("*.webp"):
            old.unlink()
        with served(site) as address:
            for key, kind in TABLE.items():
                for look in LOOKS:
                    (PICTURES / f"{key}-{look}.webp").write_bytes(picture(browser, address, kind, look))
        browser.close()
    PAGE.write_text(handbook_page(), "utf-8")
    size = sum(file.stat().st_size for file in PICTURES.iterdir())
    print(f"{len(TABLE) * len(LOOKS)} 张图，共 {size / 1e6:.2f} MB")


def city(root: Path) -> Path:
    """The built site of the fictional city."""
    gongkai = Path(sys.executable).parent / "gongkai"
    for arguments in (["demo", "--out", root, "--root", ROOT], ["build", "--root", root]):
        subprocess.run([gongkai, *map(str, arguments)], check=True, stdout=subprocess.DEVNULL)
    return root / "site"


def picture(browser: Browser, address: str, kind: Kind, look: str) -> bytes:
    """The top of a page as WebP."""
    _, width, height, scheme, medium = LOOKS[look]
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.emulate_media(media=medium)  # type: ignore[arg-type]
    page.goto(address + (kind.city or kind.here))
    page.wait_for_load_state("networkidle")
    shot = context.new_cdp_session(page).send(
        "Page.captureScreenshot", {"format": "webp", "quality": QUALITY}
    )
    context.close()
    return base64.b64decode(shot["data"])


def handbook_page() -> str:
    """The page that shows the pictures: a section a kind, a picture a look."""
    parts = ["# 各类页面的样子\n\n由 `make pictures` 生成，取自 `gongkai demo` 的示例市，内容均为虚构。\n"]
    for key, kind in TABLE.items():
        parts.append(f"\n## {kind.name} {{ #{key} }}\n")
        for look, (name, width, height, _, _) in LOOKS.items():
            parts.append(
                f"\n![{kind.name}，{name}（{width} 像素宽）](../assets/pictures/{key}-{look}.webp)"
                f"{{ width={width // 2} height={height // 2} loading=lazy }}\n"
            )
    return "".join(parts)


if __name__ == "__main__":
    main()
