"""Whether an approval counts: derived from another person's signature, never from a column."""

import json
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


def approval_of(
    conn: Connection, registry: Registry, *, case_id: str, decision: dict[str, Any]
) -> Approval | None:
    """The approval of a decision row with the verdict of the signature; None when there is none."""
    query = select(t.approval).where(t.approval.c.decision_id == decision["id"])
    rows = plain_rows(conn, query)
    if not rows:
        return None
    row = rows[0]
    why_not = _why_not(conn, registry, case_id, decision, row)
    return Approval(
        id=row["id"],
        approver=row["approver"],
        at=datetime.fromisoformat(row["at"]),
        valid=not why_not,
        why_not=why_not,
        key=row["key"],
        statement=row["statement"].decode(errors="replace"),
        signature=row["signature"].hex(),
    )


def _why_not(
    conn: Connection,
    registry: Registry,
    case_id: str,
    decision: dict[str, Any],
    row: dict[str, Any],
) -> str:
    """The first reason why the approval does not count, as a sentence; empty when it counts."""
    if not signature_fits(row["key"], row["signature"], row["statement"]):
        return _("The signature does not fit the approved statement.")
    try:
        said = json.loads(row["statement"])
        at = datetime.fromisoformat(said["at"])
    except (ValueError, KeyError, TypeError):
        return _("The signed statement is not readable.")
    if sha256_hex(decision["text"]) != decision["text_sha256"]:
        return _("The text of the decision was changed after it was written.")
    expected = {
        "deed": "approve_decision",
        "case": case_id,
        "decision": decision["id"],
        "version": decision["version"],
        "decision_sha256": decision["text_sha256"],
        "approver": row["approver"],
    }
    if any(said.get(name) != value for name, value in expected.items()):
        return _("The signed statement is about another decision.")
    if not _in_chain(conn, said.get("audit_head")):
        return _("The signed audit head is not in the audit chain.")
    return registry.why_not(row["key"], at=at, roles=ROLES, author=decision["author"])


def _in_chain(conn: Connection, head: Any) -> bool:
    if not isinstance(head, dict) or not str(head.get("seq", "")).isdigit():
        return False
    stored = conn.execute(
        select(audit_entry.c.sha256).where(audit_entry.c.seq == int(head["seq"]))
    ).scalar()
    return stored is not None and stored == head.get("sha256")
