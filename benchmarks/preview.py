"""How soon an edit of a report is on the page of `gongkai serve`.

    python benchmarks/preview.py

Serves a copy of the repository, edits the report five times, and prints the seconds until the page
holds each edit.
"""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).parent.parent
REPORT = "daxing/qingyundian/2020"
EDITS = 5


def wait(address: str, text: str) -> float:
    """Seconds until the page holds the text."""
    start = time.monotonic()
    while True:
        try:
            with urllib.request.urlopen(address) as page:
                if text in page.read().decode("utf-8"):
                    return time.monotonic() - start
        except OSError:
            pass
        time.sleep(0.02)


def main() -> None:
    with tempfile.TemporaryDirectory() as name, socket.socket() as free:
        root = Path(name)
        for part in ("reports", "docs", "generator/theme"):
            shutil.copytree(ROOT / part, root / part)
        shutil.copy(ROOT / "mkdocs.yml", root)
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        command = [sys.executable, "-c", "from gongkai.cli import main; main()"]
        server = subprocess.Popen(
            [*command, "serve", "--root", str(root), "--port", str(port)], stdout=subprocess.DEVNULL
        )
        address = f"http://127.0.0.1:{port}/reports/{REPORT}/"
        file = root / f"reports/{REPORT}.yml"
        text = file.read_text("utf-8")
        try:
            print(f"first page after {wait(address, '一、总体情况'):.2f} s")
            for number in range(EDITS):
                time.sleep(1)
                file.write_text(text.replace("  无。", f"  第{number}次修改。"), "utf-8")
                print(f"edit shown after {wait(address, f'第{number}次修改。'):.2f} s")
        finally:
            server.terminate()
            server.wait(10)


if __name__ == "__main__":
    main()
