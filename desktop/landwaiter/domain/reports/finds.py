"""A find: words in a text that may name a source in confidence, until a person has judged them."""

from dataclasses import dataclass
from enum import StrEnum

from landwaiter.i18n import Words

SHORTEST_ID = 12
"""Characters of a digest by which people call a find."""


class FindOutcome(StrEnum):
    """What a person says of a find."""

    SOURCE = "source"
    """It names the source: its passage is taken out."""
    OTHER = "other"
    """The same words, another thing: its passage stays."""


@dataclass(frozen=True, slots=True)
class SourceFind:
    """Words in one passage of a report."""

    digest: str
    """Of the passage and the words in it, to the letter."""
    place: str
    passage: Words
    words: str
    outcome: FindOutcome | None = None
    """None: nobody has judged it."""

    @property
    def id(self) -> str:
        return self.digest[:SHORTEST_ID]
