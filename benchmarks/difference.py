"""What `gongkai diff` costs: the new reports of all bodies in one branch, and one changed cell.

    python benchmarks/difference.py [--bodies 170] [--years 6]

Writes a fictional city (gongkai demo) into a repository: first all years but the last, then the last one, then
one more request in one report. Runs the command on each step, as text and as Markdown, and prints seconds by the
clock and of CPU, those of git and of other processes included, and how long the comment is.
"""

from __future__ import annotations

import argparse
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
GONGKAI = [sys.executable, "-c", "from gongkai.cli import main; main()"]


def run(*arguments: str) -> str:
    """What gongkai prints; 1 is an answer too."""
    done = subprocess.run([*GONGKAI, *arguments], capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        raise SystemExit(done.stderr)
    return done.stdout


def git(root: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "gc.auto=0"]
    subprocess.run(["git", *identity, *arguments], cwd=root, check=True, capture_output=True)


def spent() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return children.ru_utime + children.ru_stime


def history(root: Path, bodies: int, years: int) -> int:
    """The repository; returns how many reports it has."""
    run("demo", "--bodies", str(bodies), "--years", str(years), "--out", str(root), "--root", str(ROOT))
    reports = sorted((root / "reports").rglob("20*.yml"))
    last = max(file.name for file in reports)
    new = [file for file in reports if file.name == last]
    texts = [file.read_bytes() for file in new]
    for file in new:
        file.unlink()
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "reports")
    git(root, "commit", "-qm", "earlier years")
    for file, text in zip(new, texts, strict=True):
        file.write_bytes(text)
    git(root, "add", "reports")
    git(root, "commit", "-qm", "the last year")
    file = new[len(new) // 2]
    changed = re.sub(
        r"(received_this_year: *\[ *)(\d+)", lambda m: f"{m[1]}{int(m[2]) + 1}", file.read_text("utf-8")
    )
    file.write_text(changed, "utf-8")
    git(root, "commit", "-qam", "one cell")
    return len(reports)


def measured(root: Path, old: str, new: str, format_: str) -> str:
    before, started = spent(), time.perf_counter()
    output = run("diff", old, new, "--format", format_, "--root", str(root))
    seconds, cpu = time.perf_counter() - started, spent() - before
    first = output.splitlines()
    said = " ".join(line.strip(" -*") for line in first[1:4] if line)
    return f"{seconds:.1f} s, CPU {cpu:.1f}, {len(output):,} characters: {said}"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--bodies", type=int, default=170)
    parser.add_argument("--years", type=int, default=6)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        root = Path(name) / "shili"
        reports = history(root, options.bodies, options.years)
        print(f"{options.bodies} bodies, {reports} reports")
        for what, old, new in (
            ("all new reports", "HEAD~2", "HEAD~1"),
            ("one cell", "HEAD~1", "HEAD"),
        ):
            for format_ in ("text", "markdown"):
                print(f"{what}, {format_}: {measured(root, old, new, format_)}")


if __name__ == "__main__":
    main()
