"""The editors' schema admits what the checks admit, and refuses what they refuse."""

from __future__ import annotations

import json

import jsonschema
import pytest
import yaml

import samples
from gongkai.load.forms import load_forms
from gongkai.render.schema import report_schema

FORMS = load_forms()


def errors(text: str, form: str) -> list[str]:
    data = json.loads(json.dumps(yaml.safe_load(text), default=str))
    validator = jsonschema.Draft7Validator(report_schema(FORMS[form]))
    return [error.json_path for error in validator.iter_errors(data)]


@pytest.mark.parametrize(
    ("text", "form"),
    [
        (samples.seed(), "2019"),
        (samples.zeros(2020), "2019"),
        (samples.zeros(2024), "2021"),
    ],
)
def test_a_good_report_is_valid(text: str, form: str) -> None:
    assert errors(text, form) == []


@pytest.mark.parametrize(
    ("fragment", "path"),
    [
        ("disclosure_requests:\n  carried_over: [0, 0, 0]\n", "$.disclosure_requests.carried_over"),
        (
            "disclosure_requests:\n  carried_over: [-1, 0, 0, 0, 0, 0, 0]\n",
            "$.disclosure_requests.carried_over[0]",
        ),
        ("overvew: 无\n", "$"),
        ("other_matters: # 删除\n", "$"),
        ("published: 2021年1月\n", "$.published"),
    ],
)
def test_a_bad_report_is_not(fragment: str, path: str) -> None:
    assert errors(samples.overlay(samples.zeros(), fragment), "2021") == [path]


@pytest.mark.parametrize("form", FORMS)
def test_the_schema_itself_is_valid(form: str) -> None:
    jsonschema.Draft7Validator.check_schema(report_schema(FORMS[form]))
