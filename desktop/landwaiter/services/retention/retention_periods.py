"""Retention: the office's periods, legal holds, and the review before removal."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
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
from landwaiter.services.base.page import Page
from landwaiter.services.retention.removal import events_of, rules_in, standing_of
from landwaiter.services.warm.session import Session
from landwaiter.services.warm.sorted_keys import SortKey, page_of
from landwaiter.storage.audit.chain import head
from landwaiter.storage.base.paging import PAGE, key_in, mark_of
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
    """Retention of one case: where it stands, its holds, its tombstone.

    A case has as many holds as courts asked for one: they are read whole.
    """

    row: ReviewRow
    holds: tuple[Hold, ...]
    tombstone: Tombstone | None


def rules(session: Session) -> tuple[RetentionRule, ...]:
    """The periods the office has set; none by default."""
    with session.reading() as conn:
        return rules_in(conn)


def review_page(
    session: Session,
    *,
    standing: Iterable[RetentionStanding] = (),
    after: str | None = None,
    limit: int = PAGE,
) -> Page[ReviewRow]:
    """Every case and entity with where it stands: what is due first, then held, then the rest.

    `standing` narrows the list; removed cases are listed only when asked for. The first page tells
    how many of the listed are due.

    Where a case stands follows from the periods, the day and the law of its Member State, which no
    index of the database holds. So the sort keys of all are made once after each change of the
    casebook and kept, four words and a number for each; a page reads its own rows alone.
    """
    wanted = frozenset(standing) or frozenset(RetentionStanding) - {RetentionStanding.REMOVED}
    ranks = {rank for rank, one in enumerate(RetentionStanding) if one in wanted}
    with session.reading() as conn:
        known = rules_in(conn)
        mark = head(conn), session.today()
        keys = session.references.review.of(mark, partial(_review_keys, session, conn, known))
        key = key_in(after, _KEY_LENGTH) if after is not None else None
        chosen = page_of(keys, ranks, after=key, limit=limit + 1)
        rows = _rows(session, conn, chosen[:limit], known)
    due = bisect_left(keys, (_DUE + 1,)) if _DUE in ranks else 0  # they are the first of all
    more = mark_of(*chosen[limit - 1]) if len(chosen) > limit else None
    return Page(rows, more, due if after is None else None)


_CASE, _ENTITY = 0, 1
_KEY_LENGTH = 5
"""Rank of the standing, due date, reference or name, case or entity, identity."""
_DUE = list(RetentionStanding).index(RetentionStanding.DUE)


def _review_keys(
    session: Session, conn: Reader, known: tuple[RetentionRule, ...]
) -> tuple[SortKey, ...]:
    cases = {facts["id"]: facts for facts in stored.case_facts(conn)}
    keys = [_key(_row(session, facts, known), _CASE) for facts in cases.values()]
    keys += (
        _key(_entity_row(session, facts, cases, known), _ENTITY)
        for facts in stored.entity_facts(conn)
    )
    return tuple(sorted(keys))


def _key(row: ReviewRow, kind: int) -> SortKey:
    rank = list(RetentionStanding).index(row.standing)
    return rank, (row.due or date.max).isoformat(), row.reference, kind, row.id


def _rows(
    session: Session, conn: Reader, keys: Sequence[SortKey], known: tuple[RetentionRule, ...]
) -> tuple[ReviewRow, ...]:
    entities = stored.entity_facts(conn, [key[-1] for key in keys if key[-2] == _ENTITY])
    named = [case_id for facts in entities for case_id in facts["cases"]]
    wanted = [key[-1] for key in keys if key[-2] == _CASE]
    cases = {facts["id"]: facts for facts in stored.case_facts(conn, (*wanted, *named))}
    rows = {one: _row(session, cases[one], known) for one in wanted}
    rows |= {facts["id"]: _entity_row(session, facts, cases, known) for facts in entities}
    return tuple(rows[key[-1]] for key in keys)


def case_retention(session: Session, reference: str) -> CaseRetention:
    """Where one case stands, its holds and, once removed, its tombstone."""
    with session.reading() as conn:
        row = case_in_review(session, conn, reference)
        holds = tuple(_hold(one) for one in stored.holds_on(conn, row.id))
        stone = stored.removal_of(conn, row.id)
    return CaseRetention(row, holds, _tombstone(stone) if stone else None)


def case_in_review(session: Session, conn: Reader, reference: str) -> ReviewRow:
    """One case as the review sees it; NotFound without it."""
    (facts,) = stored.case_facts(conn, [case_id_of(conn, reference)])
    return _row(session, facts, rules_in(conn))


def tombstones_page(
    session: Session, *, after: str | None = None, limit: int = PAGE
) -> Page[Tombstone]:
    """What is left of every removed case, the oldest removal first."""
    with session.reading() as conn:
        key = key_in(after, 2) if after is not None else None
        rows = stored.removals_page(conn, after=key, limit=limit + 1)
    last = rows[limit - 1] if len(rows) > limit else None
    mark = mark_of(last["at"], last["reference"]) if last else None
    return Page(tuple(map(_tombstone, rows[:limit])), mark)


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
