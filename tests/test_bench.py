"""The benchmark measures what it says: processes, the same pages for all, ratios of rounds, goals."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from contest import city, drawing, hugo, measure, report, results
from contest.goals import goals
from contest.results import CHANGED, COLD, Output, Run, Size

CHILD = "import time; held = bytearray(80_000_000)\nwhile time.process_time() < 0.4: pass"
PARENT = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {CHILD!r}])"


def test_the_processes_of_a_command_are_measured_too(tmp_path: Path) -> None:
    used = measure.run([sys.executable, "-c", PARENT], tmp_path)
    assert (used.peak > 80, used.cpu > 0.4, used.wall > 0.4) == (True, True, True)


def test_a_command_that_fails_says_its_last_words(tmp_path: Path) -> None:
    with pytest.raises(measure.Failed, match=r"ended with 3:\ntoo bad"):
        measure.run([sys.executable, "-c", "print('too bad'); raise SystemExit(3)"], tmp_path)
    assert measure.run([sys.executable, "-c", "raise SystemExit(1)"], tmp_path, (0, 1)).cpu > 0


PAGE = """<html><head><title>{title} - 示例</title>
<link rel="canonical" href="https://www.shili.example/{at}"></head><body><h2>{title}</h2>
<article class="a"><p>{text}</p>
</article>
<footer>示例</footer></body></html>
"""
SOURCE = "---\ntitle: 另作\nhide: [navigation]\n---\n<p>5件</p>\n"
PAGES = {
    "index.md": ("", "首页"),
    "guide.md": ("guide/", "使用说明"),
    "reports/shili/index.md": ("reports/shili/", "示例市"),
    "reports/shili/2023/index.md": ("reports/shili/2023/", "2023年报告"),
    "reports/shili/2024/index.md": ("reports/shili/2024/", "2024年报告"),
}


@pytest.fixture
def made(tmp_path: Path) -> city.City:
    """A site of five pages, in which a figure changes one."""
    for name, (at, title) in PAGES.items():
        for file, text in (
            (tmp_path / "docs" / name, SOURCE),
            (tmp_path / "site" / city.address(name), PAGE.format(title=title, at=at, text="5件")),
        ):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")
    (tmp_path / "site/assets").mkdir()
    changed = (SOURCE.encode(), SOURCE.replace("5件", "6件").encode())
    return city.City(tmp_path, tmp_path, ("", ""), {"reports/shili/2024/index.md": changed})


def test_hugo_makes_our_pages_from_its_layouts_and_the_same_sources(made: city.City, tmp_path: Path) -> None:
    """What Hugo does with them is put the title, the address and the content in their places."""
    hugo.prepare(made, tmp_path / "hugo")
    for name, (at, _) in PAGES.items():
        file = hugo.file_of(name, {Path(), Path("reports"), Path("reports/shili")})
        front, _, content = (tmp_path / "hugo/content" / file).read_text("utf-8").partition("\n")
        read = json.loads(front)
        layout = (tmp_path / f"hugo/layouts/_default/{read['layout']}.html").read_text("utf-8")
        filled = layout.replace("{{ .Title }}", read["title"]).replace(
            "{{ .Permalink }}", f"https://www.shili.example/{at}"
        )
        page = filled.replace("{{ .Content }}", content)
        assert page == (made.root / "site" / city.address(name)).read_text("utf-8")


def test_hugo_gets_the_changed_figure(made: city.City, tmp_path: Path) -> None:
    hugo.prepare(made, tmp_path / "hugo")
    ((name, (before, after)),) = hugo.changes(made).items()
    assert (tmp_path / "hugo" / name).read_bytes() == before
    assert before.replace("5件".encode(), "6件".encode()) == after != before


def size(reports: int, **runs: tuple[list[float], list[float]]) -> Size:
    """Wall seconds of rounds, cold and changed; twice as many CPU seconds; 100 MB and 200 pages each."""
    made = {
        engine.replace("_", " "): {
            case: [Run(at, wall, 2 * wall, 100.0) for at, wall in enumerate(walls)]
            for case, walls in zip((COLD, CHANGED), pair, strict=True)
        }
        for engine, pair in runs.items()
    }
    outputs = dict.fromkeys(made, Output(200, 4_000_000, 300, 9_000_000))
    return Size("2026-11-27", "2 cores", "hugo 1", reports, 200, made, outputs)


THOUSAND = size(1000, gongkai=([2, 4, 9], [0.5, 0.5]), hugo=([1, 8, 3], []))


def test_a_ratio_is_the_median_of_the_rounds(tmp_path: Path) -> None:
    """Not that of the medians (4/3): both of a round met the same machine."""
    assert THOUSAND.ratio("gongkai", "hugo", COLD, results.wall) == 2
    assert THOUSAND.ratio("gongkai", "hugo", CHANGED, results.wall) is None


def test_results_are_read_as_they_were_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(results, "FILE", tmp_path / "results.json")
    results.write({1000: THOUSAND})
    assert results.read() == {1000: THOUSAND}


def test_the_tables(tmp_path: Path) -> None:
    assert list(report.lines(1000, THOUSAND)) == [
        "1,000 reports, 200 pages, 2026-11-27, 2 cores",
        "engine   runs  wall s  CPU s  ms a page  peak MB  changed: wall s  CPU s  site MB  kB a page",
        "gongkai   3/2    4.00   8.00       40.0      100            0.500   1.00     9.00       20.0",
        "hugo      3/0    3.00   6.00       30.0      100                –      –     9.00       20.0",
        "                      hugo",
        "gongkai, cold  2.00 / 2.00",
    ]


def test_the_same_work_with_another_engine_is_ours_before_the_site_and_theirs() -> None:
    known = {
        1000: size(1000, **{report.NO_SEARCH: ([5.0], []), report.PAGES: ([1.0], []), "hugo": ([4.0], [])})
    }
    assert "| hugo | 8.00 s, 0.625 × |\n" in report.page(known)


def test_goals_met_missed_and_not_measured() -> None:
    known = {
        1000: size(1000, gongkai=([1.0], [0.2]), zensical=([20.0], [])),
        10_000: size(10_000, gongkai=([2.0], [0.6]), hugo=([1.0], [6.0])),
    }
    found = {what: (value, met) for what, _, value, met in goals(known)}
    assert found["1,000, cold: gongkai, wall time against zensical"] == (0.05, True)
    assert found["1,000, cold: gongkai, wall time against mkdocs-material"] == (None, None)
    assert found["10,000, one figure changed, whole command"] == (0.6, False)
    assert found["cost a page at 10,000 against that at 1,000"] == (2.0, False)
    text = report.page(known)
    assert "| 10,000, one figure changed, whole command | 0.5 s | 0.600 | **missed** |\n" in text
    assert "| 100,000, one figure changed, whole command | 2.0 s | – |  |\n" in text


def test_the_picture_keeps_its_labels_apart() -> None:
    heights = drawing._apart({"hugo": 100.0, "gongkai": 101.0, "zensical": 300.0})
    assert heights == {"hugo": 100.0, "gongkai": 115.0, "zensical": 300.0}
    drawn = drawing.draw({1000: THOUSAND})
    assert ">gongkai 4</text>" in drawn
    assert ">hugo 3</text>" in drawn
