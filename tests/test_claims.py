"""Figures in prose: sentences → verdicts. The sentences are our own and the seed's."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

import samples
from gongkai.check import claims
from gongkai.load.project import load_project
from gongkai.model.body import Body
from gongkai.model.claim import Against, Claim, Verdict
from gongkai.model.report import Prose, Report

sys.path.insert(0, str(samples.ROOT / "benchmarks"))
from prose_mutation import mutations

CELLS = """\
proactive_disclosure:
  article_20_1:
    normative_documents: [6, 1, 42]
  article_20_5:
    administrative_licensing: [1234]
  article_20_8:
    administrative_fees: [89.5]
disclosure_requests:
  received_this_year: [100, 15, 0, 0, 5, 0, 120]
  carried_over: [3, 0, 0, 0, 0, 0, 3]
  results:
    disclosed: [40, 8, 0, 0, 2, 0, 50]
    partially_disclosed: [17, 3, 0, 0, 0, 0, 20]
    not_disclosed:
      third_party_rights: [2, 0, 0, 0, 0, 0, 2]
      internal_affairs: [13, 0, 0, 0, 0, 0, 13]
    unable_to_provide:
      not_held: [21, 0, 0, 0, 0, 0, 21]
    not_processed:
      repeat_request: [8, 0, 0, 0, 0, 0, 8]
    other_handling:
      other: [0, 3, 0, 0, 2, 0, 5]
    total: [101, 14, 0, 0, 4, 0, 119]
  carried_forward: [2, 1, 0, 0, 1, 0, 4]
reconsideration_and_litigation:
  reconsideration: [5, 2, 1, 2, 10]
  litigation_direct: [1, 0, 0, 1, 2]
  litigation_after_reconsideration: [3, 1, 0, 0, 4]
"""
T, F, X, N, R = (
    Verdict.TIES,
    Verdict.FOLLOWS,
    Verdict.CONTRADICTS,
    Verdict.NO_COUNTERPART,
    Verdict.BY_REFERENCE,
)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    project = samples.project(tmp_path_factory.mktemp("claims"), samples.overlay(samples.zeros(), CELLS))
    return project.reports["shili/zhen/2024"]


@pytest.fixture(scope="module")
def seed() -> Report:
    return load_project(samples.ROOT).reports["daxing/qingyundian/2020"]


def read(report: Report, text: str, before: Report | None = None) -> list[Claim]:
    """The claims of a text that stands as the overview of the report, under a heading of requests."""
    prose = {"overview": Prose("（二）依申请公开方面。" + text, "f.yml", 1, 2)}
    return list(claims.of_report(replace(report, preamble=None, prose=prose), before))


VERDICTS = [
    # what restates cells
    ("全年收到政府信息公开申请120件，上年结转3件，办结119件，结转下年度继续办理4件。", [T, T, T, T]),
    ("共受理政府信息公开申请123件，4件结转下年。", [T, T]),
    ("收到申请一百二十件，已办结116件，正在办理4件。", [T, T, T]),
    ("收到政府信息公开申请１２０件。", [T]),
    ("本年新收120件，其中自然人100件，商业企业15件，法律服务机构5件。", [T, T, T, T]),
    ("收到公民申请100件，法人或其他组织申请20件。", [T, T]),
    ("予以公开50件、部分公开20件、不予公开15件、无法提供21件、不予处理8件、其他处理5件。", [T] * 6),
    ("行政复议10件，其中维持5件，纠正2件，其他结果1件，尚未审结2件。", [T] * 5),
    ("行政诉讼6件，其中维持4件、纠正1件、尚未审结1件。", [T] * 4),
    ("未经复议直接起诉2件，结果维持1件；复议后起诉4件，结果维持3件。", [T] * 4),
    ("行政复议、行政诉讼分别为10件、6件。", [T, T]),
    ("行政复议和行政诉讼案件共16件。", [T]),
    ("制发行政规范性文件6件，废止1件，现行有效42件。", [T, T, T]),
    ("制发行政规范性文件6件，废止2件，现行有效42件。", [T, X, T]),
    ("收到政府信息公开申请120份，其中属于三类内部事务信息13件，不掌握相关政府信息21件。", [T, T, T]),
    ("全年收到申请120件。申请方式：网上80件、信函30件、当面10件。", [T, F, F, F]),
    ("全年收到申请120件。申请方式：网上80件、信函30件、当面12件。", [T, X, N, N]),
    ("主动公开规章13件（含新制定5件，修改4件，废止4件）。", [F, F, F, F]),
    ("现行有效的行政规范性文件42件。", [T]),
    ("行政事业性收费89.5万元，即行政事业性收费895000元。", [T, T]),
    ("收到申请100余件。", [T]),
    ("收到申请120余件。", [T]),
    # what follows from other numbers
    ("主动公开信息52条，其中政策类3条，环保类信息 45，其他类4条；举办培训2次。", [F, F, F, F, N]),
    ("主动公开信息共81条。其中，动态50条，公告31条。", [F, F, F]),
    ("公开114条，其中网站公开72条，其中机构类40条、动态类32条。", [N, F, F, F]),
    ("公开信息36条（其中网站30条，微信6条），培训2次。", [F, F, F, N]),
    ("公开信息57条：公告4条，占7.02%；动态53条，占92.98%。", [F, F, F, F, F]),
    ("收到信息123条，退回三条，推送120条。", [F, F, F]),
    ("受理依申请公开125件，申请人撤销5件，实际办理120件。", [F, F, T]),
    ("公开文件300份，主动公开44份，不公开256份。", [F, F, F]),
    ("公开信息13921条，其中网站12766条，微信1100余条。", [N, F, F]),
    (
        "累计公开信息12条。其中指南1条，占8%；公文5条，占42%；决算2条，占17%；其他4条，占33%。",
        [F, F, F, F, F, F, F, F, F],
    ),
    ("指南1条，占8%；公文5条，占41%；决算2条，占17%；其他4条，占33%。", [F, F, N, X, F, F, F, F]),
    ("办结的申请中，予以公开50件（42.0%），部分公开20件（16.8%）。", [T, F, T, F]),
    ("办结的申请中，予以公开50件（42.3%），部分公开20件（16.8%）。", [T, X, T, F]),
    ("收到政府信息公开申请120件，较上年减少30件，下降20%。", [T, F, F]),
    ("收到政府信息公开申请120件，较上年减少30件，下降25%。", [T, N, X]),
    ("收到政府信息公开申请120件，办结119件，办结率99.2%。", [T, T, F]),
    # what has nothing in the tables, or is of another year, part, channel or office
    ("办理12345热线工单3456件，答复率100%。", [N, N]),
    ("2023年收到政府信息公开申请98件。", [N]),
    ("一季度收到政府信息公开申请30件。", [N]),
    ("收到网络申请90件。", [N]),
    ("收到土地征收类申请30件。", [N]),
    ("收到补正申请15件。", [N]),
    ("收到政府信息公开申请120件，较上年增加22件。", [T, N]),
    ("法院审理行政诉讼案件300件。", [N]),
    ("近三年共收到政府信息公开申请360件。", [N]),
    # what cannot be right
    ("收到政府信息公开申请121件。", [X]),
    ("收到政府信息公开申请130余件。", [X]),
    ("结转下年度继续办理5件。", [X]),
    ("行政复议11件，行政诉讼6件。", [X, T]),
    ("行政复议10件，结果维持6件。", [T, X]),
    ("现行有效行政规范性文件45件。", [X]),
    ("镇政府办公室收到政府信息公开申请25件。", [X]),
    ("公开信息10条，其中动态6条、公告2条、其他3条。", [X, N, N, N]),
    ("公开信息100条，其中动态80条、公告30条。", [X, N, N]),
    ("公开信息100条，其中动态60条、公告10条。", [N, F, F]),
    ("公开信息40条，其中动态10条，占20%。", [N, F, X]),
    ("收到政府信息公开申请120件，其中当面3件、信函118件。", [T, X, N]),
    ("网站公开信息12万条。镇级公开5条，村级公开7条。", [X, N, N]),
    ("收到申请{disclosure_requests.received_this_year.total}件。", [R]),
    ("收到申请{disclosure_requests.received_this_year.all}件。", [X]),
]


@pytest.mark.parametrize(("text", "verdicts"), VERDICTS, ids=[text for text, _ in VERDICTS])
def test_verdicts(report: Report, text: str, verdicts: list[Verdict]) -> None:
    assert [claim.verdict for claim in read(report, text)] == verdicts


NOT_CLAIMS = [
    "依据《条例》第50条和国办公开办函〔2021〕30号，自2024年1月1日起至2024年12月31日止。",
    "联系电话：010-80281234，邮编：102605，地址：云龙路7号楼14层，邮箱：a163@example.cn。",
    "增强“四个意识”、做到“两个维护”，着眼“十四五”，学习二十大精神，遵循五步工作法。",
    "一是加强领导。二是强化培训。（一）总体情况。1.主动公开。第一，落实责任。",
]


@pytest.mark.parametrize("text", NOT_CLAIMS)
def test_years_documents_addresses_slogans_and_ordinals_are_no_claims(report: Report, text: str) -> None:
    assert read(report, text) == []


SENTENCES = [
    (
        "收到政府信息公开申请121件。",
        "文中为 121，表中“一、本年新收政府信息公开申请数量 · 总计”120，相差 1。",
    ),
    (
        "共受理政府信息公开申请123件。",
        "等于“一、本年新收政府信息公开申请数量 · 总计”120 + “二、上年结转政府信息公开申请数量 · 总计”3。",
    ),
    (
        "镇政府办公室收到政府信息公开申请25件。",
        "文中为 25，表中“一、本年新收政府信息公开申请数量 · 总计”120；"
        "文中说的是“镇政府办公室”，口径可能不同。",
    ),
    (
        "现行有效行政规范性文件36件，制发的规范性文件6件。",
        "文中为 36，表中“第二十条第（一）项 · 行政规范性文件 · 现行有效件数”42，"
        "相差 6，恰为“第二十条第（一）项 · 行政规范性文件 · 本年制发件数”6。",
    ),
]


@pytest.mark.parametrize(("text", "sentence"), SENTENCES)
def test_every_verdict_is_explained_in_one_sentence(report: Report, text: str, sentence: str) -> None:
    assert read(report, text)[0].sentence == sentence


def test_a_percentage_is_recomputed_to_its_printed_digits(report: Report) -> None:
    last = read(report, "公开信息57条，其中公告2条，占3.50%。")[-1]
    assert (last.against, last.sentence) == (Against.SHARE, "2 ÷ 57 = 3.51%，文中为 3.50%。")


def test_another_scope_is_told_apart(report: Report) -> None:
    assert read(report, "镇政府办公室收到政府信息公开申请25件。")[0].against is Against.SCOPE


def test_the_whole_county_is_another_scope_for_a_department(report: Report) -> None:
    bureau = replace(report, body=Body("x", "示例县教育局", kind="department"))
    assert read(bureau, "全县收到政府信息公开申请300件。")[0].against is Against.SCOPE


def test_growth_is_checked_against_the_year_before(report: Report) -> None:
    cells = dict(report.cells)
    route = "disclosure_requests.received_this_year.total"
    cells[route] = replace(cells[route], value=cells[route].value and cells[route].value - 22)
    before = replace(report, year=2023, cells=cells)
    text = "收到政府信息公开申请120件，同比增长22.4%。"
    assert read(report, text, before)[1].sentence == "上年为 98，本年为 120，变化 22.4%。"
    wrong = read(report, text.replace("22.4", "24.2"), before)[1]
    assert (wrong.verdict, wrong.sentence) == (X, "上年为 98，本年为 120，变化应为 22.4%。")


def test_a_number_that_restates_one_cell_can_be_bound(report: Report) -> None:
    text = "收到政府信息公开申请120件，行政诉讼6件，收到申请一百二十件。"
    routes = [claim.route for claim in read(report, text)]
    assert routes == ["disclosure_requests.received_this_year.total", "", ""]


def test_offsets_point_at_the_digits(report: Report) -> None:
    text = "（二）依申请公开方面。行政复议 10 件。"
    claim = read(report, "行政复议 10 件。")[0]
    assert text[claim.start : claim.end] == claim.text == "10"


def test_every_figure_of_the_seed_is_accounted_for(seed: Report) -> None:
    found = claims.of_report(seed)
    by_verdict = {verdict: sum(claim.verdict is verdict for claim in found) for verdict in Verdict}
    assert (len(found), by_verdict[T], by_verdict[F], by_verdict[N], by_verdict[X]) == (36, 25, 11, 0, 0)


SEED = [
    (0, "363", "等于各部分之和：317 + 46 = 363。"),
    (13, "49", "49 − 3 = 46，与后一数一致。"),
    (26, "11", "等于“未经复议直接起诉 · 总计”8 + “复议后起诉 · 总计”1 + “行政复议 · 总计”2。"),
    (
        22,
        "2",
        "2 + 14 = 16，合起来等于“三、本年度办理结果 · （四）无法提供 · 1.本机关不掌握相关政府信息 · 总计”16。",
    ),
]


@pytest.mark.parametrize(("number", "text", "sentence"), SEED)
def test_the_seed_is_explained(seed: Report, number: int, text: str, sentence: str) -> None:
    claim = claims.of_report(seed)[number]
    assert (claim.text, claim.sentence) == (text, sentence)


def test_at_least_34_of_36_changed_figures_of_the_seed_are_noticed(seed: Report) -> None:
    done = list(mutations(seed, "overview"))
    assert len(done) == 36
    assert sum(bool(each.found) for each in done) >= 34


def test_answers_do_not_depend_on_what_was_asked_before(seed: Report, report: Report) -> None:
    first = claims.of_report(seed)
    read(report, "行政复议10件。")
    assert claims.of_report(seed) == first


def test_the_corpus_score_has_not_fallen() -> None:
    folder = Path(samples.ROOT.parent / "shared/corpus")
    if not folder.is_dir():
        pytest.skip("no corpus beside the repository")
    from prose import score

    found, missed, false = score(folder)
    assert (found >= 11, missed, false) == (True, 0, 0)


def test_a_percentage_of_a_list_whose_whole_is_0_is_left_alone(report: Report) -> None:
    found = read(report, "收到咨询0条，其中网上5条，占50%。")
    assert [claim.verdict for claim in found][2] is Verdict.NO_COUNTERPART
