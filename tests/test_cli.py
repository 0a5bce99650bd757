"""The commands as their users run them: output, files, exit codes."""

from __future__ import annotations

import json
import shutil
import socket
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import samples
from gongkai import cli
from gongkai.load.forms import load_forms

FILE = "reports/shili/zhen/2024.yml"


def run(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli.cli, [*arguments, "--root", str(folder)])


@pytest.fixture
def site(tmp_path: Path) -> Path:
    samples.project(tmp_path, samples.zeros())
    return tmp_path


def edit(site: Path, old: str, new: str) -> None:
    text = (site / FILE).read_text("utf-8")
    assert old in text
    (site / FILE).write_text(text.replace(old, new, 1), "utf-8")


def test_check_of_a_clean_site(site: Path) -> None:
    result = run(site, "check")
    assert (result.exit_code, result.output) == (0, "共核验报告 1 份：错误 0 项，警告 0 项，提示 0 项\n")


def test_check_says_what_where_why_and_how_to_mend(site: Path) -> None:
    edit(site, "reconsideration: [0, 0, 0, 0, 0]", "reconsideration: [1, 1, 0, 0, 3]")
    result = run(site, "check")
    assert (result.exit_code, result.output) == (
        1,
        """\
reports/shili/zhen/2024.yml:57:33: 错误 GK301 合计不符
  四、政府信息公开行政复议、行政诉讼情况 · 行政复议 · 总计：1+1+0+0 = 2，表中为 3
  依据：“总计”应等于各项结果之和（国办公开办函〔2021〕30号附件）
  改法：核对该行；若仅“总计”有误，改为 2；仅凭勾稽关系不能确定是哪一格
  详见：gongkai explain GK301

共核验报告 1 份：错误 1 项，警告 0 项，提示 0 项
""",
    )


def test_check_of_one_file_that_cannot_be_read(site: Path) -> None:
    edit(site, "reconsideration: [0, 0, 0, 0, 0]", "reconsideration：[0, 0, 0, 0, 0]")
    result = run(site, "check", str(site / FILE))
    assert (result.exit_code, result.output.splitlines()[0], result.output.splitlines()[-1]) == (
        1,
        f"{FILE}:57:18: 错误 GK103 键后用了全角冒号",
        "共核验报告 1 份：错误 1 项，警告 0 项，提示 0 项",
    )


def test_check_of_some_families_leaves_out_the_others(site: Path) -> None:
    edit(site, "reconsideration: [0, 0, 0, 0, 0]", "reconsideration: [1, 1, 0, 0, 3]")
    edit(site, "published: 2025-01-20", "published: 2024-06-01")
    edit(site, "overview: |\n", "overview: |\n  全年收到政府信息公开申请3件。\n")
    codes = {
        families: [each["code"] for each in json.loads(
            run(site, "check", "--format", "json", "--only", families).output
        )["findings"]]
        for families in ("form", "numbers,form", "prose", "publishing")
    }  # fmt: skip
    assert codes == {
        "form": [],
        "numbers,form": ["GK301"],
        "prose": ["GK401"],
        "publishing": ["GK702"],
    }


def test_check_of_a_family_that_is_not_there_cannot_run(site: Path) -> None:
    result = run(site, "check", "--only", "form,number")
    assert (result.exit_code, result.output) == (
        2,
        "无法运行：没有“number”这一类核验；可以选 form、numbers、prose、years、bodies、publishing\n",
    )


def test_check_as_json(site: Path) -> None:
    edit(site, "reconsideration: [0, 0, 0, 0, 0]", "reconsideration: [1, 1, 0, 0, 3]")
    data = json.loads(run(site, "check", "--format", "json").output)
    fingerprint = data["findings"][0].pop("fingerprint")
    assert len(fingerprint) == 12
    assert data == {
        "findings": [
            {
                "code": "GK301",
                "severity": "error",
                "name": "合计不符",
                "file": FILE,
                "line": 57,
                "column": 33,
                "route": "reconsideration_and_litigation.reconsideration.total",
                "message": "四、政府信息公开行政复议、行政诉讼情况 · 行政复议 · 总计：1+1+0+0 = 2，表中为 3",
                "basis": "“总计”应等于各项结果之和（国办公开办函〔2021〕30号附件）",
                "fix": "核对该行；若仅“总计”有误，改为 2；仅凭勾稽关系不能确定是哪一格",
                "evidence": {
                    "left": "2",
                    "right": "3",
                    "difference": "1",
                    "cells": [
                        f"reconsideration_and_litigation.reconsideration.{cell}"
                        for cell in ("upheld", "corrected", "other", "pending", "total")
                    ],
                },
                "accepted": None,
            }
        ],
        "summary": {"reports": 1, "errors": 1, "warnings": 0, "notes": 0, "accepted": 0},
    }


def test_check_as_annotations(site: Path) -> None:
    edit(site, "reconsideration: [0, 0, 0, 0, 0]", "reconsideration: [1, 1, 0, 0, 3]")
    assert run(site, "check", "--format", "github").output.splitlines()[0] == (
        f"::error file={FILE},line=57,col=33,title=GK301 合计不符::四、政府信息公开行政复议、行政诉讼情况 · 行政复议 · "
        "总计：1+1+0+0 = 2，表中为 3%0A改法：核对该行；若仅“总计”有误，改为 2；仅凭勾稽关系不能确定是哪一格"
    )


def test_no_more_annotations_than_github_shows(site: Path) -> None:
    edit(site, "rules: [0, 0, 0]", "rules: [x, x, x]")
    edit(site, "received_this_year: [0, 0, 0, 0, 0, 0, 0]", "received_this_year: [x, x, x, x, x, x, x]")
    edit(site, "carried_over: [0, 0, 0, 0, 0, 0, 0]", "carried_over: [x, x, x, x, x, x, x]")
    assert run(site, "check", "--format", "github").output.count("::error ") == 10


def test_the_summary_keeps_author_text_in_code_spans(site: Path) -> None:
    edit(site, "carried_over: [0,", 'carried_over: ["`|@all<img>",')
    line = next(
        line for line in run(site, "check", "--format", "summary").output.splitlines() if "GK204" in line
    )
    assert (
        "`` 三、收到和处理政府信息公开申请情况 · 二、上年结转政府信息公开申请数量 · 自然人：“`｜@all<img>”不是数字 ``"
        in line
    )


def test_check_of_one_file_only(site: Path) -> None:
    (site / "reports/shili/body.yml").write_text("nam: 错\n", "utf-8")
    result = CliRunner().invoke(cli.cli, ["check", str(site / FILE)])
    assert (result.exit_code, result.output) == (0, "共核验报告 1 份：错误 0 项，警告 0 项，提示 0 项\n")


def test_one_bad_report_does_not_stop_the_others(site: Path) -> None:
    shutil.copy(site / FILE, site / "reports/shili/zhen/2023.yml")
    edit(site, "overview: |", "overview：|")
    edit_2023 = site / "reports/shili/zhen/2023.yml"
    edit_2023.write_text(
        edit_2023.read_text("utf-8").replace("[0, 0, 0, 0, 0]", "[1, 0, 0, 0, 0]", 1), "utf-8"
    )
    codes = {each["code"] for each in json.loads(run(site, "check", "--format", "json").output)["findings"]}
    assert {"GK103", "GK301"} <= codes


def test_outside_a_site_the_command_cannot_run(tmp_path: Path) -> None:
    result = CliRunner().invoke(cli.cli, ["check", str(tmp_path)])
    assert (result.exit_code, result.output) == (
        2,
        "无法运行：这里和上级文件夹都没有 reports/；请进入站点文件夹，或用 --root 指明\n",
    )


def test_a_root_without_reports_is_no_site(tmp_path: Path) -> None:
    result = run(tmp_path, "check")
    assert (result.exit_code, result.output) == (
        2,
        f"无法运行：“{tmp_path}”里没有 reports/，不是站点根目录\n",
    )


def test_a_port_that_is_taken(site: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = run(site, "serve", "--port", str(port))
    assert result.exit_code == 2
    assert result.output.startswith(f"无法运行：端口 {port} 不能用（")


def test_a_missing_path_cannot_be_checked(site: Path) -> None:
    result = CliRunner().invoke(cli.cli, ["check", "没有.yml"])
    assert (result.exit_code, result.output) == (2, "无法运行：没有文件或文件夹“没有.yml”\n")


def test_a_fault_of_the_program_exits_with_3(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(cli, "cli", lambda: 1 / 0)
    with pytest.raises(SystemExit) as exit_:
        cli.main()
    assert exit_.value.code == 3
    assert capsys.readouterr().err.startswith(
        "程序故障（不是您的报告有误）：ZeroDivisionError: division by zero\n"
    )


def test_new_carries_over_last_years_figures(site: Path) -> None:
    edit(site, "carried_forward: [0, 0, 0, 0, 0, 0, 0]", "carried_forward: [4, 0, 0, 0, 1, 0, 5]")
    assert run(site, "new", "shili/zhen", "2025").exit_code == 0
    text = (site / "reports/shili/zhen/2025.yml").read_text("utf-8")
    assert (
        "  carried_over:                 [4, 0, 0, 0, 1, 0, 5]  # 二、上年结转政府信息公开申请数量\n" in text
    )


def test_new_remarks_last_years_stock(site: Path) -> None:
    edit(site, "normative_documents: [0, 0, 0]", "normative_documents: [1, 0, 5]")
    run(site, "new", "shili/zhen", "2025")
    text = (site / "reports/shili/zhen/2025.yml").read_text("utf-8")
    assert "normative_documents: [~, ~, ~]  # 行政规范性文件；2024年现行有效件数 5\n" in text


def test_new_carries_over_across_editions(tmp_path: Path) -> None:
    old = samples.zeros(2020).replace(
        "carried_forward: [0, 0, 0, 0, 0, 0, 0]", "carried_forward: [2, 0, 0, 0, 0, 0, 2]"
    )
    samples.project(tmp_path, old, 2020)
    run(tmp_path, "new", "shili/zhen", "2021")
    text = (tmp_path / "reports/shili/zhen/2021.yml").read_text("utf-8")
    assert (
        "  carried_over:                 [2, 0, 0, 0, 0, 0, 2]  # 二、上年结转政府信息公开申请数量\n" in text
    )


def test_new_writes_blanks_not_zeros(site: Path) -> None:
    run(site, "new", "shili/zhen", "2025")
    text = (site / "reports/shili/zhen/2025.yml").read_text("utf-8")
    assert (
        "  received_this_year:           [~, ~, ~, ~, ~, ~, ~]  # 一、本年新收政府信息公开申请数量\n" in text
    )


def test_new_names_the_editors_schema(site: Path) -> None:
    run(site, "new", "shili/zhen", "2025")
    first = (site / "reports/shili/zhen/2025.yml").read_text("utf-8").split("\n")[0]
    assert first == "# yaml-language-server: $schema=../../../docs/reference/schema/2021.json"


def test_new_does_not_overwrite(site: Path) -> None:
    result = run(site, "new", "shili/zhen", "2024")
    assert result.exit_code == 2
    assert result.output.endswith("2024.yml 已经存在，没有改动\n")


def test_new_for_an_unknown_body(site: Path) -> None:
    result = run(site, "new", "shili/xian", "2024")
    assert (result.exit_code, result.output) == (
        2,
        "无法运行：没有机关“shili/xian”。现有：shili/zhen。新机关请先建文件夹并写 body.yml\n",
    )


def test_fmt_check_tells_and_changes_nothing(site: Path) -> None:
    before = (site / FILE).read_text("utf-8")
    result = run(site, "fmt", "--check")
    assert (result.exit_code, result.output) == (1, f"版式待整理：{FILE}\n")
    assert (site / FILE).read_text("utf-8") == before


def test_fmt_then_fmt_check_is_clean(site: Path) -> None:
    assert run(site, "fmt").output == f"已整理：{FILE}\n"
    assert (run(site, "fmt", "--check").exit_code, run(site, "fmt", "--check").output) == (0, "")


def test_explain(site: Path) -> None:
    output = CliRunner().invoke(cli.cli, ["explain", "gk303"]).output
    assert output.startswith(
        "GK303 勾稽关系不符（错误）\n\n依据：本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和（统一格式表内注明），每一列分别成立。\n"
    )


def test_explain_an_unknown_code() -> None:
    result = CliRunner().invoke(cli.cli, ["explain", "GK000"])
    assert (result.exit_code, result.output) == (
        2,
        "无法运行：没有代码为“GK000”的检查；运行 gongkai explain 列出全部\n",
    )


def test_the_generated_reference_is_current() -> None:
    result = run(samples.ROOT, "reference", "--check")
    assert (result.exit_code, result.output) == (0, "")


def test_a_bad_form_of_the_site_is_named(site: Path) -> None:
    (site / "forms").mkdir()
    (site / "forms/own.yml").write_text("id: '2021'\nname: x\nsource: x\ntitle: x\nsections: []\n", "utf-8")
    result = run(site, "check")
    assert (result.exit_code, result.output) == (
        2,
        "无法运行：表式文件有误：own.yml: 表式 id“2021”已被占用，请改用其他 id\n",
    )


def test_every_official_form_can_be_started(tmp_path: Path) -> None:
    samples.project(tmp_path, samples.zeros())
    years = [form.first_year or form.last_year for form in load_forms().values()]
    assert [run(tmp_path, "new", "shili/zhen", str(year)).exit_code for year in years] == [0, 0, 0]
