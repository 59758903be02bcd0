"""The clocks of a case on which a deed is being done."""

from typing import Any

from landwaiter.domain.cases.clocks import Clock
from landwaiter.services.cases.clocks import clocks_of
from landwaiter.services.cases.refresh import calendars
from landwaiter.services.deeds.case_handler import CaseDoing
from landwaiter.services.flags.evaluation import policy_of


def clocks_before(doing: CaseDoing[Any]) -> tuple[Clock, ...]:
    """Every clock of the case, as it stands before the deed."""
    conn = doing.work.conn
    known = calendars(doing.session, conn, doing.case)
    return clocks_of(doing.case, known, policy_of(conn, doing.session.references, doing.case))
