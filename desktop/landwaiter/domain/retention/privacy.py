"""What the office states of its processing of personal data, its notices, its log of breaches.

Nothing of law is preset: purpose, basis, recipients and the hours within which a breach is told to
the authority are the office's own words.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from landwaiter.i18n import N_


class PrivacyTopic(StrEnum):
    """What an office says of its processing, in the order in which it is read."""

    PURPOSE = "purpose"
    BASIS = "basis"
    DATA = "data"
    RECIPIENTS = "recipients"
    NOTICE = "notice"
    MEASURES = "measures"
    BACKUPS = "backups"
    OFFICER = "officer"
    HOURS = "hours"


TOPIC_WORDS: Final[Mapping[PrivacyTopic, str]] = {
    PrivacyTopic.PURPOSE: N_("What the data are processed for"),
    PrivacyTopic.BASIS: N_("Legal basis"),
    PrivacyTopic.DATA: N_("Which data, and of whom"),
    PrivacyTopic.RECIPIENTS: N_("Who else is told"),
    PrivacyTopic.NOTICE: N_("How persons are informed"),
    PrivacyTopic.MEASURES: N_("Measures beside the program"),
    PrivacyTopic.BACKUPS: N_("How long backups are kept"),
    PrivacyTopic.OFFICER: N_("Data protection officer"),
    PrivacyTopic.HOURS: N_("Hours to tell the authority, and the provision"),
}


class BreachStep(StrEnum):
    """What is added to a breach after it was logged."""

    AUTHORITY = "authority"
    PERSONS = "persons"
    MEASURE = "measure"
    UNTOLD = "untold"
    DELAY = "delay"
    CLOSED = "closed"
    REOPENED = "reopened"


STEP_WORDS: Final[Mapping[BreachStep, str]] = {
    BreachStep.AUTHORITY: N_("Told to the authority"),
    BreachStep.PERSONS: N_("Told to the persons"),
    BreachStep.MEASURE: N_("Measure taken"),
    BreachStep.UNTOLD: N_("Not told, with the reason"),
    BreachStep.DELAY: N_("Why it was told late"),
    BreachStep.CLOSED: N_("Closed"),
    BreachStep.REOPENED: N_("Opened again"),
}
SETTLES_TELLING: Final = frozenset({BreachStep.AUTHORITY, BreachStep.UNTOLD})
"""One of these comes before a breach is closed (Reg. (EU) 2016/679 Art. 33(1), (5); Directive (EU)
2016/680 Art. 30(1), (5))."""


class NoticeTo(StrEnum):
    """Who is informed by a notice."""

    PUBLIC = "public"
    PERSON = "person"
    EXPORTER = "exporter"


NOTICE_WORDS: Final[Mapping[NoticeTo, str]] = {
    NoticeTo.PUBLIC: N_("Public notice"),
    NoticeTo.PERSON: N_("Notice to a person"),
    NoticeTo.EXPORTER: N_("Notice to an exporter"),
}


@dataclass(frozen=True, slots=True)
class BreachClock:
    """Until when the authority is told of a breach, and whether it was."""

    due: datetime | None
    """None: the office has not said how many hours it has."""
    told: datetime | None
    untold: datetime | None = None
    """When it was settled, with the reason, that the authority is not told."""

    def is_late(self, now: datetime) -> bool:
        """Told after the hours, or neither told nor settled while they are over."""
        return self.late_by(now) > timedelta()

    def late_by(self, now: datetime) -> timedelta:
        """How long after the hours it was told, or is not told yet; nothing where that is owed to
        nobody."""
        if self.due is None or (self.told is None and self.untold is not None):
            return timedelta()
        return max(timedelta(), (self.told or now) - self.due)

    @property
    def was_late(self) -> bool:
        """Told, and after the hours."""
        return self.due is not None and self.told is not None and self.told > self.due


def breach_clock(
    known: datetime, told: datetime | None, hours: int | None, untold: datetime | None = None
) -> BreachClock:
    """By hours after it became known."""
    return BreachClock(known + timedelta(hours=hours) if hours else None, told, untold)


def hours_in(text: str) -> int | None:
    """The number that a statement on hours begins with; None where it begins with none."""
    first = text.split(maxsplit=1)[0].rstrip(",;.") if text.strip() else ""
    return int(first) if first.isascii() and first.isdigit() and 0 < len(first) < 5 else None
