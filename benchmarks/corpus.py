"""A folder of reports as found in the wild → reports of the model, as far as they can be read.

The folder has `reports/NNN.txt|pdf` (the text) and `figures/NNN.json` (the cells); see its README.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pypdf
from msgspec.structs import replace

from gongkai.load.forms import load_forms
from gongkai.model.body import Body
from gongkai.model.form import Form
from gongkai.model.report import Cell, Prose, Report, State

HEADING = re.compile(
    r"(?<![（(第一二三四五六七八九十])([一二三四五六])[、.．]\s?"
    r"(?=总体情况|概述|工作基本情况|總體|行政機關主動|(?:行政机关)?主动公开政府|收到和处理|政府信息公开行政|因政府|政府信息公开工作存|存在|需要说明|其[他它]需要)"
)
TITLES = re.compile(r"^(?:总体情况|概述|工作基本情况|總體情況|[^\n，。（(]{0,40}?(?:情况|情況|事项))[：:]?")
TABLE = re.compile(
    r"第二十[条條]\s?第?[（(]一[)）]|[（(]本列数据|行政复议\s*行政诉讼\s*结果|### 第二十条|\| 第二十"
)
CUT = re.compile(r"【[^】]*略[^】]*】")
CHROME = re.compile(r"^.*?正文 =+\n", re.S)
KINDS = (
    ("镇人民政府|[镇鎮]$|乡$|乡人民政府", "township"),
    ("市人民政府|某市", "city"),
    ("区人民政府|县人民政府", "county"),
    ("实验区$", "authorised_organisation"),
)


@dataclass(frozen=True, slots=True)
class Specimen:
    """One report of the folder."""

    number: str
    report: Report
    cut: bool
    """Whether parts of the text were left out."""


def specimens(folder: Path) -> Iterator[Specimen]:
    """All reports of the folder whose text and cells are there."""
    forms = load_forms()
    for file in sorted((folder / "figures").glob("*.json")):
        data = json.loads(file.read_text("utf-8"))
        text = text_of(folder / "reports", file.stem)
        if text:
            report = _report(file.stem, data, text, forms)
            yield Specimen(file.stem, report, "略" in text)


def text_of(folder: Path, number: str) -> str:
    """The text of a report, or "" when only tables are there."""
    if (plain := folder / f"{number}.txt").exists():
        return CHROME.sub("", plain.read_text("utf-8"))
    pdf = folder / f"{number}.pdf"
    if not pdf.exists():
        return ""
    pages = (page.extract_text(extraction_mode="layout") for page in pypdf.PdfReader(pdf).pages)
    lines = [line for page in pages for line in page.splitlines()]
    return _unwrapped(line for line in lines if not re.fullmatch(r"\s*-\d+-\s*", line))


def _unwrapped(lines: Iterator[str]) -> str:
    """Paragraphs from wrapped lines: one that starts far to the right begins a paragraph."""
    found: list[str] = []
    for line in lines:
        text = line.strip()
        if not text:
            continue
        starts = re.match(r"[一二三四五六]、|（[一二三四五六]）", text) or line.startswith(("  ", "\f  "))
        if found and not starts and not found[-1].endswith("。"):
            found[-1] += text
        else:
            found.append(text)
    return re.sub(r"(?<=[^\x00-\x7f]) +| +(?=[^\x00-\x7f])", "", "\n".join(found))


def _report(number: str, data: dict[str, Any], text: str, forms: dict[str, Form]) -> Report:
    form = _form(data["form"], int(data["year"]), forms)
    name = data["body"]
    kind = next((kind for pattern, kind in KINDS if re.search(pattern, name)), "department")
    body = Body(f"corpus/{number}", name, kind=kind)
    sections = _sections(text, form)
    prose = {key: Prose(value, number, 1, 0) for key, value in sections.items() if value}
    report = Report(body, int(data["year"]), form, number, prose=prose, cells=_cells(data, form, text))
    return replace(report, preamble=prose.pop("", None))


def _form(name: str, year: int, forms: dict[str, Form]) -> Form:
    if name in forms:
        return forms[name]
    form = next((each for each in forms.values() if each.covers(year)), forms["2021"])
    hybrid = name == "2019t3"
    return form.replacing("disclosure_requests", forms["2019"]) if hybrid else form


def _sections(text: str, form: Form) -> dict[str, str]:
    """The prose of every section; "" is the preamble. Tables and what follows them are left out."""
    marks = list(HEADING.finditer(text))
    found: dict[str, str] = {"": text[: marks[0].start()] if marks else ""}
    if not marks:
        found["overview"] = text
    for index, mark in enumerate(marks):
        end = marks[index + 1].start() if index + 1 < len(marks) else len(text)
        part = TITLES.sub("", text[mark.end() : end])
        place = "一二三四五六".index(mark[1])
        section = form.sections[place] if place < len(form.sections) else None
        if section:
            if section.kind != "prose":
                part = TABLE.split(part, maxsplit=1)[0] if place == 1 else ""
            found[section.id] = CUT.sub("", part).replace("\n\n", "\n").strip()
    return found


def _cells(data: dict[str, Any], form: Form, text: str) -> dict[str, Cell]:
    cells: dict[str, Cell] = {}
    for table in form.tables:
        section = table.route.partition(".")[0]
        for line in table.lines:
            values = _values(data, section, line.label) or _split(data, line.label, len(line.cells), text)
            for route, value in zip(line.cells, values, strict=False):
                cells[route] = _cell(value)
    return cells


def _values(data: dict[str, Any], section: str, label: str) -> list[Any]:
    last = label.split(" · ")[-1]
    if section == "disclosure_requests":
        wanted = last.replace("（", "(").replace("）", ")")
        for key, values in ((data.get("table3") or {}).get("rows") or {}).items():
            name = re.sub(r"^三(?:\([三四五六]\)(?=\d))?", "", key)
            short = {"1.逾期不补正": "1.申请人无正当", "2.逾期不缴费": "2.申请人逾期未"}.get(name, name)
            if wanted.startswith(short[:8]) or key.startswith(wanted[:5]):
                return list(values) if isinstance(values, list) else []
        return []
    if section == "reconsideration_and_litigation":
        return list(((data.get("table4") or {}).get(last) or {}).values())
    values = (data.get("table2") or {}).get(last) or []
    return list(values) if isinstance(values, list) else []


def _split(data: dict[str, Any], label: str, count: int, text: str) -> list[int]:
    """A run of digits cut into cells where the prose states the first of them (制发…77件).

    Of such cuts the most even one is taken; a run that the prose says nothing of stays unread.
    """
    run = (data.get("table2") or {}).get(label)
    if not isinstance(run, dict) or count != 3 or not str(run.get("text", "")).isdigit():
        return []
    digits = run["text"]
    stated = re.findall(r"制发[^，。]{0,12}?规范性文件(\d+)件", text)
    cuts = [
        (digits[:one], digits[one:two], digits[two:])
        for one in range(1, len(digits))
        for two in range(one + 1, len(digits))
        if digits[:one] in stated and not (two - one > 1 and digits[one] == "0")
    ]
    best = min(cuts, key=lambda cut: max(map(len, cut)) - min(map(len, cut)), default=())
    return [int(each) for each in best]


def _cell(value: Any) -> Cell:
    if isinstance(value, dict):
        value = value.get("value")
    if value is None:
        return Cell("", State.BLANK)
    return Cell(str(value), State.NUMBER, Decimal(str(value)))
