"""What a letter that was issued is called, and what became of it, in words."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from landwaiter.domain.cases.case import Action, Case
from landwaiter.domain.cases.life_cycle import LetterOut
from landwaiter.domain.letters.letter_fields import LetterKind
from landwaiter.i18n import N_, _, day_said, joined

KINDS: Final[Mapping[LetterKind, str]] = {
    LetterKind.HOLD: N_("hold notice"),
    LetterKind.INFORMATION: N_("request for information"),
    LetterKind.REMINDER: N_("reminder"),
    LetterKind.HEARING: N_("hearing"),
    LetterKind.DECISION: N_("decision"),
    LetterKind.RELEASE: N_("release letter"),
    LetterKind.ADVICE: N_("advice against a cooperation"),
}


ASKS_ANEW: Final = frozenset({LetterKind.INFORMATION, LetterKind.HEARING})
"""Letters that are the request or the hearing itself: its clock is theirs. What a reminder goes
back to has run out, and keeps its day."""


def asked_in(case: Case, letter: LetterOut) -> Action | None:
    """The request or the hearing that the letter is; None for one that asks nothing of its own."""
    if letter.kind not in ASKS_ANEW:
        return None
    return next((one for one in case.actions if one.id == letter.action_id), None)


def reminded_on(case: Case, letter: LetterOut) -> date | None:
    """The day on which somebody is reminded of the letter; None: nobody is, or not any more."""
    about = next((one for one in case.actions if one.id == letter.action_id), None)
    if letter.ending is not None or (about is not None and about.answered_at is not None):
        return None
    own = asked_in(case, letter)
    return own.remind if own else letter.remind


def answer_due(case: Case, letter: LetterOut) -> date | None:
    """The day by which the letter asks for an answer, or the period of its hearing ends."""
    own = asked_in(case, letter)
    return own.due if own else letter.due


def letter_kind(letter: LetterOut) -> str:
    """What letters of its kind are called inside a sentence."""
    return _(KINDS[LetterKind(letter.kind)])


def letter_state(case: Case, letter: LetterOut) -> str:
    """“served on Thu 2 Apr 2026; replaced by PL1-2026-000412/5”; “not yet served”."""
    return joined("; ", _steps(case, letter))


def _steps(case: Case, letter: LetterOut) -> Iterator[str]:
    service, ending = letter.service, letter.ending
    if service is not None and service.day is not None:
        yield _("served on {day}").format(day=day_said(service.day))
    elif ending is None:
        yield _("not yet served")
    if ending is not None:
        later = [one for one in case.letters if one.id == ending.successor_id]
        yield (
            _("replaced by {number}").format(number=later[0].number(case.reference))
            if later
            else _("withdrawn")
        )
