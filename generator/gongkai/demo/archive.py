"""Reports of the years before 2019: free text and a table of their own, kept as archive documents."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from .city import Office
from .themes import THEMES


def archive_section(office: Office, year: int, dice: Random) -> Iterator[str]:
    """The lines of the one free section."""
    themes = THEMES[office.trade]
    first = themes[year % len(themes)]
    second = themes[(year + 3) % len(themes)]
    published, received = dice.randint(80, 900), dice.randint(0, 60)
    yield "content:"
    yield "  - heading: 一、概述"
    yield "    text: |"
    yield f"      本报告为示例数据，机关和数字均为虚构。{year}年，{office.we}围绕{first}、{second}推进政府信息公开工作。"
    yield "  - heading: 二、主动公开和依申请公开情况"
    yield "    text: |"
    yield f"      全年主动公开政府信息{published}条，收到政府信息公开申请{received}件，均已按期答复。"
    yield "    table:"
    yield f"      caption: {year}年政府信息公开情况统计表"
    yield "      head: [[指标, 单位, 数量]]"
    yield "      rows:"
    yield f"        - [主动公开政府信息, 条, {published}]"
    yield f"        - [收到政府信息公开申请, 件, {received}]"
    yield "  - heading: 三、存在的问题和改进措施"
    yield "    text: |"
    yield f"      {first}信息公开得还不够及时，下一步明确专人负责，形成信息后尽快公布。"
