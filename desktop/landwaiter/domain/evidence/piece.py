"""A piece of evidence of a case, with how it was graded, in confidence or not, and by whom held."""

from dataclasses import dataclass
from datetime import datetime

from landwaiter.domain.evidence.custody import (
    Confidence,
    CustodyEvent,
    Grading,
    Wipe,
    in_order,
    label,
)
from landwaiter.domain.evidence.mail import MailHead


@dataclass(frozen=True, slots=True)
class Evidence:
    id: str
    no: int
    name: str
    sha256: str
    size: int
    media_type: str
    received_from: str
    author: str
    at: datetime
    custody: tuple[CustodyEvent, ...] = ()
    gradings: tuple[Grading, ...] = ()
    confidences: tuple[Confidence, ...] = ()
    redacts: int | None = None
    """Number of the piece that this one is a redacted copy of."""
    attached_to: int | None = None
    """Number of the mail that it came with."""
    stated_sender: bool = False
    """Whether it is from whom its mail states, which nobody proved."""
    mail: MailHead | None = None
    """Of a mail: what it says of itself."""
    wipe: Wipe | None = None

    @property
    def label(self) -> str:
        """E-01: how people call a piece of evidence."""
        return label(self.no)

    @property
    def grade(self) -> str:
        """The grading that counts, A1 to F6; empty while nobody has graded it."""
        return self.gradings[-1].grade if self.gradings else ""

    @property
    def is_in_confidence(self) -> bool:
        """The source may not be named in anything that leaves the office."""
        return bool(self.confidences) and self.confidences[-1].in_confidence


def next_number(pieces: tuple[Evidence, ...]) -> int:
    """The number of a piece that comes with no other."""
    return max((in_order(one.no)[0] for one in pieces), default=0) + 1


def attached_to(pieces: tuple[Evidence, ...], number: int) -> tuple[Evidence, ...]:
    """What came with the mail of this number, with what came with the mails within it."""
    mails, found = {number}, []
    for piece in pieces:
        if piece.attached_to in mails:
            mails.add(piece.no)
            found.append(piece)
    return tuple(found)
