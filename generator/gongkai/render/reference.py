"""Reference pages in Chinese: the checks and the forms, from what the program itself uses."""

from __future__ import annotations

from collections.abc import Iterable

from ..model.finding import Severity
from ..model.form import Form, Heading, Section, Table, route_of
from ..model.rule import Rule

FAMILIES = {
    "1": "文件（GK1xx）",
    "2": "表式（GK2xx）",
    "3": "表内数字（GK3xx）",
    "4": "正文（GK4xx）",
    "5": "跨年度（GK5xx）",
    "6": "上下级机关（GK6xx）",
    "7": "发布（GK7xx）",
    "9": "说明（GK9xx）",
}
NOTICE = "<!-- 由 make docs 生成，请勿手工修改 -->"


def explain(rule: Rule) -> str:
    """What `gongkai explain CODE` prints."""
    return "\n".join(
        (
            f"{rule.code} {rule.name}（{rule.severity.value}）",
            "",
            f"依据：{rule.basis}",
            f"改法：{rule.fix}",
            "",
            "错例：",
            *_indented(rule.bad),
            "正例：",
            *_indented(rule.good),
            "",
        )
    )


def _indented(text: str) -> list[str]:
    return [f"    {line}" if line else "" for line in text.splitlines()]


def checks_page(rules: Iterable[Rule]) -> str:
    """The page of all checks, by family."""
    lines = [
        NOTICE,
        "# 检查",
        "",
        "每项检查有固定代码，永不改变。命令行查看：`gongkai explain GK301`。",
        "",
        *_severities(),
    ]
    family = ""
    for rule in sorted(rules, key=lambda each: each.code):
        if rule.code[2] != family:
            family = rule.code[2]
            lines += ["", f"## {FAMILIES[family]}"]
        lines += [
            "",
            f"### {rule.code} {rule.name} {{#{rule.code.lower()}}}",
            "",
            f"级别：{rule.severity.value}",
            "",
            f"依据：{rule.basis}",
            "",
            f"改法：{rule.fix}",
            "",
            "错例：",
            "",
            "```yaml",
            rule.bad,
            "```",
            "",
            "正例：",
            "",
            "```yaml",
            rule.good,
            "```",
        ]
    return "\n".join(lines) + "\n"


def _severities() -> list[str]:
    meaning = {
        Severity.ERROR: "不改正或不说明原因就不能发布",
        Severity.WARNING: "应改正，或说明原因",
        Severity.NOTE: "供参考，不必处理",
    }
    return [f"- {severity.value}：{text}" for severity, text in meaning.items()]


def form_page(form: Form) -> str:
    """One form: its sections, the keys and labels of every table, and its relations."""
    lines = [NOTICE, f"# 表式 {form.name}", "", f"标识：`{form.id}`。来源：{form.source}。"]
    for section in form.sections:
        lines += ["", f"## {section.heading}", "", f"键：`{section.id}`（{_kind(section)}）"]
        for table in section.tables:
            lines += _table(table)
        if section.pictures:
            lines += ["", "图示：", ""]
            lines += [f"- {plan.title}（`{plan.id}`，`{plan.kind.value}`）" for plan in section.pictures]
    return "\n".join(lines) + "\n"


def _kind(section: Section) -> str:
    return {"prose": "文字，一段一行", "free": "自由编排的文字和表格"}.get(section.kind, "表格")


def _table(table: Table) -> list[str]:
    lines = [
        "",
        f"### {table.caption}" if table.caption else "",
        f"路径：`{table.route}`。" + ("可增设、细分本地事项。" if table.local_rows else ""),
        "",
        "各列（一行方括号内依次填写）：",
        "",
    ]
    lines += ["| 键 | 表头 | 类型 | 单位 |", "| --- | --- | --- | --- |"]
    for path in table.column_paths:
        leaf = path[-1]
        heads = " / ".join(node.label for node in path)
        lines.append(f"| `{route_of(path)}` | {heads} | {_type(leaf)} | {leaf.unit or '由报告注明'} |")
    if table.rows:
        lines += ["", "各行：", "", "| 键 | 行名 |", "| --- | --- |"]
        lines += [
            f"| `{route_of(path)}` | {' / '.join(node.label for node in path)} |" for path in table.row_paths
        ]
    if table.relations:
        lines += ["", "勾稽关系：", ""]
        for relation in table.relations:
            lines.append(f"- {relation.basis}（{relation.strength.value}）")
    return lines


def _type(column: Heading) -> str:
    return {"count": "整数，不小于 0", "change": "可带正负号的整数", "amount": "金额，保留原有小数位"}[
        column.kind.value
    ]
