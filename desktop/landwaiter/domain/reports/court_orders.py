"""Orders of a court: what is withheld from it is handed over under seal, as far as one names it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from landwaiter.domain.base.facts import Content
from landwaiter.domain.reports.profiles import Profile, ReadingRight, right_of
from landwaiter.errors import Invalid
from landwaiter.i18n import N_, Words, _

SEALABLE: Final = tuple(
    one
    for one in Content
    if right_of(Profile.COURT, one) in {ReadingRight.SEALED, ReadingRight.SEALED_ON_ORDER}
)
"""Classes that a court gets in an annex under seal, and never otherwise."""


@dataclass(frozen=True, slots=True)
class CourtOrder:
    """An order on one case: its court, and the classes of content that it names."""

    id: str
    no: int
    number: str
    """The court's own."""
    day: date
    court: str
    classes: tuple[Content, ...]
    evidence: int
    """Number of the piece of evidence that its document is; 0: it was not added."""
    motion_id: str
    author: str
    at: str
    ended_by: str = ""
    ended_at: str = ""
    end_reason: Words = ""

    @property
    def label(self) -> str:
        """O-01: how people call it on its case."""
        return order_label(self.no)


def order_label(number: int) -> str:
    return f"O-{number:02d}"


def order_number(text: str) -> int:
    """The number of an order that is named `3`, `O-3` or `O-03`; ValueError else."""
    number = int(text.strip().upper().removeprefix("O-"))
    if number < 1:
        raise ValueError(text)
    return number


class OrderedClasses(StrEnum):
    """What an order names; the word is that of the command, and signed."""

    SOURCES = "S"
    SECRETS = "T"
    BOTH = "S,T"

    @property
    def contents(self) -> tuple[Content, ...]:
        return tuple(one for one in Content if one.value in self.value.split(","))


MEANS: Final = {
    OrderedClasses.SOURCES: N_("sources in confidence"),
    OrderedClasses.SECRETS: N_("business secrets"),
    OrderedClasses.BOTH: N_("sources in confidence and business secrets"),
}


def ordered_classes(text: str) -> OrderedClasses:
    """Classes as people type them; Invalid where no court gets one of them under seal."""
    named = {one.strip().upper() for one in text.split(",")}
    try:
        return OrderedClasses(",".join(sorted(named)))
    except ValueError:
        known = [one.value for one in SEALABLE]
        strange = next((one for one in sorted(named) if one not in known), "")
        raise Invalid(
            _("No order releases the class {content}.").format(content=strange or "–"),
            field="classes",
            value=text,
            remedy=_("Under seal a court gets {classes}.").format(classes=", ".join(known)),
        ) from None


def classes_said(classes: tuple[Content, ...]) -> str:
    """S,T: as the deed has it, each once and in their order."""
    return ",".join(one.value for one in Content if one in classes)
