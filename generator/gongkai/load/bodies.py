"""body.yml → Body: who reports from a folder."""

from __future__ import annotations

import re
from datetime import date

from ..model.body import BODY_KINDS, Body, owner_of
from . import mistakes
from .nodes import Mapping
from .values import Reader

ORDER = re.compile(r"[0-9]{1,6}")
DAY = re.compile(r"[0-9]{2}-[0-9]{2}")
WORDS = ("name", "short_name", "kind", "order", "address", "postcode", "phone", "email")
KEYS = (*WORDS, "complete", "deadlines", "owners")
MOST_OWNERS = 10


def read_body(reader: Reader, node: Mapping, id_: str) -> Body | None:
    """The body of a folder, or None when its name is missing."""
    reader.keys(node, KEYS)
    get = node.items.get
    words = {key: reader.word(get(key), "文字", key) for key in WORDS}
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
    if not ORDER.fullmatch(order):
        reader.note(mistakes.bad_value("order", order, "整数（不超过 6 位）"), get("order") or node, "order")
        order = "0"
    return Body(
        id=id_,
        name=words["name"],
        short_name=words["short_name"],
        kind=kind,
        order=int(order),
        address=words["address"],
        postcode=words["postcode"],
        phone=words["phone"],
        email=words["email"],
        complete=reader.flag(get("complete"), "complete"),
        deadlines=_deadlines(reader, node),
        owners=_owners(reader, node),
    )


def _deadlines(reader: Reader, node: Mapping) -> dict[str, str]:
    """Kind of body → MM-DD."""
    found: dict[str, str] = {}
    mapping = reader.mapping(node.items.get("deadlines"), "机关类别: 月-日 各行", "deadlines")
    if mapping is None:
        return found
    reader.keys(mapping, BODY_KINDS, "deadlines")
    for kind, child in mapping.items.items():
        day = reader.word(child, "文字", "deadlines")
        try:
            found[kind] = date.fromisoformat(f"2001-{day if DAY.fullmatch(day) else ''}").strftime("%m-%d")
        except ValueError:
            reader.note(mistakes.bad_value("公布期限", day, "月-日，例如 01-28"), child, "deadlines")
    return found


def _owners(reader: Reader, node: Mapping) -> tuple[str, ...]:
    """Accounts and addresses that can stand in a CODEOWNERS file, each once."""
    found: list[str] = []
    nodes = reader.sequence(
        node.items.get("owners"), "方括号列表，例如 [zhangsan, zwgk@example.gov.cn]", "owners"
    )
    for child in nodes:
        written = reader.word(child, "文字", "owners")
        owner = owner_of(written)
        if not owner:
            expected = "账号、组织/团队或电子邮箱，例如 zhangsan"
            reader.note(mistakes.bad_value("owners", written, expected), child, "owners")
        elif owner in found:
            reader.note(mistakes.bad_value("owners", written, "各不相同的账号"), child, "owners")
        elif len(found) == MOST_OWNERS:
            reader.note(mistakes.bad_value("owners", "", f"不超过 {MOST_OWNERS} 个"), child, "owners")
            break
        else:
            found.append(owner)
    return tuple(found)
