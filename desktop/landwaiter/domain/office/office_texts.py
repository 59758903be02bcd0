"""Texts of a language that an office supplies: they win over those that the program ships."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from landwaiter.i18n import N_, SOURCE, Catalogue, refuse_unspoken

TRUST = N_("supplied by the office")
"""How far such a text is trusted; those of the program are own knowledge."""
LANGUAGE, EDITION, TEXTS = N_("Language"), N_("Edition"), N_("Texts")
TRUSTED, SHA256 = N_("Trust"), N_("SHA-256")
BY, SECONDED_BY, WHEN = N_("Moved by"), N_("Second person"), N_("When")
"""What stands of them in lists, in this order."""
ID, SHIPPED, NOW, PROPOSED = (
    N_("Id"),
    N_("Text of the program"),
    N_("Text now"),
    N_("Text proposed"),
)
"""What a second person reads of each text."""


@dataclass(frozen=True, slots=True)
class OfficeTexts:
    """The texts that count now in one language (ISO 639-1): of some ids, or of all."""

    language: str
    edition: str
    """As the office names it."""
    sha256: str
    """Of the file that they were read from."""
    words: Catalogue
    author: str
    """Who proposed them."""
    seconder: str
    """Who agreed to them; empty in an office of one person."""
    at: datetime
    """When they were agreed to."""

    @property
    def count(self) -> int:
        """How many texts are said otherwise; what counts is one."""
        return count_of(self.words)


TextsByLanguage = Mapping[str, OfficeTexts]


@dataclass(frozen=True, slots=True)
class TextChange:
    """One text as a second person reads it; of what counts each form is a line."""

    id: str
    shipped: str
    """That of the program."""
    now: str
    """What is spoken until the second person has agreed."""
    proposed: str
    """What would be spoken from then on."""

    @property
    def differs(self) -> bool:
        """Whether another text would be spoken."""
        return self.now != self.proposed


def count_of(words: Catalogue) -> int:
    """How many texts there are; what counts is one."""
    return len(words.texts) + len(words.counts)


def text_changes(shipped: Catalogue, now: Catalogue, proposed: Catalogue) -> tuple[TextChange, ...]:
    """Every text that the office says otherwise, now or as proposed: first those that change.

    A machine cannot tell which of them change a meaning, so none is left out. A text that the
    program lost with a newer version is empty.
    """
    before, after = _lines(shipped.below(now)), _lines(shipped.below(proposed))
    program = _lines(shipped)
    found = (
        TextChange(id_, *(lines.get(id_, "") for lines in (program, before, after)))
        for id_ in {*_lines(now), *_lines(proposed)}
    )
    return tuple(sorted(found, key=lambda one: (not one.differs, one.id)))


def _lines(words: Catalogue) -> dict[str, str]:
    """Texts by their ids; of what counts the id is that for many, behind that for one."""
    counts = {" / ".join(ids): "\n".join(forms) for ids, forms in words.counts.items()}
    return {**words.texts, **counts}


def foreign(known: tuple[str, ...]) -> tuple[str, ...]:
    """The languages that texts may be supplied in: English texts are the ids themselves."""
    return tuple(one for one in known if one != SOURCE)


def refuse_language(language: str, known: tuple[str, ...]) -> None:
    """Invalid for a language whose texts are not told apart from their ids, or that is unspoken."""
    refuse_unspoken(language, foreign(known))
