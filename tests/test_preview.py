"""The live preview: what a writer sees after saving a file."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html

from conftest import copy_of_the_repository
from gongkai.site.serve import Preview

PAGE = "reports/daxing/qingyundian/2020/index.html"


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Preview:
    """A preview that has shown the repository once."""
    folder = tmp_path_factory.mktemp("preview")
    made = Preview(copy_of_the_repository(folder / "root"), folder / "shown")
    made.refresh()
    return made


@pytest.fixture
def report(preview: Preview) -> Iterator[Path]:
    """The report's file; put back afterwards."""
    file = preview.root / "reports/daxing/qingyundian/2020.yml"
    text = file.read_text("utf-8")
    yield file
    file.write_text(text, "utf-8")


def problems(preview: Preview) -> list[str]:
    page = html.parse(str(preview.site / PAGE))
    return [each.text_content() for each in page.xpath("//section[@class='problems']//li")]


def test_an_edit_is_shown(preview: Preview, report: Path) -> None:
    report.write_text(report.read_text("utf-8").replace("  无。", "  本年度另有说明。"), "utf-8")
    preview.refresh()
    assert "本年度另有说明。" in (preview.site / PAGE).read_text("utf-8")


def test_figures_that_do_not_reconcile_are_told_on_the_page(preview: Preview, report: Path) -> None:
    report.write_text(report.read_text("utf-8").replace("[35, 0,", "[36, 0,"), "utf-8")
    preview.refresh()
    assert [each.split(" reports/")[0] for each in problems(preview) if each.startswith("错误")][:1] == [
        "错误 GK301 合计不符"
    ]


def test_a_file_that_cannot_be_read_is_told_on_its_page(preview: Preview, report: Path) -> None:
    report.write_text(report.read_text("utf-8").replace("overview: |", "overview： |"), "utf-8")
    preview.refresh()
    assert [each.split(" reports/")[0] for each in problems(preview)] == ["错误 GK103 键后用了全角冒号"]
    listed = (preview.site / "reports/daxing/qingyundian/index.html").read_text("utf-8")
    assert '<a href="2020/">核验未通过，暂未发布</a>' in listed


def test_a_preview_leaves_documents_and_site_alone(preview: Preview) -> None:
    assert not (preview.root / "docs/reports").exists()
    assert not (preview.root / "docs/index.md").exists()
    assert not (preview.root / "site").exists()


def test_a_page_with_a_mistake_in_the_configuration_is_said_not_raised(
    preview: Preview, capsys: pytest.CaptureFixture[str]
) -> None:
    file = preview.root / "mkdocs.yml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("name: material", "name: 没有的主题"), "utf-8")
    preview.refresh()
    file.write_text(text, "utf-8")
    assert capsys.readouterr().err.startswith("网站配置或页面有误：")


def test_an_edit_reaches_the_reader(tmp_path: Path) -> None:
    """How soon is measured by benchmarks/preview.py."""
    root = copy_of_the_repository(tmp_path)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-c", "from gongkai.cli import main; main()"]
    server = subprocess.Popen([*command, "serve", "--root", str(root), "--port", str(port)])
    address = f"http://127.0.0.1:{port}/reports/daxing/qingyundian/2020/"
    try:
        wait_for(address, "青云店镇坚持")
        file = root / "reports/daxing/qingyundian/2020.yml"
        file.write_text(file.read_text("utf-8").replace("  无。", "  本年度另有说明。"), "utf-8")
        wait_for(address, "本年度另有说明。")
    finally:
        server.terminate()
        server.wait(10)


def wait_for(address: str, text: str) -> None:
    """Return when the page holds the text; raise TimeoutError when it does not come."""
    for _ in range(1200):
        try:
            with urllib.request.urlopen(address) as page:
                if text in page.read().decode("utf-8"):
                    return
        except OSError:
            pass
        time.sleep(0.05)
    raise TimeoutError(f"{address} lacks {text}")
