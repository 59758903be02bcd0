"""Data protection for who answers for it: what is stated, counted, in force, what went wrong."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from landwaiter.canonical import instant
from landwaiter.domain.base.zones import zone_of
from landwaiter.domain.reports.subjects import PRIVACY_READERS
from landwaiter.domain.retention import privacy_deeds as deeds
from landwaiter.domain.retention.privacy import (
    SETTLES_TELLING,
    BreachClock,
    BreachStep,
    PrivacyTopic,
    breach_clock,
    hours_in,
)
from landwaiter.domain.retention.privacy_deeds import (
    AddToBreach,
    BreachStanding,
    LogBreach,
    StatePrivacyTopic,
    why_no_step,
)
from landwaiter.domain.retention.retention_periods import RetentionRule
from landwaiter.domain.table import four_eyes
from landwaiter.domain.trade.erasure_deeds import VIEWED as STORE_VIEWED
from landwaiter.errors import Invalid, NotAllowed, NotFound
from landwaiter.i18n import _
from landwaiter.services.deeds.handler import Account, Doing, Handler
from landwaiter.services.retention.privacy_notices import PrivacyNotice, notices_in
from landwaiter.services.retention.removal import rules_in
from landwaiter.services.trade.keeping import StoreRetention, keeping_in
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit import chain
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.entities.sensitivity import VIEWED as ENTITY_VIEWED
from landwaiter.storage.retention import privacy_rows as stored

VIEWS: Final = (STORE_VIEWED, ENTITY_VIEWED, "case.evidence_viewed", "audit.read")
"""Entries of the audit trail that say who looked at what."""


@dataclass(frozen=True, slots=True)
class PrivacyStatement:
    """What the office says of one topic."""

    topic: PrivacyTopic
    said: str
    author: str
    at: str


@dataclass(frozen=True, slots=True)
class BreachAddition:
    """What was added to a breach."""

    step: BreachStep
    happened: datetime
    said: str
    author: str


@dataclass(frozen=True, slots=True)
class DataBreach:
    """A breach of personal data as it stands."""

    id: str
    no: int
    known: datetime
    what: str
    persons: str
    effects: str
    author: str
    at: str
    steps: tuple[BreachAddition, ...]
    clock: BreachClock

    @property
    def is_closed(self) -> bool:
        turns = (BreachStep.CLOSED, BreachStep.REOPENED)
        last = next((one.step for one in reversed(self.steps) if one.step in turns), None)
        return last is BreachStep.CLOSED

    @property
    def is_telling_settled(self) -> bool:
        return any(one.step in SETTLES_TELLING for one in self.steps)


@dataclass(frozen=True, slots=True)
class PrivacyFacts:
    """All that the page and the document say."""

    stated: tuple[PrivacyStatement, ...]
    unstated: tuple[PrivacyTopic, ...]
    """Topics on which the office has said nothing."""
    rules: tuple[RetentionRule, ...]
    """How long cases and entities are kept."""
    store: StoreRetention
    parties: Mapping[int, int]
    """Year of acceptance → distinct parties in the trade store."""
    counts: Mapping[str, int]
    """Table → rows."""
    people: Mapping[str, int]
    """Role → persons who hold it: each reads the whole casebook."""
    by_two: int
    """Kinds of deed that wait for a second person."""
    entries: int
    """Of the audit trail."""
    views: Mapping[int, int]
    """Year → entries that say who looked at what."""
    breaches: tuple[DataBreach, ...]
    notices: tuple[PrivacyNotice, ...] = ()
    """To those whose data are processed, the newest first."""


def privacy_facts(session: Session) -> PrivacyFacts:
    """The facts as they are now; NotAllowed for who may not read them."""
    with session.reading() as conn:
        session.require(conn, *PRIVACY_READERS)
        return facts_in(session, conn)


def facts_in(session: Session, conn: Reader) -> PrivacyFacts:
    """The same of an open snapshot."""
    said = stored.statements(conn)
    return PrivacyFacts(
        stated=tuple(
            PrivacyStatement(topic, row["said"], row["author"], row["at"])
            for topic in PrivacyTopic
            if (row := said.get(topic.value))
        ),
        unstated=tuple(topic for topic in PrivacyTopic if topic.value not in said),
        rules=rules_in(conn),
        store=keeping_in(session, conn),
        parties=stored.parties_per_year(conn),
        counts=stored.counts(conn),
        people=stored.people_by_role(conn),
        by_two=len(four_eyes.TABLE),
        entries=chain.head(conn).seq,
        views=stored.views_per_year(conn, VIEWS),
        breaches=_breaches(conn, said),
        notices=notices_in(conn),
    )


def _breaches(conn: Reader, said: Mapping[str, Mapping[str, Any]]) -> tuple[DataBreach, ...]:
    hours = said.get(PrivacyTopic.HOURS.value)
    most = hours_in(hours["said"]) if hours else None
    steps = stored.breach_steps(conn)
    return tuple(_breach(row, steps.get(row["id"], ()), most) for row in stored.breaches(conn))


def _breach(
    row: Mapping[str, Any], steps: Sequence[Mapping[str, Any]], hours: int | None
) -> DataBreach:
    added = tuple(
        BreachAddition(
            BreachStep(one["step"]),
            datetime.fromisoformat(one["happened"]),
            one["said"],
            one["author"],
        )
        for one in steps
    )
    known = datetime.fromisoformat(row["known"])
    told = [one.happened for one in added if one.step is BreachStep.AUTHORITY]
    return DataBreach(
        id=row["id"],
        no=row["no"],
        known=known,
        what=row["what"],
        persons=row["persons"],
        effects=row["effects"],
        author=row["author"],
        at=row["at"],
        steps=added,
        clock=breach_clock(known, min(told, default=None), hours),
    )


def breach_named(conn: Reader, number: int) -> DataBreach:
    """NotFound where none has the number."""
    for one in _breaches(conn, stored.statements(conn)):
        if one.no == number:
            return one
    raise NotFound(
        _("There is no breach of this number."),
        field="number",
        value=str(number),
        remedy=_("`privacy show` lists them."),
    )


def state(doing: Doing, said: StatePrivacyTopic, _none: None) -> Account:
    text = said.text.strip()
    if said.topic is PrivacyTopic.HOURS and hours_in(text) is None:
        raise Invalid(
            _("The text begins with the number of hours."),
            field="text",
            value=text,
            remedy=_("Write it as: 72, Act of …, Art. …"),
        )
    made = stored.add_statement(doing.work, said.topic.value, text)
    told = {"topic": said.topic.value, "text": text}
    return Account(f"privacy/statement/{made}", told, ids=(made,), made=made)


def log_breach(doing: Doing, said: LogBreach, _none: None) -> Account:
    known = _utc(doing.session, said.known)
    if known > doing.session.now():
        raise Invalid(
            _("The time lies in the future."), field="known", value=said.known.isoformat()
        )
    content = {
        "known": instant(known),
        "persons": said.persons.strip(),
        "effects": said.effects.strip(),
    }
    what = said.what.strip()
    no = stored.add_breach(doing.work, what=what, **content)
    told = {"breach": str(no), "text": what, **content}
    return Account(f"privacy/breach/{no}", told, ids=(str(no),), made=str(no))


def breach_of(doing: Doing, said: AddToBreach) -> DataBreach:
    return breach_named(doing.conn, said.number)


def add_to_breach(doing: Doing, said: AddToBreach, found: BreachStanding) -> Account:
    row = breach_named(doing.conn, said.number)
    why, remedy = why_no_step(row, said.step)
    if why:
        raise NotAllowed(why, field="step", value=said.step.value, remedy=remedy)
    happened = _utc(doing.session, said.at)
    if not row.known <= happened <= doing.session.now():
        raise Invalid(
            _("The time lies before the breach was known, or in the future."),
            field="at",
            value=said.at.isoformat(),
        )
    content = {"step": said.step.value, "happened": instant(happened), "said": said.text.strip()}
    stored.add_step(doing.work, row.id, **content)
    told = {"breach": str(row.no), **content}
    return Account(f"privacy/breach/{row.no}", told, ids=(str(row.no),))


def _utc(session: Session, at: datetime) -> datetime:
    """An instant as it was said: without a zone in that of the office."""
    return at if at.tzinfo else at.replace(tzinfo=zone_of(session.casebook.member_state))


_STATE: Handler[StatePrivacyTopic, None] = Handler(deeds.STATE_PROCESSING, state)
_LOG: Handler[LogBreach, None] = Handler(deeds.LOG_BREACH, log_breach)
_ADD: Handler[AddToBreach, BreachStanding] = Handler(deeds.ADD_TO_BREACH, add_to_breach, breach_of)
HANDLERS = (_STATE, _LOG, _ADD)
