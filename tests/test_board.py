"""The board of a year: who is missing, late, failing, waiting; what needs attention first."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import html

import samples
from conftest import copy_of_the_repository
from gongkai import cli
from gongkai.site.render import render

BODIES = {
    "": ("示例市人民政府", "city", 0),
    "gongan": ("示例市公安局", "department", 1),
    "jiaoyu": ("示例市教育局", "department", 2),
    "caizheng": ("示例市财政局", "department", 3),
    "minzheng": ("示例市民政局", "department", 4),
    "shuiwu": ("=示例市水务局", "department", 5),
    "zhen": ("示例市示例镇人民政府", "township", 6),
}
LATE = "accepted: [{check: GK703, at: published, because: 系统故障，已说明}]\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name, (title, kind, order) in BODIES.items():
        folder = tmp_path / "reports/shi" / name
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "body.yml").write_text(f"name: {title}\nkind: {kind}\norder: {order}\n", "utf-8")
    text = samples.zeros()
    written = {
        "gongan": text.replace("reconsideration: [0, 0, 0, 0, 0]", "reconsideration: [1, 1, 0, 0, 3]"),
        "jiaoyu": text.replace("overview: |", "overview：|"),
        "caizheng": text.replace("published: 2025-01-20", "published: ~"),
        "minzheng": text.replace("published: 2025-01-20", "published: 2025-02-03") + LATE,
        "zhen": text,
    }
    for name, content in written.items():
        content = content.replace("示例镇", BODIES[name][0])
        (tmp_path / f"reports/shi/{name}/2024.yml").write_text(content, "utf-8")
    return tmp_path


def board(root: Path, *arguments: str) -> bytes:
    result = CliRunner().invoke(
        cli.cli, ["board", "--root", str(root), "--year", "2024", "--day", "2025-02-05", *arguments]
    )
    assert result.exit_code == 0, result.output
    return result.stdout_bytes


def test_counts_come_first_and_open_matters_that_are_overdue(root: Path) -> None:
    assert (
        board(root).decode("utf-8")
        == """\
2024年度报告办理情况（截至2025年2月5日）
机关 7 个：有错误 2，未报 2，待办 1，逾期公布 1，已办结 1，逾期未办结 3

状态      机关                  公布期限    发布日期    逾期  事项
有错误    示例市教育局          2025-01-31  -           5天   GK103 键后用了全角冒号
未报      =示例市水务局         2025-01-31  -           5天   没有报告文件
待办      示例市财政局          2025-01-31  -           5天   未填发布日期
有错误    示例市公安局          2025-01-31  2025-01-20  -     GK301 合计不符 等 2 项
未报      示例市人民政府        2025-03-31  -           -     没有报告文件
逾期公布  示例市民政局          2025-01-31  2025-02-03  3天
已办结    示例市示例镇人民政府  2025-01-31  2025-01-20  -
"""
    )


def test_excel_opens_the_csv(root: Path) -> None:
    lines = board(root, "--format", "csv").decode("utf-8").split("\r\n")
    assert lines[0] == (
        "\ufeff状态,机关,机关标识,机关类别,报告年度,公布期限,期限依据,发布日期,逾期天数,错误,警告,事项,文件"
    )
    assert lines[2] == (
        "未报,'=示例市水务局,shi/shuiwu,县级以上地方人民政府部门,2024,2025-01-31,"
        "《政府信息公开条例》第四十九条（2019年5月15日起施行）,,5,,,没有报告文件,reports/shi/shuiwu/2024.yml"
    )
    assert len(lines) == 9


def test_a_local_deadline_counts(root: Path) -> None:
    with (root / "reports/shi/body.yml").open("a", encoding="utf-8") as file:
        file.write("deadlines: {township: 01-15}\n")
    row = next(line for line in board(root).decode("utf-8").splitlines() if "示例镇" in line)
    assert row == ("待办      示例市示例镇人民政府  2025-01-15  2025-01-20  5天   GK703 逾期公布")


def test_the_html_page_needs_nothing_beside_it(root: Path, tmp_path: Path) -> None:
    out = tmp_path / "board.html"
    said = board(root, "--format", "html", "--out", str(out)).decode("utf-8")
    assert said.startswith("已写入 ")
    page = html.fromstring(out.read_text("utf-8"))
    assert page.xpath("//@href | //@src") == []
    assert [row.text_content() for row in page.xpath("//dl/div/dd")] == ["7", "2", "2", "1", "1", "1", "3"]
    assert page.xpath("string(//tbody/tr[1])") == "示例市教育局有错误2025-01-31—5GK103 键后用了全角冒号"


def test_a_site_has_a_board_only_when_it_asks_for_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = copy_of_the_repository(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1612281600")  # 2021-02-03 in China
    page, listed = root / "docs/board/index.md", root / "docs/reports/index.md"

    def rendered() -> None:
        render(root, root / "docs")

    rendered()
    assert not page.exists()
    assert "办理情况" not in listed.read_text("utf-8")
    configuration = root / "mkdocs.yml"
    plain = configuration.read_text("utf-8")
    configuration.write_text(plain.replace("  board: false\n", "  board: true\n"), "utf-8")
    rendered()
    assert (
        '<tr class="waiting"><th scope="row"><a href="../reports/daxing/qingyundian/2020/">北京市大兴区青云店镇人民政府</a></th>'
        '<td>待办</td><td class="day">2021-01-31</td><td class="day">—</td><td class="figure">3</td><td>未填发布日期</td></tr>'
    ) in page.read_text("utf-8")
    assert '<a href="../board/">2020年度报告办理情况</a>' in listed.read_text("utf-8")
    configuration.write_text(plain, "utf-8")
    rendered()
    assert not page.exists()
