"""When a letter of each kind may be made of a case, and why not otherwise.

Nothing is made of an event that is not recorded, and what has ended does not read as running.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Final

from landwaiter.domain.base.terms import low
from landwaiter.domain.cases.appeals import law_of
from landwaiter.domain.cases.case import (
    Action,
    ActionKind,
    Case,
    CaseParty,
    GoodsItem,
    GoodsStatus,
)
from landwaiter.domain.cases.court import AppealLaw, OutgoingKind
from landwaiter.domain.cases.hearings import heard, is_adverse, why_not_heard
from landwaiter.domain.cases.life_cycle import MailJudgement
from landwaiter.domain.cases.prosecution import why_no_consent
from landwaiter.domain.cases.tracks import GOODS_IN_HAND, holding
from landwaiter.domain.letters.letter_fields import LetterKind
from landwaiter.domain.letters.letter_order import LetterOrder
from landwaiter.errors import NotAllowed
from landwaiter.i18n import _, joined
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.letters.letter_recipient import Addressee
from landwaiter.services.letters.linked_entities import LetterEntity

ADVISED_AGAINST: Final = "advise_against_cooperation"
"""Outcome of a decision on research."""
_TO_PARTIES: Final = frozenset({LetterKind.HEARING, LetterKind.DECISION})
"""Letters that open a period of the one who is heard or may appeal."""


def refuse_kind(
    order: LetterOrder, view: CaseView, today: date, *, asks: bool | None = None
) -> None:
    """NotAllowed, with the reason, where no letter of this kind may be made now.

    `asks`: whether questions are stated with it; where it is not said, the order tells.
    """
    is_asking = bool(order.rows) if asks is None else asks
    why = why_no_letter(order.kind, view, today, asks=is_asking)
    if why:
        raise NotAllowed(
            why,
            field="kind",
            value=order.kind.value,
            remedy=_("“letter kinds {reference}” tells which letters there are now.").format(
                reference=view.case.reference
            ),
        )


def refuse_other_addressee(
    order: LetterOrder,
    case: Case,
    recipient: Addressee,
    today: date,
    *,
    entities: Iterable[LetterEntity] = (),
    asks: bool | None = None,
) -> None:
    """NotAllowed where what the letter would ask was asked of somebody else on the case.

    `entities`: those that are linked to it; a question may have been put to one of them.
    `asks`: as in `refuse_kind`; questions of its own are asked of whom the letter goes to.
    """
    action = None
    if order.kind is LetterKind.REMINDER:
        action = overdue(case, today)
    elif order.kind is LetterKind.INFORMATION and not (asks or order.rows):
        action = asked(case, today)
    if action is None:
        return
    meant = {one.name for one in case.parties if _is_meant(one, action.addressee)}
    meant |= {one.name for one in entities if action.addressee.strip() in one.names}
    if meant and meant.isdisjoint(recipient.names):
        raise NotAllowed(
            _("The question was put to {addressee}, not to {recipient}.").format(
                addressee=action.addressee, recipient=recipient.name
            ),
            field="to",
            value=order.to,
            remedy=_("Give one of: {wanted}.").format(
                wanted=joined(", ", sorted(filter(None, meant)))
            ),
        )


def refuse_no_party(order: LetterOrder, recipient: Addressee) -> None:
    """NotAllowed for a letter to an entity that by law goes to a party of the case."""
    if order.kind in _TO_PARTIES and not recipient.is_party:
        raise NotAllowed(
            _("Only a party of the case is heard and told a decision: {recipient} is none.").format(
                recipient=recipient.name
            ),
            field="to",
            value=order.to,
            remedy=_("Write to it with another letter, or name a party."),
        )


def _is_meant(party: CaseParty, addressee: str) -> bool:
    """Whether an addressee, as somebody wrote it, is this party by its name or role."""
    said = addressee.strip().casefold().removeprefix("the ")
    roles = {party.role.value, str(low(party.role.value)).casefold()}
    return said in {(party.name or "").casefold()} or said.replace("-", "_") in roles


def why_no_letter(kind: LetterKind, view: CaseView, today: date, *, asks: bool = True) -> str:
    """Why no letter of this kind may be made, in a sentence; empty where it may.

    `asks`: questions are stated with it, so that it may open a request of its own.
    """
    outgoing = OutgoingKind.REMINDER if kind is LetterKind.REMINDER else OutgoingKind.LETTER
    if why := why_no_consent(view.case, outgoing):
        return why
    if kind is LetterKind.INFORMATION and not asks and asked(view.case, today) is None:
        return _("No question of this case is open: state what is asked.")
    return _WHY_NOT[kind](view, today)


def items_held(view: CaseView) -> tuple[GoodsItem, ...]:
    """Items in hand that a hold may be told of: Art. 21(4) does not ask for their release."""
    due = {one.item for one in view.releases}
    return tuple(
        one for one in view.case.items if one.status in GOODS_IN_HAND and one.no not in due
    )


def items_released(case: Case) -> tuple[GoodsItem, ...]:
    """Items that were released, have not left, and that no track holds."""
    released = (one for one in case.items if one.status is GoodsStatus.RELEASED)
    return tuple(one for one in released if not holding(case, one.no))


def asked(case: Case, today: date) -> Action | None:
    """The newest request for information that is open and whose day has not passed."""
    return _newest(one for one in _requests(case) if one.due is None or one.due >= today)


def overdue(case: Case, today: date) -> Action | None:
    """The newest request for information whose day has passed without a full answer."""
    return _newest(one for one in _requests(case) if one.due is not None and one.due < today)


def answered_in_part(case: Case, action: Action) -> bool:
    return any(
        one.action_id == action.id and one.judgement is MailJudgement.IN_PART
        for one in case.mail_answers
    )


def _requests(case: Case) -> tuple[Action, ...]:
    return tuple(
        one
        for one in case.actions
        if one.kind is ActionKind.INFORMATION_REQUEST and one.answered_at is None
    )


def _newest(found: Iterable[Action]) -> Action | None:
    actions = tuple(found)
    return actions[-1] if actions else None


def _no_hold(view: CaseView, today: date) -> str:
    held = items_held(view)
    if not held:
        due = joined(", ", (str(one.item) for one in view.releases))
        if due:
            return _("Art. 21(4) asks for the release of item {items}: no hold is told.").format(
                items=due
            )
        return _("No goods of this case are held.")
    bare = [str(one.no) for one in held if not holding(view.case, one.no)]
    if bare:
        return _("No track says why item {items} is held.").format(items=joined(", ", bare))
    return ""


def _no_question(view: CaseView, today: date) -> str:
    """The same that keeps a request for information from being sent."""
    if asked(view.case, today) is not None:
        return ""
    return next((one.why_not for one in view.acts if one.act == "request_information"), "")


def _no_reminder(view: CaseView, today: date) -> str:
    if overdue(view.case, today) is None:
        return _("No request for information of this case is overdue.")
    return ""


def _no_hearing(view: CaseView, today: date) -> str:
    case = view.case
    if case.decision is not None and case.decision.approval is not None:
        return _("The case is decided: whoever is concerned is heard before.")
    if case.hearing_exceptions:
        return _("An exception is recorded: nobody is heard before the decision.")
    hearings = [one for one in case.actions if one.kind is ActionKind.HEARING]
    newest = hearings[-1] if hearings else None
    if case.declaration and newest and newest.due_at and newest.law is not AppealLaw.NATIONAL:
        return _("A period of hours is for goods without any declaration (UCC-DA Art. 8(2)).")
    return ""


def _no_decision(view: CaseView, today: date) -> str:
    decision = view.case.decision
    if decision is None or not view.approved_valid:
        return view.why_not_valid or _("No decision of this case is approved.")
    outcomes = {decision.outcome, *decision.items.values()}
    if not is_adverse(outcomes):
        return _("The decision is to nobody's disadvantage: no such letter is written.")
    law = law_of(view.case, outcomes)
    return "" if heard(view.case, today, law) else why_not_heard(view.case, today, law)


def _no_release(view: CaseView, today: date) -> str:
    released = [one for one in view.case.items if one.status is GoodsStatus.RELEASED]
    if not released:
        return _("No goods of this case are released and still here.")
    if not items_released(view.case):
        return _("Another track still holds what was released.")
    return ""


def _no_advice(view: CaseView, today: date) -> str:
    decision = view.case.decision
    if decision is None or not view.approved_valid or decision.outcome != ADVISED_AGAINST:
        return _("No advice against a cooperation is approved on this case.")
    return ""


_WHY_NOT: Final[Mapping[LetterKind, Callable[[CaseView, date], str]]] = {
    LetterKind.HOLD: _no_hold,
    LetterKind.INFORMATION: _no_question,
    LetterKind.REMINDER: _no_reminder,
    LetterKind.HEARING: _no_hearing,
    LetterKind.DECISION: _no_decision,
    LetterKind.RELEASE: _no_release,
    LetterKind.ADVICE: _no_advice,
}
