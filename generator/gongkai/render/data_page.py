"""The page 数据下载: which files there are, what every field of them means, how to open them."""

from __future__ import annotations

from collections.abc import Sequence

from ..model.downloads import INDEX, Dataset, list_downloads, of_year
from .downloads import DATA
from .environment import page


def data_markdown(datasets: Sequence[Dataset], years: Sequence[int], use: str) -> str:
    """The page for all kinds of files; `years` with the newest first, `use` the terms of use."""
    meta = {
        "title": "数据下载",
        "description": "下载年度报告的 JSON 和 CSV 数据：文件、字段、引用办法和打开办法。",
        "level": "column",
        "hide": ["navigation"],
    }
    return page(
        "data.md.j2",
        DATA,
        meta,
        datasets=datasets,
        lists=list_downloads(),
        years=[(year, of_year(year)) for year in years],
        example=of_year(years[0] if years else 2024).rpartition("/")[2],
        index=INDEX,
        use=use,
    )
