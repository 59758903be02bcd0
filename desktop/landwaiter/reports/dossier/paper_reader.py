"""For whom a document is made, and what is known of its content and this reader."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from landwaiter.domain.base.facts import Content
from landwaiter.domain.reports.finds import FindOutcome, NamingWords
from landwaiter.domain.reports.profiles import Circumstances, Profile
from landwaiter.reports.dossier.dossier import Cell
from landwaiter.reports.dossier.passages import WithheldPassage, commitment_of, context_of

UNKNOWN: Final = Circumstances()


@dataclass(frozen=True, slots=True)
class QuotedText:
    """A text that is stored, whose class goes with it wherever it is quoted."""

    text: str
    content: Content
    circumstances: Circumstances = UNKNOWN


@dataclass(frozen=True, slots=True)
class PassageMark:
    """What tells one passage from any other, without saying what stands in it."""

    place: str
    content: Content
    salt: str
    commitment: str
    context: str

    def says(self, passage: WithheldPassage) -> bool:
        """Whether the same stands there to the letter, whatever is beside it."""
        if (passage.place, passage.content) != (self.place, self.content):
            return False
        held = commitment_of(passage.place, passage.content, self.salt, passage.passage)
        return held == self.commitment

    def is_for(self, passage: WithheldPassage, row: Sequence[Cell]) -> bool:
        """The same, in the very same row."""
        return self.says(passage) and context_of(self.salt, row) == self.context


@dataclass(frozen=True, slots=True)
class ReleasedGist:
    """A sentence that a second person released in place of one passage, and of no other."""

    mark: PassageMark
    text: str
    released_by: str


@dataclass(frozen=True, slots=True)
class OwnersWord:
    """Whether the owner of a secret lets this reader have one passage, and no other."""

    mark: PassageMark
    agrees: bool


@dataclass(frozen=True, slots=True)
class PaperReader:
    """For whom a document is made, and what is known of its content and this reader."""

    profile: Profile
    addressee: str = ""
    own: frozenset[str] = frozenset()
    """Texts that are the reader's own: name, identifiers, address."""
    own_tables: frozenset[str] = frozenset()
    """Tables that are the reader's own."""
    own_secrets: frozenset[str] = frozenset()
    """Tables of which the secrets of business are the reader's own."""
    named_tables: frozenset[str] = frozenset()
    """Tables whose persons the purpose of the document names."""
    quoted: tuple[QuotedText, ...] = ()
    gists: tuple[ReleasedGist, ...] = ()
    """Sentences that stand for passages; of one passage the first counts."""
    owners: tuple[OwnersWord, ...] = ()
    """What owners of secrets said; of one passage the last word counts."""
    names: Callable[[str], tuple[NamingWords, ...]] = lambda _text: ()
    """Which words of a text may name a source in confidence, and where they stand."""
    ordered: frozenset[Content] = frozenset()
    """Classes that this document hands over under seal, as a court ordered it."""
    judged: Callable[[str, str, str], FindOutcome | None] = lambda _digest, _text, _words: None
    """What is known of such words, by the digest of the find, the whole text and the words."""
