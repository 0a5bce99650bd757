"""The work sheet of one number while it is being settled."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal

from msgspec import Struct

from ...model.claim import Against, Verdict
from ...model.report import Report
from .. import numerals
from .phrases import Phrase
from .readings import Binding, Reading
from .tokens import Number


class Draft(Struct, eq=False):
    """A number, what it may restate, and what has been found out so far."""

    phrase: Phrase
    binding: Binding
    verdict: Verdict | None = None
    sentence: str | Callable[[], str] = ""
    """What is said of it, or how to say it: most sentences are never asked for."""
    cells: tuple[str, ...] = ()
    against: Against | None = None
    expected: str = ""

    @property
    def number(self) -> Number:
        return self.phrase.number

    @property
    def value(self) -> Decimal:
        return self.phrase.number.value

    @property
    def tied(self) -> bool:
        return bool(self.cells) and self.verdict is not Verdict.CONTRADICTS

    @property
    def open(self) -> bool:
        """Whether nothing speaks for it yet."""
        return self.verdict is None

    def ties(self, cells: Iterable[str], sentence: str | Callable[[], str]) -> None:
        self.verdict, self.cells, self.sentence = Verdict.TIES, tuple(cells), sentence

    def follows(self, sentence: str, cells: Iterable[str] = ()) -> None:
        if self.open:
            self.verdict, self.sentence, self.cells = Verdict.FOLLOWS, sentence, tuple(cells)

    def contradicts(self, against: Against, expected: str, sentence: str, cells: Iterable[str] = ()) -> None:
        self.verdict, self.against, self.expected = Verdict.CONTRADICTS, against, expected
        self.sentence, self.cells = sentence, tuple(cells)


def agrees(number: Number, value: Decimal) -> bool:
    """Whether a number as printed, exact or not, can stand for the value."""
    stated = number.value
    if stated == value:
        return True
    if number.exact:
        return number.last > 1 and abs(stated - value) * 2 <= number.last
    size = max(numerals.step(stated), number.last)
    if number.hedge in ("余", "多", "来", "+", "＋"):
        return stated <= value < stated + max(size, Decimal(1))
    if number.hedge in ("近", "将近", "以内", "以下"):
        return stated - size < value <= stated
    if number.hedge in ("约", "大约", "左右"):
        return abs(stated - value) * 10 <= stated
    return stated <= value < stated * 10


def rounded(number: Number, value: Decimal) -> bool:
    """Whether the value, rounded to the number's printed digits, is the number."""
    return abs(number.value - value) * 2 <= number.last


def sum_of(report: Report, reading: Reading) -> Decimal | None:
    """The figure that a reading stands for, or None when a cell of it holds no number."""
    if len(reading) == 1:
        return report.value(reading[0])
    result = Decimal(0)
    for route in reading:
        value = report.value(route.lstrip("-"))
        if value is None:
            return None
        result += -value if route.startswith("-") else value
    return result


def label(report: Report, route: str) -> str:
    """The official labels of a cell without its section, e.g. “四、结转下年度继续办理 · 总计”."""
    whole = report.labels.get(route, route)
    return whole.partition(" · ")[2] or whole


def described(report: Report, reading: Reading) -> str:
    """The cells of a reading with their values: one by name, several as a sum of those that are not 0."""
    if len(reading) == 1:
        return _named(report, reading[0])
    shown = [route for route in reading if report.value(route.lstrip("-"))] or list(reading[:1])
    terms = _named(report, shown[0])
    for route in shown[1:]:
        terms += (" − " if route.startswith("-") else " + ") + _named(report, route.lstrip("-"))
    return terms if len(shown) > 1 else f"{terms}（其余各项为 0）"


def _named(report: Report, route: str) -> str:
    return f"“{label(report, route)}”{plain(report.value(route))}"


def plain(value: Decimal | None) -> str:
    """A figure without a useless exponent or trailing zeros."""
    if value is None:
        return "空白"
    if (text := str(value)).isdigit():
        return text
    return f"{value.normalize():f}" if value == value.to_integral_value() else f"{value:f}"
