"""How soon an edit of a report is on the page of `gongkai serve`.

    python benchmarks/preview.py [--bodies N] [--years N] [--edits N]

Serves a copy of the repository, or a fictional city of N bodies, edits a report one time after another, and prints
the seconds until the page holds each edit.
"""

from __future__ import annotations

import argparse
import re
import shutil
import socket
import statistics
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path

from incremental import GONGKAI, compiling, cost

ROOT = Path(__file__).parent.parent
OVERVIEW = re.compile(r"(?m)(?<=^overview: \|\n  )")


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


def site(root: Path, bodies: int, years: int) -> None:
    """A copy of the repository, or a city."""
    if bodies:
        sizes = ("--bodies", str(bodies), "--years", str(years))
        cost("demo", *sizes, "--out", str(root), "--root", str(ROOT))
        return
    for part in ("reports", "docs", "generator/theme"):
        shutil.copytree(ROOT / part, root / part)
    shutil.copy(ROOT / "mkdocs.yml", root)


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--bodies", type=int, default=0)
    parser.add_argument("--years", type=int, default=6)
    parser.add_argument("--edits", type=int, default=5)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        root = Path(name) / "site"
        site(root, asked.bodies, asked.years)
        files = [
            file
            for file in sorted(root.glob("reports/**/20*.yml"))
            if OVERVIEW.search(file.read_text("utf-8"))
        ]
        file, port = files[len(files) // 2], free_port()
        print(f"{len(files)} reports; {file.relative_to(root)}")
        server = subprocess.Popen(
            [*GONGKAI, "serve", "--root", str(root), "--port", str(port)],
            stdout=subprocess.DEVNULL,
            env=compiling(),
        )
        address = f"http://127.0.0.1:{port}/{file.relative_to(root).with_suffix('').as_posix()}/"
        text = file.read_text("utf-8")
        try:
            print(f"first page after {wait(address, '一、总体情况'):.2f} s", flush=True)
            taken = []
            for number in range(asked.edits):
                time.sleep(1)
                file.write_text(OVERVIEW.sub(f"第{number}次修改。", text, count=1), "utf-8")
                taken.append(wait(address, f"第{number}次修改。"))
                print(f"edit shown after {taken[-1]:.2f} s", flush=True)
            print(f"median {statistics.median(taken):.2f} s")
        finally:
            server.terminate()
            server.wait(10)


if __name__ == "__main__":
    main()
