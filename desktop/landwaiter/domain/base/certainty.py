"""How sure a statement of the office is: a word that stands wherever the statement does.

The grade (A1 to F6) rates a source and what it says; the word says what the office makes of it.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from landwaiter.domain.base.days import told_day
from landwaiter.i18n import N_, _


class Certainty(StrEnum):
    """From sure to claimed; what is alleged is never drawn solid and proposes nobody for a list."""

    ESTABLISHED = "established"
    ASSESSED = "assessed"
    REPORTED = "reported"
    ALLEGED = "alleged"


MEANING: Final[Mapping[Certainty, str]] = {
    Certainty.ESTABLISHED: N_("proven by a court, a public register or the one it is about"),
    Certainty.ASSESSED: N_("an authority holds it to be likely, in its own words"),
    Certainty.REPORTED: N_("a source says so, and nobody has confirmed it in public"),
    Certainty.ALLEGED: N_("somebody accuses; the other side denies it or was not heard"),
}
"""What each word means here: shown beside the choice and in reports."""


def read_said(day: str) -> str:
    """The day on which the source was read; empty: nobody said."""
    return _("read on {day}").format(day=told_day(day)) if day else ""


def source_said(certainty: Certainty, source: str, grade: str) -> str:
    """Certainty, source and grade: they stand wherever the statement does."""
    said = _("{certainty}; {source}").format(certainty=_(certainty.value), source=source)
    return _("{said}, {grade}").format(said=said, grade=grade) if grade else said


def worded(wording: str) -> str:
    """The source's own reservation, quoted; empty where it makes none."""
    return _("in their words “{wording}”").format(wording=wording) if wording else ""
