"""JSON Schema (draft 7) of the JSON files; the fields on the page 数据下载 are read from them."""

from __future__ import annotations

from typing import Any

from ..model.body import BODY_KINDS
from ..model.form import Kind
from . import cells, lists, record

Schema = dict[str, Any]
STATES = ("number", "blank", "not_applicable", "not_asked", "missing")
ROUTE = r"^[^\s.]+(\.[^\s.]+)*$"
DAY = r"^\d{4}-\d{2}-\d{2}$"


def text(meaning: str) -> Schema:
    return {"type": "string", "description": meaning}


def number(meaning: str) -> Schema:
    return {"type": "integer", "description": meaning}


def day(meaning: str, known: bool = True) -> Schema:
    return {"type": "string" if known else ["string", "null"], "pattern": DAY, "description": meaning}


def listing(item: Schema, meaning: str) -> Schema:
    return {"type": "array", "items": item, "description": meaning}


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
CELL = record_of(
    "一格",
    id=text("格的标识，在各年、各机关的同一表式中相同；也是页面上该格的锚点"),
    section_id=text("部分的标识"),
    table_id=text("表的标识"),
    row_id=text("行的标识；没有行名的表为空"),
    column_id=text("列的标识"),
    rows=listing(text("行名"), "各级行名，自外而内"),
    columns=listing(text("表头"), "各级表头，自上而下，与报告印出的一致"),
    label=text("部分、表、行、列的名称，以“ · ”连接"),
    kind={"enum": [kind.value for kind in Kind], "description": "count 件数，change 增减数，amount 金额"},
    unit=text("计量单位"),
    state={
        "enum": list(STATES),
        "description": "number 有数字，blank 空白（不等于 0），not_applicable 不适用，"
        "not_asked 统一格式不要求填写，missing 统一格式要求而报告没有这一格",
    },
    text=text("报告原样印出的字符；空白、不要求填写的为空"),
    value={
        "type": ["string", "null"],
        "pattern": r"^-?\d+(\.\d+)?$",
        "description": "其中的数，写作字符串，保留原有小数位；没有数字的为 null",
    },
    note=text("印在数字后面的括注"),
    address=text("该格的固定地址"),
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
            id=text("标识"),
            heading=text("标题"),
            kind=text("prose 文字，table、tables 统一格式的表，free 自由编排"),
            form=text("所用表式的标识"),
            address=text("该部分的地址"),
            paragraphs=PARAGRAPHS,
            tables=listing(record_of("一张表", id=text("标识"), caption=text("标题")), "统一格式的表"),
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
    cells=listing(CELL, "各表的每一格，按印出的顺序"),
)
YEARS = {
    "type": "object",
    "propertyNames": {"pattern": r"^\d{4}$"},
    "additionalProperties": {"type": "string"},
}
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
    headlines=REPORT["properties"]["headlines"],
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
    lists.BODY,
    "一个机关的历年数据",
    body={**ENTRY, "description": "机关，同机关目录"},
    csv=text("同一内容的 CSV 明细"),
    reports=listing(LISTED, "各年报告，同报告目录"),
    cells=listing(
        record_of(
            "一格",
            id=CELL["properties"]["id"],
            label=CELL["properties"]["label"],
            kind=CELL["properties"]["kind"],
            unit=CELL["properties"]["unit"],
            years={**YEARS, "description": "年度与该年原样印出的字符；空字符串是空白，不等于 0"},
        ),
        "各年用过的每一格",
    ),
)
CELLS = file_of(
    cells.FORMAT,
    "一份报告各格的说明",
    body=text("机关标识"),
    year=number("报告年度"),
    citation=REPORT["properties"]["citation"],
    cells={
        "type": "object",
        "description": "格的标识与该格的说明；无可说明的格不列",
        "additionalProperties": {
            "type": "object",
            "additionalProperties": False,
            "properties": {
                "years": {**YEARS, "description": "其他年度可比的数；空字符串是空白"},
                "cited": listing(
                    record_of(
                        "一处",
                        section=text("部分的标识"),
                        heading=text("部分的标题"),
                        sentence=text("引用该格的句子"),
                    ),
                    "正文引用处",
                ),
                "corrected": listing(
                    record_of(
                        "一次", on=day("日期"), was=text("原值"), now=text("现值"), because=text("原因")
                    ),
                    "该格的更正",
                ),
            },
        },
    },
)
