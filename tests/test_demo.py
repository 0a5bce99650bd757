"""The fictional city: what is found in it is what was put there, and nobody can take it for real."""

from __future__ import annotations

import filecmp
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from lxml import html

import samples
from gongkai import cli
from gongkai.check import claims
from gongkai.check.run import check_project
from gongkai.demo import city, planted, reports, root
from gongkai.layout import FOR_SITES
from gongkai.load.forms import load_forms
from gongkai.load.project import Project, load_project
from gongkai.model.claim import Verdict
from gongkai.site.configuration import production_problems
from test_schema import errors as schema_errors

FORMS = load_forms()
BAND = "示例数据　机关、人员和数字均为虚构，仅供演示，不是任何机关的政府信息公开年报。"


@pytest.fixture(scope="module")
def project(demo_root: Path) -> Project:
    return load_project(demo_root)


def found(project: Project) -> Counter[tuple[str, str, str, bool]]:
    """Report, code, section or cell, whether accepted → how often."""
    return Counter(
        (each.subject, each.code, each.route, bool(each.accepted)) for each in check_project(project)
    )


def test_the_check_finds_what_was_planted_and_nothing_else(project: Project) -> None:
    column = [route for route in project.reports["shili/gaoxinqu/2021"].cells if "public_welfare" in route]
    requests = "disclosure_requests"
    assert found(project) == Counter(
        [
            ("shili/fagai/2020", "GK703", "published", True),
            *(("shili/gaoxinqu/2021", "GK211", route, False) for route in column),
            ("shili/jiaoyu/2022", "GK301", "reconsideration_and_litigation.reconsideration.total", True),
            ("shili/jiaoyu/2024", "GK501", f"{requests}.carried_over.natural_person", True),
            ("shili/jiaoyu/2024", "GK501", f"{requests}.carried_over.total", True),
            ("shili/qingshi/shiqiao/2019", "GK701", "published", False),
            ("shili/wanglan/2021", "GK703", "published", False),
            ("shili/wanglan/hetang/2023", "GK503", "", False),
            ("shili/wanglan/minzheng/2020", "GK210", f"{requests}.results.total", True),
            ("shili/ziran/2020", "GK301", f"{requests}.received_this_year.total", True),
            ("shili/ziran/2020", "GK303", f"{requests}.carried_forward.total", True),
            ("shili/ziran/2023", "GK401", "overview", True),
        ]
    )


@pytest.mark.parametrize(
    ("bodies", "years"), [(1, 1), (2, 3), (5, 2), (7, 4), (9, 5), (12, 17), (26, 2), (60, 6), (150, 1)]
)
def test_a_city_of_any_size_has_only_planted_findings(tmp_path: Path, bodies: int, years: int) -> None:
    write(tmp_path, bodies, years)
    wanted = planted.expected(reports.ids_of(city.offices(bodies), reports.years_of(years)))
    have = Counter((each.subject, each.code) for each in check_project(load_project(tmp_path)))
    assert have == Counter((id_, code) for id_, codes in wanted.items() for code in codes)


def write(folder: Path, bodies: int, years: int) -> dict[str, str]:
    """Only the reports of a city, and the same as path → text."""
    files = dict(reports.files(bodies, years, FORMS))
    (folder / "reports").mkdir()
    root.write(folder, files.items())
    return files


def test_more_bodies_and_years_change_no_report_that_is_there() -> None:
    small = dict(reports.files(12, 6, FORMS))
    large = dict(reports.files(40, 9, FORMS))
    assert {name: text for name, text in large.items() if name in small} == small


def test_the_same_city_comes_out_whatever_the_hash_seed(demo_root: Path, tmp_path: Path) -> None:
    out = tmp_path / "again"
    command = [sys.executable, "-m", "gongkai", "demo", "--out", str(out), "--root", str(samples.ROOT)]
    program = f"import sys; sys.argv = {command[2:]!r}; from gongkai.cli import main; main()"
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Shanghai"}
    subprocess.run([sys.executable, "-c", program], env=environment, check=True, capture_output=True)
    assert differing(filecmp.dircmp(demo_root, out)) == []


def differing(compared: filecmp.dircmp[str]) -> list[str]:
    found = compared.left_only + compared.right_only + compared.diff_files
    return found + [name for each in compared.subdirs.values() for name in differing(each)]


def test_every_file_is_in_house_layout(demo_root: Path) -> None:
    result = CliRunner().invoke(cli.cli, ["fmt", "--check", "--root", str(demo_root)])
    assert (result.exit_code, result.output) == (0, "")


def test_the_reports_satisfy_the_editors_schema(project: Project) -> None:
    for report in project.reports.values():
        if "+" not in report.form.id:
            text = (project.root / report.file).read_text("utf-8")
            text = text.replace("{on:", '{"on":')  # PyYAML reads YAML 1.1, where on is true; editors 1.2
            assert schema_errors(text, report.form.id) == [], report.id


def test_the_years_follow_the_forms_of_their_time(tmp_path: Path) -> None:
    write(tmp_path, 1, 8)
    forms = {report.year: report.form.id for report in load_project(tmp_path).reports.values()}
    assert forms == {
        **dict.fromkeys((2017, 2018), "archive"),
        **dict.fromkeys((2019, 2020), "2019"),
        **dict.fromkeys((2021, 2022, 2023, 2024), "2021"),
    }


def test_one_report_is_a_hybrid(project: Project) -> None:
    hybrids = {id_: each.form.id for id_, each in project.reports.items() if "+" in each.form.id}
    assert hybrids == {"shili/fagai/2021": "2021+2019"}


def test_the_complete_district_adds_up_the_bodies_below_it(project: Project) -> None:
    assert [body.id for body in project.bodies.values() if body.complete] == ["shili/qingshi"]
    route = "disclosure_requests.received_this_year.total"
    for year in range(2019, 2025):
        below = ("liuhe", "shiqiao", "caizheng")
        parts = [project.reports[f"shili/qingshi/{name}/{year}"].value(route) or 0 for name in below]
        assert project.reports[f"shili/qingshi/{year}"].value(route) == sum(parts) > 0


def test_a_district_without_all_its_bodies_does_not_claim_them() -> None:
    assert [each.id for each in city.offices(4) if each.body.complete] == []


def test_every_number_of_the_prose_rests_on_the_tables_or_on_its_own_sum(project: Project) -> None:
    verdicts: Counter[Verdict] = Counter()
    for report in project.reports.values():
        before = project.reports.get(f"{report.body.id}/{report.year - 1}")
        if report.id != "shili/gaoxinqu/2021":  # cells that are 不适用 carry nothing
            verdicts.update(claim.verdict for claim in claims.of_report(report, before))
    assert verdicts.pop(Verdict.CONTRADICTS) == 1
    assert set(verdicts) == {Verdict.TIES, Verdict.FOLLOWS, Verdict.BY_REFERENCE}


def test_corrections_state_the_figure_that_now_stands(project: Project) -> None:
    stated = [
        (report.id, correction.at, correction.now, report.cells[correction.at].text)
        for report in project.reports.values()
        for correction in report.corrections
        if correction.at in report.cells
    ]
    assert [(id_, at.rpartition(".")[2]) for id_, at, now, text in stated if now == text] == [
        ("shili/2023", "natural_person"),
        ("shili/gaoxinqu/2024", "natural_person"),
    ]


def test_nothing_in_the_city_can_be_a_real_body() -> None:
    bodies = [office.body for office in city.offices(city.MOST)]
    assert len(bodies) == city.MOST
    for values in (
        [body.id for body in bodies],
        [body.name for body in bodies],
        [body.short_name for body in bodies],
    ):
        assert [value for value, count in Counter(values).items() if count > 1] == []
    assert [body.name for body in bodies if not body.name.startswith("示例市")] == []
    contact = r"示例市.*示例路\d+号（虚构地址） 010-0000\d{4} xxgk@[a-z]+\.example"
    wrong = [b.id for b in bodies if not re.fullmatch(contact, f"{b.address} {b.phone} {b.email}")]
    assert wrong == []


def test_every_report_says_that_it_is_made_up(project: Project) -> None:
    silent = [
        report.id
        for report in project.reports.values()
        if not report.preamble or not report.preamble.text.startswith("本报告为示例数据")
    ]
    assert silent == []


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli.cli, ["demo", *map(str, arguments)])


def test_the_command_says_what_it_made_and_planted(tmp_path: Path) -> None:
    out = tmp_path / "shili"
    result = run("--bodies", 4, "--years", 6, "--out", out, "--root", samples.ROOT)
    assert result.output.splitlines() == [
        "生成示例报告",
        f"已生成示例站点 {out}：4 个机关，6 年，24 份报告；内容均为虚构",
        "有意设置的情形：",
        "  shili/2023：发布后更正了一处数字、一处文字（无检查结果）",
        "  shili/qingshi/shiqiao/2019：没有填发布日期（GK701）",
        f"接下来：gongkai check --root {out}；gongkai build --root {out}",
    ]


def test_a_folder_with_other_things_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "稿件.txt").write_text("重要", "utf-8")
    result = run("--out", tmp_path, "--root", samples.ROOT)
    assert (result.exit_code, result.output) == (
        2,
        f"无法运行：“{tmp_path}”里已有别的内容，不是示例站点，没有改动；请换一个空文件夹\n",
    )
    assert [path.name for path in tmp_path.iterdir()] == ["稿件.txt"]


def test_a_city_made_before_is_made_anew(tmp_path: Path) -> None:
    out = tmp_path / "shili"
    run("--bodies", 3, "--years", 2, "--out", out, "--root", samples.ROOT)
    again = run("--bodies", 1, "--years", 1, "--out", out, "--root", samples.ROOT)
    assert again.exit_code == 0
    assert [path.name for path in sorted((out / "reports").rglob("*.yml"))] == ["2024.yml", "body.yml"]


def test_a_city_has_the_pages_of_a_site_and_none_about_the_program(demo_root: Path) -> None:
    handbook = {file.stem for file in (demo_root / "docs/developers").iterdir()}
    assert (handbook, (demo_root / "docs/assets/pictures").exists()) == (set(FOR_SITES), False)


def test_a_city_is_not_made_from_a_city(demo_root: Path, tmp_path: Path) -> None:
    result = run("--out", tmp_path / "shili", "--root", demo_root)
    assert (result.exit_code, result.output) == (
        2,
        f"无法运行：“{demo_root}”本身就是示例站点；请用 --root 指明要照着生成的站点\n",
    )


def test_a_root_without_configuration_is_said(tmp_path: Path) -> None:
    (tmp_path / "here/reports").mkdir(parents=True)
    result = run("--out", tmp_path / "shili", "--root", tmp_path / "here")
    assert (result.exit_code, result.output) == (
        2,
        f"无法运行：“{tmp_path / 'here'}”里没有 mkdocs.yml，不能照着生成示例站点\n",
    )


def test_a_configuration_of_another_shape_is_said() -> None:
    with pytest.raises(root.CannotWrite) as refused:
        root.configuration("site_name: 年报\n")
    assert str(refused.value) == "mkdocs.yml 里没有（或者不止一处）“site_url”，不能改成示例站点的配置"


def test_the_configuration_changes_in_names_only() -> None:
    before = (samples.ROOT / "mkdocs.yml").read_text("utf-8").splitlines()
    after = root.configuration((samples.ROOT / "mkdocs.yml").read_text("utf-8")).splitlines()
    assert [line for line in after if line not in before] == [
        "site_name: 示例市政府信息公开年报（示例数据）",
        "site_url: https://www.shili.example/zfxxgknb/",
        "  demo: true  # every page says 示例数据",
        "    site_name: 示例市人民政府网（示例数据）",
        "    site_domain: www.shili.example",
        '    site_id_code: "0000000000（示例）"',
        "    sponsor: 示例市人民政府办公室（虚构）",
        "    organizer: 示例市大数据中心（虚构）",
        "    icp: 示例ICP备00000000号",
        "    police: 示例公网安备00000000000000号",
        "    contact: 010-00000000 示例市示例路1号（虚构地址）",
    ]


def test_the_city_can_never_be_published_as_production(demo_root: Path) -> None:
    assert production_problems(demo_root / "mkdocs.yml") == [
        "extra.government.site_name：网站名称（SiteName）",
        "extra.government.site_id_code：政府网站标识码（SiteIDCode）",
        "extra.government.sponsor：主办单位",
        "extra.government.icp：ICP 备案号",
        "extra.government.police：公安备案号",
        "extra.government.contact：联系方式",
    ]


def bands(page: Path) -> list[str]:
    return [each.text_content() for each in html.parse(str(page)).xpath("//*[@class='demo-band']")]


def test_every_page_of_the_city_says_that_it_is_made_up(demo_site: Path) -> None:
    pages = sorted(demo_site.rglob("*.html"))
    assert len(pages) > 83
    assert [str(page) for page in pages if bands(page) != [BAND]] == []


def test_no_page_of_a_real_site_says_so(site: Path) -> None:
    pages = sorted(site.rglob("*.html"))
    assert [str(page) for page in pages if bands(page) or "md-banner__inner" in page.read_text("utf-8")] == []
