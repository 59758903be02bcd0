"""Carries out the deeds by which cases come."""

from landwaiter.domain.intake import deeds
from landwaiter.domain.intake.deeds import OpenCase, TakeIn
from landwaiter.services.deeds.handler import Doing, Entries, Handler, Job
from landwaiter.services.intake.openings import CaseOrigin, open_without_declaration
from landwaiter.services.intake.taking_in import take_in


def open_case(doing: Doing, said: OpenCase, _none: None) -> Entries:
    """It is screened and evaluated before it is saved."""
    session = doing.session
    origin = CaseOrigin(said.kind, said.source, said.received or session.today())
    case = open_without_declaration(session, doing.work, origin, said.title, said.project)
    return Entries((case.id,), made=case.reference)


_TAKE_IN: Job[TakeIn] = Job(deeds.TAKE_IN, take_in)
_OPEN_CASE: Handler[OpenCase, None] = Handler(deeds.OPEN_CASE, open_case)
HANDLERS = (_TAKE_IN, _OPEN_CASE)
