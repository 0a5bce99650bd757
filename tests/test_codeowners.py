"""CODEOWNERS from the tree of bodies: who approves which report, and that nobody appoints themselves."""

from __future__ import annotations

import fnmatch
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import samples
from gongkai import cli
from gongkai.model.body import Body, owner_of
from gongkai.site.codeowners import HEAD, codeowners

BODIES = [
    Body("shili/zhen", "示例镇", owners=("zhen", "a.b@shili.example")),
    Body("shili", "示例市", owners=("shili/zwgk",)),
    Body("shili/ju", "示例局"),
]
EXPECTED = f"""\
{HEAD}*                    @weihu @shili/program
/reports/shili/      @shili/zwgk
/reports/shili/zhen/ @zhen a.b@shili.example
/reports/**/body.yml @weihu @shili/program
"""


def test_the_file_as_a_whole() -> None:
    assert codeowners(BODIES, ["@weihu", "shili/program"]) == EXPECTED


def owners_of(file: str, text: str) -> str:
    """What GitHub makes of it: the last pattern that fits."""
    found = ""
    for line in text.splitlines():
        pattern, _, who = line.partition(" ")
        below = pattern.endswith("/") and f"/{file}".startswith(pattern)
        if not line.startswith("#") and (pattern == "*" or below or fnmatch.fnmatch(f"/{file}", pattern)):
            found = who.strip()
    return found


@pytest.mark.parametrize(
    ("file", "who"),
    [
        ("reports/shili/zhen/2024.yml", "@zhen a.b@shili.example"),
        ("reports/shili/ju/2024.yml", "@shili/zwgk"),
        ("reports/shili/2024.yml", "@shili/zwgk"),
        ("reports/shili/zhen/body.yml", "@weihu @shili/program"),
        *[
            (file, "@weihu @shili/program")
            for file in ("forms/2026.yml", "generator/__main__.py", "mkdocs.yml")
        ],
        *[(file, "@weihu @shili/program") for file in (".github/workflows/check.yml", ".github/CODEOWNERS")],
        ("reports/qita/2024.yml", "@weihu @shili/program"),
    ],
)
def test_who_approves_a_file(file: str, who: str) -> None:
    assert owners_of(file, EXPECTED) == who


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("zhangsan", "zhangsan"),
        ("@zhang-san", "zhang-san"),
        ("shili/zwgk.bu_1", "shili/zwgk.bu_1"),
        ("zwgk@shili.gov.cn", "zwgk@shili.gov.cn"),
        *[
            (text, "")
            for text in ("", "@", "张三", "a b", "a@", "-a", "a/b/c", "a\n* @b", "#a", "a@b", "x" * 101)
        ],
    ],
)
def test_what_an_owner_may_be(text: str, owner: str) -> None:
    assert owner_of(text) == owner


@pytest.fixture
def site(tmp_path: Path) -> Path:
    samples.project(tmp_path, samples.zeros())
    (tmp_path / "mkdocs.yml").write_text("extra:\n  maintainers: [weihu]\n", "utf-8")
    body = tmp_path / "reports/shili/zhen/body.yml"
    body.write_text(body.read_text("utf-8") + 'owners: ["@zhen", zwgk@shili.gov.cn]\n', "utf-8")
    return tmp_path


def run(site: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli.cli, ["codeowners", "--root", str(site), *arguments])


def test_the_command_writes_checks_and_notices_a_change(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(site)
    said = [run(site, "--check"), run(site), run(site, "--check"), run(site)]
    assert [(each.exit_code, each.output) for each in said] == [
        (1, ".github/CODEOWNERS 与 body.yml 不一致；运行 gongkai codeowners 更新\n"),
        (0, "已更新：.github/CODEOWNERS\n"),
        (0, ".github/CODEOWNERS 与 body.yml 一致\n"),
        (0, "没有变化：.github/CODEOWNERS\n"),
    ]
    assert "/reports/shili/zhen/ @zhen zwgk@shili.gov.cn\n" in (site / ".github/CODEOWNERS").read_text(
        "utf-8"
    )


@pytest.mark.parametrize(
    ("configuration", "said"),
    [
        ("extra: {}\n", "mkdocs.yml 的 extra.maintainers 没有填写：程序和配置的改动必须有人审核"),
        (
            "extra: {maintainers: [张三]}\n",
            "mkdocs.yml 的 extra.maintainers 里“张三”不是账号、组织/团队或电子邮箱",
        ),
    ],
)
def test_without_maintainers_nothing_is_written(site: Path, configuration: str, said: str) -> None:
    (site / "mkdocs.yml").write_text(configuration, "utf-8")
    result = run(site)
    assert (result.exit_code, result.output, (site / ".github").exists()) == (2, f"无法运行：{said}\n", False)


def test_a_body_with_a_defect_is_not_passed_over(site: Path) -> None:
    (site / "reports/shili/zhen/body.yml").write_text("name: 示例镇\nowners: [张三]\n", "utf-8")
    result = run(site)
    assert (result.exit_code, result.output) == (
        2,
        "无法运行：reports/shili/zhen/body.yml:2:10 有误，没有生成；请先运行 gongkai check 改正\n",
    )
