"""An address once published is never lost, and the manifest says what was published."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

import samples
from conftest import copy_of_the_repository
from gongkai import cli
from gongkai.site import manifest
from gongkai.site.configuration import Settings
from gongkai.site.permanence import Lost, promise

NAMES = [
    "index.md",
    "guide.md",
    "assets/site.css",
    "search/index.json",
    "data/reports.csv",
    "reports/xian/index.md",
    "reports/xian/data.json",
    "reports/xian/2019/index.md",
    "reports/xian/2019.json",
    "reports/xian/2019-tables.csv",
    "reports/xian/2020/index.md",
    "reports/xian/2020.json",
]


def documents(root: Path, names: list[str]) -> list[str]:
    for name in names:
        (root / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "docs" / name).write_text(f"content of {name}", "utf-8")
    (root / ".gongkai").mkdir(exist_ok=True)
    return names


def published(root: Path, *addresses: str) -> Path:
    """A manifest of these addresses."""
    file = root / "before.json"
    file.write_text(manifest.as_json(dict.fromkeys(addresses, "")), "utf-8")
    return file


def redirects(root: Path, text: str) -> None:
    (root / "redirects.yml").write_text(text, "utf-8")


def refusal(root: Path, *before: str) -> str:
    with pytest.raises(Lost) as caught:
        promise(root, documents(root, NAMES), published(root, *before))
    return str(caught.value)


def test_pages_and_files_are_promised_and_what_serves_them_is_not(tmp_path: Path) -> None:
    made = promise(tmp_path, documents(tmp_path, NAMES), None)
    assert list(made.addresses) == [
        "",
        "guide/",
        "data/reports.csv",
        "reports/xian/",
        "reports/xian/data.json",
        "reports/xian/2019/",
        "reports/xian/2019.json",
        "reports/xian/2019-tables.csv",
        "reports/xian/2020/",
        "reports/xian/2020.json",
    ]
    content = b"content of data/reports.csv"
    assert made.addresses["data/reports.csv"] == hashlib.sha256(content).hexdigest()


def test_a_page_that_is_gone_stops_the_build(tmp_path: Path) -> None:
    assert refusal(tmp_path, "", "reports/xian/2018/", "reports/xian/2018.json", "old.pdf") == (
        "公开过的地址有 3 个在新网站里没有了，链接和引用会失效：\n"
        "  old.pdf\n"
        "  reports/xian/2018/\n"
        "报告有错误的，先改正。改名、移动、撤下的，在站点根目录的 redirects.yml 中逐条写明：\n"
        "  old.pdf: 新地址"
    )


def test_a_body_that_moved_answers_with_all_its_pages_and_files(tmp_path: Path) -> None:
    redirects(tmp_path, "reports/old/: reports/xian/\n")
    before = published(tmp_path, "reports/old/", "reports/old/2019/", "reports/old/2019.json")
    made = promise(tmp_path, documents(tmp_path, NAMES), before)
    assert made.moved == {
        "reports/old/": "reports/xian/",
        "reports/old/data.json": "reports/xian/data.json",
        "reports/old/2019/": "reports/xian/2019/",
        "reports/old/2019.json": "reports/xian/2019.json",
        "reports/old/2019-tables.csv": "reports/xian/2019-tables.csv",
        "reports/old/2020/": "reports/xian/2020/",
        "reports/old/2020.json": "reports/xian/2020.json",
    }
    assert made.addresses["reports/old/2019.json"] == made.addresses["reports/xian/2019.json"]


def test_a_report_that_moved_brings_its_files_and_an_entry_of_its_own_goes_before(tmp_path: Path) -> None:
    redirects(
        tmp_path,
        "reports/old/2019/: reports/xian/2019/\nreports/old/2019.json: data/reports.csv\n"
        "reports/older/2019/: reports/old/2019/\n",
    )
    made = promise(tmp_path, documents(tmp_path, NAMES), None)
    assert made.moved == {
        "reports/old/2019/": "reports/xian/2019/",
        "reports/old/2019-tables.csv": "reports/xian/2019-tables.csv",
        "reports/old/2019.json": "data/reports.csv",
        "reports/older/2019/": "reports/xian/2019/",
        "reports/older/2019.json": "reports/xian/2019.json",
        "reports/older/2019-tables.csv": "reports/xian/2019-tables.csv",
    }


def test_a_report_that_leads_to_a_list_does_not_take_the_whole_list_along(tmp_path: Path) -> None:
    redirects(tmp_path, "reports/old/2019/: reports/xian/\n")
    assert promise(tmp_path, documents(tmp_path, NAMES), None).moved == {"reports/old/2019/": "reports/xian/"}


def test_what_was_withdrawn_says_so_and_its_files_may_go(tmp_path: Path) -> None:
    redirects(tmp_path, "reports/xian/2018/: {withdrawn: 误发，该机关当年不单独编制年报}\n")
    before = published(tmp_path, "reports/xian/2018/", "reports/xian/2018.json")
    made = promise(tmp_path, documents(tmp_path, NAMES), before)
    made.write(tmp_path / "new", Settings(url="https://www.shili.example/nb/", name="年报"))
    page = html.parse(str(tmp_path / "new/reports/xian/2018/index.html")).getroot()
    assert page.xpath("string(//title)") == "本页已撤下 - 年报"
    assert page.xpath("string(//main/p[1])") == "原因：误发，该机关当年不单独编制年报"
    assert page.xpath("string(//meta[@name='robots']/@content)") == "noindex"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("guide/: reports/\n", "redirects.yml:1:1: 旧地址“guide/”现在仍有网页或文件；删去这一条"),
        ("a/: b/\n", "redirects.yml:1:1: 新地址“b/”没有网页或文件；改正新地址"),
        (
            "a/: b/\nb/: a/\n",
            "redirects.yml:1:1: “a/”转来转去又回到自己；改正新地址\n"
            "redirects.yml:2:1: “b/”转来转去又回到自己；改正新地址",
        ),
        ("a/: b.json\n", "redirects.yml:1:5: 错误 GK114 元数据的值不合要求"),
        ("/a/: guide/\n", "redirects.yml:1:1: 错误 GK114 元数据的值不合要求"),
        ("../a/: guide/\n", "redirects.yml:1:1: 错误 GK114 元数据的值不合要求"),
        ("a/: {withdrawn: 无}\n", "redirects.yml:1:5: 错误 GK114 元数据的值不合要求"),
        ("a/: {gone: 误发的报告}\n", "redirects.yml:1:6: 错误 GK112 不认识的键"),
        ("a/: https://b.example/\n", "redirects.yml:1:5: 错误 GK114 元数据的值不合要求"),
        ("- a/\n", "redirects.yml:1:1: 错误 GK113 该处内容的形式不对"),
        ("a/: guide/\na/: guide/\n", "redirects.yml:2:1: 错误 GK107 同一个键写了两次"),
    ],
)
def test_entries_that_are_wrong_stop_the_build(tmp_path: Path, text: str, said: str) -> None:
    redirects(tmp_path, text)
    assert said in refusal(tmp_path)


def test_entries_that_are_wrong_are_findings_as_well(tmp_path: Path) -> None:
    samples.project(tmp_path, samples.zeros())
    redirects(tmp_path, "a/: {withdrawn: 无}\n")
    result = CliRunner().invoke(cli.cli, ["check", "--root", str(tmp_path)])
    assert (result.exit_code, result.output.splitlines()[:2]) == (
        1,
        [
            "redirects.yml:1:5: 错误 GK114 元数据的值不合要求",
            "  撤下的原因“无”不合要求",
        ],
    )


@pytest.mark.parametrize("text", ["{", "[]", '{"format": "x", "addresses": {}}'])
def test_a_manifest_that_cannot_be_read_stops_the_build(tmp_path: Path, text: str) -> None:
    (tmp_path / "before.json").write_text(text, "utf-8")
    with pytest.raises(Lost, match=r"before\.json”(读不出来，不知道公开过哪些地址|不是地址清单)"):
        promise(tmp_path, documents(tmp_path, NAMES), tmp_path / "before.json")


def test_the_hash_of_a_file_that_changed_is_new(tmp_path: Path) -> None:
    before = promise(tmp_path, documents(tmp_path, NAMES), None).addresses["data/reports.csv"]
    (tmp_path / "docs/data/reports.csv").write_text("other", "utf-8")
    after = promise(tmp_path, NAMES, None).addresses["data/reports.csv"]
    assert (before == after, after) == (False, hashlib.sha256(b"other").hexdigest())


HASHES = st.dictionaries(st.text('ab/文\n"', max_size=4), st.sampled_from(["", "0" * 64]), min_size=1)


@given(before=HASHES, changed=HASHES)
def test_changed_hashes_are_put_into_the_manifest_as_if_it_were_written_anew(
    before: dict[str, str], changed: dict[str, str]
) -> None:
    old, new = (manifest.as_json(each).encode() for each in (before, before | changed))
    assert manifest.with_hashes(old, changed) == (None if old == new else new)


def test_the_manifest_of_a_site(either: Path) -> None:
    made = json.loads((either / "manifest.json").read_text("utf-8"))["addresses"]
    seed = hashlib.sha256(samples.SEED.read_bytes()).hexdigest()
    assert made["reports/daxing/qingyundian/2020/"] == seed
    for address, digest in made.items():
        file = either / address / "index.html" if address.endswith("/") or not address else either / address
        assert file.is_file(), address
        if not address.endswith("/") and address:
            assert hashlib.sha256(file.read_bytes()).hexdigest() == digest


def build(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli.cli, ["build", "--root", str(root), *arguments])


def answers(public: Path, address: str) -> bool:
    return (
        (public / address / "index.html").is_file() if address.endswith("/") else (public / address).is_file()
    )


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str], Result, Result]:
    """A site whose only reporting body was renamed: refused first, then with an entry."""
    root = copy_of_the_repository(tmp_path_factory.mktemp("moved"))
    assert build(root).exit_code == 0
    old = list(manifest.read(root / "site/manifest.json"))
    (root / "reports/daxing/qingyundian").rename(root / "reports/daxing/qingyun")
    refused = build(root)
    assert answers(root / "site", "reports/daxing/qingyundian/")
    redirects(root, "reports/daxing/qingyundian/: reports/daxing/qingyun/\n")
    return root, old, refused, build(root)


def test_a_rename_without_an_entry_is_refused(moved: tuple[Path, list[str], Result, Result]) -> None:
    refused = moved[2]
    assert (refused.exit_code, refused.output) == (
        2,
        "无法运行：公开过的地址有 10 个在新网站里没有了，链接和引用会失效：\n"
        "  reports/daxing/qingyundian/\n"
        "报告有错误的，先改正。改名、移动、撤下的，在站点根目录的 redirects.yml 中逐条写明：\n"
        "  reports/daxing/qingyundian/: 新地址\n"
        "  reports/daxing/qingyundian/: {withdrawn: 撤下的原因}\n"
        "公开文件夹没有改动\n",
    )


def test_with_an_entry_every_old_address_answers(moved: tuple[Path, list[str], Result, Result]) -> None:
    root, old, _, done = moved
    assert done.exit_code == 0, done.output
    assert [address for address in old if address and not answers(root / "site", address)] == []
    assert set(old) <= set(manifest.read(root / "site/manifest.json"))
    result = CliRunner().invoke(cli.cli, ["links", str(root / "site")])
    assert result.exit_code == 0, result.output


def test_a_former_page_leads_on_without_a_script(moved: tuple[Path, list[str], Result, Result]) -> None:
    page = html.parse(str(moved[0] / "site/reports/daxing/qingyundian/2020/index.html")).getroot()
    assert page.xpath("string(//meta[@http-equiv='refresh']/@content)") == "0; url=../../qingyun/2020/"
    assert page.xpath("string(//link[@rel='canonical']/@href)") == (
        "https://example.gov.cn/zfxxgknb/reports/daxing/qingyun/2020/"
    )
    assert page.xpath("string(//h1)") == "本页已移至新地址"
    assert page.xpath("string(//main//a/@href)") == "../../qingyun/2020/"
    assert page.xpath("string(//main//a)").startswith("北京市大兴区青云店镇人民政府2020年")


def test_a_manifest_from_elsewhere_counts(moved: tuple[Path, list[str], Result, Result]) -> None:
    root = moved[0]
    refused = build(root, "--out", str(root / "other"), "--previous", str(published(root, "lost/")))
    assert (refused.exit_code, "  lost/\n" in refused.output) == (2, True)
    assert not (root / "other").exists()
