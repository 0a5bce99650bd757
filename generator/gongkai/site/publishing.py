"""The public site after a run: only what changed, where that is enough, or whole."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path
from typing import Any

from ..load.redirects import FILE
from . import increment, twin, watch
from .keeping import Kept, kept_from
from .locked import cannot_write
from .pipeline import Delta, Run
from .sources import looks_of
from .store import WORK

SITE, SHELLS = "site", "shells"


def publish(
    run: Run, delta: Delta, engine: str, out: Path, slow: bool = False, previous: Path | None = None
) -> str:
    """Bring the site in `out` up to date with the documents, and before that the index of the search with
    them, which ends the run. Raises BuildError; see `build`."""

    def end() -> None:
        run.index(delta)
        run.finish()

    store, work = run.store, run.base / WORK
    version = _version(run, out)
    known: dict[str, Any] | None = store.word(SITE)
    store.put_word(SITE, None)  # until the end of this build nothing can be relied on
    small = engine == "mkdocs" and not slow and previous is None and not (run.base / FILE).exists()
    if small and known and not delta.anew and known["version"] == version and _is_there(known, out, work):
        end()
        try:
            with watch.part("更新网站"):
                _change(run, delta, known, out, work)
        except increment.Whole:
            pass
        except OSError as error:
            raise cannot_write(error) from error
        else:
            store.put_word(SITE, {**known, **_identities(out, work)})
            return ""
    from .build import whole  # an edit goes without MkDocs

    why_not, kept = whole(run.base, engine, out, slow, previous, end, delta.changed)
    _remember(run, kept if small else None, version, out, work)
    return why_not


def _version(run: Run, out: Path) -> str:
    """What decides the site besides the documents that are generated."""
    configuration = run.base / "mkdocs.yml"
    own = [run.base / run.settings.theme] if run.settings.theme else []
    others: list[object] = [os.fspath(out), run.by_hand]
    if configuration.is_file() and b"!ENV" in configuration.read_bytes():
        others += sorted(os.environ.items())
    parts = [run.version, looks_of([*own, configuration]), *map(repr, others)]
    return sha256("\0".join(parts).encode()).hexdigest()


def _is_there(known: dict[str, Any], out: Path, work: Path) -> bool:
    """Whether both trees are those that were left."""
    return {name: known.get(name) for name in ("public", "twin")} == _identities(out, work)


def _identities(out: Path, work: Path) -> dict[str, Any]:
    return {"public": twin.identity(out), "twin": twin.identity(work / twin.NAME)}


def _change(run: Run, delta: Delta, known: dict[str, Any], out: Path, work: Path) -> None:
    """Make a small change, and say in `known` what the twin lacks then. Raises Whole."""
    if not delta.changed and not delta.removed:
        return
    documents = run.base / "docs"
    kept = kept_from(run.store.word(SHELLS))
    change = increment.change_of(documents, sorted(delta.changed), sorted(delta.removed), kept)
    increment.finish(change, documents, out, run.settings.url)
    known["behind"] = increment.apply(change, out, work, known["behind"])


def _remember(run: Run, kept: Kept | None, version: str, out: Path, work: Path) -> None:
    """Make the twin of a whole build, and keep what the next one needs."""
    with watch.part("备好下一次更新"):
        if kept is None or twin.make(out, work) is None:
            return
    run.store.put_word(SHELLS, kept.plain())
    run.store.put_word(SITE, {"version": version, "behind": [], **_identities(out, work)})
