"""Until when a report must be published: law as dated data, with its source."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from .body import Body

GOVERNMENTS = ("province", "city", "county")
"""Kinds whose report the office of the government itself publishes (条例第四十九条第二款)."""

STATUTORY = (
    # first report year, governments, all other bodies, source
    (2019, "03-31", "01-31", "《政府信息公开条例》第四十九条（2019年5月15日起施行）"),
    (0, "03-31", "03-31", "原《政府信息公开条例》第三十一条（2008年5月1日起施行）"),
)


def deadline(body: Body, year: int, bodies: Mapping[str, Body]) -> tuple[date, str]:
    """The last day for publishing the report of `year`, and the source of that day.

    Townships and subdistricts are not named in 条例第四十九条; in practice they publish with the
    departments, by 31 January. A body or one above it may set an earlier local day for its kind.
    """
    at: Body | None = body
    while at is not None:
        if local := at.deadlines.get(body.kind):
            return date.fromisoformat(f"{year + 1}-{local}"), f"{at.called}规定的公布期限"
        at = bodies.get(at.parent) if at.parent else None
    governments, others, source = next(law[1:] for law in STATUTORY if year >= law[0])
    day = governments if body.kind in GOVERNMENTS else others
    return date.fromisoformat(f"{year + 1}-{day}"), source
