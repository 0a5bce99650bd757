"""No bad input passes silently: what every kind of bad file is told, word for word."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

import samples
from cases.bad_input import CASES, Case
from gongkai.load.project import load_project
from gongkai.model.finding import Finding

BASES = {
    "report": (Path(__file__).parent / "cases/report.yml").read_text("utf-8"),
    "seed": samples.seed(),
    "": "",
}


def said(findings: list[Finding]) -> list[str]:
    return [f"{each.place.line}:{each.place.column} {each.code} {each.what}。{each.fix}" for each in findings]


def loaded(folder: Path, data: str | bytes, year: int = 2024) -> list[str]:
    return said(samples.project(folder, data, year).findings)


def edited(case: Case) -> str:
    text = BASES[case.base]
    for old, new in case.edits:
        if case.base:
            assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def test_the_base_is_clean(tmp_path: Path) -> None:
    assert loaded(tmp_path, BASES["report"]) == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_bad_text(case: Case, tmp_path: Path) -> None:
    assert loaded(tmp_path, edited(case), 2020 if case.base == "seed" else 2024) == list(case.findings)


def test_the_cases_cover_every_code_that_a_report_file_can_give() -> None:
    codes = {finding.split()[1] for case in CASES for finding in case.findings}
    elsewhere = {"GK101", "GK116", "GK117", "GK119", "GK208"}  # the tests below
    every = {f"GK1{n:02}" for n in range(1, 20)} | {f"GK2{n:02}" for n in range(1, 9)}
    assert codes | elsewhere == every


REPORT = BASES["report"]
ENCODED = {
    "gbk": (REPORT.encode("gbk"), "1:4 GK101 文件编码像是 GBK（GB18030），不是 UTF-8。"),
    "gb18030": (REPORT.encode("gb18030"), "1:4 GK101 文件编码像是 GBK（GB18030），不是 UTF-8。"),
    "utf-16": (REPORT.encode("utf-16"), "1:1 GK101 文件编码像是 UTF-16，不是 UTF-8。"),
    "utf-16-be": (REPORT.encode("utf-16-be"), "1:1 GK101 文件编码像是 UTF-16，不是 UTF-8。"),
    "ascii-in-utf-16": ("overview: 1\n".encode("utf-16-le"), "1:1 GK101 文件编码像是 UTF-16，不是 UTF-8。"),
    "one-bad-byte": (
        REPORT.encode().replace("开展".encode(), b"\xff", 1),
        "7:3 GK101 文件含有无法识别的字节，不是 UTF-8。",
    ),
    "half-a-character": (
        REPORT.encode().replace("评议，".encode(), "评议".encode()[:-1], 1),
        "7:8 GK101 文件含有无法识别的字节，不是 UTF-8。",
    ),
}


@pytest.mark.parametrize("name", ENCODED)
def test_wrong_encoding(name: str, tmp_path: Path) -> None:
    data, expected = ENCODED[name]
    assert loaded(tmp_path, data) == [f"{expected}用记事本或 WPS“另存为”，编码选 UTF-8"]


def test_a_byte_order_mark_is_only_noted(tmp_path: Path) -> None:
    project = samples.project(tmp_path, REPORT.encode("utf-8-sig"))
    assert said(project.findings) == [
        "1:1 GK116 文件开头有字节顺序标记（BOM）。运行 gongkai fmt 去掉，或另存为不带 BOM 的 UTF-8"
    ]
    assert "shili/zhen/2024" in project.reports


def test_windows_line_ends_change_nothing(tmp_path: Path) -> None:
    unix = samples.project(tmp_path / "a", REPORT).reports["shili/zhen/2024"]
    project = samples.project(tmp_path / "b", REPORT.replace("\n", "\r\n").encode())
    windows = project.reports["shili/zhen/2024"]
    assert said(project.findings) == []
    assert (windows.cells, windows.prose, windows.places, windows.row_places) == (
        unix.cells,
        unix.prose,
        unix.places,
        unix.row_places,
    )


SIZES = {
    "too-many-bytes": (
        "a" * 1_000_001,
        ["1:1 GK109 文件有 1,000,001 字节，超过上限（1,000,000 字节）。删去误贴的内容"],
    ),
    "too-many-values": (
        "overview: [" + "1, " * 60_000 + "1]\n",
        ["1:150003 GK109 数据过多，超过上限（50,000 项）。删去误贴的内容"],
    ),
    "one-long-line": ("overview: " + "长" * 300_000 + "：\n", None),
    "open-brackets-in-a-cell": (REPORT.replace("[35,", "[" + "（" * 200_000 + ","), None),
    "many-unknown-keys": ("".join(f"键{n}: 1\n" for n in range(20_000)), None),
    "many-equal-keys": ("a: 1\n" * 20_000, None),
    "many-comments-on-one-line": (
        "accepted: [" + "{check: 甲 乙, at: b, because: c d}, " * 8_000 + "]\n",
        None,
    ),
    "many-lines-of-text": ("甲\n" * 200_000, None),
    "nested-explicit-keys": ("? " * 5000 + "a\n", None),
    "open-quotes": ('a: "' + "\n\n" * 300_000, None),
}


@pytest.mark.parametrize("name", SIZES)
def test_hostile_size_is_refused(name: str, tmp_path: Path) -> None:
    """How long each takes is measured by benchmarks/bad_input.py."""
    text, expected = SIZES[name]
    found = loaded(tmp_path, text)
    assert found
    assert len(found) <= 101
    assert expected is None or found == expected


def test_of_thousands_of_findings_the_first_are_told(tmp_path: Path) -> None:
    found = loaded(tmp_path, "".join(f"键{n}: 1\n" for n in range(3000)))
    assert found[-1] == "1:1 GK109 问题有 3,000 处，超过上限（只列 100 处）。改正列出的各处，再运行一次"


BODY = "name: 示例机关\n"
PATHS: dict[str, tuple[dict[str, str], list[str]]] = {
    "upper-case-folder": (
        {"Shili/body.yml": BODY, "Shili/2024.yml": REPORT},
        [
            "reports/Shili GK117 “Shili”不能作文件夹名。用小写字母、数字和连字符，不超过 64 个字符，例如 qingyundian"
        ],
    ),
    "chinese-folder": (
        {"示例/body.yml": BODY},
        [
            "reports/示例 GK117 “示例”不能作文件夹名。用小写字母、数字和连字符，不超过 64 个字符，例如 qingyundian"
        ],
    ),
    "long-folder": (
        {f"{'a' * 65}/body.yml": BODY},
        [
            f"reports/{'a' * 65} GK117 “{'a' * 65}”不能作文件夹名。用小写字母、数字和连字符，不超过 64 个字符，例如 qingyundian"
        ],
    ),
    "year-as-folder": (
        {"shili/2024/body.yml": BODY, "shili/body.yml": BODY},
        ["reports/shili/2024 GK117 “2024”是保留的名称。换一个名称；四位数字留给年度"],
    ),
    "windows-name": (
        {"con/body.yml": BODY},
        ["reports/con GK117 “con”是保留的名称。换一个名称；四位数字留给年度"],
    ),
    "no-body-file": (
        {"shili/2024.yml": REPORT},
        ["reports/shili/2024.yml GK117 “2024.yml”所在文件夹没有 body.yml。先写 body.yml：name: 机关全称"],
    ),
    "at-the-top": (
        {"2024.yml": REPORT},
        [
            "reports/2024.yml GK117 “2024.yml”不在机关的文件夹里。移到机关的文件夹，例如 reports/daxing/qingyundian/"
        ],
    ),
    "body-at-the-top": (
        {"body.yml": BODY},
        [
            "reports/body.yml GK117 “body.yml”不在机关的文件夹里。移到机关的文件夹，例如 reports/daxing/qingyundian/"
        ],
    ),
    **{
        name: (
            {"shili/body.yml": BODY, f"shili/{name}": REPORT},
            [
                f"reports/shili/{name} GK117 “{name}”不是报告文件名。报告以年份命名，例如 2020.yml；机关信息写在 body.yml"
            ],
        )
        for name in (
            "2024.yaml",
            "2024.YML",
            "2024年.yml",
            "２０２４.yml",
            "24.yml",
            "2024.yml.txt",
            "report.json",
        )
    },
    "case-twins": (
        {"shili/body.yml": BODY, "shili/a.pdf": "", "shili/A.pdf": ""},
        [
            "reports/shili/a.pdf GK117 “a.pdf”与“shili/A.pdf”只差大小写或字形。改名，使两者在任何电脑上都能区分"
        ],
    ),
    "width-twins": (
        {"shili/body.yml": BODY, "shili/1.pdf": "", "shili/１.pdf": ""},
        [
            "reports/shili/１.pdf GK117 “１.pdf”与“shili/1.pdf”只差大小写或字形。改名，使两者在任何电脑上都能区分"
        ],
    ),
    "body-without-name": (
        {"shili/body.yml": "kind: township\n", "shili/2024.yml": REPORT},
        ["reports/shili/body.yml GK114 name不合要求。应为机关全称，例如 北京市大兴区青云店镇人民政府"],
    ),
    "body-of-unknown-kind": (
        {"shili/body.yml": BODY + "kind: town\n"},
        [
            "reports/shili/body.yml GK114 kind“town”不合要求。应为 state_council_department（国务院部门）、"
            "province（省级人民政府）、city（设区的市、自治州人民政府）、county（县级人民政府）、"
            "township（乡镇人民政府）、subdistrict（街道办事处）、department（县级以上地方人民政府部门）、"
            "authorised_organisation（法律、法规授权的组织）"
        ],
    ),
    "body-order-of-5000-digits": (
        {"shili/body.yml": BODY + f"order: {'9' * 5000}\n"},
        [f"reports/shili/body.yml GK114 order“{'9' * 40}…”不合要求。应为整数（不超过 6 位）"],
    ),
    "body-deadline-of-a-week": (
        {"shili/body.yml": BODY + "deadlines: {township: W04-1}\n"},
        ["reports/shili/body.yml GK114 公布期限“W04-1”不合要求。应为月-日，例如 01-28"],
    ),
    "body-owner-that-is-a-name": (
        {"shili/body.yml": BODY + "owners: [张三]\n"},
        ["reports/shili/body.yml GK114 owners“张三”不合要求。应为账号、组织/团队或电子邮箱，例如 zhangsan"],
    ),
    "body-owner-that-is-a-rule": (
        {"shili/body.yml": BODY + 'owners: ["zhangsan * @lisi"]\n'},
        [
            "reports/shili/body.yml GK114 owners“zhangsan * @lisi”不合要求。"
            "应为账号、组织/团队或电子邮箱，例如 zhangsan"
        ],
    ),
    "body-owner-twice": (
        {"shili/body.yml": BODY + 'owners: [zhangsan, "@zhangsan"]\n'},
        ["reports/shili/body.yml GK114 owners“@zhangsan”不合要求。应为各不相同的账号"],
    ),
    "body-of-eleven-owners": (
        {"shili/body.yml": BODY + f"owners: [{', '.join(f'a{each}' for each in range(11))}]\n"},
        ["reports/shili/body.yml GK114 owners不合要求。应为不超过 10 个"],
    ),
    "body-flag": (
        {"shili/body.yml": BODY + "complete: yes\n"},
        ["reports/shili/body.yml GK114 complete“yes”不合要求。应为 true 或 false"],
    ),
}


@pytest.mark.parametrize("name", PATHS)
def test_bad_names_and_bodies(name: str, tmp_path: Path) -> None:
    files, expected = PATHS[name]
    for path, text in files.items():
        file = tmp_path / "reports" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    project = load_project(tmp_path)
    assert [f"{each.place.file} {each.code} {each.what}。{each.fix}" for each in project.findings] == expected
    assert project.reports == {}


def test_links_are_not_followed(tmp_path: Path) -> None:
    samples.project(tmp_path, REPORT)
    (tmp_path / "reports/shili/zhen/2023.yml").symlink_to("/etc/passwd")
    (tmp_path / "reports/qu").symlink_to(tmp_path / "reports/shili")
    project = load_project(tmp_path)
    assert [f"{each.place.file} {each.what}。{each.fix}" for each in project.findings] == [
        "reports/qu “qu”是符号链接。换成真实的文件或文件夹",
        "reports/shili/zhen/2023.yml “2023.yml”是符号链接。换成真实的文件或文件夹",
    ]
    assert list(project.reports) == ["shili/zhen/2024"]


PDF = b"%PDF-1.7\n"
ATTACHMENTS: dict[str, tuple[str, bytes | None, str]] = {
    "absent": ("年报.pdf", None, "附件“年报.pdf”不在报告所在的文件夹里。只用同一文件夹里的 PDF、DOCX 或 DOC 文件"),
    "outside": ("../年报.pdf", PDF, "附件“../年报.pdf”不是允许的文件名或类型。只用同一文件夹里的 PDF、DOCX 或 DOC 文件"),
    "absolute": ("/etc/passwd", None, "附件“/etc/passwd”不是允许的文件名或类型。只用同一文件夹里的 PDF、DOCX 或 DOC 文件"),
    "program": ("年报.exe", b"MZ", "附件“年报.exe”不是允许的文件名或类型。只用同一文件夹里的 PDF、DOCX 或 DOC 文件"),
    "disguised": ("年报.pdf", b"<html>", "附件“年报.pdf”的内容与扩展名不符。另存为正确的格式"),
    "changed": (
        "年报.pdf",
        PDF,
        f"附件“年报.pdf”与登记的 SHA-256 不一致。核对文件；无误时写 sha256: {hashlib.sha256(PDF).hexdigest()}",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ATTACHMENTS)
def test_bad_attachments(name: str, tmp_path: Path) -> None:
    file, data, expected = ATTACHMENTS[name]
    folder = tmp_path / "reports/shili/zhen"
    folder.mkdir(parents=True)
    if data is not None:
        (folder / file).write_bytes(data)
    text = f"{REPORT}attachment:\n  file: {file}\n  sha256: {'0' * 64}\n"
    assert loaded(tmp_path, text) == [f"68:3 GK119 {expected}"]


def test_a_report_whose_body_cannot_be_read_is_counted(tmp_path: Path) -> None:
    samples.project(tmp_path, REPORT)
    (tmp_path / "reports/shili/zhen/body.yml").write_text("name：示例镇\n", "utf-8")
    project = load_project(tmp_path)
    assert project.unread == {"shili/zhen/2024": "reports/shili/zhen/2024.yml"}
    assert said(project.findings) == [
        "1:5 GK103 “name”后面是全角冒号“：”。写成“name: ”（半角冒号加一个空格）"
    ]
