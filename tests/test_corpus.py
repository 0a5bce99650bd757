"""Figures of real reports: exactly the failures that were published, and none on the clean ones."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

import samples
from gongkai.check.run import check_project
from gongkai.load.forms import load_forms
from gongkai.model.form import Form, Line

FIGURES = samples.ROOT.parent / "shared/corpus/figures"
NUMBERS = sorted(file.stem for file in FIGURES.glob("*.json"))

T3, T4 = "三、收到和处理政府信息公开申请情况", "四、政府信息公开行政复议、行政诉讼情况"
TOTAL = f"{T3} · 三、本年度办理结果 · （七）总计"
FAILURES = {
    "003": [f"GK301 {T4} · 行政复议 · 总计", f"GK301 {T4} · 复议后起诉 · 总计"],
    "102": [f"GK302 {TOTAL} · 自然人", f"GK302 {TOTAL} · 总计"],
    "112": [f"GK302 {TOTAL} · 法律服务机构", f"GK302 {TOTAL} · 总计"],
    "113": [
        f"GK302 {TOTAL} · 自然人",
        f"GK302 {TOTAL} · 社会公益组织",
        f"GK303 {T3} · 四、结转下年度继续办理 · 自然人",
        f"GK303 {T3} · 四、结转下年度继续办理 · 社会公益组织",
    ],
    "115": [
        f"GK301 {T3} · 三、本年度办理结果 · （二）部分公开（区分处理的，只计这一情形，不计其他情形） · 总计",
        f"GK301 {TOTAL} · 总计",
        f"GK303 {T3} · 四、结转下年度继续办理 · 商业企业",
    ],
}
NUMERALS = re.compile(r"^[一二三四]|(?<=\()[一二三四五六七](?=\))|(?<=\))[0-9]")
TABLE_4 = {
    "reconsideration": "行政复议",
    "litigation_direct": "未经复议直接起诉",
    "litigation_after_reconsideration": "复议后起诉",
}


def as_yaml(data: dict[str, Any]) -> str:
    """The figures as a report file: cells that could not be read, and whole missing rows, are blank."""
    forms = load_forms()
    hybrid = data["form"] in ("2019t3", "mixed")
    form = forms["2021" if hybrid else data["form"]]
    name = "{disclosure_requests: 2019}" if hybrid else form.id
    if hybrid:
        form = form.replacing("disclosure_requests", forms["2019"])
    out = [f"form: {name}"]
    for section in form.sections:
        out.append(f"{section.id}:" if section.tables else f"{section.id}: 无。")
        printed: set[str] = set()
        for table in section.tables:
            for line in table.lines:
                keys = line.route.split(".")
                for depth in range(1, len(keys) - 1):
                    if (above := ".".join(keys[: depth + 1])) not in printed:
                        printed.add(above)
                        out.append("  " * depth + f"{keys[depth]}:")
                cells = figures(data, section.id, line, form)
                out.append("  " * (len(keys) - 1) + f"{keys[-1]}: [{', '.join(cells)}]")
    return "\n".join(out) + "\n"


def figures(data: dict[str, Any], section: str, line: Line, form: Form) -> list[str]:
    if section == "reconsideration_and_litigation":
        row = (data["table4"] or {}).get(TABLE_4[line.route.rpartition(".")[2]], {})
        found = [row.get(path[-1].label) for path in line.columns]
    elif section == "disclosure_requests":
        rows = sorted((data["table3"] or {}).get("rows", {}).items(), key=printed_order)
        lines = form.section[section].tables[0].lines
        found = rows[lines.index(line)][1] if len(rows) == len(lines) else []
    else:
        found = (data["table2"] or {}).get(line.label, [])
    if not isinstance(found, list) or len(found) != len(line.columns):
        found = [None] * len(line.columns)
    return [written(each) for each in found]


def printed_order(row: tuple[str, Any]) -> list[int]:
    """By the numerals of a row's name, e.g. 三(五)2.重复申请 → 3, 5, 2."""
    return [
        "一二三四五六七八".index(each) + 1 if each > "9" else int(each) for each in NUMERALS.findall(row[0])
    ]


def written(figure: Any) -> str:
    if isinstance(figure, dict):
        figure = figure["text"] if "value" in figure else None
    return "~" if figure is None else str(figure)


@pytest.mark.skipif(not NUMBERS, reason="the corpus is kept beside the repository")
@pytest.mark.parametrize("number", NUMBERS)
def test_the_failures_of_a_published_report(number: str, tmp_path: Path) -> None:
    data = json.loads((FIGURES / f"{number}.json").read_text("utf-8"))
    project = samples.project(tmp_path, as_yaml(data), data["year"])
    assert project.unread == {}
    found = [each for each in check_project(project) if each.code in ("GK301", "GK302", "GK303", "GK304")]
    assert sorted(f"{each.code} {each.where}" for each in found) == sorted(FAILURES.get(number, []))
