"""Which open request a mail may answer: proposed from what it states, and said by a person alone.

What a head states is not proven, so nothing is answered by itself.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from landwaiter.domain.cases.case import Action, Case
from landwaiter.domain.evidence.piece import Evidence
from landwaiter.i18n import Words, _

SHORTEST_NAME = 4
"""Letters of an addressee below which a sender is not compared with it."""


@dataclass(frozen=True, slots=True)
class MailProposal:
    """A request that a mail may answer, and what of the mail says so."""

    evidence: int
    label: str
    action: str
    kind: str
    addressee: str
    why: tuple[Words, ...]


def proposed_answers(case: Case) -> tuple[MailProposal, ...]:
    """For each mail that nobody has judged the open request that most speaks for, where one is."""
    judged = {one.evidence_id for one in case.mail_answers}
    mails = (one for one in case.evidence if one.mail and one.wipe is None)
    found = (_best(case, mail) for mail in mails if mail.id not in judged)
    return tuple(one for one in found if one is not None)


def _best(case: Case, piece: Evidence) -> MailProposal | None:
    waiting = [one for one in case.actions if one.answered_at is None]
    reasons = {one.id: (*_of_request(case, piece, one),) for one in waiting}
    named = tuple(_of_case(case, piece)) if waiting else ()
    # The newest of several that as much speaks for.
    best = max(reversed(waiting), key=lambda one: len(reasons[one.id]), default=None)
    if best is None or not (reasons[best.id] or named):
        return None
    why = (*reasons[best.id], *named)
    return MailProposal(piece.no, piece.label, best.id, best.kind.value, best.addressee, why)


def _of_request(case: Case, piece: Evidence, action: Action) -> Iterator[Words]:
    mail = piece.mail
    assert mail is not None  # noqa: S101  # only mails are asked about
    tied = {one.evidence_id for one in case.mail_answers if one.answers(action.id)}
    for other in case.evidence:
        if other.id in tied and other.mail and other.mail.message_id in mail.replies_to:
            yield _("it belongs to {label}, which answers this request in part").format(
                label=other.label
            )
    for letter in case.letters:
        number = letter.number(case.reference)
        if letter.action_id == action.id and _names(mail.subject, number):
            yield _("its subject names the letter {number}").format(number=number)
    addressee = action.addressee.casefold().strip()
    if len(addressee) >= SHORTEST_NAME and addressee in mail.sender.casefold():
        yield _("its sender, as stated, is {addressee}").format(addressee=action.addressee)


def _names(subject: str, number: str) -> bool:
    """PL1-2026-000412/4 is not named by PL1-2026-000412/42."""
    return re.search(rf"{re.escape(number)}(?!\d)", subject, re.IGNORECASE) is not None


def _of_case(case: Case, piece: Evidence) -> Iterator[Words]:
    subject = piece.mail.subject.casefold() if piece.mail else ""
    for reference in filter(None, (case.reference, case.mrn)):
        if reference.casefold() in subject:
            yield _("its subject names {reference}").format(reference=reference)
