"""What is recorded of a prosecutor who leads a case, and of the appeal against its decision.

Each is stated once and never changed.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from landwaiter.domain.base.facts import Content
from landwaiter.i18n import Words


class OutgoingKind(StrEnum):
    """What may tell somebody outside of the case."""

    LETTER = "letter"
    """A request for information, a hearing."""
    REMINDER = "reminder"
    SLIP = "slip"
    REFERRAL = "referral"


@dataclass(frozen=True, slots=True)
class Consent:
    """A prosecutor's consent to what goes out, of one kind."""

    id: str
    what: OutgoingKind
    day: date
    number: str
    """The prosecutor's reference."""
    purpose: str
    author: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ProsecutorLead:
    """A prosecutor leads the case from a day on, until somebody takes that back."""

    id: str
    prosecutor: str
    day: date
    number: str
    author: str
    at: datetime
    consents: tuple[Consent, ...] = ()
    ended_at: datetime | None = None
    ended_by: str = ""
    end_reason: Words = ""


class AppealStep(StrEnum):
    """What happens to a decision after it was approved (UCC Art. 44, 45, or national law)."""

    SERVED = "served"
    LODGED = "lodged"
    SUSPENSION_ASKED = "suspension_asked"
    SUSPENSION_GRANTED = "suspension_granted"
    SUSPENSION_REFUSED = "suspension_refused"
    JUDGMENT = "judgment"
    ANNULMENT = "annulment"
    GOODS_BACK = "goods_back"
    WITHDRAWN = "withdrawn"


class AppealLaw(StrEnum):
    """Under which law a decision is made (UCC Art. 5(39)): its hearing and appeal follow it."""

    CUSTOMS = "customs"
    """A decision under the customs legislation: UCC Art. 22(6), 44 and 45."""
    NATIONAL = "national"


GROUNDS: Final = Content.PERSONAL
"""The class of the grounds of an appeal: what who appeals says, and no thought of the office.

Not deliberation: that leaves the office for no reader, while the court decides on these very words
and has them from the appeal itself; the file on an appeal without them would be of no use. Nor a
business secret, which a court gets under seal alone. Personal data, so that neither the public nor
another party gets any of it. What the office thinks of the grounds belongs into a note, and the
reason of any other step is the office's: both are withheld from the court too."""


@dataclass(frozen=True, slots=True)
class AppealEntry:
    """One step on one decision, as a person recorded it."""

    id: str
    decision_id: str
    step: AppealStep
    day: date
    law: AppealLaw
    author: str
    at: datetime
    who: str = ""
    """On whom it was served, who appeals."""
    number: str = ""
    """The reference it bears."""
    reason: Words = ""
    days: int | None = None
    """Of service: the office's period to appeal in calendar days; None where it has set none."""
    calendar_edits: int = 0
