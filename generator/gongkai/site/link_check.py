"""Every link of a built site leads to a page, a place on it, or a file that is there."""

from __future__ import annotations

import json
import posixpath
import re
from array import array
from collections.abc import Iterator, Sequence
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit
from zlib import crc32

from msgspec import Struct, field

from ..processes import in_pieces
from . import folders, manifest
from .link_scan import Scanned, scan

CANONICAL = re.compile(rb'<link\b[^>]*\brel="canonical"[^>]*>')
HREF = re.compile(rb'href="([^"]*)"')
FOREIGN = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")
"""How a link begins that leaves the site, or is none (mailto:, data:)."""
ADDRESSES = {
    ".xml": re.compile(rb'<loc>([^<]*)</loc>|\bhref="([^"]*)"'),
    ".css": re.compile(rb"""\burl\(\s*["']?([^"')\s]+)"""),
}


class Broken(Struct, frozen=True, order=True):
    """A reference that leads nowhere; `at` is the byte of its tag."""

    file: str
    at: int
    what: str


class Checked(Struct):
    """What came of some files.

    `wanted`: page and anchor → where another page asks for it. `anchors`: page → checksums of its
    anchors, of which a large site has millions.
    """

    files: int = 0
    links: int = 0
    broken: list[Broken] = field(default_factory=list)
    wanted: dict[tuple[str, str], tuple[str, int]] = field(default_factory=dict)
    anchors: dict[str, array[int]] = field(default_factory=dict)


def check_links(site: Path) -> Checked:
    """Examine all pages, style sheets, feeds, sitemaps and the manifest of a built site.

    Addresses of the site itself that are absolute are known by the home page's canonical link.
    """
    names, _ = folders.files(site)
    check = Check(site, frozenset(names), _base(site))
    done = Checked()
    read = [name for name in names if name.endswith((".html", *ADDRESSES))]
    for part in in_pieces(check.examine, read):
        done.files += part.files
        done.links += part.links
        done.broken += part.broken
        done.anchors |= part.anchors
        for key, place in part.wanted.items():
            done.wanted.setdefault(key, place)
    done.broken += _missing(done)
    done.broken += check.promised()
    done.broken.sort()
    return done


def _missing(done: Checked) -> Iterator[Broken]:
    """The anchors asked for that their pages do not have."""
    page, there = "", set[int]()
    for (target, anchor), (file, at) in sorted(done.wanted.items()):
        if target != page:
            page, there = target, set(done.anchors[target])
        if _sum(anchor) not in there:
            yield Broken(file, at, f"锚点“#{anchor}”在 {target} 里没有")


def _sum(anchor: str) -> int:
    return crc32(anchor.encode("utf-8", "replace"))


def told(site: Path, done: Checked) -> Iterator[str]:
    """One line a broken reference, with its line in the file, and one that counts."""
    lines: dict[str, bytes] = {}
    for each in done.broken:
        if each.file not in lines:
            lines = {each.file: (site / each.file).read_bytes()}
        line = lines[each.file].count(b"\n", 0, each.at) + 1
        yield f"{each.file}:{line}: {each.what}"
    yield f"共检查网页和文件 {done.files} 个、链接 {done.links} 处：失效 {len(done.broken)} 处"


class Check(Struct, frozen=True):
    site: Path
    names: frozenset[str]
    base: str
    """The site's address with a slash at its end, or "" when it is not known."""

    def examine(self, names: Sequence[str]) -> Checked:
        done = Checked()
        for name in names:
            data = (self.site / name).read_bytes()
            found = scan(data) if name.endswith(".html") else _plain(name, data)
            done.anchors[name] = array("I", map(_sum, found.anchors))
            done.files += 1
            done.links += len(found.links)
            for link, at in found.links.items():
                self._follow(name, link, at, found.anchors, done)
        return done

    def _follow(self, name: str, link: str, at: int, anchors: set[str], done: Checked) -> None:
        target = self.target(name, link)
        if target is None:
            return
        path, _, fragment = target.partition("#")
        anchor = unquote(fragment)
        if path not in self.names:
            done.broken.append(Broken(name, at, f"链接“{link}”没有目标"))
        elif not anchor or not path.endswith(".html"):
            return
        elif path != name:
            done.wanted.setdefault((path, anchor), (name, at))
        elif anchor not in anchors:
            done.broken.append(Broken(name, at, f"锚点“#{anchor}”在本页没有"))

    def target(self, name: str, link: str) -> str | None:
        """The file, with the fragment, that a link in a file leads to; None when it leaves the site."""
        if self.base and link.startswith(self.base):
            name, link = "", link.removeprefix(self.base)
        elif FOREIGN.match(link):
            return None
        elif link.startswith("/"):
            above = urlsplit(self.base).path if self.base else ""
            if not above or not link.startswith(above):
                return None
            name, link = "", link.removeprefix(above)
        path, _, fragment = link.partition("#")
        path = unquote(path.partition("?")[0])
        if not path and name:
            return f"{name}#{fragment}"
        whole = posixpath.normpath(posixpath.join(posixpath.dirname(name), path))
        file = "" if whole == "." else whole
        if path.endswith(("/", "/.", "/..")) or path in ("", ".", "..") or file not in self.names:
            file = posixpath.join(file, "index.html")
        return f"{file}#{fragment}"

    def promised(self) -> list[Broken]:
        """Addresses of the manifest that do not answer."""
        if manifest.NAME not in self.names:
            return []
        data = (self.site / manifest.NAME).read_bytes()
        return [
            Broken(manifest.NAME, data.find(json.dumps(address, ensure_ascii=False).encode()), what)
            for address in manifest.read(self.site / manifest.NAME)
            if (f"{address}index.html" if address.endswith("/") or not address else address) not in self.names
            for what in [f"清单里的地址“{address or '首页'}”没有网页或文件"]
        ]


def _plain(name: str, data: bytes) -> Scanned:
    """The addresses in a file that is no page."""
    pattern = ADDRESSES[posixpath.splitext(name)[1]]
    found: dict[str, int] = {}
    for match in pattern.finditer(data):
        link = unescape(next(each for each in match.groups() if each is not None).decode("utf-8", "replace"))
        found.setdefault(link, match.start())
    return Scanned(found, set())


def _base(site: Path) -> str:
    """The site's address, as its home page has it."""
    home = site / "index.html"
    tag = CANONICAL.search(home.read_bytes()) if home.is_file() else None
    href = HREF.search(tag[0]) if tag else None
    return unescape(href[1].decode("utf-8")) if href else ""
