"""Personal data that must not be published (GK419): identity numbers, phones, cards, mail."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model.finding import Place, Severity
from ..model.rule import Defect, check
from .case import Case

LONG = re.compile(r"(?<![0-9A-Za-z])[0-9]{11,19}[Xx]?(?![0-9A-Za-z])")
MAIL = re.compile(
    r"(?<![A-Za-z0-9._-])[A-Za-z0-9._-]{1,64}@(?:qq|foxmail|163|126|yeah|sina|sohu|gmail|hotmail|outlook|139|189|aliyun)\.(?:com|cn|net)"
)
CONTACT = re.compile(r"(?:邮箱|E-?mail|e-?mail|电子邮件|信箱|联系)[^，。；\n]{0,12}$")
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_DIGITS = "10X98765432"


@check("GK419", Severity.ERROR, "prose")
def personal_data(case: Case) -> Iterator[Defect]:
    """公开了个人信息

    依据：条例第十五条、《中华人民共和国个人信息保护法》：涉及个人隐私的信息不得公开。
    改法：删去号码；确为机关公开的联系方式的，改用办公电话和机关邮箱，或者在 accepted 中说明原因。
    错例：
        overview: |
          申请人联系电话13800138000。
    正例：
        overview: |
          联系电话010-80000000。
    """
    if "@" not in case.everything and all(len(digits) < 11 for digits in case.long_numbers):
        return
    own = case.report.body.email
    for section, prose in case.passages:
        text = prose.text
        for match in LONG.finditer(text):
            if named := _kind(match[0]):
                what, severity = named
                yield _defect(section, prose.place(match.start()), what, _masked(match[0]), severity)
        for match in MAIL.finditer(text):
            lead = text[max(0, match.start() - 20) : match.start()]
            official = section == "preamble" and CONTACT.search(lead)
            if not official and match[0] != own:
                yield _defect(
                    section, prose.place(match.start()), "个人邮箱", _masked(match[0]), Severity.WARNING
                )


def _kind(digits: str) -> tuple[str, Severity] | None:
    """What a run of digits is, when its own check digit or shape says so."""
    if len(digits) == 18 and is_identity_number(digits):
        return "居民身份证号码", Severity.ERROR
    if len(digits) == 11 and re.fullmatch("1[3-9][0-9]{9}", digits):
        return "手机号码", Severity.WARNING
    if 16 <= len(digits) <= 19 and digits.isdigit() and digits[0] in "3456" and is_card_number(digits):
        return "银行卡号", Severity.ERROR
    return None


def is_identity_number(text: str) -> bool:
    """Whether 18 characters are an identity number: a birth date and the check digit of GB 11643."""
    if not text[:17].isdigit() or not re.fullmatch(
        r"(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])", text[6:14]
    ):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(text[:17], WEIGHTS, strict=True))
    return CHECK_DIGITS[total % 11] == text[17].upper()


def is_card_number(digits: str) -> bool:
    """Whether the digits pass Luhn's check."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0 and len(set(digits)) > 2


def _masked(text: str) -> str:
    """The finding itself must not publish the number again."""
    return text[:3] + "*" * (len(text) - 5) + text[-2:]


def _defect(section: str, place: Place, what: str, shown: str, severity: Severity) -> Defect:
    return Defect(
        f"疑似{what}“{shown}”",
        route=section,
        mark=f"{what}{shown}",
        severity=severity,
        at=(place.line, place.column),
    )
