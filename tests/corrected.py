"""A repository in which the seed report is published and then corrected."""

from __future__ import annotations

from pathlib import Path

from repositories import commit

FILE = "reports/daxing/qingyundian/2020.yml"
PAGE = "reports/daxing/qingyundian/2020"
CELL = "proactive_disclosure.article_20_6.administrative_penalties.decisions"


def replaced(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def scripted(root: Path) -> Path:
    """The root, made a repository in which the seed report is published, reformatted and corrected twice."""
    file = root / FILE
    (root / ".gitignore").write_text(".gongkai/\nsite/\n/docs/*/\n/docs/index.md\n", "utf-8")
    replaced(file, "published: ~", "published: 2021-01-19")
    commit(root, "发布", "2021-01-19T10:00:00+08:00")
    replaced(file, "# 行政处罚", "# 行政处罚，含简易程序")
    commit(root, "整理注释", "2021-02-01T10:00:00+08:00")
    replaced(file, "[0, +431, 250]", "[0, +431, 260]")
    replaced(file, "（一）专人负责加强源头管理", "（一）专人负责，加强源头管理")
    entries = [
        f"{{on: 2021-06-01, at: {CELL}, was: 250, now: 260, because: 漏计<第四季度>}}",
        "{on: 2021-06-01, at: overview, was: 负责加强, now: 负责，加强, because: 补标点}",
    ]
    with file.open("a", encoding="utf-8") as opened:
        opened.write("corrections:\n" + "".join(f"  - {each}\n" for each in entries))
    commit(root, "更正处罚数", "2021-06-01T10:00:00+08:00")
    replaced(file, "[0, +431, 260]", "[0, +431, 255]")
    with file.open("a", encoding="utf-8") as opened:
        opened.write(f"  - {{on: 2021-07-01, at: {CELL}, was: 260, now: 255, because: 重复计入5件}}\n")
    commit(root, "再更正", "2021-07-01T10:00:00+08:00")
    return root
