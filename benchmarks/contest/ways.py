"""Two parts of `gongkai build` that no command of its own does: `ways.py without-search|pages ROOT`.

without-search  the whole command but the search: neither its records nor its index are made
pages           what MkDocs does: from the pages in docs/ to the site, no reports read
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from gongkai import cli
from gongkai.site import body_files, search_index
from gongkai.site.build import build


def without_search(root: Path) -> None:
    steps: tuple[tuple[Any, str, Any], ...] = (
        (body_files, "_records", lambda *_: iter(())),
        (search_index, "bring_up", lambda *_: set()),
    )
    for module, name, nothing in steps:
        if not hasattr(module, name):
            raise SystemExit(f"{name} has another name now: mend benchmarks/contest/ways.py")
        setattr(module, name, nothing)
    cli.cli(["build", "--root", str(root)])


def pages(root: Path) -> None:
    if why_not := build(root, "mkdocs", root / "site"):
        raise SystemExit(why_not)


if __name__ == "__main__":
    {"without-search": without_search, "pages": pages}[sys.argv[1]](Path(sys.argv[2]))
