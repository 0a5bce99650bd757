"""The page of one report: what it says of itself, its sections, and what readers must know."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from ..model.certificate import Certificate
from ..model.claim import Verdict
from ..model.downloads import report_downloads
from ..model.finding import Finding
from ..model.form import Section
from ..model.printed import anchor
from ..model.report import Report
from .charts import figures_of_report
from .contents import HOME, Site, form_page, link, report_page
from .environment import page
from .escaping import escape
from .listing import last_change
from .picture_html import pictures_of
from .pieces import crumbs, downloads, facts_list, years_nav
from .prose import Mark, prose_html
from .report_frame import Meta, Outline, Texts, joined, rendered
from .tables import filled, frames_of
from .versions import as_it_was, edition_of, version_page, versions_html


def version_markdown(site: Site, id_: str, number: int) -> tuple[str, str]:
    """Path and text of the page of an earlier version: the report as it was, and what has become of it."""
    report = as_it_was(site.former[id_][number])
    current = report_page(report.body.id, report.year)
    here = version_page(report.body.id, report.year, number)
    title = f"{report.printed_title}（第 {number} 版）"
    meta = _meta(report, title, f"{title}，已由新的版本代替。")
    meta["former"] = f"{site.url}{quote(link(HOME, current).removeprefix('./'))}" if site.url else "true"
    trail = [*site.trail(report.body), (f"{report.year}年", current)]
    texts = {
        "way": crumbs(here, trail, f"第 {number} 版"),
        **dict.fromkeys(("years", "files", "pictures", "checked", "record"), ""),
        **_texts(report, {}),
    }
    edition = edition_of(site.histories[id_], number, here, current)
    return here, rendered(here, meta, texts, _outline(site, report, here), report, edition=edition)


def report_markdown(site: Site, report: Report) -> str:
    """The page of one report."""
    here = report_page(report.body.id, report.year)
    entries = site.by_body.get(report.body.id, [])
    title = report.printed_title
    meta = _meta(report, title, f"{title}全文、统计表、下载和核验单。")
    meta["updated"] = last_change(each for each in entries if each.year == report.year)
    beside = report_page(report.body.id, 0)  # all years of a body stand beside each other: so do their links
    checked = _checked(site.certificates.get(report.id))
    texts = {
        "way": crumbs(beside, site.trail(report.body), f"{report.year}年"),
        "years": _years(tuple([each.year for each in entries]), report.year),
        "files": downloads(beside, report_downloads(report), printable=True),
        "pictures": pictures_of(figures_of_report(report), above=True),
        "checked": facts_list(checked) if checked else "",
        "record": f"../{report.year}.check.json",
        **_texts(report, site.marks.get(report.id, {})),
    }
    outline = _outline(site, report, beside)
    more = _more(site, report)
    if more or report.free or report.corrections or report.attachment:
        return rendered(here, meta, texts, outline, report, **more)
    return joined(here, meta, texts, outline, report)


@lru_cache(maxsize=1024)
def _years(years: tuple[int, ...], current: int) -> str:
    """The pages of a body's years stand beside each other, so the way between them is that of every body."""
    return years_nav(report_page("a", current), [(year, report_page("a", year)) for year in years], current)


def _meta(report: Report, title: str, description: str) -> Meta:
    return {
        "title": title,
        "description": description,
        "level": "content",
        "source": report.body.name,
        "published": report.published.isoformat() if report.published else "",
        "keywords": f"政府信息公开,年度报告,{report.body.name},{report.year}年",
    }


def _texts(report: Report, marks: Mapping[str, Sequence[Mark]]) -> Texts:
    """What the report itself says."""
    found = {
        "title": escape(report.printed_title),
        "facts": facts_list(_facts(report)),
        "preamble": prose_html(report.preamble, report, marks.get("preamble", ())),
    }
    for section, frames in frames_of(report):
        found[f"words.{section.id}"] = prose_html(
            report.prose.get(section.id), report, marks.get(section.id, ())
        )
        for table, frame in zip(section.tables, frames, strict=True):
            found[f"table.{table.route}"] = filled(frame, report)
    return found


def _outline(site: Site, report: Report, here: str) -> Outline:
    return tuple(
        [
            (any(frame.is_wide for frame in frames), _reference(site, section, here))
            for section, frames in frames_of(report)
        ]
    )


def _more(site: Site, report: Report) -> dict[str, Any]:
    """What few pages have: versions, and findings that are explained or, in a preview, open."""
    history = site.histories.get(report.id)
    findings = site.findings.get(report.id, ())
    found = {
        "versions": versions_html(site, report, history) if history and len(history.versions) > 1 else "",
        "accepted": _linked(report, [each for each in findings if each.accepted]),
        "open_findings": _linked(report, [each for each in findings if site.preview and not each.accepted]),
    }
    return {name: each for name, each in found.items() if each}


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


VERDICTS = [(verdict.name.lower(), verdict.value) for verdict in Verdict]


def _checked(certificate: Certificate | None) -> list[tuple[str, str]]:
    """What the certificate says, for readers; empty when there is none."""
    if certificate is None:
        return []
    relations = certificate.relations
    parts = [f"{name} {relations[key]} 项" for key, name in RELATIONS.items() if relations[key]]
    claims = [f"{name} {count} 处" for key, name in VERDICTS if (count := certificate.claims[key])]
    return [
        ("表内勾稽关系", f"核验 {relations['tested']} 项：" + "，".join(parts)),
        (
            "正文数字",
            f"共 {sum(certificate.claims.values())} 处" + ("：" if claims else "") + "，".join(claims),
        ),
        ("规则版本", certificate.rules),
        ("数据文件 SHA-256", certificate.yaml_sha256),
    ]
