"""An address once published is never lost: it is there, or leads on, or says why it was withdrawn."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import partial
from html import unescape
from pathlib import Path

from msgspec import Struct
from msgspec.structs import astuple

from ..files import put
from ..load.redirects import FILE, load_redirects
from ..model.redirect import Redirect, final, part_of
from ..processes import meanwhile
from ..render.findings import text
from ..render.moved import moved_page, withdrawn_page
from . import folders, manifest
from .configuration import Settings

SHOWN = 20
"""Addresses that a message lists."""


class Lost(Exception):
    """Addresses would be lost, or redirects.yml is wrong; the message is Chinese."""


class Promise(Struct, frozen=True):
    """What the site answers to: its own addresses with their hashes, and those that were given up."""

    addresses: Mapping[str, str]
    moved: Mapping[str, str]
    """Former address → present one."""
    withdrawn: Mapping[str, str]
    """Address of a page → why it is no longer there."""

    def write(self, new: Path, settings: Settings) -> None:
        """Put the pages of former addresses, and the manifest, into a new site."""
        for address, because in self.withdrawn.items():
            _write(new, address, withdrawn_page(address, because, settings.name))
        for address, to in self.moved.items():
            if address.endswith("/"):
                title = _title(new / to / "index.html")
                _write(new, address, moved_page(address, to, title, settings.name, settings.url))
            else:
                (new / address).parent.mkdir(parents=True, exist_ok=True)
                folders.name_also(str(new / to), str(new / address))
        put(f"{new}/{manifest.NAME}", manifest.as_json(self.addresses).encode("utf-8"))


def promise(root: Path, names: Sequence[str], previous: Path | None) -> Promise:
    """What a site of the documents `names` (files below docs/) will answer to. Raises Lost when that
    is less than what the one before did, of which `previous` is the manifest.
    """
    entries = _redirects(root)
    try:
        before = manifest.read(previous) if previous else {}
    except manifest.ManifestError as error:
        raise Lost(str(error)) from error
    made = manifest.hashes(root / "docs", manifest.addresses(names))
    _refuse_contradictions(entries, made)
    moved = expanded(entries, made)
    withdrawn = {entry.old: entry.because for entry in entries.values() if entry.because}
    made |= {old: made.get(to, "") for old, to in moved.items()} | dict.fromkeys(withdrawn, "")
    _refuse_losses([each for each in sorted(before.keys() - made.keys()) if not _withdrawn(each, entries)])
    return Promise(made, moved, withdrawn)


def promising(root: Path, names: Sequence[str], previous: Path | None) -> Callable[[], Promise]:
    """The same, begun in another process where there is a core for it. Of very many addresses there would be
    two times as many in memory: they wait until they are asked for."""
    work = partial(promise, root, names, previous)
    begun = meanwhile(lambda: astuple(work())) if len(names) < manifest.MANY else None
    return (lambda: Promise(*begun())) if begun else work


def _redirects(root: Path) -> dict[str, Redirect]:
    entries, findings = load_redirects(root)
    if findings:
        raise Lost(f"{FILE} 有误：\n{text(findings, 0).rpartition('共核验')[0].rstrip()}")
    return {entry.old: entry for entry in entries}


def expanded(entries: Mapping[str, Redirect], there: Collection[str]) -> dict[str, str]:
    """Former address → present one, of all entries that lead somewhere.

    What belongs to the new page is there under the old address too; an entry of its own goes before.
    """
    found: dict[str, str] = {}
    for entry in entries.values():
        to = final(entry.to, entries) if not entry.because else None
        if to is None:
            continue
        found[entry.old] = to
        if entry.with_what_belongs:
            for address in there:
                if rest := part_of(to, address):
                    old = f"{entry.old if address.startswith(to) else entry.old.rstrip('/')}{rest}"
                    if old not in there and old not in entries:
                        found.setdefault(old, address)
    return found


def _refuse_contradictions(entries: Mapping[str, Redirect], there: Mapping[str, str]) -> None:
    wrong = []
    for entry in entries.values():
        to = final(entry.old, entries)
        if entry.old in there:
            wrong.append(f"{entry.place}: 旧地址“{entry.old}”现在仍有网页或文件；删去这一条")
        elif not entry.because and to is None:
            wrong.append(f"{entry.place}: “{entry.old}”转来转去又回到自己；改正新地址")
        elif not entry.because and to not in there and not _is_withdrawn(to, entries):
            wrong.append(f"{entry.place}: 新地址“{entry.to}”没有网页或文件；改正新地址")
    if wrong:
        raise Lost("\n".join(wrong))


def _is_withdrawn(address: str | None, entries: Mapping[str, Redirect]) -> bool:
    return bool(address and address in entries and entries[address].because)


def _withdrawn(address: str, entries: Mapping[str, Redirect]) -> bool:
    """Whether a file belonged to a page that was withdrawn; pages are listed one by one."""
    if address.endswith("/"):
        return False
    return any(part_of(entry.old, address) is not None for entry in entries.values() if entry.because)


def _refuse_losses(lost: Sequence[str]) -> None:
    """Pages first: with a page usually go its files."""
    if not lost:
        return
    pages = [each for each in lost if each.endswith("/") or not each]
    told = [each for each in lost if not any(part_of(page, each) for page in pages if page != each)]
    more = [f"  ……共 {len(told)} 个"] if len(told) > SHOWN else []
    raise Lost(
        "\n".join(
            [
                f"公开过的地址有 {len(lost)} 个在新网站里没有了，链接和引用会失效：",
                *(f"  {each or '（首页）'}" for each in told[:SHOWN]),
                *more,
                f"报告有错误的，先改正。改名、移动、撤下的，在站点根目录的 {FILE} 中逐条写明：",
                *_example(told[0]),
            ]
        )
    )


def _example(address: str) -> Iterator[str]:
    yield f"  {address}: 新地址"
    if address.endswith("/"):
        yield f"  {address}: {{withdrawn: 撤下的原因}}"


def _title(page: Path) -> str:
    """What a built page calls itself, without markup."""
    try:
        found = re.search(r"<title>(.*?)</title>", page.read_text("utf-8"), re.DOTALL)
    except OSError:
        return ""
    return unescape(found[1]).strip() if found else ""


def _write(new: Path, address: str, page: str) -> None:
    put(f"{new}/{address}/index.html", page.encode("utf-8"))
