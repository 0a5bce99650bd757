"""A site built in parts, on several machines, is the one built on one machine."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

import samples
from gongkai import cli
from gongkai.site.shares import shares

GONGKAI = Path(sys.executable).with_name("gongkai")
CITY = {"shi": 6, "shi/a": 6, "shi/a/x": 6, "shi/a/y": 6, "shi/b": 6, "shi/b/x": 6, "shi/c": 6}
NAMES = st.lists(st.sampled_from("abc"), min_size=1, max_size=4).map("/".join)


def test_subtrees_stay_whole_where_they_fit() -> None:
    one, two = shares(CITY, 2)
    assert (one.tops, one.reports) == (("shi/a", "shi/c"), 24)
    assert (two.tops, two.bodies, two.reports) == (("shi", "shi/b"), ("shi", "shi/b", "shi/b/x"), 18)


@given(st.dictionaries(NAMES, st.integers(0, 20), min_size=1, max_size=30), st.integers(1, 9))
def test_every_body_is_in_one_share_and_no_share_is_much_larger(reports: dict[str, int], count: int) -> None:
    found = shares(reports, count)
    assert len(found) == count
    assert sorted(id_ for each in found for id_ in each.bodies) == sorted(reports)
    assert [each.reports for each in found] == [sum(reports[id_] for id_ in each.bodies) for each in found]
    fair = sum(reports.values()) / count
    largest = max(fair + 1, *reports.values())
    assert max(each.reports for each in found) <= fair + largest


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli.cli, [str(each) for each in arguments])


@pytest.mark.parametrize("count", [1, 2, 7])
def test_the_merged_site_is_that_of_one_machine(
    count: int, demo_root: Path, demo_site: Path, tmp_path: Path
) -> None:
    """Every part in a process, a checkout and a folder of its own, all at the same time."""
    jobs = json.loads(run("plan", "--root", demo_root, "--shards", str(count)).output)["include"]
    assert [job["shard"] for job in jobs] == [f"{number}/{count}" for number in range(1, count + 1)]
    started = []
    for job in jobs:
        machine = tmp_path / f"machine-{job['number']}"
        shutil.copytree(demo_root, machine)
        command = [GONGKAI, "build", "--shard", job["shard"], "--out", tmp_path / f"parts/{job['number']}"]
        started.append(subprocess.Popen(command, cwd=machine, stdout=subprocess.PIPE, stderr=subprocess.PIPE))
    for process in started:
        _, error = process.communicate()
        assert process.returncode in (0, 1), error.decode()
    last = tmp_path / "last"
    shutil.copytree(demo_root, last)
    result = run("merge", "--root", last, *sorted((tmp_path / "parts").iterdir()))
    assert result.exit_code == 0, result.output
    assert contents(last / "site") == contents(demo_site)


def contents(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()
    }


def test_findings_across_the_cut_are_those_of_one_machine(tmp_path: Path) -> None:
    """The sum of a body above and a sentence that two bodies print need both parts."""
    root = tmp_path / "root"
    samples.project(root, samples.zeros())
    above = root / "reports/shili"
    town = above / "zhen"
    (above / "body.yml").write_text("name: 示例市人民政府\nkind: city\ncomplete: true\n", "utf-8")
    wrong = "disclosure_requests:\n  carried_over: [1, 0, 0, 0, 0, 0, 1]\n  carried_forward: [1, 0, 0, 0, 0, 0, 1]\n"
    (above / "2024.yml").write_text(samples.overlay((town / "2024.yml").read_text("utf-8"), wrong), "utf-8")
    parts = [tmp_path / "1", tmp_path / "2"]
    alone = [
        run("build", "--root", root, "--shard", f"{at}/2", "--out", part) for at, part in enumerate(parts, 1)
    ]
    whole = run("check", "--root", root).output
    assert ["GK601" in each.output for each in alone] == [False, False]
    assert "GK601" in whole
    assert findings(root, parts) == [line for line in whole.splitlines() if ": GK" in line or " GK" in line]


def findings(root: Path, parts: list[Path]) -> list[str]:
    """Head lines of all findings that the merge knows, as `check` prints them."""
    from gongkai.render.findings import text
    from gongkai.site.shards import MergedRun

    merged = MergedRun(root, root / ".gongkai-merged.db", root / "docs", parts)
    merged.pages()
    found = sorted(
        merged.findings(), key=lambda each: (each.place.file, each.place.line, each.place.column, each.code)
    )
    return [line for line in text(found, 2).splitlines() if ": GK" in line or " GK" in line]


@pytest.fixture
def parts(tmp_path: Path) -> tuple[Path, list[Path]]:
    """A root with two bodies, and its two parts."""
    root = tmp_path / "root"
    samples.project(root, samples.zeros())
    (root / "reports/linshi").mkdir()
    (root / "reports/linshi/body.yml").write_text("name: 邻示市人民政府\nkind: city\n", "utf-8")
    made = [tmp_path / "parts/1", tmp_path / "parts/2"]
    for number, part in enumerate(made, 1):
        result = run("build", "--root", root, "--shard", f"{number}/2", "--out", part)
        assert result.exit_code == 0, result.output
    return root, made


def test_parts_of_another_version_are_refused(parts: tuple[Path, list[Path]]) -> None:
    root, made = parts
    file = root / "reports/shili/zhen/2024.yml"
    file.write_text(f"{file.read_text('utf-8')}# 改过\n", "utf-8")
    run("build", "--root", root, "--shard", "2/2", "--out", made[1])
    result = run("merge", "--root", root, *made)
    assert (result.exit_code, result.output) == (
        2,
        f"无法运行：“{made[0]}”（第 1/2 片）由别的版本生成：报告、表式、配置或者程序与这里不同；"
        "各片和合并须用同一次提交、同一套依赖\n",
    )


def test_missing_repeated_and_foreign_parts_are_refused(parts: tuple[Path, list[Path]]) -> None:
    root, (one, two) = parts
    other = one.with_name("other")
    run("build", "--root", root, "--shard", "1/3", "--out", other)
    said = {
        name: run("merge", "--root", root, *given).output
        for name, given in (
            ("missing", [one]),
            ("repeated", [one, two, shutil.copytree(two, one.with_name("again"))]),
            ("mixed", [one, two, other]),
            ("none", [root / "reports"]),
        )
    }
    assert said == {
        "missing": "无法运行：缺第 2 片，共应有 2 片\n",
        "repeated": "无法运行：有重复的片：第 2 片\n",
        "mixed": "无法运行：各片的总数不一致：2、3\n",
        "none": f"无法运行：“{root}/reports”不是完整的一片：没有可用的 part.json，请重新运行 gongkai build --shard\n",
    }


@pytest.mark.parametrize(
    ("shard", "out", "said"),
    [
        ("三", "part", "--shard 要写成“第几片/共几片”，例如 2/7，不是“三”"),
        ("8/7", "part", "--shard 8/7：片号从 1 到总数，总数不超过 256"),
        ("1/2", "", "--shard 要同时用 --out 指明这一片写到哪个文件夹"),
        ("1/2", "reports", "“reports”里已有别的内容；请换一个空文件夹"),
    ],
)
def test_what_build_refuses(
    shard: str, out: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    samples.project(tmp_path, samples.zeros())
    monkeypatch.chdir(tmp_path)
    result = run("build", "--shard", shard, *(["--out", out] if out else []))
    assert (result.exit_code, result.output) == (2, f"无法运行：{said}\n")
