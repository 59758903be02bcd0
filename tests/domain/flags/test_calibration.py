"""Shares with their intervals, and rules that only make noise."""

import pytest

from landwaiter.domain.flags.calibration import RuleRecord, noisy, share


@pytest.mark.parametrize(
    ("met", "of", "low", "high"),
    [(0, 10, 0, 278), (10, 10, 722, 1000), (5, 10, 236, 764), (1, 100, 1, 55), (0, 0, 0, 1000)],
)
def test_the_interval_is_wilsons(met: int, of: int, low: int, high: int) -> None:
    """Figures as the closed form gives them, rounded outwards to thousandths."""
    found = share(met, of)
    assert (found.low, found.high) == (low, high)


def test_a_share_of_nothing_has_no_point() -> None:
    assert share(0, 0).point is None
    assert share(1, 3).point == 333


def a_record(substantiated: int, dismissed: int) -> RuleRecord:
    return RuleRecord("RF-G07", 200, 120, substantiated, dismissed)


def test_a_rule_is_noise_only_where_enough_was_reviewed_and_even_the_upper_bound_is_low() -> None:
    loud, few, good = a_record(1, 99), a_record(0, 10), a_record(30, 70)
    assert noisy((loud, few, good), least_reviewed=20, most_precision=100) == (loud,)
    assert noisy((loud,), least_reviewed=101, most_precision=100) == ()
    assert noisy((loud,), least_reviewed=20, most_precision=55) == ()
