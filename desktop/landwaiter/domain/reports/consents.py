"""What the owner of a business secret said when it was asked whether another state may read it."""

from dataclasses import dataclass
from enum import StrEnum

from landwaiter.domain.base.facts import Content


class ConsentOutcome(StrEnum):
    """What became of the question; of one passage and one addressee the last word counts."""

    ASKED = "asked"
    """The owner was asked and has not answered, or takes back what it said."""
    AGREED = "agreed"
    """It may be read by who asks: the passage stands in reports to that addressee."""
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class OwnerConsent:
    """What was recorded for one passage of a case, and one addressee in another state."""

    id: str
    no: int
    report_type: str
    addressee: str
    place: str
    content: Content
    salt: str
    commitment: str
    """To the passage that the owner was asked about, as in the report that withheld it."""
    context: str
    """Tells the row that the passage stood in from others."""
    owner: str
    outcome: ConsentOutcome
    day: str
    document: str
    """By which paper the owner was asked, or said it."""
    author: str
    at: str

    @property
    def label(self) -> str:
        """C-01: how people call it on its case."""
        return consent_label(self.no)


def consent_label(number: int) -> str:
    return f"C-{number:02d}"
