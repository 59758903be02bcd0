"""The removal of a case once its period is over: what it rests on, and its carrying out.

It is moved and seconded like every deed under four eyes (`services/table/motions.py`).
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from landwaiter.domain.base.zones import local_date
from landwaiter.domain.deeds.motion import Motion
from landwaiter.domain.retention.retention_periods import (
    ENDED_STAGES,
    Purpose,
    RetentionRule,
    RetentionStanding,
    RetentionSubject,
    RetentionVerdict,
    StartEvent,
    verdict,
)
from landwaiter.errors import NotAllowed, NotFound
from landwaiter.i18n import _
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base import records
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.settings import setting
from landwaiter.storage.deeds.erasures import CASE_REMOVED
from landwaiter.storage.deeds.motion_rows import conflicts_on, motion_of
from landwaiter.storage.retention import removal_rows as stored

SETTING = "retention."
"""Of the settings with the office's periods, one for each purpose."""
REMOVE_CASE = "remove_case"


def rules_in(conn: Reader) -> tuple[RetentionRule, ...]:
    found = (setting(conn, f"{SETTING}{purpose.value}") for purpose in Purpose)
    return tuple(records.from_json(text, RetentionRule) for text in found if text)


def standing_of(
    session: Session, facts: Mapping[str, Any], known: tuple[RetentionRule, ...]
) -> RetentionVerdict:
    return verdict(
        RetentionSubject(
            purpose=Purpose(facts["purpose"]),
            ended=facts["stage"] in ENDED_STAGES,
            events=events_of(session, facts),
            holds=facts["holds"],
            removed=facts["removed"],
        ),
        known,
        session.today(),
    )


def events_of(session: Session, facts: Mapping[str, Any]) -> dict[StartEvent, date]:
    events: dict[StartEvent, date] = {}
    if facts["closed"]:
        day = local_date(facts["closed"], session.casebook.member_state)
        events[StartEvent.CASE_ENDED] = day
    if facts["proceedings"]:
        events[StartEvent.PROCEEDINGS_ENDED] = date.fromisoformat(facts["proceedings"])
    return events


def removal_object(args: Mapping[str, Any]) -> str:
    """What the motion is about: no act on the case, which is not there any more afterwards."""
    return f"removal/{args['case']}"


def removal_title(args: Mapping[str, Any], facts: Mapping[str, Any]) -> str:
    """What the second person is asked, in one sentence."""
    if facts["keeps_decision"]:
        template = _(
            "Remove the case {reference} and keep its decision; rows: {rows}, files: {files}."
        )
    else:
        template = _("Remove the case {reference}; rows: {rows}, files: {files}.")
    return template.format(
        reference=facts["reference"], rows=facts["rows"], files=facts["raw_files"]
    )


def removal_facts(session: Session, conn: Reader, args: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a removal rests on: the period is over, nothing holds it, and what would be erased."""
    found = next(iter(stored.case_facts(conn, [args["case"]])), None)
    if found is None:
        raise NotFound(_("There is no such case."), field="id", value=args["case"])
    known = rules_in(conn)
    stands = standing_of(session, found, known)
    if stands.standing is not RetentionStanding.DUE:
        raise NotAllowed(
            _("The case {reference} is not due for removal: {why}").format(
                reference=found["reference"], why=stands.why
            ),
            remedy=_("See the review list."),
        )
    rule = next(rule for rule in known if rule.purpose.value == found["purpose"])
    content = stored.content_of(conn, args["case"], keeps_decision=rule.keeps_decision)
    alone, shared = stored.raw_files_of(conn, args["case"])
    ended = events_of(session, found)[rule.start]
    return {
        "reference": found["reference"],
        "purpose": found["purpose"],
        "regime": found["regime"],
        "ended": ended.isoformat(),
        "due": stands.due.isoformat() if stands.due else None,
        "source": rule.source,
        "keeps_decision": rule.keeps_decision,
        "sha256": content.sha256,
        "rows": content.count,
        "raw_files": len(alone),
        "files_that_stay": list(shared),
    }


def carry_out_removal(
    session: Session, work: UnitOfWork, args: Mapping[str, Any], motion_id: str
) -> Mapping[str, Any]:
    """Erase the case to its tombstone; what the audit entry says of it."""
    facts = removal_facts(session, work.conn, args)
    keeps = bool(facts["keeps_decision"])
    content = stored.content_of(work.conn, args["case"], keeps_decision=keeps)
    motion = _moved(session, work, motion_id)
    _refuse_conflicted(work, args["case"])
    files = stored.vault_names_of(work.conn, args["case"])
    erased = stored.erase(
        work,
        {
            "case_id": args["case"],
            "motion_id": motion_id,
            **{name: facts[name] for name in ("reference", "purpose", "regime", "ended", "due")},
            "keeps_decision": int(keeps),
            "sha256": content.sha256,
            "rows": content.rows,
            "raw_files": list(stored.raw_files_of(work.conn, args["case"])[0]),
            "reason": motion.reason,
            "author": motion.author,
            "seconder": work.actor,
            "at": work.now,
        },
    )
    work.audit(CASE_REMOVED, f"case/{args['case']}", {"reference": facts["reference"]})
    casebook, now = session.casebook, work.now
    work.after_commit(lambda: stored.destroy_unneeded(casebook, files, now=now))
    work.changed("cases", args["case"])
    work.changed("retention", args["case"])
    return {**facts, "payloads": erased}


def _moved(session: Session, work: UnitOfWork, motion_id: str) -> Motion:
    """The motion that decides it, sound and seconded."""
    motion = motion_of(work.conn, session.registry(work.conn), motion_id)
    if motion is None or not motion.valid:
        raise NotAllowed(_("A case is removed by two persons."))
    return motion


def _refuse_conflicted(work: UnitOfWork, case_id: str) -> None:
    """Who has a conflict of interest on a case removes it neither."""
    if any(row["user"] == work.actor for row in conflicts_on(work.conn, case_id)):
        raise NotAllowed(
            _("{user} has a conflict of interest on this case.").format(user=work.actor)
        )
