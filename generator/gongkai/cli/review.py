"""For the reviewer: checking, what a code means, certificates, the reference."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..render.formats import FORMATS
from .group import (
    PATHS,
    ROOT,
    CannotRun,
    below,
    checks_file,
    exit_code,
    project_of,
    project_with_history,
    root_of,
    run_of,
)

if TYPE_CHECKING:
    from ..model.finding import Finding


FAMILIES = {
    "form": "表式",
    "numbers": "表内数字",
    "prose": "正文",
    "years": "跨年度",
    "bodies": "上下级",
    "publishing": "发布",
}


@click.command()
@PATHS
@ROOT
@click.option("--format", "format_", type=click.Choice(list(FORMATS)), default="text", help="输出格式。")
@click.option("--new-since", metavar="REV", help="只列出 git 版本 REV 以后新出现的问题。")
@click.option(
    "--only",
    "families",
    metavar="FAMILY,…",
    callback=lambda _context, _option, value: _families(value),
    help="文件以外只核验这几类：" + "、".join(f"{key}（{name}）" for key, name in FAMILIES.items()) + "。",
)
def check(
    paths: tuple[Path, ...], root: Path | None, format_: str, new_since: str | None, families: tuple[str, ...]
) -> None:
    """核验报告：文件、表式、表内数字、正文、跨年度、上下级、发布。"""
    from .showing import show_progress

    if missing := [path for path in paths if not path.exists()]:
        raise CannotRun(f"没有文件或文件夹“{missing[0]}”")
    top = root_of(root, paths)
    show_progress()
    findings, reports, count = _of_families(top, families) if families else _of_all(top)
    if paths:
        files = [path.resolve() for path in paths]
        findings = [finding for finding in findings if below(top / finding.place.file, files)]
        count = sum(below(top / file, files) for file in reports)
    if new_since:
        findings = findings_since(top, findings, new_since)
    click.echo(FORMATS[format_](findings, count), nl=False)
    raise SystemExit(exit_code(findings))


def _families(value: str | None) -> tuple[str, ...]:
    """The families that are asked for; none are all."""
    asked = tuple(filter(None, (value or "").replace("，", ",").replace(" ", "").split(",")))
    if unknown := [family for family in asked if family not in FAMILIES]:
        raise CannotRun(f"没有“{unknown[0]}”这一类核验；可以选 {'、'.join(FAMILIES)}")
    return asked


def _of_all(top: Path) -> tuple[list[Finding], list[str], int]:
    """All findings, the files of the reports and their number; only what has changed is examined."""
    with checks_file(top) as file:
        run = run_of(top, file, None)
        findings, reports, count = run.check(), run.report_files(), run.count
        run.finish()
        run.store.close()
    return findings, reports, count


def _of_families(top: Path, families: tuple[str, ...]) -> tuple[list[Finding], list[str], int]:
    """The findings of some families, examined anew and not remembered."""
    from ..check.run import check_project

    project = project_of(top)
    reports = [*(report.file for report in project.reports.values()), *project.unread.values()]
    return check_project(project, families=families), reports, len(reports)


def findings_since(root: Path, findings: list[Finding], revision: str) -> list[Finding]:
    from ..history.repository import RevisionError
    from ..site import since

    try:
        return since.new_since(findings, since.fingerprints_at(root, revision, findings))
    except RevisionError as error:
        raise CannotRun(str(error)) from error


@click.command()
@click.argument("code", required=False)
def explain(code: str | None) -> None:
    """说明一项检查：依据、改法、错例、正例。不带代码时列出全部检查。"""
    from ..check import run  # noqa: F401 - with it come all checks
    from ..model.rule import RULES
    from ..render.reference import explain as explained

    if code is None:
        for rule in sorted(RULES.values(), key=lambda each: each.code):
            click.echo(f"{rule.code} {rule.severity.value} {rule.name}")
        return
    found = RULES.get(code.upper())
    if found is None:
        raise CannotRun(f"没有代码为“{code}”的检查；运行 gongkai explain 列出全部")
    click.echo(explained(found), nl=False)


@click.command()
@click.argument("certificate", type=click.Path(path_type=Path))
@ROOT
def verify(certificate: Path, root: Path | None) -> None:
    """按核验单重新核验本地的报告，比较结果是否一致。"""
    from ..check.run import check_project
    from ..site import certificate as certificates

    project = project_with_history(root)
    try:
        differences = certificates.verify(project, check_project(project), certificate)
    except certificates.CertificateError as error:
        raise CannotRun(str(error)) from error
    for difference in differences:
        click.echo(difference)
    click.echo("与核验单不一致" if differences else "与核验单一致")
    raise SystemExit(1 if differences else 0)


@click.command()
@ROOT
@click.option("--check", "only_check", is_flag=True, help="只比较，不改文件；有出入时返回 1。")
def reference(root: Path | None, only_check: bool) -> None:
    """重新生成 docs/reference/：检查、表式的参考页和编辑器用的 JSON Schema。"""
    from ..check import run  # noqa: F401 - with it come all checks
    from ..site.reference import reference_files

    project = project_of(root)
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
