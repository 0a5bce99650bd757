"""The tools that keep the code in shape, the locks, and the set-up on a bare machine."""

from __future__ import annotations

import importlib.util
import os
import re
import runpy
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent
LOCKS = ["requirements.lock", "requirements-dev.lock", "requirements-bench.lock"]
PIN = re.compile(r"^([a-z0-9][a-z0-9._-]*)==(\S+)( ; .*?)? \\$", re.M)


def run(program: str, *arguments: str, cwd: Path = ROOT, **environment: str) -> tuple[int, str]:
    path = {"PATH": f"{BIN}:/usr/bin:/bin", "LANG": "C.UTF-8", **environment}
    done = subprocess.run([BIN / program, *arguments], cwd=cwd, env=path, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize(
    "command",
    [
        "ruff check .",
        "ruff format --check .",
        "mypy",
        "mypy generator/__main__.py",
        "lint-imports --no-cache",
    ],
)
def test_the_code_passes(command: str) -> None:
    code, output = run(*command.split())
    assert code == 0, output


@pytest.mark.parametrize(
    ("file", "line", "contract"),
    [
        ("model/body.py", "from ..load import text", "data goes one way"),
        ("check/case.py", "from ..load import text", "data goes one way"),
        ("render/findings.py", "from ..check import case", "data goes one way"),
        ("load/text.py", "from ..site import reference", "data goes one way"),
        ("model/body.py", "import click", "the model and the search index are standard library only"),
        ("render/findings.py", "import yaml", "only the loader reads YAML"),
        ("exporting/tidy.py", "from ..render import grid", "data goes one way"),
        ("exporting/tidy.py", "import jinja2", "exports need the model and the standard library only"),
        ("exporting/tidy.py", "import duckdb", "only the Parquet export knows DuckDB"),
    ],
)
def test_a_forbidden_import_is_found(file: str, line: str, contract: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "generator/gongkai", tmp_path / "gongkai")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    with (tmp_path / "gongkai" / file).open("a") as module:
        module.write(f"\n{line}\n")
    code, output = run("lint-imports", "--no-cache", cwd=tmp_path, PYTHONPATH=str(tmp_path))
    assert (code, f"{contract} BROKEN" in output) == (1, True), output


def pins(lock: str) -> dict[tuple[str, str], str]:
    """(Name, marker) → version of everything a lock holds."""
    return {(name, marker): version for name, version, marker in PIN.findall((ROOT / lock).read_text())}


@pytest.mark.parametrize("lock", LOCKS[1:])
def test_every_lock_holds_all_of_the_runtime_lock(lock: str) -> None:
    assert pins("requirements.lock").items() <= pins(lock).items()


@pytest.mark.parametrize("lock", LOCKS)
def test_everything_in_a_lock_has_a_hash_and_no_address(lock: str) -> None:
    text = (ROOT / lock).read_text()
    entries = re.split(r"^(?=[a-z0-9])", text, flags=re.M)[1:]
    bare = [entry.split(" ")[0] for entry in entries if "--hash=sha256:" not in entry]
    assert (len(entries), bare, re.findall(r"https?:|file:|--index|--find|^/", text, re.M)) == (
        len(pins(lock)),
        [],
        [],
    )


def test_the_locks_hold_what_the_project_asks_for() -> None:
    data = tomllib.loads((ROOT / "pyproject.toml").read_text())
    runtime = [*data["project"]["dependencies"], *data["dependency-groups"]["build"]]
    dev, bench = (
        [each for each in data["dependency-groups"][group] if isinstance(each, str)]
        for group in ("dev", "bench")
    )
    names = {lock: {name for name, _ in pins(lock)} for lock in LOCKS}

    def missing(wanted: list[str], lock: str) -> set[str]:
        return {re.match(r"[\w-]+", each)[0] for each in wanted} - names[lock]  # type: ignore[index]

    extras = data["project"]["optional-dependencies"]
    wanted = [runtime, [*dev, *extras["zensical"], *extras["parquet"]], [*bench, *extras["zensical"]]]
    assert [missing(asked, lock) for asked, lock in zip(wanted, LOCKS, strict=True)] == [set()] * 3


@pytest.fixture
def setup(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The set-up program in a folder of its own, with its commands recorded instead of run."""
    for name in ("pyproject.toml", *LOCKS):
        shutil.copy(ROOT / name, tmp_path)
    (tmp_path / "generator").mkdir()
    file = Path(shutil.copy(ROOT / "generator/__main__.py", tmp_path / "generator"))
    spec = importlib.util.spec_from_file_location("setup_program", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    started: list[str] = []

    def start(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        started.append(" ".join(str(part) for part in command).replace(f"{tmp_path}/", ""))
        if "venv" in command:
            venv = Path(command[-1])
            (venv / "bin").mkdir(parents=True)
            (venv / "bin/python").touch()
            (venv / "pyvenv.cfg").write_text(f"version = {sys.version.split()[0]}\n")
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(module.subprocess, "run", start)
    module.started = started  # type: ignore[attr-defined]
    return module


PIP = ".venv/bin/python -m pip install -qq --disable-pip-version-check --no-deps"
COMPILED = ".venv/bin/python -m compileall -q generator/gongkai"


def test_the_first_run_installs_from_the_lock_with_hashes(setup: ModuleType) -> None:
    assert (setup.main(["site"]), setup.started) == (
        0,
        [
            f"{sys.executable} -m venv --clear .venv",
            f"{PIP} --require-hashes --only-binary :all: -r requirements.lock",
            f"{PIP} --no-build-isolation --editable {setup.ROOT}",
            COMPILED,
            ".venv/bin/gongkai build",
        ],
    )


def test_the_second_run_installs_nothing(setup: ModuleType) -> None:
    setup.main(["test"])
    del setup.started[:]
    setup.main(["site"])
    setup.main(["check", "reports/daxing"])
    assert setup.started == [".venv/bin/gongkai build", ".venv/bin/gongkai check reports/daxing"]


def test_the_benchmark_has_an_environment_of_its_own(setup: ModuleType) -> None:
    """jieba is published as source only; what builds it comes from the lock as well."""
    setup.main(["bench"])
    pip = PIP.replace(".venv", ".venv-bench")
    source = "--no-build-isolation --use-pep517 --no-binary :all:"
    assert setup.started == [
        f"{sys.executable} -m venv --clear .venv-bench",
        f"{pip} --require-hashes --only-binary :all: -r .venv-bench/wheels.lock",
        f"{pip} --require-hashes {source} -r .venv-bench/source.lock",
        f"{pip} --no-build-isolation --editable {setup.ROOT}",
        COMPILED.replace(".venv", ".venv-bench"),
        ".venv-bench/bin/python benchmarks/bench.py",
    ]
    whole, *parts = (
        set(PIN.findall((setup.ROOT / name).read_text()))
        for name in ("requirements-bench.lock", ".venv-bench/wheels.lock", ".venv-bench/source.lock")
    )
    assert (set.union(*parts), [name for name, _, _ in parts[1]]) == (whole, ["jieba"])


def test_a_changed_lock_is_installed_into_the_same_environment(setup: ModuleType) -> None:
    setup.main(["site"])
    del setup.started[:]
    (setup.ROOT / "requirements.lock").write_text("")
    setup.main(["setup"])
    assert setup.started == [
        f"{PIP} --require-hashes --only-binary :all: -r requirements.lock",
        f"{PIP} --no-build-isolation --editable {setup.ROOT}",
        COMPILED,
    ]


def test_an_interrupted_installation_is_taken_up_again(
    setup: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    setup.main(["setup"])
    (setup.ROOT / "requirements.lock").write_text("")
    with monkeypatch.context() as patch:
        patch.setattr(setup.subprocess, "run", lambda *_, **__: subprocess.CompletedProcess([], 1))
        code = setup.main(["site"])
    assert (code, capsys.readouterr().err.splitlines()[-1]) == (
        2,
        "无法运行：没能装好依赖：请确认能访问 PyPI；用镜像时设环境变量 PIP_INDEX_URL，每个文件都按锁文件核对哈希值（返回 1）",
    )
    del setup.started[:]
    setup.main(["setup"])
    assert len(setup.started) == 3


def test_a_python_without_venv_is_told_so(
    setup: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(setup.importlib.util, "find_spec", lambda _: None)
    assert (setup.main(["site"]), capsys.readouterr().err, setup.started) == (
        2,
        "无法运行：这个 Python 缺少 venv 模块；Debian、Ubuntu 上先运行 sudo apt install python3-venv，再重试\n",
        [],
    )


def test_an_old_python_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2, "final", 0))
    monkeypatch.setattr(sys, "executable", "/usr/bin/python3")
    with pytest.raises(SystemExit) as told:
        runpy.run_path(str(ROOT / "generator/__main__.py"))
    assert told.value.code == (
        "无法运行：需要 Python 3.11 或更新版本，现在是 3.9（/usr/bin/python3）；"
        "装好新版后用 make PYTHON=python3.11 指明（Windows 用 py -3.11 -m generator）"
    )


@pytest.mark.parametrize("target", ["site", "serve", "test", "lint", "docs", "bench", "lock"])
def test_make_hands_every_target_over(target: str) -> None:
    bare = {"PATH": os.environ["PATH"]}  # a make around the tests would make this one talk
    done = subprocess.run(
        ["make", "-n", target, "ARGS=-x"], cwd=ROOT, env=bare, capture_output=True, text=True
    )
    assert done.stdout == f"python3 -m generator {target} -x\n"
