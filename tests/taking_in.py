"""Declarations taken in as a person does it."""

from landwaiter.domain.deeds.intake import TakeIn
from landwaiter.services.deeds.engine import run
from landwaiter.services.intake import IntakeResult
from landwaiter.services.session import Session


def taken_in(session: Session, said: TakeIn) -> tuple[IntakeResult, ...]:
    """What came of each file, in their order."""
    results: tuple[IntakeResult, ...] = run(session, said)
    return results
