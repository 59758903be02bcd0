"""The strongest candidate of a case, as lists show it: what the case may be about, at a glance."""

from dataclasses import dataclass

from landwaiter.domain.cases.case import Case, ClassificationState
from landwaiter.domain.law.control_codes import head_of

CONTROL_LISTS = frozenset({"eu", "cml"})


@dataclass(frozen=True, slots=True)
class StrongestCandidate:
    """A control entry an item of the case may fall under; it confirms nothing."""

    list: str
    code: str
    score: int
    """Thousandths."""
    authorised: bool | None
    """Whether an authorisation that counts for it is declared or registered; None: not known."""


def strongest_candidate(case: Case) -> StrongestCandidate | None:
    """The candidate of the control lists that scores best and nobody rejected.

    Of equal ones the one without an authorisation, since that is the one to look at.
    """
    rejected = {
        (one.item_no, one.list, one.code)
        for one in case.classifications
        if one.state is ClassificationState.REJECTED
    }
    standing = [
        one
        for one in case.candidates
        if one.list in CONTROL_LISTS
        and not {(one.item_no, one.list, code) for code in (one.code, head_of(one.code))} & rejected
    ]
    best = max(standing, key=lambda one: (one.score, one.authorised is not True), default=None)
    return StrongestCandidate(best.list, best.code, best.score, best.authorised) if best else None
