"""Whether its author and another person signed exactly the decision that a report shows."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from landwaiter.canonical import sha256_hex
from landwaiter.i18n import _, form_of, in_english
from landwaiter.reports.dossier.dossier import (
    NO_STATEMENT,
    ApprovalPart,
    ChainHead,
    DecisionPart,
    Dossier,
    ItemOutcome,
    Voucher,
)
from landwaiter.reports.proof.audit_entries import UnreadableEntry, number_in
from landwaiter.trust.signed import FORM, SignedContent


@dataclass(frozen=True, slots=True)
class ApprovalDeed:
    """What is signed of a decision, and in which roles; one of them must be held."""

    name: str
    roles: frozenset[str]


PROPOSING = ApprovalDeed("propose_decision", frozenset({"analyst", "reviewer", "head"}))
APPROVING = ApprovalDeed("approve_decision", frozenset({"reviewer", "head"}))
COUNTERSIGNING = ApprovalDeed("countersign_decision", frozenset({"head"}))
_FIGURES = re.compile(r"\d+")


class ApprovalWorth(StrEnum):
    """What the signatures of author and approver are worth."""

    NONE = "none"
    VERIFIES = "verifies"
    FAILS = "fails"
    BY_ONE = "by_one"
    """In an office that one person founded, as the report says: signed rightly, not approved."""
    WAITS = "waits"
    """Of a countersignature: the text wants one, nobody has given it, and nothing says so."""
    TEXT_WITHHELD = "text_withheld"
    """Both signed a text that the reader may not see: that it says what is shown is not known."""
    WITHHELD = "withheld"
    """Who signed is withheld, and the signatures with it."""


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature that a key sheet has to answer for."""

    name: str
    key: str
    at: datetime
    what: str
    registry: ChainHead
    """The newest statement when it was signed, as the signed text says."""
    vouched: Voucher | None = None
    """What the report says of the key; None: nothing."""


@dataclass(frozen=True, slots=True)
class TwoHands:
    """Two signatures that are claimed to be one person's work and another's assent."""

    what: str
    first: SignedContent
    second: SignedContent
    deeds: tuple[ApprovalDeed, ApprovalDeed]
    alone: bool = False
    """Not so: the report says that one person decided."""


def approval_of(dossier: Dossier) -> ApprovalWorth:
    """NONE without an approval; VERIFIES if both signed what is shown, and are two people.

    BY_ONE where the report says that one person decided alone.
    """
    decision = dossier.decision
    if decision is None or decision.approval is None:
        return ApprovalWorth.NONE
    alone = decision.approval.by_one
    if _is_withheld(decision.approval, dossier):
        return ApprovalWorth.WITHHELD
    unseen = decision.withheld and not decision.text and dossier.redaction is not None
    holds = (
        (
            unseen
            or (
                sha256_hex(decision.text.encode()) == decision.text_sha256
                and _shows_its_text(decision, dossier.reference)
            )
        )
        and _proposed(decision, dossier)
        and _endorsed(decision, decision.approval, dossier, APPROVING)
        and not (alone and (decision.approval.valid or not dossier.founded_by_one))
    )
    if not holds:
        return ApprovalWorth.FAILS
    if alone:
        return ApprovalWorth.BY_ONE
    return ApprovalWorth.TEXT_WITHHELD if unseen else ApprovalWorth.VERIFIES


def _is_withheld(part: ApprovalPart, dossier: Dossier) -> bool:
    """Whether nothing of a signature stands in a dossier that was redacted."""
    decision = dossier.decision
    return (
        dossier.redaction is not None
        and decision is not None
        and decision.withheld
        and not (part.statement or part.signature)
        and not (decision.proposal_statement or decision.proposal_signature)
    )


def countersignature_of(dossier: Dossier) -> ApprovalWorth:
    """NONE where the text wants none; WAITS while a decision is shown as not approved yet.

    FAILS too where the decision is shown as approved and the signature it wants is missing.
    """
    decision = dossier.decision
    if decision is None or decision.approval is None:
        return ApprovalWorth.NONE
    head = decision.countersignature
    if head is None:
        if _object(decision.text).get("countersign") is not True:
            return ApprovalWorth.NONE
        return ApprovalWorth.FAILS if decision.approval.stands else ApprovalWorth.WAITS
    if _is_withheld(head, dossier):
        return ApprovalWorth.WITHHELD
    keys = (decision.approval.public_key.lower(), head.public_key.lower())
    apart = keys[0] != keys[1] and _are_two(decision.approval.statement, head.statement)
    holds = apart and not head.by_one and _endorsed(decision, head, dossier, COUNTERSIGNING)
    return ApprovalWorth.VERIFIES if holds else ApprovalWorth.FAILS


def says_approved(dossier: Dossier) -> bool:
    """Whether the report says that the decision is validly approved."""
    return dossier.decision is not None and dossier.decision.approved_valid


def signatures_of(dossier: Dossier) -> Iterator[Signature]:
    """The signatures of a decision that is said to stand: author, approver, and head."""
    decision = dossier.decision
    if decision is None or decision.approval is None or not decision.approval.stands:
        return
    if _is_withheld(decision.approval, dossier):
        return
    yield Signature(
        decision.author,
        decision.author_key,
        decision.at,
        _("the decision"),
        _registry_of(decision.proposal_statement),
        decision.author_vouched,
    )
    for what, part, _deed in _endorsements(decision):
        registry = _registry_of(part.statement)
        yield Signature(part.approver, part.public_key, part.at, what, registry, part.vouched)


def two_hands_of(dossier: Dossier) -> Iterator[TwoHands]:
    """Of a decision that is said to stand, each second signature beside the author's."""
    decision = dossier.decision
    if decision is None or decision.approval is None or not decision.approval.stands:
        return
    if _is_withheld(decision.approval, dossier):
        return
    for what, part, deed in _endorsements(decision):
        deeds = (PROPOSING, deed)
        yield TwoHands(what, _proposal(decision), _endorsement(part), deeds, alone=part.by_one)


def entries_of(dossier: Dossier) -> tuple[str, ...]:
    """The audit entries that name what was signed of the decision."""
    decision = dossier.decision
    if decision is None or decision.approval is None:
        return ()
    return (
        decision.proposal_entry,
        *(part.entry for _what, part, _deed in _endorsements(decision)),
    )


def _endorsements(decision: DecisionPart) -> Iterator[tuple[str, ApprovalPart, ApprovalDeed]]:
    if decision.approval is not None:
        yield _("the approval"), decision.approval, APPROVING
    if decision.countersignature is not None:
        yield _("the countersignature"), decision.countersignature, COUNTERSIGNING


def _proposal(decision: DecisionPart) -> SignedContent:
    signature = (decision.author_key, decision.proposal_signature)
    return SignedContent(decision.proposal_statement.encode(), (signature,))


def _endorsement(part: ApprovalPart) -> SignedContent:
    return SignedContent(part.statement.encode(), ((part.public_key, part.signature),))


def _registry_of(statement: str) -> ChainHead:
    """The newest statement about people and keys that a signed text rests on."""
    try:
        said = _object(statement)["registry"]
        return ChainHead(number_in(said["seq"]), str(said["sha256"]))
    except (KeyError, TypeError, UnreadableEntry):
        return NO_STATEMENT


def _proposed(decision: DecisionPart, dossier: Dossier) -> bool:
    wanted = {
        "deed": PROPOSING.name,
        **_about(decision, dossier),
        "author": decision.author,
    }
    said = _object(decision.proposal_statement)
    return (
        _says(said, wanted)
        and _moment(said.get("at")) == decision.at
        and _proposal(decision).is_sound
    )


def _endorsed(
    decision: DecisionPart, approval: ApprovalPart, dossier: Dossier, kind: ApprovalDeed
) -> bool:
    proposed = _object(decision.proposal_statement)
    wanted = {
        "deed": kind.name,
        **_about(decision, dossier),
        "case": proposed.get("case"),
        "decision": proposed.get("decision"),
        "of": _proposal(decision).sha256,
        "approver": approval.approver,
        "role": approval.role,
    }
    said = _object(approval.statement)
    return (
        _says(said, wanted)
        and _moment(said.get("at")) == approval.at
        and approval.role in kind.roles
        and (approval.by_one or _are_of_two(decision, approval))
        and _endorsement(approval).is_sound
    )


def _are_of_two(decision: DecisionPart, approval: ApprovalPart) -> bool:
    keys = (decision.author_key.lower(), approval.public_key.lower())
    return keys[0] != keys[1] and _are_two(decision.proposal_statement, approval.statement)


def _are_two(one: str, other: str) -> bool:
    """Whether two signed texts name two people, by their ids as by their names."""
    pairs = zip(_person(_object(one)), _person(_object(other)), strict=True)
    return all(isinstance(a, str) and isinstance(b, str) and a != b for a, b in pairs)


def _person(said: Mapping[str, Any]) -> tuple[Any, Any]:
    """Id and name of who signed."""
    return said.get("by"), said.get("author") or said.get("approver")


def _about(decision: DecisionPart, dossier: Dossier) -> dict[str, Any]:
    return {
        "v": FORM,
        "casebook": dossier.casebook,
        "reference": dossier.reference,
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
        "basis": form_of(decision.basis),
        "reason": form_of(decision.reason),
    }
    return (
        _says(said, wanted)
        and _worded(said.get("outcome")) == _worded(decision.outcome)
        and _prints(decision.outcome, decision.said)
        and _shows_items(decision.items, said)
    )


def _shows_items(shown: Sequence[ItemOutcome], said: Mapping[str, Any]) -> bool:
    """Each item with its own outcome and basis; where none is shown, all have the whole's."""
    items = said.get("items")
    if not isinstance(items, list) or not all(isinstance(i, list) and len(i) == 3 for i in items):
        return False
    signed = [(str(no), _worded(outcome), basis) for no, outcome, basis in items]
    if not shown:
        whole = (_worded(said.get("outcome")), said.get("basis"))
        return all((outcome, basis) == whole for _no, outcome, basis in signed)
    printed = [(_number(one.item), _worded(one.outcome), form_of(one.basis)) for one in shown]
    return printed == signed and all(_prints(one.outcome, one.said) for one in shown)


def _prints(outcome: str, said: str) -> bool:
    """Whether what is printed says the outcome and, of a refusal, at most who refused."""
    is_refusal = "refuse" in in_english(outcome) and "refused" in in_english(said)
    return not said or is_refusal or _worded(said) == _worded(outcome)


def _number(label: str) -> str:
    """`1` of `Item 1`; a label with more or fewer numbers has none."""
    found = _FIGURES.findall(in_english(label))
    return found[0] if len(found) == 1 else ""


def _worded(outcome: Any) -> str:
    return (
        in_english(outcome if isinstance(outcome, str) else str(outcome))
        .replace("-", " ")
        .replace("_", " ")
    )


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
