"""Every rule's documentation is true: its bad example is found, its good one is not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

import repositories
import samples
from gongkai.check.run import check_project
from gongkai.history.histories import read_histories
from gongkai.model.rule import RULES, Rule

CODES = sorted(RULES)
BESIDE = re.compile(r"(before|complete|children|earlier|neighbour|committed): ?")


def codes_in(folder: Path, rule: Rule, example: str) -> set[str]:
    """Codes found in a report that is the example (GK1xx), or the base with it laid over."""
    if encoding := re.match(r"bytes: (\S+)\n", example):
        return found(folder, example[encoding.end() :].encode(encoding[1]))
    if path := re.match(r"path: (\S+)$", example):
        file = folder / path[1]
        file.parent.mkdir(parents=True)
        (file.parent / "body.yml").write_text("name: 示例机关\n", "utf-8")
        file.write_text(samples.zeros(2020), "utf-8")
        return {each.code for each in check_project(samples.load_project(folder))}
    if rule.code.startswith("GK1"):
        return found(folder, example)
    if BESIDE.match(example):
        return found_among(folder, example)
    form = re.search(r"^form: (\S+)$", example, re.M)
    known = form[1] if form and form[1] in samples.load_forms() else ""
    return found(folder, samples.overlay(samples.zeros(form=known), example))


def found(folder: Path, text: str | bytes) -> set[str]:
    return {each.code for each in check_project(samples.project(folder, text))}


def found_among(folder: Path, example: str) -> set[str]:
    """Examples may begin with what stands beside the report: `before`, `children`, `neighbour`, …"""
    lines = example.splitlines(keepends=True)
    given = yaml.safe_load("".join(line for line in lines if BESIDE.match(line)))
    fragment = "".join(line for line in lines if not BESIDE.match(line))
    if committed := given.get("committed"):
        overlay = yaml.safe_dump(committed, default_flow_style=None, allow_unicode=True, width=1000)
        samples.project(folder, samples.overlay(samples.zeros(), overlay))
        repositories.commit(folder, "发布", "2025-02-10T09:00:00+08:00")
    samples.project(folder, samples.overlay(samples.zeros(), fragment or "{}"))
    town = folder / "reports/shili/zhen"
    if earlier := given.get("earlier"):
        (town / f"{earlier}.yml").write_text(samples.zeros(earlier), "utf-8")
    if before := given.get("before"):
        overlay = yaml.safe_dump(before, default_flow_style=None, allow_unicode=True, width=1000)
        text = samples.overlay(samples.zeros(2023), overlay)
        (town / "2023.yml").write_text(text, "utf-8")
    if given.get("complete"):
        (town / "body.yml").write_text((town / "body.yml").read_text("utf-8") + "complete: true\n", "utf-8")
    if neighbour := given.get("neighbour"):
        (folder / "reports/shili/linju").mkdir()
        (folder / "reports/shili/linju/body.yml").write_text(f"name: {neighbour}\n", "utf-8")
    for number, child in enumerate(given.get("children", ())):
        below = town / f"cun{number}"
        below.mkdir()
        (below / "body.yml").write_text(f"name: 示例机关{number}\n", "utf-8")
        if child:
            text = samples.overlay(
                samples.zeros(), yaml.safe_dump({"disclosure_requests": child}, default_flow_style=None)
            )
            (below / "2024.yml").write_text(text, "utf-8")
    project = samples.load_project(folder)
    if committed:
        project.histories = read_histories(folder, project.forms, project.bodies)
    return {each.code for each in check_project(project) if each.subject == "shili/zhen/2024"}


@pytest.mark.parametrize("code", CODES)
def test_the_bad_example_is_found(code: str, tmp_path: Path) -> None:
    assert code in codes_in(tmp_path, RULES[code], RULES[code].bad)


@pytest.mark.parametrize("code", CODES)
def test_the_good_example_is_not_found(code: str, tmp_path: Path) -> None:
    assert code not in codes_in(tmp_path, RULES[code], RULES[code].good)


def test_the_base_report_is_clean(tmp_path: Path) -> None:
    assert check_project(samples.project(tmp_path, samples.zeros())) == []
