"""What stays published when something goes wrong, and that every link leads somewhere."""

from __future__ import annotations

import errno
import hashlib
import os
import posixpath
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html

from conftest import copy_of_the_repository
from gongkai.site.build import build
from gongkai.site.locked import BuildError
from gongkai.site.render import render

REPORT = "reports/daxing/qingyundian/2020.yml"
BODY = "docs/reports/daxing/qingyundian/index.md"


def rendered(root: Path) -> None:
    render(root, root / "docs")


def replaced(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return copy_of_the_repository(tmp_path)


def test_every_link_of_the_built_site_leads_to_a_page_and_a_place_on_it(either: Path) -> None:
    trees = {
        page.relative_to(either).as_posix(): html.parse(str(page)) for page in either.rglob("index.html")
    }
    places = {page: set(tree.xpath("//@id")) for page, tree in trees.items()}
    lost = []
    for page, tree in trees.items():
        for link in tree.xpath("//a/@href"):
            parts = urlsplit(link)
            if parts.scheme or link.startswith("javascript:"):
                continue
            target = (
                posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(parts.path)))
                if parts.path
                else page
            )
            if (either / target).is_dir():
                target = posixpath.normpath(f"{target}/index.html")
            anchor = unquote(parts.fragment)
            if not (either / target).is_file() or (anchor and anchor not in places.get(target, {anchor})):
                lost.append((page, link))
    assert lost == []


@pytest.mark.parametrize(
    ("old", "new"), [("[35, 0,", "[36, 0,"), ("overview: |", "overview： |")], ids=["wrong sum", "unreadable"]
)
def test_a_report_that_went_wrong_stays_published_and_is_said_to_be_of_before(
    root: Path, old: str, new: str
) -> None:
    rendered(root)
    page = (root / "docs/reports/daxing/qingyundian/2020/index.md").read_text("utf-8")
    replaced(root / REPORT, old, new)
    rendered(root)
    assert (root / "docs/reports/daxing/qingyundian/2020/index.md").read_text("utf-8") == page
    for listed in (BODY, "docs/reports/2020/index.md"):
        assert '<td colspan="1" class="kept">更新内容核验未通过，仍为上一版</td>' in (
            root / listed
        ).read_text("utf-8")


def test_one_bad_report_leaves_the_others_published(root: Path) -> None:
    other = root / "reports/daxing/2020.yml"
    other.write_text((root / REPORT).read_text("utf-8"), "utf-8")
    replaced(root / REPORT, "[35, 0,", "[36, 0,")
    rendered(root)
    assert (root / "docs/reports/daxing/2020/index.md").is_file()
    assert not (root / "docs/reports/daxing/qingyundian/2020/index.md").exists()


def test_the_original_stays_beside_a_page_that_is_kept(root: Path) -> None:
    original = b"%PDF-1.4\n"
    (root / "reports/daxing/qingyundian/scan.pdf").write_bytes(original)
    with (root / REPORT).open("a", encoding="utf-8") as file:
        digest = hashlib.sha256(original).hexdigest()
        file.write(f"attachment: {{file: scan.pdf, title: 原件（PDF）, sha256: {digest}}}\n")
    rendered(root)
    replaced(root / REPORT, "[35, 0,", "[36, 0,")
    rendered(root)
    assert (root / "docs/reports/daxing/qingyundian/scan.pdf").read_bytes() == original
    page = (root / "docs/reports/daxing/qingyundian/2020/index.md").read_text("utf-8")
    assert '<p><a href="../scan.pdf" download>原件（PDF）</a></p>' in page


def test_a_link_among_the_documents_is_refused(root: Path) -> None:
    (root / "docs/passwd.txt").symlink_to("/etc/passwd")
    with pytest.raises(BuildError, match=r"^docs/passwd\.txt 是符号链接，不能发布；公开文件夹没有改动$"):
        build(root, "mkdocs", root / "site")


@pytest.mark.parametrize(
    ("number", "said"), [(errno.ENOSPC, "No space left on device"), (errno.EROFS, "Read-only file system")]
)
def test_a_disk_that_cannot_be_written_is_one_sentence(
    root: Path, monkeypatch: pytest.MonkeyPatch, number: int, said: str
) -> None:
    def full(new: Path, public: Path) -> None:
        raise OSError(number, os.strerror(number), str(public))

    rendered(root)
    (root / "site").mkdir()
    (root / "site/index.html").write_text("昨天", "utf-8")
    monkeypatch.setattr("gongkai.site.build.switch", full)
    with pytest.raises(BuildError) as caught:
        build(root, "mkdocs", root / "site")
    assert str(caught.value) == f"写不了文件：{said}（{root / 'site'}）；公开文件夹没有改动"
    assert (root / "site/index.html").read_text("utf-8") == "昨天"


def test_the_site_can_be_built_elsewhere(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    rendered(root)
    out = tmp_path_factory.mktemp("elsewhere") / "a/b"
    build(root, "mkdocs", out)
    assert (out / "index.html").is_file()
