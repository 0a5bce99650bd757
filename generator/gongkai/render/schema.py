"""JSON Schema of a form's report files, for completion and hover in editors.

Editors read numbers and dates as YAML types, so the schema admits both types of every value; what
decides is `gongkai check`.
"""

from __future__ import annotations

from typing import Any

from ..model.body import BODY_KINDS
from ..model.form import Form, Heading, Kind, Line, Section, Table

TEXT = {"type": "string"}
DAY = {"type": ["string", "null"], "pattern": r"^\d{4}-\d{2}-\d{2}$"}
NUMBER = r"\d+(\.\d+)?(亿元|万元|元)?([（(].*[）)])?"
MARK = "^(/|-|—|——|不适用)$"


def report_schema(form: Form) -> dict[str, Any]:
    """The schema of a whole report file of this form (draft 7: editors read newer ones in part)."""
    properties: dict[str, Any] = {
        "form": _described(
            {"type": ["string", "integer", "object"]},
            "表式：年度与表式不一致时填写；按部分混用时写 部分: 表式",
        ),
        "title": _described(TEXT, "标题：一般不填，由机关全称和年份生成"),
        "published": _described(DAY, "发布日期：真实的发布日期，例如 2021-01-19；不知道时写 ~"),
        "written": _described(DAY, "成文日期"),
        "index_number": _described(TEXT, "索引号"),
        "document_number": _described(TEXT, "发文字号"),
        "period": _described(
            {"type": "array", "items": DAY, "minItems": 2, "maxItems": 2},
            "统计期限：默认为当年 1 月 1 日至 12 月 31 日",
        ),
        "preamble": _described(TEXT, "前言：第一部分之前的文字"),
        **{section.id: _section(section) for section in form.sections},
        "accepted": _described(
            _list("check", "at", "because"), "已知而照原样发布的问题及其原因，显示在公开页面上"
        ),
        "corrections": _described(
            _list("on", "at", "was", "now", "because"), "发布后的更正：日期、位置、原值、现值、原因"
        ),
        "attachment": _described(
            _object(dict.fromkeys(("file", "title", "sha256"), TEXT), ["file", "sha256"]),
            "原件：同一文件夹里的 PDF 或 Word 文件",
        ),
    }
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": f"政府信息公开工作年度报告 · {form.name}",
        "description": form.source,
        **_object(properties, [section.id for section in form.sections]),
    }


def body_schema() -> dict[str, Any]:
    """The schema of body.yml."""
    kinds = "、".join(f"{key} {name}" for key, name in BODY_KINDS.items())
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "报告机关",
        **_object(
            {
                "name": _described(TEXT, "机关全称"),
                "short_name": _described(TEXT, "简称，用于面包屑和列表"),
                "kind": _described({"enum": list(BODY_KINDS)}, f"机关类别：{kinds}"),
                "order": _described({"type": "integer"}, "排列次序，小的在前"),
                "address": _described(TEXT, "地址"),
                "postcode": _described({"type": ["string", "integer"]}, "邮政编码"),
                "phone": _described({"type": ["string", "integer"]}, "办公电话"),
                "email": _described(TEXT, "电子邮箱"),
                "complete": _described({"type": "boolean"}, "下级机关是否已全部列出"),
                "deadlines": _described(
                    {
                        "type": "object",
                        "propertyNames": {"enum": list(BODY_KINDS)},
                        "additionalProperties": {"type": "string", "pattern": r"^\d{2}-\d{2}$"},
                    },
                    "本地规定的公布期限：机关类别: 月-日",
                ),
                "owners": _described(
                    {"type": "array", "items": TEXT, "maxItems": 10, "uniqueItems": True},
                    "审核人：本机关和下级机关的报告由谁审核，账号、组织/团队或电子邮箱；gongkai codeowners 据此生成 CODEOWNERS",
                ),
            },
            ["name"],
        ),
    }


def _section(section: Section) -> dict[str, Any]:
    if section.kind == "prose":
        return _described(TEXT, f"{section.heading}：键后写“|”，从下一行起缩进书写，一段一行")
    if section.kind == "free":
        return _described({"type": "array", "items": {"type": "object"}}, section.heading)
    if section.tables[0].route == section.id:
        return _described(_table(section.tables[0]), section.heading)
    tables = {table.route.rpartition(".")[2]: _table(table) for table in section.tables}
    return _described(_object(tables, list(tables)), section.heading)


def _table(table: Table) -> dict[str, Any]:
    top: dict[str, Any] = {}
    for line in table.lines:
        keys = line.route.removeprefix(table.route).strip(".").split(".")
        at = top
        for depth, key in enumerate(keys[:-1]):
            label = line.row[depth].label if depth < len(line.row) else ""
            at = at.setdefault(key, _described(_object({}, []), label))["properties"]
        at[keys[-1]] = _line(table, line)
    for node in _objects(top):
        node["required"] = list(node["properties"])
    schema = _described(_object(top, list(top)), table.caption)
    if table.local_rows:
        schema["additionalProperties"] = _cells(table.lines[0].columns)
    if any(path[-1].kind is Kind.AMOUNT for path in table.column_paths) or table.local_rows:
        heads = {path[-1].id: _object({"label": TEXT, "unit": TEXT}, []) for path in table.column_paths}
        top["columns"] = _described(_object(heads, []), "本报告表头与统一格式不同之处，例如注明单位")
    return schema


def _objects(properties: dict[str, Any]) -> list[dict[str, Any]]:
    found = []
    for node in properties.values():
        if "properties" in node:
            found += [node, *_objects(node["properties"])]
    return found


def _line(table: Table, line: Line) -> dict[str, Any]:
    cells = _cells(line.columns)
    names = "、".join(path[-1].label for path in line.columns)
    explain = f"。{line.row[-1].explain}" if line.row and line.row[-1].explain else ""
    if table.local_rows or (line.row and line.row[-1].local_rows):
        split = {"type": "object", "additionalProperties": cells, "description": "细分为本地事项：名称: […]"}
        return _described({"anyOf": [cells, split]}, f"{line.label}：{names}{explain}")
    return _described(cells, f"{line.label}：{names}{explain}")


def _cells(columns: tuple[tuple[Heading, ...], ...]) -> dict[str, Any]:
    return {
        "type": "array",
        "items": [_described(_cell(path[-1]), _explained(path[-1])) for path in columns],
        "additionalItems": False,
        "minItems": len(columns),
    }


def _explained(column: Heading) -> str:
    return f"{column.label}：{column.explain}" if column.explain else column.label


def _cell(column: Heading) -> dict[str, Any]:
    sign = "[+-]?|增加|减少" if column.kind is Kind.CHANGE else ""
    number: dict[str, Any] = {"type": "number" if column.kind is Kind.AMOUNT else "integer"}
    if column.kind is not Kind.CHANGE:
        number["minimum"] = 0
    return {
        "anyOf": [
            number,
            {"type": "null"},
            {"type": "string", "pattern": f"^({sign}){NUMBER}$"},
            {"type": "string", "pattern": MARK},
        ]
    }


def _described(schema: dict[str, Any], text: str) -> dict[str, Any]:
    return {**schema, "description": text} if text else schema


def _object(properties: dict[str, Any], required: list[str]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _list(*keys: str) -> dict[str, Any]:
    values = {key: {"type": ["string", "number"]} for key in keys}
    return {"type": ["array", "null"], "items": _object(values, list(keys))}
