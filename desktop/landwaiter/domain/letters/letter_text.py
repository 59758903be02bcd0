"""Texts of the office that its letters hold: national law, in a language, with their source."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from landwaiter.domain.letters.letter_fields import FIELDS

PREFIX: Final = "office."
LETTER_TEXTS: Final = tuple(path for path in FIELDS if path.startswith(PREFIX))
"""Fields that only the office fills."""


@dataclass(frozen=True, slots=True)
class LetterText:
    """What the office says in one field, in one language, between two days."""

    field: str
    language: str
    text: str
    source: str
    """Where it is laid down, or who wrote it."""
    since: date
    until: date | None
    author: str
    at: datetime

    def stands_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)
