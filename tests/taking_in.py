"""Declarations taken in as a person does it."""

from landwaiter.domain.intake.deeds import TakeIn
from landwaiter.services.deeds.engine import run
from landwaiter.services.intake.taking_in import IntakeResult
from landwaiter.services.warm.session import Session


def taken_in(session: Session, said: TakeIn) -> tuple[IntakeResult, ...]:
    """What came of each file, in their order."""
    results: tuple[IntakeResult, ...] = run(session, said)
    return results
