"""gongkai.json: which version of gongkai a repository uses, what it was made with, and what its generated files held."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any

from msgspec import Struct, field
from msgspec.structs import asdict, replace

FILE = "gongkai.json"
COMMIT = re.compile(r"[0-9a-f]{40}")
ADDRESS = re.compile(r"(https://|ssh://|file:///|git@)[A-Za-z0-9][\w.@:/~+-]*|/[\w./~+-]+")
SERVICES = ("github", "gitlab", "gitee")
"""Where a repository can be checked and published, by the names of `--ci`."""


class PinError(Exception):
    """The version is unknown or its file cannot be read; the message is Chinese."""


class Pin(Struct, frozen=True):
    """`files` is the path of every generated file → SHA-256 of what was last generated for it."""

    source: str
    commit: str
    version: str
    name: str
    ci: tuple[str, ...] = ("github",)
    maintainers: tuple[str, ...] = ()
    files: dict[str, str] = field(default_factory=dict)

    @property
    def repository(self) -> str:
        """OWNER/NAME on GitHub, as workflows name it. Raises PinError for a program that is elsewhere."""
        found = re.fullmatch(
            r"(?:https://github\.com/|git@github\.com:)([\w.-]+/[\w.-]+?)(?:\.git)?/?", self.source
        )
        if not found:
            raise PinError(
                f"GitHub 的工作流只能引用 GitHub 上的 gongkai，而来源是“{self.source}”；请用 --source 指明，或用 --ci gitlab"
            )
        return found[1]

    def text(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n"


def checked(pin: Pin) -> Pin:
    """The pin itself. Raises PinError for one that could not have been written by `gongkai init`."""
    if not COMMIT.fullmatch(pin.commit):
        raise PinError("commit 应为 40 位十六进制的 git 版本")
    if not ADDRESS.fullmatch(pin.source):
        raise PinError("source 应为 git 仓库的地址，例如 https://github.com/…/gongkai")
    if not pin.ci or set(pin.ci) - set(SERVICES):
        raise PinError(f"ci 应为 {'、'.join(SERVICES)} 中的一个或几个")
    if not pin.name.strip() or "\n" in pin.name:
        raise PinError("name 应为一行文字")
    return pin


def read(root: Path) -> Pin:
    """The pin of a repository. Raises PinError."""
    try:
        data: Any = json.loads((root / FILE).read_text("utf-8"))
        data |= {key: tuple(map(str, data[key])) for key in ("ci", "maintainers")}
        return checked(Pin(**data))
    except FileNotFoundError as error:
        raise PinError(f"这里没有 {FILE}，不是 gongkai init 生成的仓库") from error
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise PinError(f"{FILE} 读不出来：{error}") from error


def of_program(program: Path, pin: Pin) -> Pin:
    """The same pin at the version that runs: what is not given is asked of the git repository of the program."""
    commit, source = pin.commit, pin.source
    if not commit:
        commit = _git(program, "rev-parse", "HEAD")
        if _git(program, "status", "--porcelain", "--untracked-files=no"):
            raise PinError("gongkai 的源码有未提交的改动，不知道算哪个版本；请先提交，或用 --commit 指明")
    if not source:
        source = _git(program, "remote", "get-url", "origin", default="")
    if not source:
        raise PinError(
            "不知道 gongkai 的来源：请用 --source 指明 git 仓库的地址，例如 https://github.com/…/gongkai"
        )
    return checked(replace(pin, commit=commit, source=source))


def _git(program: Path, *arguments: str, default: str | None = None) -> str:
    if not (program / ".git").exists():
        raise PinError("gongkai 不在 git 仓库里，不知道是哪个版本；请用 --source 和 --commit 指明")
    done = subprocess.run(  # noqa: S603 - a fixed program, arguments not run by a shell
        ["git", "-C", str(program), *arguments],  # noqa: S607 - wherever it is
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode and default is None:
        raise PinError(f"git 没有说出 gongkai 的版本：{done.stderr.strip()}")
    return done.stdout.strip() if not done.returncode else str(default)
