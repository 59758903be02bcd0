"""Whether its author and another person signed exactly the decision that a report shows."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from landwaiter.canonical import sha256_hex
from landwaiter.i18n import _
from landwaiter.reports.dossier import ApprovalPart, DecisionPart, Dossier, ItemOutcome
from landwaiter.reports.signing import signature_holds


@dataclass(frozen=True, slots=True)
class _Endorsing:
    """What a second person's statement must be about, and in which roles it is signed."""

    deed: str
    roles: frozenset[str]


_APPROVING = _Endorsing("approve_decision", frozenset({"reviewer", "head"}))
_COUNTERSIGNING = _Endorsing("countersign_decision", frozenset({"head"}))
_FIGURES = re.compile(r"\d+")


class Approval(StrEnum):
    """What the signatures of author and approver are worth."""

    NONE = "none"
    VERIFIES = "verifies"
    FAILS = "fails"
    WAITS = "waits"
    """Of a countersignature: the text wants one, nobody has given it, and nothing says so."""


@dataclass(frozen=True, slots=True)
class Signed:
    """A signature that a key sheet has to answer for."""

    name: str
    key: str
    at: datetime
    what: str
    roles: frozenset[str] = frozenset()
    """One of them must have been held; empty: any."""
    author: str = ""
    """Of the work approved; a key this person vouched for cannot approve it."""


def approval_of(dossier: Dossier) -> Approval:
    """NONE without an approval; VERIFIES if both signed what is shown, and are two people."""
    decision = dossier.decision
    if decision is None or decision.approval is None:
        return Approval.NONE
    holds = (
        sha256_hex(decision.text.encode()) == decision.text_sha256
        and _shows_its_text(decision, dossier.reference)
        and _proposed(decision, dossier.reference)
        and _endorsed(decision, decision.approval, dossier.reference, _APPROVING)
    )
    return Approval.VERIFIES if holds else Approval.FAILS


def countersignature_of(dossier: Dossier) -> Approval:
    """NONE where the text wants none; WAITS while a decision is shown as not approved yet.

    FAILS too where the decision is shown as approved and the signature it wants is missing.
    """
    decision = dossier.decision
    if decision is None or decision.approval is None:
        return Approval.NONE
    head = decision.countersignature
    if head is None:
        if _object(decision.text).get("countersign") is not True:
            return Approval.NONE
        return Approval.FAILS if decision.approval.valid else Approval.WAITS
    apart = (
        head.approver != decision.approval.approver
        and head.public_key.lower() != decision.approval.public_key.lower()
    )
    holds = apart and _endorsed(decision, head, dossier.reference, _COUNTERSIGNING)
    return Approval.VERIFIES if holds else Approval.FAILS


def signed_parts(dossier: Dossier) -> tuple[Signed, ...]:
    """The signatures of an approved decision: its author's, its approver's, and its head's."""
    decision = dossier.decision
    if decision is None or decision.approval is None:
        return ()
    approval = decision.approval
    return (
        Signed(decision.author, decision.author_key, decision.at, _("the decision")),
        Signed(
            approval.approver,
            approval.public_key,
            approval.at,
            _("the approval"),
            roles=_APPROVING.roles,
            author=decision.author,
        ),
        *_countersigned(decision),
    )


def _countersigned(decision: DecisionPart) -> Iterator[Signed]:
    head = decision.countersignature
    if head is not None:
        yield Signed(
            head.approver,
            head.public_key,
            head.at,
            _("the countersignature"),
            roles=_COUNTERSIGNING.roles,
            author=decision.author,
        )


def _proposed(decision: DecisionPart, reference: str) -> bool:
    wanted = {
        "deed": "propose_decision",
        **_about(decision, reference),
        "author": decision.author,
    }
    said = _object(decision.proposal_statement)
    return (
        _says(said, wanted)
        and _moment(said.get("at")) == decision.at
        and _signed(decision.author_key, decision.proposal_signature, decision.proposal_statement)
    )


def _endorsed(
    decision: DecisionPart, approval: ApprovalPart, reference: str, kind: "_Endorsing"
) -> bool:
    proposed = _object(decision.proposal_statement)
    wanted = {
        "deed": kind.deed,
        **_about(decision, reference),
        "case": proposed.get("case"),
        "decision": proposed.get("decision"),
        "approver": approval.approver,
        "role": approval.role,
    }
    said = _object(approval.statement)
    return (
        _says(said, wanted)
        and _moment(said.get("at")) == approval.at
        and approval.role in kind.roles
        and approval.approver != decision.author
        and approval.public_key.lower() != decision.author_key.lower()
        and _signed(approval.public_key, approval.signature, approval.statement)
    )


def _about(decision: DecisionPart, reference: str) -> dict[str, Any]:
    return {
        "reference": reference,
        "version": decision.version,
        "decision_sha256": decision.text_sha256,
    }


def _shows_its_text(decision: DecisionPart, reference: str) -> bool:
    """Whether the fields that are printed are those of the text that was signed."""
    said = _object(decision.text)
    wanted = {
        "reference": reference,
        "version": decision.version,
        "author": decision.author,
        "basis": decision.basis,
        "reason": decision.reason,
    }
    return (
        _says(said, wanted)
        and _worded(said.get("outcome")) == _worded(decision.outcome)
        and _prints(decision.outcome, decision.said)
        and _shows_items(decision.items, said)
    )


def _shows_items(shown: Sequence[ItemOutcome], said: Mapping[str, Any]) -> bool:
    """Each item with its own outcome; where none is shown, all have the outcome of the whole."""
    items = said.get("items")
    if not isinstance(items, list) or not all(isinstance(i, list) and len(i) == 2 for i in items):
        return False
    outcomes = [(str(no), _worded(outcome)) for no, outcome in items]
    if not shown:
        return all(outcome == _worded(said.get("outcome")) for _no, outcome in outcomes)
    return [(_number(item.item), _worded(item.outcome)) for item in shown] == outcomes and all(
        item.basis in ("", said.get("basis")) and _prints(item.outcome, item.said) for item in shown
    )


def _prints(outcome: str, said: str) -> bool:
    """Whether what is printed says the outcome and, of a refusal, at most who refused."""
    is_refusal = "refuse" in outcome and "refused" in said
    return not said or is_refusal or _worded(said) == _worded(outcome)


def _number(label: str) -> str:
    """`1` of `Item 1`, in whatever language; a label with more or fewer numbers has none."""
    found = _FIGURES.findall(label)
    return found[0] if len(found) == 1 else ""


def _worded(outcome: Any) -> str:
    return str(outcome).replace("-", " ").replace("_", " ")


def _says(said: Mapping[str, Any], wanted: Mapping[str, Any]) -> bool:
    return all(name in said and said[name] == value for name, value in wanted.items())


def _object(text: str) -> Mapping[str, Any]:
    """The JSON object of a text; an empty one if it is none."""
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


def _moment(text: Any) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except (TypeError, ValueError):
        return None


def _signed(key: str, signature: str, statement: str) -> bool:
    try:
        figures = bytes.fromhex(signature)
    except ValueError:
        return False
    return signature_holds(public_key=key, signature=figures, data=statement.encode())
