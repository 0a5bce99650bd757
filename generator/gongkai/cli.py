"""The command line: a verb is one function. Messages are Chinese; exit codes are a contract.

0 no errors · 1 errors found · 2 could not run · 3 a fault of the program.
"""

from __future__ import annotations

import os
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

import click

from . import __version__
from .check.run import check_project
from .load.forms import FormError, form_of_year
from .load.layout import tidy
from .load.project import Project, load_project, load_report_file
from .model.rule import RULES
from .render.findings import text as findings_text
from .render.formats import FORMATS

if TYPE_CHECKING:
    from .model.finding import Finding

ROOT = click.option(
    "--root",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=None,
    help="站点根目录（含 reports/ 的文件夹）；默认从当前目录向上寻找。",
)
PATHS = click.argument("paths", nargs=-1, type=click.Path(path_type=Path))


class CannotRun(click.ClickException):
    """The command cannot do its work; exit code 2."""

    exit_code = 2

    def show(self, file: object = None) -> None:
        click.echo(f"无法运行：{self.message}", err=True)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="gongkai")
def cli() -> None:
    """核验、编制和发布政府信息公开工作年度报告。"""


@cli.command()
@PATHS
@ROOT
@click.option("--format", "format_", type=click.Choice(list(FORMATS)), default="text", help="输出格式。")
@click.option("--new-since", metavar="REV", help="只列出 git 版本 REV 以后新出现的问题。")
def check(paths: tuple[Path, ...], root: Path | None, format_: str, new_since: str | None) -> None:
    """核验报告：文件、表式、表内数字、正文、跨年度、上下级。"""
    project = _project(root, paths)
    chosen = _chosen(project, paths)
    findings = check_project(project, chosen)
    if chosen is not None:
        files = _files(project, paths)
        findings = [finding for finding in findings if _below(project.root / finding.place.file, files)]
    if new_since:
        findings = _new_since(project, findings, new_since)
    count = len(project.reports) + len(project.unread) if chosen is None else len(chosen)
    click.echo(FORMATS[format_](findings, count), nl=False)
    raise SystemExit(_code(findings))


@cli.command()
@ROOT
@click.option("--out", type=click.Path(path_type=Path), default=None, help="网页源文件夹，默认 docs。")
def render(root: Path | None, out: Path | None) -> None:
    """由报告数据生成 Markdown 页面（首页和 reports/ 下各页）。"""
    from .site.render import render as render_pages

    project = _project(root)
    findings = check_project(project)
    written = render_pages(project, findings, out or project.root / "docs")
    click.echo(f"已生成 {written} 个页面")
    _report(project, findings)


@cli.command()
@ROOT
@click.option("--engine", type=click.Choice(["mkdocs", "zensical"]), default="mkdocs", help="网站引擎。")
@click.option("--out", type=click.Path(path_type=Path), default=None, help="公开文件夹，默认 site。")
@click.option("--production", is_flag=True, help="正式发布：网站标识码、备案号等未填写时不生成。")
def build(root: Path | None, engine: str, out: Path | None, production: bool) -> None:
    """核验、生成页面并建成网站；公开文件夹只在最后整体替换。"""
    from .site.build import BuildError
    from .site.build import build as build_site
    from .site.configuration import production_problems
    from .site.render import render as render_pages

    project = _project(root)
    if production and (problems := production_problems(project.root / "mkdocs.yml")):
        raise CannotRun("正式发布前须填写 mkdocs.yml 中的：\n" + "\n".join(f"  {each}" for each in problems))
    findings = check_project(project)
    try:
        render_pages(project, findings, project.root / "docs")
        build_site(project.root, engine, out or project.root / "site")
    except BuildError as error:
        raise CannotRun(str(error)) from error
    click.echo(f"网站已生成：{_shown(out or project.root / 'site')}")
    _report(project, findings)


@cli.command()
@ROOT
@click.option("--port", default=8000, show_default=True, help="端口。")
def serve(root: Path | None, port: int) -> None:
    """本地预览：修改 YAML 后网页自动刷新。"""
    from .site.serve import serve as serve_site

    serve_site(_root(root), port)


@cli.command()
@click.argument("body")
@click.argument("year", type=click.IntRange(1990, 2100))
@ROOT
def new(body: str, year: int, root: Path | None) -> None:
    """新建一份报告：BODY 是机关的文件夹，例如 daxing/qingyundian；能由上年推出的数已填好。"""
    from .render.blank import blank_report

    project = _project(root)
    id_ = body.strip("/").removeprefix("reports/")
    if id_ not in project.bodies:
        known = "、".join(project.bodies) or "（还没有机关）"
        raise CannotRun(f"没有机关“{id_}”。现有：{known}。新机关请先建文件夹并写 body.yml")
    file = project.root / "reports" / id_ / f"{year}.yml"
    if file.exists():
        raise CannotRun(f"{_shown(file)} 已经存在，没有改动")
    form = form_of_year(project.forms.values(), year)
    if form is None:
        raise CannotRun(f"没有适用于 {year} 年的表式")
    before = project.reports.get(f"{id_}/{year - 1}")
    up = "../" * (id_.count("/") + 2)
    schema = f"{up}docs/reference/schema/{form.id}.json"
    file.write_text(blank_report(project.bodies[id_], year, form, before, schema), "utf-8")
    load_report_file(project, file)
    if report := project.reports.get(f"{id_}/{year}"):
        file.write_text(tidy(file.read_text("utf-8"), report), "utf-8")
    click.echo(f"已新建 {_shown(file)}（{form.name}）")
    click.echo("空白的格写作 ~，请逐格填写，没有发生的填 0；填好后运行 gongkai check")


@cli.command()
@PATHS
@ROOT
@click.option("--check", "only_check", is_flag=True, help="只检查版式，不改文件。")
def fmt(paths: tuple[Path, ...], root: Path | None, only_check: bool) -> None:
    """整理版式：各列对齐，补写行名注释；不改动任何数值和作者的注释。"""
    project = _project(root, paths)
    chosen = _chosen(project, paths)
    changed = []
    for id_, report in project.reports.items():
        if chosen is None or id_ in chosen:
            file = project.root / report.file
            source = file.read_bytes().decode("utf-8")
            laid_out = tidy(source, report)
            if laid_out != source:
                changed.append(report.file)
                if not only_check:
                    file.write_text(laid_out, "utf-8", newline="\n")
    for name in changed:
        click.echo(f"{'版式待整理' if only_check else '已整理'}：{name}")
    for id_, name in project.unread.items():
        if chosen is None or id_ in chosen:
            click.echo(f"读不出来，未整理：{name}（运行 gongkai check 查看原因）", err=True)
    raise SystemExit(1 if only_check and changed else 0)


@cli.command()
@click.argument("file", type=click.Path(path_type=Path))
@ROOT
@click.option("--write", "rewrite", is_flag=True, help="把引用写入文件；不加时只列出建议。")
def bind(file: Path, root: Path | None, rewrite: bool) -> None:
    """把正文中与表一致的数字改写为引用（{…}），以后随表更新、不会不一致。"""
    from .site import bind as binding

    project = _project(root, (file,))
    report = next(
        (each for each in project.reports.values() if project.root / each.file == file.resolve()), None
    )
    if report is None:
        raise CannotRun(f"“{file}”不是可以读出的报告；运行 gongkai check 查看原因")
    before = project.reports.get(f"{report.body.id}/{report.year - 1}")
    found = binding.proposals(report, before)
    for each in found:
        click.echo(f"{report.file}:{each.line}:{each.column}: {each.text} → {{{each.route}}}（{each.label}）")
    if rewrite:
        click.echo(f"已改写 {binding.write(file, found)} 处")
    else:
        click.echo(f"可改写 {len(found)} 处；核对后加 --write 写入文件")


@cli.command()
@click.argument("certificate", type=click.Path(path_type=Path))
@ROOT
def verify(certificate: Path, root: Path | None) -> None:
    """按核验单重新核验本地的报告，比较结果是否一致。"""
    from .site import certificate as certificates

    project = _project(root)
    try:
        differences = certificates.verify(project, check_project(project), certificate)
    except certificates.CertificateError as error:
        raise CannotRun(str(error)) from error
    for difference in differences:
        click.echo(difference)
    click.echo("与核验单不一致" if differences else "与核验单一致")
    raise SystemExit(1 if differences else 0)


@cli.command()
@click.argument("code", required=False)
def explain(code: str | None) -> None:
    """说明一项检查：依据、改法、错例、正例。不带代码时列出全部检查。"""
    from .render.reference import explain as explained

    if code is None:
        for rule in sorted(RULES.values(), key=lambda each: each.code):
            click.echo(f"{rule.code} {rule.severity.value} {rule.name}")
        return
    found = RULES.get(code.upper())
    if found is None:
        raise CannotRun(f"没有代码为“{code}”的检查；运行 gongkai explain 列出全部")
    click.echo(explained(found), nl=False)


@cli.command()
@ROOT
@click.option("--check", "only_check", is_flag=True, help="只比较，不改文件；有出入时返回 1。")
def reference(root: Path | None, only_check: bool) -> None:
    """重新生成 docs/reference/：检查、表式的参考页和编辑器用的 JSON Schema。"""
    from .site.reference import reference_files

    project = _project(root)
    folder = project.root / "docs" / "reference"
    stale = []
    for name, content in reference_files(project.forms).items():
        file = folder / name
        if not file.is_file() or file.read_text("utf-8") != content:
            stale.append(name)
            if not only_check:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(content, "utf-8", newline="\n")
    for name in stale:
        click.echo(f"{'与代码不一致' if only_check else '已更新'}：docs/reference/{name}")
    raise SystemExit(1 if only_check and stale else 0)


def _new_since(project: Project, findings: list[Finding], revision: str) -> list[Finding]:
    from .site import since

    try:
        return since.new_since(findings, since.fingerprints_at(project.root, revision))
    except since.RevisionError as error:
        raise CannotRun(str(error)) from error


def _root(root: Path | None, near: tuple[Path, ...] = ()) -> Path:
    """The site root: given, or the nearest folder upward that holds reports/."""
    if root:
        return root.resolve()
    start = (near[0] if near else Path.cwd()).resolve()
    for folder in (start, *start.parents):
        if (folder / "reports").is_dir():
            return folder
    raise CannotRun("这里和上级文件夹都没有 reports/；请进入站点文件夹，或用 --root 指明")


def _project(root: Path | None, near: tuple[Path, ...] = ()) -> Project:
    missing = [path for path in near if not path.exists()]
    if missing:
        raise CannotRun(f"没有文件或文件夹“{missing[0]}”")
    try:
        return load_project(_root(root, near))
    except FormError as error:
        raise CannotRun(f"表式文件有误：{error}") from error


def _files(project: Project, paths: tuple[Path, ...]) -> list[Path]:
    return [path.resolve() for path in paths]


def _chosen(project: Project, paths: tuple[Path, ...]) -> set[str] | None:
    """Ids of the reports in the given files and folders; None for all."""
    if not paths:
        return None
    files = _files(project, paths)
    known = {id_: report.file for id_, report in project.reports.items()} | project.unread
    return {id_ for id_, file in known.items() if _below(project.root / file, files)}


def _below(file: Path, tops: list[Path]) -> bool:
    return any(file == top or top in file.parents for top in tops)


def _shown(path: Path) -> str:
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return str(path)


def _code(findings: list[Finding]) -> int:
    return 1 if any(finding.blocks for finding in findings) else 0


def _report(project: Project, findings: list[Finding]) -> None:
    """After a build: the errors that kept reports back, and the exit code they call for."""
    errors = [finding for finding in findings if finding.blocks]
    if errors:
        held = len({finding.subject for finding in errors if finding.subject})
        click.echo(findings_text(errors, len(project.reports) + len(project.unread)), err=True, nl=False)
        click.echo(f"有 {held} 份报告存在错误，未更新其页面；其余报告不受影响", err=True)
    raise SystemExit(_code(findings))


def main() -> None:
    """Entry point; a fault of the program ends with 3 and says what to send us."""
    try:
        cli()
    except Exception as fault:
        if os.environ.get("GONGKAI_DEBUG"):
            traceback.print_exc()
        click.echo(f"程序故障（不是您的报告有误）：{type(fault).__name__}: {fault}", err=True)
        click.echo("请设 GONGKAI_DEBUG=1 重新运行，把输出连同报告文件发给维护者", err=True)
        sys.exit(3)
