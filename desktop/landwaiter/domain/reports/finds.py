"""A find: words in a text that may name a source in confidence, until a person has judged them."""

from dataclasses import dataclass
from enum import StrEnum

from landwaiter.i18n import Words

SHORTEST_ID = 12
"""Characters of a digest by which people call a find."""


class FindOutcome(StrEnum):
    """What a person says of a find."""

    NAME = "name"
    """They name the source: these words are taken out, the rest of the text stays."""
    PASSAGE = "passage"
    """What stands around them tells the source too: the whole text is taken out."""
    OTHER = "other"
    """The same words, another thing: they stay, once a second person agrees."""


@dataclass(frozen=True, slots=True)
class NamingWords:
    """Words that may name a source, and where they stand in a text."""

    words: str
    spans: tuple[tuple[int, int], ...]
    """First and last place of what is taken out with them: the whole address of mail or name of a
    file that they stand in, and the initials beside them."""


@dataclass(frozen=True, slots=True)
class SourceFind:
    """Words in one passage of a report."""

    digest: str
    """Of the passage and the words in it, to the letter."""
    place: str
    passage: Words
    words: str
    outcome: FindOutcome | None = None
    """None: nobody has judged it, or what was said of it waits for a second person."""
    waits: bool = False
    """Somebody said that it is another thing; a second person has not agreed yet."""

    @property
    def id(self) -> str:
        return self.digest[:SHORTEST_ID]
