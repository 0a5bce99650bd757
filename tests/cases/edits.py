"""The scripted history of a county, a town and a bureau: every edit is one commit."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import samples

ZHEN, XIAN, JU = "reports/shili/zhen", "reports/shili", "reports/shili/ju"
TOWN = f"{ZHEN}/2024.yml"
COLUMNS = ("natural_person", "commercial", "research", "social", "legal", "other", "total")
OVERVIEW = (
    "2024年，示例镇收到政府信息公开申请46件，上年结转4件；办结46件，其中予以公开12件、部分公开14件，"
    "结转下年度4件。予以公开占办结的26.09%。\n"
    "  （一）主动公开。全年印发公开目录，将政府信息公开纳入工作考核，开展社会评议，没有发生责任追究的情形。\n"
    "  （二）平台建设。群众关心的事项更新不够及时的，逐项整改。"
)
EDITS: list[tuple[str, str, Callable[[Path], None]]] = []
"""Slug, message of the commit, and the edit, in order."""


def edit(message: str) -> Callable[[Callable[[Path], None]], Callable[[Path], None]]:
    """Add a function to the history."""

    def take(function: Callable[[Path], None]) -> Callable[[Path], None]:
        number = len(EDITS) + 1
        EDITS.append((f"{number:02}-{function.__name__.replace('_', '-')}", message, function))
        return function

    return take


def row(text: str, name: str, cells: list[str]) -> str:
    """The text with the one row of that name filled in."""
    made, count = re.subn(rf"(?m)^(\s+{name}: +)\[[^\]]*\]", rf"\g<1>[{', '.join(cells)}]", text)
    assert count == 1, name
    return made


def figures(text: str, person: dict[str, int], legal: dict[str, int]) -> str:
    """Requests of natural persons and of legal services, with their totals."""
    for name in {*person, *legal}:
        one, two = person.get(name, 0), legal.get(name, 0)
        text = row(text, name, [str(one), "0", "0", "0", str(two), "0", str(one + two)])
    return text


def replace(root: Path, file: str, *pairs: str) -> None:
    """Every odd text in a file replaced by the even one after it; each must be there."""
    path = root / file
    text = path.read_text("utf-8")
    for old, new in zip(pairs[::2], pairs[1::2], strict=True):
        assert old in text, old
        text = text.replace(old, new)
    path.write_text(text, "utf-8", newline="\n")


def base(root: Path) -> None:
    """Three bodies, four reports, nothing wrong with any."""
    for folder, name, short, kind in (
        (XIAN, "示例市示例县人民政府", "示例县", "county"),
        (ZHEN, "示例市示例镇人民政府", "示例镇", "township"),
        (JU, "示例市示例县财政局", "县财政局", "department"),
    ):
        (root / folder).mkdir(parents=True, exist_ok=True)
        complete = "complete: true\n" if folder == XIAN else ""
        (root / folder / "body.yml").write_text(
            f"name: {name}\nshort_name: {short}\nkind: {kind}\n{complete}", "utf-8"
        )
    earlier = figures(
        samples.zeros(2023),
        {"received_this_year": 40, "disclosed": 20, "not_held": 16, "carried_forward": 4, r"total": 36},
        {"received_this_year": 2, "disclosed": 2, "total": 2},
    )
    earlier = row(earlier, "normative_documents", ["0", "0", "5"])
    (root / ZHEN / "2023.yml").write_text(earlier, "utf-8")
    town = {
        "received_this_year": 35,
        "carried_over": 4,
        "disclosed": 12,
        "partially_disclosed": 3,
        "third_party_rights": 3,
        "not_held": 15,
        "repeat_request": 2,
        "total": 35,
        "carried_forward": 4,
    }
    law = {"received_this_year": 11, "partially_disclosed": 11, "total": 11}
    bureau = {"received_this_year": 3, "disclosed": 3, "total": 3}
    both = {name: town.get(name, 0) + bureau.get(name, 0) for name in {*town, *bureau}}
    for folder, name, mine, theirs in (
        (ZHEN, "示例镇", town, law),
        (JU, "县财政局", bureau, {}),
        (XIAN, "示例县", both, law),
    ):
        text = figures(samples.zeros(2024), mine, theirs)
        if folder != JU:
            text = row(text, "normative_documents", ["1", "0", "6"])
            text = row(text, "reconsideration", ["1", "1", "0", "0", "2"])
        own = OVERVIEW if folder == ZHEN else samples.PROSE["overview"].replace("示例镇", name)
        text = re.sub(r"(overview: \|\n  ).*", lambda match, own=own: match[1] + own, text)
        text = text.replace("（一）公开内容还不够细", f"（一）{name}公开内容还不够细")
        day = "2025-03-10" if folder == XIAN else "2025-01-20"
        (root / folder / "2024.yml").write_text(text.replace("2025-01-20", day), "utf-8")


@edit("把予以公开的一格改成14")
def one_cell(root: Path) -> None:
    replace(root, TOWN, "disclosed: [12, 0, 0, 0, 0, 0, 12]", "disclosed: [14, 0, 0, 0, 0, 0, 12]")


@edit("两件改计予以公开，表内改齐")
def the_whole_table(root: Path) -> None:
    replace(
        root,
        TOWN,
        "disclosed: [14, 0, 0, 0, 0, 0, 12]",
        "disclosed: [14, 0, 0, 0, 0, 0, 14]",
        "not_held: [15, 0, 0, 0, 0, 0, 15]",
        "not_held: [13, 0, 0, 0, 0, 0, 13]",
    )


@edit("县级汇总数随之更正")
def the_parent(root: Path) -> None:
    replace(
        root,
        f"{XIAN}/2024.yml",
        "disclosed: [15, 0, 0, 0, 0, 0, 15]",
        "disclosed: [17, 0, 0, 0, 0, 0, 17]",
        "not_held: [15, 0, 0, 0, 0, 0, 15]",
        "not_held: [13, 0, 0, 0, 0, 0, 13]",
    )


@edit("正文的数与表一致")
def figures_of_the_text(root: Path) -> None:
    replace(root, TOWN, "予以公开12件", "予以公开14件", "26.09%", "30.43%")


@edit("对齐各列，加注释")
def only_the_layout(root: Path) -> None:
    replace(
        root,
        TOWN,
        "not_held: [13, 0, 0, 0, 0, 0, 13]",
        "not_held:   [13,  0, 0, 0, 0, 0, 13]  # 1.本机关不掌握相关政府信息",
        "other_matters: |",
        "# 已核对\nother_matters: |",
    )


def only_the_layout_of_a_comment(root: Path) -> None:
    """Not of the history: a comment more."""
    replace(root, TOWN, "other_matters: |", "# 已核对\nother_matters: |")


@edit("改写一段文字")
def words(root: Path) -> None:
    replace(
        root, TOWN, "群众关心的事项更新不够及时的，逐项整改。", "群众关心的事项已逐项更新，由专人每周核对。"
    )


@edit("增加一段，删去一段")
def paragraphs(root: Path) -> None:
    replace(
        root,
        TOWN,
        "  （一）主动公开。全年印发公开目录，",
        "  （一）加强领导。镇主要负责人每季度听取一次汇报。\n  （二）主动公开。全年印发公开目录，",
        "\n  （二）平台建设。群众关心的事项已逐项更新，由专人每周核对。",
        "",
    )


@edit("数字改成空白")
def zero_to_blank(root: Path) -> None:
    replace(root, TOWN, "litigation_direct: [0, 0, 0, 0, 0]", "litigation_direct: [0, 0, ~, 0, 0]")


@edit("空白改成不适用")
def blank_to_not_applicable(root: Path) -> None:
    replace(root, TOWN, "litigation_direct: [0, 0, ~, 0, 0]", "litigation_direct: [0, 0, /, 0, 0]")


@edit("不适用改成0")
def not_applicable_to_zero(root: Path) -> None:
    replace(root, TOWN, "litigation_direct: [0, 0, /, 0, 0]", "litigation_direct: [0, 0, 0, 0, 0]")


@edit("印一个注")
def a_note(root: Path) -> None:
    replace(root, TOWN, "normative_documents: [1, 0, 6]", "normative_documents: [1, 0, 6（其中修订1件）]")


@edit("增加一行")
def a_local_row(root: Path) -> None:
    replace(
        root,
        TOWN,
        "    normative_documents: [1, 0, 6（其中修订1件）]\n",
        "    normative_documents: [1, 0, 6（其中修订1件）]\n    其他主动公开文件: [3, 0, 9]\n",
    )


@edit("改这一行的名称")
def another_name_for_a_row(root: Path) -> None:
    replace(root, TOWN, "其他主动公开文件:", "其他公开文件:")


@edit("删去这一行")
def a_row_less(root: Path) -> None:
    replace(root, TOWN, "    其他公开文件: [3, 0, 9]\n", "")


@edit("填写标题、文号和统计期限")
def fields(root: Path) -> None:
    replace(
        root,
        TOWN,
        "published: 2025-01-20",
        "title: 示例镇2024年政府信息公开工作年度报告\ndocument_number: 示政〔2025〕1号\n"
        "period: [2024-01-01, 2024-12-31]\npublished: 2025-01-20",
    )


@edit("改发布日期")
def the_day_of_publication(root: Path) -> None:
    replace(root, TOWN, "published: 2025-01-20", "published: 2025-02-10")


@edit("说明逾期的原因")
def an_acceptance(root: Path) -> None:
    with (root / TOWN).open("a", encoding="utf-8", newline="\n") as file:
        file.write("accepted:\n  - {check: GK703, at: published, because: 因机构改革推迟发布}\n")


@edit("发布后更正，附更正说明")
def a_correction(root: Path) -> None:
    replace(
        root,
        TOWN,
        "normative_documents: [1, 0, 6（其中修订1件）]",
        "normative_documents: [2, 1, 6（其中修订1件）]",
        "accepted:\n",
        "corrections:\n  - {on: 2025-03-01, at: proactive_disclosure.article_20_1.normative_documents.issued_this_year, "
        "was: 1, now: 2, because: 漏计一件}\naccepted:\n",
    )


@edit("正文改用引用")
def references(root: Path) -> None:
    replace(root, TOWN, "予以公开14件", "予以公开{disclosure_requests.results.disclosed.total}件")


@edit("引用的格变动")
def a_figure_that_the_text_refers_to(root: Path) -> None:
    replace(
        root,
        TOWN,
        "disclosed: [14, 0, 0, 0, 0, 0, 14]",
        "disclosed: [13, 0, 0, 0, 0, 0, 13]",
        "not_held:   [13,  0, 0, 0, 0, 0, 13]",
        "not_held:   [14,  0, 0, 0, 0, 0, 14]",
    )


@edit("上年结转下年度改为5")
def last_year(root: Path) -> None:
    replace(
        root,
        f"{ZHEN}/2023.yml",
        "carried_forward: [4, 0, 0, 0, 0, 0, 4]",
        "carried_forward: [5, 0, 0, 0, 0, 0, 5]",
        "received_this_year: [40, 0, 0, 0, 2, 0, 42]",
        "received_this_year: [41, 0, 0, 0, 2, 0, 43]",
    )


@edit("新一年的报告")
def a_new_report(root: Path) -> None:
    text = figures(
        samples.zeros(2025),
        {"received_this_year": 30, "carried_over": 3, "disclosed": 33, "total": 33},
        {},
    )
    text = row(text, "normative_documents", ["0", "0", "6"])
    (root / ZHEN / "2025.yml").write_text(text, "utf-8")


@edit("冒号打成全角")
def not_to_be_read(root: Path) -> None:
    replace(root, f"{ZHEN}/2025.yml", "published: ", "published：")


@edit("冒号改回半角")
def to_be_read_again(root: Path) -> None:
    replace(root, f"{ZHEN}/2025.yml", "published：", "published: ")


@edit("删去一份已发布的报告")
def a_report_removed(root: Path) -> None:
    (root / JU / "2024.yml").rename(root / "kept.txt")


@edit("放回这份报告")
def a_report_put_back(root: Path) -> None:
    (root / "kept.txt").rename(root / JU / "2024.yml")


@edit("机关的文件夹改名")
def a_folder_renamed(root: Path) -> None:
    (root / JU).rename(root / XIAN / "caizheng")


@edit("机关改名，填电话，改公布期限")
def a_body(root: Path) -> None:
    replace(
        root,
        f"{XIAN}/caizheng/body.yml",
        "示例市示例县财政局",
        "示例市示例县财政和国资局",
        "short_name: 县财政局",
        'short_name: 县财政国资局\nphone: "0000-1234567"',
    )
    with (root / XIAN / "body.yml").open("a", encoding="utf-8") as file:
        file.write('deadlines:\n  department: "01-15"\n')


@edit("文件名不对")
def a_bad_name(root: Path) -> None:
    (root / ZHEN / "2026.yaml").write_text("x", "utf-8")


@edit("换行改成Windows的")
def other_line_ends(root: Path) -> None:
    (root / ZHEN / "2026.yaml").unlink()
    data = (root / TOWN).read_bytes()
    (root / TOWN).write_bytes(data.replace(b"\n", b"\r\n"))


@edit("敌意的文字")
def hostile_words(root: Path) -> None:
    data = (root / TOWN).read_bytes().replace(b"\r\n", b"\n")
    (root / TOWN).write_bytes(data)
    replace(
        root,
        TOWN,
        "本年度没有收取信息处理费。",
        "没有收费<script>alert(1)</script>![x](https://example.org/x.png)[点](javascript:alert(1))。\n"
        "  ::error file=a.yml::伪造\n  ##[error]伪造 ##vso[task.x]\n"
        "  @octocat @示例/审核组 #12 GH-12 https://example.org/ 0123456789abcdef0123456789abcdef01234567\n"
        "  `代码` ``两个`` ~~删~~ **粗** | 表 | 格 | &lt;b&gt; \\`\n"
        "  〔增：假的改动〕〔删：真的〕 <!-- 注释 --> <details>",
    )


@edit("敌意的名称、行名和说明")
def hostile_names(root: Path) -> None:
    replace(root, f"{ZHEN}/body.yml", "short_name: 示例镇", "short_name: '示例`镇`@octocat|<b>#12'")
    replace(
        root,
        TOWN,
        "    normative_documents: [2, 1, 6（其中修订1件）]\n",
        "    normative_documents: [2, 1, 6（其中修订1件）]\n    其他〔增〕文件: [1, 0, 1]\n",
        "because: 因机构改革推迟发布",
        "because: '[推迟](https://example.org)<img src=x onerror=alert(1)> ::warning::x'",
    )


@edit("看不见的字符")
def hidden_characters(root: Path) -> None:
    replace(root, TOWN, "加强领导。", "加强\u202e领导\u200b。")


@edit("去掉看不见的字符，换成很长的一段")
def a_very_long_text(root: Path) -> None:
    replace(root, TOWN, "加强\u202e领导\u200b。", "加强领导。" + "逐项核对公开内容，" * 3000 + "。")


@edit("缩短这一段")
def a_long_text_cut_short(root: Path) -> None:
    replace(root, TOWN, "逐项核对公开内容，" * 3000 + "。", "逐项核对公开内容。")


@edit("删去敌意的文字")
def hostile_words_removed(root: Path) -> None:
    text = (root / TOWN).read_text("utf-8")
    start = text.index("没有收费<script>")
    end = text.index("corrections:")
    (root / TOWN).write_text(f"{text[:start]}本年度没有收取信息处理费。\n{text[end:]}", "utf-8", newline="\n")


@edit("改用2019年的表式")
def another_form(root: Path) -> None:
    replace(
        root, f"{ZHEN}/2025.yml", "published: ", 'form: {reconsideration_and_litigation: "2019"}\npublished: '
    )


@edit("两处一起改：新机关和它的报告，另一份改注")
def a_new_body(root: Path) -> None:
    folder = root / XIAN / "jiedao"
    folder.mkdir()
    (folder / "body.yml").write_text("name: 示例市示例街道办事处\nkind: subdistrict\n", "utf-8")
    text = samples.zeros(2024).replace("示例镇", "示例街道")
    (folder / "2024.yml").write_text(text, "utf-8")
    replace(root, TOWN, "6（其中修订1件）", "6（其中修订2件）")
