"""For the reviewer: what an edit does, in words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec.structs import replace

from ..load.forms import FormError
from .group import ROOT, CannotRun, root_of

if TYPE_CHECKING:
    from ..history.sources import Folder, Source
    from ..model.difference import Difference, ProgramEffect

FORMATS = ("text", "markdown", "json", "html")
HERE = "工作区"


class NoEffect(CannotRun):
    """What a change of the program does cannot be told, because one of the two does not run."""


@click.command()
@click.argument("old")
@click.argument("new", required=False)
@ROOT
@click.option("--format", "format_", type=click.Choice(FORMATS), default="text", help="输出格式。")
@click.option("--limit", type=int, default=None, help="Markdown 的最多字符数，默认 65000；超出的报告只计数。")
@click.option("--merge-base", is_flag=True, help="从两个版本的共同起点算起，如同合并请求。")
@click.option(
    "--program", is_flag=True, help="程序有改动时，运行两个版本各自的程序，说明哪些报告的问题和网页会改变。"
)
def diff(
    old: str,
    new: str | None,
    root: Path | None,
    format_: str,
    limit: int | None,
    merge_base: bool,
    program: bool,
) -> None:
    """说明一次改动改了什么、牵动了什么。OLD、NEW 是 git 版本、站点文件夹或报告文件；NEW 默认为工作区。"""
    from ..history.repository import RevisionError

    try:
        found = explained(*_sources(root, old, new, merge_base), program)
    except RevisionError as error:
        raise CannotRun(str(error)) from error
    except FormError as error:
        raise CannotRun(f"表式文件有误：{error}") from error
    click.echo(_written(found, format_, limit), nl=False)
    raise SystemExit(1 if found.errors else 0)


def explained(old: Source, new: Source, program: bool) -> Difference:
    """What stands between two states, with what a change of forms, and of the program if asked for, does to
    reports that nobody edited. Raises RevisionError, FormError and NoEffect.
    """
    from ..history.compare import compare
    from ..history.sides import both_sides
    from ..history.sources import holds_program, program_changes

    effects: list[ProgramEffect] = []
    with both_sides(old, new) as sides:
        if sides.warning:
            click.echo(f"注意：{sides.warning}", err=True)
        found = compare(sides, old.name, new.name, program_changes(old, new))
        if found.forms:
            from ..site.program_effect import of_forms

            effects.append(of_forms(sides))
    if program and found.program and holds_program(old) and holds_program(new):
        from ..site.program_effect import ProgramError, of_program

        try:
            effects.append(of_program(old, new))
        except ProgramError as error:
            raise NoEffect(str(error)) from error
    return replace(found, program_effects=tuple(effects))


def _sources(root: Path | None, old: str, new: str | None, merge_base: bool) -> tuple[Source, Source]:
    """The two states that the arguments name."""
    from ..history.repository import Repository
    from ..history.sources import Folder, Revision

    if _is_file(old) or (new is not None and _is_file(new)):
        return _files(root, Path(old), Path(new or ""))
    if _is_site(old) and (new is None or _is_site(new)):
        there = Folder(root_of(Path(new)), new) if new else Folder(root_of(root), HERE)
        return Folder(root_of(Path(old)), old), there
    here = root_of(root)
    repository = Repository(here)
    if _is_site(old):
        return Folder(root_of(Path(old)), old), Revision(repository, new or "")
    earlier = Revision(repository, old)
    if merge_base:
        earlier = Revision(repository, repository.merge_base(old, new or "HEAD"))
    if new is None:
        return earlier, Folder(here, HERE)
    if _is_site(new):
        return earlier, Folder(root_of(Path(new)), new)
    return earlier, Revision(repository, new)


def _is_file(name: str) -> bool:
    return Path(name).is_file()


def _is_site(name: str) -> bool:
    return (Path(name) / "reports").is_dir()


def _files(root: Path | None, old: Path, new: Path) -> tuple[Folder, Folder]:
    """Two versions of one report, at least one of which lies in the site."""
    from ..history.sources import Folder

    if not (old.is_file() and new.is_file()):
        raise CannotRun("报告文件只能与另一份报告文件比较：gongkai diff 旧文件 新文件")
    top = root_of(root, (new,))
    places = [_place(top, file) for file in (old, new)]
    if places[0] and places[1]:
        raise CannotRun("两份都是本站的报告；diff 比较同一份报告的两个版本，请把旧的一份放到 reports/ 以外")
    place = places[1] or places[0]
    if place is None:
        raise CannotRun("两份文件都不在 reports/ 里，不知道是哪个机关、哪一年的报告")
    sides = [
        Folder(top, str(file), {} if here else {place: file})
        for file, here in zip((old, new), places, strict=True)
    ]
    return sides[0], sides[1]


def _place(root: Path, file: Path) -> str | None:
    """The path of a report below the site's root, or None when it lies elsewhere."""
    try:
        place = file.resolve().relative_to(root).as_posix()
    except ValueError:
        return None
    return place if place.startswith("reports/") else None


def _written(difference: Difference, format_: str, limit: int | None) -> str:
    from ..render.diff import markdown, page, record, text
    from ..render.diff.wording import parts_of

    if format_ == "json":
        return record.as_json(difference)
    parts = parts_of(difference)
    if format_ == "markdown":
        return markdown.as_markdown(parts, markdown.LIMIT if limit is None else limit)
    return page.as_html(parts) if format_ == "html" else text.as_text(parts)
