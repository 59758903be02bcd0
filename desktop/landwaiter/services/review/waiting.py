"""Proposals that wait for a second person, the shortest clock first."""

from collections.abc import Iterable
from dataclasses import dataclass

from landwaiter.domain.cases.case import Stage
from landwaiter.domain.deeds.shape import APPROVERS, HEADS
from landwaiter.services.cases.case_row import CaseRow
from landwaiter.services.cases.queue import open_cases
from landwaiter.services.warm.session import Session
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.cases import case_list

REVIEWED = (Stage.DECISION_REVIEW,)


@dataclass(frozen=True, slots=True)
class WaitingReviews:
    proposals: tuple[CaseRow, ...]
    """Of everybody, for whomever."""
    countersign: tuple[CaseRow, ...]
    """Of others, approved, for whoever is signed in to sign as well."""
    reviews: tuple[CaseRow, ...]
    """Of others, for whoever is signed in to approve."""

    @property
    def rows(self) -> tuple[CaseRow, ...]:
        """What waits for whoever is signed in: what is countersigned first."""
        return (*self.countersign, *self.reviews)


def waiting_reviews(session: Session, conn: Reader) -> WaitingReviews:
    """By the roles that who is signed in holds now."""
    me, actor = session.casebook.user.name, session.actor(session.registry(conn))
    wanted = case_list.CaseFilter(stages=REVIEWED, proposed=True)
    waiting = open_cases(session, conn, wanted)
    return WaitingReviews(
        tuple(waiting),
        _of_others(waiting, me, "countersign") if actor.has(*HEADS) else (),
        _of_others(waiting, me, "proposed") if actor.has(*APPROVERS) else (),
    )


def _of_others(rows: Iterable[CaseRow], me: str, state: str) -> tuple[CaseRow, ...]:
    return tuple(row for row in rows if row.author != me and row.pending == state)
