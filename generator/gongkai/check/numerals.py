"""Chinese, full-width and Arabic numerals → Decimal, with how many digits were printed."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
SMALL = {"十": 10, "百": 100, "千": 1000}
LARGE = {"万": 10_000, "亿": 100_000_000}
NARROW = str.maketrans("０１２３４５６７８９．％", "0123456789.%")


@lru_cache(maxsize=4096)
def arabic(text: str) -> tuple[Decimal, Decimal]:
    """Value and size of the last printed digit, e.g. 1.2万 → (12000, 1000)."""
    plain = text.translate(NARROW).replace(",", "").replace(" ", "")
    scale = Decimal(1)
    while plain[-1] in SMALL or plain[-1] in LARGE:
        scale *= SMALL.get(plain[-1]) or LARGE[plain[-1]]
        plain = plain[:-1]
    value = Decimal(plain)
    return value * scale, scale.scaleb(int(value.as_tuple().exponent))


def chinese(text: str) -> Decimal:
    """Value of a Chinese numeral: 一百二十 → 120, 二〇 → 20, 上百's 百 → 100."""
    if len(text) > 1 and all(character in DIGITS for character in text):
        return Decimal("".join(str(DIGITS[character]) for character in text))
    total = section = digit = 0
    for character in text:
        if character in DIGITS:
            digit = DIGITS[character]
        elif character in SMALL:
            section += (digit or 1) * SMALL[character]
            digit = 0
        else:
            total += (section + digit or 1) * LARGE[character]
            section = digit = 0
    return Decimal(total + section + digit)


def step(value: Decimal) -> Decimal:
    """The size of the last digit that is not 0: 260 → 10, 5500 → 100, 68 → 1."""
    exponent = int(value.normalize().as_tuple().exponent) if value else 0
    return Decimal(1).scaleb(exponent)
