"""The policy by which declarations become cases: the office's own, else the usual one."""

from landwaiter.domain.trade.sample_draw import USUAL_RATE
from landwaiter.domain.trade.sift_reasons import USUAL_CAPS, ReasonRule, SiftPolicy
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.trade import runs

USUAL = SiftPolicy(tuple(ReasonRule(reason, cap) for reason, cap in USUAL_CAPS.items()), USUAL_RATE)


def policy_of(conn: Reader) -> tuple[int, SiftPolicy]:
    """The number of the policy and what it says; 0 and the usual one before the office set any."""
    return runs.newest_policy(conn) or (0, USUAL)
