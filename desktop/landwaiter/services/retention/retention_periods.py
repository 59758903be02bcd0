"""Retention: the office's periods, legal holds, and the review before removal."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from landwaiter.domain.retention.retention_periods import (
    Purpose,
    Regime,
    RetentionRule,
    RetentionStanding,
    RetentionSubject,
    StartEvent,
    verdict,
)
from landwaiter.i18n import _
from landwaiter.services.retention.removal import events_of, rules_in, standing_of
from landwaiter.services.warm.session import Session
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.cases.case_rows import case_id_of
from landwaiter.storage.retention import removal_rows as stored


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One case or entity in the review before removal."""

    id: str
    reference: str
    """Of the case; the name of an entity."""
    title: str
    purpose: Purpose
    regime: Regime | None
    standing: RetentionStanding
    due: date | None
    why: str
    holds: int


@dataclass(frozen=True, slots=True)
class Hold:
    """A legal hold; in force until `ended_at`."""

    id: str
    act: str
    reason: str
    author: str
    at: str
    end_reason: str
    ended_by: str
    ended_at: str


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What is left of a removed case."""

    reference: str
    case_id: str
    ended: str
    due: str
    sha256: str
    rows: int
    keeps_decision: bool
    reason: str
    author: str
    seconder: str
    at: str


@dataclass(frozen=True, slots=True)
class CaseRetention:
    """Retention of one case: where it stands, its holds, its tombstone."""

    row: ReviewRow
    holds: tuple[Hold, ...]
    tombstone: Tombstone | None


def rules(session: Session) -> tuple[RetentionRule, ...]:
    """The periods the office has set; none by default."""
    with session.reading() as conn:
        return rules_in(conn)


def review(
    session: Session, *, standing: Iterable[RetentionStanding] = ()
) -> tuple[ReviewRow, ...]:
    """Every case and entity with where it stands: what is due first, then held, then the rest.

    `standing` narrows the list; removed cases are listed only when asked for.
    """
    wanted = frozenset(standing) or frozenset(RetentionStanding) - {RetentionStanding.REMOVED}
    with session.reading() as conn:
        cases = stored.case_facts(conn)
        entities = stored.entity_facts(conn)
        known = rules_in(conn)
    rows = [_row(session, facts, known) for facts in cases]
    by_id = {facts["id"]: facts for facts in cases}
    rows += [_entity_row(session, facts, by_id, known) for facts in entities]
    order = list(RetentionStanding)
    found = [row for row in rows if row.standing in wanted]
    found.sort(key=lambda row: (order.index(row.standing), row.due or date.max, row.reference))
    return tuple(found)


def case_retention(session: Session, reference: str) -> CaseRetention:
    """Where one case stands, its holds and, once removed, its tombstone."""
    with session.reading() as conn:
        row = case_in_review(session, conn, reference)
        holds = tuple(_hold(one) for one in stored.holds_on(conn, row.id))
        stones = [one for one in stored.removals(conn) if one["case_id"] == row.id]
    return CaseRetention(row, holds, next((_tombstone(stone) for stone in stones), None))


def case_in_review(session: Session, conn: Reader, reference: str) -> ReviewRow:
    """One case as the review sees it; NotFound without it."""
    (facts,) = stored.case_facts(conn, [case_id_of(conn, reference)])
    return _row(session, facts, rules_in(conn))


def tombstones(session: Session) -> tuple[Tombstone, ...]:
    """What is left of every removed case, the oldest removal first."""
    with session.reading() as conn:
        return tuple(_tombstone(row) for row in stored.removals(conn))


def _hold(row: Mapping[str, Any]) -> Hold:
    return Hold(
        id=row["id"],
        act=row["act"],
        reason=row["reason"],
        author=row["author"],
        at=row["at"],
        end_reason=row["end_reason"] or "",
        ended_by=row["ended_by"] or "",
        ended_at=row["ended_at"] or "",
    )


def _tombstone(row: Mapping[str, Any]) -> Tombstone:
    return Tombstone(
        reference=row["reference"],
        case_id=row["case_id"],
        ended=row["ended"],
        due=row["due"] or "",
        sha256=row["sha256"],
        rows=sum(len(keys) for keys in row["rows"].values()),
        keeps_decision=bool(row["keeps_decision"]),
        reason=row["reason"],
        author=row["author"],
        seconder=row["seconder"],
        at=row["at"],
    )


def _row(session: Session, facts: Mapping[str, Any], known: tuple[RetentionRule, ...]) -> ReviewRow:
    purpose = Purpose(facts["purpose"])
    found = standing_of(session, facts, known)
    return ReviewRow(
        id=facts["id"],
        reference=facts["reference"],
        title=facts["title"],
        purpose=purpose,
        regime=Regime(facts["regime"]),
        standing=found.standing,
        due=found.due,
        why=found.why,
        holds=facts["holds"],
    )


def _entity_row(
    session: Session,
    facts: Mapping[str, Any],
    cases: Mapping[str, Mapping[str, Any]],
    known: tuple[RetentionRule, ...],
) -> ReviewRow:
    """An entity is kept until the period after its last case; a hold on a case holds it too."""
    named_by = [cases[case_id] for case_id in facts["cases"]]
    ends = [events_of(session, one).get(StartEvent.CASE_ENDED) for one in named_by]
    days = [day for day in ends if day is not None]
    all_ended = len(days) == len(named_by)
    events = {StartEvent.LAST_CASE_ENDED: max(days)} if days and all_ended else {}
    kept = RetentionSubject(
        purpose=Purpose.ENTITY,
        ended=all_ended,
        events=events,
        holds=sum(one["holds"] for one in named_by),
    )
    found = verdict(kept, known, session.today())
    return ReviewRow(
        id=facts["id"],
        reference=facts["name"],
        title=_("Cases that name it: {count}").format(count=len(named_by)),
        purpose=Purpose.ENTITY,
        regime=None,
        standing=found.standing,
        due=found.due,
        why=found.why,
        holds=kept.holds,
    )
