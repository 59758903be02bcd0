"""Who reads a document, and what of each class of content stands in it for that reader.

What the table shows under a condition is shown only where the condition is known to be met.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from landwaiter.domain.base.facts import Content
from landwaiter.i18n import N_


class Profile(StrEnum):
    """For whom a document is made."""

    MINISTRY = "ministry"
    LICENSING_AUTHORITY = "licensing_authority"
    PARTNER_STATE = "partner_state"
    """On a basis that the document names."""
    PARTY = "party"
    COURT = "court"
    PUBLIC = "public"


def profile_of(text: str) -> Profile:
    """`licensing-authority` or `licensing_authority`; ValueError for what is no reader."""
    return Profile(text.strip().replace("-", "_"))


PROFILE_WORDS: Final[Mapping[Profile, str]] = {
    Profile.MINISTRY: N_("ministry"),
    Profile.LICENSING_AUTHORITY: N_("licensing authority"),
    Profile.PARTNER_STATE: N_("partner state"),
    Profile.PARTY: N_("party"),
    Profile.COURT: N_("court"),
    Profile.PUBLIC: N_("public"),
}
CLASS_WORDS: Final[Mapping[Content, str]] = {
    Content.OPEN: N_("open"),
    Content.BUSINESS: N_("business secret"),
    Content.PERSONAL: N_("personal data"),
    Content.INTERNAL: N_("internal note"),
    Content.DELIBERATION: N_("deliberation"),
    Content.LEGAL: N_("legal advice"),
    Content.SOURCE: N_("source in confidence"),
    Content.CLASSIFIED: N_("classified"),
}
"""What stands in the frame of what is withheld, after the letter."""


class ReadingRight(StrEnum):
    """What a reader gets of a class of content."""

    SHOWN = "shown"
    NEED = "if_needed"
    """Of the persons whom the purpose names."""
    LEAST = "least_needed"
    """The same, and of each of them the least that will do."""
    ASK = "if_owner_agrees"
    """Once its owner has agreed."""
    OWN = "if_own"
    """The reader's own."""
    GIST = "gist"
    """A sentence in its place, which a second person released."""
    SEALED = "under_seal"
    """In an annex that is sealed."""
    SEALED_ON_ORDER = "under_seal_on_order"
    """The same, once the court has ordered it."""
    WITHHELD = "withheld"


class PrintedForm(StrEnum):
    """How a content stands in a document."""

    WHOLE = "whole"
    GIST = "gist"
    SEALED = "sealed"
    NOTHING = "nothing"
    """A frame with letter and word of its class, of no telling length."""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is known of a content and this reader; nothing is taken for granted."""

    is_named: bool = False
    """It is of a person whom the purpose names."""
    is_own: bool = False
    """It is of the reader."""
    owner_agrees: bool = False
    has_gist: bool = False
    """A second person released a sentence in its place."""
    is_ordered: bool = False
    """The court ordered it."""


_SHOWN, _NEED, _GIST = ReadingRight.SHOWN, ReadingRight.NEED, ReadingRight.GIST
_RIGHTS: Final[Mapping[Profile, Mapping[Content, ReadingRight]]] = {
    Profile.MINISTRY: {
        Content.OPEN: _SHOWN,
        Content.SOURCE: _GIST,
        Content.PERSONAL: _NEED,
        Content.BUSINESS: _SHOWN,
    },
    Profile.LICENSING_AUTHORITY: {
        Content.OPEN: _SHOWN,
        Content.SOURCE: _GIST,
        Content.PERSONAL: _NEED,
        Content.BUSINESS: _SHOWN,
    },
    Profile.PARTNER_STATE: {
        Content.OPEN: _SHOWN,
        Content.PERSONAL: ReadingRight.LEAST,
        Content.BUSINESS: ReadingRight.ASK,
    },
    Profile.PARTY: {
        Content.OPEN: _SHOWN,
        Content.SOURCE: _GIST,
        Content.PERSONAL: ReadingRight.OWN,
        Content.BUSINESS: ReadingRight.OWN,
    },
    Profile.COURT: {
        Content.OPEN: _SHOWN,
        Content.SOURCE: ReadingRight.SEALED_ON_ORDER,
        Content.PERSONAL: _SHOWN,
        Content.BUSINESS: ReadingRight.SEALED,
    },
    Profile.PUBLIC: {Content.OPEN: _SHOWN},
}
"""What is not named is withheld: internal notes, deliberation, legal advice, what is classified."""


GROUNDS: Final[Mapping[ReadingRight, str]] = {
    ReadingRight.NEED: N_("of persons whom the purpose of the document does not name"),
    ReadingRight.LEAST: N_("of persons whom the purpose of the document does not name"),
    ReadingRight.ASK: N_("its owner has not agreed"),
    ReadingRight.OWN: N_("not known to be the reader's own"),
    ReadingRight.GIST: N_("no gist of it was released"),
    ReadingRight.SEALED: N_("handed over under seal only"),
    ReadingRight.SEALED_ON_ORDER: N_("handed over under seal, on the order of the court"),
    ReadingRight.WITHHELD: N_("never leaves the office for this reader"),
}
"""Why what a reader has a right to under a condition is withheld."""


def right_of(profile: Profile, content: Content) -> ReadingRight:
    """What the table grants this reader of this class."""
    return _RIGHTS[profile].get(content, ReadingRight.WITHHELD)


def shown_to(
    profile: Profile, content: Content, circumstances: Circumstances = Circumstances()
) -> PrintedForm:
    """How a content of this class stands in a document for this reader."""
    whole, known = PrintedForm.WHOLE, circumstances
    forms = {
        ReadingRight.SHOWN: (True, whole),
        ReadingRight.NEED: (known.is_named, whole),
        ReadingRight.LEAST: (known.is_named, whole),
        ReadingRight.ASK: (known.owner_agrees, whole),
        ReadingRight.OWN: (known.is_own, whole),
        ReadingRight.GIST: (known.has_gist, PrintedForm.GIST),
        ReadingRight.SEALED: (True, PrintedForm.SEALED),
        ReadingRight.SEALED_ON_ORDER: (known.is_ordered, PrintedForm.SEALED),
        ReadingRight.WITHHELD: (False, whole),
    }
    is_met, form = forms[right_of(profile, content)]
    return form if is_met else PrintedForm.NOTHING
