"""What a change of forms, checks and templates does to reports that nobody edited."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import samples
from cases import edits
from gongkai import cli
from repositories import commit

OWN = """\
id: "shi"
name: 本市的表式
source: 示例市政务公开办
title: "{body}{year}年政府信息公开工作年度报告"
sections:
  - {id: overview, heading: 一、总体情况, kind: prose}
  - id: requests
    heading: 二、申请
    kind: table
    table:
      type: count
      unit: 件
      columns:
        - {id: received, label: 收到}
        - {id: answered, label: 答复}
        - {id: total, label: 总计}
      rows:
        - {id: all, label: 合计}
"""
SUM = """\
      relations:
        - {id: sum, kind: sum, along: columns, left: [received, answered], right: [total], strength: error, basis: 总计等于各项之和}
"""


def run(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli.cli, ["diff", *arguments, "--root", str(root)])


def test_a_form_of_the_sites_own(tmp_path: Path) -> None:
    samples.project(tmp_path, "form: shi\noverview: |\n  示例。\nrequests:\n  all: [1, 2, 4]\n", 2012)
    (tmp_path / "forms").mkdir()
    (tmp_path / "forms" / "shi.yml").write_text(OWN, "utf-8")
    commit(tmp_path, "起点")
    (tmp_path / "forms" / "shi.yml").write_text(OWN.replace("合计}", "全部}") + SUM, "utf-8")
    result = run(tmp_path, "HEAD")
    assert result.exit_code == 1
    assert result.output.startswith(
        "改动说明：HEAD → 工作区\n"
        "  报告：受牵动 1 份\n"
        "  【请先看 1 份】：有新错误 1 份\n"
        "\n"
        "表式与程序\n"
        "  表式有改动：1 个文件\n"
        "    forms/shi.yml\n"
        "  表式的改动对 1 份报告的影响：7 个网页改变，1 份报告的问题改变（新出现 1 项，不再报出 1 项）\n"
        "    新出现：shili/zhen/2012 错误 GK301 合计不符：二、申请 · 全部 · 总计：1+2 = 3，表中为 4\n"
        "    不再报出：shili/zhen/2012 提示 GK701 没有填发布日期："
    )
    assert "    网页：reports/shili/zhen/2012/\n" in result.output


CHECK = '''

@check("GK799", Severity.NOTE, "publishing")
def tried(case: Case) -> Iterator[Defect]:
    """试一项检查

    依据：测试。
    改法：不必。
    错例：
        published: ~
    正例：
        published: ~
    """
    if case.report.year == 2023:
        yield Defect("试出一项", "不必", "published")
'''


def append(file: Path, text: str) -> None:
    file.write_text(file.read_text("utf-8") + text, "utf-8")


@pytest.fixture(scope="module")
def with_program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository that holds the program; its second commit changes a check and a template."""
    root = tmp_path_factory.mktemp("program")
    edits.base(root)
    source = samples.ROOT / "generator"
    shutil.copytree(source, root / "generator", ignore=shutil.ignore_patterns("__pycache__", "theme"))
    commit(root, "起点")
    append(root / "generator/gongkai/check/publishing.py", CHECK)
    append(root / "generator/gongkai/render/templates/year.md.j2", "\n<p>新的一行</p>\n")
    commit(root, "改检查和模板")
    return root


def test_without_being_asked_no_program_is_run(with_program: Path) -> None:
    result = run(with_program, "HEAD~1", "HEAD")
    assert result.output == (
        "改动说明：HEAD~1 → HEAD\n"
        "  报告数据没有变化；表式或程序有改动，见下\n"
        "\n"
        "表式与程序\n"
        "  程序有改动：2 个文件\n"
        "    generator/gongkai/check/publishing.py\n"
        "    generator/gongkai/render/templates/year.md.j2\n"
        "  程序的改动对已有报告的影响没有计算：gongkai diff --program 运行两个版本各自的程序，说明哪些问题和网页会改变\n"
    )


def test_both_programs_tell_which_findings_and_pages_change(with_program: Path) -> None:
    data = json.loads(run(with_program, "HEAD~1", "HEAD", "--program", "--format", "json").output)
    (effect,) = data["program_effects"]
    assert (effect["cause"], effect["reports"], effect["vanished"]) == ("program", 4, [])
    assert {(each["subject"], each["code"]) for each in effect["appeared"]} == {("shili/zhen/2023", "GK799")}
    of_reports = {
        "shili/2024",
        "shili/ju/2024",
        "shili/zhen/2023",
        "shili/zhen/2024",
    }  # the edition of the rules is on each
    assert set(effect["pages"]) == {
        "reports/2023/",
        "reports/2024/",
        *(f"reports/{id_}/" for id_ in of_reports),
    }
    assert data["reports"] == []


def test_a_program_that_does_not_run(with_program: Path, tmp_path: Path) -> None:
    root = tmp_path / "site"
    shutil.copytree(with_program, root)
    (root / "generator/gongkai/cli/__init__.py").write_text(
        "def main() -> None:\n    raise SystemExit('坏了')\n", "utf-8"
    )
    result = run(root, "HEAD", "--program")
    assert result.exit_code == 2
    assert result.output.startswith("无法运行：版本“工作区”的程序")


def test_a_site_without_the_program_never_runs_one_that_an_edit_brings(tmp_path: Path) -> None:
    edits.base(tmp_path)
    commit(tmp_path, "起点")
    (tmp_path / "generator/gongkai/cli").mkdir(parents=True)
    (tmp_path / "generator/gongkai/__init__.py").write_text("", "utf-8")
    (tmp_path / "generator/gongkai/cli/__init__.py").write_text(
        f"def main() -> None:\n    open({str(tmp_path / 'run')!r}, 'w')\n", "utf-8"
    )
    commit(tmp_path, "带来一个程序")
    result = run(tmp_path, "HEAD~1", "HEAD", "--program")
    assert result.exit_code == 0
    assert "程序有改动：2 个文件" in result.output
    assert not (tmp_path / "run").exists()
