"""Whether a proposal and its approval count: derived from signatures, never from a column."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import Connection

from landwaiter.canonical import sha256_hex
from landwaiter.domain.case import Approval
from landwaiter.i18n import _
from landwaiter.storage import tables as t
from landwaiter.storage.core_tables import audit_entry
from landwaiter.storage.keys import signature_fits
from landwaiter.storage.records import plain_rows
from landwaiter.storage.registry import Registry

ROLES = ("reviewer", "head")
AUTHORS = frozenset({"analyst", "reviewer", "head"})
Row = Mapping[str, Any]


def proposal_fault(registry: Registry, *, case_id: str, decision: Row) -> str:
    """Why a decision row is not what its author proposed, as a sentence; empty when it is.

    The author's signature covers the text, and what is shown beside the text must be in it.
    """
    if sha256_hex(decision["text"]) != decision["text_sha256"]:
        return _("The text of the decision was changed after it was written.")
    if not _text_says(decision, case_id):
        return _("What is shown of the decision is not what its text says.")
    if not signature_fits(decision["key"], decision["signature"], decision["statement"]):
        return _("The proposal is not signed by its author.")
    said = _parsed(decision["statement"])
    expected = {
        "deed": "propose_decision",
        "case": case_id,
        "decision": decision["id"],
        "version": decision["version"],
        "decision_sha256": decision["text_sha256"],
        "author": decision["author"],
    }
    if any(said.get(name) != value for name, value in expected.items()):
        return _("The author's signature is over another decision.")
    return _author_fault(registry, decision, said)


def _text_says(decision: Row, case_id: str) -> bool:
    text = _parsed(decision["text"])
    shown = {name: decision[name] for name in ("version", "author", "outcome", "basis", "reason")}
    items = {str(number): outcome for number, outcome in text.get("items", ())}
    return (
        text.get("case") == case_id
        and all(text.get(name) == value for name, value in shown.items())
        and items == decision["items"]
    )


def _author_fault(registry: Registry, decision: Row, said: Row) -> str:
    key = registry.keys.get(decision["key"])
    at = _moment(said.get("at"))
    if key is None or at is None or not key.counts_at(at) or key.user != decision["author"]:
        return _("The key of the proposal is not registered for its author.")
    if not registry.people[key.user_id].roles_at(at) & AUTHORS:
        return _("{user} did not hold the role for it.").format(user=key.user)
    return ""


def approval_of(
    conn: Connection, registry: Registry, *, case_id: str, decision: Row, unsound: str
) -> Approval | None:
    """The approval of a decision row with the verdict of the signature; None when there is none.

    `unsound` is the fault of the proposal: an approval of what was not proposed does not count.
    """
    query = select(t.approval).where(t.approval.c.decision_id == decision["id"])
    rows = plain_rows(conn, query)
    if not rows:
        return None
    row = rows[0]
    why_not = unsound or _why_not(conn, registry, case_id, decision, row)
    return Approval(
        id=row["id"],
        approver=row["approver"],
        at=datetime.fromisoformat(row["at"]),
        valid=not why_not,
        why_not=why_not,
        key=row["key"],
        statement=row["statement"].decode(errors="replace"),
        signature=row["signature"].hex(),
        role=row["role"],
    )


def _why_not(conn: Connection, registry: Registry, case_id: str, decision: Row, row: Row) -> str:
    """The first reason why the approval does not count, as a sentence; empty when it counts."""
    if not signature_fits(row["key"], row["signature"], row["statement"]):
        return _("The signature does not fit the approved statement.")
    said = _parsed(row["statement"])
    at = _moment(said.get("at"))
    if at is None:
        return _("The signed statement is not readable.")
    expected = {
        "deed": "approve_decision",
        "case": case_id,
        "decision": decision["id"],
        "version": decision["version"],
        "decision_sha256": decision["text_sha256"],
        "approver": row["approver"],
        "role": row["role"],
    }
    if any(said.get(name) != value for name, value in expected.items()):
        return _("The signed statement is about another decision.")
    unfit = registry.why_not(row["key"], at=at, roles=ROLES, author=decision["author"])
    if unfit:
        return unfit
    if not _in_chain(conn, said.get("audit_head"), case_id):
        return _("The approval does not stand in the audit chain where it says.")
    return ""


def _in_chain(conn: Connection, head: Any, case_id: str) -> bool:
    """The head is in the chain, and the very next entry is this approval."""
    if not isinstance(head, dict) or not str(head.get("seq", "")).isdigit():
        return False
    entry, seq = audit_entry.c, int(head["seq"])
    stored = conn.execute(select(entry.sha256).where(entry.seq == seq)).scalar()
    following = conn.execute(select(entry.deed, entry.object).where(entry.seq == seq + 1)).first()
    expected = ("case.approve", f"case/{case_id}")
    return stored == head.get("sha256") and following is not None and tuple(following) == expected


def _parsed(data: bytes) -> dict[str, Any]:
    try:
        value = json.loads(data)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def _moment(text: Any) -> datetime | None:
    try:
        return datetime.fromisoformat(str(text))
    except ValueError:
        return None
