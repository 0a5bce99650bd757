"""What the documents say is true: outputs, excerpts, commands and links."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

import samples
from gongkai import cli
from gongkai.check import run  # noqa: F401 - importing registers every rule
from gongkai.cli.group import VERBS
from gongkai.model.difference import Attention
from gongkai.model.rule import RULES

ROOT = samples.ROOT
READMES = ["README.md", "README.zh.md"]
GUIDES = ["docs/guide-writers.md", "docs/guide-reviewers.md"]
DOCUMENTS = [*READMES, "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", *GUIDES]


def read(document: str) -> str:
    return (ROOT / document).read_text("utf-8")


def blocks(document: str, language: str) -> list[str]:
    """The fenced code of one language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", read(document), re.M | re.S)


@pytest.mark.parametrize("document", READMES)
def test_the_excerpt_is_in_the_report(document: str) -> None:
    (excerpt,) = blocks(document, "yaml")
    lines = samples.seed().splitlines()
    assert [line for line in excerpt.splitlines() if line not in lines] == []


def test_the_reviewers_guide_quotes_what_diff_prints() -> None:
    quoted = blocks("docs/guide-reviewers.md", "text")[0].splitlines()
    printed = (ROOT / "tests/golden/diff/01-one-cell.txt").read_text("utf-8").splitlines()
    assert [line for line in quoted if line not in printed] == []


def test_the_reviewers_guide_explains_every_reason_for_attention() -> None:
    table = re.findall(r"^\| (\S+) \| .* \| .* \|$", read("docs/guide-reviewers.md"), re.M)
    assert [row for row in table if row in {each.value for each in Attention}] == [
        each.value for each in Attention
    ]


@pytest.mark.parametrize("document", [*READMES, "docs/guide-writers.md"])
def test_the_finding_is_what_check_prints(document: str, tmp_path: Path) -> None:
    file = tmp_path / "reports/daxing/qingyundian/2020.yml"
    file.parent.mkdir(parents=True)
    (file.parent / "body.yml").write_text("name: 北京市大兴区青云店镇人民政府\n", "utf-8")
    file.write_text(samples.seed().replace("[35, 0,", "[36, 0,", 1), "utf-8")
    printed = CliRunner().invoke(cli.cli, ["check", "--root", str(tmp_path)]).output
    (shown,) = (block for block in blocks(document, "text") if "GK301" in block)
    assert shown in printed


@pytest.mark.parametrize("document", DOCUMENTS)
def test_the_links_lead_to_files(document: str) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", read(document))
    assert [link for link in links if not (ROOT / document).parent.joinpath(link).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_the_commands_exist(document: str) -> None:
    text = read(document)
    targets = set(re.findall(r"^\.PHONY: (.*)", read("Makefile"), re.M)[0].split())
    made = set(re.findall(r"(?:`|^)make ([a-z]+)", text, re.M))
    started = set(re.findall(r"(?:py|python3) -m generator ([a-z]+)", text))
    typed = set(re.findall(r"`gongkai ([a-z]+)", text))
    assert (made - targets, started - targets - VERBS.keys(), typed - VERBS.keys()) == (
        set(),
        set(),
        set(),
    )


@pytest.mark.parametrize("document", DOCUMENTS)
def test_the_codes_exist(document: str) -> None:
    named = re.findall(r"GK\d{3}(?: [^ |\n]+)?", read(document))
    known = {rule.code: rule.name for rule in RULES.values()}
    assert [each for each in named if each.partition(" ")[0] not in known] == []


def test_the_writers_table_names_the_checks_as_they_are() -> None:
    table = re.findall(r"^\| (GK\d{3}) (.*?) \|", read("docs/guide-writers.md"), re.M)
    assert table == [(code, RULES[code].name) for code, _ in table]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_the_paths_exist(document: str) -> None:
    named = re.findall(r"`((?:generator|docs|tests|reports|\.github|\.ci)/[\w./-]+)`", read(document))
    missing = {each for each in named if not (ROOT / each).exists()}
    assert missing - {"docs/index.md", "docs/reports/"} == set()  # these are generated


def test_both_readmes_show_the_same() -> None:
    def code(document: str) -> list[str]:
        shown = re.findall(r"^```\w+\n(.*?)^```$", read(document), re.M | re.S)
        return [re.sub(r"^(make \w+).*$", r"\1", block, flags=re.M) for block in shown]

    assert code("README.md") == code("README.zh.md")
