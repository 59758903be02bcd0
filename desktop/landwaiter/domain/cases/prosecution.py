"""A prosecutor who leads the case, and what then goes out with the prosecutor's consent alone."""

from collections.abc import Mapping
from typing import Final

from landwaiter.domain.cases.case import Case
from landwaiter.domain.cases.court import OutgoingKind, ProsecutorLead
from landwaiter.i18n import N_, _

KINDS: Final[Mapping[OutgoingKind, str]] = {
    OutgoingKind.LETTER: N_("letters"),
    OutgoingKind.REMINDER: N_("reminders"),
    OutgoingKind.SLIP: N_("slips"),
    OutgoingKind.REFERRAL: N_("referrals"),
}


def lead_of(case: Case) -> ProsecutorLead | None:
    """Who leads the case now, None where no prosecutor does."""
    found = [lead for lead in case.leads if lead.ended_at is None]
    return found[-1] if found else None


def why_no_consent(case: Case, what: OutgoingKind) -> str:
    """Why this may not go out now, as a sentence; empty where it may.

    A consent counts for its kind as long as the lead that it was given under.
    """
    lead = lead_of(case)
    if lead is None or any(one.what is what for one in lead.consents):
        return ""
    return _("{prosecutor} leads this case, and no consent to {what} is recorded.").format(
        prosecutor=lead.prosecutor, what=_(KINDS[what])
    )


def lead_words(case: Case) -> str:
    """“The prosecutor leads: …, since …, …”; empty where none does."""
    lead = lead_of(case)
    if lead is None:
        return ""
    return _("The prosecutor leads: {prosecutor}, since {day}, {number}.").format(
        prosecutor=lead.prosecutor, day=lead.day, number=lead.number
    )
