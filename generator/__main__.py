"""Set-up and tasks on a bare machine: `python3 -m generator TARGET` (Windows: `py -m generator TARGET`).

The first run makes `.venv` beside this folder and fills it from the hash-checked lock; later runs see by a stamp
that nothing changed. Targets are those of the Makefile; any other word is a verb of gongkai: `… check`, `… new`.
Standard library only. The syntax stays that of Python 3.6, so that an old Python gets as far as the sentence below.
"""

import hashlib
import importlib.util
import os
import shlex
import subprocess
import sys
from io import TextIOWrapper
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036 - the very case this is for
    sys.exit(
        "无法运行：需要 Python 3.11 或更新版本，现在是 {}.{}（{}）；装好新版后用 make PYTHON=python3.11 指明"
        "（Windows 用 py -3.11 -m generator）".format(*sys.version_info[:2], sys.executable)
    )

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "installed.txt"
SCRIPTS = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = SCRIPTS / ("python.exe" if os.name == "nt" else "python")

RUN, DEV = "requirements.lock", "requirements-dev.lock"  # DEV holds all of RUN: a test proves it
COMPILE = (
    "uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --quiet "
    "--no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock'"
)
TASKS: dict[str, tuple[str, list[str]]] = {
    "setup": (RUN, []),
    "site": (RUN, ["gongkai build"]),
    "serve": (RUN, ["gongkai serve"]),
    "docs": (RUN, ["gongkai reference"]),
    "test": (DEV, ["pytest -n auto --maxprocesses 4"]),
    "pictures": (DEV, ["python benchmarks/pictures.py"]),
    "lint": (DEV, ["ruff check .", "ruff format --check .", "mypy", "lint-imports"]),
    "lock": (
        DEV,
        [
            f"{COMPILE} --group build -o {RUN}",
            f"{COMPILE} --group dev --extra zensical --extra parquet -c {RUN} -o {DEV}",
        ],
    ),
}


class CannotRun(Exception):
    """The machine lacks something; the message says what to do."""


def main(arguments: list[str]) -> int:
    """Run one target and return its exit code; 2 when it could not run."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a console that cannot show Chinese must not stop the work
    if not arguments or arguments[0] in ("-h", "--help"):
        print(
            f"用法：python3 -m generator 任务 [参数…]\n任务：{'、'.join(TASKS)}；其他词交给 gongkai，例如 check"
        )
        return 0 if arguments else 2
    lock, commands = TASKS.get(arguments[0], (RUN, ["gongkai " + shlex.quote(arguments[0])]))
    try:
        prepare(lock)
    except CannotRun as reason:
        print(f"无法运行：{reason}", file=sys.stderr)
        return 2
    codes = [run(command, arguments[1:]) for command in commands]
    return max(codes, default=0)


def prepare(lock: str) -> None:
    """Make `.venv` hold what `lock` names; at once when it does already. Raises CannotRun."""
    wanted = key(lock)
    installed = STAMP.read_text("utf-8").split() if STAMP.is_file() and PYTHON.exists() else []
    if wanted in installed:
        return
    if importlib.util.find_spec("ensurepip") is None or importlib.util.find_spec("venv") is None:
        raise CannotRun(
            "这个 Python 缺少 venv 模块；Debian、Ubuntu 上先运行 sudo apt install python3-venv，再重试"
        )
    print("准备运行环境 .venv（只在首次运行和依赖变动后进行）……", file=sys.stderr)
    STAMP.unlink(missing_ok=True)  # an interrupted set-up starts over next time
    if not same_python():
        step([sys.executable, "-m", "venv", "--clear", str(VENV)], "没能建立 .venv")
    pip = [str(PYTHON), "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--no-deps"]
    step(
        [*pip, "--require-hashes", "--only-binary", ":all:", "-r", str(ROOT / lock)],
        "没能装好依赖：请确认能访问 PyPI；用镜像时设环境变量 PIP_INDEX_URL，每个文件都按锁文件核对哈希值",
    )
    step([*pip, "--no-build-isolation", "--editable", str(ROOT)], "没能装好 gongkai 本身")
    STAMP.write_text("\n".join([key(RUN), wanted]), "utf-8")


def key(lock: str) -> str:
    """What an installation depends on, as one hash: the lock, the project, the Python, the folder."""
    parts = [(ROOT / name).read_bytes() for name in (lock, "pyproject.toml")]
    parts += [f"{sys.version_info[:2]} {ROOT}".encode()]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def same_python() -> bool:
    """Whether `.venv` is there and was made by this minor version of Python."""
    try:
        lines = (VENV / "pyvenv.cfg").read_text("utf-8").splitlines()
    except OSError:
        return False
    made = "".join(line for line in lines if line.startswith("version")).partition("=")[2].strip()
    return PYTHON.exists() and made.split(".")[:2] == [str(part) for part in sys.version_info[:2]]


def step(command: list[str], complaint: str) -> None:
    """Run one step of the set-up. Raises CannotRun with `complaint` when it fails."""
    code = subprocess.run(command, cwd=ROOT).returncode
    if code:
        raise CannotRun(f"{complaint}（返回 {code}）")


def run(command: str, more: list[str]) -> int:
    """Run one command of the environment with the user's further arguments; returns its exit code."""
    program, *arguments = shlex.split(command)
    file = SCRIPTS / (program + ".exe" if os.name == "nt" else program)
    environment = {**os.environ, "VIRTUAL_ENV": str(VENV), "PYTHONUTF8": "1"}
    environment["PATH"] = str(SCRIPTS) + os.pathsep + os.environ.get("PATH", "")
    try:
        return subprocess.run([str(file), *arguments, *more], env=environment).returncode
    except KeyboardInterrupt:  # Ctrl-C ends the preview; the child has said goodbye
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
