"""Removing a case of the sample office, step by step."""

from tests.services.office import ANALYST, HEAD, REF, REVIEWER, Office

from landwaiter.domain.retention import Purpose, Rule, StartEvent
from landwaiter.services import motions, retention

SOURCE = "Archive plan of the office, class 5"
REASON = "the period is over and nothing speaks against it"


def set_period(
    office: Office,
    *,
    purpose: Purpose = Purpose.ADMINISTRATIVE,
    start: StartEvent = StartEvent.CASE_ENDED,
    years: int = 5,
    keeps_decision: bool = False,
) -> None:
    rule = Rule(purpose, years, start, SOURCE, keeps_decision=keeps_decision)
    retention.set_rule(office.session(HEAD), rule)


def due_case(office: Office, reference: str = REF) -> None:
    """A dismissed case whose period is over."""
    set_period(office)
    office.act(ANALYST, "dismiss", reference=reference, reason="declared twice by mistake")
    office.clock.move(days=6 * 366)


def move_removal(office: Office, reference: str = REF, *, who: str = HEAD) -> str:
    """The motion of the removal."""
    asked = retention.ask_removal(office.session(who), reference, reason=REASON)
    assert asked.motion_id is not None
    return asked.motion_id


def removed(office: Office, reference: str = REF) -> None:
    """The case removed by head and reviewer."""
    motions.second(office.session(REVIEWER), [move_removal(office, reference)])
