"""Acts that move the stage: assignment, proposal, approval, return, and the ends."""

from collections.abc import Mapping
from typing import Any

from landwaiter.canonical import canonical_bytes, sha256_hex, stated
from landwaiter.domain.cases import deeds
from landwaiter.domain.cases.appeals import law_of
from landwaiter.domain.cases.before_proposal import left_open
from landwaiter.domain.cases.case import Decision, Stage
from landwaiter.domain.cases.court import AppealLaw
from landwaiter.domain.cases.decision import (
    LEFT_OPEN,
    PENDING,
    Proposal,
    decision_text,
    form_of,
    needs_countersignature,
    newest_form,
    without_basis,
)
from landwaiter.domain.cases.deeds import (
    Approve,
    Countersign,
    DismissCase,
    Propose,
    ReopenCase,
    ReturnProposal,
    WithdrawProposal,
)
from landwaiter.domain.cases.four_eyes import wants_countersignature
from landwaiter.domain.cases.hearings import heard, is_adverse, why_not_heard, why_not_partial
from landwaiter.errors import Invalid, NotAllowed
from landwaiter.i18n import _
from landwaiter.services.cases.before_deeds import rules_of, standing, unsettled_on
from landwaiter.services.deeds.case_handler import CaseDoing, CaseHandler, Payload, SecondedFacts
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base import records
from landwaiter.storage.base.settings import settings_with
from landwaiter.storage.deeds.approvals import APPROVING, COUNTERSIGNING, PROPOSE, Endorsement
from landwaiter.storage.deeds.signed_deeds import columns_of, sign_deed

APPEAL_NOTICE = "decision.appeal_notice"
"""The office's own appeal notice of decisions under customs legislation, for proposals without."""
APPEAL_NOTICE_NATIONAL = "decision.appeal_notice_national"
"""The same of what is appealed under national law: seizures, tracks A, B, N and T."""


def move(doing: CaseDoing[Any]) -> Payload:
    """Nothing but the stage changes."""
    return {"reason": getattr(doing.said, "reason", "")}


def propose(doing: CaseDoing[Propose]) -> Payload:
    """A new version of the decision, with the canonical text that is to be approved."""
    said, items = doing.said, doing.said.items or {}
    doing.session.require_key(doing.session.registry(doing.work.conn))
    _check_items(doing)
    office = settings_with(doing.work.conn, "")
    outcomes = {said.outcome, *items.values()}
    adverse = _adverse(doing, outcomes, office)
    found = unsettled_on(doing.session, doing.work.conn, doing.case)
    proposal = Proposal(
        version=len(doing.case.decisions) + 1,
        outcome=said.outcome,
        items=items,
        bases=said.bases or {},
        basis=said.basis,
        reason=said.reason,
        author=doing.actor.name,
        countersign=wants_countersignature(outcomes, office) and not doing.actor.alone,
        left_open=left_open(found, said.open or {}),
        **adverse,
    )
    _check_bases(doing, proposal)
    text = canonical_bytes(stated(decision_text(doing.case, proposal)))
    decision_id = doing.work.new_id()
    digest = sha256_hex(text)
    made = sign_deed(
        doing.work,
        doing.session.casebook,
        PROPOSE,
        {
            "reference": doing.case.reference,
            "case": doing.case.id,
            "decision": decision_id,
            "version": proposal.version,
            "decision_sha256": digest,
            "author": doing.actor.name,
        },
    )
    records.add(
        doing.work.conn,
        "decision",
        id=decision_id,
        case_id=doing.case.id,
        version=proposal.version,
        outcome=proposal.outcome,
        items={str(i.no): proposal.outcome_of(i.no) for i in doing.case.items},
        bases={str(i.no): proposal.basis_of(i.no) for i in doing.case.items},
        basis=proposal.basis,
        reason=proposal.reason,
        author=doing.actor.name,
        author_id=doing.actor.id,
        at=doing.work.now,
        text=text,
        text_sha256=digest,
        **columns_of(made),
        appeal=proposal.appeal,
        hearing=proposal.hearing,
    )
    return {
        "decision": decision_id,
        "version": proposal.version,
        "outcome": proposal.outcome,
        "reason": proposal.reason,
        **({"hearing": proposal.hearing} if proposal.hearing else {}),
        **({LEFT_OPEN: {o.kind: o.reason for o in proposal.left_open}} if found else {}),
        "text_sha256": digest,
    }


def _adverse(
    doing: CaseDoing[Propose], outcomes: set[str], office: Mapping[str, str]
) -> dict[str, str]:
    """What an adverse decision says besides: how the party was heard, and how it is appealed."""
    if not is_adverse(outcomes):
        return {}
    today, law = doing.session.today(), law_of(doing.case, outcomes)
    if why_not := why_not_heard(doing.case, today, law):
        raise NotAllowed(
            _("An adverse decision needs a hearing. {why}").format(why=why_not),
            remedy=_(
                "Send the hearing and wait for its answer or its end, or state why nobody is heard "
                "(the act “except_hearing”)."
            ),
        )
    national = law is AppealLaw.NATIONAL
    key = APPEAL_NOTICE_NATIONAL if national else APPEAL_NOTICE
    appeal = doing.said.appeal or office.get(key, "")
    if not appeal.strip():
        raise Invalid(
            _("An adverse decision needs an appeal notice."),
            field="appeal",
            remedy=_("Give its text, or set the office's own: {key}.").format(key=key),
        )
    return {"appeal": appeal.strip(), "hearing": heard(doing.case, today, law)}


def _check_items(doing: CaseDoing[Propose]) -> None:
    known = {item.no for item in doing.case.items}
    items = doing.said.items or {}
    if why_not := why_not_partial(doing.said.outcome, dict(items), known):
        raise Invalid(why_not, field="items", remedy=_("Name an outcome for each item."))
    for number in (*items, *(doing.said.bases or ())):
        if number not in known:
            raise Invalid(
                _("The case has no item with this number."), field="item", value=str(number)
            )


def _check_bases(doing: CaseDoing[Propose], proposal: Proposal) -> None:
    """An outcome that keeps goods back names the provision that lets it."""
    missing = without_basis(doing.case, proposal)
    if not missing:
        return
    numbers = ", ".join(str(no) for no in missing if no)
    raise Invalid(
        _("The outcome of item {items} needs a legal basis.").format(items=numbers)
        if numbers
        else _("The outcome needs a legal basis."),
        field="basis",
        remedy=_("Name it for all items, or item by item: {options}.").format(
            options=" ".join(f'--item-basis {no}="…"' for no in missing if no) or '--basis "…"'
        ),
    )


def approve(doing: CaseDoing[Approve]) -> Payload:
    """Sign the text that is proposed, as it is now, with the approver's own key."""
    return _endorse(doing, APPROVING)


def countersign(doing: CaseDoing[Countersign]) -> Payload:
    """A head signs the same text after the approval, where the office wants it."""
    return _endorse(doing, COUNTERSIGNING)


_WAITS_FOR = {APPROVING: "proposed", COUNTERSIGNING: "countersign"}


def _endorse(doing: CaseDoing[Any], kind: Endorsement) -> Payload:
    decision = _standing(doing)
    if decision.state != _WAITS_FOR[kind]:
        raise NotAllowed(_("The proposal does not wait for this signature."))
    if decision.unsound:
        raise NotAllowed(decision.unsound, remedy=_("Return it, and have it proposed anew."))
    if kind is APPROVING and form_of(decision.text) != newest_form():
        raise NotAllowed(
            _("The proposal is written in a form that cannot say all that is judged now."),
            remedy=_("Return it, and have it proposed anew."),
        )
    if kind is COUNTERSIGNING and decision.approval and not decision.approval.stands:
        raise NotAllowed(decision.approval.why_not, remedy=_("Return the proposal."))
    role = next(role for role in kind.roles if role in {held.value for held in doing.actor.roles})
    doing.session.require_pair(doing.session.registry(doing.work.conn), decision.author_key)
    made = sign_deed(
        doing.work,
        doing.session.casebook,
        kind.deed,
        {
            "reference": doing.case.reference,
            "case": doing.case.id,
            "decision": decision.id,
            "version": decision.version,
            "decision_sha256": decision.text_sha256,
            "approver": doing.actor.name,
            "role": role,
            "of": decision.record,
        },
    )
    records.add(
        doing.work.conn,
        kind.table.name,
        id=doing.work.new_id(),
        decision_id=decision.id,
        approver=doing.actor.name,
        approver_id=doing.actor.id,
        role=role,
        **columns_of(made),
        at=doing.work.now,
    )
    return {
        "decision": decision.id,
        "version": decision.version,
        "text_sha256": decision.text_sha256,
        "key": made.signatures[0][0],
        "signature": made.signatures[0][1],
        "reason": doing.said.reason,
    }


def stage_after(doing: CaseDoing[Any], payload: Payload) -> Stage:
    """The stage the case is in after the act; an approval decides once nothing more is signed."""
    if "voided" in payload:
        return Stage.DECISION_DRAFT
    decision = doing.case.decision
    if doing.deed is deeds.APPROVE and decision and needs_countersignature(decision.text):
        return doing.case.stage
    return doing.deed.to or doing.case.stage


def return_proposal(doing: CaseDoing[ReturnProposal]) -> Payload:
    payload = end_decision(doing, "returned", doing.said.reason, kind=doing.said.kind)
    return {**payload, "kind": doing.said.kind}


def withdraw(doing: CaseDoing[WithdrawProposal]) -> Payload:
    return end_decision(doing, "withdrawn", doing.said.reason)


def reopen(doing: CaseDoing[ReopenCase]) -> Payload:
    """The decision that stood stays as it was, and stands no longer."""
    decision = doing.case.decision
    if decision is not None and decision.state == "approved":
        supersede(doing.work, decision, doing.said.reason)
    return {"reason": doing.said.reason}


def supersede(work: UnitOfWork, decision: Decision, reason: str) -> None:
    """State that an approved decision was reopened, by whom and why."""
    records.add(
        work.conn,
        "decision_end",
        decision_id=decision.id,
        state="reopened",
        reason=reason,
        author=work.actor,
        at=work.now,
    )


def end_decision(doing: CaseDoing[Any], state: str, reason: str, *, kind: str = "") -> Payload:
    """State how the proposal ended; its text stays as it was."""
    decision = _standing(doing)
    records.add(
        doing.work.conn,
        "decision_end",
        decision_id=decision.id,
        state=state,
        kind=kind,
        reason=reason,
        author=doing.actor.name,
        at=doing.work.now,
    )
    return {"decision": decision.id, "version": decision.version, "reason": reason}


def _standing(doing: CaseDoing[Any]) -> Decision:
    decision = doing.case.decision
    if decision is None or decision.state not in PENDING:
        raise NotAllowed(_("There is no proposal that waits for a second person."))
    return decision


def _dismissal_facts(doing: CaseDoing[DismissCase]) -> SecondedFacts:
    flags = standing(doing)
    facts = {"stage": doing.case.stage, "flags": flags}
    return facts, _("Dismiss the case {reference} against {flags}").format(
        reference=doing.case.reference, flags=rules_of(flags)
    )


def _reopen_facts(doing: CaseDoing[ReopenCase]) -> SecondedFacts:
    decision = doing.case.decision
    facts = {
        "stage": doing.case.stage,
        "decision_sha256": decision.text_sha256 if decision else "",
    }
    return facts, _("Reopen the case {reference}").format(reference=doing.case.reference)


HANDLERS = (
    CaseHandler(deeds.TRIAGE_CASE, move),
    CaseHandler(deeds.ASSESS, move),
    CaseHandler(deeds.DISMISS, move, _dismissal_facts),
    CaseHandler(deeds.PROPOSE, propose),
    CaseHandler(deeds.APPROVE, approve),
    CaseHandler(deeds.COUNTERSIGN, countersign),
    CaseHandler(deeds.WITHDRAW, withdraw),
    CaseHandler(deeds.EXECUTE, move),
    CaseHandler(deeds.CLOSE, move),
    CaseHandler(deeds.REOPEN, reopen, _reopen_facts),
)
