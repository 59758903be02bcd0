"""What a person means to do with a sifted declaration, before any of it is sealed."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from landwaiter.i18n import N_


class SiftMark(StrEnum):
    """A draft of one person: nobody else sees it, and nothing was done by it."""

    OPEN = "open"
    ASIDE = "aside"
    LATER = "later"
    """It stays in the queue when the others are sealed."""


MARK_WORDS: Final[Mapping[SiftMark, str]] = {
    SiftMark.OPEN: N_("Open a case"),
    SiftMark.ASIDE: N_("Set aside"),
    SiftMark.LATER: N_("Later"),
}
BECAME_WORDS: Final[Mapping[str, str]] = {
    "opened": N_("case opened"),
    "aside": N_("set aside by a person"),
    "returned": N_("back in the queue"),
}
"""What became of a declaration of the store, as it is kept."""
SEALED: Final = (SiftMark.OPEN, SiftMark.ASIDE)
"""Marks that sealing turns into deeds, in the order in which it does."""
