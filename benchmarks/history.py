"""The public versions of reports: what they cost to read from git, from nothing and after one commit.

    python benchmarks/history.py [--reports 10000] [--versions 3] [--keep FOLDER]

Writes a fictional city (gongkai demo), gives it a repository by `git fast-import` in which every version
of every report is a commit of its own that changes one cell, and reads the histories: all, again with
nothing new, and after one more commit. Prints wall and CPU seconds, those of the children included.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from click.testing import CliRunner

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from gongkai import cli  # noqa: E402
from gongkai.history.histories import read_histories  # noqa: E402
from gongkai.load.forms import load_forms  # noqa: E402
from gongkai.load.project import Project, load_project  # noqa: E402

ROW = re.compile(rb"(?m)^( *disclosed: *\[ *)([0-9]+)")
YEARS = 6


def commits(root: Path, versions: int) -> Iterator[bytes]:
    """A stream for fast-import: bodies first, then every report, then its changes one by one."""
    files = sorted(path for path in (root / "reports").rglob("*.yml"))
    others = [path for path in files if path.name == "body.yml"]
    reports = [path for path in files if path.name != "body.yml"]
    at = 1767225600  # 2026-01-01, after the publication of every report
    yield head(at, "机关") + b"".join(put(root, path, path.read_bytes()) for path in others)
    for number in range(versions):
        for path in reports:
            at += 60
            data = ROW.sub(lambda match, n=number: b"%b%d" % (match[1], int(match[2]) + n), path.read_bytes())
            yield head(at, f"第{number + 1}版 {path.relative_to(root)}") + put(root, path, data)


def head(at: int, subject: str) -> bytes:
    words = subject.encode()
    return (
        b"commit refs/heads/main\ncommitter x <x@example.org> %d +0800\ndata %d\n" % (at, len(words))
        + words
        + b"\n"
    )


def put(root: Path, path: Path, data: bytes) -> bytes:
    name = path.relative_to(root).as_posix().encode()
    return b"M 100644 inline %b\ndata %d\n%b\n" % (name, len(data), data)


def repository(folder: Path, reports: int, versions: int) -> Path:
    root = folder / "shi"
    bodies = -(-reports // YEARS)
    arguments = [
        "demo",
        "--bodies",
        str(bodies),
        "--years",
        str(YEARS),
        "--out",
        str(root),
        "--root",
        str(ROOT),
    ]
    made = CliRunner().invoke(cli.cli, arguments)
    if made.exit_code:
        raise SystemExit(made.output)
    run(root, "init", "-q", "-b", "main")
    with subprocess.Popen(["git", "fast-import", "--quiet"], cwd=root, stdin=subprocess.PIPE) as process:
        assert process.stdin is not None
        for part in commits(root, versions):
            process.stdin.write(part)
        process.stdin.close()
    run(root, "reset", "-q", "--hard")
    return root


def run(root: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=root, check=True)


def measured(name: str, work: Callable[[], int]) -> None:
    before, start = os.times(), time.perf_counter()
    count = work()
    wall, after = time.perf_counter() - start, os.times()
    cpu = sum(after[:4]) - sum(before[:4])
    print(f"{name}: {count:,} 份报告有历次版本，{wall:.1f} s，CPU {cpu:.1f} s")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--reports", type=int, default=10_000)
    parser.add_argument("--versions", type=int, default=3)
    parser.add_argument("--keep", type=Path, help="leave the repository there, or use the one that is there")
    chosen = parser.parse_args()
    folder = chosen.keep or Path(tempfile.mkdtemp())
    folder.mkdir(exist_ok=True)
    try:
        root = (
            folder / "shi"
            if (folder / "shi").exists()
            else repository(folder, chosen.reports, chosen.versions)
        )
        project = Project(root, load_forms())
        for body in load_project(root).bodies.values():
            project.bodies[body.id] = body
        shutil.rmtree(root / ".gongkai", ignore_errors=True)

        def read() -> int:
            return len(read_histories(root, project.forms, project.bodies))

        measured("从头读", read)
        measured("没有新提交", read)
        report = next(path for path in sorted((root / "reports").rglob("20*.yml")))
        report.write_bytes(
            ROW.sub(lambda match: b"%b%d" % (match[1], int(match[2]) + 7), report.read_bytes())
        )
        run(root, "-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "-qam", "再改一处")
        measured("一次新提交以后", read)
    finally:
        if chosen.keep is None:
            shutil.rmtree(folder)


if __name__ == "__main__":
    main()
