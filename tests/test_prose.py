"""The quality of the text: which findings a sentence brings, and which it does not."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

import samples
from gongkai.check import copied, dates, privacy, prose
from gongkai.check.case import Case
from gongkai.model.body import Body
from gongkai.model.finding import Severity
from gongkai.model.report import Prose, Report
from gongkai.model.rule import CHECKS, Defect

CHECKED = (prose, dates, privacy, copied)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    project = samples.project(tmp_path_factory.mktemp("prose"), samples.zeros())
    return project.reports["shili/zhen/2024"]


def with_text(report: Report, text: str, section: str = "overview") -> Report:
    given = Prose(text, "f.yml", 10, 2)
    if section == "preamble":
        return replace(report, preamble=given)
    return replace(report, prose={**report.prose, section: given})


def found(
    report: Report, text: str, section: str = "overview", code: str = "", **beside: object
) -> list[Defect]:
    """What the prose checks find in a text, without the duties that a fragment cannot fulfil."""
    case = Case(with_text(report, text, section), **beside)  # type: ignore[arg-type]
    defects = [defect for check in CHECKS["prose"] for defect in check(case)]
    return [
        each
        for each in defects
        if each.rule and (each.rule.code == code if code else each.rule.code != "GK416")
    ]


BAD = [
    ("preamble", "统计期限自2023年1月1日起至2023年12月31日止。", "GK410", "“统计期限自2023年1月1日起至2023年12月31日止。”：统计期限为 2023 年至 2023 年，报告年度为 2024 年"),
    ("preamble", "统计期限自2024年1月1日起至202024年12月31日止。", "GK410", "“统计期限自2024年1月1日起至202024年12月3”：“202024年”不是年份"),
    ("preamble", "现将2023年政府信息公开工作年度报告公布如下。", "GK410", "“现将2023年政府信息公开工作年度报告公布如下”：文中称“2023年”年度报告，报告年度为 2024 年"),
    ("overview", "2023年，我镇认真贯彻条例。", "GK410", "“2023年，我镇认”：句子讲的是 2023 年，报告年度为 2024 年"),
    ("overview", "一是加强领导。三是强化培训。", "GK411", "“三是强化培训”：序号由第 1 跳到“三是”"),
    ("overview", "一是加强领导；二是强化培训；二是落实责任。", "GK411", "“二是落实责任”：序号“二是”重复"),
    ("overview", "（一）主动公开。\n（三）监督保障。", "GK411", "“（三）监督保障”：序号由第 1 跳到“（三）”"),
    ("overview", "（一）主动公开。\n（二）平台建设。\n（二）监督保障。", "GK411", "“（二）监督保障”：序号“（二）”重复"),
    ("overview", "认真贯彻条例。。", "GK412", "“认真贯彻条例。。”：多余的“。。”"),
    ("overview", "[bookmark: _GoBack]认真贯彻条例。", "GK412", "“[bookmark: _GoBack]认真贯彻”：多余的“[bookmark: _GoBack]”"),
    ("overview", "主动公开政府信息XX条。", "GK413", "“主动公开政府信息XX条。”：“XX”没有填写"),
    ("overview", "主动公开政府信息____条。", "GK413", "“主动公开政府信息____条。”：“____”没有填写"),
    ("overview", "全年共主动公开条。", "GK414", "“全年共主动公开条。”：“全年共主动公开条”缺少数字"),
    ("overview", "公开信息，占%。", "GK414", "“公开信息，占%。”：“占%”缺少数字"),
    ("overview", "全年公开信息260余", "GK414", "“全年公开信息260余”：“0余”缺少单位"),
    ("problems_and_improvements", "无。", "GK415", "“五、存在的主要问题及改进情况”只有 2 个字：“无。”"),
    ("overview", "申请人身份证号110101199003077213。", "GK419", "疑似居民身份证号码“110*************13”"),
    ("overview", "联系电话13800138000。", "GK419", "疑似手机号码“138******00”"),
    ("overview", "账户6222020000000123455。", "GK419", "疑似银行卡号“622**************55”"),
    ("overview", "请发送到zhangsan@qq.com。", "GK419", "疑似个人邮箱“zha**********om”"),
]  # fmt: skip


@pytest.mark.parametrize(("section", "text", "code", "what"), BAD, ids=[each[1] for each in BAD])
def test_what_is_found(report: Report, section: str, text: str, code: str, what: str) -> None:
    assert [(each.rule and each.rule.code, each.what) for each in found(report, text, section)] == [
        (code, what)
    ]


GOOD = [
    ("preamble", "统计期限自2024年1月1日起至2024年12月31日止。电话：010-80281234，邮箱：shilizhen@163.com。"),
    ("preamble", "按照《关于做好2023年政府信息公开工作年度报告的通知》编制。"),
    ("overview", "2024年，我镇认真贯彻条例。2025年，我们将继续努力。"),
    ("overview", "一是新梳理目录。二是突出重点。一是公开土地信息。二是公开环保信息。三是拓宽渠道。"),
    ("overview", "（一）主动公开。一是抓目录。二是抓更新。\n（二）平台建设。一是抓网站。二是抓公众号。"),
    ("overview", "第二十条第（一）项、第（五）项的信息全部公开。"),
    ("overview", "受理的申请件，均已答复；涉及复杂条件，逐件会商。"),
    ("overview", "目录编号110101199003077211，项目代码6222020200112233。"),
    ("problems_and_improvements", "公开内容还不够细，下一步逐条对照目录补充完善。"),
]


@pytest.mark.parametrize(("section", "text"), GOOD, ids=[each[1] for each in GOOD])
def test_what_is_not_found(report: Report, section: str, text: str) -> None:
    assert [each.what for each in found(report, text, section)] == []


def test_the_place_is_the_line_and_column_in_the_file(report: Report) -> None:
    (defect,) = found(report, "认真贯彻条例。\n主动公开政府信息XX条。")
    assert defect.at == (11, 11)


@pytest.mark.parametrize(
    ("number", "valid"),
    [("110101199003077213", True), ("11010119900307721X", False), ("110101199013077213", False)],
)
def test_identity_numbers_have_a_date_and_a_check_digit(number: str, valid: bool) -> None:
    assert privacy.is_identity_number(number) is valid


DUTIES = ["工作考核", "社会评议", "责任追究"]


def test_a_government_has_to_speak_of_its_duties(report: Report) -> None:
    defects = found(report, "认真贯彻条例。", code="GK416")
    assert [each.what for each in defects] == [f"“一、总体情况”没有提到{duty}" for duty in DUTIES]


def test_a_department_does_not(report: Report) -> None:
    bureau = replace(report, body=Body("shili/ju", "示例市示例局", kind="department"))
    assert found(bureau, "认真贯彻条例。", code="GK416") == []


def test_section_six_has_to_speak_of_the_fee(report: Report) -> None:
    (defect,) = found(report, "无。", "other_matters", "GK416")
    assert (defect.what, defect.severity) == ("“六、其他需要报告的事项”没有提到信息处理费", None)


def test_the_form_of_2019_does_not_ask_for_the_fee(tmp_path: object, report: Report) -> None:
    older = replace(report, form=samples.load_forms()["2019"], year=2020)
    assert found(older, "无。", "other_matters", "GK416") == []


BODIES = {
    "shili": Body("shili", "示例市人民政府", "示例市", "city"),
    "shili/zhen": samples.TOWN,
    "shili/linju": Body("shili/linju", "示例市邻居镇人民政府", "邻居镇", "township"),
}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("2024年，邻居镇坚持公开透明。", ["邻居镇"]),
        ("本报告由示例市邻居镇人民政府编制。", ["示例市邻居镇人民政府"]),
        ("2024年，示例镇坚持公开透明。示例市人民政府办公室组织培训。", []),
        ("学习邻居镇的经验。", []),
    ],
)
def test_names_of_other_bodies(report: Report, text: str, named: list[str]) -> None:
    assert [each.mark for each in found(report, text, code="GK417", bodies=BODIES)] == named


OWN = (
    "公开内容还不够细化，群众关心的事项更新不够及时。业务人员变动比较频繁，答复文书质量还不够稳定。"
    "每季度组织一次业务培训，并请法律顾问逐件审核答复文书。群众关心的惠农补贴信息公开得不够充分。"
)


def test_text_of_last_year(report: Report) -> None:
    before = with_text(replace(report, year=2023), OWN, "problems_and_improvements")
    (defect,) = found(report, OWN, "problems_and_improvements", "GK418", before=before)
    assert defect.what.startswith("文字的 ")
    assert "与本机关 2023 年报告相同（共 " in defect.what
    assert "“公开内容还不够细化，群众关心的事项更新不够及时”" in defect.what


def test_text_of_another_body_but_for_its_name_and_figures(report: Report) -> None:
    text = "示例镇全年公开惠农补贴信息12条，入户讲解政策35次。" + OWN
    other = replace(report, body=BODIES["shili/linju"])
    theirs = text.replace("示例镇", "邻居镇").replace("12", "7")
    project = {
        "shili/linju/2024": with_text(other, theirs, "problems_and_improvements"),
        report.id: with_text(report, text, "problems_and_improvements"),
    }
    (defect,) = found(report, text, "problems_and_improvements", "GK418", project=project, bodies=BODIES)
    assert "与邻居镇 2024 年报告相同" in defect.what


def test_formulas_are_not_copied_text(report: Report) -> None:
    text = "根据《中华人民共和国政府信息公开条例》规定，编制本报告并向社会公布。" * 3
    before = with_text(replace(report, year=2023), text)
    assert found(report, text, code="GK418", before=before) == []


def test_personal_data_are_not_repeated_in_the_finding(report: Report) -> None:
    (defect,) = found(report, "联系电话13800138000。")
    assert ("13800138000" in defect.what + defect.mark, defect.severity) == (False, Severity.WARNING)
