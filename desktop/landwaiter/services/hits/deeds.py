"""Carries out the deed on hits of the whole office: open cases are screened again."""
# ruff: noqa: PLC0415 (imported where needed: what screens is slow to load)

from typing import TYPE_CHECKING

from landwaiter.domain.lists.deeds import RESCREEN, Rescreen
from landwaiter.services.deeds.handler import Job, Tell
from landwaiter.services.warm.session import Session

if TYPE_CHECKING:
    from landwaiter.services.hits.rescreening import RescreenResult


def rescreen(session: Session, _said: Rescreen, tell: Tell) -> "tuple[RescreenResult, ...]":
    from landwaiter.services.hits.rescreening import rescreened

    return rescreened(session, tell)


_RESCREEN: Job[Rescreen] = Job(RESCREEN, rescreen)
HANDLERS = (_RESCREEN,)
