"""Texts of a language that an office supplies: they win over those that the program ships."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from landwaiter.i18n import N_, SOURCE, Catalogue, refuse_unspoken

TRUST = N_("supplied by the office")
"""How far such a text is trusted; those of the program are own knowledge."""
LANGUAGE, EDITION, TEXTS = N_("Language"), N_("Edition"), N_("Texts")
TRUSTED, SHA256, BY, WHEN = N_("Trust"), N_("SHA-256"), N_("By"), N_("When")
"""What stands of them in lists, in this order."""


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
    at: datetime

    @property
    def count(self) -> int:
        """How many texts are said otherwise; what counts is one."""
        return len(self.words.texts) + len(self.words.counts)


TextsByLanguage = Mapping[str, OfficeTexts]


def foreign(known: tuple[str, ...]) -> tuple[str, ...]:
    """The languages that texts may be supplied in: English texts are the ids themselves."""
    return tuple(one for one in known if one != SOURCE)


def refuse_language(language: str, known: tuple[str, ...]) -> None:
    """Invalid for a language whose texts are not told apart from their ids, or that is unspoken."""
    refuse_unspoken(language, foreign(known))
