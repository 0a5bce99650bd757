"""What several test modules share: the built site, once a session and engine."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

import samples
from gongkai import cli

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
    for name in ("reports", "data", "search", "topics", "compare", "board", "sitemap"):
        shutil.rmtree(folder / "docs" / name, ignore_errors=True)
    for name in ("index.md", "feed.xml", "robots.txt"):
        (folder / "docs" / name).unlink(missing_ok=True)
    return folder


def built(folder: Path, engine: str) -> Path:
    """The public folder of a fresh build of the repository's reports."""
    root = copy_of_the_repository(folder)
    result = CliRunner().invoke(cli.cli, ["build", "--root", str(root), "--engine", engine])
    assert result.exit_code == 0, result.output
    return root / "site"


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the repository, built by MkDocs."""
    return built(tmp_path_factory.mktemp("mkdocs"), "mkdocs")


@pytest.fixture(scope="session")
def zensical_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same site, built by Zensical."""
    return built(tmp_path_factory.mktemp("zensical"), "zensical")


@pytest.fixture(scope="session")
def demo_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The root of the fictional city: 12 bodies × 6 years, not built. Tests only read it."""
    out = tmp_path_factory.mktemp("demo") / "shili"
    arguments = ["demo", "--bodies", "12", "--years", "6", "--out", str(out), "--root", str(samples.ROOT)]
    result = CliRunner().invoke(cli.cli, arguments)
    assert result.exit_code == 0, result.output
    return out


@pytest.fixture(scope="session")
def demo_site(demo_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the fictional city, built by MkDocs from a copy of its root."""
    root = tmp_path_factory.mktemp("demo-site") / "shili"
    shutil.copytree(demo_root, root)
    result = CliRunner().invoke(cli.cli, ["build", "--root", str(root)])
    assert result.exit_code == 0, result.output
    return root / "site"


@pytest.fixture(params=["site", "zensical_site"])
def either(request: pytest.FixtureRequest) -> Path:
    """The site of the repository, as each engine builds it."""
    found: Path = request.getfixturevalue(request.param)
    return found
