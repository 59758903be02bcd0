"""Acts that move the stage: assignment, proposal, approval, return, and the ends."""

from collections.abc import Mapping

from landwaiter.canonical import canonical_bytes, sha256_hex, stated
from landwaiter.domain.cases.case import Decision, Stage
from landwaiter.domain.cases.decision import (
    Proposal,
    decision_text,
    form_of,
    needs_countersignature,
    newest_form,
)
from landwaiter.domain.cases.four_eyes import wants_countersignature
from landwaiter.domain.cases.hearings import heard, is_adverse, why_not_heard, why_not_partial
from landwaiter.domain.cases.workflow import PENDING
from landwaiter.errors import Invalid, NotAllowed
from landwaiter.i18n import _
from landwaiter.services.cases.act_in_progress import ActDoing, Payload
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base import records
from landwaiter.storage.base.settings import settings_with
from landwaiter.storage.deeds.approvals import APPROVING, COUNTERSIGNING, PROPOSE, Endorsement
from landwaiter.storage.deeds.signed_deeds import columns_of, sign_deed

APPEAL_NOTICE = "decision.appeal_notice"
"""The office's own appeal notice, for proposals that give none."""


def move(deed: ActDoing) -> Payload:
    """Nothing but the stage changes."""
    return {"reason": deed.args.reason}


def propose(deed: ActDoing) -> Payload:
    """A new version of the decision, with the canonical text that is to be approved."""
    args = deed.args
    deed.session.require_key(deed.session.registry(deed.work.conn))
    _check_items(deed)
    office = settings_with(deed.work.conn, "")
    outcomes = {str(args.outcome), *args.items.values()}
    proposal = Proposal(
        version=len(deed.case.decisions) + 1,
        outcome=str(args.outcome),
        items=args.items,
        basis=args.basis,
        reason=args.reason,
        author=deed.actor.name,
        countersign=wants_countersignature(outcomes, office) and not deed.actor.alone,
        **_adverse(deed, outcomes, office),
    )
    text = canonical_bytes(stated(decision_text(deed.case, proposal)))
    decision_id = deed.work.new_id()
    digest = sha256_hex(text)
    made = sign_deed(
        deed.work,
        deed.session.casebook,
        PROPOSE,
        {
            "reference": deed.case.reference,
            "case": deed.case.id,
            "decision": decision_id,
            "version": proposal.version,
            "decision_sha256": digest,
            "author": deed.actor.name,
        },
    )
    records.add(
        deed.work.conn,
        "decision",
        id=decision_id,
        case_id=deed.case.id,
        version=proposal.version,
        outcome=proposal.outcome,
        items={str(i.no): args.items.get(i.no, proposal.outcome) for i in deed.case.items},
        basis=proposal.basis,
        reason=proposal.reason,
        author=deed.actor.name,
        author_id=deed.actor.id,
        at=deed.work.now,
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
        "text_sha256": digest,
    }


def _adverse(deed: ActDoing, outcomes: set[str], office: Mapping[str, str]) -> dict[str, str]:
    """What an adverse decision says besides: how the party was heard, and how it is appealed."""
    if not is_adverse(outcomes):
        return {}
    today = deed.session.today()
    if why_not := why_not_heard(deed.case, today):
        raise NotAllowed(
            _("An adverse decision needs a hearing. {why}").format(why=why_not),
            remedy=_(
                "Send the hearing and wait for its answer or its end, or state why nobody is heard "
                "(the act “except_hearing”)."
            ),
        )
    appeal = deed.args.appeal or office.get(APPEAL_NOTICE, "")
    if not appeal.strip():
        raise Invalid(
            _("An adverse decision needs an appeal notice."),
            field="appeal",
            remedy=_("Give its text, or set the office's own: {key}.").format(key=APPEAL_NOTICE),
        )
    return {"appeal": appeal.strip(), "hearing": heard(deed.case, today)}


def _check_items(deed: ActDoing) -> None:
    known = {item.no for item in deed.case.items}
    if why_not := why_not_partial(str(deed.args.outcome), dict(deed.args.items), known):
        raise Invalid(why_not, field="items", remedy=_("Name an outcome for each item."))
    for number, outcome in deed.args.items.items():
        if number not in known:
            raise Invalid(
                _("The case has no item with this number."), field="item", value=str(number)
            )
        if outcome not in deed.act.choices:
            raise Invalid(
                _("There is no such outcome."),
                field="outcome",
                value=outcome,
                remedy=_("Use one of {choices}.").format(choices=", ".join(deed.act.choices)),
            )


def approve(deed: ActDoing) -> Payload:
    """Sign the text that is proposed, as it is now, with the approver's own key."""
    return _endorse(deed, APPROVING)


def countersign(deed: ActDoing) -> Payload:
    """A head signs the same text after the approval, where the office wants it."""
    return _endorse(deed, COUNTERSIGNING)


_WAITS_FOR = {APPROVING: "proposed", COUNTERSIGNING: "countersign"}


def _endorse(deed: ActDoing, kind: Endorsement) -> Payload:
    decision = _standing(deed)
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
    role = next(role for role in kind.roles if role in {held.value for held in deed.actor.roles})
    deed.session.require_pair(deed.session.registry(deed.work.conn), decision.author_key)
    made = sign_deed(
        deed.work,
        deed.session.casebook,
        kind.deed,
        {
            "reference": deed.case.reference,
            "case": deed.case.id,
            "decision": decision.id,
            "version": decision.version,
            "decision_sha256": decision.text_sha256,
            "approver": deed.actor.name,
            "role": role,
            "of": decision.record,
        },
    )
    records.add(
        deed.work.conn,
        kind.table.name,
        id=deed.work.new_id(),
        decision_id=decision.id,
        approver=deed.actor.name,
        approver_id=deed.actor.id,
        role=role,
        **columns_of(made),
        at=deed.work.now,
    )
    return {
        "decision": decision.id,
        "version": decision.version,
        "text_sha256": decision.text_sha256,
        "key": made.signatures[0][0],
        "signature": made.signatures[0][1],
        "reason": deed.args.reason,
    }


def stage_after(deed: ActDoing, payload: Payload) -> Stage:
    """The stage the case is in after the act; an approval decides once nothing more is signed."""
    if "voided" in payload:
        return Stage.DECISION_DRAFT
    decision = deed.case.decision
    if deed.act.name == "approve" and decision and needs_countersignature(decision.text):
        return deed.case.stage
    return deed.act.to or deed.case.stage


def return_proposal(deed: ActDoing) -> Payload:
    return end_decision(deed, "returned", deed.args.reason)


def withdraw(deed: ActDoing) -> Payload:
    return end_decision(deed, "withdrawn", deed.args.reason)


def reopen(deed: ActDoing) -> Payload:
    """The decision that stood stays as it was, and stands no longer."""
    decision = deed.case.decision
    if decision is not None and decision.state == "approved":
        supersede(deed.work, decision, deed.args.reason)
    return {"reason": deed.args.reason}


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


def end_decision(deed: ActDoing, state: str, reason: str) -> Payload:
    """State how the proposal ended; its text stays as it was."""
    decision = _standing(deed)
    records.add(
        deed.work.conn,
        "decision_end",
        decision_id=decision.id,
        state=state,
        reason=reason,
        author=deed.actor.name,
        at=deed.work.now,
    )
    return {"decision": decision.id, "version": decision.version, "reason": reason}


def _standing(deed: ActDoing) -> Decision:
    decision = deed.case.decision
    if decision is None or decision.state not in PENDING:
        raise NotAllowed(_("There is no proposal that waits for a second person."))
    return decision
