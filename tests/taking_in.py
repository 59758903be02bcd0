"""Declarations taken in as a person does it."""

from dataclasses import replace

from landwaiter.domain.intake.deeds import TakeIn
from landwaiter.domain.intake.table_mapping import as_stated_from
from landwaiter.services.deeds.engine import run
from landwaiter.services.intake.taking_in import IntakeResult
from landwaiter.services.warm.session import Session


def taken_in(session: Session, said: TakeIn) -> tuple[IntakeResult, ...]:
    """What came of each file, in their order."""
    results: tuple[IntakeResult, ...] = run(session, said)
    return results


def case_as_stated(session: Session, said: TakeIn) -> str:
    """The reference of the first case of one file; a number that is wrong on paper stays so."""
    (result,) = taken_in(session, said)
    if stands := [one for one in result.rejected if one.may_stand]:
        mends = tuple(as_stated_from(f"{one.row}:{one.field}=The paper says so.") for one in stands)
        (result,) = taken_in(session, replace(said, mends=mends))
    assert not result.rejected, result.rejected
    return result.cases[0]
