"""Bodies: who reports. The folder tree under reports/ is the tree of bodies."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from msgspec import Struct, field

BODY_KINDS = {
    "state_council_department": "国务院部门",
    "province": "省级人民政府",
    "city": "设区的市、自治州人民政府",
    "county": "县级人民政府",
    "township": "乡镇人民政府",
    "subdistrict": "街道办事处",
    "department": "县级以上地方人民政府部门",
    "authorised_organisation": "法律、法规授权的组织",
}
"""Kinds of reporting bodies and their Chinese names (条例第四条、第四十九条、第五十四条)."""

ACCOUNT = re.compile(r"@?([A-Za-z0-9]+(?:-[A-Za-z0-9]+)*(?:/[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)*)?)")
EMAIL = re.compile(r"([A-Za-z0-9]+(?:[._+-][A-Za-z0-9]+)*@[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)+)")
LONGEST_OWNER = 100


def owner_of(text: str) -> str:
    """An account, a team (organisation/team) or an e-mail address as written, an account without its @; or ""."""
    found = ACCOUNT.fullmatch(text) or EMAIL.fullmatch(text)
    return found[1] if found and len(text) <= LONGEST_OWNER else ""


class Body(Struct, frozen=True):
    """A reporting body. `id` is its folder path under reports/, e.g. daxing/qingyundian."""

    id: str
    name: str
    short_name: str = ""
    kind: str = "department"
    order: int = 0
    address: str = ""
    postcode: str = ""
    phone: str = ""
    email: str = ""
    complete: bool = False
    """Whether the folder declares that all its subordinate bodies are listed."""
    deadlines: Mapping[str, str] = field(default_factory=dict)
    """Kind of body → MM-DD: local days of publication, for this body and all below it."""
    owners: tuple[str, ...] = ()
    """Who approves its reports and those below it: accounts or teams without @, or e-mail addresses."""

    @property
    def parent(self) -> str:
        """Id of the body above, or "" at the top."""
        return self.id.rpartition("/")[0]

    @property
    def called(self) -> str:
        return self.short_name or self.name


def order_of(body: Body, bodies: Mapping[str, Body]) -> tuple[tuple[int, str], ...]:
    """Sorts a body after the one above it, siblings by `order` and id."""
    parts = body.id.split("/")
    above = ("/".join(parts[: n + 1]) for n in range(len(parts)))
    return tuple((bodies[id_].order if id_ in bodies else 0, id_) for id_ in above)


class Bodies(Mapping[str, Body]):
    """Bodies by id, and their order, which is worked out once."""

    def __init__(self, by_id: Mapping[str, Body]) -> None:
        self.by_id = by_id

    @classmethod
    def in_order(cls, bodies: Iterable[Body]) -> Bodies:
        """Of bodies that stand as `tree` has them."""
        made = cls({each.id: each for each in bodies})
        made.__dict__["tree"] = list(made.by_id.values())
        return made

    def __getitem__(self, id_: str) -> Body:
        return self.by_id[id_]

    def __iter__(self) -> Iterator[str]:
        return iter(self.by_id)

    def __len__(self) -> int:
        return len(self.by_id)

    @cached_property
    def tree(self) -> list[Body]:
        """Every body, each after the one above it, siblings by `order` and id."""
        return sorted(self.by_id.values(), key=self.order)

    @cached_property
    def below(self) -> dict[str, list[Body]]:
        """Body id → the bodies directly below it, in order."""
        found: dict[str, list[Body]] = {}
        for body in self.tree:
            found.setdefault(body.parent, []).append(body)
        return found

    def order(self, body: Body) -> tuple[tuple[int, str], ...]:
        """What sorts it into the tree."""
        return order_of(body, self.by_id)
