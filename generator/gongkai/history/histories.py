"""The histories of all reports, as they are asked for; a site outside of git goes without all that reads them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from ..model.body import Body
from ..model.form import Form
from ..model.version import History


class Histories(Mapping[str, History]):
    """Report id → its history, of the reports whose file is not as it was first committed.

    `pending` has those of reports that are not as they were committed; `warning` says in Chinese why
    there is none where that should not be so.
    """

    def __init__(
        self,
        packed: dict[str, str] | None = None,
        pending: dict[str, History] | None = None,
        warning: str = "",
    ) -> None:
        self.packed, self.pending, self.warning = packed or {}, pending or {}, warning

    def __getitem__(self, id_: str) -> History:
        if id_ in self.pending:
            return self.pending[id_]
        from .memory import unpacked

        return unpacked(self.packed[id_])

    def __iter__(self) -> Iterator[str]:
        return iter(self.packed | self.pending)

    def __len__(self) -> int:
        return len(self.packed | self.pending)

    def __contains__(self, id_: object) -> bool:
        return id_ in self.packed or id_ in self.pending

    def digest(self, id_: str) -> str:
        """What changes when the history of a report does; "" where there is none."""
        if id_ not in self:
            return ""
        text = repr(self.pending[id_]) if id_ in self.pending else self.packed[id_]
        return hashlib.sha256(text.encode()).hexdigest()


def read_histories(root: Path, forms: Mapping[str, Form], bodies: Mapping[str, Body]) -> Histories:
    """The histories of the reports in the site's folder; none outside of git or in a shallow clone.

    Those of reports that cannot be read as they are now are not to be relied upon.
    """
    if not _in_git(root):
        return Histories()
    from .versions import histories_in

    return histories_in(root, forms, bodies)


def _in_git(root: Path) -> bool:
    """Whether a folder lies in a repository, as far as a look at it tells."""
    return any((folder / ".git").exists() for folder in (root, *root.parents))
