"""Reference pages in Chinese: the checks and the forms, from what the program itself uses."""

from __future__ import annotations

import html
from collections.abc import Iterable

from ..model.finding import Severity
from ..model.form import Form, Heading, Section, Table, join, route_of, tree
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
        lines += [
            "",
            f"## {section.heading} {{ #{section.id} }}",
            "",
            f"键：`{section.id}`（{_kind(section)}）",
        ]
        for table in section.tables:
            lines += _table(section, table)
        if section.pictures:
            lines += ["", "图示：", ""]
            lines += [f"- {plan.title}（`{plan.id}`，`{plan.kind.value}`）" for plan in section.pictures]
    return "\n".join(lines) + "\n"


def _kind(section: Section) -> str:
    return {"prose": "文字，一段一行", "free": "自由编排的文字和表格"}.get(section.kind, "表格")


def _table(section: Section, table: Table) -> list[str]:
    title = table.caption or section.heading
    lines = [
        "",
        *([f"### {table.caption} {{ #{table.route} }}", ""] if table.caption else []),
        f"路径：`{table.route}`。" + ("可增设、细分本地事项。" if table.local_rows else ""),
        "",
        "各列（一行方括号内依次填写）：",
        "",
        *_terms(f"{title}：各列", "表头", table.columns, join(table.route, "columns"), ("类型", "单位")),
    ]
    if table.rows:
        lines += ["", "各行：", "", *_terms(f"{title}：各行", "行名", table.rows, table.route)]
    if table.relations:
        lines += ["", "勾稽关系：", ""]
        for relation in table.relations:
            lines.append(f"- {relation.basis}（{relation.strength.value}）")
    return lines


def _terms(
    name: str, first: str, nodes: tuple[Heading, ...], above: str, more: tuple[str, ...] = ()
) -> list[str]:
    """A table of headings: what each means and why, with the anchor that reports link to.

    HTML, because a Markdown table can neither be named nor be scrolled by keyboard.
    """
    heads = "".join(f'<th scope="col">{text}</th>' for text in (first, "含义", "依据", *more, "键"))
    return [
        f'<div class="statistics wide" role="region" aria-label="{html.escape(name)}" tabindex="0">',
        f'<table class="terms"><thead><tr>{heads}</tr></thead><tbody>',
        *(_term(path, above, bool(more)) for path in tree(nodes)),
        "</tbody></table>",
        "</div>",
    ]


def _term(path: tuple[Heading, ...], above: str, with_type: bool) -> str:
    here, key = path[-1], route_of(path)
    kind = [] if not with_type else ["", ""] if here.children else [_type(here), here.unit or "由报告注明"]
    texts = [html.escape(text) for text in (here.explain, here.basis, *kind)]
    anchor, code = (f' id="{join(above, key)}"', f"<code>{key}</code>") if here.id else ("", "")
    label = "&emsp;" * (len(path) - 1) + html.escape(here.label)
    cells = "".join(f"<td>{text}</td>" for text in (*texts, code))
    return f'<tr{anchor}><th scope="row">{label}</th>{cells}</tr>'


def _type(column: Heading) -> str:
    return {"count": "整数，不小于 0", "change": "可带正负号的整数", "amount": "金额，保留原有小数位"}[
        column.kind.value
    ]
