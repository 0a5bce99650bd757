"""The words of these reports, and which cells each may speak of.

Everything here is data: a word → a concept, a concept → rows of the tables, as routes. A form
that has no such row simply gives no candidate, so no form is named.
"""

from __future__ import annotations

import re

REQUESTS = "disclosure_requests"
RESULTS = "disclosure_requests.results"
APPEALS = "reconsideration_and_litigation"
PROACTIVE = "proactive_disclosure"
ASKED = "申请"
"""What every text that speaks of requests says."""

WORDS: dict[str, str] = {
    # what is asked for
    "申请": "application", "依申请": "object", "依申请公开": "object", "申请公开": "object",
    "公开申请": "object", "信息公开申请": "object", "申请信息公开": "object", "信息申请": "object",
    "依申请公开事项": "object", "申请公开事项": "object", "公开申请事项": "object",
    # measures of requests
    "新收": "new", "新收到": "new", "新受理": "new", "新增申请": "new",
    "收到": "received", "受理": "received", "接收": "received", "接到": "received", "共收": "received",
    "收悉": "received", "收办": "received", "接受": "received",
    "上年结转": "carried_over", "上年度结转": "carried_over", "上一年结转": "carried_over",
    "上一年度结转": "carried_over", "去年结转": "carried_over", "上年转结": "carried_over",
    "上年度转结": "carried_over", "往年结转": "carried_over",
    "结转下年": "carried_forward", "结转下一年": "carried_forward", "结转至": "carried_forward",
    "结转到": "carried_forward", "结转下年度": "carried_forward", "结转下一年度": "carried_forward",
    "正在办理": "carried_forward", "尚在办理": "carried_forward", "仍在办理": "carried_forward",
    "未办结": "carried_forward", "办理中": "carried_forward", "尚未答复": "carried_forward",
    "顺延": "carried_forward", "转下年": "carried_forward", "下年度继续办理": "carried_forward",
    "结转": "carried",
    "答复": "answered", "办结": "answered", "办复": "answered", "回复": "answered", "审结": "answered",
    "办理": "handled", "处理": "handled",
    # results of requests
    "予以公开": "disclosed", "可以公开": "disclosed", "同意公开": "disclosed", "全部公开": "disclosed",
    "部分公开": "partially_disclosed", "部分予以公开": "partially_disclosed", "同意部分公开": "partially_disclosed",
    "予以部分公开": "partially_disclosed",
    "不予公开": "not_disclosed", "不同意公开": "not_disclosed", "决定不予公开": "not_disclosed",
    "无法提供": "unable_to_provide", "不予处理": "not_processed", "其他处理": "other_handling",
    "国家秘密": "state_secret", "法律行政法规禁止": "prohibited_by_law", "法律、行政法规禁止": "prohibited_by_law",
    "三安全一稳定": "security_and_stability", "第三方": "third_party_rights", "内部事务": "internal_affairs",
    "过程性信息": "process_information", "执法案卷": "enforcement_case_file",
    "行政查询": "administrative_inquiry", "查询事项": "administrative_inquiry",
    "不掌握": "not_held", "非本机关": "not_held", "非本单位": "not_held", "不属于本机关": "not_held",
    "不属于本单位": "not_held", "非本行政机关": "not_held", "非我": "not_held", "不属本机关": "not_held",
    "不存在": "not_existing", "信息不存在": "not_existing",
    "没有现成": "needs_creation", "另行制作": "needs_creation", "加工分析": "needs_creation",
    "补正后": "unclear_after_correction", "内容不明确": "unclear_after_correction",
    "仍不明确": "unclear_after_correction",
    "信访": "petition_or_complaint", "举报投诉": "petition_or_complaint", "投诉举报": "petition_or_complaint",
    "重复": "repeat_request", "重复申请": "repeat_request", "公开出版物": "publication_request",
    "大量反复": "excessive_requests", "反复申请": "excessive_requests",
    "重新出具": "confirmation_or_reissue", "确认或重新": "confirmation_or_reissue",
    "逾期不补正": "overdue_correction", "不补正": "overdue_correction", "未补正": "overdue_correction",
    "未缴纳": "overdue_fee", "未缴费": "overdue_fee", "逾期未按收费": "overdue_fee",
    "撤回": "withdrawn", "撤销": "withdrawn", "撤诉": "withdrawn", "退回": "withdrawn", "取消": "withdrawn",
    # who applied
    "自然人": "natural_person", "公民": "natural_person", "个人申请": "natural_person", "商业企业": "business_enterprise", "科研机构": "research_institution",
    "社会公益组织": "public_welfare_organization", "法律服务机构": "legal_services_organization",
    "法人或其他组织": "organizations", "法人或者其他组织": "organizations", "法人和其他组织": "organizations",
    "法人及其他组织": "organizations", "法人、其他组织": "organizations", "法人": "organizations",
    # appeals
    "行政复议": "reconsideration", "复议": "reconsideration", "行政诉讼": "litigation", "诉讼": "litigation",
    "应诉": "litigation", "直接起诉": "direct", "未经复议": "direct", "未经复议直接起诉": "direct",
    "直接提起诉讼": "direct", "直接诉讼": "direct", "复议后起诉": "after", "复议后诉讼": "after",
    "经复议后": "after", "复议后提起诉讼": "after", "复议后": "after",
    "维持": "upheld", "结果维持": "upheld", "纠正": "corrected", "纠错": "corrected", "结果纠正": "corrected",
    "其他结果": "other_result", "尚未审结": "pending", "未审结": "pending", "正在审理": "pending",
    "尚未结案": "pending", "未结案": "pending",
    "案件": "case", "相关案件": "case",
    # proactive disclosure
    "规范性文件": "normative_documents", "行政规范性文件": "normative_documents", "规章": "rules",
    "政府规章": "rules", "行政许可": "licensing", "行政处罚": "penalties", "行政强制": "compulsion",
    "行政事业性收费": "fees", "集中采购": "procurement", "采购总金额": "procurement", "采购金额": "procurement",
    "制发": "issued", "制定": "issued", "新制作": "issued", "新制定": "issued", "制作": "issued",
    "印发": "issued_loosely", "出台": "issued_loosely", "发布": "issued_loosely",
    "废止": "repealed", "宣布失效": "repealed", "现行有效": "in_force", "继续有效": "in_force",
    "有效": "in_force_loosely", "公开": "published", "新公开": "published", "主动公开": "published",
    "累计": "in_all", "历年": "in_all", "历史": "in_all", "截至": "in_all", "截止": "in_all",
    "处理决定": "decisions", "作出": "decisions", "查处": "decisions",
    # other affairs that are received and handled too
    "建议": "elsewhere", "提案": "elsewhere", "热线": "elsewhere", "留言": "elsewhere", "来信": "elsewhere",
    "咨询": "elsewhere", "来电": "elsewhere", "工单": "elsewhere", "诉求": "elsewhere", "信件": "elsewhere",
    "稿件": "elsewhere", "条例": "elsewhere", "规章制度": "elsewhere", "备案": "elsewhere",
    "培训": "elsewhere", "解读": "elsewhere", "指南": "elsewhere", "审查": "elsewhere", "修订": "elsewhere",
    "起草": "elsewhere", "修改": "elsewhere", "申请书": "elsewhere", "投诉": "elsewhere",
    "信息处理费": "elsewhere", "补正": "elsewhere", "延期": "elsewhere", "征求": "elsewhere",
    "个人隐私": "elsewhere", "商业秘密": "elsewhere", "不予受理": "elsewhere", "审批": "elsewhere",
    "政务服务": "elsewhere", "救助": "elsewhere", "补贴": "elsewhere", "登记": "elsewhere",
    "仲裁": "elsewhere", "法律援助": "elsewhere", "调解": "elsewhere", "赔偿": "elsewhere",
    "许可申请": "elsewhere", "事项": "elsewhere", "审核": "elsewhere",
    # what narrows a figure without saying which cell it is
    "网络": "channel", "网上": "channel", "在线": "channel", "信函": "channel", "邮寄": "channel",
    "当面": "channel", "现场": "channel", "电子邮件": "channel", "传真": "channel", "窗口": "channel",
    "涉及": "channel", "关于": "channel", "有关": "channel", "类申请": "channel", "方面的": "channel",
    "今年以来": "this_year", "一年来": "this_year", "以来": "in_all", "年来": "in_all",
    "近三年": "in_all", "近五年": "in_all", "近两年": "in_all",
    "胜诉": "elsewhere", "败诉": "elsewhere", "驳回": "elsewhere", "和解": "elsewhere",
    "终止": "elsewhere", "审理": "elsewhere", "法院": "elsewhere", "司法局": "elsewhere", "出庭": "elsewhere",
}  # fmt: skip


def _word() -> re.Pattern[str]:
    """Any of the words, the longest first; grouped by first character, for speed."""
    groups: dict[str, list[str]] = {}
    for word in sorted(WORDS, key=len, reverse=True):
        groups.setdefault(word[0], []).append(re.escape(word[1:]))
    return re.compile("|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in groups.items()))


WORD = _word()

RESULT_ROWS: dict[str, tuple[str, ...]] = {
    "disclosed": ("disclosed",),
    "partially_disclosed": ("partially_disclosed",),
    "not_disclosed": ("not_disclosed",),
    "unable_to_provide": ("unable_to_provide",),
    "not_processed": ("not_processed",),
    "other_handling": ("other_handling",),
    "state_secret": ("not_disclosed.state_secret",),
    "prohibited_by_law": ("not_disclosed.prohibited_by_law",),
    "security_and_stability": ("not_disclosed.security_and_stability",),
    "third_party_rights": ("not_disclosed.third_party_rights",),
    "internal_affairs": ("not_disclosed.internal_affairs",),
    "process_information": ("not_disclosed.process_information",),
    "enforcement_case_file": ("not_disclosed.enforcement_case_file",),
    "administrative_inquiry": ("not_disclosed.administrative_inquiry",),
    "not_held": ("unable_to_provide.not_held",),
    "not_existing": ("unable_to_provide.not_held", "unable_to_provide.needs_creation", "unable_to_provide"),
    "needs_creation": ("unable_to_provide.needs_creation",),
    "unclear_after_correction": ("unable_to_provide.unclear_after_correction",),
    "petition_or_complaint": ("not_processed.petition_or_complaint",),
    "repeat_request": ("not_processed.repeat_request",),
    "publication_request": ("not_processed.publication_request",),
    "excessive_requests": ("not_processed.excessive_requests",),
    "confirmation_or_reissue": ("not_processed.confirmation_or_reissue",),
    "overdue_correction": ("other_handling.overdue_correction",),
    "overdue_fee": ("other_handling.overdue_fee",),
}
"""Result of a request → the rows (or groups of rows) under the results; each is a reading."""

APPLICANTS = (
    "natural_person",
    "business_enterprise",
    "research_institution",
    "public_welfare_organization",
    "legal_services_organization",
)
MEASURES = ("new", "received", "answered", "handled")
ORGANIZATIONS = (*APPLICANTS[1:], "other_organization")

FORUMS: dict[str, tuple[str, ...]] = {
    "reconsideration": ("reconsideration",),
    "litigation": ("litigation_direct", "litigation_after_reconsideration"),
    "direct": ("litigation_direct",),
    "after": ("litigation_after_reconsideration",),
}
OUTCOMES = {"upheld": "upheld", "corrected": "corrected", "other_result": "other", "pending": "pending"}

DOCUMENTS = {"rules": "rules", "normative_documents": "normative_documents"}
DOCUMENT_COLUMNS: dict[str, tuple[str, ...]] = {
    "issued": ("issued_this_year", "produced_this_year"),
    "issued_loosely": ("issued_this_year", "produced_this_year", "disclosed_this_year"),
    "published": ("disclosed_this_year", "produced_this_year"),
    "repealed": ("repealed_this_year",),
    "in_force": ("in_force", "disclosed_total"),
    "in_all": ("in_force", "disclosed_total"),
    "in_force_loosely": ("in_force", "disclosed_total"),
}
ANY_DOCUMENT_COLUMN = ("issued_this_year", "in_force", "repealed_this_year", "disclosed_this_year",
                       "produced_this_year", "disclosed_total")  # fmt: skip
FIRM_COLUMNS = ("issued", "repealed", "in_force", "published")

DECISIONS: dict[str, str] = {
    "licensing": "article_20_5.administrative_licensing",
    "penalties": "article_20_6.administrative_penalties",
    "compulsion": "article_20_6.administrative_compulsion",
}
DECISION_COLUMNS = ("decisions_this_year", "decisions")
FEES = "article_20_8.administrative_fees.amount_charged"
PROCUREMENT = "article_20_9.centralized_government_procurement"

MONEY = ("元", "万元", "亿元")
CASES = frozenset(("件", "起", "宗", "例", "条", "份", "次", "件次", "条次", "余件", "项", ""))
"""Units in which requests, appeals, documents and decisions are counted."""
