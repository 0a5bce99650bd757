"""Every rule's documentation is true: its bad example is found, its good one is not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import samples
from gongkai.check.run import check_project
from gongkai.model.rule import RULES, Rule

CODES = sorted(RULES)


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
    form = re.search(r"^form: (\S+)$", example, re.M)
    known = form[1] if form and form[1] in samples.load_forms() else ""
    return found(folder, samples.overlay(samples.zeros(form=known), example))


def found(folder: Path, text: str | bytes) -> set[str]:
    return {each.code for each in check_project(samples.project(folder, text))}


@pytest.mark.parametrize("code", CODES)
def test_the_bad_example_is_found(code: str, tmp_path: Path) -> None:
    assert code in codes_in(tmp_path, RULES[code], RULES[code].bad)


@pytest.mark.parametrize("code", CODES)
def test_the_good_example_is_not_found(code: str, tmp_path: Path) -> None:
    assert code not in codes_in(tmp_path, RULES[code], RULES[code].good)


def test_the_base_report_is_clean(tmp_path: Path) -> None:
    assert check_project(samples.project(tmp_path, samples.zeros())) == []
