"""What one changed figure costs: the whole command, from an edit to the finished site, search included.

    python benchmarks/incremental.py [--bodies N] [--years N] [--edits N] [--root SITE]

Makes a fictional city, builds it once, then changes a figure of one report after another and runs
`gongkai build`, `gongkai check` and nothing (`--version`). Prints wall and CPU seconds (medians), the
most memory that any process had, and what changed. On a busy machine look at the CPU seconds.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

GONGKAI = [sys.executable, "-c", "from gongkai.cli import main; main()"]
Cost = tuple[float, float, float]
"""Wall seconds, CPU seconds of all processes, MiB of the largest."""


def compiling() -> dict[str, str]:
    """Our environment, in which Python keeps what it compiles, as it does unless it is told otherwise."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def cost(*arguments: str) -> Cost:
    """What a command takes."""
    began = time.perf_counter()
    process = subprocess.Popen([*GONGKAI, *arguments], stdout=subprocess.DEVNULL, env=compiling())
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode > 1:
        sys.exit(f"gongkai {arguments[0]} returned {process.returncode}")
    return time.perf_counter() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def edit(root: Path, dice: random.Random) -> None:
    """Another figure in one report: the fees, which no other number follows from."""
    while True:
        file = dice.choice(list(root.glob("reports/**/2024.yml")))
        text = file.read_text("utf-8")
        if found := list(re.finditer(r"(?m)^    administrative_fees: +\[ *(\d+)\.", text)):
            at = found[0]
            file.write_text(f"{text[: at.start(1)]}{int(at[1]) + 1}{text[at.end(1) :]}", "utf-8")
            return


def told(what: str, costs: list[Cost]) -> None:
    wall, used, memory = (statistics.median(each[part] for each in costs) for part in range(3))
    print(f"{what:40}{wall:9.2f} s wall{used:9.2f} s CPU{memory:9.0f} MiB", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--bodies", type=int, default=167)
    parser.add_argument("--years", type=int, default=6)
    parser.add_argument("--edits", type=int, default=5)
    parser.add_argument("--root", type=Path, help="a site that is there, and built by this program")
    asked = parser.parse_args()
    dice = random.Random(1)
    with tempfile.TemporaryDirectory() as folder:
        root = asked.root or Path(folder) / "city"
        if asked.root is None:
            sizes = ("--bodies", str(asked.bodies), "--years", str(asked.years))
            cost("demo", *sizes, "--out", str(root), "--root", str(Path(__file__).parent.parent))
            told("first build", [cost("build", "--root", str(root))])
            told("first check", [cost("check", "--root", str(root))])
        reports = sum(1 for _ in root.glob("reports/**/20*.yml"))
        print(f"{reports} reports")
        told("nothing (--version)", [cost("--version") for _ in range(asked.edits)])
        told("build, nothing changed", [cost("build", "--root", str(root)) for _ in range(asked.edits)])
        builds, checks = [], []
        for _ in range(asked.edits):
            edit(root, dice)
            builds.append(cost("build", "--root", str(root)))
            checks.append(cost("check", "--root", str(root)))
        told("build, one figure changed", builds)
        told("check, one figure changed", checks)


if __name__ == "__main__":
    main()
