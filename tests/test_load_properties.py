"""What is written is what is read: every value, character for character, whatever happens to the file."""

from __future__ import annotations

import pickle
import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import samples
from gongkai.load import text
from gongkai.load.characters import HIDDEN
from gongkai.load.forms import load_forms
from gongkai.load.project import Project, load_report_file
from gongkai.load.sheets import Cells
from gongkai.model.form import Kind, Line
from gongkai.model.report import Report

FORMS = load_forms()
BASE = (Path(__file__).parent / "cases/report.yml").read_text("utf-8")
QUICK = settings(
    max_examples=40,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # reports are large: shrinking takes minutes
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)

WHOLE = st.integers(0, 10**9).map(str)
MARK = st.sampled_from(["/", "-", "—", "不适用"])
BLANK = st.just("~")
NOTED = st.tuples(WHOLE, st.integers(0, 99)).map(lambda each: f"{each[0]}（其中修订{each[1]}件）")
SIGNED = st.tuples(st.sampled_from(["+", "-", "减少", "增加"]), WHOLE).map("".join)
MONEY = st.tuples(
    st.integers(0, 10**6), st.text("0123456789", min_size=1, max_size=6), st.sampled_from(["", "元", "万元"])
).map(lambda each: f"{each[0]}.{each[1]}{each[2]}")
CELLS = {
    Kind.COUNT: st.one_of(WHOLE, WHOLE, MARK, BLANK, NOTED),
    Kind.CHANGE: st.one_of(WHOLE, SIGNED, MARK, BLANK),
    Kind.AMOUNT: st.one_of(WHOLE, MONEY, MARK, BLANK),
}
CHARACTER = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Co", "Cn"]).filter(
    lambda each: not HIDDEN.match(each)
)
PARAGRAPH = st.text(CHARACTER, min_size=1, max_size=40).filter(lambda each: each.strip() == each)
PROSE = st.lists(PARAGRAPH, min_size=1, max_size=4).map("\n".join)
LOCAL_NAMES = st.lists(
    st.sampled_from(["行政检查", "行政确认", "行政奖励", "其他（含公共服务）"]), unique=True, max_size=3
)


def written(cell: str) -> str:
    return f'"{cell}"' if cell in ("-", "/") else cell


@st.composite
def reports(draw: st.DrawFn) -> tuple[str, dict[str, str], dict[str, str]]:
    """A report file in YAML, the text of every cell by route, and its prose by section."""
    form = FORMS[draw(st.sampled_from(["2019", "2021"]))]
    cells: dict[str, str] = {}
    prose: dict[str, str] = {}
    out = [f"form: {form.id}"]

    def row(line: Line, own: str = "") -> str:
        texts = [draw(CELLS[path[-1].kind]) for path in line.columns]
        for path, cell in zip(line.columns, texts, strict=True):
            cells[".".join(part for part in (line.route, own, path[-1].id) if part)] = cell
        return "[" + ", ".join(map(written, texts)) + "]"

    for section in form.sections:
        if section.kind == "prose":
            prose[section.id] = draw(PROSE)
            out.append(f"{section.id}: |2")
            out += [f"  {line}" for line in prose[section.id].split("\n")]
        printed: set[str] = set()
        for table in section.tables:
            for line in table.lines:
                keys = line.route.split(".")
                for depth in range(len(keys) - 1):
                    if (above := ".".join(keys[: depth + 1])) not in printed:
                        printed.add(above)
                        out.append("  " * depth + f"{keys[depth]}:")
                pad = "  " * (len(keys) - 1)
                names = draw(LOCAL_NAMES) if table.local_rows else []
                if names:
                    out.append(f"{pad}{keys[-1]}:")
                    out += [f"{pad}  {name}: {row(line, name)}" for name in names]
                else:
                    out.append(f"{pad}{keys[-1]}: {row(line)}")
    return "\n".join(out) + "\n", cells, prose


def loaded(data: str | bytes) -> Project:
    """The project of one report file; the forms are read once for all examples."""
    with tempfile.TemporaryDirectory() as folder:
        project = Project(Path(folder), FORMS, {samples.TOWN.id: samples.TOWN})
        file = project.root / "reports" / samples.TOWN.id / "2024.yml"
        file.parent.mkdir(parents=True)
        file.write_bytes(data.encode("utf-8") if isinstance(data, str) else data)
        load_report_file(project, file)
        return project


@QUICK
@given(reports())
def test_every_value_comes_back_as_it_was_written(made: tuple[str, dict[str, str], dict[str, str]]) -> None:
    source, cells, prose = made
    project = loaded(source)
    assert [each for each in project.findings if each.blocks] == []
    report = project.reports["shili/zhen/2024"]
    blank = {"~": ""}
    assert {route: cell.text for route, cell in report.cells.items()} == {
        route: blank.get(cell, cell) for route, cell in cells.items()
    }
    assert {id_: each.text for id_, each in report.prose.items()} == prose


@QUICK
@given(reports())
def test_every_place_is_where_the_value_stands(made: tuple[str, dict[str, str], dict[str, str]]) -> None:
    source, cells, prose = made
    lines = source.split("\n")
    report = loaded(source).reports["shili/zhen/2024"]
    for route, cell in cells.items():
        place = report.place(route)
        assert lines[place.line - 1][place.column - 1 :].startswith(written(cell))
    for id_, each in report.prose.items():
        for offset in range(len(prose[id_])):
            if (character := prose[id_][offset]) != "\n":
                place = each.place(offset)
                assert lines[place.line - 1][place.column - 1] == character


FULL_WIDTH = str.maketrans("0123456789:,[]", "０１２３４５６７８９：，［］")
LINES = BASE.split("\n")


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A valid report with one to three slips of keyboard, clipboard or disk."""
    data = BASE.encode()
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(data) - 1))
        kind = draw(st.sampled_from(["flip", "drop", "double", "insert", "hidden", "wide", "indent"]))
        if kind == "flip":
            data = data[:at] + bytes([data[at] ^ (1 << draw(st.integers(0, 7)))]) + data[at + 1 :]
        elif kind == "drop":
            data = data[:at] + data[at + draw(st.integers(1, 8)) :]
        elif kind == "insert":
            data = (
                data[:at]
                + draw(st.sampled_from(list(" :#-[]{}\"'&*!|>%@`,?~\n")).map(str.encode))
                + data[at:]
            )
        elif kind == "hidden":
            hidden = draw(st.sampled_from("\u200b\u202e\xa0\xad\ue000\x00\t\r\u2028"))
            data = data[:at] + hidden.encode() + data[at:]
        else:
            lines = data.split(b"\n")
            number = draw(st.integers(0, len(lines) - 1))
            if kind == "double":
                lines.insert(number, lines[number])
            elif kind == "indent":
                lines[number] = b" " + lines[number]
            else:
                lines[number] = lines[number].decode("utf-8", "replace").translate(FULL_WIDTH).encode()
            data = b"\n".join(lines)
        data = data or b"\n"
    return data


def values(report: Report) -> list[str]:
    return [cell.text for cell in report.cells.values()] + [
        line for each in report.prose.values() for line in each.text.split("\n")
    ]


@settings(QUICK, max_examples=400)
@given(damaged())
def test_a_damaged_file_is_told_or_read_as_it_stands(data: bytes) -> None:
    project = loaded(data)
    report = project.reports.get("shili/zhen/2024")
    if report is None:
        lines = text.read(data)[0].split("\n")
        assert any(each.blocks for each in project.findings)
        for each in project.findings:
            assert each.what
            assert each.fix
            assert each.place.file == "reports/shili/zhen/2024.yml"
            assert 1 <= each.place.line <= max(len(lines), data.count(b"\n") + 1)
    else:
        source = data.decode("utf-8-sig")
        assert all(value in source for value in values(report))


FIGURE = re.compile(r"(?<=[\[ ])[0-9]+(?=[,\]])")
SHEETS = [BASE, samples.seed(), samples.zeros(2024)]


@st.composite
def figures(draw: st.DrawFn) -> str:
    """A report in the house layout with other figures, seldom one that its cell does not take."""
    source = draw(st.sampled_from(SHEETS))
    places = draw(st.lists(st.sampled_from(list(FIGURE.finditer(source))), unique=True, max_size=12))
    for match in sorted(places, key=lambda each: -each.start()):
        figure = draw(
            st.one_of(WHOLE, st.sampled_from(["~", '"/"', "不适用", "7", "12", "1.5", "007", "+3"]))
        )
        source = source[: match.start()] + figure + source[match.end() :]
    return source


@QUICK
@given(figures())
def test_sheets_say_what_their_entries_say(source: str) -> None:
    quick = loaded(source)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("gongkai.load.reports.read_sheet", lambda *_: False)
        slow = loaded(source)
    assert (quick.findings, list(quick.reports)) == (slow.findings, list(slow.reports))
    for report, other in zip(quick.reports.values(), slow.reports.values(), strict=True):
        assert list(report.cells.items()) == list(other.cells.items())
        assert [report.place(each) for each in report.labels] == [other.place(each) for each in other.labels]
        assert (report.places, report.row_places) == (other.places, other.row_places)
        assert pickle.loads(pickle.dumps(report.cells)) == report.cells


def test_rows_without_fault_are_read_as_sheets() -> None:
    (report,) = loaded(BASE).reports.values()
    assert isinstance(report.cells, Cells)
