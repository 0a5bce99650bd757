"""JSON Schema of what the page 对比 reads of one body (gongkai-compare/1)."""

from __future__ import annotations

from ..model.downloads import COMPARISON
from .schema import Schema, file_of, listing, record_of, text


def by(key: str, inner: Schema, meaning: str) -> Schema:
    """An object with any keys of that pattern; "" admits every key."""
    names = {"propertyNames": {"pattern": key}} if key else {}
    return {"type": "object", **names, "additionalProperties": inner, "description": meaning}


GROUP: Schema = {
    **record_of(
        "一组",
        label=text("组的名称；只有一组的为空"),
        whole=text("总计；没有总计的组不列"),
        parts=by("", {"type": "string"}, "各项的名称与数；没有数字的为“空白”或“不适用”"),
    ),
    "required": ["label", "parts"],
}
COMPARE = file_of(
    COMPARISON,
    "一个机关供对比的数据",
    body=text("机关标识"),
    name=text("机关全称"),
    years=by(
        r"^\d{4}$",
        by("", listing(GROUP, "各组"), "问题的标识与各组数据"),
        "年度与该年的数据",
    ),
)
