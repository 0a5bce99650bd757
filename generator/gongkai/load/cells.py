"""The text of a cell → its state and number, by the type that the form asks for."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache

from ..model.form import Kind
from ..model.report import Cell, State
from ..model.rule import Defect
from . import mistakes
from .form_mistakes import bad_count, not_a_number

BLANK = {"", "~", "null", "空"}
NOT_APPLICABLE = {"/", "-", "—", "——", "－", "不适用"}
FULL = re.compile(r"[０-９，．－＋［］−–]")
NUMBER = re.compile(
    r"(?P<word>增加|减少)?(?P<sign>[+-]?)(?P<digits>[0-9]+(?:\.[0-9]+)?)(?P<unit>亿元|万元|元)?"
    r"(?P<note>（[^（）]*）|\([^()]*\))?"
)
NOTE = re.compile(r"[（(][^（）()]*[）)]$")
COUNTED = re.compile(r"([0-9]+)\s*[件项个条次宗份]")
THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+")
MAX_LENGTH = 80
MAX_DIGITS, MAX_DECIMALS = 12, 6


def read(text: str, kind: Kind) -> Cell | Defect:
    """The cell, or what is wrong with it. Same text and type give the same (shared) object."""
    if len(text) <= MAX_LENGTH:
        return _read(text, kind)
    return bad_count(text, f"超过 {MAX_LENGTH} 个字符", "")


@lru_cache(maxsize=4096)
def _read(text: str, kind: Kind) -> Cell | Defect:
    plain = text.strip()
    if plain in BLANK:
        return Cell("", State.BLANK)
    if plain in NOT_APPLICABLE:
        return Cell(plain, State.NOT_APPLICABLE)
    if plain[0] in "“‘”’":
        return mistakes.chinese_quotes(plain)
    if FULL.search(NOTE.sub("", plain)):
        folded = unicodedata.normalize("NFKC", plain).translate({0x2212: "-", 0x2013: "-"})
        return mistakes.full_width_figure(plain, re.sub(r",\s*", ", ", folded).strip("[]"))
    if match := NUMBER.fullmatch(plain):
        return _number(plain, match, kind)
    if THOUSANDS.fullmatch(plain):
        return bad_count(plain, "数字里不要写千位分隔符", plain.replace(",", ""))
    counted = COUNTED.fullmatch(plain)
    return not_a_number(plain, counted[1] if counted else "")


def _number(text: str, match: re.Match[str], kind: Kind) -> Cell | Defect:
    digits = match["digits"]
    whole, _, fraction = digits.partition(".")
    if len(whole) > MAX_DIGITS:
        return bad_count(text, f"超过 {MAX_DIGITS} 位", "")
    if len(fraction) > MAX_DECIMALS:
        return bad_count(text, f"小数超过 {MAX_DECIMALS} 位", f"{whole}.{fraction[:MAX_DECIMALS]}")
    if len(whole) > 1 and whole.startswith("0"):
        return bad_count(text, "数字前面不要补 0", digits.lstrip("0") or "0")
    signed = bool(match["sign"] or match["word"])
    if kind is not Kind.CHANGE and signed:
        return bad_count(text, "这一格不带正负号", digits)
    if kind is not Kind.AMOUNT and ("." in digits or match["unit"]):
        return bad_count(text, "这一格应是整数", digits.partition(".")[0])
    negative = match["sign"] == "-" or match["word"] == "减少"
    value = -Decimal(digits) if negative else Decimal(digits)
    return Cell(text, State.NUMBER, value, match["note"] or "", match["unit"] or "")
