"""Whether a proposal and its approval count: derived from signatures, never from a column."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Table, func, select
from sqlalchemy.engine import Connection

from landwaiter.canonical import sha256_hex
from landwaiter.domain.case import Approval
from landwaiter.i18n import _
from landwaiter.storage import tables as t
from landwaiter.storage.core_tables import audit_entry
from landwaiter.storage.keys import signature_fits
from landwaiter.storage.motion_tables import countersignature
from landwaiter.storage.records import plain_rows
from landwaiter.storage.registry import Registry, SigningKey

ROLES = ("reviewer", "head")
COUNTERSIGNERS = ("head",)
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
    said = parsed(decision["statement"])
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
    return author_fault(registry, decision, said, AUTHORS)


def _text_says(decision: Row, case_id: str) -> bool:
    text = parsed(decision["text"])
    shown = {name: decision[name] for name in ("version", "author", "outcome", "basis", "reason")}
    shown_if_any = ("appeal", "hearing")
    items = {str(number): outcome for number, outcome in text.get("items", ())}
    return (
        text.get("case") == case_id
        and all(text.get(name) == value for name, value in shown.items())
        and all(text.get(name, "") == decision[name] for name in shown_if_any)
        and items == decision["items"]
    )


def author_fault(registry: Registry, row: Row, said: Row, roles: Collection[str]) -> str:
    """Why the key of a signed row is not its author's, or did not count; empty when it did."""
    key, at = registry.keys.get(row["key"]), moment(said.get("at"))
    if key is None or at is None or not key.counts_at(at) or key.user != row["author"]:
        return _("The key is not registered for {author}.").format(author=row["author"])
    if not registry.people[key.user_id].roles_at(at) & set(roles):
        return _("{user} did not hold the role for it.").format(user=key.user)
    return ""


@dataclass(frozen=True, slots=True)
class Endorsing:
    """One kind of signature by another person: its table, its signed deed, its audit deed."""

    table: Table
    deed: str
    audited: str
    roles: tuple[str, ...]


APPROVING = Endorsing(t.approval, "approve_decision", "case.approve", ROLES)
COUNTERSIGNING = Endorsing(
    countersignature, "countersign_decision", "case.countersign", COUNTERSIGNERS
)


def endorsement_of(
    conn: Connection,
    registry: Registry,
    kind: Endorsing,
    *,
    case_id: str,
    decision: Row,
    unsound: str,
    not_by: Collection[str] = (),
) -> Approval | None:
    """The approval or countersignature of a decision row with the verdict of its signature.

    `unsound` is the fault of the proposal: a signature over what was not proposed does not count.
    `not_by` names persons besides the author who may not have given it. None when there is none.
    """
    rows = plain_rows(conn, select(kind.table).where(kind.table.c.decision_id == decision["id"]))
    if not rows:
        return None
    row = rows[0]
    expected = {
        "deed": kind.deed,
        "case": case_id,
        "decision": decision["id"],
        "version": decision["version"],
        "decision_sha256": decision["text_sha256"],
        "approver": row["approver"],
        "role": row["role"],
    }
    place = (kind.audited, f"case/{case_id}")
    why_not = unsound or statement_fault(
        conn, registry, row, expected, roles=kind.roles, author=decision["author"], place=place
    )
    if not why_not and row["approver"] in not_by:
        why_not = _("{user} signed it before in another part.").format(user=row["approver"])
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


def statement_fault(
    conn: Connection,
    registry: Registry,
    row: Row,
    expected: Mapping[str, Any],
    *,
    roles: Collection[str],
    author: str,
    place: tuple[str, str],
) -> str:
    """Why a second person's signed statement does not count, as a sentence; empty when it does.

    `row` holds key, signature and statement; `place` is deed and object of the audit entry that
    must follow the head it names; `author` is whose work is signed.
    """
    if not signature_fits(row["key"], row["signature"], row["statement"]):
        return _("The signature does not fit the signed statement.")
    said = parsed(row["statement"])
    at = moment(said.get("at"))
    if at is None:
        return _("The signed statement is not readable.")
    if any(said.get(name) != value for name, value in expected.items()):
        return _("The signed statement is about something else.")
    unfit = registry.why_not(row["key"], at=at, roles=roles, author=author)
    if unfit:
        return unfit
    if not _in_chain(conn, said.get("audit_head"), place):
        return _("The signature does not stand in the audit chain where it says.")
    return _dated_back(conn, registry.keys[row["key"]], int(said["audit_head"]["seq"]))


_RETIRING = ("user.password_reset", "user.disabled")
"""Audit deeds with which a key ends."""


def _dated_back(conn: Connection, key: SigningKey, head: int) -> str:
    """Why a signature by a key that ended does not count, whatever time it claims; else empty.

    The chain has an order of its own: the head that was signed must lie before the entry that
    ended the key.
    """
    if key.retired_at is None:
        return ""
    entry = audit_entry.c
    ended = conn.execute(
        select(func.min(entry.seq)).where(
            entry.object == f"user/{key.user_id}",
            entry.deed.in_(_RETIRING),
            entry.at == key.retired_at,
        )
    ).scalar()
    if ended is None or head < ended:
        return ""
    return _("The signature is dated back: the key of {user} was retired before.").format(
        user=key.user
    )


def _in_chain(conn: Connection, head: Any, place: tuple[str, str]) -> bool:
    """The head is in the chain, and the very next entry is this deed."""
    if not isinstance(head, dict) or not str(head.get("seq", "")).isdigit():
        return False
    entry, seq = audit_entry.c, int(head["seq"])
    stored = conn.execute(select(entry.sha256).where(entry.seq == seq)).scalar()
    following = conn.execute(select(entry.deed, entry.object).where(entry.seq == seq + 1)).first()
    return stored == head.get("sha256") and following is not None and tuple(following) == place


def parsed(data: bytes) -> dict[str, Any]:
    """A signed object; empty when it is none."""
    try:
        value = json.loads(data)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def moment(text: Any) -> datetime | None:
    """An instant as signed; None when it is none."""
    try:
        return datetime.fromisoformat(str(text))
    except ValueError:
        return None
