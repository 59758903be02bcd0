"""What a letter that was issued is called, and what became of it, in words."""

from collections.abc import Iterator, Mapping
from typing import Final

from landwaiter.domain.cases.case import Case
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
