"""What there is to take away: every kind of file with its fields, and the index of a site's files."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..model.downloads import (
    BODIES,
    CELLS,
    INDEX,
    RECORD,
    REPORTS,
    TABLES,
    Dataset,
    Field,
    of_body,
    of_comparison,
    of_report,
    of_year,
)
from . import comparison, lists, schema, tidy

FORMAT = "gongkai-index/1"
USE = (
    "数据来自各机关依照《中华人民共和国政府信息公开条例》主动公开的政府信息公开工作年度报告，与网页上的报告逐字一致。"
    "引用时请注明发布机关、报告标题和网址；不得改变原意。"
)
SOURCE = "各机关的政府信息公开工作年度报告"
ENCODING = "JSON：UTF-8；CSV：UTF-8（有 BOM），以逗号分隔，CRLF 换行（RFC 4180）；.gz：gzip（RFC 1952）"
ADDRESSES = (
    "所有地址从网站首页的地址起算；一格、一个部分的地址，是报告网页的地址加“#”和其标识，标识中的空格写作“_”"
)
WORDS = {
    "string": "文字",
    "integer": "整数",
    "boolean": "是否",
    "null": "",
    "array": "列表",
    "object": "对象",
}
INDEX_SCHEMA = schema.file_of(
    FORMAT,
    "数据索引",
    source=schema.text("数据来源"),
    use=schema.text("使用说明"),
    encoding=schema.text("编码"),
    addresses=schema.text("地址的写法"),
    counts=schema.record_of(
        "数量",
        bodies=schema.number("机关数"),
        reports=schema.number("报告数"),
        years=schema.listing(
            schema.record_of(
                "一年",
                year=schema.number("年度"),
                reports=schema.number("报告数"),
                file=schema.text("该年所有机关的 CSV 明细，gzip 压缩"),
            ),
            "各年度，新的在前",
        ),
    ),
    datasets=schema.listing(
        schema.record_of(
            "一种文件",
            id=schema.text("标识"),
            title=schema.text("名称"),
            what=schema.text("内容"),
            paths=schema.listing(schema.text("地址；{body} 代表机关标识，{year} 代表年度"), "各格式的文件"),
            fields=schema.listing(
                schema.record_of(
                    "一个字段",
                    name=schema.text("名称"),
                    kind=schema.text("类型"),
                    meaning=schema.text("含义"),
                ),
                "字段",
            ),
        ),
        "各种文件",
    ),
)
HEADLINES = Field("主要数字各列", "文字", "以主要数字的名称为列名，例如“本年新收申请”；原样印出的字符")


def datasets() -> tuple[Dataset, ...]:
    """Every kind of file, in the order in which the page 数据下载 explains them."""
    report, body = "{body}/{year}", "{body}"
    cells = (of_report(report, CELLS), of_body(body, CELLS), of_year("{year}"))
    return (
        Dataset(
            "cells",
            "数据明细（CSV）",
            cells,
            "每格一行，列出标识、名称、单位、状态和数值，以 gzip 压缩。分一份报告、一个机关历年、一年所有机关三种，各列相同。",
            tidy.COLUMNS,
        ),
        Dataset(
            "tables",
            "官方表式（CSV）",
            (of_report(report, TABLES),),
            "一份报告的各张表，行列与统一格式一致，可以与 Word 原件并排核对。合并的格，文字在左上第一格，其余为空。",
            (),
        ),
        _json(
            "report",
            "报告全文（JSON）",
            of_report(report, RECORD),
            "一份报告的标题、日期、各段文字、各张表、更正和说明。",
            schema.REPORT,
        ),
        Dataset(
            "reports",
            "报告目录（CSV）",
            (f"{REPORTS}.csv",),
            "每份报告一行，列出标题、日期、是否按期公布、主要数字和地址。",
            (*lists.REPORT_COLUMNS, HEADLINES),
        ),
        _json("reports-json", "报告目录（JSON）", f"{REPORTS}.json", "内容同上。", schema.REPORTS),
        Dataset(
            "bodies",
            "机关目录（CSV）",
            (f"{BODIES}.csv",),
            "每个机关一行，排在其上级之后。",
            lists.BODY_COLUMNS,
        ),
        _json("bodies-json", "机关目录（JSON）", f"{BODIES}.json", "内容同上。", schema.BODIES),
        _json(
            "body",
            "一个机关的历年数据（JSON）",
            of_body(body, RECORD),
            "每格一项，各年的数并列；网页上点按一格时即读取此文件。",
            schema.BODY,
        ),
        _json(
            "comparison",
            "一个机关供对比的数据（JSON）",
            of_comparison(body),
            "每个年度、每个问题一项，对比页即读取此文件。",
            comparison.COMPARE,
        ),
        _json("index", "数据索引（JSON）", INDEX, "本站有哪些数据文件，每个字段的含义，数量。", INDEX_SCHEMA),
    )


def _json(id_: str, title: str, path: str, what: str, made: schema.Schema) -> Dataset:
    return Dataset(id_, title, (path,), what, tuple(fields(made)), made)


def schemas() -> dict[str, schema.Schema]:
    """Name of a JSON format, e.g. gongkai-report-1 → its schema."""
    made = (each.schema for each in datasets() if each.schema)
    return {each["properties"]["format"]["const"].replace("/", "-"): dict(each) for each in made}


def fields(made: Mapping[str, Any], above: str = "") -> Iterator[Field]:
    """Every value of a schema by its path, e.g. cells[].text, in order."""
    for name, inner in made.get("properties", {}).items():
        path = f"{above}.{name}" if above else name
        yield from _field(path, inner)


def _field(path: str, inner: Mapping[str, Any]) -> Iterator[Field]:
    yield Field(path, _kind(inner), inner.get("description", ""))
    while True:
        if "items" in inner:
            path, inner = f"{path}[]", inner["items"]
        elif isinstance(inner.get("additionalProperties"), dict):
            path, inner = f"{path}.*", inner["additionalProperties"]
        else:
            break
    yield from fields(inner, path)


def _kind(inner: Mapping[str, Any]) -> str:
    if "const" in inner or "enum" in inner:
        return "文字"
    types = inner["type"] if isinstance(inner["type"], list) else [inner["type"]]
    return "或".join(filter(None, (WORDS[each] for each in types)))


def index_json(bodies: int, years: Mapping[int, int]) -> str:
    """data/index.json: what exists, how many, and each field. `years`: year → number of reports."""
    made = {
        "format": FORMAT,
        "source": SOURCE,
        "use": USE,
        "encoding": ENCODING,
        "addresses": ADDRESSES,
        "counts": {
            "bodies": bodies,
            "reports": sum(years.values()),
            "years": [
                {"year": year, "reports": count, "file": of_year(year)} for year, count in years.items()
            ],
        },
        "datasets": [_entry(each) for each in datasets()],
    }
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"


def _entry(each: Dataset) -> dict[str, Any]:
    told: Sequence[dict[str, str]] = [
        {"name": field.name, "kind": field.kind, "meaning": field.meaning} for field in each.fields
    ]
    return {
        "id": each.id,
        "title": each.title,
        "what": each.what,
        "paths": list(each.paths),
        "fields": told,
    }
