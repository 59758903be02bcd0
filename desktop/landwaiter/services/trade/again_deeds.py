"""Carries out the deed by which what was sifted is judged again."""
# ruff: noqa: PLC0415 (imported where needed: what judges is slow to load)

from typing import TYPE_CHECKING

from landwaiter.domain.trade.again_deeds import SIFT_AGAIN, SiftAgain
from landwaiter.services.deeds.handler import Job, Tell
from landwaiter.services.warm.session import Session

if TYPE_CHECKING:
    from landwaiter.services.trade.sifting_again import AgainResult


def again(session: Session, said: SiftAgain, tell: Tell) -> "AgainResult":
    from landwaiter.services.trade.sifting_again import sift_again

    return sift_again(session, said, tell)


_AGAIN: Job[SiftAgain] = Job(SIFT_AGAIN, again)
HANDLERS = (_AGAIN,)
