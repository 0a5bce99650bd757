"""A picture with all that belongs to it, and what several kinds of pictures are drawn from."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from markupsafe import Markup
from msgspec import Struct

from ...model.pictures import Plan
from .amounts import Amount, values
from .sheet import Bar, Run, Sheet, shortened

Row = tuple[str, ...]


class Picture(Struct, frozen=True):
    """One figure of a page. Where `svg` is empty there is nothing to draw, and `summary` says why."""

    id: str
    title: str
    summary: str
    """The text alternative: what the picture shows, with its figures."""
    svg: Markup
    notes: tuple[str, ...]
    """What a reader must know to read it rightly."""
    head: Row
    rows: tuple[Row, ...]
    """The equal table."""


def picture(
    plan: Plan,
    summary: str,
    head: Row,
    rows: Iterable[Row],
    sheet: Sheet | None = None,
    notes: Iterable[str] = (),
) -> Picture:
    """The picture of a plan; without a sheet, its sentence and table only."""
    drawn = sheet.svg(plan.id) if sheet else Markup()
    return Picture(plan.id, plan.title, summary, drawn, tuple(notes), head, tuple(rows))


def scaled(value: Decimal, most: Decimal, room: float = 100) -> float:
    """The length of a bar: proportional to its value, `room` for the greatest."""
    return round(float(value / most) * room, 2)


def side_by_side(
    found: Iterable[Amount], colours: Iterable[str], most: Decimal, start: float = 0
) -> list[Bar]:
    """Bars one after another from `start`; the greatest sum ends at 100 %."""
    bars = []
    before = Decimal(0)
    for value, css in zip(values(found), colours, strict=False):
        x = start + scaled(before, most, 100 - start)
        bars.append((x, scaled(value, most, 100 - start), css))
        before += value
    return bars


def labelled(label: str, figure: str, more: str = "") -> list[Run]:
    """The line over a bar: what it is, how many, and a remark."""
    runs: list[Run] = [(("", f"{shortened(label, 14)} "),), (("strong", figure),)]
    return [*runs, (("quiet", f" {more}"),)] if more else runs


def key(found: Iterable[Amount], colours: Iterable[str]) -> list[Run]:
    """The line that names the parts of a bar, each with a square of its colour."""
    return [
        ((css, "■"), ("", f"{each.label}{each.text}\u2002"))
        for each, css in zip(found, colours, strict=False)
    ]
