"""What the commands share: the group, finding the site, choosing reports."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .. import __version__

if TYPE_CHECKING:
    from ..load.project import Project
    from ..model.finding import Finding
    from ..model.report import Report
    from ..site.pipeline import Run

ROOT = click.option(
    "--root",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=None,
    help="站点根目录（含 reports/ 的文件夹）；默认从当前目录向上寻找。",
)
PATHS = click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
FILE = click.argument("file", type=click.Path(path_type=Path))


class CannotRun(click.ClickException):
    """The command cannot do its work; exit code 2."""

    exit_code = 2

    def show(self, file: object = None) -> None:
        click.echo(f"无法运行：{self.message}", err=True)


VERBS = {
    "check": "review:check",
    "board": "board:board",
    "render": "publish:render",
    "build": "publish:build",
    "links": "publish:links",
    "serve": "publish:serve",
    "new": "author:new",
    "fmt": "author:fmt",
    "bind": "author:bind",
    "claims": "author:claims",
    "export": "export:export",
    "diff": "difference:diff",
    "verify": "review:verify",
    "explain": "review:explain",
    "reference": "review:reference",
    "demo": "demo:demo",
    "plan": "shards:plan",
    "merge": "shards:merge",
    "review": "request:record_review",
    "comment": "request:comment",
    "codeowners": "office:codeowners",
    "manifest": "office:manifest",
    "init": "starting:init",
    "upgrade": "starting:upgrade",
}
"""Verb → module beside this one, and its function. Imported when the verb is run: an edit of one report is
published in less time than all modules take to import."""


class Verbs(click.Group):
    """The group of all verbs."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in VERBS:
            return None
        module, _, function = VERBS[cmd_name].partition(":")
        found: click.Command = getattr(import_module(f"{__package__}.{module}"), function)
        return found


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="gongkai")
def cli() -> None:
    """核验、编制和发布政府信息公开工作年度报告。"""


def root_of(root: Path | None, near: tuple[Path, ...] = ()) -> Path:
    """The site root: given, or the nearest folder upward that holds reports/."""
    if root:
        if not (root / "reports").is_dir():
            raise CannotRun(f"“{shown(root)}”里没有 reports/，不是站点根目录")
        return root.resolve()
    start = (near[0] if near else Path.cwd()).resolve()
    for folder in (start, *start.parents):
        if (folder / "reports").is_dir():
            return folder
    raise CannotRun("这里和上级文件夹都没有 reports/；请进入站点文件夹，或用 --root 指明")


def project_of(root: Path | None, near: tuple[Path, ...] = ()) -> Project:
    from ..load.forms import FormError
    from ..load.project import load_project

    missing = [path for path in near if not path.exists()]
    if missing:
        raise CannotRun(f"没有文件或文件夹“{missing[0]}”")
    try:
        return load_project(root_of(root, near))
    except FormError as error:
        raise CannotRun(f"表式文件有误：{error}") from error


@contextlib.contextmanager
def checks_file(root: Path) -> Iterator[Path | None]:
    """Where checks keep what they know; None where nothing can be written, or another check is at it."""
    from ..site.locked import Taken, locked

    with contextlib.ExitStack() as stack:
        try:
            work = stack.enter_context(locked(root, "check"))
        except (OSError, Taken):
            work = None
        yield work and work / "check.db"


def run_of(root: Path, file: Path | None, out: Path | None) -> Run:
    """A run over the site that keeps what it knows in a file, which nobody else writes to; see `site.pipeline`."""
    from ..site.sources import ask

    asked = ask(root / "reports", file) if file else None
    from ..load.forms import FormError
    from ..site.pipeline import Run

    if out:
        from ..site import documents, publishing  # noqa: F401 - needed later; meanwhile it is asked

    try:
        run = Run(root, file, out, asked=asked)
    except FormError as error:
        raise CannotRun(f"表式文件有误：{error}") from error
    _warn(run.histories.warning)
    return run


def _warn(warning: str) -> None:
    if warning:
        click.echo(f"注意：{warning}", err=True)


def project_with_history(root: Path | None, near: tuple[Path, ...] = ()) -> Project:
    """The same, with the public versions of its reports; that git cannot tell them is said on stderr."""
    from ..history.histories import read_histories

    project = project_of(root, near)
    found = read_histories(project.root, project.forms, project.bodies)
    _warn(found.warning)
    project.histories = found
    return project


def chosen_reports(project: Project, paths: tuple[Path, ...]) -> set[str] | None:
    """Ids of the reports in the given files and folders; None for all."""
    if not paths:
        return None
    files = [path.resolve() for path in paths]
    known = {id_: report.file for id_, report in project.reports.items()} | project.unread
    return {id_ for id_, file in known.items() if below(project.root / file, files)}


def below(file: Path, tops: list[Path]) -> bool:
    return any(file == top or top in file.parents for top in tops)


def report_in(root: Path | None, file: Path) -> tuple[Project, Report]:
    """The project of a report file, and that report."""
    project = project_of(root, (file,))
    for report in project.reports.values():
        if project.root / report.file == file.resolve():
            return project, report
    raise CannotRun(f"“{file}”不是可以读出的报告；运行 gongkai check 查看原因")


def shown(path: Path) -> str:
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return str(path)


def exit_code(findings: list[Finding]) -> int:
    return 1 if any(finding.blocks for finding in findings) else 0
