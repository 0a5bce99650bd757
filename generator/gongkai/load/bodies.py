"""body.yml → Body: who reports from a folder."""

from __future__ import annotations

from ..model.body import BODY_KINDS, Body
from . import mistakes
from .tree import Mapping
from .values import Reader

KEYS = ("name", "short_name", "kind", "order", "address", "postcode", "phone", "email", "complete")


def read_body(reader: Reader, node: Mapping, id_: str) -> Body | None:
    """The body of a folder, or None when its name is missing."""
    reader.keys(node, KEYS)
    get = node.items.get
    words = {key: reader.word(get(key), "文字", key) for key in KEYS[:-1]}
    if not words["name"]:
        reader.note(
            mistakes.bad_value("name", "", "机关全称，例如 北京市大兴区青云店镇人民政府"), node, "name"
        )
        return None
    kind = words["kind"] or "department"
    if kind not in BODY_KINDS:
        expected = "、".join(f"{key}（{name}）" for key, name in BODY_KINDS.items())
        reader.note(mistakes.bad_value("kind", kind, expected), get("kind") or node, "kind")
        kind = "department"
    order = words["order"] or "0"
    if not order.isdecimal():
        reader.note(mistakes.bad_value("order", order, "整数"), get("order") or node, "order")
        order = "0"
    return Body(
        id_,
        words["name"],
        words["short_name"],
        kind,
        int(order),
        words["address"],
        words["postcode"],
        words["phone"],
        words["email"],
        reader.flag(get("complete"), "complete"),
    )
