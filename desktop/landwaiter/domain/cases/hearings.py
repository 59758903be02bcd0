"""The right to be heard before a decision to somebody's disadvantage, and its appeal notice.

UCC Art. 22(6) and (7): the person is told of the grounds and may answer within a period; exceptions
are reasoned; the decision itself says how it is appealed (UCC Art. 44). This holds for decisions
under the customs legislation (Art. 5(39)). Others are heard and appealed under national law, of
which nothing is assumed: the office says its provision and its period.
"""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Final

from landwaiter.domain.base.zones import local_date
from landwaiter.domain.cases.case import Action, ActionKind, Case
from landwaiter.domain.cases.court import AppealLaw
from landwaiter.i18n import N_, _, joined

ADVERSE: Final = frozenset({"refuse", "authorisation_refused", "seize", "goods_returned"})
"""Outcomes that deny what the declaration asks for; holds and referrals leave it open."""
SHORTEST_REASON: Final = 10
UNDER_UCC: Final = "UCC Art. 22(6)"
"""Where the right to be heard before a decision under the customs legislation stands."""
HEARD_UNDER: Final[Mapping[AppealLaw, str]] = {
    AppealLaw.CUSTOMS: N_("customs legislation, UCC Art. 22(6)"),
    AppealLaw.NATIONAL: N_("national law"),
}


def is_adverse(outcomes: Collection[str]) -> bool:
    """True when the decision, or that on one item, is to the disadvantage of the declarant."""
    return not ADVERSE.isdisjoint(outcomes)


def is_heard(action: Action, today: date) -> bool:
    """True for a hearing that was answered, or whose period is over without an answer."""
    if action.kind is not ActionKind.HEARING:
        return False
    return action.answered_at is not None or (action.due is not None and action.due < today)


def waits_for_service(action: Action) -> bool:
    """True for an open hearing whose period has not begun: its letter is not yet served."""
    return action.period is not None and action.due is None and action.answered_at is None


def counts_for(action: Action, law: AppealLaw) -> bool:
    """Whether a hearing that is over is one before a decision under this law.

    Silence in a period of national law says nothing before a decision under the customs
    legislation, which gives thirty days (UCC-DA Art. 8); who answered was heard.
    """
    is_national = action.law is AppealLaw.NATIONAL
    return action.answered_at is not None or law is AppealLaw.NATIONAL or not is_national


def heard(case: Case, today: date, law: AppealLaw = AppealLaw.CUSTOMS) -> str:
    """How the party was heard, or why not, in one sentence; empty when neither is on file.

    The newest hearing that is over and counts stands before an exception.
    """
    over = [one for one in case.actions if is_heard(one, today) and counts_for(one, law)]
    if over:
        return _hearing(over[-1], case.member_state)
    if case.hearing_exceptions:
        exception = case.hearing_exceptions[-1]
        return _("No hearing, {basis}: {reason}").format(
            basis=exception.basis, reason=exception.reason
        )
    return ""


def _hearing(action: Action, state: str) -> str:
    sent = local_date(action.sent_at, state)
    basis = action.basis or UNDER_UCC
    if action.answered_at is not None:
        said = _("Hearing of {addressee} ({basis}), sent {sent}, answered {answered}: {answer}")
        return said.format(
            addressee=action.addressee,
            basis=basis,
            sent=sent,
            answered=local_date(action.answered_at, state),
            answer=action.answer,
        )
    return _("Hearing of {addressee} ({basis}), sent {sent}, no answer by {due}.").format(
        addressee=action.addressee,
        basis=basis,
        sent=sent,
        due=action.due if action.due else "",
    )


def why_not_heard(case: Case, today: date, law: AppealLaw = AppealLaw.CUSTOMS) -> str:
    """Why an adverse decision under this law cannot be proposed yet; empty when it can."""
    if heard(case, today, law):
        return ""
    over = [action for action in case.actions if is_heard(action, today)]
    if over:
        return _(
            "The hearing of {addressee} was one under national law and was not answered; the "
            "decision is one under the customs legislation ({basis})."
        ).format(addressee=over[-1].addressee, basis=UNDER_UCC)
    waiting = [
        action
        for action in case.actions
        if action.kind is ActionKind.HEARING and action.answered_at is None
    ]
    if waiting:
        addressee, due = waiting[-1].addressee, waiting[-1].due
        if waits_for_service(waiting[-1]):
            return _(
                "The hearing of {addressee} is not yet served: its period runs from the day of "
                "service."
            ).format(addressee=addressee)
        if due is None:
            return _("The hearing of {addressee} is not answered yet.").format(addressee=addressee)
        return _("The hearing of {addressee} may be answered until {due}.").format(
            addressee=addressee, due=due
        )
    return _("Nobody was heard before this adverse decision.")


RELEASING: Final = frozenset({"release", "release_with_note", "release_after_authorisation"})


def why_not_partial(outcome: str, items: dict[int, str], numbers: Collection[int]) -> str:
    """Why a partial release is none: it names an outcome per item, and not one for all."""
    if outcome != "partial_release":
        part = next((no for no, one in items.items() if one == "partial_release"), None)
        if part is None:
            return ""
        return _("Item {no}: one item is released or not, never in part.").format(no=part)
    missing = [str(no) for no in numbers if no not in items]
    if missing or not numbers:
        return _("A partial release names the outcome of every item; missing: {items}.").format(
            items=joined(", ", missing) or _("the case has no items")
        )
    released = [one in RELEASING for one in items.values()]
    if all(released) or not any(released) or "partial_release" in items.values():
        return _("A partial release releases some items and not the others.")
    return ""
