"""gongkai 的入口：python3 -m generator 命令（Windows：py -m generator 命令），例如 site、check、new。

Brings the version of gongkai that gongkai.json names into .gongkai/program, once, and hands the command to it; the first
run also sets up its Python packages there, from its hash-checked lock. The commit is checked, so that any mirror will do:
GONGKAI_SOURCE names one, GONGKAI_PROGRAM a folder that holds the program already.
Standard library only. The syntax stays that of Python 3.6, so that an old Python gets as far as the sentence below.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036 - the very case this is for
    sys.exit(
        "无法运行：需要 Python 3.11 或更新版本，现在是 {}.{}（{}）；装好新版后用 make PYTHON=python3.11 指明"
        "（Windows 用 py -3.11 -m generator）".format(*sys.version_info[:2], sys.executable)
    )

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = ROOT / ".gongkai" / "program"


class CannotRun(Exception):
    """The program cannot be had; the message says what to do."""


def main(arguments):  # type: (list[str]) -> int
    """Run one command and return its exit code; 2 when it could not run."""
    try:
        program, arguments = chosen(arguments)
    except CannotRun as reason:
        print(f"无法运行：{reason}", file=sys.stderr)
        return 2
    try:
        return subprocess.run([sys.executable, str(program / "generator"), *arguments]).returncode
    except KeyboardInterrupt:  # Ctrl-C ends the preview; the child has said goodbye
        return 130


def chosen(arguments):  # type: (list[str]) -> tuple[Path, list[str]]
    """The folder of the program, and the arguments for it. `upgrade --to REV` is for another version than the pinned one."""
    given = os.environ.get("GONGKAI_PROGRAM")
    if given:
        return Path(given), arguments
    pin = json.loads((ROOT / "gongkai.json").read_text("utf-8"))
    source = os.environ.get("GONGKAI_SOURCE") or pin["source"]
    if arguments[:2] == ["upgrade", "--to"] and len(arguments) > 2:
        fetch(source, arguments[2])
        return PROGRAM, ["upgrade", *arguments[3:]]
    if head() != pin["commit"]:
        fetch(source, pin["commit"])
        if head() != pin["commit"]:
            raise CannotRun(f"取回的不是 gongkai.json 里写的版本 {pin['commit']}，没有运行")
    return PROGRAM, arguments


def fetch(source, revision):  # type: (str, str) -> None
    """Put a revision into PROGRAM. Raises CannotRun."""
    if source.startswith("-") or revision.startswith("-"):
        raise CannotRun("gongkai.json 的 source、commit 不合要求")
    print(f"取回 gongkai（{source}，版本 {revision[:12]}）……", file=sys.stderr)
    PROGRAM.mkdir(parents=True, exist_ok=True)
    git("init", "--quiet")
    git("fetch", "--quiet", "--depth", "1", source, revision)
    git("-c", "advice.detachedHead=false", "checkout", "--quiet", "--force", "--detach", "FETCH_HEAD")


def head():  # type: () -> str
    """The commit that PROGRAM holds, or ""."""
    if not (PROGRAM / ".git").exists():
        return ""  # or git would look into the repository around it
    done = subprocess.run(["git", "-C", str(PROGRAM), "rev-parse", "HEAD"], capture_output=True, text=True)
    return done.stdout.strip()


def git(*arguments):  # type: (str) -> None
    """Run git in PROGRAM. Raises CannotRun."""
    try:
        code = subprocess.run(["git", "-C", str(PROGRAM), *arguments]).returncode
    except OSError:
        raise CannotRun("没有找到 git，请先安装") from None
    if code:
        raise CannotRun(
            "没能取回 gongkai：请确认能访问 gongkai.json 里的 source；用镜像时设环境变量 GONGKAI_SOURCE"
        )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
