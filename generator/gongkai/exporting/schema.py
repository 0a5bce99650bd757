"""JSON Schema (draft 7) of the JSON files; the fields on the page 数据下载 are read from them."""

from __future__ import annotations

from typing import Any

from ..model.body import BODY_KINDS
from ..model.form import Kind
from . import lists, record, series

Schema = dict[str, Any]
STATES = ("number", "blank", "not_applicable", "not_asked", "missing")
NUMBER = r"^-?\d+(\.\d+)?$"
DAY = r"^\d{4}-\d{2}-\d{2}$"


def text(meaning: str) -> Schema:
    return {"type": "string", "description": meaning}


def number(meaning: str) -> Schema:
    return {"type": "integer", "description": meaning}


def day(meaning: str, known: bool = True) -> Schema:
    return {"type": "string" if known else ["string", "null"], "pattern": DAY, "description": meaning}


def listing(item: Schema, meaning: str) -> Schema:
    return {"type": "array", "items": item, "description": meaning}


def by_key(value: Schema, meaning: str) -> Schema:
    return {"type": "object", "additionalProperties": value, "description": meaning}


def record_of(meaning: str = "", /, **properties: Schema) -> Schema:
    """An object that has all these keys and no other."""
    made: Schema = {"type": "object", "required": list(properties), "additionalProperties": False}
    return (
        {**made, "description": meaning, "properties": properties}
        if meaning
        else {**made, "properties": properties}
    )


def file_of(name: str, title: str, /, **properties: Schema) -> Schema:
    kind = {"const": name, "description": "格式名称和版本；字段增减、含义改变时版本号加一"}
    top = {"$schema": "http://json-schema.org/draft-07/schema#", "title": title}
    return {**top, **record_of("", format=kind, **properties)}


PARAGRAPHS = listing(text("一段文字"), "印出的各段文字，引用的数已换成数字")
OTHER: Schema = {
    "type": "object",
    "required": ["state"],
    "additionalProperties": False,
    "properties": {
        "state": {
            "enum": list(STATES),
            "description": "number 有数字，blank 空白（不等于 0），not_applicable 不适用，"
            "not_asked 统一格式不要求填写，missing 统一格式要求而报告没有这一格",
        },
        "value": {
            "type": ["string", "null"],
            "pattern": NUMBER,
            "description": "state 为 number 时，其中的数，写作字符串，保留原有小数位",
        },
        "note": text("印在数字后面的括注"),
        "unit": text("印在格内的计量单位，与该列的不同时以此为准"),
    },
}
ROW: Schema = {
    "type": "object",
    "description": "一行",
    "required": ["id", "labels", "texts"],
    "additionalProperties": False,
    "properties": {
        "id": text("标识；没有行名的表为空"),
        "labels": listing(text("行名"), "各级行名，自外而内"),
        "texts": listing(text("一格"), "各格原样印出的字符，与各列一一对应；空白、不要求填写的为空"),
        "other": by_key(
            OTHER,
            "列的标识与该格的其他情况。只列除数字以外还有可说的格；不列的，state 为 number，value 同 text",
        ),
    },
}
TABLE = record_of(
    "一张表",
    id=text("标识。格的标识由表、行、列的标识以“.”连接，在各年、各机关的同一表式中相同"),
    caption=text("标题；没有的为空"),
    columns=listing(
        record_of(
            "一列",
            id=text("标识"),
            labels=listing(text("表头"), "各级表头，自上而下，与报告印出的一致"),
            kind={
                "enum": [kind.value for kind in Kind],
                "description": "count 件数，change 增减数，amount 金额",
            },
            unit=text("计量单位"),
        ),
        "各列，自左而右",
    ),
    rows=listing(ROW, "各行，按印出的顺序"),
)
REPORT = file_of(
    record.FORMAT,
    "一份政府信息公开工作年度报告",
    body=record_of(
        "报告机关",
        id=text("机关标识，即网址中 reports/ 之后、年度之前的部分"),
        name=text("机关全称"),
        kind=record_of("机关类别", id={"enum": list(BODY_KINDS), "description": "标识"}, name=text("名称")),
        parents=listing(record_of("上级机关", id=text("标识"), name=text("全称")), "上级机关，自最上一级起"),
    ),
    year=number("报告年度"),
    title=text("报告标题"),
    form=record_of("表式", id=text("标识；混用几种表式的以“+”连接"), name=text("名称")),
    published=day("发布日期；未注明的为 null", known=False),
    deadline=day("公布期限"),
    deadline_met={"type": ["boolean", "null"], "description": "是否按期公布；发布日期未注明的为 null"},
    written=day("成文日期；未注明的为 null", known=False),
    period={**listing(day("日期"), "统计期限的首日和末日"), "minItems": 2, "maxItems": 2},
    index_number=text("索引号"),
    document_number=text("发文字号"),
    page=text("报告网页的地址"),
    citation=text("引文，按 GB/T 7714—2015 著录；引用日期和网址由引用者补充"),
    headlines=listing(
        record_of("一项", label=text("名称"), cell=text("格的标识"), text=text("原样印出的字符")),
        "主要数字",
    ),
    preamble={**PARAGRAPHS, "description": "前言各段"},
    sections=listing(
        record_of(
            "一个部分",
            id=text("标识；也是页面上该部分的锚点"),
            heading=text("标题"),
            kind=text("prose 文字，table、tables 统一格式的表，free 自由编排"),
            form=text("所用表式的标识"),
            paragraphs=PARAGRAPHS,
            blocks=listing(
                record_of(
                    "一块",
                    heading=text("小标题"),
                    paragraphs=PARAGRAPHS,
                    table={
                        **record_of(
                            "报告自有的表；没有的为 null",
                            caption=text("标题"),
                            head=listing(listing(text("一格"), "一行"), "表头各行"),
                            rows=listing(listing(text("一格"), "一行"), "各行"),
                        ),
                        "type": ["object", "null"],
                    },
                ),
                "自由编排的内容",
            ),
        ),
        "各部分，按报告的顺序",
    ),
    local_rows=listing(
        record_of("一处", at=text("细分的行或增设行的表"), labels=listing(text("行名"), "各行名称")),
        "报告细分或增设的行",
    ),
    corrections=listing(
        record_of(
            "一次更正",
            on=day("日期"),
            at=text("位置"),
            label=text("位置的名称"),
            was=text("原值"),
            now=text("现值"),
            because=text("原因"),
        ),
        "发布后的更正",
    ),
    versions=listing(
        record_of(
            "一个公开过的版本",
            number=number("版次，从 1 起"),
            day=day("公开的日期"),
            page=text("网址，从网站首页的地址起算"),
            changes=listing(
                record_of(
                    "与上一版不同的一处",
                    at=text("位置"),
                    label=text("位置的名称"),
                    was=text("原值；没有的为空"),
                    now=text("现值；没有的为空"),
                ),
                "改动；第 1 版没有",
            ),
        ),
        "历次版本，旧的在前；只有一版的为空",
    ),
    accepted=listing(
        record_of(
            "一条",
            check=text("检查的代码"),
            name=text("检查的名称"),
            at=text("位置"),
            label=text("位置的名称"),
            what=text("出入"),
            because=text("说明的原因"),
        ),
        "已说明的情况：照原样发布而经核验存在出入的各处",
    ),
    attachment={
        **record_of("原件；没有的为 null", title=text("名称"), sha256=text("SHA-256"), address=text("地址")),
        "type": ["object", "null"],
    },
    certificate=text("核验单的地址"),
    tables=listing(TABLE, "统一格式的各张表，按印出的顺序"),
)
TYPES = {
    "文字": "string",
    "整数": "integer",
    "日期": ["string", "null"],
    "是否": ["boolean", "null"],
    "地址": ["string", "null"],
}
LISTED = record_of(
    "一份报告",
    **{
        column.name: {"type": TYPES[column.kind], "description": column.meaning.replace("为空", "为 null")}
        for column in lists.REPORT_COLUMNS
    },
    headlines=by_key({"type": "string"}, "主要数字的名称与原样印出的字符"),
)
REPORTS = file_of(lists.REPORTS, "报告目录", reports=listing(LISTED, "各份报告，年度新的在前"))
ENTRY = record_of(
    "一个机关",
    **{
        column.name: text(column.meaning)
        if column.name != "years"
        else listing(number("年度"), "收录的报告年度")
        for column in lists.BODY_COLUMNS
    },
)
BODIES = file_of(lists.BODIES, "机关目录", bodies=listing(ENTRY, "各机关，排在其上级之后"))
BODY = file_of(
    series.FORMAT,
    "一个机关的历年数据",
    body={**ENTRY, "description": "机关，同机关目录"},
    years=listing(number("年度"), "有统一格式的表的各年，新的在前"),
    forms=listing(
        record_of(
            "一种表式",
            id=text("标识"),
            renamed=by_key(
                {"type": "string"}, "其他表式中含义相同而标识不同的格：在该表式与在本表式中的标识"
            ),
            rows=by_key(
                {
                    "type": "object",
                    "additionalProperties": {"type": "array", "items": {"type": ["string", "null"]}},
                },
                "格的标识最末一级之前的部分，最末一级，各年原样印出的字符，与 years 一一对应；"
                "空字符串是空白，不等于 0，null 是该年没有可比的数",
            ),
        ),
        "各种表式，新的在前；可比的数只列在最新的表式之下",
    ),
)
