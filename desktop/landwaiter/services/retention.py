"""Retention: the office's periods, legal holds, the review before removal, and the removal."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from landwaiter.domain.retention import (
    CASE_PURPOSES,
    LONGEST_YEARS,
    STARTS,
    Kept,
    Purpose,
    Regime,
    Rule,
    Standing,
    StartEvent,
    verdict,
)
from landwaiter.errors import Invalid, NotAllowed, NotFound
from landwaiter.i18n import _
from landwaiter.services.disclosures import require_text
from landwaiter.services.motions import Asked, ask
from landwaiter.services.removal import REMOVE_CASE, SETTING, events_of, rules_in, standing_of
from landwaiter.services.session import Session
from landwaiter.storage import records
from landwaiter.storage import retention as stored
from landwaiter.storage.cases import case_id_of
from landwaiter.storage.settings import set_setting, setting
from landwaiter.storage.unit_of_work import Changes, UnitOfWork


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One case or entity in the review before removal."""

    id: str
    reference: str
    """Of the case; the name of an entity."""
    title: str
    purpose: Purpose
    regime: Regime | None
    standing: Standing
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


def rules(session: Session) -> tuple[Rule, ...]:
    """The periods the office has set; none by default."""
    with session.reading() as conn:
        return rules_in(conn)


def set_rule(session: Session, rule: Rule) -> Changes:
    """Set the period of a purpose with the provision it follows; a head or administrator may."""
    _check_rule(rule)
    key = f"{SETTING}{rule.purpose.value}"
    with session.writing("set_retention") as work:
        before = setting(work.conn, key)
        set_setting(work.conn, key, records.to_json(rule), by=work.actor, at=work.now)
        old = records.from_json(before, Rule) if before else None
        work.audit("retention.rule_set", f"setting/{key}", {"rule": [old, rule]})
        work.changed("retention")
    return work.changes


def _check_rule(rule: Rule) -> None:
    if not 0 < rule.years <= LONGEST_YEARS:
        raise Invalid(
            _("A period has 1 to {most} years.").format(most=LONGEST_YEARS),
            field="years",
            value=str(rule.years),
        )
    if not rule.source.strip():
        raise Invalid(
            _("A period needs its source."),
            field="source",
            remedy=_("Name the act and article, or the plan of the archive, that sets it."),
        )
    if rule.start not in STARTS[rule.purpose]:
        raise Invalid(
            _("The period of this purpose does not begin with this event."),
            field="start",
            value=rule.start.value,
            remedy=_("Use one of {choices}.").format(
                choices=", ".join(start.value for start in STARTS[rule.purpose])
            ),
        )


def state_regime(
    session: Session, reference: str, *, purpose: Purpose, regime: Regime, reason: str
) -> Changes:
    """Say for what a case is kept and which law protects its data; a reviewer or head may."""
    require_text(reason, "reason")
    if purpose not in CASE_PURPOSES:
        raise Invalid(
            _("A case is kept for an administrative or a criminal purpose."),
            field="purpose",
            value=purpose.value,
        )
    if regime is Regime.LAW_ENFORCEMENT and purpose is not Purpose.CRIMINAL:
        raise Invalid(
            _("Directive (EU) 2016/680 protects the data of criminal tracks only."),
            field="regime",
            value=regime.value,
            remedy=_("State the criminal purpose with it, or another regime."),
        )
    with session.writing("state_regime") as work:
        case_id = _case(work, reference)
        content = {"purpose": purpose, "regime": regime, "reason": reason}
        _state(work, "case_regime", case_id, **content)
        work.audit("retention.regime_stated", f"case/{case_id}", content)
    return work.changes


def end_proceedings(session: Session, reference: str, *, day: date, reason: str) -> Changes:
    """Record that proceedings about a case ended on a day: a period may begin with it."""
    require_text(reason, "reason")
    if day > session.today():
        raise Invalid(_("The day lies in the future."), field="date", value=day.isoformat())
    with session.writing("end_proceedings") as work:
        case_id = _case(work, reference)
        _state(work, "proceedings_end", case_id, date=day, reason=reason)
        content = {"date": day, "reason": reason}
        work.audit("retention.proceedings_ended", f"case/{case_id}", content)
    return work.changes


def place_hold(session: Session, reference: str, *, act: str, reason: str) -> Changes:
    """Suspend the removal of a case by an act that orders it; a head may."""
    require_text(act, "act")
    require_text(reason, "reason")
    with session.writing("place_hold") as work:
        case_id = _case(work, reference)
        hold_id = _state(work, "legal_hold", case_id, act=act, reason=reason)
        content = {"hold": hold_id, "act": act, "reason": reason}
        work.audit("retention.hold_placed", f"case/{case_id}", content)
    return work.changes


def lift_hold(session: Session, reference: str, *, reason: str, hold: str | None = None) -> Changes:
    """End a legal hold with a reason; which one, where several are in force. A head may."""
    require_text(reason, "reason")
    with session.writing("lift_hold") as work:
        case_id = _case(work, reference)
        standing = [one["id"] for one in stored.holds_on(work.conn, case_id) if not one["ended_at"]]
        hold_id = _one_hold(standing, hold)
        records.add(
            work.conn,
            "legal_hold_end",
            hold_id=hold_id,
            reason=reason,
            author=work.actor,
            at=work.now,
        )
        content = {"hold": hold_id, "reason": reason}
        work.audit("retention.hold_lifted", f"case/{case_id}", content)
    return work.changes


def _one_hold(standing: list[str], wanted: str | None) -> str:
    chosen = [hold for hold in standing if wanted is None or hold == wanted]
    if not chosen:
        raise NotFound(_("There is no such legal hold in force on the case."), value=wanted)
    if len(chosen) > 1:
        raise Invalid(
            _("Several legal holds are in force on the case."),
            field="hold",
            remedy=_("Name one of {holds}.").format(holds=", ".join(chosen)),
        )
    return chosen[0]


def _case(work: UnitOfWork, reference: str) -> str:
    """The case of a deed, which is not removed."""
    case_id = case_id_of(work.conn, reference)
    if stored.is_removed(work.conn, case_id):
        raise NotAllowed(_("The case was removed; only its tombstone is left."), value=reference)
    work.changed("cases", case_id)
    work.changed("retention", case_id)
    return case_id


def _state(work: UnitOfWork, table: str, case_id: str, **said: Any) -> str:
    row_id = work.new_id()
    records.add(
        work.conn, table, id=row_id, case_id=case_id, author=work.actor, at=work.now, **said
    )
    return row_id


def review(session: Session, *, standing: Iterable[Standing] = ()) -> tuple[ReviewRow, ...]:
    """Every case and entity with where it stands: what is due first, then held, then the rest.

    `standing` narrows the list; removed cases are listed only when asked for.
    """
    wanted = frozenset(standing) or frozenset(Standing) - {Standing.REMOVED}
    with session.reading() as conn:
        cases = stored.case_facts(conn)
        entities = stored.entity_facts(conn)
        known = rules_in(conn)
    rows = [_row(session, facts, known) for facts in cases]
    by_id = {facts["id"]: facts for facts in cases}
    rows += [_entity_row(session, facts, by_id, known) for facts in entities]
    order = list(Standing)
    found = [row for row in rows if row.standing in wanted]
    found.sort(key=lambda row: (order.index(row.standing), row.due or date.max, row.reference))
    return tuple(found)


def ask_removal(session: Session, reference: str, *, reason: str) -> Asked:
    """Move the removal of a case that is due; it waits for a second person."""
    with session.reading() as conn:
        args = {"case": case_id_of(conn, reference)}
    return ask(session, REMOVE_CASE, args, reason)


def case_retention(session: Session, reference: str) -> CaseRetention:
    """Where one case stands, its holds and, once removed, its tombstone."""
    with session.reading() as conn:
        case_id = case_id_of(conn, reference)
        (facts,) = stored.case_facts(conn, [case_id])
        holds = tuple(_hold(row) for row in stored.holds_on(conn, case_id))
        stones = [row for row in stored.removals(conn) if row["case_id"] == case_id]
        row = _row(session, facts, rules_in(conn))
    return CaseRetention(row, holds, next((_tombstone(stone) for stone in stones), None))


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


def _row(session: Session, facts: Mapping[str, Any], known: tuple[Rule, ...]) -> ReviewRow:
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
    known: tuple[Rule, ...],
) -> ReviewRow:
    """An entity is kept until the period after its last case; a hold on a case holds it too."""
    named_by = [cases[case_id] for case_id in facts["cases"]]
    ends = [events_of(session, one).get(StartEvent.CASE_ENDED) for one in named_by]
    days = [day for day in ends if day is not None]
    all_ended = len(days) == len(named_by)
    events = {StartEvent.LAST_CASE_ENDED: max(days)} if days and all_ended else {}
    kept = Kept(
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
