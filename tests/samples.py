"""Reports to try things on: the real one, and a fictional one with every figure 0."""

from __future__ import annotations

import re
from pathlib import Path

from gongkai.load import tree
from gongkai.load.forms import load_forms
from gongkai.load.project import Project, load_project
from gongkai.model.body import Body
from gongkai.render.blank import blank_report

ROOT = Path(__file__).parent.parent
SEED = ROOT / "reports/daxing/qingyundian/2020.yml"
TOWN = Body("shili/zhen", "示例市示例镇人民政府", "示例镇", "township")
PROSE = {
    "overview": "示例镇认真贯彻落实《中华人民共和国政府信息公开条例》，将政府信息公开纳入工作考核，"
    "开展社会评议，全年没有发生责任追究的情形。",
    "problems_and_improvements": "（一）公开内容还不够细。下一步逐条对照目录补充完善。",
    "other_matters": "本年度没有收取信息处理费。",
}


def seed() -> str:
    """The text of 北京市大兴区青云店镇人民政府 2020."""
    return SEED.read_text("utf-8")


def zeros(year: int = 2024, form: str = "") -> str:
    """A complete report of 示例市示例镇人民政府: every cell 0, every section written."""
    forms = load_forms()
    chosen = forms[form] if form else next(each for each in forms.values() if each.covers(year))
    text = blank_report(TOWN, year, chosen, None, "schema.json")
    text = text.replace("published: ~", f"published: {year + 1}-01-20").replace("~", "0")
    for section in chosen.sections:
        if section.kind == "prose":
            text = text.replace(f"{section.id}: |\n  \n", f"{section.id}: |\n  {PROSE[section.id]}\n")
    return text


def overlay(base: str, fragment: str) -> str:
    """The base report with the values of a fragment put in; `key: # 删除` takes the key out."""
    root, _ = tree.parse(base)
    part, defects = tree.parse(fragment)
    if not isinstance(root, tree.Mapping) or not isinstance(part, tree.Mapping) or defects:
        raise ValueError(f"cannot lay over: {defects}")
    deleted = set(re.findall(r"^\s*(\w+): # 删除$", fragment, re.M))
    merge(root, part, deleted)
    return dump(root)


def merge(into: tree.Mapping, part: tree.Mapping, deleted: set[str]) -> None:
    for key, node in part.items.items():
        mine = into.items.get(key)
        if key in deleted:
            into.items.pop(key, None)
        elif isinstance(mine, tree.Mapping) and isinstance(node, tree.Mapping):
            merge(mine, node, deleted)
        else:
            into.items[key] = node


def dump(node: tree.Node, indent: int = 0) -> str:
    """YAML text of a tree; lists in one line, prose as blocks."""
    pad = "  " * indent
    if isinstance(node, tree.Mapping):
        return "".join(f"{pad}{key}:{value(child, indent)}" for key, child in node.items.items())
    raise TypeError(node)


def value(node: tree.Node, indent: int) -> str:
    if isinstance(node, tree.Mapping):
        return "\n" + dump(node, indent + 1)
    if isinstance(node, tree.Sequence):
        return " " + flow(node) + "\n"
    if node.style == "|":
        return " |\n" + "".join(
            f"{'  ' * (indent + 1)}{line}\n" for line in node.text.rstrip("\n").split("\n")
        )
    return " " + flow(node) + "\n"


def flow(node: tree.Node) -> str:
    if isinstance(node, tree.Scalar):
        return f"{node.style}{node.text}{node.style}"
    if isinstance(node, tree.Sequence):
        return "[" + ", ".join(map(flow, node.items)) + "]"
    return "{" + ", ".join(f"{key}: {flow(child)}" for key, child in node.items.items()) + "}"


def project(folder: Path, text: str | bytes, year: int = 2024, body: Body = TOWN) -> Project:
    """A project in `folder` with one body and one report file of that content."""
    place = folder / "reports" / body.id
    place.mkdir(parents=True, exist_ok=True)
    (place / "body.yml").write_text(
        f"name: {body.name}\nshort_name: {body.short_name}\nkind: {body.kind}\n", "utf-8"
    )
    data = text.encode("utf-8") if isinstance(text, str) else text
    (place / f"{year}.yml").write_bytes(data)
    return load_project(folder)
