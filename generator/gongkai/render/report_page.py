"""The page of one report: what it says of itself, its sections, and what readers must know."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..model.certificate import Certificate
from ..model.claim import Verdict
from ..model.form import Section
from ..model.report import Report
from .contents import Entry, Site, last_change, report_page
from .environment import page
from .grid import grid_of
from .prose import Mark, paragraphs


def report_markdown(site: Site, report: Report) -> str:
    """The page of one report."""
    findings = site.findings.get(report.id, ())
    marks = site.marks.get(report.id, {})
    headings = "；".join(section.heading for section in report.form.sections)
    meta = {
        "title": report.printed_title,
        "description": f"{report.printed_title}全文：{headings}。",
        "level": "content",
        "source": report.body.name,
        "published": report.published.isoformat() if report.published else "",
        "keywords": f"政府信息公开,年度报告,{report.body.name},{report.year}年",
        "updated": last_change([Entry(report.body, report.year, report)]),
        "hide": ["navigation"],
    }
    return page(
        "report.md.j2",
        report_page(report.body.id, report.year),
        meta,
        site=site,
        report=report,
        facts=_facts(report),
        sections=[
            _section(report, section, marks.get(section.id, ()), number)
            for number, section in enumerate(report.form.sections, 1)
        ],
        preamble=paragraphs(report.preamble, report, marks.get("preamble", ())) if report.preamble else (),
        accepted=[finding for finding in findings if finding.accepted],
        open_findings=[finding for finding in findings if site.preview and not finding.accepted],
        checked=_checked(site.certificates.get(report.id)),
        record=f"../{report.year}.check.json",
        years=[(each.year, each.page) for each in site.by_body.get(report.body.id, [])],
    )


def faulty_markdown(site: Site, id_: str) -> str:
    """In the preview, the page of a report that cannot be read: what is wrong with the file."""
    body, _, year = id_.rpartition("/")
    title = f"{site.bodies[body].name}{year}年报告"
    return page(
        "faulty.md.j2",
        report_page(body, int(year)),
        {"title": title, "hide": ["navigation", "toc"]},
        title=title,
        open_findings=site.findings.get(id_, ()),
    )


def _section(report: Report, section: Section, marks: Sequence[Mark], number: int) -> dict[str, Any]:
    """What the template needs of a section; tables are numbered t2-1, t2-2, … or t3."""
    several = len(section.tables) > 1
    prose = report.prose.get(section.id)
    blocks = report.free.get(section.id, ())
    return {
        "section": section,
        "grids": [
            grid_of(report, table, f"t{number}-{place}" if several else f"t{number}")
            for place, table in enumerate(section.tables, 1)
        ],
        "paragraphs": paragraphs(prose, report, marks) if prose else (),
        "blocks": [(block, paragraphs(block.prose, report) if block.prose else ()) for block in blocks],
    }


def _facts(report: Report) -> list[tuple[str, str]]:
    """The metadata block; what is not known is said to be, never invented."""
    if report.period:
        period = "至".join(f"{day.year}年{day.month}月{day.day}日" for day in report.period)
    else:
        period = f"{report.year}年1月1日至12月31日"
    facts = [
        ("索引号", report.index_number),
        ("发文字号", report.document_number),
        ("发布机构", report.body.name),
        ("报告年度", f"{report.year}年"),
        ("统计期限", period),
        ("成文日期", report.written.isoformat() if report.written else "未注明"),
        ("发布日期", report.published.isoformat() if report.published else "未注明"),
        ("表式", report.form.name),
    ]
    return [(name, value) for name, value in facts if value]


RELATIONS = {
    "passed": "相符",
    "failed": "不符",
    "accepted": "已说明",
    "not_assessable": "因空白或不适用未核验",
}


def _checked(certificate: Certificate | None) -> list[tuple[str, str]]:
    """What the certificate says, for readers; empty when there is none."""
    if certificate is None:
        return []
    relations = certificate.relations
    parts = [f"{name} {relations[key]} 项" for key, name in RELATIONS.items() if relations[key]]
    claims = [
        f"{verdict.value} {certificate.claims[verdict.name.lower()]} 处"
        for verdict in Verdict
        if certificate.claims[verdict.name.lower()]
    ]
    return [
        ("表内勾稽关系", f"核验 {relations['tested']} 项：" + "，".join(parts)),
        (
            "正文数字",
            f"共 {sum(certificate.claims.values())} 处" + ("：" if claims else "") + "，".join(claims),
        ),
        ("规则版本", certificate.rules),
        ("数据文件 SHA-256", certificate.yaml_sha256),
    ]
