"""The board of last year's reports, from what is stored."""

from __future__ import annotations

import os
from datetime import date, datetime, timedelta, timezone
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from ..model.board import Board
    from .pipeline import Run

CHINA = timezone(timedelta(hours=8))


class Reported(Struct, frozen=True):
    """What a board needs of a report."""

    published: date | None
    file: str


def board_of(run: Run) -> Board | None:
    """The board on the day of the build (SOURCE_DATE_EPOCH where that is set); None where none is wanted."""
    if not run.settings.board:
        return None
    from ..model.board import board

    seconds = os.environ.get("SOURCE_DATE_EPOCH")
    day = datetime.fromtimestamp(int(seconds), CHINA).date() if seconds else date.today()
    year = day.year - 1
    query = "SELECT body, published FROM report WHERE year = ? AND readable"
    reports = {
        f"{body}/{year}": Reported(
            date.fromisoformat(published) if published else None, f"reports/{body}/{year}.yml"
        )
        for body, published in run.store.rows(query, year)
    }
    findings = [each for each in run.findings() if each.subject.endswith(f"/{year}")]
    unread = {each.subject: each.place.file for each in findings if each.subject not in reports}
    return board(run.register.bodies, reports, unread, findings, year, day)
