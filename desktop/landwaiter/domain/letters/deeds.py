"""Deeds on letters: the texts of the office that they hold."""

import datetime as dt
from dataclasses import dataclass
from typing import Annotated

from landwaiter.domain.base.facts import Content
from landwaiter.domain.deeds.shape import OFFICE, Ask, Choices, Deed
from landwaiter.domain.letters.letter_text import LETTER_TEXTS

SUBJECT = "letters"


def _fields(_office: object) -> Choices:
    return tuple((path, path) for path in LETTER_TEXTS)


@dataclass(frozen=True, slots=True)
class KeepLetterText:
    """What letters of the office say of national law in one field and one language, in place of
    what stood there. A letter that needs a field without a text is not made.
    """

    field: Annotated[
        str, Ask("Field", Content.OPEN, hint="Such as office.remedy.", given=True, offered=_fields)
    ]
    lang: Annotated[str, Ask("Language", Content.OPEN, hint="Such as pl.", given=True)]
    text: Annotated[str, Ask("Text", Content.OPEN, long=True)]
    source: Annotated[
        str, Ask("Source", Content.OPEN, hint="Where it is laid down, or who wrote it.")
    ]
    since: Annotated[dt.date | None, Ask("Valid from", today=True)] = None
    until: Annotated[dt.date | None, Ask("Valid until", hint="Empty: no end is known.")] = None


KEEP_LETTER_TEXT: Deed[KeepLetterText, None] = Deed(
    KeepLetterText,
    name="letter_text.kept",
    subject=SUBJECT,
    title="Save a text for letters",
    done="Letters of the office say this from now on.",
    command="letter text save",
    roles=OFFICE,
    topics=("settings",),
)
DEEDS = (KEEP_LETTER_TEXT,)
EVENTS: dict[str, str] = {}
"""What else stands in the audit trail of this subject, and its title."""
