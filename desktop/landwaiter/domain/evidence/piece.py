"""A piece of evidence of a case, with how it was graded, in confidence or not, and by whom held."""

from dataclasses import dataclass
from datetime import datetime

from landwaiter.domain.evidence.custody import Confidence, CustodyEvent, Grading, Wipe, label


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
