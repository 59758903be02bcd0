"""Rows of a year, invented by a seed, as statistics count them."""

import random
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from landwaiter.domain.cases.case import FlagReview, GoodsStatus, TrackLetter
from landwaiter.domain.intake.declaration import Money
from landwaiter.domain.statistics.counted import (
    CountedCase,
    CountedFlag,
    CountedItem,
    CountedReferral,
    ItemHold,
    StatisticPeriod,
    StatisticRows,
    UnevaluatedRule,
)

FIRST, LAST = date(2026, 1, 1), date(2026, 11, 30)
PERIOD = StatisticPeriod(
    FIRST, LAST, datetime(2026, 11, 30, 23, tzinfo=UTC), closed=LAST, provisional=False
)
_DESTINATIONS = ("CN", "CN", "HK", "TR", "AE", "KZ", "")
_STATUSES = (
    *[GoodsStatus.RELEASED] * 5,
    GoodsStatus.HELD,
    GoodsStatus.SEIZED,
    GoodsStatus.RETURNED,
)


def a_year(seed: int = 7, *, cases: int = 60) -> StatisticRows:
    """A case has one to three items, of which each may be held on a track or two."""
    chance = random.Random(seed)  # noqa: S311  # figures of a test
    found, items, asked, flags, unknown = [], [], [], [], []
    holds: list[ItemHold] = []
    for number in range(1, cases + 1):
        day = FIRST + timedelta(days=chance.randrange((LAST - FIRST).days))
        reference = f"PL1-2026-{number:06}"
        found.append(
            CountedCase(
                reference,
                day,
                chance.choice(("declaration", "declaration", "a call")),
                f"26PL{number:014}",
                same=chance.random() < 0.1,
                substantiated=chance.random() < 0.1,
                entered=datetime(day.year, day.month, day.day, 9, tzinfo=UTC),
            )
        )
        for no in range(1, chance.randint(2, 4)):
            item = _an_item(chance, reference, no, day)
            items.append(item)
            letters = chance.sample(list(TrackLetter), chance.choice((0, 1, 1, 2)))
            holds.extend(_a_hold(chance, item, letter, day) for letter in letters)
        if chance.random() < 0.5:
            asked.append(_a_referral(chance, reference, day))
        rule = chance.choice(("RF-G01", "RF-P05", "RF-C01"))
        flags.append(CountedFlag(reference, day, rule, chance.choice(list(FlagReview)).value, day))
        unknown.append(UnevaluatedRule(reference, day, chance.choice(("RF-V01", "RF-D02"))))
    spans = {(one.opened, one.ended or LAST) for one in holds}
    return StatisticRows(
        cases=tuple(found),
        items=tuple(items),
        holds=tuple(holds),
        referrals=tuple(asked),
        flags=tuple(flags),
        unevaluated=tuple(unknown),
        days_held={span: (span[1] - span[0]).days * 5 // 7 for span in spans},
    )


def _an_item(chance: random.Random, reference: str, no: int, day: date) -> CountedItem:
    outcome = chance.choice(("", "release", "refuse", "seize"))
    return CountedItem(
        reference,
        no,
        day,
        chance.choice(_STATUSES),
        hs6="845710",
        destination=chance.choice(_DESTINATIONS),
        value=Money(Decimal(chance.randint(100, 90_000)), "EUR") if chance.random() < 0.9 else None,
        mass_kg=Decimal(chance.randint(1, 9_000)),
        entries=chance.choice(((), ("2B001",), ("2B201", "2B001"), ("4A005",))),
        outcome=outcome,
        decided=day if outcome else None,
        tier=chance.choice(("", "1", "2")),
        surveillance=chance.random() < 0.1,
        missing=chance.choice(((), ("mass",))),
    )


def _a_hold(chance: random.Random, item: CountedItem, letter: TrackLetter, day: date) -> ItemHold:
    ended = day + timedelta(days=chance.randint(0, 60))
    is_clocked = letter in (TrackLetter.A, TrackLetter.B)
    return ItemHold(
        item,
        letter.value,
        "",
        day,
        ended if ended <= LAST else None,
        ran_out=is_clocked and chance.random() < 0.3,
    )


def _a_referral(chance: random.Random, reference: str, day: date) -> CountedReferral:
    answered = day + timedelta(days=chance.randint(1, 20)) if chance.random() < 0.7 else None
    return CountedReferral(
        reference,
        1,
        chance.choice(("BAFA", "Ministry of Economy")),
        day,
        chance.choice(("acts", "not_acting", "")) if answered else "",
        answered,
        (answered - day).days if answered else None,
        expired=answered is None and chance.random() < 0.4,
    )
