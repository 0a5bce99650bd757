"""The index on disk: the same bytes however it is made, whole or in place, by few processes or many."""

from __future__ import annotations

import random
import re
import sys
import unicodedata
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from msgspec.structs import replace

import samples
import search_truth
from gongkai import processes
from gongkai.load.project import load_project
from gongkai.search import fold, index, segments
from gongkai.search.manifest import NAME
from gongkai.search.page import Page
from gongkai.search.postings import decode, encode
from gongkai.search.record import Block, Record
from gongkai.search.records import body_record, frame_of, report_record
from gongkai.search.terms import terms_of

WORDS = [
    "公开",
    "复议",
    "㎡",
    "𠮷字",
    "1,234件",
    "+46 件",
    "１２",
    "a b",
    "無效",
    "\x00甲",
    "豈",
    "3.5万",
    "#5",
    "\t乙\r",
]


@pytest.fixture(scope="module")
def seed() -> Record:
    return report_record(load_project(samples.ROOT).reports["daxing/qingyundian/2020"])


@pytest.fixture(scope="module")
def records(demo_root: Path) -> tuple[Record, ...]:
    project = load_project(demo_root)
    made = [report_record(each) for each in project.reports.values()]
    return (*made, *(body_record(each) for each in project.bodies.values()))


@pytest.fixture
def city(records: tuple[Record, ...]) -> list[Record]:
    """All records, to change."""
    return list(records)


@pytest.fixture(scope="module")
def whole(records: tuple[Record, ...]) -> dict[str, bytes]:
    """The index of all records."""
    return search_truth.index_of(records)


@pytest.fixture
def here(tmp_path: Path) -> Path:
    (tmp_path / "work").mkdir()
    return tmp_path


def update(here: Path, records: list[Record], keys: bool = True) -> index.Written:
    """Write the index below `here`; a record's key is the record as published."""
    pages = [
        replace(page, key=record.data.decode() if keys else "")
        for page, record in zip(search_truth.pages_of(records), records, strict=True)
    ]
    return index.write(pages, here / "search", here / "work")


def other(record: Record, dice: random.Random) -> Record:
    """The record with another text, or another figure."""
    if record.figures and dice.random() < 0.5:
        place = dice.randrange(len(record.figures))
        figures = (*record.figures[:place], str(dice.randrange(2000)), *record.figures[place + 1 :])
        return replace(record, figures=figures)
    text = "".join(dice.choices([*WORDS, "\n"], k=5))
    return replace(record, blocks=(*record.blocks, Block("other", "其他", (text,))))


def test_the_shards_are_what_the_plainest_way_makes(city: list[Record]) -> None:
    dice = random.Random(1)
    records = [other(each, dice) for each in city]
    files = search_truth.index_of(records)
    shards = {name: data for name, data in files.items() if name.startswith("terms/")}
    assert shards == search_truth.shards_of(records, len(shards))


def folded(text: str) -> str:
    """A text folded in the two steps of the index."""
    return "".join(map(fold.fold_character, fold.settle(text)))


def test_a_settled_text_is_folded_character_by_character() -> None:
    dice = random.Random(2)
    for _ in range(1000):
        text = "".join(
            dice.choices([*WORDS, ",", "，", "\n", " ", "1", "234", "字", "B"], k=dice.randrange(12))
        )
        assert folded(text) == fold.fold(text)


def test_a_text_of_any_character_is_settled() -> None:
    """Of every one that Unicode knows, and of one in a hundred of the many more that nobody has."""
    points = [
        point
        for point in (*range(0xD800), *range(0xE000, sys.maxunicode + 1))
        if point % 100 == 0 or unicodedata.category(chr(point)) not in ("Cn", "Co")
    ]
    wrong = [point for point in points if folded(f"a {chr(point)} 1") != fold.fold(f"a {chr(point)} 1")]
    assert wrong == []


def terms_by_definition(text: str) -> set[str]:
    """What terms.py says, character by character."""
    found = set()
    for line in map(fold.fold, text.split("\n")):
        found |= {*line, *map("".join, pairwise(line))}
        for figure in re.finditer(r"[0-9]+(\.[0-9]+)*", line):
            sign = line[figure.start() - 1 : figure.start()]
            after = line[figure.end() : figure.end() + 1].strip()
            for start in ("#", f"#{sign}") if sign in ("+", "-") else ("#",):
                found |= {start + figure[0], start + figure[0] + after}
    return {term for term in found if " " not in term}


def test_terms_are_what_they_are_defined_as() -> None:
    dice = random.Random(3)
    some = [
        *WORDS,
        "\n",
        "-",
        "+",
        ".",
        "..",
        "5.",
        "2023-01-05",
        "3..4项",
        "6．5",
        "A 1",
        "（",
        "，",
        "（+7）",
    ]
    for _ in range(1000):
        text = "".join(dice.choices(some, k=dice.randrange(1, 9)))
        record = Record("page", text, "", "", 0, ())
        assert terms_of(record) == terms_by_definition(f"{text}\n")


@pytest.mark.parametrize("numbers", [[], [0], [0, 1, 2], [5, 6, 900, 901, 902, 70_000], list(range(3, 400))])
def test_lists_of_numbers_are_read_back(numbers: list[int]) -> None:
    assert decode(encode(numbers)) == numbers


@pytest.mark.parametrize("count", [1, 2, 7])
@pytest.mark.parametrize("pages", [1, 9, 64, 4096])
def test_processes_and_pieces_do_not_show(
    city: list[Record],
    whole: dict[str, bytes],
    here: Path,
    monkeypatch: pytest.MonkeyPatch,
    count: int,
    pages: int,
) -> None:
    monkeypatch.setattr(processes, "cores", lambda: count)
    monkeypatch.setattr(processes, "LEAST", 1)
    monkeypatch.setattr("gongkai.search.whole.PAGES", pages)
    monkeypatch.setattr(segments, "GROUP", 5)
    update(here, city)
    assert search_truth.files_of(here / "search") == whole
    assert [each.name for each in (here / "work").iterdir()] == [NAME]


def test_a_changed_figure_is_changed_in_place(city: list[Record], here: Path) -> None:
    update(here, city)
    place = next(place for place, each in enumerate(city) if each.figures)
    city[place] = replace(city[place], figures=("987654", *city[place].figures[1:]))
    written = update(here, city)
    assert (written.whole, written.changed <= 6) == (False, True)
    assert search_truth.files_of(here / "search") == search_truth.index_of(city)


def test_nothing_is_written_when_nothing_changed(city: list[Record], here: Path) -> None:
    update(here, city)
    assert update(here, city) == index.Written(len(city), (), False)
    assert update(here, city, keys=False) == index.Written(len(city), (), False)


def test_a_record_with_its_old_key_is_not_made_again(city: list[Record], here: Path) -> None:
    update(here, city)

    def never() -> Record:
        raise AssertionError

    pages = [Page(each.order, never, each.data.decode()) for each in city]
    assert index.write(pages, here / "search", here / "work").changed == 0


def test_another_body_or_other_labels_make_the_index_whole(
    city: list[Record], seed: Record, here: Path
) -> None:
    update(here, city)
    place = next(place for place, each in enumerate(city) if each.figures)
    city[place] = replace(city[place], body_name="改名局")
    assert update(here, city).whole
    city[place] = replace(city[place], frame=seed.frame, figures=seed.figures)
    assert update(here, city).whole
    assert search_truth.files_of(here / "search") == search_truth.index_of(city)


def torn(work: Path) -> None:
    data = (work / NAME).read_bytes()
    (work / NAME).write_bytes(data[: len(data) // 2])


def missing(work: Path) -> None:
    (work / NAME).unlink()


def of_another_version(work: Path) -> None:
    (work / NAME).write_bytes(b"0" + (work / NAME).read_bytes()[1:] + b" ")


def of_an_index_that_is_gone(work: Path) -> None:
    (work.parent / "search/root.json").unlink()


def of_an_index_with_strangers(work: Path) -> None:
    (work.parent / "search/pages/stranger.json").write_bytes(b"{}")


def of_another_shard(work: Path) -> None:
    for file in (work.parent / "search/terms").iterdir():
        file.write_bytes(b"")


def of_another_record(work: Path) -> None:
    for file in (work.parent / "search/pages/reports").rglob("*.json"):
        file.write_bytes(b"{}")


DAMAGE = [torn, missing, of_another_version, of_an_index_that_is_gone]
DAMAGE += [of_an_index_with_strangers, of_another_shard, of_another_record]


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_manifest_that_cannot_be_believed_is_not(
    city: list[Record], here: Path, damage: Callable[[Path], None]
) -> None:
    update(here, city)
    damage(here / "work")
    place = next(place for place, each in enumerate(city) if each.figures)
    city[place] = replace(city[place], figures=("987654", *city[place].figures[1:]))
    assert update(here, city).whole
    assert search_truth.files_of(here / "search") == search_truth.index_of(city)


def test_a_build_that_died_leaves_no_manifest(city: list[Record], here: Path) -> None:
    update(here, city)

    def die() -> Record:
        raise KeyboardInterrupt

    pages = [*search_truth.pages_of(city[1:]), Page(city[0].order, die)]
    with pytest.raises(KeyboardInterrupt):
        index.write(pages, here / "search", here / "work")
    with pytest.raises(KeyboardInterrupt):
        index.write(pages[1:], here / "search", here / "work")
    assert list((here / "work").iterdir()) == []


@pytest.mark.parametrize("seed_of_dice", range(4))
def test_random_edits_leave_what_a_clean_build_makes(
    city: list[Record], here: Path, seed_of_dice: int
) -> None:
    dice = random.Random(seed_of_dice)
    records = dice.sample(city, 40)
    update(here, records)
    for _ in range(8):
        place = dice.randrange(len(records))
        what = dice.choice(["edit", "edit", "edit", "edit", "add", "remove", "rename", "damage"])
        if what == "edit":
            records[place] = other(records[place], dice)
        elif what == "add":
            records.append(replace(other(records[place], dice), id=f"reports/new/{dice.random()}"))
        elif what == "remove":
            del records[place]
        elif what == "rename":
            records[place] = replace(records[place], id=f"{records[place].id}x")
        else:
            dice.choice(DAMAGE[:3])(here / "work")
        update(here, records, keys=dice.random() < 0.7)
        assert search_truth.files_of(here / "search") == search_truth.index_of(records)


def test_reports_of_one_form_share_a_frame(demo_root: Path) -> None:
    reports = list(load_project(demo_root).reports.values())
    assert len({frame_of(each) for each in reports}) < len(reports) / 4
