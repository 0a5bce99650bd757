"""Documents on disk: written when they changed, removed when their report is gone.

A report with errors keeps the page it had: one bad file never takes the others, nor what was
published yesterday, down.
"""

from __future__ import annotations

from pathlib import Path

from .pipeline import Delta, Run


def render(root: Path, out: Path, preview: bool = False) -> Delta:
    """Write all documents of a site below `out`, relying on nothing; says what was not so before.

    In a preview every report that can be read has its page, with its findings on it.
    """
    run = Run(root, None, out, preview)
    return run.pages()
