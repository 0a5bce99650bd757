"""Lists of all reports and of all bodies, made from the reports' records."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from csv import reader

from ..model.body import BODY_KINDS, Body
from ..model.downloads import Field
from .delimited import BOM, END, line
from .record import Record
from .tables import json_of

REPORTS, BODIES = "gongkai-reports/1", "gongkai-bodies/1"
REPORT_COLUMNS = (
    Field("body", "文字", "机关标识"),
    Field("body_name", "文字", "机关全称"),
    Field("year", "整数", "报告年度"),
    Field("title", "文字", "报告标题"),
    Field("form", "文字", "表式标识"),
    Field("form_name", "文字", "表式名称"),
    Field("published", "日期", "发布日期；未注明的为空"),
    Field("deadline", "日期", "公布期限"),
    Field("deadline_met", "是否", "是否按期公布：true 是，false 否；发布日期未注明的为空"),
    Field("corrections", "整数", "发布后更正的次数"),
    Field("accepted", "整数", "已说明的情况的条数"),
    Field("page", "地址", "报告网页；去掉末尾的“/”，加上 .json，即报告全文的地址"),
)
BODY_COLUMNS = (
    Field("id", "文字", "机关标识"),
    Field("name", "文字", "机关全称"),
    Field("short_name", "文字", "简称"),
    Field("kind", "文字", "机关类别的标识"),
    Field("kind_name", "文字", "机关类别"),
    Field("parent", "文字", "上级机关的标识；最上一级为空"),
    Field("address", "文字", "地址"),
    Field("postcode", "文字", "邮政编码"),
    Field("phone", "文字", "电话"),
    Field("email", "文字", "电子邮箱"),
    Field("years", "整数列表", "收录的报告年度；CSV 中以空格分隔"),
    Field("page", "地址", "机关网页"),
)


def listed(record: Record) -> Record:
    """The entry of one report, from its record."""
    body, form = record["body"], record["form"]
    return {
        "body": body["id"],
        "body_name": body["name"],
        "year": record["year"],
        "title": record["title"],
        "form": form["id"],
        "form_name": form["name"],
        "published": record["published"],
        "deadline": record["deadline"],
        "deadline_met": record["deadline_met"],
        "corrections": len(record["corrections"]),
        "accepted": len(record["accepted"]),
        "page": record["page"],
        "headlines": {each["label"]: each["text"] for each in record["headlines"]},
    }


def reports_json(entries: Iterable[str]) -> str:
    """The list of all reports, from the texts of their entries."""
    return _json({"format": REPORTS}, "reports", entries)


def labels_in(entries: Iterable[Record]) -> list[str]:
    """The labels of all reports' headline figures."""
    return list(dict.fromkeys(label for entry in entries for label in entry["headlines"]))


def reports_csv(entries: Iterable[Record], labels: Sequence[str]) -> str:
    """One line a report; the headline figures follow the fixed columns, one column a label."""
    head = line([*(column.name for column in REPORT_COLUMNS), *labels])
    return "".join([BOM, head, *(report_line(entry, labels) for entry in entries)])


def report_line(entry: Record, labels: Sequence[str]) -> str:
    """The line of one report; `labels` are those of all reports' headline figures."""
    figures = entry["headlines"]
    fixed = (_plain(entry[column.name]) for column in REPORT_COLUMNS)
    return line([*fixed, *(figures.get(label, "") for label in labels)])


def labels_of(csv: bytes) -> list[str] | None:
    """The labels of the headline figures of a list of all reports, in the order of their columns; None
    when they do not stand there as they are."""
    first = f"{csv.partition(END.encode())[0].decode('utf-8').removeprefix(BOM)}"
    columns = next(reader([first]), [])
    return columns[len(REPORT_COLUMNS) :] if line(columns) == first + END else None


def body_entry(body: Body, years: Sequence[int]) -> Record:
    """The entry of one body; its years in order."""
    return {
        "id": body.id,
        "name": body.name,
        "short_name": body.short_name,
        "kind": body.kind,
        "kind_name": BODY_KINDS[body.kind],
        "parent": body.parent,
        "address": body.address,
        "postcode": body.postcode,
        "phone": body.phone,
        "email": body.email,
        "years": sorted(years),
        "page": f"reports/{body.id}/",
    }


def bodies_json(entries: Iterable[Record]) -> str:
    return _json({"format": BODIES}, "bodies", map(text, entries))


def bodies_csv(entries: Iterable[Record]) -> str:
    """One line a body, each after the one above it."""
    names = [column.name for column in BODY_COLUMNS]
    return BOM + line(names) + "".join(line([_plain(entry[name]) for name in names]) for entry in entries)


def _plain(value: object) -> str:
    if isinstance(value, list):
        return " ".join(map(str, value))
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)


def _json(top: Record, key: str, lines: Iterable[str]) -> str:
    """A line for every key, and for every entry of the last."""
    entries = ",\n".join(f"  {each}" for each in lines)
    parts = [f" {text(name)}: {text(value)}" for name, value in top.items()]
    parts.append(f' "{key}": [\n{entries}\n ]' if entries else f' "{key}": []')
    return "{\n" + ",\n".join(parts) + "\n}\n"


text = json_of
"""An entry as it stands in a list."""
