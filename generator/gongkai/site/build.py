"""The site: built aside by an engine, examined, then put in the place of the public folder."""

from __future__ import annotations

import contextlib
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Collection, Iterator
from functools import cache, partial
from pathlib import Path
from typing import IO

from . import folders, manifest, sitemap, stamp, watch
from .configuration import settings
from .keeping import Kept
from .locked import UNCHANGED, BuildError, alone, cannot_write
from .permanence import Lost, Promise, promising
from .plan import Refused
from .squeeze import squeeze
from .store import WORK
from .switch import switch


def build(root: Path, engine: str, out: Path, slow: bool = False, previous: Path | None = None) -> str:
    """Build the documents of `root` into `out`. Raises BuildError; `out` then stays untouched.

    With MkDocs most pages are stamped, unless `slow`; where that cannot be done the text returned
    says why, in Chinese, and MkDocs has built them all. `previous` is the manifest of the site that
    readers know, where that is not the one in `out`.
    """
    with alone(root):
        return whole(root, engine, out, slow, previous)[0]


def whole(
    root: Path,
    engine: str,
    out: Path,
    slow: bool = False,
    previous: Path | None = None,
    end: Callable[[], None] = lambda: None,
    fresh: Collection[str] = (),
) -> tuple[str, Kept | None]:
    """The same, for one who is `alone`; returns also what the next build can do without MkDocs. `end` adds
    to the documents what is no page: it is called while MkDocs is at work, where there is another core for it.
    `fresh` are the documents that our templates wrote in this run."""
    if not (root / "mkdocs.yml").is_file():
        raise BuildError("站点根目录里没有 mkdocs.yml（网站配置），无法生成网站")
    try:
        work = root / WORK
        work.mkdir(exist_ok=True)
        new = work / "site"
        public = out / manifest.NAME

        @cache
        def ended() -> tuple[list[str], Callable[[], Promise]]:
            end()
            names = _documents(root / "docs")
            return names, promising(root, names, previous or (public if public.is_file() else None))

        fast = engine == "mkdocs" and not slow
        why_not, kept = _stamped(root, new, lambda: ended()[0], fresh) if fast else ("", None)
        names, promised = ended()
        addresses = promised()
        if kept is None:
            _run(root, engine, new)
            squeeze(new)
        configured = settings(root / "mkdocs.yml")
        sitemap.divide(new, configured.url)
        _examine(names, new)
        addresses.write(new, configured)
        switch(new, out)
        return why_not, kept
    except Lost as lost:
        raise BuildError(f"{lost}\n{UNCHANGED}") from lost
    except OSError as error:
        raise cannot_write(error) from error


def _documents(documents: Path) -> list[str]:
    """All files. A symbolic link would publish whatever it points to."""
    names, links = folders.files(documents)
    if links:
        raise BuildError(f"docs/{links[0]} 是符号链接，不能发布；{UNCHANGED}")
    return names


def _stamped(
    root: Path, new: Path, ended: Callable[[], list[str]], fresh: Collection[str]
) -> tuple[str, Kept | None]:
    """Take the fast path. Returns why it could not be taken, or ""; and what is left for the next build."""
    shutil.rmtree(new, ignore_errors=True)
    try:
        names = _documents(root / "docs")
        return "", stamp.build(root, names, new, partial(_mkdocs, root), ended, fresh)
    except Refused as refused:
        shutil.rmtree(new, ignore_errors=True)
        return str(refused), None
    except BuildError:
        shutil.rmtree(new, ignore_errors=True)
        return "MkDocs 没有通过", None  # it says more when it builds all pages


def _mkdocs(root: Path, *options: str) -> contextlib.AbstractContextManager[Callable[[str], None]]:
    """MkDocs at work; without options on the configuration that it is told, until then it loads itself."""
    return _engine(root, ["mkdocs", "build", "--quiet", "--strict", *(options or ("-f", "-"))])


def _run(root: Path, engine: str, new: Path) -> None:
    if engine == "mkdocs":
        with _mkdocs(root, "-f", "mkdocs.yml", "-d", str(new)):
            pass
        return
    # Zensical has no option for the target: it gets a copy of the configuration that names it.
    copy = root / f".zensical-{os.getpid()}.yml"
    try:
        text = re.sub(r"(?m)^site_dir:.*\n", "", (root / "mkdocs.yml").read_text("utf-8"))
        copy.write_text(f"{text}\nsite_dir: {WORK}/site\n", "utf-8")
        with _engine(root, ["zensical", "build", "--clean", "--config-file", copy.name]):
            pass
    finally:
        copy.unlink(missing_ok=True)


@contextlib.contextmanager
def _engine(root: Path, command: list[str]) -> Iterator[Callable[[str], None]]:
    """Run an engine of this Python in the site root, from here to the end; gives what writes to it. Its words
    are shown only when it fails. They go to files: a pipe that nobody reads meanwhile would stop it."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    with tempfile.TemporaryFile() as told, tempfile.TemporaryFile() as complained:
        engine = subprocess.Popen(  # noqa: S603 - fixed programs, nothing from a report among the arguments
            [sys.executable, "-m", *command],
            cwd=root,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=told,
            stderr=complained,
        )

        def tell(words: str) -> None:
            with contextlib.suppress(BrokenPipeError), engine.stdin or io.BytesIO() as said:
                said.write(words.encode("utf-8"))

        try:
            yield tell
        except BaseException:
            engine.kill()
            raise
        finally:
            with watch.part(f"等候 {command[0]}"):
                engine.wait()
            if engine.stdin:
                engine.stdin.close()
        if engine.returncode:
            raise BuildError(_why(command[0], _read(complained) or _read(told)))


def _read(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode("utf-8", "replace").strip()


def _why(engine: str, words: str) -> str:
    """What to say when an engine has failed with these words."""
    said = words[-2000:]
    if f"No module named {engine}" in said:
        return f"没有安装 {engine}：运行 pip install {engine}；{UNCHANGED}"
    if "No space left on device" in said:
        return f"磁盘已满，{engine} 写不下网站；{UNCHANGED}"
    return f"{engine} 未能生成网站，{UNCHANGED}。它的说明：\n{said}"


def _examine(names: list[str], new: Path) -> None:
    """Every page must be there under its address, and nothing may lead outside."""
    files, links = folders.files(new)
    there = set(files)
    pages = [name for name in names if name.endswith(".md")]
    missing = [name for name in pages if address(name) not in there]
    if missing:
        raise BuildError(f"网站缺少 {len(missing)} 个页面，例如 {missing[0]}；{UNCHANGED}")
    if links:
        raise BuildError(f"网站里有符号链接 {links[0]}；{UNCHANGED}")


def address(page: str) -> str:
    """Where the page of a Markdown file stands in the site."""
    return f"{manifest.address_of(page)}index.html"
