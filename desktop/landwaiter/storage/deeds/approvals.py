"""Whether a proposal and its approval count: derived from signatures, never from a column."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, Table, select

from landwaiter.canonical import sha256_hex
from landwaiter.domain.cases.case import Approval
from landwaiter.i18n import _, form_of
from landwaiter.storage.audit.sealed_chain import StoredChain
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.records import ROW, plain_rows
from landwaiter.storage.base.signed_rows import signed_row
from landwaiter.storage.schema import deeds as t
from landwaiter.storage.schema.deeds import countersignature
from landwaiter.trust.pairs import SignatureRefusal, is_by_one, placed, why_not_two
from landwaiter.trust.registry import Registry
from landwaiter.trust.signed import SignedContent

ROLES = ("reviewer", "head")
COUNTERSIGNERS = ("head",)
AUTHORS = frozenset({"analyst", "reviewer", "head"})
Row = Mapping[str, Any]


PROPOSE = "propose_decision"


def proposal_fault(conn: Reader, registry: Registry, *, case_id: str, decision: Row) -> str:
    """Why a decision row is not what its author proposed, as a sentence; empty when it is.

    The author's signature covers the text, and what is shown beside the text must be in it.
    """
    if sha256_hex(decision["text"]) != decision["text_sha256"]:
        return _("The text of the decision was changed after it was written.")
    if not _text_says(decision, case_id):
        return _("What is shown of the decision is not what its text says.")
    expected = {
        "case": case_id,
        "decision": decision["id"],
        "version": decision["version"],
        "decision_sha256": decision["text_sha256"],
        "author": decision["author"],
    }
    return author_fault(conn, registry, decision, expected, deed=PROPOSE, roles=AUTHORS)


def _text_says(decision: Row, case_id: str) -> bool:
    text = parsed(decision["text"])
    shown = {name: decision[name] for name in ("version", "author", "outcome")}
    sentences = ("basis", "reason", "appeal", "hearing")
    rows = text.get("items", ())
    items = {str(number): outcome for number, outcome, _basis in rows}
    bases = {str(number): basis for number, _outcome, basis in rows}
    return (
        text.get("case") == case_id
        and all(text.get(name) == value for name, value in shown.items())
        and all(text.get(name, "") == form_of(decision[name]) for name in sentences)
        and items == decision["items"]
        and bases == decision["bases"]
    )


def author_fault(
    conn: Reader,
    registry: Registry,
    row: Row,
    expected: Mapping[str, Any],
    *,
    deed: str,
    roles: Collection[str],
) -> str:
    """Why a row is not what its author signed, there and in such a role; empty when it is."""
    try:
        found = placed(registry, StoredChain(conn), signed_row(row), deed=deed, roles=roles)
    except SignatureRefusal as reason:
        return reason.sentence
    if any(found.said.get(name) != value for name, value in expected.items()):
        return _("The author's signature is over something else.")
    if registry.people[found.key.user_id].name != row["author"]:
        return _("The key is not registered for {author}.").format(author=row["author"])
    return ""


@dataclass(frozen=True, slots=True)
class Endorsement:
    """One kind of signature by another person: its table and its signed deed."""

    table: Table
    deed: str
    roles: tuple[str, ...]


APPROVING = Endorsement(t.approval, "approve_decision", ROLES)
COUNTERSIGNING = Endorsement(countersignature, "countersign_decision", COUNTERSIGNERS)


@cache
def _of_decision(table: Table) -> Select[Any]:
    return select(table).where(table.c.decision_id == ROW)


def endorsement_of(
    conn: Reader,
    registry: Registry,
    kind: Endorsement,
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
    rows = plain_rows(conn, _of_decision(kind.table), row_id=decision["id"])
    if not rows:
        return None
    row = rows[0]
    expected = {
        "case": case_id,
        "decision": decision["id"],
        "version": decision["version"],
        "decision_sha256": decision["text_sha256"],
        "approver": row["approver"],
        "role": row["role"],
    }
    first = MovedDeed(decision, PROPOSE, AUTHORS)
    verdict = SignatureVerdict(unsound)
    if not unsound:
        verdict = verdict_on(
            conn, registry, row, expected, deed=kind.deed, roles=kind.roles, first=first
        )
    if not verdict.why_not and row["approver"] in not_by:
        text = _("{user} signed it before in another part.")
        verdict = SignatureVerdict(text.format(user=row["approver"]))
    return Approval(
        id=row["id"],
        approver=row["approver"],
        at=datetime.fromisoformat(row["at"]),
        valid=not verdict.why_not,
        why_not=verdict.why_not,
        by_one=verdict.by_one,
        key=row["key"],
        statement=row["statement"].decode(errors="replace"),
        signature=row["signature"].hex(),
        role=row["role"],
    )


@dataclass(frozen=True, slots=True)
class MovedDeed:
    """What the first of two signed: the row, its deed, and the roles in which it may be done."""

    row: Row
    deed: str
    roles: Collection[str]


@dataclass(frozen=True, slots=True)
class SignatureVerdict:
    """Why a second person's signature does not count, as a sentence; empty when it does."""

    why_not: str
    by_one: bool = False
    """In an office that one person founded it is done by that person, and called so."""


def verdict_on(
    conn: Reader,
    registry: Registry,
    row: Row,
    expected: Mapping[str, Any],
    *,
    deed: str,
    roles: Collection[str],
    first: MovedDeed,
) -> SignatureVerdict:
    """What a second person's signed statement is worth."""
    made = signed_row(row)
    if any(parsed(made.text).get(name) != value for name, value in expected.items()):
        return SignatureVerdict(_("The signed statement is about something else."))
    name = str(expected.get("approver", expected.get("person")))
    if not _is_of(registry, made, name):
        return SignatureVerdict(_("The key is not registered for {author}.").format(author=name))
    chain, moved = StoredChain(conn), signed_row(first.row)
    # In the role that is shown, and no other that the person holds besides.
    deeds, whose = (first.deed, deed), (first.roles, {*roles} & {str(row["role"])})
    why_not = why_not_two(registry, chain, moved, made, deeds=deeds, roles=whose)
    if why_not and is_by_one(registry, chain, moved, made, deeds=deeds, roles=whose):
        return SignatureVerdict(
            _("Done by one person: this office has no second one."), by_one=True
        )
    return SignatureVerdict(why_not)


def _is_of(registry: Registry, made: SignedContent, name: str) -> bool:
    """Whether no key that is registered signed in somebody else's name."""
    keys = (registry.keys.get(public) for public in made.keys)
    return all(registry.people[key.user_id].name == name for key in keys if key is not None)


def parsed(data: bytes) -> dict[str, Any]:
    """A signed object; empty when it is none."""
    try:
        value = json.loads(data)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}
