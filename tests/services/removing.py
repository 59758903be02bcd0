"""Removing a case of the sample office, step by step."""

from tests.services.sample_office import ANALYST, HEAD, REF, REVIEWER, Office

from landwaiter.domain.deeds.motion_deeds import SecondOpenMotions
from landwaiter.domain.retention.deeds import RemoveCase, SetPeriod
from landwaiter.domain.retention.retention_periods import Purpose, StartEvent
from landwaiter.services.deeds.engine import do

SOURCE = "Archive plan of the office, class 5"
REASON = "the period is over and nothing speaks against it"


def set_period(
    office: Office,
    *,
    purpose: Purpose = Purpose.ADMINISTRATIVE,
    start: StartEvent = StartEvent.CASE_ENDED,
    years: int = 5,
    keeps_decision: bool = False,
    source: str = SOURCE,
    who: str = HEAD,
) -> None:
    said = SetPeriod(
        purpose, years, source, start, from_year_end=False, keeps_decision=keeps_decision
    )
    do(office.session(who), said)


def due_case(office: Office, reference: str = REF) -> None:
    """A dismissed case whose period is over."""
    set_period(office)
    office.act(ANALYST, "dismiss", reference=reference, reason="declared twice by mistake")
    office.clock.move(days=6 * 366)


def move_removal(office: Office, reference: str = REF, *, who: str = HEAD) -> str:
    """The motion of the removal."""
    asked = do(office.session(who), RemoveCase(reference, REASON))
    assert asked.motion_id is not None
    return asked.motion_id


def removed(office: Office, reference: str = REF) -> None:
    """The case removed by head and reviewer."""
    do(office.session(REVIEWER), SecondOpenMotions((move_removal(office, reference),)))
