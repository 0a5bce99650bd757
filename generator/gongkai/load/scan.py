"""What lies under reports/: the files that may be read, and names that cannot become addresses."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator, Sequence
from operator import attrgetter
from pathlib import Path

from ..model.finding import Finding, Place
from ..model.rule import Defect, finding_of
from . import file_mistakes

FOLDER = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
RESERVED = re.compile(r"[0-9]{4}|con|prn|aux|nul|com[0-9]|lpt[0-9]|index|assets")
YEAR_FILE = re.compile(r"(?:19|20)[0-9]{2}\.yml")
DATA_FILES = (".yml", ".yaml", ".json", ".txt")


def scan(reports: Path) -> Iterator[tuple[str, Defect | None]]:
    """Every file below a folder, as its relative path, in order; with a defect for a file or folder
    that is refused. Nothing below a folder that is refused is looked at."""
    if reports.is_dir():
        yield from _folder(str(reports), "")


def _folder(folder: str, above: str) -> Iterator[tuple[str, Defect | None]]:
    for entry, defect in examined(entries_of(folder), above):
        relative = f"{above}{entry.name}"
        if defect:
            yield relative, defect
        elif entry.is_dir():
            yield from _folder(entry.path, f"{relative}/")
        elif entry.is_file():
            yield relative, None


def entries_of(folder: str) -> list[os.DirEntry[str]]:
    """What is in a folder, by name."""
    with os.scandir(folder) as listing:
        return sorted(listing, key=attrgetter("name"))


def examined(
    entries: Sequence[os.DirEntry[str]], above: str
) -> Iterator[tuple[os.DirEntry[str], Defect | None]]:
    """The entries of a folder, `above` its path below reports/ with a slash at its end or "" for that itself;
    with a defect for one that is refused. Of the others those that end in .yml are body.yml and reports."""
    names = {entry.name for entry in entries}
    seen: dict[str, str] = {}
    for entry in entries:
        folded = entry.name if entry.name.isascii() else unicodedata.normalize("NFKC", entry.name)
        folded = folded.casefold()
        problem = _problem(entry, above, names)
        if not problem and folded in seen:
            problem = (f"与“{above}{seen[folded]}”只差大小写或字形", "改名，使两者在任何电脑上都能区分")
        seen.setdefault(folded, entry.name)
        yield entry, file_mistakes.bad_path(entry.name, *problem) if problem else None


def refused(path: str, defect: Defect) -> Finding:
    """What is wrong with a path below reports/ that cannot be read."""
    return finding_of(defect, Place(f"reports/{path}"))


def _problem(entry: os.DirEntry[str], above: str, beside: set[str]) -> tuple[str, str] | None:
    """Why an entry cannot be used, and how to mend it."""
    name = entry.name
    if entry.is_symlink():
        return "是符号链接", "换成真实的文件或文件夹"
    if entry.is_dir():
        if not FOLDER.fullmatch(name) or len(name) > 64:
            return "不能作文件夹名", "用小写字母、数字和连字符，不超过 64 个字符，例如 qingyundian"
        if RESERVED.fullmatch(name):
            return "是保留的名称", "换一个名称；四位数字留给年度"
        return None
    if name.lower().endswith(DATA_FILES):
        if not above:
            return "不在机关的文件夹里", "移到机关的文件夹，例如 reports/daxing/qingyundian/"
        if name == "body.yml":
            return None
        if not YEAR_FILE.fullmatch(name):
            return "不是报告文件名", "报告以年份命名，例如 2020.yml；机关信息写在 body.yml"
        if "body.yml" not in beside:
            return "所在文件夹没有 body.yml", "先写 body.yml：name: 机关全称"
    return None
