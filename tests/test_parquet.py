"""The Parquet dataset holds what the YAML says, and the recipes that are shown for it work."""

from __future__ import annotations

import builtins
import shutil
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest
from click.testing import CliRunner, Result
from dask.distributed import LocalCluster

import samples
from gongkai import cli
from gongkai.exporting import parquet
from gongkai.load.project import load_project
from gongkai.model.report import State
from test_exporting import NOTED, case

__all__ = ["case"]
RECIPES = samples.ROOT / "docs/developers/recipes"
HIVE = "hive_partitioning = true, hive_types = {year: SMALLINT, region: VARCHAR}"


def read(folder: Path, what: str = "*", where: str = "true") -> list[tuple[Any, ...]]:
    files = f"{folder}/cells/*/*/*.parquet"
    return duckdb.sql(f"SELECT {what} FROM read_parquet('{files}', {HIVE}) WHERE {where}").fetchall()


def export(root: Path, out: Path, *arguments: str) -> Result:
    command = ["export", "--root", str(root), "--format", "parquet", "--out", str(out), *arguments]
    return CliRunner().invoke(cli.cli, command)


def test_every_cell_equals_the_yaml(case: Any, tmp_path: Path) -> None:
    """Text, state, number with all its digits, note: of every odd report that the other exports are tried on."""
    report = case[1]
    parquet.write([report], tmp_path / "out")
    rows = read(tmp_path / "out", "cell, text, state, value, note")
    there = {
        route: (text, State(state), None if value is None else Decimal(value), note)
        for route, text, state, value, note in rows
        if state not in ("not_asked", "missing")
    }
    assert there == {
        route: (cell.text, cell.state, cell.value, cell.note) for route, cell in report.cells.items()
    }
    others = {(text, value) for _, text, state, value, _ in rows if state in ("not_asked", "missing")}
    assert others <= {("", None)}


def test_blank_not_applicable_and_zero_are_three_things(tmp_path: Path) -> None:
    report = samples.project(tmp_path, NOTED, 2020).reports["shili/zhen/2020"]
    parquet.write([report], tmp_path / "out")
    found = read(tmp_path / "out", "state, text, value", "cell LIKE 'disclosure_requests.carried_over.%'")
    assert found == [
        ("blank", "", None),
        ("not_applicable", "/", None),
        ("not_applicable", "不适用", None),
        ("not_applicable", "—", None),
        ("not_applicable", "-", None),
        ("number", "0", Decimal(0)),
        ("number", "0", Decimal(0)),
    ]


def test_a_cell_in_full(tmp_path: Path) -> None:
    report = samples.project(tmp_path, NOTED, 2020).reports["shili/zhen/2020"]
    parquet.write([report], tmp_path / "out")
    files = f"{tmp_path}/out/cells/*/*/*.parquet"
    cell = "cell LIKE '%centralized_government_procurement.%amount%'"
    found = duckdb.sql(f"FROM read_parquet('{files}', {HIVE}) WHERE {cell}")
    assert dict(zip(found.columns, found.fetchall()[0], strict=True)) == {
        "body": "shili/zhen",
        "body_name": "示例市示例镇人民政府",
        "body_kind": "township",
        "form": "2019",
        "table": "proactive_disclosure.article_20_9",
        "row": "centralized_government_procurement",
        "column": "procurement_amount",
        "cell": "proactive_disclosure.article_20_9.centralized_government_procurement.procurement_amount",
        "label": "二、主动公开政府信息情况 · 第二十条第（九）项 · 政府集中采购 · 采购总金额",
        "kind": "amount",
        "unit": "万元",
        "state": "number",
        "text": "288.0190万元",
        "value": Decimal("288.019000"),
        "note": "",
        "region": "shili",
        "year": 2020,
    }


def test_columns_are_typed_and_described(tmp_path: Path) -> None:
    samples.project(tmp_path, samples.seed(), 2020)
    assert export(tmp_path, tmp_path / "out").exit_code == 0
    files = f"{tmp_path}/out/cells/*/*/*.parquet"
    made = duckdb.sql(f"DESCRIBE FROM read_parquet('{files}', {HIVE})").fetchall()
    told = [(field.name, type_) for field, type_ in parquet.COLUMNS]
    assert [(name, type_) for name, type_, *_ in made] == [*told, ("region", "VARCHAR"), ("year", "SMALLINT")]


def test_batches_make_the_same_dataset(
    demo_root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reports = load_project(demo_root).reports
    monkeypatch.setattr(parquet, "BATCH", 7)
    counted = parquet.write(reports.values(), tmp_path / "few")
    monkeypatch.setattr(parquet, "BATCH", 10_000)
    parquet.write(reports.values(), tmp_path / "all")
    few = read(tmp_path / "few")
    assert (len(few), few) == (counted, read(tmp_path / "all"))
    assert len({row[0] for row in few}) == len({report.body.id for report in reports.values()})


def test_another_export_takes_the_place_of_the_first(tmp_path: Path) -> None:
    """A report that is gone leaves no file behind."""
    samples.project(tmp_path, samples.zeros(2023), 2023)
    samples.project(tmp_path, samples.zeros())
    result = export(tmp_path, tmp_path / "out")
    assert (result.exit_code, result.output) == (
        0,
        f"已导出报告 2 份、数据 400 行：{tmp_path}/out/cells\n",
    )
    export(tmp_path, tmp_path / "out", str(tmp_path / "reports/shili/zhen/2024.yml"))
    assert [each.relative_to(tmp_path / "out").as_posix() for each in (tmp_path / "out").rglob("*.*")] == [
        "cells/year=2024/region=shili/cells.parquet"
    ]


def test_what_cannot_be_read_is_said_and_left_out(tmp_path: Path) -> None:
    samples.project(tmp_path, samples.zeros(2023), 2023)
    samples.project(tmp_path, samples.zeros())
    (tmp_path / "reports/shili/zhen/2023.yml").write_text("overview：无\n", "utf-8")
    result = export(tmp_path, tmp_path / "out")
    assert (result.exit_code, result.output) == (
        1,
        f"已导出报告 1 份、数据 200 行：{tmp_path}/out/cells\n"
        "读不出来，未导出：reports/shili/zhen/2023.yml（运行 gongkai check 查看原因）\n",
    )


def test_nothing_to_export_leaves_the_dataset_alone(tmp_path: Path) -> None:
    samples.project(tmp_path, samples.zeros())
    export(tmp_path, tmp_path / "out")
    (tmp_path / "reports/leer").mkdir()
    result = export(tmp_path, tmp_path / "out", str(tmp_path / "reports/leer"))
    assert (result.exit_code, result.output) == (2, "无法运行：没有可以导出的报告\n")
    assert len(read(tmp_path / "out")) == 200


def test_without_duckdb_it_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    samples.project(tmp_path, samples.zeros())
    imports = builtins.__import__

    def without(name: str, *more: Any) -> Any:
        if name == "duckdb":
            raise ImportError(name)
        return imports(name, *more)

    monkeypatch.setattr(builtins, "__import__", without)
    result = export(tmp_path, tmp_path / "out")
    assert (result.exit_code, result.output) == (
        2,
        "无法运行：导出 Parquet 要用 DuckDB，这里没有安装；运行 pip install duckdb 后再试\n",
    )


def test_no_other_command_loads_duckdb() -> None:
    code = "import sys, gongkai.cli; print('duckdb' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout == "False\n"


@pytest.fixture(scope="module")
def nation(demo_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The exports of two cities, made apart and put together; the second carries one request over wrongly."""
    folder = tmp_path_factory.mktemp("nation")
    second = folder / "second"
    shutil.copytree(demo_root, second)
    (second / "reports/shili").rename(second / "reports/linshi")
    export(demo_root, folder / "out")
    export(second, folder / "other")
    shutil.copytree(folder / "other/cells", folder / "out/cells", dirs_exist_ok=True)
    return folder / "out/cells"


@pytest.fixture
def recipes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(RECIPES))


@pytest.mark.usefixtures("recipes")
def test_the_roll_up_adds_the_lowest_bodies_and_no_blank(nation: Path, demo_root: Path) -> None:
    import national

    found = {(area, year): rest for area, year, *rest in national.answers(str(nation))["roll-up"]}
    cell = "disclosure_requests.received_this_year.total"
    wanted: dict[tuple[str, int], list[int]] = {}
    for report in load_project(demo_root).reports.values():
        if report.body.kind in national.LOWEST and (there := report.cells.get(cell)):
            area = "/".join(report.body.id.split("/")[: national.DEPTH])
            row = wanted.setdefault((area, report.year), [0, 0, 0, 0, 0])
            number = there.state is State.NUMBER
            states = (True, number, there.state is State.BLANK, there.state is State.NOT_APPLICABLE)
            for at, counts in enumerate((*states, int(there.value or 0))):
                row[at] += counts
    mine = {key: value for key, value in found.items() if key[0].startswith("shili")}
    assert mine == wanted
    assert {(area.replace("linshi", "shili"), year) for area, year in found} == mine.keys()


@pytest.mark.usefixtures("recipes")
def test_what_is_carried_forward_is_compared_with_the_next_year(tmp_path: Path) -> None:
    import national

    carried = "disclosure_requests:\n  {}: [{}, 0, 0, 0, 0, 0, {}]\n"
    for year, fragment in (
        (2022, carried.format("carried_forward", 3, 3)),
        (
            2023,
            carried.format("carried_over", 3, 3) + carried.format("carried_forward", 2, 2).partition("\n")[2],
        ),
        (2024, carried.format("carried_over", 5, 5)),
    ):
        samples.project(tmp_path, samples.overlay(samples.zeros(year), fragment), year)
    export(tmp_path, tmp_path / "out")
    assert national.answers(str(tmp_path / "out/cells"))["carry"] == [("shili/zhen", 2023, 2, 5)]


@pytest.mark.usefixtures("recipes")
def test_nothing_is_compared_across_the_break_of_2021(nation: Path) -> None:
    import national

    found = national.answers(str(nation))["change"]
    years = {(area, form, year): documents for area, form, year, _, documents, _ in found}
    assert {(area, form, year): change for area, form, year, _, _, change in found} == {
        (area, form, year): documents - before
        if (before := years.get((area, form, year - 1))) is not None
        else None
        for (area, form, year), documents in years.items()
    }
    assert {(form, year) for _, form, year in years} == {
        *(("2019", year) for year in (2019, 2020, 2021)),  # one body of the city reports 2021 on the old form
        *(("2021", year) for year in (2021, 2022, 2023, 2024)),
    }


@pytest.mark.usefixtures("recipes")
def test_a_cluster_gives_the_same_answers(nation: Path) -> None:
    """A scheduler and two worker processes on this machine, addressed as any other cluster."""
    import national
    import national_on_a_cluster

    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster:
        there = national_on_a_cluster.answers(str(nation), cluster.scheduler_address)
    assert national.regions(str(nation)) == ["linshi", "shili"]
    assert there == national.answers(str(nation))
    assert all(there[name] for name in ("roll-up", "change"))
