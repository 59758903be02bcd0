"""What stands on a case before a deed: its clocks, flags against it, what a proposal settles."""

from collections.abc import Iterator
from typing import Any

from landwaiter.domain.cases.before_proposal import OpenMatter, unsettled
from landwaiter.domain.cases.case import Case
from landwaiter.domain.cases.clocks import Clock
from landwaiter.domain.cases.four_eyes import standing_flags
from landwaiter.i18n import Words, _, plural
from landwaiter.services.cases.calendars_in_force import calendars
from landwaiter.services.cases.clock_words import end_words
from landwaiter.services.cases.clocks import clock_label, clocks_of, countdowns
from landwaiter.services.deeds.case_handler import CaseDoing
from landwaiter.services.flags.evaluation import policy_of
from landwaiter.services.lists.list_editions import aged
from landwaiter.services.warm.session import Session
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.cases.case_load import newest_evaluation
from landwaiter.storage.lists import list_editions

_TOLD_ELSEWHERE = frozenset({"appeal"})
"""Clocks whose end is no neglect of the office: who does not appeal lets a period run out."""


def clocks_before(doing: CaseDoing[Any]) -> tuple[Clock, ...]:
    """Every clock of the case, as it stands before the deed."""
    conn = doing.work.conn
    known = calendars(doing.session, conn, doing.case)
    return clocks_of(doing.case, known, policy_of(conn, doing.session.references, doing.case))


def standing(doing: CaseDoing[Any]) -> list[list[Any]]:
    """Each flag with its finding and its review, as a motion rests on it."""
    return [
        [flag.rule, flag.severity, flag.explanation, flag.review, flag.review_reason]
        for flag in standing_flags(doing.case)
    ]


def rules_of(flags: list[list[Any]]) -> str:
    """Their rules, as a title names them."""
    return ", ".join(str(rule) for rule, *_rest in flags)


def unsettled_on(session: Session, conn: Reader, case: Case) -> tuple[OpenMatter, ...]:
    """What is open on a case before a proposal: requests, candidates, hits, clocks and lists."""
    return unsettled(
        case,
        session.today(),
        ran_out=_ran_out(session, conn, case),
        too_old=_too_old(session, conn, case),
    )


def _ran_out(session: Session, conn: Reader, case: Case) -> Iterator[Words]:
    """Clocks of the case and its tracks; the clock of a request is told by the request."""
    known = calendars(session, conn, case)
    asked = {one.id for one in case.actions}
    clocks = clocks_of(case, known, policy_of(conn, session.references, case))
    for clock, stand in countdowns(clocks, session.now(), known).items():
        if stand.ran_out and clock.kind not in _TOLD_ELSEWHERE and clock.about not in asked:
            yield _("{clock}: {end}").format(clock=clock_label(clock), end=end_words(stand))


def _too_old(session: Session, conn: Reader, case: Case) -> Iterator[Words]:
    """Watch lists that the case is judged with, past the limit that counts for them."""
    used = {one["sha256"] for one in newest_evaluation(conn, case.id)["editions"]}
    editions = (
        edition for _row, edition in list_editions.all_lists(conn) if edition.sha256 in used
    )
    for row in aged(session, conn, editions):
        if row.stale:
            yield plural(
                row.age_days or 0, "{title}, {n} day old", "{title}, {n} days old", title=row.told
            )
