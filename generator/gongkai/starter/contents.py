"""What stands in a repository that `gongkai init` makes, apart from reports: path → bytes."""

from __future__ import annotations

import re
from pathlib import Path

import jinja2

from ..layout import for_sites
from .pin import Pin

FILES = Path(__file__).parent / "files"
COPIED = ("docs", "generator/theme", ".editorconfig")
"""Taken from the program as they are."""
WRITTEN = {
    "Makefile": "Makefile",
    ".gitignore": "gitignore.j2",
    ".gitattributes": "gitattributes",
    "README.md": "README.md.j2",
}
BY_SERVICE = {
    "github": {
        ".github/workflows/check.yml": "github/check.yml.j2",
        ".github/workflows/comment.yml": "github/comment.yml.j2",
        ".github/workflows/publish.yml": "github/publish.yml.j2",
        ".github/dependabot.yml": "github/dependabot.yml.j2",
    },
    "gitlab": {".gitlab-ci.yml": "ci/gitlab-ci.yml", "ci/gongkai.sh": "ci/gongkai.sh"},
    "gitee": {
        ".workflow/check.yml": "gitee/check.yml",
        ".workflow/publish.yml": "gitee/publish.yml",
        "ci/gongkai.sh": "ci/gongkai.sh",
    },
}


class NoProgram(Exception):
    """gongkai runs from somewhere that does not hold the files of a site; the message is Chinese."""


def program() -> Path:
    """The folder of the program. Raises NoProgram where only the package was installed."""
    folder = Path(__file__).resolve().parents[3]
    if not (folder / "mkdocs.yml").is_file() or not (folder / "docs").is_dir():
        raise NoProgram(
            "这里的 gongkai 只装了程序包，没有网站所需的文件；请在 gongkai 的源码文件夹里运行 python3 -m generator init"
        )
    return folder


def contents(source: Path, pin: Pin) -> dict[str, bytes]:
    """All generated files of a repository. `source` is the program's folder.

    Raises PinError when workflows of GitHub are wanted for a program that is not on GitHub.
    """
    generated = re.findall(r"(?m)^/(docs/.+)$", (source / ".gitignore").read_text("utf-8"))
    copied = for_sites(source, COPIED)
    found = {path.relative_to(source).as_posix(): path.read_bytes() for path in copied}
    found["generator/__main__.py"] = (Path(__file__).parent / "bootstrap.py").read_bytes()
    found["mkdocs.yml"] = configuration((source / "mkdocs.yml").read_text("utf-8"), pin).encode("utf-8")
    wanted = dict(WRITTEN)
    for service in pin.ci:
        wanted |= BY_SERVICE[service]
    for path, template in wanted.items():
        found[path] = _filled(template, pin, generated).encode("utf-8")
    return dict(sorted(found.items()))


def _filled(template: str, pin: Pin, generated: list[str]) -> str:
    text = (FILES / template).read_text("utf-8")
    if not template.endswith(".j2"):
        return text
    made = jinja2.Environment(undefined=jinja2.StrictUndefined, keep_trailing_newline=True)  # noqa: S701 - no HTML
    values = {"name": pin.name, "ci": pin.ci, "commit": pin.commit, "version": pin.version}
    return made.from_string(text).render(
        **values,
        generated=generated,
        repository=pin.repository if "github/" in template else "",
    )


def configuration(text: str, pin: Pin) -> str:
    """mkdocs.yml with the name and the maintainers of the repository; lines are replaced, nothing is parsed."""
    text = re.sub(
        r"(?m)^site_name:.*$", lambda _: f"site_name: {quoted(f'{pin.name}政府信息公开年报')}", text, count=1
    )
    listed = ", ".join(map(quoted, pin.maintainers))
    return re.sub(r"(?m)^  maintainers:.*$", lambda _: f"  maintainers: [{listed}]", text, count=1)


def quoted(text: str) -> str:
    """A text in the double quotes of YAML."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
