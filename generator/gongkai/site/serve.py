"""Live preview: an edit of a YAML file is checked, rendered and shown within a second."""

from __future__ import annotations

import logging
import os
import re
import shutil
import socket
import tempfile
from pathlib import Path

import click
from mkdocs.livereload import LiveReloadServer

from ..files import put, remove_others
from ..layout import GENERATED
from ..load.forms import FormError
from ..render.findings import text
from . import manifest
from .folders import files
from .locked import BuildError
from .pipeline import Delta, Run
from .publishing import publish
from .store import WORK
from .watcher import Watcher

THEME = "generator/theme"
WATCHED = ("reports", "forms", "docs", "mkdocs.yml", THEME)
ADDRESS = re.compile(r"(?m)^site_url:.*\n")
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
        server = LiveReloadServer(preview.refresh, "127.0.0.1", port, root=str(preview.site))
        server.observer = Watcher(POLL)  # type: ignore[assignment]
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
    """Pages and site of the preview, in a folder of their own: docs/ and site/ stay as they are.

    The folder is the root of a site without an address, whose reports are elsewhere; so an edit is built as
    `gongkai build` builds one.
    """

    def __init__(self, root: Path, folder: Path) -> None:
        self.root = root
        self.folder = folder
        self.documents = folder / "docs"
        self.site = folder / "site"

    def watched(self) -> list[Path]:
        """Files and folders whose change calls for a refresh."""
        documents = [each for each in (self.root / "docs").iterdir() if each.name not in GENERATED]
        return [
            *(self.root / name for name in WATCHED if name != "docs" and (self.root / name).exists()),
            *documents,
        ]

    def refresh(self) -> None:
        """Check, render and build anew. Faults of reports, forms and pages are said, never raised."""
        try:
            self._copy()
            run = Run(self.root, self.folder / WORK / "build.db", self.documents, True, base=self.folder)
            delta = run.documents()
            if errors := run.errors():
                click.echo(text(errors, run.count), err=True)
            self._build(run, delta)
            run.store.close()
        except FormError as error:
            click.echo(f"表式文件有误：{error}", err=True)
        except BuildError as error:
            click.echo(f"网站配置或页面有误：{error}", err=True)

    def _copy(self) -> None:
        """The hand-written pages, the theme and the configuration; what is gone no longer among them."""
        (self.folder / WORK).mkdir(parents=True, exist_ok=True)
        source = self.root / "docs"
        for old in self.documents.glob("*"):
            if old.name not in GENERATED and not (source / old.name).exists():
                shutil.rmtree(old) if old.is_dir() else old.unlink()
        for each in source.iterdir():
            if each.name not in GENERATED:
                _copy(each, self.documents / each.name)
        if (self.root / THEME).is_dir():
            _copy(self.root / THEME, self.folder / THEME)
        configuration = (self.root / "mkdocs.yml").read_text("utf-8")
        put(f"{self.folder}/mkdocs.yml", ADDRESS.sub("", configuration).encode("utf-8"))

    def _build(self, run: Run, delta: Delta) -> None:
        """In a preview an address may go as it came."""
        try:
            publish(run, delta, "mkdocs", self.site)
        except BuildError:
            (self.site / manifest.NAME).unlink(missing_ok=True)
            publish(run, delta, "mkdocs", self.site)


def _copy(source: Path, target: Path) -> None:
    """A file, or a folder with all that is in it, where it is not so already."""
    if not source.is_dir():
        put(os.fspath(target), source.read_bytes())
        return
    for name in files(source)[0]:
        put(f"{target}/{name}", (source / name).read_bytes())
    remove_others(target, set(files(source)[0]))
