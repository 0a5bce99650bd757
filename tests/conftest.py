"""What several test modules share: the built site, once a run and engine."""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import filelock
import hypothesis
import pytest
from click.testing import CliRunner

import samples
from gongkai import cli, layout

PATIENT = hypothesis.settings(deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
"""How long an example takes is not a test's to judge."""
hypothesis.settings.register_profile("same", PATIENT, derandomize=True)
hypothesis.settings.register_profile("other", PATIENT, print_blob=True)
hypothesis.settings.load_profile("same")  # the same code, the same result; other examples: CONTRIBUTING.md

PICTURES = ("docs/assets/pictures/", "docs/developers/pictures.md")
"""Megabytes that no test of a whole repository looks at."""
NEEDED = ("mkdocs.yml", "reports", "docs", "generator/theme")


def copy_of_the_repository(folder: Path) -> Path:
    """The files that a site is built from, without anything generated."""
    for name in NEEDED:
        source, target = samples.ROOT / name, folder / name
        if source.is_dir():
            shutil.copytree(source, target)
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, target)
    for name in layout.FOLDERS:
        shutil.rmtree(folder / "docs" / name, ignore_errors=True)
    for name in layout.FILES:
        (folder / "docs" / name).unlink(missing_ok=True)
    return folder


def built(root: Path, *engine: str) -> Path:
    """The public folder of a fresh build of the documents below `root`."""
    result = CliRunner().invoke(cli.cli, ["build", "--root", str(root), *engine])
    assert result.exit_code == 0, result.output
    return root / "site"


Share = Callable[[str, Callable[[Path], Path]], Path]


@pytest.fixture(scope="session")
def share(tmp_path_factory: pytest.TempPathFactory) -> Share:
    """Makes a folder by name, once for all processes of a test run. Tests only read it."""
    base = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent  # of all workers

    def shared(name: str, make: Callable[[Path], Path]) -> Path:
        made = base / f"{name}.made"
        with filelock.FileLock(base / f"{name}.lock"):
            if not made.exists():
                made.write_text(str(make(base / name)), "utf-8")
        return Path(made.read_text("utf-8"))

    return shared


@pytest.fixture(scope="session")
def site(share: Share) -> Path:
    """The site of the repository, built by MkDocs."""
    return share("mkdocs", lambda folder: built(copy_of_the_repository(folder), "--engine", "mkdocs"))


@pytest.fixture(scope="session")
def zensical_site(share: Share) -> Path:
    """The same site, built by Zensical."""
    return share("zensical", lambda folder: built(copy_of_the_repository(folder), "--engine", "zensical"))


@pytest.fixture(scope="session")
def demo_root(share: Share) -> Path:
    """The root of the fictional city: 12 bodies × 6 years, not built."""

    def made(out: Path) -> Path:
        arguments = ["demo", "--bodies", "12", "--years", "6", "--out", str(out), "--root", str(samples.ROOT)]
        result = CliRunner().invoke(cli.cli, arguments)
        assert result.exit_code == 0, result.output
        return out

    return share("demo", made)


@pytest.fixture(scope="session")
def demo_site(demo_root: Path, share: Share) -> Path:
    """The site of the fictional city, built by MkDocs from a copy of its root."""
    return share("demo-site", lambda root: built(Path(shutil.copytree(demo_root, root))))


@pytest.fixture(params=["site", "zensical_site"])
def either(request: pytest.FixtureRequest) -> Path:
    """The site of the repository, as each engine builds it."""
    found: Path = request.getfixturevalue(request.param)
    return found


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files that git knows, or would, without pictures of pages: nothing generated is there."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--exclude=/reports/"],
        cwd=samples.ROOT,
        capture_output=True,
        text=True,
    )
    if listed.returncode:
        pytest.skip("not a git checkout")
    folder = tmp_path_factory.mktemp("files") / "gongkai"
    for name in filter(None, listed.stdout.split("\0")):
        if (samples.ROOT / name).is_file() and not name.startswith(PICTURES):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(samples.ROOT / name, folder / name)
    return folder


@pytest.fixture
def public(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """The address of the public site, and its folder, which is empty."""
    folder = tmp_path / "public"
    folder.mkdir()
    handler = partial(Quiet, directory=str(folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/", folder
    server.shutdown()
    server.server_close()


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Silent."""
