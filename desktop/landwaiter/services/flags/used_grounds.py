"""What two verdicts on one case rest on differently, as far as the case has to do with it."""

from landwaiter.domain.cases.case import Case
from landwaiter.domain.flags.verdict_basis import Difference, Verdict, grounds
from landwaiter.services.warm.references import CALENDAR


def grounds_of(case: Case, before: Verdict, after: Verdict) -> tuple[Difference, ...]:
    """Without the calendars of states that the case does not run by: they decide clocks alone."""
    states = {
        case.member_state,
        *(one.calendar for one in case.actions),
        *(one.calendar for one in case.own_clocks),
    }
    return tuple(
        one
        for one in grounds(before, after)
        if not one.subject.startswith(CALENDAR) or one.subject.removeprefix(CALENDAR) in states
    )
