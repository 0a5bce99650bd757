"""Set-up and tasks on a bare machine: `python3 -m generator TARGET` (Windows: `py -m generator TARGET`).

The first run makes `.venv` beside this folder and fills it from the hash-checked lock (for `bench`: `.venv-bench`,
with the programs that we are compared with); later runs see by a stamp that nothing changed. Targets are those of the Makefile; any other word is a verb of gongkai: `… check`, `… new`.
Standard library only. The syntax stays that of Python 3.6, so that an old Python gets as far as the sentence below.
"""

import hashlib
import importlib.util
import os
import re
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
VENV, BENCH_VENV = ROOT / ".venv", ROOT / ".venv-bench"

RUN, DEV = "requirements.lock", "requirements-dev.lock"  # DEV holds all of RUN: a test proves it
BENCH = "requirements-bench.lock"
SOURCE_ONLY = "jieba=="
"""The one exception from wheels, in the lock of the benchmark alone: jieba is published as source. It is compared
by hash as well, and built after the others by the setuptools of the same lock."""
COMPILE = (
    "uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --quiet "
    "--no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock'"
)
WORKERS = min(4, 2 * (os.cpu_count() or 1))  # tests often wait for programs that they start
TASKS: dict[str, tuple[str, list[str]]] = {
    "setup": (RUN, []),
    "site": (RUN, ["gongkai build"]),
    "serve": (RUN, ["gongkai serve"]),
    "docs": (RUN, ["gongkai reference"]),
    "test": (DEV, [f"pytest -n {WORKERS} --dist worksteal"]),
    "pictures": (DEV, ["python benchmarks/pictures.py"]),
    "bench": (BENCH, ["python benchmarks/bench.py"]),
    "lint": (DEV, ["ruff check .", "ruff format --check .", "mypy", "lint-imports"]),
    "lock": (
        DEV,
        [
            f"{COMPILE} --group build -o {RUN}",
            f"{COMPILE} --group dev --extra zensical --extra parquet -c {RUN} -o {DEV}",
            f"{COMPILE} --group bench --extra zensical -c {DEV} -o {BENCH}",
        ],
    ),
}


NO_PACKAGES = (
    "没能装好依赖：请确认能访问 PyPI；用镜像时设环境变量 PIP_INDEX_URL，每个文件都按锁文件核对哈希值"
)


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
    venv = BENCH_VENV if lock == BENCH else VENV
    try:
        prepare(lock, venv)
    except CannotRun as reason:
        print(f"无法运行：{reason}", file=sys.stderr)
        return 2
    codes = [run(venv, command, arguments[1:]) for command in commands]
    return max(codes, default=0)


def program(venv: Path, name: str) -> Path:
    """Where a program of an environment stands."""
    return venv / "Scripts" / f"{name}.exe" if os.name == "nt" else venv / "bin" / name


def prepare(lock: str, venv: Path) -> None:
    """Make `venv` hold what `lock` names; at once when it does already. Raises CannotRun."""
    wanted, stamp, python = key(lock), venv / "installed.txt", program(venv, "python")
    if python.exists() and stamp.is_file() and wanted in stamp.read_text("utf-8").split():
        return
    if importlib.util.find_spec("ensurepip") is None or importlib.util.find_spec("venv") is None:
        raise CannotRun(
            "这个 Python 缺少 venv 模块；Debian、Ubuntu 上先运行 sudo apt install python3-venv，再重试"
        )
    print(f"准备运行环境 {venv.name}（只在首次运行和依赖变动后进行）……", file=sys.stderr)
    stamp.unlink(missing_ok=True)  # an interrupted set-up starts over next time
    if not same_python(venv):
        step([sys.executable, "-m", "venv", "--clear", str(venv)], f"没能建立 {venv.name}")
    wheels, source = parts(lock, venv)
    pip = [str(python), "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--no-deps"]
    step([*pip, "--require-hashes", "--only-binary", ":all:", "-r", str(wheels)], NO_PACKAGES)
    if source:
        built = ["--no-build-isolation", "--use-pep517", "--no-binary", ":all:"]
        step([*pip, "--require-hashes", *built, "-r", str(source)], NO_PACKAGES)
    step([*pip, "--no-build-isolation", "--editable", str(ROOT)], "没能装好 gongkai 本身")
    # pip compiles what it installs, but not this folder; where Python may write nothing it would never be
    step([str(python), "-m", "compileall", "-q", str(ROOT / "generator" / "gongkai")], "没能编译 gongkai")
    stamp.write_text("\n".join([key(RUN), wanted]), "utf-8")


def parts(lock: str, venv: Path) -> tuple[Path, Path | None]:
    """The lock that is installed as wheels, and that of what is built from source, if any; written into `venv`."""
    if lock != BENCH:
        return ROOT / lock, None
    entries = re.split(r"(?m)^(?=[a-z0-9])", (ROOT / lock).read_text("utf-8"))
    wheels, source = venv / "wheels.lock", venv / "source.lock"
    wheels.write_text("".join(each for each in entries if not each.startswith(SOURCE_ONLY)), "utf-8")
    source.write_text("".join(each for each in entries if each.startswith(SOURCE_ONLY)), "utf-8")
    return wheels, source


def key(lock: str) -> str:
    """What an installation depends on, as one hash: the lock, the project, the Python, the folder, its steps."""
    parts = [(ROOT / name).read_bytes() for name in (lock, "pyproject.toml")]
    parts += [f"{sys.version_info[:2]} {ROOT} compiled".encode()]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def same_python(venv: Path) -> bool:
    """Whether the environment is there and was made by this minor version of Python."""
    try:
        lines = (venv / "pyvenv.cfg").read_text("utf-8").splitlines()
    except OSError:
        return False
    made = "".join(line for line in lines if line.startswith("version")).partition("=")[2].strip()
    return program(venv, "python").exists() and made.split(".")[:2] == [
        str(part) for part in sys.version_info[:2]
    ]


def step(command: list[str], complaint: str) -> None:
    """Run one step of the set-up. Raises CannotRun with `complaint` when it fails."""
    code = subprocess.run(command, cwd=ROOT).returncode
    if code:
        raise CannotRun(f"{complaint}（返回 {code}）")


def run(venv: Path, command: str, more: list[str]) -> int:
    """Run one command of an environment with the user's further arguments; returns its exit code."""
    name, *arguments = shlex.split(command)
    file = program(venv, name)
    environment = {**os.environ, "VIRTUAL_ENV": str(venv), "PYTHONUTF8": "1"}
    environment["PATH"] = str(file.parent) + os.pathsep + os.environ.get("PATH", "")
    try:
        return subprocess.run([str(file), *arguments, *more], env=environment).returncode
    except KeyboardInterrupt:  # Ctrl-C ends the preview; the child has said goodbye
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
