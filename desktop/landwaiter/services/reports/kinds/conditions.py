"""While what is so a document may be made: each condition says why not, or nothing.

No document is made of an event that is not recorded, and none asks for what is settled or past.
"""

from collections.abc import Callable, Mapping
from typing import Final

from landwaiter.domain.base.terms import low
from landwaiter.domain.base.zones import local_date
from landwaiter.domain.cases.appeals import appealed
from landwaiter.domain.cases.case import Case, GoodsStatus
from landwaiter.domain.cases.court import OutgoingKind
from landwaiter.domain.cases.prosecution import why_no_consent
from landwaiter.domain.cases.seizure_record import entered
from landwaiter.domain.cases.tracks import IN_HAND_OR_SEIZED, holding
from landwaiter.domain.intake.case_kind import CaseKind
from landwaiter.domain.reports.case_reports import SlipKind
from landwaiter.i18n import _
from landwaiter.services.base.wording import shown_date
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.cases.clocks import asked_until
from landwaiter.services.cases.control_results import amended_at, results_standing
from landwaiter.services.reports.kinds.questions import (
    STILL_HERE,
    asking_tracks,
    expired_tracks,
    open_questions,
    open_state_consultations,
    refusal_of,
    replied_on,
    state_consultations,
)

Condition = Callable[[CaseView], str]
"""Why a document may not be made of a case now; empty where nothing stands against it."""

COUNTED: Final = frozenset({"quantity", "mass"})
"""Fields of the record that say that an item was counted or weighed."""


def consent_to_referrals(view: CaseView) -> str:
    """A prosecutor who leads the case consents first."""
    return why_no_consent(view.case, OutgoingKind.REFERRAL)


def something_to_ask(view: CaseView) -> str:
    """A track that holds goods, or an open question, whose period runs and that has no reply."""
    if asking_tracks(view) or open_questions(view):
        return ""
    case = view.case
    if case.items and not any(item.status in STILL_HERE for item in case.items):
        return _("No goods are held any more: a referral would ask too late.")
    if expired := expired_tracks(view):
        return _(
            "The period of track {track} ended on {day} without a reply: Art. 21(4) Reg. (EU) "
            "2021/821 requires release."
        ).format(track=expired[0].track.letter.value, day=shown_date(expired[0].due))
    if (day := replied_on(case)) is not None:
        return _("The authority replied on {day}: nothing is left to ask.").format(
            day=shown_date(day)
        )
    if not case.items:
        return ""  # a transfer is asked about before anything is held
    return _("No track holds the goods and no question is open: there is nothing to refer.")


def goods(view: CaseView) -> str:
    """There are goods."""
    return "" if view.case.items else _("There are no goods: nothing was seized or detained.")


def in_hand_or_seized(view: CaseView) -> str:
    """Some item is held or seized; goods that are stopped at the exit after release are held."""
    if any(item.status in IN_HAND_OR_SEIZED for item in view.case.items):
        return ""
    return _("No item is held or seized: there is nothing to record.")


def counted_or_weighed(view: CaseView) -> str:
    """What was counted or weighed of a held item is entered, or an object beside the goods."""
    held = {item.no for item in view.case.items if item.status in IN_HAND_OR_SEIZED}
    known = entered(view.case.record)
    if any(name in COUNTED and no in held for name, no in known) or ("objects", None) in known:
        return ""
    return _("Of no held item it is entered what was counted or weighed: fill in the record first.")


def why_no_slip(case: Case, kind: SlipKind, number: int) -> str:
    """Why no such slip of an item may be made now; empty where one may."""
    if why_not := why_no_consent(case, OutgoingKind.SLIP):
        return why_not
    status = next(one.status for one in case.items if one.no == number)
    here = IN_HAND_OR_SEIZED if kind is SlipKind.HOLD else _RELEASED
    if status not in here:
        return _("Item {no} is {status}: there is no slip for that.").format(
            no=number, status=low(status.value)
        )
    held = [track.letter.value for track in holding(case, number)]
    if kind is SlipKind.RELEASE and held:
        return _("Item {no} is released, and track {tracks} still holds it.").format(
            no=number, tracks=", ".join(held)
        )
    return ""


_RELEASED: Final = frozenset({GoodsStatus.RELEASED})


def _of_some_item(view: CaseView, kind: SlipKind) -> str:
    """Why of no item such a slip may be made: of a single one its own reason."""
    reasons = [why_no_slip(view.case, kind, item.no) for item in view.case.items]
    if not all(reasons):
        return ""
    if len({*reasons}) == 1:
        return reasons[0]
    if kind is SlipKind.HOLD:
        return _("No item is held or seized: there is no hold slip.")
    return _("No item is released and still here without a track: there is no release slip.")


def item_to_hold(view: CaseView) -> str:
    """Some item is held or seized."""
    return _of_some_item(view, SlipKind.HOLD)


def item_to_release(view: CaseView) -> str:
    """Some item is released, has not left, and no track holds it."""
    return _of_some_item(view, SlipKind.RELEASE)


def audit(view: CaseView) -> str:
    """The case is a post-clearance audit."""
    if view.case.kind is CaseKind.AUDIT:
        return ""
    return _("This is no post-clearance audit: there is no audit report of it.")


def consultation_of_state_open(view: CaseView) -> str:
    """Another Member State was asked, has not answered, and its period still runs."""
    if open_state_consultations(view):
        return ""
    asked = state_consultations(view.case)
    if not asked:
        return _("No consultation of another Member State (Art. 14(1), 16(5)) is recorded.")
    last = asked[-1]
    if last.answered_at is not None:
        return _("The consulted state replied on {day}: nothing is left to ask.").format(
            day=shown_date(local_date(last.answered_at, view.case.member_state))
        )
    left = asked_until(last, view.countdowns)
    said = _("The period of the consulted state ended on {day}: it would be asked too late.")
    return said.format(day=shown_date(left.due if left else last.due))


def refusal_recorded(view: CaseView) -> str:
    """The licensing authority refused: it acts, so that the goods are not released."""
    if refusal_of(view.case) is not None:
        return ""
    return _("No refusal of the licensing authority is recorded: there is no denial to notify.")


def control_recorded(view: CaseView) -> str:
    """A control result stands, of a declaration that the export system knows."""
    case = view.case
    if not case.control_results:
        return _("No control result is recorded: there is nothing to key in.")
    if not case.mrn:
        return _("The declaration has no MRN: the export system does not know it.")
    if results_standing(case):
        return ""
    amended = amended_at(case)
    if amended is None:
        return _("No item that was controlled is on this case any more.")
    return _("The declaration was amended on {day}, after the control: its result is over.").format(
        day=shown_date(local_date(amended, case.member_state))
    )


def about_an_incident(view: CaseView) -> str:
    """The case is one on an incident."""
    if view.case.kind is CaseKind.INCIDENT:
        return ""
    return _("This is no case on an incident: there is no record of one.")


def appeal_lodged(view: CaseView) -> str:
    """A decision of the case was appealed, whatever became of it."""
    if appealed(view.case):
        return ""
    return _("No appeal is recorded: there is no file to hand over on one.")


def decided_or_prosecuted(view: CaseView) -> str:
    """A decision was approved, or a prosecutor leads or has led the case."""
    case = view.case
    if case.leads or any(one.approval is not None for one in case.decisions):
        return ""
    return _("No decision and no prosecution is recorded: there is nothing for a court to judge.")


CONDITIONS: Final[Mapping[str, Condition]] = {
    one.__name__: one
    for one in (
        consent_to_referrals,
        something_to_ask,
        goods,
        in_hand_or_seized,
        counted_or_weighed,
        item_to_hold,
        item_to_release,
        audit,
        consultation_of_state_open,
        refusal_recorded,
        control_recorded,
        about_an_incident,
        appeal_lodged,
        decided_or_prosecuted,
    )
}
"""By the names that the table of kinds has."""
