"""What a fictional body is like over the years: how much it is asked, how it answers, what it does."""

from __future__ import annotations

import math
from random import Random

from msgspec import Struct

from .city import Office

LEVELS = {
    # kind or trade: median of requests a year, spread (σ of the logarithm)
    "city": (210, 0.3), "county": (85, 0.6), "township": (4, 1.1), "subdistrict": (3, 1.0),
    "authorised_organisation": (9, 0.7), "department": (6, 1.0),
    "ziran": (60, 0.7), "zhujian": (55, 0.8), "gongan": (45, 0.8), "renshe": (20, 0.8), "jiaoyu": (18, 0.8),
    "shichang": (25, 0.8), "chengguan": (22, 0.8), "fagai": (10, 0.7),
}  # fmt: skip
MOST_REQUESTS = 900
TRENDS = (0.97, 1.12)

APPLICANTS = (0.86, 0.085, 0.004, 0.003, 0.036, 0.012)
"""自然人, 商业企业, 科研机构, 社会公益组织, 法律服务机构, 其他: their usual shares."""

OUTCOMES = {
    "disclosed": 34.0, "partially_disclosed": 12.0,
    "state_secret": 0.3, "prohibited_by_law": 0.8, "security_and_stability": 0.4, "third_party_rights": 2.2,
    "internal_affairs": 1.2, "process_information": 2.6, "enforcement_case_file": 2.0, "administrative_inquiry": 1.8,
    "not_held": 27.0, "needs_creation": 3.0, "unclear_after_correction": 1.0,
    "petition_or_complaint": 3.2, "repeat_request": 1.6, "publication_request": 0.2, "excessive_requests": 0.5,
    "confirmation_or_reissue": 0.4,
    "overdue_correction": 1.5, "overdue_fee": 0.1, "other": 4.2, "other_handling": 5.8,
}  # fmt: skip
"""Row of the results → its usual weight; the last one is the single row of the form of 2019."""

DOCUMENTS = {"city": (14, 120), "county": (7, 60), "department": (2.4, 14), "authorised_organisation": (2, 8)}
"""Normative documents issued a year, and in force at the beginning."""
DECISIONS = {
    # trade: licensing, penalties, compulsion a year
    "gongan": (5200, 3100, 900), "shichang": (3400, 620, 45), "ziran": (460, 70, 4), "zhujian": (520, 160, 2),
    "jiaotong": (900, 840, 60), "weijian": (760, 150, 0), "yingji": (180, 120, 3), "shengtai": (90, 85, 6),
    "chengguan": (240, 930, 110), "nongye": (210, 60, 2), "shuiwu": (75, 30, 3), "wenlv": (85, 40, 0),
    "renshe": (130, 22, 0), "jiaoyu": (60, 0, 0), "minzheng": (45, 3, 0), "yibao": (0, 14, 0), "fagai": (150, 4, 0),
    "gongxin": (12, 3, 0), "caizheng": (18, 5, 0), "sifa": (30, 4, 0), "shangwu": (25, 8, 0),
    "city": (260, 12, 0), "county": (140, 9, 0), "township": (35, 60, 3), "subdistrict": (12, 45, 2),
    "authorised_organisation": (160, 25, 0),
}  # fmt: skip
FEES = {
    "ziran": 380,
    "zhujian": 260,
    "gongan": 210,
    "renshe": 55,
    "jiaoyu": 640,
    "chengguan": 120,
    "shuiwu": 90,
}
"""Fees charged a year, in 万元."""


class Profile(Struct, frozen=True):
    """The steady part of a body's figures, all per year."""

    requests: float
    trend: float
    applicants: tuple[float, ...]
    outcomes: dict[str, float]
    left: float
    """Share of the requests that are carried to the next year."""
    appeals: tuple[float, float, float]
    """Reconsiderations, suits without and after one, per request."""
    documents: float
    stock: int
    rules: int
    decisions: tuple[float, float, float]
    fees: float
    items: tuple[int, ...]
    """Powers it begins with: 行政许可, 其他对外管理服务事项, 行政处罚, 行政强制, 行政事业性收费."""
    purchases: float
    splits: bool
    """Whether it splits 其他对外管理服务事项 into rows of its own (form of 2019)."""


def profile(office: Office, seed: str) -> Profile:
    """The same for the same body and seed, whatever other bodies there are."""
    dice = Random(f"{seed}/{office.id}")  # noqa: S311 - figures for show, not secrets
    median, spread = LEVELS.get(office.trade) or LEVELS[office.body.kind]
    below = 0.35 if office.body.kind == "department" and office.id.count("/") > 1 else 1.0
    issued, stock = DOCUMENTS.get(office.body.kind, (0.5, 2))
    size = min(math.exp(dice.gauss(0, 0.5)), 2.5) * below
    decisions = DECISIONS.get(office.trade, (0, 0, 0))
    return Profile(
        requests=min(median * below * math.exp(dice.gauss(0, spread)), MOST_REQUESTS),
        trend=dice.uniform(*TRENDS),
        applicants=tuple(share * dice.uniform(0.6, 1.5) for share in APPLICANTS),
        outcomes={row: weight * math.exp(dice.gauss(0, 0.5)) for row, weight in OUTCOMES.items()},
        left=dice.uniform(0.02, 0.12),
        appeals=(dice.uniform(0.02, 0.12), dice.uniform(0.005, 0.06), dice.uniform(0, 0.03)),
        documents=issued * dice.uniform(0.5, 1.3),
        stock=round(stock * dice.uniform(0.6, 1.5)),
        rules=18 if office.body.kind == "city" else 0,
        decisions=(decisions[0] * size, decisions[1] * size, decisions[2] * size),
        fees=FEES.get(office.trade, 0) * size,
        items=(
            *(_items(dice, each) for each in (decisions[0], 90, *decisions[1:])),
            3 if office.trade in FEES else 0,
        ),
        purchases=dice.uniform(3, 40),
        splits=office.body.kind in ("township", "department") and dice.random() < 0.2,
    )


def _items(dice: Random, decisions: float) -> int:
    """How many kinds of decisions stand behind so many decisions."""
    return round(4 * math.log1p(decisions) * dice.uniform(0.7, 1.4))
