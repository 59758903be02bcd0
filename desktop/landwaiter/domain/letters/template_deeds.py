"""Deeds on templates of the office: both wait for a second person, who reads what changes."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from landwaiter.domain.base.facts import Content
from landwaiter.domain.deeds.shape import ANY_SECOND, OFFICE, Ask, Deed, FileUse, Reason, Second
from landwaiter.domain.letters.letter_fields import LetterKind

SUBJECT = "letters"
OBJECT = "letter-template/"


@dataclass(frozen=True, slots=True)
class ProposeTemplate:
    """A template of the office for letters of a kind in a language: once another person agrees,
    letters are written with it from its day on, in the place of the model or of the one before.
    """

    file: Annotated[
        Path,
        Ask(
            "Template of a letter",
            Content.INTERNAL,
            hint="Text with a head, such as “template show” prints it.",
            given=True,
            file=FileUse.READ,
        ),
    ]
    kind: Annotated[LetterKind, Ask("Letter")]
    language: Annotated[str, Ask("Language", Content.OPEN, hint="Such as pl.")]
    reason: Reason
    since: Annotated[dt.date | None, Ask("Valid from", today=True, option="from")] = None
    until: Annotated[dt.date | None, Ask("Valid until", hint="Empty: no end is known.")] = None


@dataclass(frozen=True, slots=True)
class WithdrawTemplate:
    """Take the template of the office for a kind and a language away: once another person agrees,
    letters are written with the model again.
    """

    kind: Annotated[LetterKind, Ask("Letter", given=True)]
    language: Annotated[str, Ask("Language", Content.OPEN, hint="Such as pl.")]
    reason: Reason


PROPOSE_TEMPLATE: Deed[ProposeTemplate, None] = Deed(
    ProposeTemplate,
    name="propose_template",
    subject=SUBJECT,
    title="Propose a template for letters",
    done="The template is kept: letters are written with it from its day on.",
    told="Template for letters agreed",
    command="template propose",
    roles=OFFICE,
    topics=("settings",),
    second=(Second("Template for letters agreed", "always", ANY_SECOND, "its mover"),),
)
WITHDRAW_TEMPLATE: Deed[WithdrawTemplate, None] = Deed(
    WithdrawTemplate,
    name="withdraw_template",
    subject=SUBJECT,
    title="Take a template for letters away",
    done="Letters are written with the model again.",
    told="Template for letters taken away",
    command="template withdraw",
    roles=OFFICE,
    topics=("settings",),
    second=(Second("Template for letters taken away", "always", ANY_SECOND, "its mover"),),
)
TEMPLATE_DEEDS = (PROPOSE_TEMPLATE, WITHDRAW_TEMPLATE)
