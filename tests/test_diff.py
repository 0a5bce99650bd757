"""What an edit does, in words: a scripted history, every comment and every text whole."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import pytest
from msgspec.structs import fields, replace

from cases import edits
from gongkai.history.changes import of_bodies
from gongkai.history.compare import difference
from gongkai.history.repository import Repository
from gongkai.history.sources import Revision
from gongkai.model.body import Body
from gongkai.model.difference import Difference
from gongkai.model.report import Report
from gongkai.render.diff.markdown import as_markdown
from gongkai.render.diff.text import as_text
from gongkai.render.diff.wording import parts_of
from repositories import commit, git

GOLDEN = Path(__file__).parent / "golden" / "diff"
SLUGS = [slug for slug, _, _ in edits.EDITS]


@pytest.fixture(scope="session")
def history(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with one commit an edit, each tagged with its slug."""
    root = tmp_path_factory.mktemp("history")
    edits.base(root)
    commit(root, "起点")
    git(root, "tag", "00-base")
    for slug, message, apply in edits.EDITS:
        apply(root)
        commit(root, message)
        git(root, "tag", slug)
    return root


@pytest.fixture(scope="session")
def done(history: Path) -> Callable[[str], Difference]:
    """What an edit does, by its slug; worked out once for its tests, which stand side by side."""
    repository, before = Repository(history), dict(zip(SLUGS, ["00-base", *SLUGS], strict=False))
    return lru_cache(lambda slug: difference(Revision(repository, before[slug]), Revision(repository, slug)))


@pytest.mark.parametrize("ending", ["md", "txt"])
@pytest.mark.parametrize("slug", SLUGS)
def test_what_every_edit_does(done: Callable[[str], Difference], slug: str, ending: str) -> None:
    """Run with GOLDEN=write to accept a change, then read the difference in git."""
    made = (as_markdown if ending == "md" else as_text)(parts_of(done(slug)))
    file = GOLDEN / f"{slug}.{ending}"
    if os.environ.get("GOLDEN") == "write":
        file.parent.mkdir(exist_ok=True)
        file.write_text(made, "utf-8", newline="\n")
    assert made == file.read_text("utf-8")


COMPARED = {
    *(
        "body",
        "form",
        "title",
        "published",
        "written",
        "index_number",
        "document_number",
        "period",
        "preamble",
    ),
    *("prose", "free", "cells", "local_rows", "column_prints", "accepted", "corrections", "attachment"),
}
NOT_CONTENT = {"year", "file", "places", "row_places"}


def test_every_field_of_a_report_is_compared_or_no_content() -> None:
    """A field that is new belongs into `history.changes`, or an edit of it would pass for formatting."""
    assert {each.name for each in fields(Report)} == COMPARED | NOT_CONTENT


def test_every_field_of_a_body_is_compared() -> None:
    old = Body("a", "甲")
    values = {
        "order": 1,
        "complete": True,
        "deadlines": {"county": "01-01"},
        "owners": ("yi",),
        "kind": "county",
    }
    names = [each.name for each in fields(Body) if each.name != "id"]
    changed = [of_bodies(old, replace(old, **{name: values.get(name, "乙")})) for name in names]
    assert [len(each) for each in changed] == [1] * len(names)
