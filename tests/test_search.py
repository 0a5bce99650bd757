"""The index of the readers' search: folding, records, terms, files; and that it says what pages say."""

from __future__ import annotations

import json
import random
import re
from itertools import pairwise
from pathlib import Path

import opencc
import pytest
from lxml import html
from msgspec.structs import replace

import samples
import search_truth
from gongkai.check.run import check_project
from gongkai.load.project import load_project
from gongkai.search.fold import fold, traditional
from gongkai.search.page_text import blocks_of
from gongkai.search.postings import encode
from gongkai.search.record import Block, Record, read_frame, read_record
from gongkai.search.records import page_record, report_record
from gongkai.search.summary import shard_count
from gongkai.search.terms import terms_of
from gongkai.site.render import render


def record_of_the_seed() -> Record:
    return report_record(load_project(samples.ROOT).reports["daxing/qingyundian/2020"])


@pytest.fixture(scope="session")
def city(demo_root: Path) -> list[Record]:
    """The records of the fictional city's reports."""
    project = load_project(demo_root)
    findings = check_project(project)
    return [
        report_record(each, [finding for finding in findings if finding.subject == id_])
        for id_, each in project.reports.items()
    ]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("青雲店鎮", "青云店镇"),
        ("２０２０年", "2020年"),
        ("2020 年", "2020年"),
        ("商 业　企 业", "商业企业"),
        ("Annual  Report 2020", "annual report 2020"),
        ("公开46件 撤销3件", "公开46件撤销3件"),
        ("12 46", "12 46"),
        ("1,234,567.5元", "1234567.5元"),
        ("35，11，460件", "35,11,460件"),
        ("1,2345", "1,2345"),
        ("87.33％", "87.33%"),
        ("乙\n 甲", "乙\n甲"),
        ("㎡①Ⅷ", "m21viii"),
        ("𠮷字", "𠮷字"),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_folding_twice_is_folding_once() -> None:
    everything = "".join(chr(point) for point in range(0x10000) if not 0xD800 <= point < 0xE000)
    once = fold(everything)
    changed = {one for one in once if fold(one) != one} - {" "}
    assert changed == set()


def test_the_map_of_traditional_characters_is_that_of_opencc() -> None:
    simplified = opencc.OpenCC("t2s").convert
    made = {}
    for point in (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000)):
        one = chr(point)
        other = simplified(one)
        while simplified(other) != other:
            other = simplified(other)
        if other != one and len(other) == 1 and ord(other) <= 0xFFFF:
            made[one] = other
    assert dict(zip(*traditional(), strict=True)) == made


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("公开", "公 开 公开"),
        ("公", "公"),
        ("收到46件。", "收 到 4 6 件 。 收到 到4 46 6件 件。 #46 #46件"),
        ("4.6", "4 . 6 4. .6 #4.6"),
        ("+431", "+ 4 3 1 +4 43 31 #431 #+431"),
        ("甲\n乙", "甲 乙"),
        ("a b", "a b"),
    ],
)
def test_the_terms_of_a_text(text: str, terms: str) -> None:
    assert terms_of(Record("x", "", "", "", 0, (Block("", "", (text,)),))) == set(terms.split())


def test_a_cell_is_found_by_its_figure_with_and_without_its_unit() -> None:
    terms = terms_of(record_of_the_seed())
    assert {"#46", "#46件", "#288.0191", "#288.0191万", "#431", "#+431", "#+431项"} <= terms
    assert "31项" not in terms


@pytest.mark.parametrize(
    ("numbers", "coded"),
    [
        ([], ""),
        ([0], "00"),
        ([0, 1], "0100"),
        ([3, 4, 5, 9], "070106"),
        ([64, 65, 300], "810100d403"),
        (list(range(10_000)), "018e4e"),
    ],
)
def test_postings_are_runs(numbers: list[int], coded: str) -> None:
    assert encode(numbers).hex() == coded


def test_postings_are_read_back() -> None:
    dice = random.Random(1)
    for density in (0.001, 0.1, 0.5, 0.99):
        numbers = [number for number in range(5000) if dice.random() < density]
        assert search_truth._numbers(encode(numbers)) == numbers


def test_a_record_is_read_back_from_its_file() -> None:
    record = record_of_the_seed()
    again = read_record(record.id, record.data, lambda id_: read_frame(record.frame.data))
    assert (again.data, again.frame.data) == (record.data, record.frame.data)
    assert terms_of(again) == terms_of(record)


def test_references_are_records_as_figures(tmp_path: Path) -> None:
    text = samples.zeros().replace(
        samples.PROSE["other_matters"], "本年{disclosure_requests.received_this_year.total}件，{不是引用}。"
    )
    record = report_record(samples.project(tmp_path, text).reports["shili/zhen/2024"])
    assert [block.texts for block in record.blocks if block.anchor == "other_matters"] == [
        ("本年0件，{不是引用}。",)
    ]


def test_the_order_of_records_does_not_matter(city: list[Record]) -> None:
    shuffled = random.Random(2).sample(city, len(city))
    assert search_truth.index_of(shuffled) == search_truth.index_of(city)


@pytest.mark.parametrize(("pages", "shards"), [(0, 16), (1000, 256), (1023, 256), (10_000, 4096)])
def test_the_number_of_shards(pages: int, shards: int) -> None:
    assert shard_count(pages) == shards


def test_a_changed_figure_touches_few_files(city: list[Record]) -> None:
    before = search_truth.index_of(city)
    old = next(each for each in city if each.year == 2022)
    figures = ("987654", *old.figures[1:])
    after = search_truth.index_of([replace(old, figures=figures) if each is old else each for each in city])
    changed = {name for name in before if before[name] != after[name]}
    assert before.keys() == after.keys()
    assert f"pages/{old.id}.json" in changed
    assert len(changed) <= 1 + 1 + 4  # the page, the root; #987654, #987654件, and what the old figure was


def test_every_word_of_one_or_two_characters_and_every_figure_is_answered_exactly(
    city: list[Record],
) -> None:
    files = search_truth.index_of(city)
    ids = json.loads(b"[" + b",".join(files[f"numbers/{n}.json"].strip(b"[]") for n in (0, 1)) + b"]")
    phrases = [each for each in search_truth.phrases(city, 400, 3) if len(fold(each)) <= 2]
    for phrase in {*phrases, "46", "46件", "0件", "12条", "100%", "5"}:
        folded = fold(phrase)
        figure = search_truth.WITH_UNIT.fullmatch(folded)
        term = f"#{folded}" if figure else folded
        assert [ids[number] for number in search_truth.pages_with(term, files)] == search_truth.found(
            phrase, city
        ), phrase


def test_no_page_with_a_long_phrase_lacks_one_of_its_pairs(city: list[Record]) -> None:
    terms = {each.id: terms_of(each) for each in city}
    for phrase in [each for each in search_truth.phrases(city, 500, 4) if len(fold(each)) > 2]:
        folded = fold(phrase)
        if search_truth.WITH_UNIT.fullmatch(folded):
            continue
        pairs = {one + other for one, other in pairwise(folded)}
        assert all(pairs <= terms[id_] for id_ in search_truth.found(phrase, city)), phrase


def words(text: str) -> str:
    return re.sub(r"\s", "", text)


def printed(page: Path) -> tuple[str, list[str], list[str], dict[str, str]]:
    """Of a built report: all words, the headings, the paragraphs of prose, and anchor → figure."""
    article = html.parse(str(page)).xpath("//article")[0]
    paragraphs = [words(each.text_content()) for each in article.xpath(".//div[@class='prose']/p")]
    cells = {
        each.get("id"): each.text_content().strip()
        for each in article.xpath(".//td[@id]")
        if not each.xpath("span[@class='visually-hidden']")
    }
    once = ".//h1 | .//h2[@id!='certificate' and @id!='pictures']"  # pictures repeat the tables
    headings = [words(each.text_content()) for each in article.xpath(once)]
    return words(article.text_content()), headings, paragraphs, cells


def test_the_record_of_a_report_says_what_its_page_says(demo_site: Path) -> None:
    folder = demo_site / "search"
    pages = sorted((folder / "pages/reports").rglob("[0-9]*.json"))
    assert len(pages) > 60
    for file in pages:
        id_ = file.relative_to(folder / "pages").with_suffix("").as_posix()
        record = read_record(
            id_, file.read_bytes(), lambda name: read_frame((folder / f"frames/{name}.json").read_bytes())
        )
        everything, headings, paragraphs, cells = printed(demo_site / id_ / "index.html")
        mine = {words(line) for line in (*record.text.split("\n"), *record.frame.labels.split("\n"))}
        assert [each for each in (*paragraphs, *headings) if each not in mine] == []
        anchors = [anchor for anchor, _ in record.frame.cells()]
        assert {
            anchor: text for anchor, text in zip(anchors, record.figures, strict=True) if anchor in cells
        } == cells
        assert [line for line in sorted(mine) if line not in everything] == []


def test_a_hand_written_page_is_read_under_its_headings() -> None:
    source = '<h1 id="a">甲</h1>\n<p>一 <b>二</b>\n三</p><ul><li>四</li></ul><h2>乙</h2><script>x</script>'
    assert blocks_of(source) == (Block("a", "甲", ("一 二 三", "四")), Block("", "乙", ()))
    assert page_record("guide", "", source).title == "甲"


@pytest.mark.parametrize(
    ("source", "texts"),
    [
        ('<p>1 <b title="x>y">2</b> &lt;b&gt; &amp;amp; 3<br/>4</p>', ("1 2 <b> &amp; 3", "4")),
        ("<p>1 < 2 &nbsp;且 3 > 2</p>", ("1 < 2 且 3 > 2",)),
        ('<p>甲<!-- 乙 <p> -->丙</p><script>if (a < b) "<p>丁</p>"</script>', ("甲丙",)),
        ("<!doctype html><STYLE>p { }</STYLE><P>甲</P>乙", ("甲", "乙")),
        ("<table><tr><td>甲</td><td>乙</td></tr></table>", ("甲", "乙")),
    ],
)
def test_html_is_read_as_browsers_do(source: str, texts: tuple[str, ...]) -> None:
    assert blocks_of(source) == (Block("", "", texts),)


def test_a_report_that_keeps_its_page_keeps_its_record(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    samples.project(tmp_path, samples.zeros())
    render(tmp_path, tmp_path / "docs")
    root = tmp_path / "docs/search/root.json"
    before = root.read_bytes()
    bad = samples.zeros().replace("[0, 0, 0, 0, 0, 0, 0]", "[1, 0, 0, 0, 0, 0, 0]", 1)
    samples.project(tmp_path, bad)
    render(tmp_path, tmp_path / "docs")
    assert json.loads(root.read_bytes())["groups"] == [[0, 0, 1], [1, 2024, 1], [2, 0, 1]]
    assert root.read_bytes() == before


def test_the_page_of_a_removed_report_is_found_no_more(tmp_path: Path) -> None:
    samples.project(tmp_path, samples.zeros())
    render(tmp_path, tmp_path / "docs")
    (tmp_path / "reports/shili/zhen/2024.yml").unlink()
    render(tmp_path, tmp_path / "docs")
    pages = (tmp_path / "docs/search/pages").rglob("*.json")
    assert sorted(each.name for each in pages) == ["data.json", "zhen.json"]


def test_both_engines_publish_the_same_index_and_none_of_their_own(site: Path, zensical_site: Path) -> None:
    def index_files(folder: Path) -> dict[str, bytes]:
        files = (folder / "search").rglob("*.*")
        return {
            each.relative_to(folder).as_posix(): each.read_bytes()
            for each in files
            if each.suffix in (".json", ".bin", ".txt")
        }

    assert index_files(site) == index_files(zensical_site) != {}
    assert json.loads((zensical_site / "search.json").read_text("utf-8"))["items"] == []


def test_lists_of_what_is_found_anyway_are_not_found(site: Path) -> None:
    folder = site / "search/pages"
    found = {each.relative_to(folder).with_suffix("").as_posix() for each in folder.rglob("*.json")}
    assert {id_ for id_ in found if not id_.startswith("reference/")} == {
        *("about", "accessibility", "data", "guide", "guide-reviewers", "guide-writers"),
        *("reports/daxing", "reports/daxing/qingyundian", "reports/daxing/qingyundian/2020"),
    }
