"""The bodies of the fictional city, in one order for ever: N bodies are the first N of it."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from itertools import chain, islice, zip_longest

from msgspec import Struct
from msgspec.structs import replace

from ..model.body import Body
from . import names

CITY = "shili"
COMPLETE = f"{CITY}/qingshi"
"""The one district that declares all its subordinate bodies; it never gets more than these."""
LOWER = 40
"""Towns and subdistricts of each other district."""
MOST = 2341
"""Bodies there are names for."""
WE = {
    "city": "我市",
    "county": "我区",
    "township": "我镇",
    "subdistrict": "我街道",
    "authorised_organisation": "我委",
}


class Office(Struct, frozen=True):
    """A body, what it deals with, and how it calls itself in its report."""

    body: Body
    trade: str
    """A key of themes.THEMES."""
    we: str

    @property
    def id(self) -> str:
        return self.body.id


def offices(count: int) -> list[Office]:
    """The first `count` bodies of the city. The complete district only says so when it is."""
    found = list(islice(_all(), count))
    ids = {each.id for each in found}
    children = {each.id for each in first() if each.body.parent == COMPLETE}
    whole = children <= ids
    return [
        replace(each, body=replace(each.body, complete=whole)) if each.id == COMPLETE else each
        for each in found
    ]


def _all() -> Iterator[Office]:
    seen: set[str] = set()
    for number, office in enumerate(chain(first(), _rest()), 1):
        if office.id not in seen:
            seen.add(office.id)
            yield replace(office, body=_with_contact(office.body, number))


def first() -> tuple[Office, ...]:
    """Twelve bodies of every kind, so that a small city has all there is to show."""
    city, qingshi, wanglan = "示例市", "青石", "望澜"
    return (
        _office(CITY, f"{city}人民政府", city, "city"),
        _district(qingshi, "qingshi"),
        _lower(f"{COMPLETE}/liuhe", "示例市青石区", "柳河镇"),
        _lower(f"{COMPLETE}/shiqiao", "示例市青石区", "石桥街道"),
        _department(COMPLETE, "示例市青石区", "caizheng 财政局"),
        _department(CITY, city, names.DEPARTMENTS[0]),
        _department(CITY, city, names.DEPARTMENTS[1]),
        _department(CITY, city, names.DEPARTMENTS[2]),
        _district(wanglan, "wanglan"),
        _lower(f"{CITY}/wanglan/hetang", "示例市望澜区", "荷塘镇"),
        _department(f"{CITY}/wanglan", "示例市望澜区", "minzheng 民政局"),
        _office(
            f"{CITY}/gaoxinqu",
            "示例市高新技术产业开发区管理委员会",
            "示例市高新区管委会",
            "authorised_organisation",
        ),
    )


def _rest() -> Iterator[Office]:
    """The city's other departments, then district by district, its bodies of all kinds in turn."""
    for department in names.DEPARTMENTS:
        yield _department(CITY, "示例市", department)
    towns = names.places()
    for number, each in enumerate(names.DISTRICTS):
        place, folder = each.split()
        if f"{CITY}/{folder}" == COMPLETE:
            continue
        name = place + ("区" if number < names.COUNTIES else "县")
        area = f"{CITY}/{folder}"
        yield _district(place, folder, name[-1])
        lower = (
            _lower(f"{area}/{spelt}", f"示例市{name}", town + ("街道" if turn % 4 == 3 else "镇"))
            for turn, (town, spelt) in enumerate(islice(towns, LOWER))
        )
        departments = (_department(area, f"示例市{name}", one) for one in names.DEPARTMENTS)
        for town_office, department_office in zip_longest(lower, departments):
            yield town_office
            if department_office:
                yield department_office


def _office(id_: str, name: str, short_name: str, kind: str, trade: str = "", we: str = "") -> Office:
    return Office(Body(id_, name, short_name, kind), trade or kind, we or WE[kind])


def _district(place: str, folder: str, level: str = "区") -> Office:
    name = f"{place}{level}"
    return _office(f"{CITY}/{folder}", f"示例市{name}人民政府", name, "county", we=f"我{level}")


def _lower(id_: str, area: str, name: str) -> Office:
    if name.endswith("街道"):
        return _office(id_, f"{area}{name}办事处", name, "subdistrict")
    return _office(id_, f"{area}{name}人民政府", name, "township")


def _department(parent: str, area: str, entry: str) -> Office:
    folder, name, *short = entry.split()
    called = (short or [name])[0]
    above = "市" if area == "示例市" else area.removeprefix("示例市")
    we = "我委" if name.endswith("委员会") else "我局"
    return _office(f"{parent}/{folder}", f"{area}{name}", f"{above}{called}", "department", folder, we)


def _with_contact(body: Body, number: int) -> Body:
    """Order, address, telephone and mail that lead nowhere (RFC 2606: .example is nobody's)."""
    mark = zlib.crc32(body.id.encode())
    area = body.name[:6] if body.id.count("/") > 1 else "示例市"
    host = body.id.split("/")[1] if "/" in body.id else CITY
    return replace(
        body,
        order=number * 10,
        address=f"{area}示例路{mark % 300 + 1}号（虚构地址）",
        postcode="000000",
        phone=f"010-0000{mark % 10_000:04d}",
        email=f"xxgk@{host}.example",
    )


def body_file(body: Body) -> str:
    """The text of the body's body.yml."""
    lines = [
        f"name: {body.name}",
        f"short_name: {body.short_name}",
        f"kind: {body.kind}",
        f"order: {body.order}",
        f"address: {body.address}",
        f'postcode: "{body.postcode}"',
        f"phone: {body.phone}",
        f"email: {body.email}",
    ]
    return "\n".join(lines + (["complete: true"] if body.complete else [])) + "\n"
