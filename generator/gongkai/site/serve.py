"""Live preview: an edit of a YAML file is checked, rendered and shown within a second or two."""

from __future__ import annotations

import tempfile
from pathlib import Path

import click
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.livereload import LiveReloadServer

from ..check.run import check_project
from ..load.forms import FormError
from ..load.project import load_project
from ..render.findings import text
from .render import render

WATCHED = ("reports", "forms", "docs", "mkdocs.yml", "generator/theme")
POLL = 0.3


def serve(root: Path, port: int) -> None:
    """Serve the site on this machine until interrupted; a bad report is told and skipped."""
    with tempfile.TemporaryDirectory(prefix="gongkai-") as site:
        preview = Preview(root, Path(site))
        preview.refresh()
        config = preview.config
        server = LiveReloadServer(preview.refresh, "127.0.0.1", port, root=site, polling_interval=POLL)
        for name in WATCHED:
            if (root / name).exists() and name != "docs":
                server.watch(str(root / name))
        for page in Path(config.docs_dir).iterdir():
            if page.name not in ("reports", "index.md"):  # these are written by the refresh itself
                server.watch(str(page))
        click.echo(f"预览：http://127.0.0.1:{port}/ （按 Ctrl+C 结束）")
        try:
            server.serve()
        except KeyboardInterrupt:
            server.shutdown()


class Preview:
    """What happens on every change."""

    def __init__(self, root: Path, site: Path) -> None:
        self.root = root
        self.site = site
        self.config = load_config(str(root / "mkdocs.yml"), site_dir=str(site), site_url=None)

    def refresh(self) -> None:
        """Check, render and build anew. Faults of reports and forms are said, never raised."""
        try:
            project = load_project(self.root)
        except FormError as error:
            click.echo(f"表式文件有误：{error}", err=True)
            return
        findings = check_project(project)
        errors = [finding for finding in findings if finding.blocks]
        if errors:
            click.echo(text(errors, len(project.reports) + len(project.unread)), err=True)
        render(project, findings, self.root / "docs")
        config = load_config(str(self.root / "mkdocs.yml"), site_dir=str(self.site), site_url=None)
        config.plugins.on_startup(command="serve", dirty=False)
        build(config)
