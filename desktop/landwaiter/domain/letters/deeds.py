"""Deeds on letters: issued to a party, and the texts of the office that they hold."""

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

from landwaiter.domain.base.facts import Content
from landwaiter.domain.deeds.shape import OFFICE, WORKERS, Ask, Deed, FileUse, Lookup
from landwaiter.domain.letters.letter_fields import LetterKind
from landwaiter.domain.letters.template_deeds import TEMPLATE_DEEDS
from landwaiter.domain.reports.report_fields import CertificateFile, Password

SUBJECT = "letters"


@dataclass(frozen=True, slots=True)
class KeepLetterText:
    """What letters of the office say of national law in one field and one language, in place of
    what stood there. A letter that needs a field without a text is not made.
    """

    field: Annotated[
        str,
        Ask(
            "Field",
            Content.OPEN,
            hint="Such as office.remedy.",
            given=True,
            lookup=Lookup.LETTER_TEXTS,
        ),
    ]
    lang: Annotated[str, Ask("Language", Content.OPEN, hint="Such as pl.", given=True)]
    text: Annotated[str, Ask("Text", Content.OPEN, long=True)]
    source: Annotated[
        str, Ask("Source", Content.OPEN, hint="Where it is laid down, or who wrote it.")
    ]
    since: Annotated[dt.date | None, Ask("Valid from", today=True)] = None
    until: Annotated[dt.date | None, Ask("Valid until", hint="Empty: no end is known.")] = None


@dataclass(frozen=True, slots=True)
class IssueLetter:
    """Issue a letter on the case: it gets its number, is kept word for word, becomes
    evidence of what went out, and the disclosure is logged. What was issued stays as it is.
    """

    kind: Annotated[LetterKind, Ask("Letter", given=True)]
    reference: Annotated[str, Ask("Case", Content.OPEN, given=True, option="ref")]
    to: Annotated[
        str, Ask("To whom", Content.PERSONAL, hint="A role, or a name linked to the case.")
    ]
    basis: Annotated[
        str, Ask("Basis", Content.OPEN, hint="On which the recipient is told what it says.")
    ]
    pdf: Annotated[Path, Ask("PDF", Content.INTERNAL, file=FileUse.WRITTEN)]
    lang: Annotated[
        str,
        Ask("Language", Content.OPEN, hint="Empty: of the recipient's state, else the office's."),
    ] = ""
    say: Annotated[tuple[str, ...], Ask("Fields", Content.BUSINESS, hint="FIELD=TEXT")] = ()
    rows: Annotated[
        tuple[str, ...],
        Ask("Rows", Content.BUSINESS, hint="Sources, columns parted by |.", option="row"),
    ] = ()
    exhibits: Annotated[
        tuple[str, ...], Ask("Evidence", Content.OPEN, hint="Such as E-01.", option="exhibit")
    ] = ()
    by: Annotated[
        dt.date | None,
        Ask("Answer by", hint="Of a request or a reminder. Empty: as the case has it."),
    ] = None
    remind: Annotated[
        dt.date | None,
        Ask("Remind me", hint="Empty: of a request two working days before, else not at all."),
    ] = None
    certificate: CertificateFile = None
    password: Password = field(default="", repr=False)


ISSUE_LETTER: Deed[IssueLetter, None] = Deed(
    IssueLetter,
    name="letter.issued",
    subject=SUBJECT,
    title="Issue a letter",
    done="The letter is issued and kept.",
    command="letter issue",
    roles=WORKERS,
    topics=("cases", "reports"),
)
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
DEEDS = (ISSUE_LETTER, KEEP_LETTER_TEXT, *TEMPLATE_DEEDS)
EVENTS: dict[str, str] = {}
"""What else stands in the audit trail of this subject, and its title."""
