"""Deeds on people: who is away."""

import datetime as dt
from dataclasses import dataclass
from typing import Annotated, Protocol

from landwaiter.domain.deeds.shape import EVERYBODY, HEAD, Ask, Deed, Lookup
from landwaiter.domain.people import Actor
from landwaiter.i18n import _

SUBJECT = "people"


class OfPerson(Protocol):
    """Something that is a person's own, such as an absence."""

    @property
    def person(self) -> str: ...


def _of_another(absence: OfPerson, actor: Actor) -> str:
    if actor.name == absence.person or actor.has(HEAD):
        return ""
    return _("An absence is entered and taken back by {person} or a head.").format(
        person=absence.person
    )


@dataclass(frozen=True, slots=True)
class EnterAbsence:
    """Enter an absence: your own, or as a head that of another."""

    first: Annotated[dt.date, Ask("First day", option="from")]
    last: Annotated[dt.date, Ask("Last day", option="to")]
    person: Annotated[
        str | None, Ask("Who", hint="Yourself when left out.", lookup=Lookup.PEOPLE)
    ] = None
    deputy: Annotated[str | None, Ask("Deputy", lookup=Lookup.PEOPLE)] = None
    note: Annotated[str, Ask("Note")] = ""


@dataclass(frozen=True, slots=True)
class TakeBackAbsence:
    """Take an absence back that is not so."""

    absence: Annotated[
        str, Ask("Absence", hint="As listed by “absence list”.", given=True, option="id")
    ]


ENTER_ABSENCE: Deed[EnterAbsence, OfPerson] = Deed(
    EnterAbsence,
    name="duty.absence_entered",
    subject=SUBJECT,
    title="Enter an absence",
    done="The absence is entered.",
    told="Absence entered",
    command="absence add",
    roles=EVERYBODY,
    topics=("duty",),
    refuses=_of_another,
)
TAKE_BACK_ABSENCE: Deed[TakeBackAbsence, OfPerson] = Deed(
    TakeBackAbsence,
    name="duty.absence_taken_back",
    subject=SUBJECT,
    title="Take the absence back",
    done="The absence is taken back.",
    told="Absence taken back",
    command="absence cancel",
    roles=EVERYBODY,
    topics=("duty",),
    refuses=_of_another,
)
DEEDS = (ENTER_ABSENCE, TAKE_BACK_ABSENCE)
EVENTS: dict[str, str] = {}
"""What else stands in the audit trail of this subject, and its title."""
