"""Deeds on letters that were issued on a case: served, withdrawn, replaced; never changed."""

import datetime as dt
from dataclasses import dataclass
from typing import Annotated

from landwaiter.domain.base.facts import Content
from landwaiter.domain.base.people import Actor
from landwaiter.domain.cases.case import Case
from landwaiter.domain.cases.deed_on_case import (
    CaseDeed,
    ReasonText,
    Reference,
    exact_number,
    pieces,
)
from landwaiter.domain.cases.life_cycle import LetterOut
from landwaiter.domain.cases.stages import EVERY
from landwaiter.domain.deeds.shape import WORKERS, Ask, Choices, Reason
from landwaiter.domain.evidence.custody import piece_number
from landwaiter.domain.letters.letter_state import letter_kind
from landwaiter.i18n import _

SUBJECT = "letters"
GROUP = "letter"


def standing_letters(case: Case) -> tuple[LetterOut, ...]:
    """Those that nobody withdrew or replaced."""
    return tuple(one for one in case.letters if one.ending is None)


def _standing(case: Case) -> Choices:
    return tuple(
        (str(one.no), f"{one.number(case.reference)}, {letter_kind(one)}, {one.recipient}")
        for one in standing_letters(case)
    )


LetterNumber = Annotated[
    int, Ask("Letter", offered=_standing, reads=exact_number, option="no", given=True)
]


@dataclass(frozen=True, slots=True)
class ServeLetter:
    """Record on which day and how a letter was served: the periods that it gives run from there.

    What was recorded wrongly is recorded again, with the reason; the newest counts.
    """

    reference: Reference
    letter: LetterNumber
    date: Annotated[dt.date, Ask("Day of service")]
    how: Annotated[
        str, Ask("How", Content.PERSONAL, hint="Such as registered post, or handed over to whom.")
    ]
    at: Annotated[
        dt.datetime | None, Ask("Hour", hint="local time; where the period is in hours")
    ] = None
    evidence: Annotated[
        int | None, Ask("Proof", offered=pieces, reads=piece_number, unsaid="none")
    ] = None
    reason: ReasonText = ""


@dataclass(frozen=True, slots=True)
class RemindOfLetter:
    """Say on which day the letter stands among what is due: that of a request or a hearing is the
    day of its clock, that of any other letter its own. Without a day, nobody is reminded any more.
    """

    reference: Reference
    letter: LetterNumber
    on: Annotated[dt.date | None, Ask("Remind me", hint="Empty: nobody is reminded any more.")] = (
        None
    )


@dataclass(frozen=True, slots=True)
class WithdrawLetter:
    """Withdraw a letter that was issued: it stays on file, and asks and tells nothing any more."""

    reference: Reference
    letter: LetterNumber
    reason: Reason


@dataclass(frozen=True, slots=True)
class ReplaceLetter:
    """Say which later letter takes the place of one that was issued."""

    reference: Reference
    letter: LetterNumber
    successor: Annotated[
        int, Ask("Replaced by", offered=_standing, reads=exact_number, option="by")
    ]
    reason: Reason


def _none_stands(case: Case, actor: Actor) -> str:
    return "" if standing_letters(case) else _("no letter that was issued stands.")


def _none_follows(case: Case, actor: Actor) -> str:
    kinds = [one.kind for one in standing_letters(case)]
    is_any = any(kinds.count(one) > 1 for one in kinds)
    return "" if is_any else _("no two letters of one kind stand: issue the later one first.")


SERVE_LETTER: CaseDeed[ServeLetter] = CaseDeed(
    ServeLetter,
    name="case.serve_letter",
    subject=SUBJECT,
    title="Record the service of a letter",
    done="The service of the letter is recorded.",
    command="letter served",
    roles=WORKERS,
    group=GROUP,
    stages=EVERY,
    lacks=_none_stands,
)
REMIND_OF_LETTER: CaseDeed[RemindOfLetter] = CaseDeed(
    RemindOfLetter,
    name="case.remind_of_letter",
    subject=SUBJECT,
    title="Be reminded of a letter",
    done="It is recorded when the letter is due to be looked at.",
    command="letter remind",
    roles=WORKERS,
    group=GROUP,
    stages=EVERY,
    lacks=_none_stands,
)
WITHDRAW_LETTER: CaseDeed[WithdrawLetter] = CaseDeed(
    WithdrawLetter,
    name="case.withdraw_letter",
    subject=SUBJECT,
    title="Withdraw a letter",
    done="The letter is withdrawn.",
    command="letter withdraw",
    roles=WORKERS,
    group=GROUP,
    stages=EVERY,
    lacks=_none_stands,
)
REPLACE_LETTER: CaseDeed[ReplaceLetter] = CaseDeed(
    ReplaceLetter,
    name="case.replace_letter",
    subject=SUBJECT,
    title="Replace a letter by a later one",
    done="It is recorded which letter takes its place.",
    command="letter replace",
    roles=WORKERS,
    group=GROUP,
    stages=EVERY,
    lacks=_none_follows,
)
DEEDS = (SERVE_LETTER, REMIND_OF_LETTER, WITHDRAW_LETTER, REPLACE_LETTER)
EVENTS: dict[str, str] = {}
