"""Documents on disk: written when they changed, removed when their report is gone.

A report with errors keeps the page it had: one bad file never takes the others, nor what was
published yesterday, down.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from .locked import alone
from .pipeline import Delta, Run
from .publishing import SITE


def render(root: Path, out: Path, preview: bool = False) -> Delta:
    """Write all documents of a site below `out`, relying on nothing; says what was not so before.

    In a preview every report that can be read has its page, with its findings on it.
    """
    return Run(root, None, out, preview).pages()


def render_documents(root: Path, out: Path, run_of: Callable[..., Run]) -> tuple[Run, Delta]:
    """The same for whoever builds the site by other means. In the site's own documents folder it goes on
    from the last run, and the next build knows that it did. Raises BuildError."""
    if out.resolve() != (root / "docs").resolve():
        run = run_of(root, None, out)
        return run, run.pages()
    with alone(root) as work:
        run = run_of(root, work / "build.db", root / "docs")
        delta = run.pages()
        if delta.changed or delta.removed:
            run.store.put_word(SITE, None)
        run.finish()
    return run, delta
