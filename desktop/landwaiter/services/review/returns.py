"""Feedback on reviewers' returns: what came back, and what became of it."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from landwaiter.domain.base.people import Actor
from landwaiter.domain.base.zones import midnight
from landwaiter.domain.law.periods import ONE_DAY
from landwaiter.domain.reports.subjects import RECORD_READERS, RECORDS_OF_ALL
from landwaiter.domain.review.returns import (
    ReturnedProposal,
    ReturnFeedback,
    ReturnKind,
    ReviewerRecord,
    ReviewPeriod,
    return_words,
)
from landwaiter.errors import Invalid, NotAllowed
from landwaiter.i18n import _
from landwaiter.services.base.page import Page
from landwaiter.services.cases.case_reads import load
from landwaiter.services.review.differences import DecisionDifference, between
from landwaiter.services.warm.session import Session
from landwaiter.storage.base.paging import PAGE, key_in, mark_of
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.records import from_plain
from landwaiter.storage.cases.case_rows import case_id_of
from landwaiter.storage.review import returns as stored

YEAR = timedelta(days=364)
"""Without a period: today and so many days before."""
_SIGNED = ("outcome", "items", "basis", "reason", "substance", "appeal", "hearing")
"""What a version says and rests on; number and author are of every version its own."""


@dataclass(frozen=True, slots=True)
class ReturnPage:
    """One return with what changed until the next approval, or until now."""

    returned: ReturnedProposal
    compared_version: int | None
    """The version it is held against: the next approved one, else the newest; None: no other."""
    changes: tuple[DecisionDifference, ...]


@dataclass(frozen=True, slots=True)
class ReviewRecords:
    """Records of the reviewers that the person may read, and the returns of those days."""

    period: ReviewPeriod
    records: tuple[ReviewerRecord, ...]
    returned: tuple[ReturnedProposal, ...]
    """In the order of time."""


def returned_proposals(
    session: Session,
    *,
    author: str = "",
    reviewer: str = "",
    reference: str = "",
    after: str | None = None,
    limit: int = PAGE,
) -> Page[ReturnedProposal]:
    """Returns, the newest first; others than a head or auditor read those they have part in."""
    with session.reading() as conn:
        actor = session.actor(session.registry(conn))
        rows = stored.returned_page(
            conn,
            case_id=case_id_of(conn, reference) if reference else "",
            author=author,
            reviewer=reviewer,
            either="" if actor.has(*RECORDS_OF_ALL) else actor.name,
            after=_key(after),
            limit=limit + 1,
        )
        shown = _told(conn, rows[:limit])
        mark = mark_of(rows[limit - 1]["at"], shown[-1].decision_id) if len(rows) > limit else None
        return Page(shown, mark)


def _key(after: str | None) -> tuple[str, str] | None:
    if after is None:
        return None
    at, decision_id = key_in(after, 2)
    return str(at), str(decision_id)


def return_page(session: Session, reference: str) -> tuple[ReturnPage, ...]:
    """Returns of a case that the person may read, the newest first, with what changed since."""
    found = returned_proposals(session, reference=reference).rows
    if not found:
        return ()
    with session.reading() as conn:
        case = load(session, conn, reference, session.registry(conn))
    versions = {one.version: one for one in case.decisions}
    pages = []
    for one in found:
        wanted = one.approved_version or max(versions)
        if wanted == one.version:
            pages.append(ReturnPage(one, None, ()))
        else:
            changes = between(case, versions[one.version], versions[wanted])
            pages.append(ReturnPage(one, wanted, changes))
    return tuple(pages)


def reviewers(
    session: Session, *, first: date | None = None, last: date | None = None
) -> tuple[ReviewPeriod, tuple[ReviewerRecord, ...]]:
    """What each reviewer approved and returned from `first` to `last`, and what became of it.

    A head and an auditor read all records, a reviewer the own one; NotAllowed for others.
    """
    with session.reading() as conn:
        found = read_records(session, conn, first=first, last=last)
        return found.period, found.records


def read_records(
    session: Session,
    conn: Reader,
    *,
    first: date | None,
    last: date | None,
    reviewer: str = "",
) -> ReviewRecords:
    """The same with the returns behind it, of one reviewer where one is named."""
    period = _period(session, first, last)
    state = session.casebook.member_state
    actor = session.actor(session.registry(conn))
    _refuse_others(actor, reviewer)
    bounds = midnight(period.first, state), midnight(period.last + ONE_DAY, state)
    approved = stored.approvals_by(conn, *bounds)
    returned: dict[str, list[ReturnedProposal]] = {}
    for one in _told(conn, stored.returned_between(conn, *bounds)):
        returned.setdefault(one.returned_by, []).append(one)
    wanted = reviewer or ("" if actor.has(*RECORDS_OF_ALL) else actor.name)
    seen = [name for name in sorted({*approved, *returned}) if wanted in ("", name)]
    return ReviewRecords(
        period=period,
        records=tuple(
            _record(name, approved.get(name, (0, 0)), returned.get(name, [])) for name in seen
        ),
        returned=tuple(
            sorted(
                (one for name in seen for one in returned.get(name, ())),
                key=lambda one: (one.at, one.decision_id),
            )
        ),
    )


def _refuse_others(actor: Actor, reviewer: str) -> None:
    sees_all = actor.has(*RECORDS_OF_ALL)
    if not actor.has(*RECORD_READERS) or (not sees_all and reviewer not in ("", actor.name)):
        raise NotAllowed(
            _("Records of reviewers are read by a head, an auditor, and by each of their own."),
            remedy=_("Ask a head; the returns of your own proposals you read yourself."),
        )


def _period(session: Session, first: date | None, last: date | None) -> ReviewPeriod:
    until = last or session.today()
    since = first or until - YEAR
    if since > until:
        raise Invalid(
            _("The period ends before it begins."),
            field="from",
            value=since.isoformat(),
            remedy=_("Give a first day that is not after {day}.").format(day=until),
        )
    return ReviewPeriod(since, until)


def _record(
    name: str, approved: tuple[int, int], returned: Sequence[ReturnedProposal]
) -> ReviewerRecord:
    count, fell = approved
    kinds = Counter(one.kind for one in returned)
    said = [feedback.helpful for one in returned for feedback in one.feedback]
    return ReviewerRecord(
        reviewer=name,
        approved=count,
        returned=len(returned),
        kinds=tuple((kind, kinds[kind]) for kind in ReturnKind if kinds[kind]),
        approved_later=sum(one.approved_version is not None for one in returned),
        changed=sum(bool(one.changed) for one in returned),
        reversed=fell,
        helpful=sum(said),
        not_helpful=len(said) - sum(said),
    )


def _told(conn: Reader, rows: Sequence[Mapping[str, Any]]) -> tuple[ReturnedProposal, ...]:
    said = stored.feedback_of(conn, [row["decision_id"] for row in rows])
    pairs = [
        (row["case_id"], version)
        for row in rows
        if row["approved_version"] is not None
        for version in (row["version"], row["approved_version"])
    ]
    texts = stored.texts(conn, pairs)
    return tuple(_one(row, texts, said.get(row["decision_id"], ())) for row in rows)


def _one(
    row: Mapping[str, Any],
    texts: Mapping[tuple[str, int], bytes],
    feedback: Iterable[Mapping[str, Any]],
) -> ReturnedProposal:
    approved = row["approved_version"]
    both = [texts.get((row["case_id"], version)) for version in (row["version"], approved)]
    values = {name: value for name, value in row.items() if name != "case_id"}
    return from_plain(
        {
            **values,
            "kind": row["kind"] or ReturnKind.OTHER,
            "changed": None if approved is None else _said(both[0]) != _said(both[1]),
            "feedback": from_plain(list(feedback), tuple[ReturnFeedback, ...]),
        },
        ReturnedProposal,
    )


def _said(text: bytes | None) -> Mapping[str, Any]:
    told = json.loads(text) if text else {}
    return {name: told.get(name) for name in _SIGNED}


def became_said(one: ReturnedProposal) -> str:
    """What became of a returned proposal, in words."""
    if one.approved_version is not None:
        words = (
            _("changed, approved as version {version}")
            if one.changed
            else _("unchanged, approved as version {version}")
        )
        return words.format(version=one.approved_version)
    if one.proposed_version is not None:
        return _("proposed again as version {version}").format(version=one.proposed_version)
    return _("not proposed again yet")


def kinds_said(record: ReviewerRecord) -> str:
    """For what proposals were returned, and how often."""
    return ", ".join(f"{return_words(kind)} {count}" for kind, count in record.kinds)


def helped_said(record: ReviewerRecord) -> str:
    """How often returns were said to help, and how often not."""
    if not record.helpful and not record.not_helpful:
        return _("not said")
    return _("{yes} helpful, {no} not").format(yes=record.helpful, no=record.not_helpful)


def feedback_said(one: ReturnedProposal) -> tuple[str, ...]:
    """What authors and heads say of the return, one sentence each."""
    return tuple(
        (
            _("{author}: helpful. {reason}")
            if said.helpful
            else _("{author}: not helpful. {reason}")
        ).format(author=said.author, reason=said.reason)
        for said in one.feedback
    )
