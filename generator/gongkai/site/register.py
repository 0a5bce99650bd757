"""The bodies of a site, from their files that changed and what was known of the others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import Struct

from ..load.project import read_body_file
from ..model.body import Bodies
from ..model.finding import Finding
from .plain import BODY, Plain, body_from, finding_from, plain_body, plain_finding
from .sources import Sources
from .store import Store

NAMES = (BODY.index("name"), BODY.index("short_name"))


class Register(Struct, frozen=True):
    """The bodies, and what their change means."""

    bodies: Bodies
    findings: list[Finding]
    """What is wrong with their files."""
    seen_by: frozenset[str] = frozenset()
    """Ids of the bodies whose pages may show a change of another."""
    renamed: bool = False
    """Whether a name came or went, which may be mentioned in any report."""


def register(root: Path, store: Store, sources: Sources) -> Register:
    """Read the files body.yml that changed, and keep what they say."""
    old: dict[str, Plain] = store.word("bodies", {})
    wrong: dict[str, list[Plain]] = store.word("wrong", {})
    there = set(sources.body_files())
    now = {id_: plain for id_, plain in old.items() if id_ in there}
    wrong = {id_: found for id_, found in wrong.items() if id_ in there}
    for id_ in sorted(there & sources.bodies):
        body, findings = read_body_file(root, root / "reports" / id_ / "body.yml")
        now.pop(id_, None)
        wrong.pop(id_, None)
        if body:
            now[id_] = plain_body(body)
        if findings:
            wrong[id_] = list(map(plain_finding, findings))
    store.put_word("wrong", wrong)
    found = [finding_from(each) for id_ in sorted(wrong) for each in wrong[id_]]
    differing = {id_ for id_ in old.keys() | now.keys() if old.get(id_) != now.get(id_)}
    if not differing:
        return Register(Bodies.in_order(map(body_from, old.values())), found)
    bodies = Bodies({id_: body_from(plain) for id_, plain in now.items()})
    store.put_word("bodies", {each.id: now[each.id] for each in bodies.tree})
    return Register(
        bodies,
        found,
        _seen_by(differing, now),
        any(_names(old, each) != _names(now, each) for each in differing),
    )


def _names(among: Mapping[str, Plain], id_: str) -> tuple[str, ...] | None:
    found = among.get(id_)
    return None if found is None else tuple(found[place] for place in NAMES)


def _seen_by(differing: Iterable[str], among: Iterable[str]) -> frozenset[str]:
    """These bodies, those above and all below them."""
    tops = tuple(f"{each}/" for each in differing)
    above = {each.rpartition("/")[0] for each in differing}
    return frozenset(each for each in among if each in above or f"{each}/".startswith(tops))
