"""No false statement: what is said to have moved is worked out anew, from everything, another way."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases import edits
from gongkai.check.run import check_project
from gongkai.history.compare import difference
from gongkai.history.sources import Folder
from gongkai.history.words import passages, pieces
from gongkai.load.project import Project, load_project
from gongkai.model.difference import Difference, Mark, Piece
from gongkai.model.form import cell_route
from gongkai.model.report import Report

RARELY = settings(max_examples=20, suppress_health_check=list(HealthCheck))
CELL = re.compile(r"(?<=[\[ ])[0-9]+(?=[,\]])")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("site")
    edits.base(root)
    own = {f"{edits.XIAN}/2024.yml": "城区老旧小区改造的进度", f"{edits.JU}/2024.yml": "非税收入的征收依据"}
    for file, words in own.items():  # no sentence in common, which alone would bring reports together
        edits.replace(
            root, file, "公开内容还不够细。下一步逐条对照目录补充完善", f"{words}公开得晚，明年起按月公布"
        )
        edits.replace(root, file, "认真贯彻落实", f"围绕{words}贯彻落实")
    return root


def reports_of(root: Path) -> list[Path]:
    return sorted(root.glob("reports/**/20*.yml"))


@st.composite
def cell_edits(draw: st.DrawFn, files: int) -> list[tuple[int, int, str]]:
    """Which file, which of its cells, and what is put there."""
    value = st.sampled_from(["0", "1", "2", "7", "40", "~", "/"])
    one = st.tuples(st.integers(0, files - 1), st.integers(0, 220), value)
    return draw(st.lists(one, min_size=1, max_size=4))


def edited(root: Path, changes: list[tuple[int, int, str]]) -> None:
    files = reports_of(root)
    for number, at, value in changes:
        file = files[number % len(files)]
        text = file.read_text("utf-8")
        found = list(CELL.finditer(text))
        match = found[at % len(found)]
        file.write_text(text[: match.start()] + value + text[match.end() :], "utf-8", newline="\n")


@given(cell_edits(files=4))
@RARELY
def test_every_effect_of_random_edits_is_true_and_none_is_missing(
    site: Path, changes: list[tuple[int, int, str]]
) -> None:
    with tempfile.TemporaryDirectory() as name:
        new = Path(name) / "new"
        shutil.copytree(site, new)
        edited(new, changes)
        said = difference(Folder(site, "old"), Folder(new, "new"))
        old_project, new_project = load_project(site), load_project(new)
        assert moved_as_said(said) == moved_anew(old_project, new_project)
        findings_are_true(said, old_project, new_project)


Moved = set[tuple[str, str, tuple[str, str, bool | None], tuple[str, str, bool | None]]]
KINDS = {"sum", "balance", "at_most", "carry", "stock", "children", "share"}


def moved_as_said(said: Difference) -> Moved:
    return {
        (
            report.id,
            f"{effect.tie.name.lower()} {effect.route}",
            (effect.was.left, effect.was.right, effect.was.holds),
            (effect.now.left, effect.now.right, effect.now.holds),
        )
        for report in said.reports
        for effect in report.effects
        if effect.tie.name.lower() in KINDS
    }


def moved_anew(old: Project, new: Project) -> Moved:
    found: Moved = set()
    for id_ in old.reports.keys() & new.reports.keys():
        was, now = dict(stands(old, id_)), dict(stands(new, id_))
        found |= {(id_, key, was[key], now[key]) for key in was if was[key] != now[key]}
    return found


Stand = tuple[str, str, bool | None]
UNKNOWN: Stand = ("", "", None)


def stands(project: Project, id_: str) -> Iterator[tuple[str, Stand]]:
    """Every relation of the forms, from their plain declarations."""
    report = project.reports[id_]
    before = project.reports.get(f"{report.body.id}/{report.year - 1}")
    for table in report.form.tables:
        columns = ["." + cell_route("", (), path) for path in table.column_paths]
        rows = [cell_route("", path, ()) for path in table.row_paths]
        for relation in table.relations:
            for line in rows if relation.along == "columns" else columns:
                route = partial(cell_of, table.route, relation.along, line)
                if relation.previous and before is None:
                    continue
                sides = [
                    added([report.cells.get(route(each)) for each in relation.left]),
                    added(
                        [report.cells.get(route(each)) for each in relation.right]
                        + [before.cells.get(route(each)) for each in relation.previous if before]
                    ),
                ]
                at = route(relation.right[-1] if relation.right else relation.left[0])
                yield f"{relation.kind} {at} {relation.id}", stand(sides, relation.kind == "at_most")
    yield from of_children(project, report)
    yield from shares(report)


def cell_of(table: str, along: str, line: str, id_: str) -> str:
    if along == "columns":
        return ".".join(part for part in (table, line, id_) if part)
    return f"{table}.{id_}{line}"


def added(cells: list[object]) -> Decimal | None:
    values = [getattr(cell, "value", None) for cell in cells]
    return None if None in values else sum(values, Decimal(0))  # type: ignore[arg-type]


def stand(sides: list[Decimal | None], at_most: bool = False) -> Stand:
    left, right = sides
    if left is None or right is None:
        return UNKNOWN
    return str(left), str(right), left <= right if at_most else left == right


def of_children(project: Project, report: Report) -> Iterator[tuple[str, Stand]]:
    below = [id_ for id_ in project.bodies if id_.rpartition("/")[0] == report.body.id]
    children = [project.reports.get(f"{id_}/{report.year}") for id_ in below]
    if report.body.complete and children and all(children):
        for route, cell in report.cells.items():
            sums = added([child.cells.get(route) for child in children if child])
            yield f"children {route}", stand([cell.value, sums])


def shares(report: Report) -> Iterator[tuple[str, Stand]]:
    """The one picture of shares that the form of 2021 has."""
    top = "disclosure_requests.results"
    whole = report.value(f"{top}.total.total")
    for label, key in {
        "予以公开": "disclosed",
        "部分公开": "partially_disclosed",
        "不予公开": "not_disclosed",
        "无法提供": "unable_to_provide",
        "不予处理": "not_processed",
        "其他处理": "other_handling",
    }.items():
        cells = [
            cell
            for route, cell in report.cells.items()
            if route.startswith(f"{top}.{key}.") and route.endswith(".total")
        ]
        part = added(list(cells))
        if part is None or whole is None or whole < 30:
            yield f"share outcomes {label}", UNKNOWN
        else:
            percent = (part * 100 / whole).quantize(Decimal("0.1"), ROUND_HALF_UP)
            yield f"share outcomes {label}", (f"{percent}%", "", None)


def findings_are_true(said: Difference, old: Project, new: Project) -> None:
    """Appeared and revealed are all that the new side has more, vanished and unexamined all that it has less."""
    was = {each.fingerprint for each in check_project(old)}
    now = {each.fingerprint for each in check_project(new)}
    more = {f.fingerprint for r in said.reports for f in (*r.appeared, *r.revealed)}
    less = {f.fingerprint for r in said.reports for f in (*r.vanished, *r.unexamined)}
    more |= {each.fingerprint for each in said.appeared}
    less |= {each.fingerprint for each in said.vanished}
    assert (more, less) == (now - was, was - now)


TEXT = st.text(alphabet="甲乙丙的、，。；！？\n0123456789.%ab{}_", max_size=120)


@given(TEXT, TEXT)
@settings(max_examples=300)
def test_what_stayed_went_and_came_makes_up_both_texts(old: str, new: str) -> None:
    found = pieces(old, new)
    assert "".join(each.text for each in found if each.mark is not Mark.ADDED) == old
    assert "".join(each.text for each in found if each.mark is not Mark.REMOVED) == new


@given(TEXT, st.integers(0, 120), TEXT)
@settings(max_examples=200)
def test_every_change_of_a_text_is_shown(old: str, at: int, put: str) -> None:
    new = old[:at] + put + old[at + 2 :]
    whole = [each for each in pieces(old, new) if each.mark in (Mark.ADDED, Mark.REMOVED)]
    shown = [
        each for one in passages(old, new) for each in one.pieces if each.mark in (Mark.ADDED, Mark.REMOVED)
    ]
    assert shown == whole


@given(st.integers(0, 10**9), st.integers(0, 10**9))
@settings(max_examples=50)
def test_a_figure_is_never_cut(old: int, new: int) -> None:
    before, after = f"收到申请{old}件，答复若干件。", f"收到申请{new}件，答复若干件。"
    marked = [(each.mark, each.text) for each in pieces(before, after) if each.mark is not Mark.SAME]
    assert marked == ([] if old == new else [(Mark.REMOVED, str(old)), (Mark.ADDED, str(new))])


EDITS_OF_A_CITY = {
    "a cell": ("reports/shili/*/2023.yml", r"(?m)(received_this_year: +\[ *)([0-9]+)", r"\g<1>9"),
    "a text copied": ("reports/shili/*/2023.yml", r"(?ms)^{}: \|\n.*?(?=^\w|^#|\Z)", ""),
    "a body's name": ("reports/shili/*/body.yml", r"(?m)^name: .*$", "name: 示例市另一个局"),
    "local days": ("reports/shili/body.yml", r"\Z", 'deadlines:\n  department: "01-10"\n'),
    "a body's kind": ("reports/shili/*/body.yml", r"(?m)^kind: .*$", "kind: authorised_organisation"),
}


@pytest.mark.parametrize("what", EDITS_OF_A_CITY)
def test_findings_of_a_whole_city_after_an_edit(demo_root: Path, tmp_path: Path, what: str) -> None:
    pattern, old, put = EDITS_OF_A_CITY[what]
    new = tmp_path / "new"
    shutil.copytree(demo_root / "reports", new / "reports")
    files = sorted(new.glob(pattern))[:3]
    if what == "a text copied":
        source, *others = files
        for section in ("overview", "problems_and_improvements"):
            match = re.search(old.format(section), source.read_text("utf-8"))
            assert match
            for file in others:
                text = re.sub(old.format(section), lambda _, found=match: found[0], file.read_text("utf-8"))
                file.write_text(text, "utf-8", newline="\n")
    else:
        for file in files:
            text, count = re.subn(old, put, file.read_text("utf-8"), count=1)
            assert count == 1
            file.write_text(text, "utf-8", newline="\n")
    said = difference(Folder(demo_root, "old"), Folder(new, "new"))
    before, after = load_project(demo_root), load_project(new)
    findings_are_true(said, before, after)
    if what == "a text copied":
        assert any(each.code == "GK418" for report in said.reports for each in report.appeared)


def test_a_name_that_another_report_has_in_its_text(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    edits.base(old)
    edits.replace(old, edits.TOWN, "  （二）平台建设。", "  示例市邻居局按时报送材料。\n  （二）平台建设。")
    shutil.copytree(old, new)
    edits.replace(new, f"{edits.JU}/body.yml", "示例市示例县财政局", "示例市邻居局")
    said = difference(Folder(old, "old"), Folder(new, "new"))
    findings_are_true(said, load_project(old), load_project(new))
    assert [(each.id, [one.code for one in each.appeared]) for each in said.reports] == [
        ("shili/zhen/2024", ["GK417"])
    ]


def test_a_report_removed_and_a_body_added_in_a_whole_city(demo_root: Path, tmp_path: Path) -> None:
    new = tmp_path / "new"
    shutil.copytree(demo_root / "reports", new / "reports")
    first, second = sorted(new.glob("reports/shili/*/2022.yml"))[:2]
    first.unlink()
    (new / "reports/shili/xin").mkdir()
    (new / "reports/shili/xin/body.yml").write_text("name: 示例市新设局\n", "utf-8")
    shutil.copy(second, new / "reports/shili/xin/2022.yml")
    said = difference(Folder(demo_root, "old"), Folder(new, "new"))
    findings_are_true(said, load_project(demo_root), load_project(new))


def test_a_word_changed_in_every_sentence_is_all_that_is_marked() -> None:
    old = "\n".join(f"（{n}）我镇认真落实第{n}项要求，积极推进。我镇组织培训{n}次。" for n in range(1, 40))
    marked = [each for each in pieces(old, old.replace("我镇", "本镇")) if each.mark is not Mark.SAME]
    assert marked == [Piece(Mark.REMOVED, "我"), Piece(Mark.ADDED, "本")] * 78
