"""What leaves the trade store, and what stays in it however old it is.

No law is preset: how long declarations without a case are kept is what the office says, with the
basis that it names.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from landwaiter.i18n import N_


class StayReason(StrEnum):
    """Why a declaration stays in the store."""

    CASE = "case"
    HOLD = "hold"
    RESTRICTION = "restriction"
    PROGRAMME = "programme"
    SAMPLE = "sample"
    VERSION = "version"


STAYING_WORDS: Final[Mapping[StayReason, str]] = {
    StayReason.CASE: N_("It has a case, and follows it."),
    StayReason.HOLD: N_("A legal hold is on it, or on a party of it."),
    StayReason.RESTRICTION: N_("Its processing, or that of a party of it, is restricted."),
    StayReason.PROGRAMME: N_("A monitoring programme that runs watches it."),
    StayReason.SAMPLE: N_("It is in the sample, and nobody has looked at it yet."),
    StayReason.VERSION: N_("Another version of it is younger."),
}


class Effect(StrEnum):
    """What it means that something in the store is restricted."""

    HOLD = "hold"
    """It is kept, and used."""
    RESTRICTION = "restriction"
    """It is kept, and not used."""


EFFECT_WORDS: Final[Mapping[Effect, str]] = {
    Effect.HOLD: N_("Legal hold: kept"),
    Effect.RESTRICTION: N_("Restriction: kept, and not used"),
}


@dataclass(frozen=True, slots=True)
class TradePeriod:
    """How long declarations without a case are kept, as the office says."""

    years: int
    source: str
    """Act and article, or the archive's plan."""

    def is_over(self, year: int, today: date) -> bool:
        """Whether the period of what was accepted in a year is over: it runs from its end."""
        return today.year > year + self.years


FEWEST: Final = 5
"""Lines: a cell with fewer keeps neither destination nor heading once its lists are gone."""
