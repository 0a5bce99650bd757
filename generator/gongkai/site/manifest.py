"""What is published: every address that must last, with a hash of the data that stands there.

`manifest.json` lies in the public folder. The next build reads it, and what has gone since must
have been given up on purpose. It holds no time: the same reports make the same file.
"""

from __future__ import annotations

import hashlib
import json
import posixpath
import re
from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path

from ..model.downloads import CERTIFICATE
from ..processes import in_pieces

NAME = "manifest.json"
FORMAT = "gongkai-manifest/1"
PASSING = ("assets/", "search/", "robots.txt")
"""What serves the pages and comes and goes with the software; everything else is promised."""
MANY = 20_000
"""Files that are worth processes of their own."""
PIECE = 1 << 16
"""Bytes that are read at once; a certificate, in which the digest of the YAML is looked for, has some thousand."""
START, END = b' "addresses": {\n', b"\n }\n}"
YAML = re.compile(rb'"yaml_sha256": "([0-9a-f]{64})"')


class ManifestError(Exception):
    """A file that is no manifest; the message is Chinese."""


def addresses(names: Iterable[str]) -> dict[str, str]:
    """Address → file below the documents folder, of all pages and files that must last."""
    found = {}
    for name in names:
        if name.endswith(".md"):
            found[address_of(name)] = name
        elif not name.startswith(PASSING):
            found[name] = name
    return found


def address_of(page: str) -> str:
    """The address of a Markdown file's page: a folder with a slash at its end; "" for the home page."""
    folder = page.removesuffix(".md")
    if posixpath.basename(folder) == "index":
        folder = posixpath.dirname(folder)
    return f"{folder}/" if folder else ""


def hashes(documents: Path, found: Mapping[str, str]) -> dict[str, str]:
    """Address → SHA-256 of the data there, "" where there is none.

    Of a file, its own; of a report's page, that of the YAML file (as its certificate says), which
    holds all that is on it; other pages are made of these.
    """
    files = [name for name in found.values() if not name.endswith(".md")]
    made = dict.fromkeys(found, "")
    for digests, sources in in_pieces(partial(_digests, str(documents)), files, least=MANY, most=2000):
        made |= digests
        made |= {address: source for address, source in sources.items() if address in made}
    return made


def _digests(documents: str, names: Iterable[str]) -> tuple[dict[str, str], dict[str, str]]:
    """Name → digest of the file; address of a report's page → that of its YAML file."""
    digests, sources = {}, {}
    for name in names:
        start, digests[name] = _digest(f"{documents}/{name}")
        if name.endswith(CERTIFICATE) and (source := YAML.search(start)):
            sources[f"{name.removesuffix(CERTIFICATE)}/"] = source[1].decode()
    return digests, sources


def _digest(path: str) -> tuple[bytes, str]:
    """How a file starts, and the digest of all of it: a list of all reports of a nation is not held."""
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123
        start = file.read(PIECE)
        digest = hashlib.sha256(start)
        while more := file.read(PIECE):
            digest.update(more)
    return start, digest.hexdigest()


def as_json(made: Mapping[str, str]) -> str:
    """One line an address, in their order."""
    lines = [f"  {_text(address)}: {_text(digest)}" for address, digest in sorted(made.items())]
    return f'{{\n "format": "{FORMAT}",\n "addresses": {{\n' + ",\n".join(lines) + "\n }\n}\n"


def renewed(data: bytes, documents: Path, files: Iterable[str], pages: Iterable[str]) -> bytes | None:
    """The manifest with what stands now in these files of the documents folder, and at these pages
    (files of the site, index.html); None where nothing is different."""
    changed = {}
    for name in files:
        if not name.startswith(PASSING):
            with (documents / name).open("rb", buffering=0) as file:  # of a year's reports it is megabytes
                changed[name] = hashlib.file_digest(file, "sha256").hexdigest()
    for name in pages:
        address = name.removesuffix("index.html")
        certificate = documents / f"{address.removesuffix('/')}{CERTIFICATE}"
        source = YAML.search(certificate.read_bytes()) if address and certificate.is_file() else None
        changed[address] = source[1].decode() if source else ""
    return with_hashes(data, changed)


def with_hashes(data: bytes, changed: Mapping[str, str]) -> bytes | None:
    """The manifest with these hashes of addresses; None where it has them all. The others are not read: there
    are five or six for every report."""
    start, end = data.index(START) + len(START), data.rindex(END)
    whole = memoryview(data)  # of which pieces are no copies
    parts: list[bytes | memoryview] = []
    done = 0
    for address, digest in sorted(changed.items()):
        line = f"  {_text(address)}: {_text(digest)}".encode()
        place, stop = _line(data, start, end, address)
        if data[place:stop] == line:
            continue
        if stop == place:  # a new one
            line = line + b",\n" if place < end else b",\n" + line
        parts += [whole[done:place], line]
        done = stop
    return b"".join([*parts, whole[done:]]) if parts else None


def _line(data: bytes, start: int, end: int, address: str) -> tuple[int, int]:
    """Where the line of an address begins and ends, without its comma; twice where it would begin."""
    low, high = start, end
    while low < high:
        middle = (low + high) // 2
        place = max(low, data.rfind(b"\n", low, middle) + 1)
        stop = data.find(b"\n", middle, end)
        stop = end if stop < 0 else stop - 1
        found = _address(data[place:stop])
        if found == address:
            return place, stop
        if found < address:
            low = min(stop + 2, end)
        else:
            high = place
    return low, low


def _address(line: bytes) -> str:
    return str(next(iter(json.loads(b"{" + line + b"}"))))


def read(file: Path) -> dict[str, str]:
    """Address → hash, as published. Raises ManifestError."""
    try:
        data = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise ManifestError(f"“{file}”读不出来，不知道公开过哪些地址：{error}") from error
    found = data.get("addresses") if isinstance(data, dict) and data.get("format") == FORMAT else None
    if not isinstance(found, dict):
        raise ManifestError(f"“{file}”不是地址清单（format 应为 {FORMAT}）")
    return {str(address): str(digest) for address, digest in found.items()}


_text = json.JSONEncoder(ensure_ascii=False).encode
