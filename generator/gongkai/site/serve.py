"""Live preview: an edit of a YAML file is checked, rendered and shown within two seconds."""

from __future__ import annotations

import logging
import os
import shutil
import socket
import tempfile
from pathlib import Path

import click
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException
from mkdocs.livereload import LiveReloadServer

from ..load.forms import FormError
from ..render.findings import text
from .generated import ALL
from .pipeline import Run

WATCHED = ("reports", "forms", "docs", "mkdocs.yml", "generator/theme")
POLL = 0.3


class ServeError(Exception):
    """The preview cannot be started; the message is Chinese."""


def serve(root: Path, port: int) -> None:
    """Serve the site on this machine until interrupted; a bad report is told, on its page as well.

    Raises ServeError when the port cannot be had.
    """
    _claim(port)
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    with tempfile.TemporaryDirectory(prefix="gongkai-") as folder:
        preview = Preview(root, Path(folder))
        preview.refresh()
        server = LiveReloadServer(
            preview.refresh, "127.0.0.1", port, root=str(preview.site), polling_interval=POLL
        )
        for path in preview.watched():
            server.watch(str(path))
        click.echo(f"预览：http://127.0.0.1:{port}/ （按 Ctrl+C 结束）")
        try:
            server.serve()  # type: ignore[no-untyped-call]
        except KeyboardInterrupt:
            click.echo("预览结束")
        finally:
            server.shutdown()


def _claim(port: int) -> None:
    """Raise ServeError when the port cannot be had, before any work is done for it."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise ServeError(f"端口 {port} 不能用（{error.strerror}），用 --port 换一个") from error


class Preview:
    """Pages and site of the preview, in a folder of their own: docs/ and site/ stay as they are."""

    def __init__(self, root: Path, folder: Path) -> None:
        self.root = root
        self.folder = folder
        self.documents = folder / "docs"
        self.site = folder / "site"

    def watched(self) -> list[Path]:
        """Files and folders whose change calls for a refresh."""
        documents = [each for each in (self.root / "docs").iterdir() if each.name not in ALL]
        return [
            *(self.root / name for name in WATCHED if name != "docs" and (self.root / name).exists()),
            *documents,
        ]

    def refresh(self) -> None:
        """Check, render and build anew. Faults of reports, forms and pages are said, never raised."""
        try:
            self._copy_documents()
            run = Run(self.root, self.folder / "preview.db", self.documents, preview=True)
            run.pages()
            if errors := run.errors():
                click.echo(text(errors, run.count), err=True)
            run.finish()
            self._build()
        except FormError as error:
            click.echo(f"表式文件有误：{error}", err=True)
        except MkDocsException as error:
            click.echo(f"网站配置或页面有误：{error}", err=True)

    def _copy_documents(self) -> None:
        """The hand-written pages, those that are gone no longer among them."""
        source = self.root / "docs"
        for old in self.documents.glob("*"):
            if old.name not in ALL and not (source / old.name).exists():
                shutil.rmtree(old) if old.is_dir() else old.unlink()
        shutil.copytree(
            source,
            self.documents,
            dirs_exist_ok=True,
            ignore=lambda folder, names: ALL & set(names) if Path(folder) == source else set(),
        )

    def _build(self) -> None:
        config = load_config(
            str(self.root / "mkdocs.yml"),
            docs_dir=str(self.documents),
            site_dir=str(self.site),
            site_url=None,
        )
        config.plugins.on_startup(command="serve", dirty=False)
        build(config)
