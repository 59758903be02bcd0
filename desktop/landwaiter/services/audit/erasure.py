"""Erasing what an audit entry says: a tombstone is left, and the chain still verifies."""

import json
from collections.abc import Mapping
from typing import Any

from landwaiter.canonical import instant
from landwaiter.errors import Invalid, NotAllowed, NotFound
from landwaiter.i18n import N_, _
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit import chain
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.deeds.erasures import erased_object
from landwaiter.storage.deeds.motion_rows import signed_motion

Given = Mapping[str, Any]
DEED = "erase_payload"

_DECISION = N_("it is part of a decision, and says who proposed, approved or ended what")
_FOUR_EYES = N_("it says what one person moved and another signed")
_CHAIN = N_("the verification of the chain rests on it")
_STORE = N_("it seals what was sifted, or says what was erased of it")
_PEOPLE = N_("it says whose key and role counted when")
_OFFICE = N_("it says which rules of the office held when")
KEPT: Mapping[str, str] = {
    "case.propose": _DECISION,
    "case.approve": _DECISION,
    "case.countersign": _DECISION,
    "case.return": _DECISION,
    "case.withdraw": _DECISION,
    "case.reopen": _DECISION,
    "case.second": _FOUR_EYES,
    "motion.": _FOUR_EYES,
    "set_policy": _FOUR_EYES,
    "erase_payload": _CHAIN,
    "audit.": _CHAIN,
    "casebook.": _CHAIN,
    "user.": _PEOPLE,
    "change_user": _PEOPLE,
    "office.": _OFFICE,
    "retention.": _OFFICE,
    "privacy.": _OFFICE,
    "disclosure.": N_("it says what was disclosed to whom"),
    "case.removed": N_("it is what is left of a removed case"),
    **dict.fromkeys(
        ("trade.begun", "trade.sifted", "trade.ended", "trade.policy", "trade.period"), _STORE
    ),
    **dict.fromkeys(("trade.erasure", "trade.erased"), _STORE),
    "remove_case": N_("it is what is left of a removed case"),
}
"""Deed, or beginning of deeds where it ends with a dot → why its content stays."""


def why_kept(deed: str) -> str:
    """Why the content of a deed's entry is never erased; empty where it may be."""
    group = f"{deed.partition('.')[0]}."
    reason = KEPT.get(deed) or KEPT.get(group)
    return _(reason) if reason else ""


def _why_seconded(row: chain.AuditRow) -> str:
    """What two persons did keeps saying who they were."""
    return _(_FOUR_EYES) if json.loads(row.payload or "{}").get("motion") else ""


def erase_title(args: Given, facts: Given) -> str:
    return _("Erase the content of entry {seq}: {deed} by {actor} on {at}").format(
        seq=args["seq"], deed=facts["deed"], actor=facts["actor"], at=facts["at"]
    )


def erase_object(args: Given) -> str:
    return f"audit/{args['seq']}"


def erase_facts(session: Session, conn: Reader, args: Given) -> Given:
    """The entry as it is; NotFound where there is none, NotAllowed where its content stays."""
    row = _entry(conn, args["seq"])
    kept = why_kept(row.deed) or _why_seconded(row)
    if kept:
        raise NotAllowed(
            _("The content of entry {seq} is never erased: {reason}.").format(
                seq=row.seq, reason=kept
            )
        )
    if row.payload is None:
        raise NotAllowed(_("The content of entry {seq} was erased already.").format(seq=row.seq))
    return {
        "actor": row.actor,
        "at": instant(row.at),
        "deed": row.deed,
        "object": row.object,
        "sha256": row.sha256,
    }


def erase(session: Session, work: UnitOfWork, args: Given, motion_id: str) -> Given:
    """Record the erasure, then take content and salt away; the payload of the deed's entry."""
    row = _entry(work.conn, args["seq"])
    about = erased_object(row.seq, signed_motion(work.conn, motion_id).sha256)
    work.audit(chain.ERASED, about, {"entry": row.sha256, "motion": motion_id})
    chain.erase_payload(work.conn, row.seq, at=work.now, by=work.actor)
    work.changed("audit", str(row.seq))
    return {"entry": row.sha256, "deed": row.deed}


def _entry(conn: Reader, seq: Any) -> chain.AuditRow:
    text = str(seq)
    if not (text.isascii() and text.isdigit() and int(text) > 0):
        raise Invalid(_("This is no number of an audit entry."), field="seq", value=text)
    rows = chain.entries(conn, after_seq=int(text) - 1, limit=1)
    if not rows or rows[0].seq != int(text):
        raise NotFound(
            _("There is no audit entry with this number."),
            field="seq",
            value=text,
            remedy=_("List the entries to see their numbers."),
        )
    return rows[0]
