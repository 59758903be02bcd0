"""Kinds of document that leave the office: for whom each is, who signs it, when it may be made.

The rows are a shipped file (`resources/kinds/paper_kinds.toml`) that is checked when it is read.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any

from landwaiter.domain.reports.profiles import Profile
from landwaiter.errors import Invalid
from landwaiter.i18n import _


class PaperSignature(StrEnum):
    """Who signs a document beside the key of its maker, which signs each."""

    MAKER = "maker"
    SIGNATORY = "signatory"
    BY_HAND = "by_hand"
    """An officer and the person concerned, on paper."""


class PaperLanguage(StrEnum):
    """In whose language a document is."""

    OFFICE = "office"
    RECIPIENT = "recipient"
    TWO = "two"
    """That of the office, and where it is asked for a second one beside it."""


class PaperForm(StrEnum):
    """How a document is laid out."""

    REPORT = "report"
    CLOSED = "closed"
    """A form that holds its fields and nothing else."""
    SLIP = "slip"
    LETTER = "letter"
    """Written from a template of the office; its condition is that of the letter."""


class PaperSubject(StrEnum):
    """What a document is made of."""

    CASE = "case"
    ENTITY = "entity"
    STATES = "states"
    LISTING = "listing"
    """A proposal that an entity be listed."""
    REQUEST = "request"
    """A request of a person for access to data."""
    OFFICE = "office"
    """The work of the office: its cases together, its people."""


@dataclass(frozen=True, slots=True)
class PaperKind:
    """One kind of document."""

    name: str
    """As the command line has it."""
    title: str
    about: PaperSubject
    audience: Profile | None
    """Who reads it; None: the office itself."""
    basis: str
    signed: PaperSignature
    language: PaperLanguage
    form: PaperForm
    condition: str
    """While what is so it may be made, in words."""
    asks: tuple[str, ...]
    """Names of the conditions on a case, in the order in which they are judged."""


def paper_kinds_of(
    table: Mapping[str, Any], file: str, known: Collection[str]
) -> Mapping[str, PaperKind]:
    """The rows as read; Invalid by the place where one does not fit.

    `known` are the names of the conditions there are.
    """
    return {name: _kind(name, row, file, known) for name, row in table.items()}


_WORDS = {
    "about": PaperSubject,
    "signed": PaperSignature,
    "language": PaperLanguage,
    "form": PaperForm,
}


def _kind(name: str, row: Mapping[str, Any], file: str, known: Collection[str]) -> PaperKind:
    wanted = {one.name for one in fields(PaperKind)} - {"name"}
    for odd in sorted(wanted ^ row.keys()):
        raise _wrong(file, f"{name}.{odd}", row.get(odd))
    for odd in row["asks"]:
        if odd not in known:
            raise _wrong(file, f"{name}.asks", odd)
    given: dict[str, Any] = {**row, "asks": tuple(row["asks"])}
    for field, words in {**_WORDS, "audience": Profile}.items():
        try:
            given[field] = words(row[field]) if row[field] or field in _WORDS else None
        except ValueError as error:
            raise _wrong(file, f"{name}.{field}", row[field]) from error
    return PaperKind(name=name, **given)


def _wrong(file: str, field: str, value: object) -> Invalid:
    return Invalid(
        _("The table of kinds of document is wrong here."),
        file=file,
        field=field,
        value=str(value),
        remedy=_("Correct the table."),
    )
