"""The page of one report: what it says of itself, its sections, and what readers must know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from urllib.parse import quote

from markupsafe import Markup

from ..model.certificate import Certificate
from ..model.claim import Verdict
from ..model.downloads import report_downloads
from ..model.finding import Finding
from ..model.form import Section
from ..model.printed import anchor
from ..model.report import FreeBlock, Report
from .charts import figures_of_report
from .contents import HOME, Site, form_page, link, report_page
from .environment import page
from .listing import last_change
from .prose import Mark, prose_html
from .tables import filled, frame_of
from .versions import as_it_was, edition_of, version_page, versions_html


@dataclass(frozen=True, slots=True)
class Part:
    """What the template needs of a section: `words` and `tables` are HTML, `reference` an address or ""."""

    section: Section
    words: Markup
    tables: list[Markup]
    is_wide: bool
    """Whether a table may be wider than a phone."""
    reference: str
    blocks: list[tuple[FreeBlock, Markup]]


def version_markdown(site: Site, id_: str, number: int) -> tuple[str, str]:
    """Path and text of the page of an earlier version: the report as it was, and what has become of it."""
    report = as_it_was(site.former[id_][number])
    current = report_page(report.body.id, report.year)
    here = version_page(report.body.id, report.year, number)
    edition = edition_of(site.histories[id_], number, here, current)
    title = f"{report.printed_title}（第 {number} 版）"
    meta = {
        "title": title,
        "description": f"{title}，已由新的版本代替。",
        "level": "content",
        "source": report.body.name,
        "published": report.published.isoformat() if report.published else "",
        "keywords": f"政府信息公开,年度报告,{report.body.name},{report.year}年",
        "former": f"{site.url}{quote(link(HOME, current).removeprefix('./'))}" if site.url else "true",
        "hide": ["navigation"],
    }
    names = _names()
    text = page(
        "report.md.j2",
        here,
        meta,
        site=site,
        report=report,
        edition=edition,
        versions="",
        facts=_facts(report),
        sections=[_section(site, report, section, (), names, here) for section in report.form.sections],
        preamble=prose_html(report.preamble, report),
        accepted=[],
        open_findings=[],
        pictures=[],
        checked=[],
        record="",
        files=[],
        years=[],
    )
    return here, text


def report_markdown(site: Site, report: Report) -> str:
    """The page of one report."""
    here = report_page(report.body.id, report.year)
    history = site.histories.get(report.id)
    findings = site.findings.get(report.id, ())
    marks = site.marks.get(report.id, {})
    names = _names()
    entries = site.by_body.get(report.body.id, [])
    meta = {
        "title": report.printed_title,
        "description": f"{report.printed_title}全文、统计表、下载和核验单。",
        "level": "content",
        "source": report.body.name,
        "published": report.published.isoformat() if report.published else "",
        "keywords": f"政府信息公开,年度报告,{report.body.name},{report.year}年",
        "updated": last_change(each for each in entries if each.year == report.year),
        "hide": ["navigation"],
    }
    return page(
        "report.md.j2",
        here,
        meta,
        site=site,
        report=report,
        edition=None,
        versions=versions_html(site, report, history) if history and len(history.versions) > 1 else "",
        facts=_facts(report),
        sections=[
            _section(site, report, section, marks.get(section.id, ()), names, here)
            for section in report.form.sections
        ],
        preamble=prose_html(report.preamble, report, marks.get("preamble", ())),
        accepted=_linked(report, (each for each in findings if each.accepted)),
        open_findings=_linked(report, (each for each in findings if site.preview and not each.accepted)),
        pictures=figures_of_report(report),
        checked=_checked(site.certificates.get(report.id)),
        record=f"../{report.year}.check.json",
        files=report_downloads(report),
        years=[(each.year, each.page) for each in entries],
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
        open_findings=[(finding, "") for finding in site.findings.get(id_, ())],
    )


def _linked(report: Report, findings: Iterable[Finding]) -> list[tuple[Finding, str]]:
    """Each finding with the anchor of what it is about."""
    return [(finding, anchor_at(report, finding.route)) for finding in findings]


def anchor_at(report: Report, route: str) -> str:
    """The anchor of a cell or section, or that of the first cell below a route; "" where there is none."""
    below = (
        route
        if route in report.cells
        else next((each for each in report.cells if each.startswith(f"{route}.")), "")
    )
    if below:
        return anchor(below)
    return route if route in report.form.section else ""


def _names() -> Iterator[str]:
    """Names of tables: a, b, … z, a_, b_, … Their cells name their heads by them, so they are short."""
    for number in count():
        yield chr(ord("a") + number % 26) + "_" * (number // 26)


def _section(
    site: Site, report: Report, section: Section, marks: Sequence[Mark], names: Iterator[str], here: str
) -> Part:
    """A section for the template of the page `here`; its tables take the next names."""
    frames = [frame_of(report, table, next(names), section.heading) for table in section.tables]
    return Part(
        section,
        prose_html(report.prose.get(section.id), report, marks),
        [filled(frame, report) for frame in frames],
        any(frame.is_wide for frame in frames),
        _reference(site, section, here),
        [(block, prose_html(block.prose, report)) for block in report.free.get(section.id, ())],
    )


def _reference(site: Site, section: Section, here: str) -> str:
    """Where the rows and columns of the section's form are explained; empty where nowhere is."""
    if not section.tables or section.form not in site.explained:
        return ""
    return f"{link(here, form_page(section.form))}#{section.id}"


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
